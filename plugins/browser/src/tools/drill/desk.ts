/**
 * The desk a learner sits at: chooses what stands on it and does what is pressed.
 * What must not live here: what a card looks like and where it stands, and what an answer means.
 */

import type { CardContent, CardEntry } from "../../domain/contract.ts";
import { writeDrillFilter } from "../../domain/drill-filter.ts";
import { describeInterval } from "../../domain/durations.ts";
import type { Rating } from "../../domain/events.ts";
import { EVERYTHING, type DrillFilter } from "../../domain/queue.ts";
import { reportAddress } from "../../domain/report.ts";
import { requestPersistence } from "../../storage/persistence.ts";
import { attend } from "./attend.ts";
import { Awake } from "./awake.ts";
import { RATING_NAMES, revealBar } from "./bar.ts";
import { originOf } from "./card-view.ts";
import { close } from "./closing.ts";
import { layAnswer, layFront, layUnreadable } from "./faces.ts";
import { listen } from "./keys.ts";
import { leaveNext, leaveShown } from "./leaving.ts";
import { mountPanel } from "./panel.ts";
import type { Sitting } from "./sitting.ts";
import { mountSurface } from "./surface.ts";
import { Taking } from "./taking.ts";
import { dangerOf, greetingOf, leftText } from "./words.ts";

/** After so many answers the browser is asked to keep them: some ask the learner, who by then has something to lose. */
const ASK_AFTER = 10;

/** What stands on the desk: nothing yet, a card that is on its way, its front, its answer, or the end of the sitting. */
type Shows = { readonly what: "nothing" | "loading" | "end" } | { readonly what: "front" | "answer"; readonly content: CardContent };

/** Where the focus goes once something is shown. */
type Focus = "stay" | "stage" | "answer";

/** Takes its seat in `place`. The returned function is to be called when an event was kept or something happened in another tab. */
export function mountDesk(place: HTMLElement, stage: HTMLElement, sitting: Sitting, signal: AbortSignal): () => void {
  const { me, index } = sitting;
  const awake = new Awake();
  const topics = new Map(index.topics.map(({ id, title }) => [id, title]));
  const panelFold = place.querySelector<HTMLDetailsElement>("[data-sl-drill-panel]")!;
  const dialog = place.querySelector<HTMLDialogElement>("[data-sl-drill-keys]")!;
  let shows: Shows = { what: "nothing" };
  const taking = new Taking(me.now);
  let card = new AbortController(); // ends with the card that is shown
  let waits: Readonly<Record<Rating, number>>; // as they stand on the buttons
  let answers = 0;

  const end = (): void => {
    say("");
    finish();
  };
  const surface = mountSurface(place, stage, { undo, mark, suspend, end, keys: () => dialog.showModal() });
  const { head, say } = surface;
  const panel = mountPanel(
    panelFold.querySelector("form")!,
    index,
    select,
    (name, value) => {
      sitting.settings = { ...sitting.settings, [name]: value };
      void me.set(name, value).then(draw);
      if (name === "newPerDay") sitting.refresh();
      if (onCard()) void show("stay", shows.what === "answer");
      else draw();
    },
    signal,
  );

  function origin(entry: CardEntry, marked = !!sitting.rowOf(entry)?.marked): HTMLElement {
    const { component, topic, level } = entry;
    const titles = { component: panel.title("component", component), topic: topics.get(topic) ?? topic, level: level ? panel.title("level", level) : "" };
    return originOf(entry, titles, marked);
  }

  /** What follows from the state and is no card. */
  function draw(): void {
    const { shown } = sitting;
    head.place.hidden = shows.what === "nothing" && !sitting.canUndo;
    head.show(leftText(sitting.session), {
      card: onCard(),
      undo: sitting.canUndo,
      marked: !!shown && !!sitting.rowOf(shown.card)?.marked,
      report: shown && reportAddress(index, shown.card),
    });
    panel.show(sitting.filter, sitting.settings);
    surface.warn(dangerOf(sitting));
  }

  function newCard(): void {
    card.abort();
    card = new AbortController();
  }

  async function show(focus: Focus, answered = false): Promise<void> {
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
      if (!ended.aborted) unreadable(shown.card.title);
      return;
    }
    if (ended.aborted || signal.aborted) return;
    if (!answered) taking.begin();
    shows = { what: answered ? "answer" : "front", content };
    place.dataset["kind"] = content.kind;
    const face = { entry: shown.card, content, origin: origin(shown.card) };
    if (answered) {
      waits = sitting.waits();
      layAnswer(face, sitting, surface, taking, waits, rate);
    } else layFront(face, sitting, surface, taking, reveal, ended);
    draw();
    surface.settle(focus);
    awake.hold();
    if (!answered && sitting.drilled) setTimeout(() => ended.aborted || leaveShown(sitting, surface, shown.card, content));
  }

  function unreadable(title: string): void {
    layUnreadable(title, surface, () => void show("stay"), () => {
      sitting.skip();
      move("");
    });
    draw();
  }

  function reveal(): boolean {
    if (shows.what !== "front") return false;
    taking.goOn();
    void show("answer", true);
    return true;
  }

  /** To the card that is now to be shown, with a word about what was done. */
  function move(text: string): void {
    say(text);
    if (sitting.shown) surface.announce(sitting.shown.card.title);
    void show("stage");
  }

  function rate(given: Rating): boolean {
    if (shows.what !== "answer" || (sitting.settings.twoButtons && given % 2 === 0)) return false;
    const wait = waits[given];
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
    stage.querySelector(".sl-origin")?.replaceWith(origin(entry, on));
    draw();
    say(on ? "Marked." : "No longer marked.");
    return true;
  }

  function finish(): void {
    newCard();
    awake.release();
    shows = { what: "end" };
    surface.lay([close(sitting, { nameOf: (id) => panel.title("component", id), go: () => move(""), everything })]);
    draw();
    void leaveNext(sitting, surface, origin, card.signal);
    if (!answers) return;
    // The end has a heading to read from.
    surface.settle("heading");
    void requestPersistence(navigator.storage);
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
    say(`${leftText(sitting.session)}.`);
    // The focus stays in the form.
    void show("stay");
  }

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
        if (moved && shows.what !== "nothing") void show("stay");
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

  if (sitting.drilled) void show("stay").then(() => void (surface.pressed && reveal()));
  else {
    surface.lay(greetingOf(sitting), revealBar("Start", () => move("")));
    draw();
  }
  return draw;
}
