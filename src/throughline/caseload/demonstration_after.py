"""What stays when support has ended, in a demonstration? Checks made and missed, records kept and held; all made up."""

from datetime import datetime, timedelta

from throughline.organisations import queries as organisations
from throughline.organisations.demonstration import DOMAIN

from .actions import deleting, leaving, limits, triage
from .care.local_time import day_of
from .demonstration_people import Made
from .demonstration_staff import Staff
from .models import RecoveryCheck
from .sight import look

YEARS = 1  # how long both providers keep a record here: made up, so short that something is due to go
_ACHIEVED = {"use": "ACHIEVED", "support": "ACHIEVED", "overdose": "PARTIALLY_ACHIEVED"}


def load(made: Made, staff: Staff, *, at: datetime) -> None:
    """What became of those of `stories.AFTER`, written down by those who would."""
    look(staff["manager"], day_of(at))
    _ended(made, staff, at, given="Ottoline", worker="worker", days=200, answer="sustained", asked_days=106)
    _ended(made, staff, at, given="Desmond", worker="second", days=100, answer="not_reached", asked_days=2)
    for given, days in (("Wilfred", 284), ("Noreen", 281)):
        decided = at - timedelta(days=days)
        triage.decline(actor=staff["manager"], at=decided, referral_id=made[given].id, reason="OOA")
    deleting.hold(actor=staff["manager"], at=at, person_id=made["Noreen"].person_id, because="complaint")
    _kept(staff, at)
    _unconfirmed(made, staff, at)


def _ended(
    made: Made,
    staff: Staff,
    at: datetime,
    *,
    given: str,
    worker: str,
    days: int,
    answer: str,
    asked_days: int,
) -> None:
    """As planned, so many days ago; at the first check the person was asked, and this is what was said."""
    ended_at, asked_at = at - timedelta(days=days), at - timedelta(days=asked_days)
    referral = leaving.leave(
        actor=staff[worker],
        at=ended_at,
        referral_id=made[given].id,
        reason="completed",
        on=day_of(ended_at),
        judged=_ACHIEVED,
    )
    first = RecoveryCheck.objects.get(referral=referral, months=3)
    leaving.check(actor=staff[worker], at=asked_at, check_id=first.id, answer=answer, on=day_of(asked_at))


def _kept(staff: Staff, at: datetime) -> None:
    officer = organisations.person_named("data-protection@" + DOMAIN)
    assert officer is not None  # noqa: S101 - every demonstration has one person for each role
    for body in dict.fromkeys(each.body for each in staff.units.values()):
        deleting.keep_for(actor=officer.as_actor(), at=at, body_id=body, years=YEARS, since=day_of(at))


def _unconfirmed(made: Made, staff: Staff, at: datetime) -> None:
    """Who may see one record was said too long ago: nobody sees it until the head of the unit says so again."""
    said = at - timedelta(days=limits.GOOD_DAYS + 6)
    limits.limit(
        actor=staff["manager"],
        at=said,
        referral_id=made["Gwenllian"].id,
        access="restricted",
        source="The unit’s single point of contact (made up)",
        said_on=day_of(said),
        staff=[staff[each].id for each in ("second", "manager", "practitioner", "head")],
    )
