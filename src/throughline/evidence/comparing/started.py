"""Did people who started treatment soon offend again less often than people like them who did not? R42, R44, R45

Time runs for everybody from the 42nd day after their first referral: were it counted from the start of treatment, those
who started would have had to come so far without trouble, and the others would not.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ..extract import OFFENCES
from ..measures.cohorts import days, first_starts, offences_after, taken_on
from ..measures.shapes import Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from ..engines import Engine

SOON = 42
STARTED, NOT = "started", "not started"
MATURES_AFTER = SOON + 548


def members(t: Tables) -> "ir.Table":
    """Each person's first referral that was taken on: `started` says whether treatment began within 42 days, `counts`
    whether an offence of the year after these days was proven in time. Who was not matched is not there.
    """
    import ibis

    rows = taken_on(t)
    order = ibis.window(group_by=rows.person, order_by=[rows.sent_on, rows.referral])
    rows = rows.mutate(_turn=ibis.row_number().over(order))
    first = rows.filter(rows["_turn"] == 0).select("referral", "person", on="sent_on")
    found = offences_after(t, first, skip=SOON)
    begun = first_starts(t).select(_of="referral", _began="on")
    joined = found.left_join(begun, found.referral == begun["_of"])
    soon = (days(joined.on, joined["_began"]) <= SOON).fill_null(False)
    return joined.select("referral", "on", counts=joined["value"] > 0, started=soon.ifelse(STARTED, NOT))


def mature(engine: "Engine") -> "ir.Table | None":
    """Those of them whose time has run on the last day of which the ministry's file knows; None without a file. R42"""
    import ibis

    t = engine.tables
    if OFFENCES.name not in t:
        return None
    last: date = t.heard.get(OFFENCES.name, t.until - timedelta(days=1)) - timedelta(days=MATURES_AFTER)
    rows = members(t)
    bounds: list[Any] = [ibis.literal(day, type="date") for day in (t.since, last)]
    return rows.filter(rows.on >= bounds[0], rows.on <= bounds[1])
