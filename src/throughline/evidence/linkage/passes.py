"""Whom would plain rules link? The baseline that everybody can follow, beside which the model has to be better."""

from dataclasses import dataclass
from typing import Any

from .outcome import ByRule
from .shapes import Kind


@dataclass(frozen=True, slots=True)
class Pass:
    """One rule, in words and as the columns that must agree."""

    words: str
    columns: tuple[str, ...]


_OF_INITIALS = (
    Pass("initials, birth date, sex and locality agree", ("initials", "birth_date", "sex", "locality")),
    Pass("first initial, birth date, sex and postcode sector agree", ("f1", "birth_date", "sex", "sector")),
    Pass("family initial, birth date, sex and postcode sector agree", ("s1", "birth_date", "sex", "sector")),
)
_OF_KEYS = (
    Pass(
        "both keys, birth date, sex and locality agree",
        ("forename_key", "surname_key", "birth_date", "sex", "locality"),
    ),
    Pass(
        "first name's key, birth date, sex and postcode sector agree",
        ("forename_key", "birth_date", "sex", "sector"),
    ),
    Pass(
        "family name's key, birth date, sex and postcode sector agree",
        ("surname_key", "birth_date", "sex", "sector"),
    ),
)
PASSES: dict[Kind, tuple[Pass, ...]] = {"initials": _OF_INITIALS, "names": _OF_INITIALS, "keys": _OF_KEYS}
MONITORING_KEY: dict[Kind, Pass] = {
    "initials": Pass(
        "the monitoring system’s key: initials, birth date, sex", ("initials", "birth_date", "sex")
    ),
    "names": Pass(
        "the monitoring system’s key: initials, birth date, sex", ("initials", "birth_date", "sex")
    ),
    "keys": Pass("both keys, birth date and sex", ("forename_key", "surname_key", "birth_date", "sex")),
}


def by_rule(connection: Any, kind: Kind) -> tuple[ByRule, ...]:
    """What each plain rule finds, one after the other; the monitoring system's own key, which stands alone, first."""
    alone, found, linked = MONITORING_KEY[kind], [], set[int]()
    for each in (alone, *PASSES[kind]):
        here = pairs(connection, (each,))
        people = {left for left, _ in here}
        found.append(ByRule(each.words, len(here), len(people), len(people - linked)))
        linked |= set() if each is alone else people
    return tuple(found)


def pairs(connection: Any, passes: tuple[Pass, ...]) -> list[tuple[int, int]]:
    """Every pair that at least one of the passes links, by the numbers of the rows, in order."""
    one_by_one = [
        "SELECT l.number, r.number FROM probation l JOIN treatment r ON "  # noqa: S608 - our own names
        + " AND ".join(f"l.{column} = r.{column}" for column in each.columns)
        for each in passes
    ]
    found: list[tuple[int, int]] = connection.execute(
        " UNION ".join(one_by_one) + " ORDER BY 1, 2"
    ).fetchall()
    return found
