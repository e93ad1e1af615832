/**
 * The desk a learner sits at: puts the card, the bar, the head and the end of the sitting into the page and does what is pressed.
 * What must not live here: what a card looks like, and what an answer means.
 */

import type { CardContent, CardEntry } from "../../domain/contract.ts";
import { writeDrillFilter } from "../../domain/drill-filter.ts";
import { describeInterval } from "../../domain/durations.ts";
import type { Rating } from "../../domain/events.ts";
import { EVERYTHING, type DrillFilter } from "../../domain/queue.ts";
import { left } from "../../domain/session.ts";
import { reportAddress } from "../../domain/report.ts";
import { suggest } from "../../domain/suggestion.ts";
import { count } from "../../domain/wording.ts";
import { requestPersistence } from "../../storage/persistence.ts";
import { button, make, speaker } from "../make.ts";
import { attend } from "./attend.ts";
import { Awake } from "./awake.ts";
import { RATING_NAMES, ratingBar, revealBar } from "./bar.ts";
import { answerOf, frontOf, letScroll, originOf } from "./card-view.ts";
import { close } from "./closing.ts";
import { drillHead } from "./head.ts";
import { listen } from "./keys.ts";
import { mountPanel } from "./panel.ts";
import type { Sitting } from "./sitting.ts";
import { checklist, clock } from "./speak.ts";
import { Taking } from "./taking.ts";
import { dangerOf, greetingOf, unreadableOf } from "./words.ts";

/** After so many answers the browser is asked to keep them: some ask the learner, who by then has something to lose. */
const ASK_AFTER = 10;

/** What stands on the desk: nothing yet, a card that is on its way, its front, its answer, or the end of the sitting. */
type Shows = { readonly what: "nothing" | "loading" | "end" } | { readonly what: "front" | "answer"; readonly content: CardContent };

