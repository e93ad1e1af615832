/**
 * Elements in one line, for tools that draw themselves. What must not live here: anything a learner sees.
 */

type Trait = string | number | boolean | null | undefined | ((event: Event) => unknown);
export type Child = Node | string | null | undefined | false;

/** An element with attributes (`true` sets an empty one, `false` and null none), listeners (`click: () => ...`) and children. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, traits: Readonly<Record<string, Trait>> = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export function button(text: string, click: () => unknown, traits: Readonly<Record<string, Trait>> = {}): HTMLButtonElement {
  return make("button", { type: "button", class: "sl-button", click, ...traits }, text);
}

/** Puts these in place of what `place` holds; by their ids, focus and what is being typed stay, and open folds stay open. */
export function redraw(place: HTMLElement, ...children: readonly Child[]): void {
  const { activeElement } = document;
  const focused = activeElement && place.contains(activeElement) ? activeElement.id : null;
  const open = [...place.querySelectorAll<HTMLDetailsElement>("details[id]")].map((fold) => [fold.id, fold.open] as const);
  place.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== false));
  for (const [id, was] of open) {
    const fold = document.getElementById(id);
    if (fold instanceof HTMLDetailsElement) fold.open = was;
  }
  if (focused === null) return;
  const again = focused && document.getElementById(focused);
  if (!again) place.tabIndex = -1;
  else if (activeElement instanceof HTMLInputElement && again instanceof HTMLInputElement && again.type !== "file") again.value = activeElement.value;
  (again || place).focus({ preventScroll: true });
}

/** A polite live region, and how to speak through it. The same text twice is spoken twice; it goes when there was time to read it. */
export function speaker(className = "sl-said"): { readonly place: HTMLElement; say(text: string): void } {
  const place = make("p", { role: "status", class: className });
  let gone: ReturnType<typeof setTimeout>;
  return {
    place,
    say(text) {
      clearTimeout(gone);
      place.replaceChildren(text);
      gone = setTimeout(() => place.replaceChildren(), 10_000 + 100 * text.length);
    },
  };
}

/** Hands the learner a file. */
export function download(name: string, type: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href, download: name }).click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
