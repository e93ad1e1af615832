/** Keeps the screen on while a card is shown, where the browser lets it. DOM only. */

export class Awake {
  #lock: Promise<WakeLockSentinel | null> | null = null;

  /** Safe to call at every card; the browser lets go by itself when the page is hidden. */
  hold(): void {
    if (this.#lock || document.hidden) return;
    const asked = navigator.wakeLock?.request("screen").catch(() => null) ?? Promise.resolve(null);
    this.#lock = asked;
    void asked.then((lock) => lock?.addEventListener("release", () => (this.#lock = null)));
  }

  release(): void {
    void this.#lock?.then((lock) => lock?.release());
    this.#lock = null;
  }
}
