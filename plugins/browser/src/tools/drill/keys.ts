/** Single keys for those who drill with a keyboard. They work while the focus is in the tool, or nowhere. DOM only. */

/** Calls what `acts` holds for a key; an act that returns false leaves the key to the browser and the theme. */
export function listen(place: HTMLElement, acts: Readonly<Record<string, () => boolean>>, signal: AbortSignal): void {
  const hear = (event: KeyboardEvent): void => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !(target instanceof Element)) return;
    if (target !== document.body && !place.contains(target)) return;
    if (target.closest("input:not([type=checkbox]), select, textarea, dialog")) return;
    // These two are the browser's own way to press a button.
    if ((key === " " || key === "Enter") && target.closest("button, a, summary, input")) return;
    if (!acts[key.length === 1 ? key.toLowerCase() : key]?.()) return;
    event.preventDefault();
    // The theme would take some of them for its search.
    event.stopPropagation();
  };
  document.addEventListener("keydown", hear, { signal });
}
