"""How the pages of a handbook look: logo, icon, colours, fonts, the owner's line, whether grounds are marked.

These settings are for making the site only; data files for programs leave them out.
"""

from __future__ import annotations

from pydantic import Field

from handbook.model.text import Entry, Plain, Text


class Shades(Entry):
    """One colour as it is in the light scheme and in the dark one, each as #rrggbb."""

    light: Plain = Field(description="on light pages, such as #0b4f4a")
    dark: Plain = Field(description="on dark pages")


def _shades(light: str, dark: str, description: str) -> Shades:
    default: Shades = Field(Shades(light=light, dark=dark), description=description)
    return default


class Colours(Entry):
    """Colours of the pages, the only place for light and dark; those left out stay the generator's."""

    header: Shades = _shades("#0b4f4a", "#0a3a36", "header, buttons")
    header_text: Shades = _shades("#ffffff", "#ffffff", "text and signs on the colour of the header")
    edge: Shades = _shades("#11675f", "#14786f", "edges of boxes, the current page in the menu")
    links: Shades = _shades("#0a5c8a", "#86d3f2", "links")
    accent: Shades = _shades("#7a3e00", "#ffc069", "what is in focus or under the pointer")
    page: Shades = _shades("#ffffff", "#0f1615", "background of the page")
    surface: Shades = _shades("#f1f6f5", "#182321", "background of boxes and of table heads")
    text: Shades = _shades("#17201f", "#e9f0ee", "text")
    soft_text: Shades = _shades("#3f4b49", "#c4cfcc", "text beside the main one")
    faint_text: Shades = _shades("#5c6866", "#9fadaa", "hints in the search and in the table of contents")
    mark: Shades = _shades("#4a5553", "#b7c4c1", "marks of ground, anchors of headings")
    line: Shades = _shades("#b9c8c5", "#3d4d4a", "lines between parts and around boxes")
    faint_line: Shades = _shades("#d5dddb", "#33413f", "lines within parts")
    code: Shades = _shades("#0b4f4a", "#1d6b64", "background of a task's code")
    code_text: Shades = _shades("#ffffff", "#ffffff", "a task's code")
    footer: Shades = _shades("#161616", "#0a1110", "background of the foot of every page")
    footer_text: Shades = _shades("#e9f0ee", "#e9f0ee", "text at the foot of every page")
    notice: Shades = _shades("#fff6e0", "#2b2410", "background of notices")
    notice_line: Shades = _shades("#a86a00", "#e0a53a", "edge of notices")


class Appearance(Entry):
    """Settings of whoever publishes the handbook; all may be left out."""

    logo: Plain | None = Field(None, description="picture before the title, a file in extra_files/")
    icon: Plain | None = Field(None, description="icon in browsers and on devices, a file in extra_files/")
    colours: Colours = Field(default_factory=Colours, description="colours of the pages")
    fonts: tuple[Plain, ...] = Field(
        ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans"),
        description="fonts of the pages, the preferred first; each is used if readers have it",
    )
    footer: Text | None = Field(None, description="own line at the foot of every page; may have links")
    show_grounds: bool = Field(
        True, description="false where every statement is `source`, so that marks would tell nothing"
    )
