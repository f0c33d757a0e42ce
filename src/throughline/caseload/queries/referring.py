"""What does somebody see who writes a referral: where it may go, what it says, and who is with the service already?"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from throughline.frame.sealing import keyed_hashes
from throughline.kernel.actor import Actor
from throughline.kernel.dates import add_working_days
from throughline.organisations import queries as organisations
from throughline.organisations import working
from throughline.organisations.working import Service, services_of, sight_of

from ..actions import cohorts
from ..actions.people import identity_of
from ..actions.referring import is_known_elsewhere, values_of
from ..codes import SOURCES
from ..lifecycle import OPEN
from ..models import Protocol, Referral, UnitDesk
from ..referring import HEADINGS, PARTS, Missing, in_words, missing
from ..rules import FIRST_CONTACT_WORKING_DAYS
from ..sealed import Identity

LABELS = {
    "crn": "CRN", "given_names": "First names", "family_name": "Family name", "date_of_birth": "Date of birth",
    "sex": "Sex", "cohort": "Cohort", "why_now": "Why now", "is_urgent": "Urgent", "source": "Where",
    "sentence": "Sentence", "requirement": "Requirement", "sentence_ends_on": "Sentence ends", "prison": "Prison",
    "release_on": "Release", "release_unknown": "Why the release is not known", "hoped_for": "Hoped for",
    "self_risk": "Risk to self", "flags": "Registration flags", "risk_words": "To know before meeting",
    "children_words": "About children", "phone": "Phone", "safe_contact": "Safe contact",
    "safe_contact_words": "When, and what to avoid", "needs_interpreter": "Interpreter", "language": "Language",
    "accessibility": "Accessibility", "caring": "Caring", "availability": "Can come", "address": "Address",
    "is_unallocated": "Nobody allocated yet", "practitioner_name": "Practitioner", "practitioner_email": "Email",
    "practitioner_phone": "Phone of the practitioner", "team_phone": "Phone of the team", "office": "Office",
    "enforceable_days": "Days that can be enforced", "complete_by": "Complete by",
    "need_ACCOM": "Accommodation", "need_ETE": "Education, training, employment", "need_FBD": "Finance and debt",
    "need_DNR": "Dependency and recovery", "need_LIFE": "Lifestyle and associates", "need_FAM": "Family",
    "need_EWB": "Emotional wellbeing", "need_SOC": "Social inclusion", "risk_children": "Risk to children",
    "risk_public": "Risk to the public", "risk_known_adult": "Risk to a known adult", "risk_staff": "Risk to staff",
    "children_is_parent": "Parent or carer", "children_at_home": "Child at home",
    "children_has_contact": "Contact with a child", "children_is_pregnant": "Pregnancy",
    "children_known_to_social_care": "Child known to social care",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Whole:
    """A referral with who it is about and all it says, for its pages."""

    referral: Referral
    identity: Identity
    values: dict[str, Any]
    age: int | None
    protocols: tuple[Protocol, ...] = ()

    @property
    def cohorts(self) -> list[str]:
        """Among which cohorts the referrer of a draft chooses."""
        return cohorts.to_choose(self.protocols, self.values.get("cohort", ""))

    @property
    def protocol(self) -> Protocol | None:
        """Under which it was made, or would be made now; None where none is in force or the cohort is not chosen."""
        return self.referral.protocol or cohorts.named(self.protocols, self.values.get("cohort", ""))

    @property
    def lacks(self) -> list[Missing]:
        """What must be said before sending."""
        return missing(self.values, self.cohorts)

    @property
    def parts(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """Each page with its heading and what it says, in words; what nobody said is left out."""
        return [
            (
                part,
                HEADINGS[part],
                [(LABELS[n], words) for n in names if (words := in_words(n, self._said(n)))],
            )
            for part, names in PARTS.items()
        ]

    def _said(self, name: str) -> Any:
        value = self.values.get(name)
        return None if value is False else value


@dataclass(frozen=True, slots=True)
class Same:
    """Whether the person is with a service already: what the asker sees of it, or only whom to ask."""

    seen: tuple[Referral, ...]
    ask: str

    def __bool__(self) -> bool:
        return bool(self.seen or self.ask)


def where(actor: Actor, on: date) -> list[Service]:
    """Which services the actor may refer to: of their own units; from prison and court, of every unit."""
    sight = sight_of(actor, on)
    if sight.side == "court":
        return services_of(working.units_to_choose(on).values_list("id", flat=True), on)
    return services_of(sight.units, on, sight.body if sight.side == "provider" else None)


def sources_for(actor: Actor) -> dict[str, str]:
    """Where a person may be whom the actor refers."""
    if actor.roles & working.PROVIDER:
        kinds: tuple[str, ...] = ("walk_in",)
    elif actor.roles & working.COURT:
        kinds = ("court", "custody")
    else:
        kinds = ("community", "custody", "court")
    return {kind: SOURCES[kind] for kind in kinds}


def signed_in(actor: Actor) -> dict[str, str]:
    """The actor's name and address as the practitioner of somebody whose record names none."""
    person = organisations.person_of(actor)
    return {"practitioner_name": person.name, "practitioner_email": person.email}


def whole(reference: str, on: date) -> Whole | None:
    """The referral of that reference, None for whoever may not see it; a draft with the protocols in force."""
    rows = Referral.objects.select_related("person", "unit", "place", "provider", "protocol")
    row = rows.filter(reference=reference).first()
    if row is None:
        return None
    identity = identity_of(row.person)
    found = cohorts.in_force(row.provider_id, row.unit_id, on) if row.state == "draft" else ()
    return Whole(row, identity, values_of(row), identity.age_on(on), tuple(found))


def same(referral: Referral, crn: str) -> Same:
    """Open referrals of the same person: those in sight; of others only that the unit's contact should be asked."""
    if not crn:
        return Same((), "")
    states = (*OPEN, "already_in_treatment", "exited")
    seen = tuple(
        Referral.objects.filter(
            person__hashes__kind="crn", person__hashes__hash__in=keyed_hashes("crn", crn), state__in=states
        )
        .exclude(id=referral.id)
        .select_related("unit", "provider")
        .order_by("-sent_at")
    )
    elsewhere = is_known_elsewhere(crn, [each.id for each in seen])
    return Same(seen, contact_of(referral.unit_id) if elsewhere else "")


def contact_of(unit_id: UUID) -> str:
    """The unit's single point of contact."""
    found = UnitDesk.objects.filter(unit=unit_id).values_list("single_point_of_contact", flat=True).first()
    return found or "the head of the unit"


def seen_by(sent_on: date) -> date:
    """By when the person is first seen."""
    return add_working_days(sent_on, FIRST_CONTACT_WORKING_DAYS)


def drafts_of(actor: Actor) -> list[Whole]:
    """The actor's own drafts, oldest first."""
    rows = (
        Referral.objects.filter(state="draft", begun_by=actor.id)
        .select_related("person")
        .order_by("begun_at")
    )
    return [Whole(each, identity_of(each.person), {}, None) for each in rows[:25]]


def everybody_is_made_up() -> bool:
    """Whether this is a demonstration, where nobody is real and no paper is needed. R30"""
    return bool(settings.DEMONSTRATION)
