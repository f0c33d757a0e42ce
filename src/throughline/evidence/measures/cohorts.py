"""Which rows do several measures start from, and how are days between two days counted? Ibis alone: any engine. R42"""

from datetime import date
from typing import TYPE_CHECKING

from .shapes import Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir

PLANNED = ("completed", "alcohol_free", "drug_free", "occasional", "transferred")
NOT_TAKEN_ON = ("declined", "redirected", "already_in_treatment", "withdrawn")
# What the Treatment Outcomes Profile asks, as the measures put its items together.
POINTS = {
    "use": ("alcohol", "opioids", "crack", "cocaine", "amphetamines", "cannabis", "other_drug"),
    "health": ("psychological", "physical", "quality"),
    "opioids": ("opioids",),
    "injected": ("injected",),
    "shared": ("shared",),
}
RISKS = ("LOW", "MEDIUM", "HIGH", "VERY_HIGH")


def days(earlier: "ir.Value", later: "ir.Value") -> "ir.Value":
    """Days from one day to another; negative when it is earlier."""
    return later.delta(earlier, unit="day")


def working_days(t: Tables, rows: "ir.Table", earlier: str, later: str) -> "ir.Table":
    """The rows with `value`: how many working days come after `earlier` up to `later`, bank holidays left out."""
    calendar = t["calendar"]
    first = calendar.select(_first=calendar.day, _before=calendar.working)
    last = calendar.select(_last=calendar.day, _after=calendar.working)
    joined = rows.left_join(first, rows[earlier] == first["_first"])
    joined = joined.left_join(last, joined[later] == last["_last"])
    return joined.mutate(value=joined["_after"] - joined["_before"])


def taken_on(t: Tables) -> "ir.Table":
    """Referrals that the service decided about and took on."""
    referrals = t["referrals"]
    return referrals.filter(referrals.triaged_on.notnull(), referrals.state.notin(NOT_TAKEN_ON))


def starts(t: Tables) -> "ir.Table":
    """Starts of specialist treatment that the treatment service confirmed."""
    treatments = t["treatments"]
    return treatments.filter(treatments.started_on.notnull())


def first_starts(t: Tables) -> "ir.Table":
    """For each referral the first start of specialist treatment, with its person."""
    begun = starts(t).group_by("referral").agg(on=starts(t).started_on.min())
    who = t["referrals"].select(_of="referral", person="person")
    return begun.join(who, begun.referral == who["_of"]).select("referral", "person", "on")


def offences_after(t: Tables, cohort: "ir.Table", *, group: str = "", skip: int = 0) -> "ir.Table":
    """Of a cohort (`referral`, `person`, `on`) those whom the ministry matched, with `value`: how many offences they
    committed in the 365 days that follow `on` and `skip` further days, proven in these or 183 more. R42, R44
    """
    offences = t["offences"]
    matched = offences.select(_matched="person").distinct()
    cohort = cohort.join(matched, cohort.person == matched["_matched"]).select("referral", "person", "on")
    some = offences.filter(offences["group"] == group) if group else offences
    some = some.select(_person="person", offence_on="offence_on", proven_on="proven_on")
    joined = cohort.left_join(some, cohort.person == some["_person"])
    after = days(joined.on, joined.offence_on)
    inside = (after > skip) & (after <= skip + 365) & (days(joined.on, joined.proven_on) <= skip + 548)
    return joined.group_by(["referral", "on"]).agg(value=inside.ifelse(1, 0).fill_null(0).sum())


def planned_exits(t: Tables) -> "ir.Table":
    """Referrals whose support ended as planned."""
    referrals = t["referrals"]
    return referrals.filter(referrals.exited_on.notnull(), referrals.was_planned == "yes")


def is_kept(start: "ir.Table", last_day: date) -> "ir.Value":
    """Whether somebody was in treatment for 84 days from this start, or left before as planned."""
    import ibis

    until = ibis.coalesce(start.ended_on, ibis.literal(last_day, type="date"))
    return (days(start.started_on, until) >= 84) | start.ended_for.isin(PLANNED).fill_null(False)


