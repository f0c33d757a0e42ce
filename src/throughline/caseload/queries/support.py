"""What is done for a person besides meeting: interventions, treatment and its clock, harm reduction, help elsewhere?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from throughline.kernel.verdict import Verdict

from .. import codes
from ..actions.helping import HARM, OUTCOMES
from ..actions.pathways import may_start
from ..actions.treatment import ENDINGS, link_of
from ..care.courses import NOT_TAKEN, Course
from ..models import Delivered, HarmReduction, Intervention, Onward, Treatment
from ..rules import Clock, treatment_clock
from .cases import Case

TREATMENT_STATES = {
    "referred": "Sent, no answer yet",
    "accepted": "Accepted, to start",
    "refused": "Refused",
    "started": "In treatment",
    "ended": "Ended",
    "not_started": "Never began",
}
NEXT = {"referred": ("accept", "refuse"), "accepted": ("start", "not-start"), "started": ("review", "end")}


@dataclass(frozen=True, slots=True)
class CourseShown:
    """An intervention as it is given to somebody."""

    intervention: Intervention
    course: Course
    given: tuple[date, ...]

    @property
    def words(self) -> str:
        done = len(self.course.given)
        whole = self.course.sessions
        return "Complete" if self.course.is_complete else f"{done} of {whole} sessions"


@dataclass(frozen=True, slots=True)
class TreatmentShown:
    """A specialist treatment with its days, its clock while it has not begun, and what can be said next."""

    treatment: Treatment
    words: str
    days: tuple[tuple[str, date], ...]
    clock: Clock | None
    reason: str
    link: dict[str, str]
    next: tuple[str, ...]

    @property
    def tone(self) -> str:
        return {"started": "good", "refused": "stop", "not_started": "stop", "ended": "quiet"}.get(
            self.treatment.state, "wait"
        )


@dataclass(frozen=True, slots=True)
class Support:
    """Everything on a person's page of support."""

    courses: tuple[CourseShown, ...]
    treatments: tuple[TreatmentShown, ...]
    harm: tuple[tuple[str, date], ...]
    onward: tuple[tuple[Onward, str, str], ...]
    may_begin: Verdict

    @property
    def is_treated(self) -> bool:
        """Whether a treatment is under way, so that none is begun beside it."""
        return any(each.next for each in self.treatments)


def support_of(case: Case) -> Support:
    """What is done for the person; four queries."""
    given: dict[UUID, list[Delivered]] = {}
    rows = Delivered.objects.filter(referral=case.referral).select_related("intervention")
    for each in rows.order_by("given_on", "session", "id"):
        given.setdefault(each.intervention_id, []).append(each)
    treatments = Treatment.objects.filter(referral=case.referral).order_by("-referred_on", "-id")
    harm = HarmReduction.objects.filter(referral=case.referral).order_by("-on", "kind", "id")
    onward = Onward.objects.filter(referral=case.referral).order_by("-sent_on", "need", "id")
    return Support(
        courses=tuple(_course(each) for each in given.values()),
        treatments=tuple(_treatment(each, case) for each in treatments),
        harm=tuple((HARM[each.kind], each.on) for each in harm),
        onward=tuple((each, codes.NEEDS[each.need], OUTCOMES.get(each.outcome, "")) for each in onward),
        may_begin=may_start(case.state, case.actor),
    )


def catalogue(on: date, *, past: bool = False) -> QuerySet[Intervention]:
    """The versions in use on that day, brief ones first; with `past` every version that ever was."""
    rows = Intervention.objects.order_by("kind", "title", "-version")
    if past:
        return rows
    return rows.filter(Q(used_until__isnull=True) | Q(used_until__gt=on), used_from__lte=on)


def open_to(support: Support, on: date) -> list[tuple[str, str]]:
    """What can be given next, as choices: what was begun with its next session, then the catalogue."""
    begun = [
        (
            f"{each.intervention.id}:{each.course.next}",
            f"{each.intervention.title}, session {each.course.next}",
        )
        for each in support.courses
        if each.course.next
    ]
    known = {each.intervention.code for each in support.courses if not each.course.is_complete}
    given = {each.intervention.id for each in support.courses}
    fresh = [
        (f"{each.id}:1", f"{each.title} ({each.get_kind_display().lower()}), session 1 of {each.sessions}")
        for each in catalogue(on)
        if each.code not in known and each.id not in given
    ]
    return begun + fresh


def treatment_of(case: Case, treatment_id: UUID) -> TreatmentShown | None:
    """One treatment of the person."""
    found = Treatment.objects.filter(referral=case.referral, id=treatment_id).first()
    return _treatment(found, case) if found else None


def onward_of(case: Case, onward_id: UUID) -> Onward | None:
    """One onward referral of the person."""
    return Onward.objects.filter(referral=case.referral, id=onward_id).first()


def _course(given: list[Delivered]) -> CourseShown:
    intervention = given[0].intervention
    course = Course(intervention.sessions, frozenset(each.session for each in given))
    return CourseShown(intervention, course, tuple(each.given_on for each in given))


def _treatment(each: Treatment, case: Case) -> TreatmentShown:
    each.referral = case.referral
    release = case.referral.release_on
    since = release if release and release > each.referred_on else each.referred_on
    runs = each.state in ("referred", "accepted", "started")
    days = (
        ("Sent", each.referred_on),
        ("Accepted", each.accepted_on),
        ("Started", each.started_on),
        ("Reviewed", each.reviewed_on),
        ({"refused": "Refused", "not_started": "Called off"}.get(each.state, "Ended"), each.ended_on),
    )
    return TreatmentShown(
        treatment=each,
        words=TREATMENT_STATES[each.state],
        days=tuple((words, day) for words, day in days if day),
        clock=treatment_clock(since, case.today, each.started_on) if runs else None,
        reason=(NOT_TAKEN | ENDINGS).get(each.ended_for, ""),
        link=link_of(each),
        next=NEXT.get(each.state, ()),
    )
