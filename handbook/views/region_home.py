"""What the home page of a region's edition says first: whose it is, its stage, its tasks there."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.localised import Locale
from handbook.model.addresses import slug
from handbook.views.our_stage import stage_options
from handbook.views.pages import PageLink
from handbook.views.region import local_tasks_of_group, region_of


@dataclass(frozen=True)
class RegionHome:
    """A region as its home page shows it.

    `stage` is the address of its stage, `parts` the anchors on that page to start from, with their words;
    `tasks` are those that the region has set for the stage's group. `logo` is a file below the site's root.
    """

    name: str
    stage: str
    stage_name: str
    parts: tuple[tuple[str, str], ...]
    tasks: tuple[PageLink, ...]
    logo: str
    example: bool


def region_home(locale: Locale) -> RegionHome | None:
    """What the home page says of the region whose edition this is; None of the programme's own."""
    region = region_of(locale.programme)
    if region is None:
        return None
    address = locale.addresses.of("stages", region.stage)
    option = next((one for one in stage_options(locale) if one.address == address), None)
    group = locale.programme.group_of(region.stage)
    tasks = local_tasks_of_group(locale.programme, group or "")
    return RegionHome(
        locale.text(region.name),
        address if option else "",
        option.title if option else "",
        tuple((anchor, locale.label(f"stage.{anchor.replace('-', '_')}")) for anchor in option.parts)
        if option
        else (),
        tuple(
            PageLink(locale.addresses.of("local_tasks", key), locale.name("local_tasks", key))
            for key in tasks
        ),
        logo_of(locale),
        region.example,
    )


def logo_of(locale: Locale) -> str:
    """The file of the region's logo below the site's root; "" if it has none."""
    region = region_of(locale.programme)
    ending = region.logo.rpartition(".")[2] if region is not None and region.logo else ""
    return f"assets/region-{slug(region.code)}.{ending}" if region is not None and ending else ""
