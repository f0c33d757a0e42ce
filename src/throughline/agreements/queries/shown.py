"""How does a grant look to a reader: in a list, and on its own page with everything that stands around it?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, F, OuterRef, QuerySet, Value, When
from django.db.models.functions import Concat, Lower
from django.urls import reverse

from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.ledger import queries as ledger
from throughline.organisations.queries import names_of

from ..lifecycle import CONDITION, GRANT
from ..models import Agreement, Condition, Grant, Terms
from ..terms import KINDS, OWNERS, RECIPIENTS, WATCHED_CONDITIONS
from . import diligence
from .grants import given, visible_to, with_awards

GRANT_STATES = {
    "offered": ("Offered", "wait"),
    "accepted": ("Accepted", "wait"),
    "live": ("Live", "good"),
    "suspended": ("Suspended", "stop"),
    "closing": ("Closing", "wait"),
    "closed": ("Closed", "quiet"),
    "withdrawn": ("Withdrawn", "quiet"),
    "terminated": ("Terminated", "stop"),
}
CONDITION_STATES = {
    "open": ("Not answered", "wait"),
    "met": ("Met", "good"),
    "not_met": ("Not met", "stop"),
    "waived": ("Waived", "quiet"),
    "not_applicable": ("Not applicable", "quiet"),
}
AGREEMENT_TONES = {
    "in_force": "good",
    "issued": "wait",
    "signed": "wait",
    "refused": "stop",
    "expired": "stop",
}
RECIPIENT_WORDS = RECIPIENTS
_NEXT = {
    "offered": "The recipient signs the grant agreement; that accepts the offer.",
    "accepted": "The authority countersigns the agreement; then the grant is live.",
    "live": "Money moves when its conditions hold.",
    "suspended": "No money moves until the programme lead lets it go on.",
    "closing": "The last papers are with the recipient; then the programme lead closes it.",
}
_LAST = F("round__year").desc()


def listed(actor: Actor, on: date) -> QuerySet[Grant]:
    """The grants that the actor may see, each with the words by which a search finds it."""
    words = Concat(
        F("place__name"),
        Value(" "),
        F("recipient__name"),
        Value(" "),
        F("round__programme__name"),
        Value(" "),
        F("round__year"),
        output_field=CharField(),
    )
    needs = Case(
        When(state__in=["suspended"], then=Value(0)),
        When(state__in=["offered", "accepted"], then=Value(1)),
        When(state__in=["live", "closing"], then=Value(2)),
        default=Value(3),
    )
    return visible_to(actor, on).annotate(search_text=Lower(words), needs=needs)


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant as a list shows it; `open` counts the conditions that nobody has answered yet."""

    id: UUID
    place: str
    programme: str
    year: str
    recipient: str
    recipient_kind: str
    award: Money
    state: str
    state_words: str
    tone: str
    open: int
    not_met: int
    is_illustration: bool
    href: str


def rows(grants: Iterable[Grant]) -> list[GrantRow]:
    """The same grants in words; one query."""
    grants = list(grants)
    answers = Condition.objects.filter(grant=OuterRef("pk"), state__in=["open", "not_met"])
    found = with_awards(Grant.objects.filter(pk__in=[each.pk for each in grants])).values_list(
        "pk", "award", ArraySubquery(answers.exclude(code__in=WATCHED_CONDITIONS).values("state"))
    )
    said = {grant: (award, Counter(states)) for grant, award, states in found}
    return [_row(each, said[each.pk][0] or Money(0), said[each.pk][1]) for each in grants]


def _row(grant: Grant, award: Money, counts: Mapping[str, int]) -> GrantRow:
    words, tone = GRANT_STATES[grant.state]
    return GrantRow(
        id=grant.pk,
        place=grant.place.name,
        programme=grant.round.programme.name,
        year=grant.round.year,
        recipient=grant.recipient.name,
        recipient_kind=RECIPIENTS[grant.recipient_kind],
        award=award,
        state=grant.state,
        state_words=words,
        tone=tone,
        open=counts.get("open", 0),
        not_met=counts.get("not_met", 0),
        is_illustration=grant.is_illustration,
        href=reverse("grant", args=[grant.pk]),
    )


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition as a page shows it; one that is `watched` follows from the papers."""

    condition: Condition
    owner: str
    state_words: str
    tone: str
    by: str
    is_watched: bool

    @property
    def is_open(self) -> bool:
        return self.condition.state in ("open", "not_met")


@dataclass(frozen=True, slots=True)
class GrantPage:
    """Everything on a grant's page."""

    grant: Grant
    row: GrantRow
    next: str
    decision: str
    amounts: Sequence[Any]
    award: Money
    terms: Terms | None
    conditions: Sequence[ConditionRow]
    agreements: Sequence[Any]
    legal: Sequence[diligence.Legal]
    checks: Sequence[tuple[Any, diligence.Standing]]
    names: Mapping[str, str]
    given: Money

    @property
    def ended(self) -> str:
        """What became of the money of a terminated grant; empty for any other. Authority: R13, R29."""
        if self.grant.state != "terminated":
            return ""
        left = self.award - self.given
        said = f"{self.given} of the award was asked for before the grant ended"
        if not left:
            return f"{said}: all of it."
        return (
            f"{said}. The other {left} is not paid: its instalments are cancelled, and it is the round’s again. "
            "Giving it to anybody is another decision."
        )


