"""What came out of a measure, as a reader sees it: from tables that left through the gate, never from rows? R42, R43"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughline.frame.lists import state_in_words
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money

from ..gate.shapes import TOTAL
from ..measures.catalogue import BY_CODE, MEASURES, OBJECTIVES
from ..measures.shapes import Measure
from ..models import Extract, Release
from .offences import heard_of
from .own import own_first
from .releases import visible_to

__all__ = ["Extract", "Release", "catalogue", "finding", "releases_of", "said", "sources", "table"]
NOT_MEASURED = "not measured"
HIDDEN = "hidden"
TOO_FEW = "too few to say"
BREAKDOWNS = {
    "place": "Locality",
    "quarter": "Quarter",
    "month": "Month",
    "unit": "Probation delivery unit",
    "provider": "Provider",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "age_band": "Age",
    "disability": "Disability",
    "place+quarter": "Locality and quarter",
    "place+sex": "Locality and sex",
    "place+ethnicity_in_two": "Locality and ethnicity",
    "place+age_in_three": "Locality and age",
    "ethnicity_in_two": "Ethnicity, in two groups",
    "age_in_three": "Age, in three groups",
    "colocated": "Somebody on site in the unit",
}
Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A measure in the catalogue: what came out of it last, or that it is not measured."""

    measure: Measure
    said: str
    release: Release | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its names, its cells as they are printed, and its part for a bar."""

    names: tuple[str, ...]
    cells: tuple[str, ...]
    part: float | None
    is_sum: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A measure by one breakdown, as a page or a file prints it."""

    heads: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def catalogue(actor: Actor) -> list[tuple[str, str, list[Entry]]]:
    """Each aim and means with its measures and what came out of them last; one query."""
    newest = {
        each.measure: each
        for each in visible_to(actor)
        .filter(by="place", measure__in=BY_CODE)
        .order_by("measure", "-released_at", "-id")
        .distinct("measure")
    }
    return [
        (code, words, [_entry(each, newest.get(each.code)) for each in MEASURES if each.objective == code])
        for code, words in OBJECTIVES.items()
    ]


def _entry(measure: Measure, release: Release | None) -> Entry:
    return Entry(measure, said(measure, release.figures.get(TOTAL)) if release else NOT_MEASURED, release)


def sources(actor: Actor, measure: Measure) -> list[Extract]:
    """The extracts of which this measure left a table, newest first."""
    ids = visible_to(actor).filter(measure=measure.code).order_by().values("extract").distinct()
    return list(Extract.objects.filter(id__in=ids).order_by("-taken_at", "id"))


def releases_of(actor: Actor, measure: Measure, extract: Extract) -> dict[str, Release]:
    """The tables of this measure and extract, of its newest version, by breakdown."""
    rows = visible_to(actor).filter(measure=measure.code, extract=extract).order_by("measure_version")
    found = {each.by: each for each in rows}
    order = [*(name for name in measure.own), *BREAKDOWNS]
    return {by: found[by] for by in dict.fromkeys(order) if by in found}


def said(measure: Measure, figures: Figures | None) -> str:
    """What came out, in one line; a figure that is hidden or has nobody in it says so."""
    if figures is None:
        return HIDDEN
    if measure.kind == "posts":
        if "filled" not in figures:  # of an earlier version
            return f"{figures['figure']:.0%} {measure.unit}"
        return f"{number(figures['filled'])} of {number(figures['funded'])} {measure.unit.removeprefix('of the ')}"
    if not figures["of"]:
        return "nobody yet"
    if measure.kind == "count":
        return f"{figures['of']:,}"
    share = f"{figures['share']:.0%} of {figures['of']:,}" if "share" in figures else ""
    if measure.kind in ("days", "change") and "median" in figures:
        middle = number(
            figures["mean"] if measure.kind == "change" else figures["median"],
            signed=measure.kind == "change",
        )
        kind = "on average" if measure.kind == "change" else "in the middle"
        return f"{middle} {measure.unit} {kind}; {share} {_answer(measure)}"
    if measure.kind in ("rate", "load", "cost"):
        return figure(measure, figures) or TOO_FEW
    return share


def asked_of(measure: Measure) -> str:
    """What a share of it is a share of, as an axis says it: its name, where that is not a number of days or points."""
    return _answer(measure).capitalize() if measure.kind in ("days", "change") else measure.name


def _answer(measure: Measure) -> str:
    return "to the better" if measure.kind == "change" else f"within {measure.target}"


def answered(measure: Measure) -> str:
    """What a share of it is a share of, at the end of a line: “ within 21 days”; nothing where the name says it."""
    return f" {_answer(measure)}" if measure.kind in ("days", "change") else ""


def figure(measure: Measure, figures: Figures) -> str:
    """A rate, a load or a cost with its unit; empty where there is none."""
    if "figure" not in figures:
        return ""
    return f"{amount(measure, figures['figure'])} {measure.unit.removeprefix('pence ')}"


def amount(measure: Measure, figure: float) -> str:
    """A rate, a load, a cost or a part of posts as it is read, without its unit."""
    if measure.kind == "cost":
        return str(Money(round(figure)))
    return f"{figure:.0%}" if measure.kind == "posts" else number(figure)


