"""The search dialog of a page, opened and asked as readers do."""

from __future__ import annotations

from playwright.sync_api import Page


def open_dialog(window: Page, address: str, query: str = "") -> None:
    """Open the dialog of a page and type a query."""
    window.goto(address)
    window.locator(".md-search__input").focus()
    if query:
        type_query(window, query)


def type_query(window: Page, query: str) -> None:
    window.locator(".md-search__input").fill(query)
    window.locator(".md-search__input").dispatch_event("keyup")
