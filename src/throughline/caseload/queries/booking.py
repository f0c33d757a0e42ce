"""What is known around a time before it is booked, and which clinic times are free?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from throughline.kernel.dates import is_working_day
from throughline.organisations import working

from ..care.clashes import Against, Around, Slot, against
from ..care.local_time import bounds_of, clock_words, day_of, day_words, moments_of
from ..models import Absence, Appointment, Clinic, Referral, UnitDesk
from ..models.appointments import KINDS as _KINDS
from ..rules import first_contact_clock

KINDS = [(code, words) for code, words in _KINDS if code != "group"]
MOVED_FOR = [("person", "The person"), ("service", "We, the service"), ("probation", "Probation")]
CLINIC_DAYS = 14
MOST_TIMES = 6


@dataclass(frozen=True, slots=True)
class ClinicTime:
    """A free time at the unit's clinic."""

    begins_at: datetime
    minutes: int
    place: str

    @property
    def day(self) -> str:
        return day_words(day_of(self.begins_at))

    @property
    def clock(self) -> str:
        return clock_words(self.begins_at)

    @property
    def key(self) -> str:
        return self.begins_at.strftime("%Y%m%d%H%M")


def warnings(
    referral: Referral,
    slot: Slot,
    mode: str,
    with_whom: str,
    *,
    now: datetime,
    moved: UUID | None = None,
    key: str = "",
) -> list[Against]:
    """What speaks against the time; three queries. `moved` is the one it replaces, `key` of the form that books it."""
    day = day_of(slot.begins_at)
    begins, ends = bounds_of(day, day)
    near = (
        Appointment.objects.filter(
            state="scheduled", begins_at__gte=begins - timedelta(hours=8), begins_at__lt=ends
        )
        .filter(Q(with_whom=with_whom) | Q(referral__person_id=referral.person_id))
        .exclude(id__in=[moved] if moved else [])
        .select_related("referral")
        .order_by("begins_at", "id")
    )
    rows = [each for each in near if not key or each.booking_key != key]
    doors = _doors(referral.unit_id) if mode == "IN_PERSON_PROBATION_OFFICE" else None
    clock = None
    if referral.sent_at and referral.first_contact_on is None:
        clock = first_contact_clock(day_of(referral.sent_at), day_of(now)).due_on
    around = Around(
        workers=tuple(Slot(a.begins_at, a.minutes) for a in rows if a.with_whom == with_whom),
        persons=tuple(
            Slot(a.begins_at, a.minutes) for a in rows if a.referral.person_id == referral.person_id
        ),
        doors=doors,
        is_worker_away=Absence.objects.filter(
            worker=with_whom, away_from__lte=day, away_until__gt=day
        ).exists(),
        first_contact_due=clock,
    )
    return against(slot, around, now=now)


def workers_for(unit: UUID, body: UUID, day: date) -> list[tuple[str, str]]:
    """Who of the service works in the unit, as choices."""
    return [(f"person:{each.id}", each.name) for each in working.workers_of(unit, body, day)]


def free_times(unit: UUID, body: UUID, now: datetime) -> list[ClinicTime]:
    """The next free times of the provider's clinic in the unit, in the fortnight to come."""
    today = day_of(now)
    clinics = list(
        Clinic.objects.filter(unit=unit, body=body)
        .filter(Q(held_until__isnull=True) | Q(held_until__gt=today))
        .order_by("begins", "id")
    )
    if not clinics:
        return []
    begins, ends = bounds_of(today, today + timedelta(days=CLINIC_DAYS))
    taken = set(
        Appointment.objects.filter(
            kind="clinic", state="scheduled", referral__unit=unit, referral__provider=body
        )
        .filter(begins_at__gte=begins, begins_at__lt=ends)
        .values_list("begins_at", flat=True)
    )
    days = (today + timedelta(days=ahead) for ahead in range(CLINIC_DAYS + 1))
    times = (each for day in days for clinic in clinics for each in _times(clinic, day))
    return [each for each in times if each.begins_at > now and each.begins_at not in taken][:MOST_TIMES]


def _times(clinic: Clinic, day: date) -> Iterator[ClinicTime]:
    is_held = clinic.held_from <= day and (clinic.held_until is None or day < clinic.held_until)
    if day.weekday() != clinic.weekday or not is_held or not is_working_day(day):
        return
    [first, *_] = moments_of(day, clinic.begins)
    for number in range(clinic.times):
        yield ClinicTime(first + timedelta(minutes=number * clinic.minutes), clinic.minutes, clinic.place)


def _doors(unit: UUID) -> tuple[time, time] | None:
    return UnitDesk.objects.filter(unit=unit).values_list("opens", "closes").first()
