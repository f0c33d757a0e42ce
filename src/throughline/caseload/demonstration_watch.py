"""What must not be missed in a demonstration? Releases, a concern, a recall, a limit, a check; all of it made up."""

from datetime import datetime, time, timedelta

from .actions import (
    concerns,
    handing_over,
    leaving,
    limits,
    pausing,
    release,
    together,
    treatment,
    triage,
    withdrawing,
)
from .care.local_time import day_of
from .demonstration_people import MADE_UP, Made, ago, moment
from .demonstration_staff import Staff
from .sight import look

FOREST_BANK, STYAL = "HMP Forest Bank (made up)", "HMP Styal (made up)"


def load(made: Made, staff: Staff, *, at: datetime) -> None:
    """What became of those who are watched, by those who would write it down."""
    look(staff["manager"], day_of(at))
    for tell in (_releases, _concern, _ended, _not_taken, _treatment, _recall, _restricted):
        tell(made, staff, at)


def _releases(made: Made, staff: Staff, at: datetime) -> None:
    """Soon and not ready, later, without a date, and out for sixteen days without a start of treatment."""
    day, worker = day_of(at), staff["worker"]
    for given, ready in {
        "Tadhg": release.Ready(day + timedelta(days=4), "", FOREST_BANK, worker.id, "no", "yes"),
        "Yasmin": release.Ready(day + timedelta(days=17), "", STYAL, "", "yes", ""),
        "Keeley": release.Ready(None, "parole", STYAL, worker.id, "no", ""),
        "Sunniva": release.Ready(day - timedelta(days=16), "", FOREST_BANK, worker.id, "yes", "yes"),
    }.items():
        before = moment(ago(day, 14 if given == "Sunniva" else 1), time(16), at)
        release.plan(actor=worker, at=before, referral_id=made[given].id, ready=ready)


def _concern(made: Made, staff: Staff, at: datetime) -> None:
    worker, referral, before = staff["worker"], made["Errol"].id, at - timedelta(hours=19)
    held = together.Held(
        "The key worker, the probation practitioner, adult safeguarding",
        "Address and the last two visits",
        "Safeguarding visits within two days; the key worker phones each morning.",
    )
    together.record_meeting(
        actor=worker,
        at=moment(ago(day_of(at), 5), time(16, 30), at),
        referral_id=referral,
        held_on=ago(day_of(at), 5),
        gateway="safeguarding",
        held=held,
    )
    words = f"{MADE_UP}has not eaten for days and will not open the door."
    seen = concerns.Seen("adults", "person", words, is_urgent=True)
    raised = concerns.raise_concern(actor=worker, at=before, referral_id=referral, seen=seen)
    concerns.acknowledge(actor=worker, at=before + timedelta(minutes=20), concern_id=raised.id)


def _ended(made: Made, staff: Staff, at: datetime) -> None:
    """As planned, three months ago: the first recovery check is due this week."""
    ended_at = at - timedelta(days=88)
    judged = {"use": "ACHIEVED", "support": "PARTIALLY_ACHIEVED", "overdose": "PARTIALLY_ACHIEVED"}
    leaving.leave(
        actor=staff["worker"],
        at=ended_at,
        referral_id=made["Magda"].id,
        reason="completed",
        on=day_of(ended_at),
        judged=judged,
    )


def _not_taken(made: Made, staff: Staff, at: datetime) -> None:
    decided = moment(ago(day_of(at), 7), time(11), at)
    triage.decline(actor=staff["manager"], at=decided, referral_id=made["Agnes"].id, reason="OOA")
    look(staff["practitioner"], day_of(at))
    withdrawn = moment(ago(day_of(at), 9), time(10), at)
    withdrawing.withdraw(actor=staff["practitioner"], at=withdrawn, referral_id=made["Tyrone"].id, code="WOR")
    look(staff["manager"], day_of(at))


def _treatment(made: Made, staff: Staff, at: datetime) -> None:
    """Asked for on the day of the release, sixteen days ago, and not begun."""
    released_at = at - timedelta(days=16)
    treatment.refer(
        actor=staff["worker"],
        at=released_at,
        referral_id=made["Sunniva"].id,
        service="Community prescribing team (made up)",
        referred_on=day_of(released_at),
    )


def _recall(made: Made, staff: Staff, at: datetime) -> None:
    pausing.pause(
        actor=staff["worker"],
        at=moment(ago(day_of(at), 2), time(9, 15), at),
        referral_id=made["Bronagh"].id,
        reason="recall",
        since=ago(day_of(at), 3),
        prison=FOREST_BANK,
    )
    handing_over.send(
        actor=staff["worker"],
        at=moment(ago(day_of(at), 2), time(9, 40), at),
        referral_id=made["Bronagh"].id,
        sending=handing_over.Sending(
            f"Substance misuse team, {FOREST_BANK}",
            "oma",
            (
                "Treatment: community prescribing team (made up)",
                "Naloxone: given",
                "Risk: none named in the referral",
            ),
        ),
    )


def _restricted(made: Made, staff: Staff, at: datetime) -> None:
    named = [staff[each].id for each in ("worker", "manager", "practitioner")]
    limits.limit(
        actor=staff["manager"],
        at=at,
        referral_id=made["Ffion"].id,
        access="restricted",
        source="The unit’s single point of contact (made up)",
        said_on=day_of(at),
        staff=named,
    )
