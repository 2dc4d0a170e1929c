"""How many regions are in which stage: a small column chart for each province, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.localised import Locale
from handbook.regions.by_province import Province, stage_names
from handbook.regions.facts import EditionFacts, Name, name_in

WIDTH, HEIGHT = 150, 96  # of a chart, in its own units; letters are 12 high
_TOP, _BASE = 14, 80  # the ends of the highest column: above it stands its figure, below all the stages
_LEAST = 2  # a column that stands for one region is seen beside one for many
_SHARE = 0.7  # of its place that a column takes
_FOR_FIGURE, _FOR_STAGE = 14, 16  # what a figure and the number of a stage need


@dataclass(frozen=True)
class Column:
    """A column of a chart: its place, its figure, and the key of its stage, "" where there is no room."""

    left: float
    top: float
    width: float
    height: float
    middle: float
    count: int
    figure: str
    stage: str


@dataclass(frozen=True)
class Chart:
    """The chart of a province; `counts` are by stage, `words` say the same as the chart.

    `heading` is its name, and that it is invented if it is.
    """

    key: str
    name: Name
    heading: str
    example: bool
    counts: tuple[int, ...]
    columns: tuple[Column, ...]
    words: str

    @property
    def total(self) -> int:
        """How many regions it counts."""
        return sum(self.counts)


@dataclass(frozen=True)
class StagePicture:
    """The charts of all provinces; `stages` are names by key, `totals` the sums over all real regions."""

    stages: dict[str, str]
    charts: tuple[Chart, ...]
    totals: tuple[int, ...]
    uncounted: int
    date: str


def stage_picture(
    locale: Locale, provinces: Sequence[Province], editions: Sequence[EditionFacts]
) -> StagePicture:
    """The picture of these provinces in the language of a locale; `date` is the newest of an edition."""
    stages = stage_names(locale, editions)
    counts = {province.key: province.counts(tuple(stages)) for province in provinces}
    most = max((max(each) for each in counts.values()), default=0)
    charts = tuple(_chart(locale, province, counts[province.key], stages, most) for province in provinces)
    real = [chart.counts for chart in charts if not chart.example]
    totals = tuple(map(sum, zip(*real, strict=True)))
    uncounted = sum(len(province.editions) - len(province.counted) for province in provinces)
    date = max((edition.date for edition in editions), default="")
    return StagePicture(stages, charts, totals, uncounted, date)


def _chart(
    locale: Locale, province: Province, counts: tuple[int, ...], stages: dict[str, str], most: int
) -> Chart:
    name = name_in(province.names, (locale.language, locale.original))
    told = [
        locale.label("regions.picture.count", stage=locale.label("stage.numbered", number=key), count=count)
        for key, count in zip(stages, counts, strict=True)
        if count
    ]
    heading = f"{name.text} ({locale.label('regions.example')})" if province.example else name.text
    words = f"{heading}: {'; '.join(told)}"
    columns = tuple(_columns(tuple(stages), counts, most))
    return Chart(province.key, name, heading, province.example, counts, columns, words)


def _columns(stages: Sequence[str], counts: Sequence[int], most: int) -> list[Column]:
    place = WIDTH / len(stages)
    every = max(1, -(-_FOR_STAGE // place))
    result = []
    for number, (stage, count) in enumerate(zip(stages, counts, strict=True)):
        height = max(_LEAST, (_BASE - _TOP) * count / most) if count else 0
        result.append(
            Column(
                left=round(place * (number + (1 - _SHARE) / 2), 1),
                top=round(_BASE - height, 1),
                width=round(place * _SHARE, 1),
                height=round(height, 1),
                middle=round(place * (number + 0.5), 1),
                count=count,
                figure=str(count) if count and place >= _FOR_FIGURE else "",
                stage=stage if number % every == 0 else "",
            )
        )
    return result
