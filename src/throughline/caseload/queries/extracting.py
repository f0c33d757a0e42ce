"""What does an extract for the evidence say of the people of one provider? Rows by `evidence.extract` alone. R40

Each function gives the rows of one table, of the referrals that `chosen` names. Whoever's record is limited is never
among them: a machine's sight does not reach them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, QuerySet

from throughline.frame.sealing import keyed_hashes

from .. import codes
from ..actions.assessing import outcomes_of
from ..actions.people import identity_of
from ..actions.referring import asked_of
from ..care.courses import NOT_TAKEN
from ..care.local_time import bounds_of, day_of
from ..exports.coding import age_band, ethnicity_group, sex_code, yes_no
from ..models import (
    Appointment,
    Concern,
    DeathReview,
    Delivered,
    HarmReduction,
    NeedLevel,
    NeedSought,
    Onward,
    Outcome,
    OutcomesProfile,
    Pathway,
    Person,
    RecoveryCheck,
    Referral,
    Told,
    Treatment,
)
from ..sealed import DeletedError, Identity

Rows = Iterator[Sequence[object]]
CHUNK = 2000


def pseudonym(kind: str, text: str, purpose: str = "extract") -> str:
    """A keyed hash that says nothing; another for each kind and purpose, and for each secret of the installation."""
    return keyed_hashes(f"{purpose} {kind}", text)[0] if text else ""


def person_pseudonym(identity: Identity, person_id: UUID, purpose: str = "extract") -> str:
    """By the CRN, so that somebody is the same at every provider; by our own row where none is on record."""
    return pseudonym("person", identity.crn or str(person_id), purpose)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The referrals of one provider that an extract holds."""

    provider_id: UUID
    provider: str
    first: date
    last: date
    is_made_up: bool

    def of(self, rows: QuerySet[Any], to: str = "referral__") -> QuerySet[Any]:
        """Those rows that belong to them, in an order that says nothing."""
        begins, ends = bounds_of(self.first, self.last)
        said = {
            "provider": self.provider_id,
            "sent_at__gte": begins,
            "sent_at__lt": ends,
            "person__is_made_up": self.is_made_up,
            "person__deleted_at__isnull": True,
        }
        rows = rows.filter(**{f"{to}{name}": value for name, value in said.items()})
        return rows.exclude(**{f"{to}state__in": ["draft", "discarded"]}).order_by("id")


def people(chosen: Chosen) -> Rows:
    """Each person once; one whose data were deleted meanwhile is not there."""
    for person in _people_of(chosen).iterator(CHUNK):
        try:
            said = identity_of(person)
        except DeletedError:
            continue
        yield (
            person_pseudonym(said, person.id),
            chosen.provider,
            sex_code(said.sex),
            ethnicity_group(said.ethnicity),
            yes_no(said.disability),
            _month(person.died_on),
        )


def referrals(chosen: Chosen) -> Rows:
    """Each referral that was sent."""
    rows = chosen.of(Referral.objects.select_related("person", "unit", "place"), "")
    for each in rows.iterator(CHUNK):
        try:
            who = identity_of(each.person)
        except DeletedError:
            continue
        sent_on = day_of(each.sent_at)
        yield (
            _referral(each.id),
            person_pseudonym(who, each.person_id),
            chosen.provider,
            each.unit.name,
            each.place.name,
            pseudonym("worker", each.key_worker),
            _referral(each.follows_id) if each.follows_id else "",
            age_band(who.age_on(sent_on)),
            each.source,
            _known(each.sentence, {one.code: "" for one in codes.SENTENCES}),
            _known(each.requirement, codes.REQUIREMENTS),
            "",  # the day of the sentence is not kept in this room
            _day(each.sentence_ends_on),
            _day(each.release_on),
            _flag(each.is_urgent),
            _highest(asked_of(each).risk_levels),
            "",  # what probation said last is for probation alone
            _day(sent_on),
            each.state,
            _day(each.triaged_at),
            _known(each.triage_reason, codes.DECLINE | codes.REDIRECT),
            _day(each.assigned_at),
            _day(each.first_contact_on),
            _day(each.paused_on),
            each.pause,
            _day(each.exited_on),
            _known(each.exit_reason, codes.PLANNED | codes.UNPLANNED),
            _flag(each.was_planned),
            each.withdrawn_for,
        )


def profiles(chosen: Chosen) -> Rows:
    """Each item of each profile, a whole number."""
    rows = chosen.of(OutcomesProfile.objects.select_related("referral__person"))
    for each in rows.iterator(CHUNK):
        try:
            answers = outcomes_of(each)
        except DeletedError:
            continue
        for item, value in sorted(answers.items()):
            yield _referral(each.referral_id), each.stage, _day(each.taken_on), item, int(value)


def _plain(model: type[models.Model], *columns: str, to: str = "referral__") -> Callable[[Chosen], Rows]:
    """The rows of a table whose columns are codes, days and numbers, as they stand."""

    def rows(chosen: Chosen) -> Rows:
        found = chosen.of(model._default_manager.all(), to).values_list(f"{to}id", *columns)
        for referral, *said in found.iterator(CHUNK):
            yield _referral(referral), *map(_said, said)

    return rows


