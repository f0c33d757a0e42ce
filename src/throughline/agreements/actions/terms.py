"""How are the terms of a round set, and taken over from the round before?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from throughline.funding.queries import rounds as funding
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import OFFICERS, SUPPLIER
from ..models import Grant, SpendRule, Terms, TermsCondition, TermsInstalment
from ..terms import (
    ASSURANCE_MODELS,
    OWNERS,
    PAYMENT_BASES,
    PRICE_BASES,
    RECIPIENTS,
    WATCHED_CONDITIONS,
)


@dataclass(frozen=True, slots=True)
class InstalmentTerms:
    """One instalment of every grant: its day and its part of the award."""

    due_on: date
    parts: int = 1


@dataclass(frozen=True, slots=True)
class ConditionTerms:
    """One condition that every grant gets; `set_aside_because` says why it cannot apply to these grants, if so.

    It holds money back from `from_instalment` on and is due so many days before that instalment.
    """

    code: str
    owner: str
    text: str = ""
    from_instalment: int | None = None
    set_aside_because: str = ""
    due_days_before: int = 0


@dataclass(frozen=True, slots=True)
class SpendTerms:
    """One kind of spend, allowed or not."""

    code: str
    label: str
    is_eligible: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """Everything that the terms of a round say; codes as in `terms`."""

    recipient_kind: str
    price_basis: str
    payment_basis: str
    assurance_model: str
    begins_on: date
    ends_on: date
    source: str
    instalments: Sequence[InstalmentTerms]
    conditions: Sequence[ConditionTerms] = ()
    spend: Sequence[SpendTerms] = ()
    is_first_year: bool = False
    sign_by_days: int = 28
    small_grant: Money | None = None
    underspend: Money | None = None
    pools_programmes: bool = True
    is_illustration: bool = False


def may_set(round_id: UUID, actor: Actor) -> Verdict:
    """Whether the terms of a round can still be set, by this actor; for the act and for its button."""
    if not actor.roles & (OFFICERS | SUPPLIER):
        return Refused("Setting the terms of a round is for programme officers and leads.")
    if Grant.objects.filter(round_id=round_id).exclude(state="withdrawn").exists():
        return Refused("Grants of this round were offered on its terms; vary the grants instead.")
    return Allowed()


def set_terms(*, actor: Actor, at: datetime, round_id: UUID, terms: RoundTerms) -> Terms:
    """The terms of a round are these; RefusedError once a grant of it was offered, because they are in its papers."""
    _check(terms)
    with act(actor=actor, at=at, verb="terms.set", subject=("round", str(round_id))) as doing:
        round_ = funding.round_locked(round_id)
        may_set(round_id, actor).or_raise()
        _forget(round_id)
        kept = Terms.objects.create(
            round=round_,
            recipient_kind=terms.recipient_kind,
            price_basis=terms.price_basis,
            payment_basis=terms.payment_basis,
            assurance_model=terms.assurance_model,
            is_first_year=terms.is_first_year,
            begins_on=terms.begins_on,
            ends_on=terms.ends_on,
            sign_by_days=terms.sign_by_days,
            small_grant_pence=terms.small_grant,
            underspend_pence=terms.underspend,
            pools_programmes=terms.pools_programmes,
            source=terms.source,
            is_illustration=terms.is_illustration,
        )
        TermsInstalment.objects.bulk_create(
            TermsInstalment(terms=kept, number=number, due_on=each.due_on, parts=each.parts)
            for number, each in enumerate(sorted(terms.instalments, key=lambda each: each.due_on), 1)
        )
        TermsCondition.objects.bulk_create(
            TermsCondition(
                terms=kept,
                code=each.code,
                text=each.text or WATCHED_CONDITIONS[each.code],
                owner=each.owner,
                from_instalment=each.from_instalment,
                due_days_before=each.due_days_before,
                set_aside_because=each.set_aside_because,
            )
            for each in terms.conditions
        )
        SpendRule.objects.bulk_create(
            SpendRule(
                terms=kept, code=each.code, label=each.label, is_eligible=each.is_eligible, note=each.note
            )
            for each in terms.spend
        )
        doing.facts |= {
            "price": terms.price_basis,
            "payment": terms.payment_basis,
            "assurance": terms.assurance_model,
            "recipients": terms.recipient_kind,
            "instalments": len(terms.instalments),
            "conditions": [each.code for each in terms.conditions],
        }
    return kept


def _check(terms: RoundTerms) -> None:
    """RefusedError with what is missing or contradicts itself."""
    for code, words in (
        (terms.recipient_kind, RECIPIENTS),
        (terms.price_basis, PRICE_BASES),
        (terms.payment_basis, PAYMENT_BASES),
        (terms.assurance_model, ASSURANCE_MODELS),
        *((each.owner, OWNERS) for each in terms.conditions),
    ):
        if code not in words:
            raise RefusedError(f"“{code}” is none of: {', '.join(words)}.")
    if not terms.source.strip():
        raise RefusedError("Say which record, or whose word, these terms rest on.")
    if not terms.instalments:
        raise RefusedError("Say in which instalments a grant is paid: at least one, with its day.")
    if any(each.parts < 1 for each in terms.instalments):
        raise RefusedError("An instalment is at least one part of the award.")
    if terms.ends_on <= terms.begins_on:
        raise RefusedError("A round ends after it begins.")
    if any(limit and limit < Money(0) for limit in (terms.small_grant, terms.underspend)):
        raise RefusedError("A limit is not below zero.")
    _check_lines([each.code for each in terms.conditions], [each.code for each in terms.spend])
    for each in terms.conditions:
        if not (each.text.strip() or each.code in WATCHED_CONDITIONS):
            raise RefusedError(f"Say what the condition “{each.code}” asks for.")
        if (each.from_instalment or 1) not in range(1, len(terms.instalments) + 1):
            raise RefusedError(
                f"“{each.text or WATCHED_CONDITIONS[each.code]}” holds back from instalment "
                f"{each.from_instalment}, and there are {len(terms.instalments)}."
            )
    if not all(each.label.strip() for each in terms.spend):
        raise RefusedError("Say what each kind of spend is.")


def _check_lines(*lists: list[str]) -> None:
    for codes in lists:
        if twice := {code for code in codes if codes.count(code) > 1}:
            raise RefusedError(f"“{min(twice)}” stands there twice.")


def _forget(round_id: UUID) -> None:
    """The terms that nothing was offered on make way; what they said stays in their history."""
    for part in (TermsInstalment, TermsCondition, SpendRule):
        part.objects.filter(terms__round=round_id).delete()
    Terms.objects.filter(round=round_id).delete()


def said_in(kept: Terms) -> RoundTerms:
    """What these terms say, as they are set."""
    return RoundTerms(
        recipient_kind=kept.recipient_kind,
        price_basis=kept.price_basis,
        payment_basis=kept.payment_basis,
        assurance_model=kept.assurance_model,
        begins_on=kept.begins_on,
        ends_on=kept.ends_on,
        source=kept.source,
        instalments=[
            InstalmentTerms(each.due_on, each.parts) for each in sorted(kept.instalments.all(), key=_number)
        ],
        conditions=[
            ConditionTerms(
                each.code,
                each.owner,
                each.text,
                each.from_instalment,
                each.set_aside_because,
                each.due_days_before,
            )
            for each in sorted(kept.conditions.all(), key=_key)
        ],
        spend=[
            SpendTerms(each.code, each.label, each.is_eligible, each.note)
            for each in sorted(kept.spend_rules.all(), key=_key)
        ],
        is_first_year=kept.is_first_year,
        sign_by_days=kept.sign_by_days,
        small_grant=kept.small_grant_pence,
        underspend=kept.underspend_pence,
        pools_programmes=kept.pools_programmes,
        is_illustration=kept.is_illustration,
    )


def terms_like(last: Terms, year: FinancialYear) -> RoundTerms:
    """The terms of an earlier round, moved to that year; no longer a first year, so nothing is set aside for it."""
    said, years = said_in(last), year.starts_in - FinancialYear.of(last.begins_on).starts_in
    return replace(
        said,
        begins_on=year.period.start,
        ends_on=year.period.last_day or year.period.start,
        source=f"As in {FinancialYear.of(last.begins_on)}.",
        instalments=[replace(each, due_on=_years_later(each.due_on, years)) for each in said.instalments],
        conditions=[replace(each, set_aside_because="") for each in said.conditions],
        is_first_year=False,
    )


def _number(each: TermsInstalment) -> int:
    return each.number


def _key(each: TermsCondition | SpendRule) -> int:
    return each.pk or 0


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