/** Takes its seat in `place`. The returned function is to be called when an event was kept or something happened in another tab. */
export function mountDesk(place: HTMLElement, stage: HTMLElement, sitting: Sitting, signal: AbortSignal): () => void {
  const { me, index } = sitting;
  const awake = new Awake();
  const { place: said, say } = speaker("sl-drill-said");
  const bar = make("div", { class: "sl-drill-bar" });
  const trouble = make("div", { role: "status" });
  const topics = new Map(index.topics.map(({ id, title }) => [id, title]));
  const panelFold = place.querySelector<HTMLDetailsElement>("[data-sl-drill-panel]")!;
  const dialog = place.querySelector<HTMLDialogElement>("[data-sl-drill-keys]")!;
  let shows: Shows = { what: "nothing" };
  const taking = new Taking(me.now);
  let card = new AbortController(); // ends with the card that is shown
  let answers = 0;

  const end = (): void => {
    say("");
    finish();
  };
  const head = drillHead({ undo, mark, suspend, end, keys: () => dialog.showModal() });
  const panel = mountPanel(
    panelFold.querySelector("form")!,
    index,
    select,
    (name, value) => {
      sitting.settings = { ...sitting.settings, [name]: value };
      void me.set(name, value).then(draw);
      if (name === "newPerDay") sitting.refresh();
      if (onCard()) void show(shows.what === "answer");
      else draw();
    },
    signal,
  );

  function titlesOf({ component, topic, level }: CardEntry): { component: string; topic: string; level: string } {
    return { component: panel.title("component", component), topic: topics.get(topic) ?? topic, level: level ? panel.title("level", level) : "" };
  }

  function countsText(): string {
    const { learning, due, fresh } = left(sitting.session);
    return [learning && `${learning} again`, due && `${due} due`, fresh && `${fresh} new`].filter(Boolean).join(", ") || "Nothing left";
  }

  /** What follows from the state and is no card. */
  function draw(): void {
    const { shown } = sitting;
    head.place.hidden = shows.what === "nothing" && !sitting.canUndo;
    head.show(countsText(), {
      card: onCard(),
      undo: sitting.canUndo,
      marked: !!shown && !!sitting.rowOf(shown.card)?.marked,
      report: shown && reportAddress(index, shown.card),
    });
    panel.show(sitting.filter, sitting.settings);
    const line = dangerOf(sitting);
    if (trouble.textContent !== (line?.textContent ?? "")) trouble.replaceChildren(...(line ? [line] : []));
  }

  function newCard(): void {
    card.abort();
    card = new AbortController();
  }

  async function show(answered = false): Promise<void> {
    const { shown } = sitting;
    if (!shown) return finish();
    newCard();
    // Until it is there, no key can answer it.
    shows = { what: "loading" };
    const { signal: ended } = card;
    let content: CardContent;
    try {
      content = await sitting.content(shown.card);
    } catch {
      if (!ended.aborted) unreadable(shown.card);
      return;
    }
    if (ended.aborted || signal.aborted) return;
    const row = sitting.rowOf(shown.card);
    if (!answered) taking.begin();
    shows = { what: answered ? "answer" : "front", content };
    const origin = originOf(shown.card, titlesOf(shown.card), !!row?.marked);
    const front = frontOf(content);
    place.dataset["kind"] = content.kind;
    if (answered) {
      const answer = answerOf(content);
      stage.replaceChildren(origin, ...(content.kind === "cloze" ? [] : [front]), answer);
      rating(shown.card, content, answer);
      letScroll(stage);
    } else {
      const aloud = content.kind === "question" && sitting.settings.speakFirst;
      stage.replaceChildren(origin, front);
      if (aloud) stage.append(clock(() => taking.taken, () => taking.toggle(), shown.card.minutes, ended));
      bar.replaceChildren(said, revealBar(aloud ? "Done: show the answer" : "Show answer", reveal));
      letScroll(stage);
    }
    awake.hold();
    draw();
  }

  function rating(entry: CardEntry, content: CardContent, answer: HTMLElement): void {
    const spoken = taking.taken;
    const { place: row, suggest: mark } = ratingBar(sitting.waits(), sitting.settings.twoButtons, rate);
    bar.replaceChildren(said, row);
    if (content.kind !== "question" || !sitting.settings.speakFirst) return;
    checklist(answer, (points, ticked) => {
      const best = suggest(points, ticked, spoken, entry.minutes);
      mark(best);
      if (best) say(`${ticked} of ${count(points, "point")}: ${RATING_NAMES[sitting.settings.twoButtons && best > 1 ? 3 : best]} is suggested.`);
    });
  }

  function unreadable(entry: CardEntry): void {
    stage.replaceChildren(unreadableOf(entry.title));
    const next = (): void => {
      sitting.skip();
      move("");
    };
    bar.replaceChildren(said, make("div", { class: "sl-drill-bar-row" }, button("Try again", () => void show(), { class: "sl-drill-big" }), button("Next card", next, { class: "sl-drill-big" })));
    draw();
  }

  function reveal(): boolean {
    if (shows.what !== "front") return false;
    taking.goOn();
    void show(true).then(() => stage.querySelector<HTMLElement>(".sl-answer")?.focus({ preventScroll: true }));
    return true;
  }

  /** To the card that is now to be shown, with a word about what was done. */
  function move(text: string): void {
    const { shown } = sitting;
    say(text);
    // The card itself is read out too, but not shown twice.
    if (shown) said.append(make("span", { class: "sl-status" }, ` Next card: ${shown.card.title}`));
    void show().then(() => {
      // The end has a heading to read from.
      if (shows.what !== "end") stage.focus({ preventScroll: true });
      if (place.getBoundingClientRect().top < 0) place.scrollIntoView();
    });
  }

  function rate(given: Rating): boolean {
    if (shows.what !== "answer" || (sitting.settings.twoButtons && given % 2 === 0)) return false;
    const wait = sitting.waits()[given];
    sitting.rate(given, taking.taken);
    answers += 1;
    if (answers === ASK_AFTER) void requestPersistence(navigator.storage);
    move(`${RATING_NAMES[given]}: comes again in ${describeInterval(wait)}.`);
    return true;
  }

  function undo(): boolean {
    const undone = sitting.undo();
    if (!undone) return false;
    move(undone === "answer" ? "Your last answer is taken back." : "The card is back.");
    return true;
  }

  function onCard(): boolean {
    return shows.what === "front" || shows.what === "answer";
  }

  function suspend(): boolean {
    if (!onCard()) return false;
    sitting.suspend();
    move("Suspended: this card is not asked any more. Undo brings it back.");
    return true;
  }

  function mark(): boolean {
    if (!onCard()) return false;
    const { card: entry } = sitting.shown!;
    const on = !sitting.rowOf(entry)?.marked;
    sitting.flag("mark", on);
    stage.querySelector(".sl-origin")?.replaceWith(originOf(entry, titlesOf(entry), on));
    draw();
    say(on ? "Marked." : "No longer marked.");
    return true;
  }

  function finish(): void {
    newCard();
    awake.release();
    shows = { what: "end" };
    const ending = close(sitting, { nameOf: (id) => panel.title("component", id), countsText, go: () => move(""), everything });
    stage.replaceChildren(ending);
    bar.replaceChildren(said);
    draw();
    if (answers) {
      stage.querySelector("h2")?.focus({ preventScroll: true });
      void requestPersistence(navigator.storage);
    }
  }

  function everything(): void {
    select(EVERYTHING);
    stage.focus({ preventScroll: true });
  }

  /** Drills what this filter lets through, and keeps it in the address. */
  function select(filter: DrillFilter): void {
    sitting.filter = filter;
    history.replaceState(history.state, "", location.pathname + writeDrillFilter(filter, location.search));
    sitting.begin();
    say(`${countsText()}.`);
    // The focus stays in the form.
    void show();
  }

  stage.tabIndex = -1;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", "Card");
  stage.before(head.place, trouble);
  stage.after(bar);
  panelFold.hidden = false;
  dialog.querySelector("button")?.addEventListener("click", () => dialog.close(), { signal });
  const press = (given: Rating) => () => rate(given);
  listen(
    place,
    { " ": reveal, Enter: reveal, 1: press(1), 2: press(2), 3: press(3), 4: press(4), u: undo, s: suspend, m: mark, "?": () => (dialog.showModal(), true) },
    signal,
  );
  attend(
    sitting,
    {
      look() {
        taking.look();
        if (onCard()) awake.hold();
      },
      newDay() {
        if (shows.what !== "end") return draw();
        sitting.begin();
        move("");
      },
      changed(moved) {
        if (moved && shows.what !== "nothing") void show();
        else draw();
      },
      atRisk: () => answers > 0 && (me.store.trouble !== null || sitting.unkept.length > 0),
    },
    signal,
  );
  signal.addEventListener("abort", () => {
    card.abort();
    awake.release();
  });

  if (sitting.drilled) void show();
  else {
    stage.replaceChildren(...greetingOf(sitting));
    bar.replaceChildren(said, revealBar("Start", () => move("")));
    draw();
  }
  return draw;
}
