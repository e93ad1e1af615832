// Runs in the page before its own scripts: notes when each front was painted, and what was clicked before. Times are
// milliseconds since the navigation began.
(() => {
  const bench = (globalThis.bench = { fronts: [], clicked: 0 });
  // A frame's callback comes before it is painted, a message posted there after it.
  const painted = (then) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(null);
    });
  let shown = null;
  const look = () => {
    // Each front and each answer comes with a new line of where it is from.
    const card = document.querySelector("[data-sl-drill-stage] > .sl-origin");
    if (card === shown) return;
    shown = card;
    if (card && !document.querySelector(".sl-answer")) painted((at) => bench.fronts.push({ at, since: at - bench.clicked }));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  addEventListener("click", ({ target, timeStamp }) => target.closest?.("[data-rating]") && (bench.clicked = timeStamp), true);
})();
