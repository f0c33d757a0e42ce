"""How do tables leave that compare: how far people got, how long they stayed, whom it is fair to compare? R42, R45"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING, Any

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from ..gate import Counts, Dimension, Key, Shown, Within
from ..models import Extract, Release
from .releasing import release

if TYPE_CHECKING:
    from ..engines import Engine

VERSION = 1
MIXED = ("first-contact", "treatment-start", "retained", "planned-exits")
MATCHED = "colocated"
HAVING, LACKING = "on site", "not on site"
# Version 1 of the journey did not tell who was seen and not assessed; that of a case mix had limits too wide for what
# comes about often; that of pairs hung on the order of rows.
VERSIONS = {"journey": 2, "case-mix": 2, "matched": 2}


def compare(
    *,
    engine: "Engine",
    extract: Extract,
    period: str,
    within: tuple[Within, ...] = (),
    actor: Actor,
    at: datetime,
    refused: list[dict[str, str]] | None = None,
) -> list[Release]:
    """The tables of comparison of that extract have left; `refused` gains those that were refused, and why. R45

    `within` is what everybody knows of the extract's dimensions.
    """
    found = []
    held_back = [] if refused is None else refused
    for asked in tables_of(engine):
        if "why" in asked:
            held_back.append(asked)
            continue
        try:
            asked["within"] = (*within, *asked.get("within", ()))
            found.append(
                release(
                    extract=extract,
                    version=version_of(asked["measure"]),
                    period=period,
                    engine=engine.name,
                    actor=actor,
                    at=at,
                    **asked,
                )
            )
        except RefusedError as refusal:
            held_back.append({"measure": asked["measure"], "by": asked["by"], "why": str(refusal)})
    return found


def version_of(measure: str) -> int:
    """The version by which this program makes a table of comparison."""
    return next((each for name, each in VERSIONS.items() if measure.startswith(name)), VERSION)


def tables_of(engine: "Engine") -> Iterator[dict[str, Any]]:
    """Every table of comparison as it goes to the gate."""
    for make in (_journeys, _stays, _case_mix, _matched):
        yield from make(engine)


def _journeys(engine: "Engine") -> Iterator[dict[str, Any]]:
    from ..comparing.journey import ENDS, furthest, sent_when

    rows = engine.rows(furthest(engine.tables)).to_pylist()
    many = Counter((row["place"] or "not said", row["furthest"]) for row in rows)
    places = tuple(sorted({place for place, _ in many}))
    dimensions = (Dimension("place", places), Dimension("furthest", tuple(ENDS), is_sensitive=True))
    counts: dict[Key, int] = {key: many[key] for key in product(places, ENDS)}
    yield {
        "measure": "journey",
        "by": "place",
        "counts": Counts("journey", dimensions, counts),
        "cohort": "referrals",
        "within": sent_when(engine.tables.since, engine.tables.until),
    }


def _stays(engine: "Engine") -> Iterator[dict[str, Any]]:
    from ..comparing import stays as told

    stays = told.stays_of(engine.rows(told.starts(engine.tables)).to_pylist())
    if not stays:
        return

    def curve(shown: Shown) -> dict[str, dict[str, Any]]:
        return told.curve_of(stays, shown)

    def parts(shown: Shown) -> dict[str, dict[str, Any]]:
        return told.parts_of(stays, shown)

    within = told.told_together()
    yield {
        "measure": "stays",
        "by": "weeks",
        "counts": told.in_four_weeks(stays),
        "figures": curve,
        "within": within,
    }
    yield {
        "measure": "ways-out",
        "by": told.PARTS,
        "counts": told.by_way(stays),
        "figures": parts,
        "cohort": "stays",
        "within": within,
    }


def _case_mix(engine: "Engine") -> Iterator[dict[str, Any]]:
    from ..comparing.casemix import ratios
    from ..comparing.people import cases, members
    from ..measures.catalogue import BY_CODE
    from ..measures.counting import is_sensitive

    for code in MIXED:
        people = cases(members(engine, BY_CODE[code]))
        if not 0 < sum(each.came_about for each in people) < len(people):
            continue
        found = ratios(people)
        many = Counter((each.place, "yes" if each.came_about else "no") for each in people)
        places = tuple(each.place for each in found)
        answer = Dimension("answer", ("yes", "no"), is_sensitive(BY_CODE[code]))
        dimensions = (Dimension("place", places), answer)
        yield {
            "measure": f"case-mix-{code}",
            "by": "place",
            "cohort": code,
            "counts": Counts(
                f"case-mix-{code}", dimensions, {key: many[key] for key in product(places, ("yes", "no"))}
            ),
            "figures": {
                each.place: {
                    "expected": round(each.expected, 1),
                    "ratio": round(each.value, 3),
                    "low": round(each.low, 3),
                    "high": round(each.high, 3),
                    "is_signal": each.is_signal,
                }
                for each in found
            },
        }


def _matched(engine: "Engine") -> Iterator[dict[str, Any]]:
    from ..comparing import started
    from ..comparing.people import described, members
    from ..measures.catalogue import BY_CODE
    from ..measures.counting import is_sensitive

    here = members(engine, BY_CODE[MATCHED])
    is_told = is_sensitive(BY_CODE[MATCHED])
    yield _pairs(here, MATCHED, (HAVING, LACKING), by=MATCHED, is_sensitive=is_told)
    rows = started.mature(engine)
    if rows is not None:
        sides = (started.STARTED, started.NOT)
        yield _pairs(
            described(engine, rows, "started"), "reoffending", sides, by="started", is_sensitive=True
        )


def _pairs(
    people: list[dict[str, Any]], name: str, sides: tuple[str, str], *, by: str, is_sensitive: bool = False
) -> dict[str, Any]:
    """What leaves of a matched comparison of people apart by a column; or why nothing does. R45"""
    from ..comparing.matching import compare as matched
    from ..comparing.people import compared

    asked = {"measure": f"matched-{name}", "by": "group"}
    try:
        found = matched(compared(people, by, sides[0]))
    except RefusedError as refusal:
        return {**asked, "why": str(refusal)}
    counts: dict[Key, int] = {
        (side, answer): round(found.pairs * (part if answer == "yes" else 1 - part))
        for side, part in zip(sides, (found.with_it, found.without), strict=True)
        for answer in ("yes", "no")
    }
    figure = {
        "pairs": found.pairs,
        "difference": round(found.difference, 3),
        "low": round(found.low, 3),
        "high": round(found.high, 3),
        "balance": [
            {
                "circumstance": each.circumstance,
                "before": round(each.before, 3),
                "after": round(each.after, 3),
            }
            for each in found.balance
        ],
    }
    dimensions = (Dimension("group", sides), Dimension("answer", ("yes", "no"), is_sensitive))
    return {
        **asked,
        "counts": Counts(f"matched-{name}", dimensions, counts),
        # The difference gives one side from the other: it leaves when nothing at all is hidden.
        "figures": lambda shown: {} if shown.hidden else {sides[0]: figure},
    }
