"""Who is this person, as the service sees them: what every page about them asks, read once?"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from throughline.frame.written import Given, WrittenRows, day_given, words_given
from throughline.kernel.actor import Actor

from .. import codes
from ..actions.people import identity_of, note_read
from ..models import (
    Alert,
    Amendment,
    Appointment,
    Assessment,
    Concern,
    Handover,
    Note,
    OutcomesProfile,
    Pathway,
    RecoveryCheck,
    Referral,
    Told,
)
from ..rules import Clock, first_contact_clock
from ..sealed import Asked, Identity, opened, place_of
from .episodes import Episode, episodes_of
from .record_modes import ELSEWHERE, mode_of_row

UNREAD = Exists(Alert.objects.filter(referral=OuterRef("pk"), read_at=None))
_AMENDED = ArraySubquery(
    Amendment.objects.filter(referral=OuterRef("pk"))
    .order_by("amended_at", "id")
    .values(said=JSONObject(at="amended_at", by="amended_by", what="what"))
)
# The newest handover to a prison healthcare team; nothing sealed.
LAST_HANDED = Subquery(
    Handover.objects.filter(referral=OuterRef("pk"))
    .order_by("-sent_at", "id")
    .values(newest=JSONObject(state="state", at="sent_at", due="due_on", by="sent_by"))[:1]
)
Part = TypeVar("Part", Appointment, Assessment, Concern, Note, OutcomesProfile, Pathway, RecoveryCheck, Told)
STATES = {
    "sent": "Sent, to be decided",
    "accepted": "Waiting for a key worker",
    "assigned": "To be assessed",
    "assessed": "Assessed, to start",
    "on_pathway": "On a pathway",
    "paused": "Paused",
    "exited": "Support ended",
    "closed": "Closed",
    "withdrawn": "Withdrawn",
    "declined": "Declined",
    "redirected": "Redirected",
    "already_in_treatment": "Already in treatment",
}


def _of_referral(model: type[Part], *order: str) -> WrittenRows[Part]:
    among: dict[str, Any] = {"referral__id__among": Given("referral")}
    return WrittenRows(lambda: model._default_manager.filter(**among).order_by(*order))


_APPOINTMENTS = _of_referral(Appointment, "begins_at", "id")
_ASSESSMENTS = _of_referral(Assessment, "begun_at", "id")
_CHECKS = _of_referral(RecoveryCheck, "months")
_CONCERNS = _of_referral(Concern, "due_at", "id")
_NOTES = _of_referral(Note, "-written_at", "id")
_PATHWAYS = _of_referral(Pathway, "runs_from", "id")
_PROFILES = _of_referral(OutcomesProfile, "taken_on", "taken_at", "id")
_TOLD = _of_referral(Told, "-told_at", "id")


@dataclass(frozen=True, slots=True)
class Bar:
    """What never scrolls away: who, how old, which reference, what to know before calling."""

    name: str
    age: int | None
    reference: str
    flags: tuple[str, ...]
    safe_contact: str
    safe_words: str
    phone: str
    limit: str
    is_made_up: bool
    died_on: date | None


class Case:
    """One referral as its pages need it; each part is read at most once, and only when a page asks for it."""

    def __init__(self, referral: Referral, actor: Actor, now: datetime) -> None:
        self.referral, self.actor, self.now = referral, actor, now
        self.today = timezone.localdate(now)

    @property
    def state(self) -> str:
        return self.referral.state

    @property
    def is_elsewhere(self) -> bool:
        """Whether the record of this person is in their provider's own system today; it was read with the case. R32"""
        return (getattr(self.referral, "record_mode", None) or ELSEWHERE) == ELSEWHERE

    @property
    def has_unread(self) -> bool:
        """Whether probation changed or withdrew something that nobody of the service has read; read with the case."""
        return bool(getattr(self.referral, "has_unread", False))

    @property
    def amended(self) -> list[dict[str, Any]]:
        """When what was changed after sending, and by whom; read with the case."""
        return getattr(self.referral, "amended", None) or []

    @property
    def handed(self) -> dict[str, str] | None:
        """The newest handover to prison healthcare: its state, when, by when confirmed, by whom; read with the case."""
        return getattr(self.referral, "handed", None)

    @property
    def state_words(self) -> str:
        return STATES.get(self.state, self.state.replace("_", " "))

    @cached_property
    def identity(self) -> Identity:
        return identity_of(self.referral.person)

    @cached_property
    def asked(self) -> Asked:
        """What the referral said."""
        place = place_of("caseload_referral", self.referral.id, "asked")
        return opened(self.referral.person, self.referral.asked, Asked, place)

    @cached_property
    def bar(self) -> Bar:
        who, person = self.identity, self.referral.person
        limits = {
            "restricted": "Restricted: only named staff may see this record. Do not speak of it.",
            "excluding": "Some staff may not see this record. Do not speak of it.",
        }
        return Bar(
            name=who.name or "Name not known",
            age=who.age_on(self.today),
            reference=self.referral.reference,
            flags=tuple(codes.FLAGS.get(each, each) for each in self.asked.flags),
            safe_contact=codes.SAFE_CONTACT.get(who.safe_contact, "Not known: ask before calling"),
            safe_words=who.safe_contact_words,
            phone="" if who.safe_contact in ("letter", "practitioner") else who.phone,
            limit=limits.get(person.access, ""),
            is_made_up=person.is_made_up,
            died_on=person.died_on,
        )

    @cached_property
    def clock(self) -> Clock | None:
        """The ten working days to first contact; none before sending."""
        sent = self.referral.sent_at
        if sent is None:
            return None
        return first_contact_clock(timezone.localdate(sent), self.today, self.referral.first_contact_on)

    @cached_property
    def assessments(self) -> list[Assessment]:
        """Draft and complete ones, oldest first, with their levels."""
        found = [each for each in self._mine(_ASSESSMENTS) if each.state != "discarded"]
        prefetch_related_objects(found, "levels")
        return found

    @property
    def complete(self) -> list[Assessment]:
        return [each for each in self.assessments if each.state == "complete"]

    @property
    def draft(self) -> Assessment | None:
        """The assessment under way."""
        return next((each for each in self.assessments if each.state == "draft"), None)

    @property
    def is_assessed_at_exit(self) -> bool:
        """Whether what changed over the support is on record."""
        return any(each.kind == "exit" for each in self.complete)

    @cached_property
    def appointments(self) -> list[Appointment]:
        """All of them, oldest first; those that were moved are there too."""
        return self._mine(_APPOINTMENTS)

    @property
    def next_appointment(self) -> Appointment | None:
        ahead = [a for a in self.appointments if a.state == "scheduled" and a.begins_at >= self.now]
        return ahead[0] if ahead else None

    @property
    def to_record(self) -> list[Appointment]:
        """Appointments whose time has gone and of which nobody said what happened."""
        return [a for a in self.appointments if a.state == "scheduled" and a.begins_at < self.now]

    @property
    def last_contact(self) -> Appointment | None:
        came = [a for a in self.appointments if a.state == "attended"]
        return came[-1] if came else None

    @cached_property
    def pathways(self) -> list[Pathway]:
        return self._mine(_PATHWAYS)

    @cached_property
    def notes(self) -> list[Note]:
        """Every note, newest first."""
        return self._mine(_NOTES)

    @cached_property
    def profiles(self) -> list[OutcomesProfile]:
        return self._mine(_PROFILES)

    @cached_property
    def told(self) -> list[Told]:
        """What probation was told, newest first."""
        return self._mine(_TOLD)

    @cached_property
    def concerns(self) -> list[Concern]:
        """Every concern about the person, nearest deadline first."""
        return self._mine(_CONCERNS)

    @cached_property
    def checks(self) -> list[RecoveryCheck]:
        """The recovery checks after support ended, in their order; read only then."""
        if self.state not in ("exited", "closed"):
            return []
        return self._mine(_CHECKS)

    @cached_property
    def episodes(self) -> list[Episode]:
        """The person's other referrals in sight, newest first."""
        return episodes_of(self.referral)

    def href(self, name: str = "case", *args: object) -> str:
        """The address of one of the person's pages."""
        return reverse(name, args=[self.referral.reference, *args])

    def _mine(self, rows: WrittenRows[Part]) -> list[Part]:
        """The rows, each knowing its referral, so that nothing is read again to open what is sealed."""
        found = rows(referral=[self.referral.id])
        for each in found:
            each.referral = self.referral
        return found


def case_of(reference: str, *, actor: Actor, now: datetime, what: str) -> Case | None:
    """The case, and that the actor read `what` of it is on record; None for whoever may not see it. R39

    No `what` where nothing of it is shown, as when a page saves while somebody writes.
    """
    found = _CASE(reference=reference, on=timezone.localdate(now))
    if not found:
        return None
    [referral] = found
    if what:
        note_read(actor=actor, at=now, people=[referral.person_id], what=what)
    return Case(referral, actor, now)


def _case() -> QuerySet[Referral]:
    rows = Referral.objects.select_related("person", "unit", "provider", "place")
    rows = rows.annotate(
        record_mode=mode_of_row(day_given("on")), has_unread=UNREAD, amended=_AMENDED, handed=LAST_HANDED
    )
    return rows.exclude(state__in=["draft", "discarded"]).filter(reference=words_given("reference"))


_CASE = WrittenRows(_case)
