"""What does a scenario say while somebody still types, and is it a plan yet?

Working text is kept as typed, right or wrong. Read as a plan, every fault is a sentence at its field.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from fractions import Fraction
from typing import Any, TypeVar

from throughline.funding.planning.rules import Counted, Indicator, Plan, Site
from throughline.funding.rows import parse_amount, parse_count
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import quoted

LIMITS = ("floor", "cap", "fixed", "last_year", "population", "excluded", "note")
WORDS = {
    "floor": "floor",
    "cap": "cap",
    "fixed": "fixed sum",
    "last_year": "amount of last year",
    "population": "population",
    "excluded": "reason for leaving it out",
    "note": "note",
}
MOST_INDICATORS = 8
LONGEST_LINE = 300  # characters of one typed value
_RANGE = re.compile(r"(?P<best>[^()]+?)\s*\(\s*(?P<low>[^()]+?)\s*(?:-|–|—|\bto\b)\s*(?P<high>[^()]+?)\s*\)")

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class IndicatorText:
    """An indicator as typed."""

    name: str = ""
    weight: str = "1"
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlaceText:
    """A place's inputs as typed; `counts` in the order of the indicators, such as "774" or "774 (700 to 850)"."""

    code: str
    name: str
    counts: tuple[str, ...] = ()
    floor: str = ""
    cap: str = ""
    fixed: str = ""
    last_year: str = ""
    population: str = ""
    excluded: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one typed value; `field` is its name in the form."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Working:
    """A whole scenario as typed."""

    total: str = ""
    max_loss: str = ""
    note: str = ""
    is_illustration: bool = False
    indicators: tuple[IndicatorText, ...] = ()
    places: tuple[PlaceText, ...] = field(default=())

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Working":
        """The working text that `as_values` gave."""
        return cls(
            total=values.get("total", ""),
            max_loss=values.get("max_loss", ""),
            note=values.get("note", ""),
            is_illustration=bool(values.get("is_illustration")),
            indicators=tuple(IndicatorText(**each) for each in values.get("indicators", ())),
            places=tuple(
                PlaceText(**{**each, "counts": tuple(each["counts"])}) for each in values.get("places", ())
            ),
        )

    def as_values(self) -> dict[str, Any]:
        """The same as JSON."""
        return {
            **asdict(self),
            "places": [{**asdict(each), "counts": list(each.counts)} for each in self.places],
        }

    def place(self, code: str) -> PlaceText | None:
        return next((each for each in self.places if each.code == code), None)

    def with_place(self, changed: PlaceText) -> "Working":
        """The same with one place's inputs changed."""
        return replace(
            self, places=tuple(changed if each.code == changed.code else each for each in self.places)
        )

    def with_indicators(self, indicators: Sequence[tuple[int | None, IndicatorText]]) -> "Working":
        """The same with these indicators; the number says which one of before keeps its counts, None is new."""
        places = tuple(
            replace(
                each,
                counts=tuple(
                    each.counts[before] if before is not None and before < len(each.counts) else ""
                    for before, _ in indicators
                ),
            )
            for each in self.places
        )
        return replace(self, indicators=tuple(text for _, text in indicators), places=places)


def read_count(text: str) -> Counted:
    """The count that "774" or "774 (700 to 850)" writes; ValueError says what is wrong."""
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        return Counted.of(parse_count(text.strip()))
    best, low, high = (parse_count(match[name].strip()) for name in ("best", "low", "high"))
    if not low <= best <= high:
        raise ValueError(f"is {quoted(text)}; it must lie within its own range")
    return Counted(best, low, high)


def read_percent(text: str) -> Fraction:
    """A percentage from 0 to 100; ValueError says what is wrong."""
    value = parse_count(text.strip().removesuffix("%").strip())
    if value > 100:
        raise ValueError(f"is {quoted(text)}; it is a percentage from 0 to 100")
    return value


def read_plan(working: Working) -> tuple[Plan | None, list[Problem]]:
    """The plan and no problem, or None and what to put right. A missing count is a plan's own refusal (R14)."""
    problems: list[Problem] = []

    def read(name: str, words: str, text: str, parse: Callable[[str], Value]) -> Value | None:
        if not text.strip():
            return None
        try:
            return parse(text.strip())
        except ValueError as wrong:
            problems.append(Problem(name, f"{words} {wrong}."))
            return None

    total = read("total", "The total", working.total, parse_amount)
    if not working.total.strip():
        problems.append(Problem("total", "The total is missing. Write how much there is to share."))
    max_loss = read("max_loss", "The largest loss", working.max_loss, read_percent)
    indicators = []
    for i, each in enumerate(working.indicators):
        weight = read(f"weight-{i}", f"The weight of {quoted(each.name)}", each.weight or "1", parse_count)
        indicators.append(Indicator(each.name.strip(), weight or Fraction(0), each.source.strip()))
    sites = []
    for each_place in working.places:
        at = f"the {{}} of {quoted(each_place.name)}"
        money: dict[str, Money | None] = {
            name: read(
                f"{each_place.code}-{name}",
                _capital(at.format(WORDS[name])),
                getattr(each_place, name),
                parse_amount,
            )
            for name in ("floor", "cap", "fixed", "last_year")
        }
        counts = tuple(
            read(
                f"{each_place.code}-count-{i}",
                _capital(at.format(f"count of {quoted(indicator.name)}")),
                each_place.counts[i] if i < len(each_place.counts) else "",
                read_count,
            )
            for i, indicator in enumerate(working.indicators)
        )
        population = read(
            f"{each_place.code}-population",
            _capital(at.format("population")),
            each_place.population,
            parse_count,
        )
        if money["fixed"] is not None and (money["floor"] is not None or money["cap"] is not None):
            problems.append(
                Problem(
                    f"{each_place.code}-fixed",
                    f"{quoted(each_place.name)} has a fixed sum and a floor or cap. Keep one of them.",
                )
            )
        sites.append(
            Site(
                name=each_place.name,
                code=each_place.code,
                counts=counts,
                population=population,
                excluded=each_place.excluded.strip(),
                **money,
            )
        )
    if problems or total is None:
        return None, problems
    return Plan(total, tuple(indicators), tuple(sites), max_loss), []


def plan_of(working: Working) -> Plan:
    """The plan; RefusedError with the first thing to put right."""
    plan, problems = read_plan(working)
    if plan is None:
        raise RefusedError(problems[0].message)
    return plan


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
