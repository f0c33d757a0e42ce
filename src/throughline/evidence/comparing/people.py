"""Who are the members of a measure, for a model of their circumstances or a matched comparison? R45

Circumstances are what was known when somebody was referred; nothing that came after, which support may have changed.
"""

from typing import TYPE_CHECKING, Any

from throughline.evidence.measures.counting import mature
from throughline.evidence.measures.shapes import Measure, Tables

from .casemix import Case
from .matching import Member

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from ..engines import Engine

CIRCUMSTANCES = ("sex", "age_band", "source", "requirement", "risk_at_start", "is_urgent")
UNKNOWN = "not said"


def circumstances(t: Tables) -> "ir.Table":
    """For each referral its place, its unit and its circumstances, in words."""
    referrals, people = t["referrals"], t["people"]
    who = people.select(_person=people.person, _provider=people.provider, sex=people.sex)
    rows = referrals.left_join(
        who, (referrals.person == who["_person"]) & (referrals.provider == who["_provider"])
    )
    said = {name: rows[name].cast("string").fill_null(UNKNOWN) for name in CIRCUMSTANCES}
    return rows.select(_of=rows.referral, place=rows.place, unit=rows.unit, **said)


def members(engine: "Engine", measure: Measure) -> list[dict[str, Any]]:
    """The mature members of a measure whose members are referrals, with what `circumstances` says of them."""
    return described(engine, mature(engine.tables, measure), *measure.own)


def described(engine: "Engine", rows: "ir.Table", *own: str) -> list[dict[str, Any]]:
    """These referrals with `counts`, columns of their own, and what `circumstances` says of them."""
    about = circumstances(engine.tables)
    joined = rows.select("referral", "counts", *own).join(about, rows.referral == about["_of"])
    found: list[dict[str, Any]] = engine.rows(joined).to_pylist()
    return found


def cases(rows: list[dict[str, Any]]) -> list[Case]:
    """Those members for a model of their circumstances."""
    return [Case(row["place"] or UNKNOWN, _said(row), bool(row["counts"])) for row in rows]


def compared(rows: list[dict[str, Any]], column: str, having: str) -> list[Member]:
    """Those members, apart by whether `column` says `having`."""
    return [
        Member(f"{row['referral']:012}", row[column] == having, _said(row), bool(row["counts"]))
        for row in rows
    ]


def _said(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((name, row[name]) for name in CIRCUMSTANCES)