def needs(chosen: Chosen) -> Rows:
    """Each need of each completed assessment."""
    rows = chosen.of(NeedLevel.objects.filter(assessment__state="complete"), "assessment__referral__")
    found = rows.values_list(
        "assessment__referral_id", "assessment_id", "assessment__kind", "assessment__completed_at", "need",
        "level", "is_linked_to_harm", "is_linked_to_reoffending", "is_strength",
    )  # fmt: skip
    for referral, assessment, *said in found.iterator(CHUNK):
        yield _referral(referral), pseudonym("assessment", str(assessment)), *map(_said, said)


def interventions(chosen: Chosen) -> Rows:
    """Each session that was given."""
    rows = chosen.of(Delivered.objects.annotate(of=F("intervention__sessions")))
    found = rows.values_list(
        "referral_id", "intervention__code", "intervention__version", "intervention__kind", "session", "of",
        "given_on",
    )  # fmt: skip
    for referral, *said in found.iterator(CHUNK):
        yield _referral(referral), *map(_said, said)


def treatments(chosen: Chosen) -> Rows:
    """Each referral to treatment; which service it was is a text and stays here."""
    found = chosen.of(Treatment.objects.all()).values_list(
        "referral_id", "state", "referred_on", "accepted_on", "started_on", "ended_on", "ended_for"
    )
    for referral, *said, why in found.iterator(CHUNK):
        yield _referral(referral), *map(_said, said), _known(why, _ENDINGS)


def deaths(chosen: Chosen) -> Rows:
    """Each death, by its month."""
    found = chosen.of(DeathReview.objects.all()).values_list(
        "referral_id", "died_on", "is_drug_related", "review_due_on", "reviewed_at"
    )
    for referral, died_on, *said in found.iterator(CHUNK):
        yield _referral(referral), _month(died_on), *map(_said, said)


TABLES: dict[str, Callable[[Chosen], Rows]] = {
    "people": people,
    "referrals": referrals,
    "needs_sought": _plain(NeedSought, "need", "complexity"),
    "needs": needs,
    "profiles": profiles,
    "contacts": _plain(
        Appointment, "kind", "mode", "state", "begins_at", "minutes", "came_late_minutes", "no_session"
    ),
    "pathways": _plain(Pathway, "kind", "runs_from", "runs_until"),
    "treatments": treatments,
    "interventions": interventions,
    "harm_reduction": _plain(HarmReduction, "kind", "on"),
    "onward": _plain(Onward, "need", "sent_on", "outcome", "outcome_on"),
    "outcomes": _plain(Outcome, "outcome", "achieved"),
    "checks": _plain(RecoveryCheck, "months", "due_on", "done_on", "answer"),
    "concerns": _plain(Concern, "route", "about", "raised_at", "due_at", "acknowledged_at", "closed_at"),
    "deaths": deaths,
    "told": _plain(Told, "kind", "told_at", "acknowledged_at"),
}


def left_out(chosen: Chosen, *, has_papers: bool) -> frozenset[str]:
    """Why referrals in sight of that period are not in, never how many; the limited are not in sight. R43"""
    everybody = Referral.objects.filter(provider=chosen.provider_id).exclude(state__in=["draft", "discarded"])
    begins, ends = bounds_of(chosen.first, chosen.last)
    sent = everybody.filter(sent_at__gte=begins, sent_at__lt=ends)
    there = sent.filter(person__deleted_at__isnull=True)
    reasons = {
        "deleted": sent.filter(person__deleted_at__isnull=False).exists(),
        "other_kind": there.exclude(person__is_made_up=chosen.is_made_up).exists(),
        "no_papers": not has_papers and chosen.of(Referral.objects.all(), "").exists(),
    }
    return frozenset(reason for reason, is_there in reasons.items() if is_there)


def people_ids(chosen: Chosen) -> Iterator[UUID]:
    """Whose rows an extract reads."""
    return _people_of(chosen).values_list("id", flat=True).iterator(CHUNK)


def _people_of(chosen: Chosen) -> QuerySet[Person]:
    theirs = chosen.of(Referral.objects.all(), "").order_by().values("person")
    return Person.objects.filter(id__in=theirs).order_by("id")


_ENDINGS = codes.PLANNED | codes.UNPLANNED | NOT_TAKEN


def _referral(referral_id: UUID) -> str:
    return pseudonym("referral", str(referral_id))


def _said(value: object) -> object:
    if isinstance(value, bool):
        return _flag(value)
    if isinstance(value, date):
        return _day(value)
    return "" if value is None else value


def _day(value: date | None) -> str:
    if value is None:
        return ""
    return (day_of(value) if isinstance(value, datetime) else value).isoformat()


def _month(value: date | None) -> str:
    return f"{value:%Y-%m}" if value else ""


def _flag(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _highest(levels: dict[str, str]) -> str:
    """The highest risk of serious harm to anybody else; empty where none is said."""
    known = [level for level in codes.RISK_LEVELS if level in levels.values()]
    return known[-1] if known else ""


def _known(value: str, known: dict[str, str]) -> str:
    """The code when it is one; whatever else stands there goes out as other."""
    return value if not value or value in known else "other"