def number(value: float, *, signed: bool = False) -> str:
    """A figure as it is read: one decimal below a hundred, a real minus."""
    text = f"{abs(value):,.1f}" if abs(value) < 100 and value != int(value) else f"{abs(value):,.0f}"
    return ("−" if value < 0 else "+" if signed and value else "") + text


def finding(measure: Measure, release: Release | None) -> str:
    """The page's title: the measure, what came out in all, and between what and what it may lie."""
    if release is None:
        return f"{measure.name}: {NOT_MEASURED}"
    whole = release.figures.get(TOTAL)
    if measure.kind == "cost" and whole and "figure" in whole:
        return f"{measure.name}: {amount(measure, whole['figure'])}, as agreed"
    if measure.kind == "rate" and whole and "figure" in whole:  # the name has the unit
        return f"{measure.name}: {amount(measure, whole['figure'])}"
    text = f"{measure.name}: {said(measure, whole)}"
    if whole and measure.kind == "share" and whole.get("of"):
        low, high = interval(whole["counted"], whole["of"])
        text += f" (95% interval {low:.0%} to {high:.0%})"
    return text


def interval(counted: int, of: int) -> tuple[float, float]:
    """Between which shares the true one lies, 19 times of 20: Wilson’s interval."""
    z, share = 1.959964, counted / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)


def table(measure: Measure, release: Release, own: Collection[str] = frozenset()) -> Table:
    """The rows of a table that left, the reader's own places first, everybody last."""
    names = release.by.split("+")
    keys = [[]] if not names else _keys([_categories(release, name) for name in names])
    keys = own_first(keys, own, lambda key: key[0] if key else "")
    columns = _columns(measure)
    rows = [_row(measure, release.figures.get("+".join(key)), key) for key in keys]
    heads = tuple(BREAKDOWNS.get(name, state_in_words(name)) for name in names)
    return Table(heads, columns, tuple(each for each in rows if each is not None))


def _keys(dimensions: Sequence[Sequence[str]]) -> list[list[str]]:
    if len(dimensions) == 1:
        return [[each] for each in (*dimensions[0], TOTAL)]
    return [[first, *rest] for first in (*dimensions[0], TOTAL) for rest in _keys(dimensions[1:])]


def _categories(release: Release, name: str) -> list[str]:
    return next((list(each["categories"]) for each in release.dimensions if each["name"] == name), [])


def _columns(measure: Measure) -> tuple[str, ...]:
    if measure.kind == "posts":
        return ("Filled", "Funded", f"Part {measure.unit}")
    if measure.kind == "count":
        return ("How many",)
    if measure.kind == "load":
        return ("How many", measure.unit.capitalize())
    shares = ("Of how many", _counted_head(measure), "Share", "95% interval")
    if measure.kind in ("days", "change"):
        return (*shares, f"Middle, {measure.unit}", "Middle half")
    if measure.kind in ("rate", "cost"):
        unit = (
            measure.unit.removeprefix("pence ").capitalize()
            if measure.kind == "cost"
            else measure.unit.capitalize()
        )
        return ("Of how many", _counted_head(measure), unit)
    return shares


def _counted_head(measure: Measure) -> str:
    if measure.kind == "days":
        return f"Within {measure.target}"
    return "To the better" if measure.kind == "change" else "Counted"


def _row(measure: Measure, figures: Figures | None, key: Sequence[str]) -> Row | None:
    names = tuple("All" if each == TOTAL else each for each in key)
    is_sum = TOTAL in key
    many = len(_columns(measure))
    if figures is None:
        if measure.kind == "posts":
            return None
        return Row(names, (HIDDEN, *[""] * (many - 1)), None, is_sum)
    if measure.kind == "posts":
        whole = tuple(number(figures[each]) if each in figures else "" for each in ("filled", "funded"))
        return Row(names, (*whole, f"{figures['figure']:.0%}"), figures["figure"], is_sum)
    of, counted = f"{figures['of']:,}", f"{figures['counted']:,}"
    share = figures.get("share")
    if measure.kind == "count":
        return Row(names, (of,), None, is_sum)
    if measure.kind == "load":
        return Row(names, (of, number(figures["figure"]) if "figure" in figures else ""), None, is_sum)
    if measure.kind in ("rate", "cost"):
        last = number(figures["figure"]) if "figure" in figures else ""
        if measure.kind == "cost" and last:
            last = str(Money(round(figures["figure"])))
        return Row(names, (of, counted, last), None, is_sum)
    low, high = interval(figures["counted"], figures["of"]) if figures["of"] else (0.0, 0.0)
    cells: tuple[str, ...] = (
        of,
        counted,
        f"{share:.0%}" if share is not None else "",
        f"{low:.0%} to {high:.0%}" if share is not None else "",
    )
    if measure.kind in ("days", "change"):
        signed = measure.kind == "change"
        has = "median" in figures
        cells += (
            number(figures["median"], signed=signed) if has else "",
            f"{number(figures['low'], signed=signed)} to {number(figures['high'], signed=signed)}"
            if has
            else "",
        )
    return Row(names, cells, share, is_sum)


def mature_until(measure: Measure, extract: Extract) -> date:
    """The last day from which a member's time can have run in this extract. R42"""
    return measure.last_start(extract.last_day, heard_of(measure, extract))