def grant_page(actor: Actor, grant_id: UUID, on: date) -> GrantPage | None:
    """What a grant's page shows, or None when the actor may see no such grant; ten queries at most."""
    grant = visible_to(actor, on).select_related("round__decision").filter(pk=grant_id).first()
    if grant is None:
        return None
    amounts = list(grant.amounts.select_related("variation").order_by("added_at", "id"))
    award = sum((each.pence for each in amounts), Money(0))
    conditions = list(grant.conditions.order_by("from_instalment", "due_on", "code"))
    legal = diligence.legal_records(grant.pk)
    checks = list(diligence.latest_of(grant.recipient_id))
    answered = [each.answered_by for each in conditions if each.answered_by]
    recorded = [each.record.recorded_by for each in legal]
    names = names_of([*answered, *recorded, grant.offered_by])
    counts = {
        state: sum(each.state == state and each.code not in WATCHED_CONDITIONS for each in conditions)
        for state in ("open", "not_met")
    }
    return GrantPage(
        grant=grant,
        row=_row(grant, award, counts),
        next=_NEXT.get(grant.state, ""),
        decision=grant.round.decision.number if grant.round.decision and grant.allocation_id else "",
        amounts=amounts,
        award=award,
        terms=Terms.objects.filter(round=grant.round_id).first(),
        conditions=[condition_row(each, names) for each in conditions],
        agreements=agreements_of(grant),
        legal=legal,
        checks=[(each, diligence.standing(each, on)) for each in checks],
        names=names,
        given=given([grant.pk])[grant.pk] if grant.state == "terminated" else award,
    )


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement that a grant rests on."""

    kind: str
    party: str
    begins_on: date
    ends_on: date
    state_words: str
    tone: str
    href: str


def agreements_of(grant: Grant) -> list[AgreementRow]:
    """The grant's own agreements and, for a provider, the partnership agreements of its place (R17); one query."""
    rows = Agreement.objects.filter(grant=grant.pk)
    if grant.recipient_kind == "provider":
        rows |= Agreement.objects.filter(
            kind="partnership", place=grant.place_id, programme=grant.round.programme_id
        )
    kept = rows.exclude(state="discarded").select_related("party").order_by("kind", "-begins_on", "pk")
    return [
        AgreementRow(
            KINDS[each.kind],
            each.party.name,
            each.begins_on,
            each.ends_on,
            each.state.replace("_", " ").capitalize(),
            AGREEMENT_TONES.get(each.state, "quiet"),
            reverse("agreement", args=[each.pk]),
        )
        for each in kept
    ]


def condition_row(condition: Condition, names: Mapping[str, str]) -> ConditionRow:
    """A condition in words."""
    words, tone = CONDITION_STATES[condition.state]
    is_watched = condition.code in WATCHED_CONDITIONS
    if is_watched and condition.state == "open":
        words, tone = "From the papers", "quiet"
    return ConditionRow(
        condition, OWNERS[condition.owner], words, tone, names.get(condition.answered_by, ""), is_watched
    )


def condition_of(actor: Actor, grant_id: UUID, condition_id: UUID, on: date) -> Condition | None:
    """A condition of a grant that the actor may see."""
    return (
        Condition.objects.filter(pk=condition_id, grant=grant_id, grant__in=visible_to(actor, on).order_by())
        .select_related("grant__place", "grant__round__programme", "grant__recipient")
        .first()
    )


def years_of(rows: QuerySet[Grant]) -> list[tuple[str, str]]:
    """The years of these grants, newest first, to filter by."""
    years = rows.order_by(_LAST).values_list("round__year", flat=True).distinct()
    return [(year, str(FinancialYear.parse(year))) for year in years]


def places_of(rows: QuerySet[Grant]) -> list[tuple[str, str]]:
    """The places of these grants by name, to filter by."""
    found = rows.order_by("place__name").values_list("place__gss_code", "place__name").distinct()
    return [(code, name) for code, name in found]


GRANT_STEPS = tuple(step.name for step in GRANT.steps)
CONDITION_STEPS = tuple(step.name for step in CONDITION.steps if step.from_states)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to a condition, in words."""

    words: str
    at: datetime
    by: str


_ANSWERS = {step.event: step.name for step in CONDITION.steps}
_ANSWER_WORDS = {
    "meet": "Met",
    "find_unmet": "Not met",
    "waive": "Waived",
    "set_aside": "Does not apply",
    "reopen": "Asked for again",
}


def history_of(condition: Condition) -> list[Answered]:
    """Every answer to a condition, oldest first; two queries."""
    acts = [each for each in ledger.history_of("condition", condition.pk) if each.verb in _ANSWERS]
    names = names_of(each.actor for each in acts)
    return [Answered(_ANSWER_WORDS[_ANSWERS[each.verb]], each.at, names[each.actor]) for each in acts]
