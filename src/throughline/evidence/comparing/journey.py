"""How far did each referral get, from being sent to not having come back? One answer for each; none is lost. R42

Of referrals sent at least a year before the extract's last day, so that there was time for it. The others are
counted as too recent: the table counts whom the measure of referrals counts, and is audited with its tables. R43
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from throughline.evidence.gate.shapes import Within
from throughline.evidence.measures.cohorts import NOT_TAKEN_ON, days, last_day
from throughline.evidence.measures.shapes import Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir

MATURES_AFTER = 365
STAYED = 84
RETURNED_WITHIN = 183
ENDS = {
    "too_recent": "sent less than a year ago",
    "not_taken_on": "declined, redirected, withdrawn or in treatment already",
    "not_seen": "taken on, and no first contact",
    "not_assessed": "seen, and not assessed",
    "nothing_begun": "assessed, and no pathway begun",
    "left_early": "left within 12 weeks, not as planned",
    "left_later": "left later, not as planned",
    "still_here": "still supported",
    "came_back": "ended as planned, and came back within six months",
    "too_early": "ended as planned, and six months are not over",
    "stayed_well": "ended as planned, and did not come back within six months",
}
STEPS = (
    ("Referred", ("too_recent",)),
    ("Taken on", ("not_taken_on",)),
    ("First contact", ("not_seen",)),
    ("Assessed", ("not_assessed",)),
    ("Pathway begun", ("nothing_begun",)),
    ("Kept 12 weeks", ("left_early",)),
    ("Ended as planned", ("left_later", "still_here")),
    ("Not back in six months", ("came_back", "too_early")),
)


def furthest(t: Tables) -> "ir.Table":
    """For each referral of the extract its `referral`, `place` and how far it got, as a key of `ENDS`."""
    import ibis

    referrals, until = t["referrals"], ibis.literal(last_day(t), type="date")
    since = ibis.literal(t.since, type="date")
    rows = referrals.filter(referrals.sent_on >= since, referrals.sent_on <= until)
    begun = t["pathways"].group_by("referral").agg(began=t["pathways"].runs_from.min())
    begun = begun.select(_of="referral", began="began")
    back = (
        referrals.filter(referrals.follows.notnull()).group_by("follows").agg(again=referrals.sent_on.min())
    )
    back = back.select(_after="follows", again="again")
    assessed = t["needs"].filter(t["needs"].kind == "first").select(_on="referral").distinct()
    rows = rows.left_join(assessed, rows.referral == assessed["_on"])
    rows = rows.left_join(begun, rows.referral == begun["_of"])
    rows = rows.left_join(back, rows.referral == back["_after"])
    ended, planned = rows.exited_on.notnull(), (rows.was_planned == "yes").fill_null(False)
    short = days(rows.began, ibis.coalesce(rows.exited_on, until)) < STAYED
    soon = (days(rows.exited_on, rows.again) <= RETURNED_WITHIN).fill_null(False)
    came = ibis.cases(
        (days(rows.sent_on, until) < MATURES_AFTER, "too_recent"),
        (rows.triaged_on.notnull() & rows.state.isin(NOT_TAKEN_ON), "not_taken_on"),
        (rows.first_contact_on.isnull(), "not_seen"),
        (rows.began.isnull() & rows["_on"].isnull(), "not_assessed"),
        (rows.began.isnull(), "nothing_begun"),
        (ended & ~planned & short, "left_early"),
        (ended & ~planned, "left_later"),
        (~ended, "still_here"),
        (soon, "came_back"),
        (days(rows.exited_on, until) <= RETURNED_WITHIN, "too_early"),
        else_="stayed_well",
    )
    return rows.select("referral", "place", furthest=came)


def sent_when(since: date, until: date) -> tuple[Within, ...]:
    """What everybody knows: in which months and quarters of an extract those were sent who are too recent. R43"""
    of: dict[str, dict[str, frozenset[str]]] = {"month": {}, "quarter": {}}
    early, late = frozenset(ENDS) - {"too_recent"}, frozenset({"too_recent"})
    for step in range((until - since).days):
        day = since + timedelta(days=step)
        is_late = (until - day).days - 1 < MATURES_AFTER
        for name, part in (("month", f"{day:%Y-%m}"), ("quarter", f"{day.year} Q{(day.month + 2) // 3}")):
            of[name][part] = of[name].get(part, frozenset()) | (late if is_late else early)
    return tuple(Within(name, "furthest", parts) for name, parts in of.items())


def steps(ends: dict[str, int]) -> list[tuple[str, int, tuple[tuple[str, int], ...]]]:
    """Each step with how many took it, and where those who did not take it stopped, in words."""
    left, found = sum(ends.values()), []
    for name, stops in STEPS:
        lost = tuple((ENDS[stop], ends[stop]) for stop in stops)
        left -= sum(many for _, many in lost)
        found.append((name, left, lost))
    return found
