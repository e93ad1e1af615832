/** How long the shown card is taking: stands while the learner pauses and while nobody can see the page. DOM only. */

import { elapsed, run, STANDING, stop, type Stopwatch } from "../../domain/stopwatch.ts";

export class Taking {
  readonly #now: () => number;
  #watch: Stopwatch = STANDING;
  #paused = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** In milliseconds. */
  get taken(): number {
    return elapsed(this.#watch, this.#now());
  }

  begin(): void {
    this.#watch = STANDING;
    this.goOn();
  }

  goOn(): void {
    this.#paused = false;
    this.look();
  }

  /** Pauses, or goes on; says whether it runs. */
  toggle(): boolean {
    this.#paused = !this.#paused;
    this.look();
    return !this.#paused;
  }

  /** To be called when the page was hidden or shown. */
  look(): void {
    this.#watch = (this.#paused || document.hidden ? stop : run)(this.#watch, this.#now());
  }
}
