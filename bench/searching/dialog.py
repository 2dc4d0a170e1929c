"""Material's search dialog as a program uses it, whichever engine answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

# Tells when the worker has answered. With `slow`, the worker runs on the page, where the browser can slow it.
_LISTEN = """
(() => {
  const Native = Worker, waiting = [];
  globalThis.searchTimes = {asked: 0, ready: 0, answers: []};
  function note(message) {
    const times = globalThis.searchTimes, now = performance.now();
    if (message.type === 1) times.ready = now - times.asked;
    if (message.type !== 3 || message.data.more) return; // the first pages of an answer
    times.answers.push(now - times.asked);
    waiting.splice(0).forEach((go) => go());
  }
  class OnPage extends EventTarget {
    constructor(address) {
      super();
      const request = new XMLHttpRequest();
      request.open("GET", address, false);
      request.send();
      const run = new Function("self", "addEventListener", "postMessage", "document", request.responseText);
      const listeners = [];
      run(globalThis, (_, listener) => listeners.push(listener), (data) => this.answer(data), undefined);
      this.take = (data) => listeners.forEach((listener) => listener({data}));
    }
    answer(data) { this.dispatchEvent(new MessageEvent("message", {data})); }
    postMessage(data) {
      setTimeout(() => {
        globalThis.searchTimes.asked = performance.now();
        this.take(data);
      });
    }
  }
  globalThis.Worker = function (address) {
    const worker = SLOW ? new OnPage(address) : new Native(address);
    worker.addEventListener("message", ({data}) => note(data));
    return worker;
  };
  globalThis.answered = () => new Promise((go) => waiting.push(go));
})();
"""
_ASK = """
async (query) => {
  const box = document.querySelector(".md-search__input"), answer = globalThis.answered();
  box.value = query;
  box.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
  await answer;
  await new Promise((go) => setTimeout(go));
  return [...document.querySelectorAll(".md-search-result__item")].map(
    (item) => item.querySelector(".md-search-result__link").href);
}
"""


class Dialog:
    """The open dialog of one edition."""

    def __init__(self, window: Page, root: str):
        self.window = window
        self._path = urlsplit(root).path

    def ask(self, query: str) -> list[str]:
        """Pages that the dialog shows for a query, in order: addresses below the edition's root."""
        links: list[str] = self.window.evaluate(_ASK, query)
        return [urlsplit(link).path.removeprefix(self._path).strip("/") for link in links]

    def times(self) -> dict[str, Any]:
        """Milliseconds until the engine was `ready`, and of each of its `answers`."""
        result: dict[str, Any] = self.window.evaluate("globalThis.searchTimes")
        return result


@contextmanager
def opened(browser: Browser, root: str, slowed: int = 1) -> Iterator[Dialog]:
    """The search dialog on the home page of an edition, with the processor slowed so many times."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        bypass_csp=True,  # for wait_for_function
    )
    context.set_default_timeout(120_000)
    context.add_init_script(_LISTEN.replace("SLOW", json.dumps(slowed > 1)))
    try:
        window = context.new_page()
        _slow(context, window, slowed)
        window.goto(root, wait_until="networkidle")
        window.locator(".md-search__input").click()
        # Material's script asks for the empty query as soon as it runs itself.
        window.wait_for_function(
            "globalThis.searchTimes.ready > 0 && globalThis.searchTimes.answers.length > 0"
        )
        window.evaluate("globalThis.searchTimes.answers = []")
        yield Dialog(window, root)
    finally:
        context.close()


def _slow(context: BrowserContext, window: Page, times: int) -> None:
    if times > 1:
        context.new_cdp_session(window).send("Emulation.setCPUThrottlingRate", {"rate": times})
