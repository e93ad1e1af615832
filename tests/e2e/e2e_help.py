"""What several browser tests do inside a page."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "plugins" / "browser" / "node_modules" / "axe-core" / "axe.min.js"

# For each diagram: its name, and the contrast of every text with what is painted behind the text's middle.
CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = node => { const layers = []; for (let at = node; at; at = at.parentElement) layers.unshift(rgba(getComputedStyle(at).backgroundColor));
    return layers.reduce((under, top) => over(top, under), [255, 255, 255, 1]); };
  return [...document.querySelectorAll('article svg.sl-diagram')].map(svg => {
    const page = behind(svg.parentElement);
    const shapes = [...svg.querySelectorAll('rect, polygon, circle, ellipse, path')].filter(s => !s.closest('defs'));
    const ratios = [...svg.querySelectorAll('text')].map(text => {
      const box = text.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
      const ground = shapes.reduce((under, shape) => {
        const s = shape.getBoundingClientRect(), fill = getComputedStyle(shape).fill;
        const inside = x > s.left && x < s.right && y > s.top && y < s.bottom;
        return inside && fill !== 'none' && (shape.compareDocumentPosition(text) & 4) ? over(rgba(fill), under) : under;
      }, page);
      const ink = over(rgba(getComputedStyle(text).fill), ground);
      const [low, high] = [light(ink), light(ground)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    });
    return { name: svg.getAttribute('aria-label') ?? '', ratios };
  });
}"""


def wait_until(page: Page, condition: str, arg: Any = None, seconds: float = 20) -> None:
    """Wait until ``condition``, an asynchronous function of the page, comes true: ``wait_for_function`` takes its promise for a yes."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition, arg):
        assert time.monotonic() < end, f"still not true after {seconds} s: {condition}"
        page.wait_for_timeout(50)


def open_details(page: Page) -> None:
    """Open every fold of the content."""
    page.evaluate("document.querySelectorAll('article details').forEach(fold => fold.open = true)")


def run_axe(page: Page) -> list[str]:
    """What axe-core objects to, one line for each rule with the first places."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))  # not as a script tag, which the page's policy would stop
    # The theme's script puts a nameless nav around each copy button; nothing of ours can name it before it appears.
    found: dict[str, Any] = page.evaluate("axe.run({exclude: [['.md-code__nav']]}, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {rule['help']} ({len(rule['nodes'])}x) {[(n['target'], n['any'][0]['message'] if n['any'] else '') for n in rule['nodes'][:3]]}"
        for rule in found["violations"]
    ]