def marked(rows: "ir.Table", found: "ir.Table", name: str = "counts") -> "ir.Table":
    """The rows with whether their referral is among those found."""
    found = found.select(_found=found.referral).distinct()
    joined = rows.left_join(found, rows.referral == found["_found"])
    return joined.mutate(**{name: joined["_found"].notnull()})


def profiles_taken(t: Tables) -> "ir.Table":
    """Each profile: of whom, when, whether it is the first, and the points of each of `POINTS` that says something:
    the one pass over all answers, which five measures read.
    """
    items = t["profiles"]
    rows = items.filter(items.value.notnull(), items.stage.isin(("start", "review", "exit")))
    taken = rows.group_by("referral", "taken_on", is_first=rows.stage == "start")
    return taken.agg(**{name: rows.value.sum(where=rows.item.isin(those)) for name, those in POINTS.items()})


def profiles_at(t: Tables, points: str, *, first: bool) -> "ir.Table":
    """For each referral the latest of its first or of its later profiles that says these points: its day, and them."""
    rows = t.once(profiles_taken)
    rows = rows.filter(rows.is_first if first else ~rows.is_first, rows[points].notnull())
    return rows.group_by("referral").agg(on=rows.taken_on.max(), points=rows[points].argmax(rows.taken_on))


def change_in(t: Tables, points: str) -> "ir.Table":
    """From the profile at the start to the latest one: `value`, and the day of the start."""
    first = profiles_at(t, points, first=True)
    last = profiles_at(t, points, first=False).select("referral", later="on", points_later="points")
    joined = first.join(last, first.referral == last.referral)
    joined = joined.filter(joined.later > joined.on)
    return joined.select("referral", "on", "points", value=joined.points_later - joined.points)


def last_day(t: Tables) -> date:
    """The last day of the extract."""
    from datetime import timedelta

    return t.until - timedelta(days=1)


def posts_between(t: Tables) -> "ir.Table":
    """Spans of funded posts within the days of the extract: `on` is their first day, `days` how many they ran."""
    import ibis

    rows, since = t["posts"], ibis.literal(t.since, type="date")
    until = ibis.literal(t.until, type="date")
    first = ibis.greatest(rows.runs_from, since)
    last = ibis.least(ibis.coalesce(rows.runs_until, until), until)
    return rows.mutate(on=first, days=days(first, last)).filter(ibis._["days"] > 0)


def agreed(t: Tables) -> "ir.Table":
    """What was agreed for our grants by place, on the first day of each month: a twelfth of the year's award."""
    rows = t["costs"].filter(t["costs"].stream == "grant")
    first = (rows.month + "-01").cast("date")
    return rows.select("place", on=first, value="pence")


def kept_in_pathways(t: Tables) -> "ir.Table":
    """For each referral with a pathway its first day, its days (`per`), and the `contacts` that were kept then with the
    `minutes` of those one to one: the one pass over all contacts, which two measures read.

    Conditions that fill in what is unknown stay where they are written, after the scan and after the join; DuckDB would
    hand others to Arrow and to the join, which take longer over twenty million rows.
    """
    import ibis

    pathways, contacts = t["pathways"], t["contacts"]
    until = ibis.coalesce(pathways.runs_until, ibis.literal(t.until, type="date"))
    spans = pathways.mutate(_until=until).group_by("referral")
    runs = spans.agg(on=pathways.runs_from.min(), ends=ibis._["_until"].max())
    runs = runs.mutate(per=days(runs.on, runs.ends)).filter(ibis._["per"] > 0)
    kept = contacts.filter((contacts.state == "attended").fill_null(False))
    alone = (kept.kind == "one_to_one").ifelse(kept.minutes, 0)
    some = kept.select(_of="referral", day="on", alone=alone)
    joined = some.join(runs, some["_of"] == runs.referral)
    inside = joined.filter(((joined.day >= joined.on) & (joined.day < joined.ends)).fill_null(False))
    sums = inside.group_by("_of").agg(contacts=inside.count(), minutes=inside.alone.sum())
    rows = runs.left_join(sums, runs.referral == sums["_of"])
    return rows.select(
        "referral", "on", "per", contacts=rows.contacts.fill_null(0), minutes=rows.minutes.fill_null(0)
    )
