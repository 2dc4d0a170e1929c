"""The macros that pages call, for mkdocs-macros; the only package that depends on the site tool.

`define_env` is thin: what a macro shows is decided in `handbook.views` and written by `render`.
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Offer the macros to every page of the build that is running."""
    from macros import current_build

    build = current_build.current  # of `serve`, one after another

    def origin() -> str:
        return current_build.address_of(env.page.file.src_uri)

    @env.macro  # type: ignore[untyped-decorator]
    def record_page() -> str:
        """The whole page made from data that belongs to this address."""
        return build().keep(origin(), build().renderer.page(origin()))

    @env.macro  # type: ignore[untyped-decorator]
    def home_page() -> str:
        """The home page of a programme without prose of its own."""
        return build().keep(origin(), build().renderer.part("home.html", origin()))

    def part(name: str) -> str:
        return build().keep(f"{origin()}#{name}", build().renderer.part(f"{name}.html", origin()))

    @env.macro  # type: ignore[untyped-decorator]
    def notice() -> str:
        """What readers of the whole handbook must know first."""
        return part("notice")

    @env.macro  # type: ignore[untyped-decorator]
    def route() -> str:
        """The picture of all stages; on the home page readers choose the stage of their region by it."""
        return part("route")

    @env.macro  # type: ignore[untyped-decorator]
    def doors() -> str:
        """Three entry points: by task, by role, by question."""
        return part("doors")

    @env.macro  # type: ignore[untyped-decorator]
    def about(key: str) -> str:
        """A field of the programme in the page's language, such as title, edition or date."""
        return build().about(key)
