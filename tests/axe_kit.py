"""What axe finds on the page that is open; its script is put into each document once."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser_kit import AT_REST

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ("color-contrast", "link-in-text-block")  # the rules that look at colours
# A page has few colours, and axe reads each thousands of times: it is told what it has read before.
_SCRIPT = (
    Axe().axe_script
    + """;(() => {
  const known = new Map(), colour = axe.commons.color.Color.prototype, read = colour.parseString;
  colour.parseString = function (text) {
    if (known.has(text)) [this.r, this.g, this.b, this.alpha] = known.get(text);
    else read.call(this, text), known.set(text, [this.r, this.g, this.b, this.alpha]);
    return this;
  };
})();"""
)
# Nothing is loaded from elsewhere, and only of what is wrong the places are told.
_OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    "preload": False,
}
_RUN = """async (options) => {
  const {violations} = await axe.run(document, options);
  return violations.map(({id, nodes}) => `${id} (${nodes.length}): ${nodes[0].html.slice(0, 160)}`);
}"""


def violations(window: Page, rules: Sequence[str] = (), *, without: Sequence[str] = ()) -> list[str]:
    """What axe finds, a line each: rule, how often, where first.

    Only `rules` are held, if any are named; or all `without` some that do not apply.
    """
    if not window.evaluate("'axe' in window"):
        window.evaluate(_SCRIPT)
    chosen = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    options = {**_OPTIONS, **chosen, "rules": {rule: {"enabled": False} for rule in without}}
    window.evaluate(AT_REST)
    result: list[str] = window.evaluate(_RUN, options)
    return result


def violations_in_both_schemes(window: Page) -> list[str]:
    """What axe finds on a page that is open in the light scheme, and what it finds there in the dark one."""
    result = violations(window)
    window.emulate_media(color_scheme="dark")
    expect(window.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    result += [f"dark: {line}" for line in violations(window)]
    window.emulate_media(color_scheme="light")
    expect(window.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    return result
