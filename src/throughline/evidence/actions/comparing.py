"""How do tables leave that compare: how far people got, how long they stayed, whom it is fair to compare? R42, R45"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING, Any

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from ..gate import Counts, Dimension, Key, Shown
from ..models import Extract, Release
from .releasing import release

if TYPE_CHECKING:
    from ..engines import Engine

VERSION = 1
MIXED = ("first-contact", "treatment-start", "retained", "planned-exits")
MATCHED = "colocated"
HAVING, LACKING = "on site", "not on site"


def compare(*, engine: "Engine", extract: Extract, period: str, actor: Actor, at: datetime) -> list[Release]:
    """The tables of comparison of that extract have left; one that the gate or R45 refuses is passed over."""
    found = []
    for asked in tables_of(engine):
        try:
            found.append(
                release(extract=extract, version=VERSION, period=period, actor=actor, at=at, **asked)
            )
        except RefusedError:
            continue
    return found


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
    from ..comparing.matching import compare as matched
    from ..comparing.people import compared, members
    from ..measures.catalogue import BY_CODE
    from ..measures.counting import is_sensitive

    try:
        found = matched(compared(members(engine, BY_CODE[MATCHED]), MATCHED, HAVING))
    except RefusedError:
        return
    counts: dict[Key, int] = {
        (side, answer): round(found.pairs * (part if answer == "yes" else 1 - part))
        for side, part in ((HAVING, found.with_it), (LACKING, found.without))
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
    answer = Dimension("answer", ("yes", "no"), is_sensitive(BY_CODE[MATCHED]))
    dimensions = (Dimension("group", (HAVING, LACKING)), answer)
    yield {
        "measure": f"matched-{MATCHED}",
        "by": "group",
        "counts": Counts(f"matched-{MATCHED}", dimensions, counts),
        # The difference gives one side from the other: it leaves when nothing at all is hidden.
        "figures": lambda shown: {} if shown.hidden else {HAVING: figure},
    }
