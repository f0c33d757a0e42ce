"""What does a key worker's day look like in a demonstration? Made up, around the moment at which it began.

So some meetings are done, one is now and some come; one of them is a colleague's, who is away.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from throughline.kernel.dates import add_working_days
from throughline.ledger.actions import act

from . import interventions_supplied
from .actions import attendance, workers
from .actions.attendance import Came
from .care.local_time import bounds_of, day_of, moments_of
from .demonstration_people import OFFICE, VIDEO, Made
from .demonstration_staff import SUPPLIER, Staff
from .models import Appointment, Clinic, Group
from .sealed import Session
from .sight import look

ELSEWHERE, PHONE = "IN_PERSON_OTHER", "PHONE_CALL"


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Minutes from now, with that person."""

    who: str
    after: int
    kind: str
    mode: str
    minutes: int = 45
    came: str = ""


_DAY = (
    _Meeting("Ruairi", -210, "one_to_one", OFFICE, came="attended"),
    _Meeting("Shanice", -150, "review", OFFICE, came="late"),
    _Meeting("Terence", -90, "one_to_one", OFFICE, came="missed"),
    _Meeting("Mohammed", -30, "one_to_one", PHONE, 20),
    _Meeting("Beverley", 0, "one_to_one", OFFICE),
    _Meeting("Sukarno", 60, "assessment", OFFICE, 60),
    _Meeting("Jade", 135, "clinic", OFFICE, 30),
    _Meeting("Piotr", 180, "one_to_one", VIDEO, 30),
    _Meeting("Callum", 240, "one_to_one", OFFICE),
)
_GROUP, _IN_GROUP = -60, ("D’Arcy", "Lorraine", "Errol", "Ruairi")
_FORGOTTEN = "Lorraine"  # whose meeting of the working day before nobody has recorded


def load(made: Made, staff: Staff, *, at: datetime) -> None:
    """Today's meetings, three of them recorded; the unit's clinic; a colleague away, who is covered."""
    interventions_supplied.load(actor=SUPPLIER, at=at)
    worker, manager, day, now = staff["worker"], staff["manager"], day_of(at), _middle(at)
    unit = staff.units["Bolton"]
    look(manager, day)
    with act(actor=SUPPLIER, at=at, verb="demonstration.clinic_opened", subject=("unit", unit.id)):
        Clinic.objects.bulk_create(
            Clinic(
                unit_id=unit.id,
                body_id=unit.body,
                weekday=weekday,
                begins=time(10),
                minutes=30,
                times=6,
                place="Room 2 (made up)",
                held_from=staff.since,
            )
            for weekday in (1, 3)
        )
    with act(actor=manager, at=at, verb="demonstration.day_booked", subject=("unit", unit.id)):
        booked = [_booked(made, each, now) for each in _DAY]
        Appointment.objects.bulk_create([*booked, _forgotten(made, day), *_group(made, staff, now)])
    look(worker, day)
    for each, one in zip(_DAY, booked, strict=True):
        ended = one.begins_at + timedelta(minutes=each.minutes)
        if each.came and now <= at:  # before the day has begun to stand around now, nothing of it is recorded
            _say(one.id, each.came, ended, staff)
    look(manager, day)
    workers.be_away(
        actor=manager,
        at=at,
        body=unit.body,
        worker=staff["second"].id,
        away_from=day,
        away_until=day + timedelta(days=3),
        covered_by=worker.id,
    )


def _booked(made: Made, each: _Meeting, now: datetime) -> Appointment:
    place = {OFFICE: "Room 2", ELSEWHERE: "Community room (made up)", PHONE: "", VIDEO: ""}[each.mode]
    return _scheduled(made, each, now + timedelta(minutes=each.after), place)


def _scheduled(made: Made, each: _Meeting, begins: datetime, place: str) -> Appointment:
    row = made[each.who]
    return Appointment(
        id=uuid4(),
        referral=row,
        kind=each.kind,
        state="scheduled",
        mode=each.mode,
        place=place,
        begins_at=begins,
        minutes=each.minutes,
        with_whom=row.key_worker,
        booked_at=begins - timedelta(days=5),
        booked_by=row.key_worker,
    )


def _forgotten(made: Made, day: date) -> Appointment:
    [begins] = moments_of(add_working_days(day, -1), time(16, 30))
    return _scheduled(made, _Meeting(_FORGOTTEN, 0, "one_to_one", OFFICE), begins, "Room 2")


def _group(made: Made, staff: Staff, now: datetime) -> list[Appointment]:
    unit = staff.units["Bolton"]
    group = Group(
        id=uuid4(),
        unit_id=unit.id,
        body_id=unit.body,
        title="Staying well",
        place="Community room (made up)",
        begins_at=now + timedelta(minutes=_GROUP),
        minutes=60,
        places=8,
        led_by=staff["worker"].id,
    )
    group.save(force_insert=True)
    meetings = [_Meeting(who, _GROUP, "group", ELSEWHERE, 60) for who in _IN_GROUP]
    coming = [_booked(made, each, now) for each in meetings]
    for each in coming:
        each.group, each.with_whom = group, group.led_by
    return coming


def _say(appointment: UUID, came: str, at: datetime, staff: Staff) -> None:
    if came == "missed":
        missed = Came(session=Session(attempts="Phoned, no answer, texted"))
        attendance.miss(actor=staff["worker"], at=at, appointment_id=appointment, came=missed)
        return
    said = Session(
        summary="Went through the week and two high-risk moments.",
        response="Open, tired. Wants to try the group.",
        next_plan="Bring the diary; group on Thursday.",
    )
    attended = Came(session=said, late_minutes=10 if came == "late" else None)
    attendance.attend(actor=staff["worker"], at=at, appointment_id=appointment, came=attended)


def _middle(at: datetime) -> datetime:
    """The quarter of an hour around which the day stands: now, but early and late enough for all of it to be today."""
    begins, ends = bounds_of(day_of(at), day_of(at))
    quarter = at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)
    return min(max(quarter, begins + timedelta(hours=4)), ends - timedelta(hours=5))
