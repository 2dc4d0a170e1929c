"""How large what is tapped is: controls, and links that are not in a sentence."""

from __future__ import annotations

from playwright.sync_api import Page

LEAST = 44  # px, as WCAG 2.5.5 has it

# A link within the text of a page is as high as a line; beside a list, a row of links, it is not.
_SMALL = """(least) => {
  const controls = "a[href], button, summary, input:not(.switch), select, textarea, label[for]";
  const rows = "nav, .tools, .cite-links, .letters, .portions, .hb-our-stage, .hb-ticks, .hb-board, .doors";
  // Pictures lead where the menu and lists lead; a heading's link to itself is for mouse and keyboard.
  const aside = ".headerlink, .md-search__overlay, .md-overlay, .picture a";
  const isInText = (link) => {
    if (!link.matches("article a, footer p:not([class]) a")) return false;
    if (getComputedStyle(link).display !== "inline") return false;
    const words = (element) => element.textContent.trim().length;
    return !link.closest(rows) || words(link.parentElement) > words(link) + 9;
  };
  const isSame = (one, control) => {
    const held = one && one.closest(controls);
    return held && (held === control || held.control === control || control.control === held
      || held.control && held.control === control.control);
  };
  const reach = (control, x, y, dx, dy) => {
    for (let count = 0; count < least; count += 1) {
      if (!isSame(document.elementFromPoint(x + dx * count, y + dy * count), control)) return count;
    }
    return least;
  };
  const small = [];
  for (const control of document.querySelectorAll(controls)) {
    if (!control.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    if (control.closest("[inert]") || control.matches(aside) || isInText(control)) continue;
    const labelled = control.control; // a label is part of its box, unless that is not seen
    if (labelled && labelled.checkVisibility() && !labelled.matches(".switch")) continue;
    let box = control.getBoundingClientRect();
    if (box.width < 2 || box.right <= 0 || box.left >= innerWidth) continue;
    if (Math.min(box.width, box.height) >= least - .1) continue;
    control.scrollIntoView({block: "center"});
    box = control.getClientRects()[0]; // the first line of a link
    const x = box.x + box.width / 2, y = box.y + box.height / 2;
    const wide = reach(control, x, y, 1, 0) + reach(control, x, y, -1, 0);
    const high = reach(control, x, y, 0, 1) + reach(control, x, y, 0, -1);
    if (Math.min(wide, high) < least) {
      const around = control.closest("[class]:not(a, button, summary, label, input)") || document.body;
      const kind = `${control.localName}.${control.className}`;
      const words = control.textContent.trim().slice(0, 30);
      small.push(`${wide} × ${high} ${kind} in .${around.className}: ${words}`);
    }
  }
  return small;
}"""


def small_targets(window: Page) -> list[str]:
    """What is too small of the page that is open, a line each: size in px, what it is, and its words."""
    result: list[str] = window.evaluate(_SMALL, LEAST)
    return result
