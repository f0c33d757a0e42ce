"""From which records is an agreement's text put together, today?"""

from datetime import date

from django.db.models import Q

from throughline.kernel.money import Money

from ..models import Agreement, ClauseVersion, Condition, Terms, VariationLine
from ..queries.grants import conditions_of
from .content import (
    ChangeSaid,
    ClauseSaid,
    ConditionSaid,
    Content,
    InstalmentSaid,
    SpendSaid,
    day,
    filled,
)

NOT_STATED = "not stated"
_PRICE = {
    "fixed": "The price is fixed: {party} shows what was delivered, and no actual costs are reconciled.",
    "actual": "The grant pays what was actually and properly spent, up to its amount.",
}
_PAYMENT = {
    "in_year": "It is paid in the year, by instalments.",
    "in_advance": "It is paid annually in advance.",
}
_ASSURANCE = {
    "csp_scrutinises": "The Community Safety Partnership of {place} scrutinises what was done and gives {authority} a "
    "statement each year.",
    "csp_governs": "The Community Safety Partnership of {place} governs the money, and {authority} samples "
    "what it did.",
}
NAMES = frozenset(
    {
        "authority",
        "party",
        "place",
        "programme",
        "begins_on",
        "ends_on",
        "specification",
        "into_contract",
        "amount",
    }
    | {"year", "price", "payment", "assurance", "underspend"}
)


def composed(agreement: Agreement, *, number: int, sign_by: date, on: date) -> Content:
    """What the agreement would say if it were issued today, with the clauses in use on that day."""
    grant = agreement.grant
    terms = (
        Terms.objects.filter(round_id=grant.round_id).prefetch_related("instalments", "spend_rules").first()
        if grant
        else None
    )
    amount = amount_now(agreement)
    names = _names(agreement, terms, amount)
    specification = agreement.specification
    return Content(
        agreement=str(agreement.id),
        number=number,
        kind=agreement.kind,
        authority=names["authority"],
        party=names["party"],
        place=names["place"],
        gss_code=agreement.place.gss_code,
        programme=names["programme"],
        year=grant.round.year if grant else "",
        begins_on=agreement.begins_on.isoformat(),
        ends_on=agreement.ends_on.isoformat(),
        sign_by=sign_by.isoformat(),
        pence=amount.pence if amount is not None else None,
        is_illustration=agreement.is_illustration,
        clauses=_clauses(agreement, names, on),
        specification=names["specification"] if specification else "",
        requirements=tuple(specification.requirements.order_by("code").values_list("code", "text"))
        if specification
        else (),
        contract=agreement.contract.title if agreement.contract else "",
        into_contract_by=agreement.into_contract_by.isoformat() if agreement.into_contract_by else None,
        instalments=_instalments(terms, amount) if not agreement.replaces_id else (),
        conditions=tuple(map(_condition, conditions_of([grant.id]).get(grant.id, []))) if grant else (),
        spend=tuple(
            SpendSaid(each.label, each.is_eligible, each.note)
            for each in sorted(terms.spend_rules.all(), key=lambda each: each.pk)
        )
        if terms
        else (),
        changes=_changes(agreement),
        replaces=str(agreement.replaces_id or ""),
        own_words=agreement.own_words,
    )


def amount_now(agreement: Agreement) -> Money | None:
    """The award that the agreement is about: what its variation makes of it, else the grant's; None without a grant.

    The agreement came `standing.with_facts`.
    """
    if agreement.grant_id is None:
        return None
    varied: Money | None = agreement.varied_to  # type: ignore[attr-defined]  # annotated
    award: Money | None = agreement.award_now  # type: ignore[attr-defined]  # annotated
    return varied if varied is not None else award or Money(0)


def clauses_in_use(kind: str, on: date) -> list[ClauseVersion]:
    """The clauses of that kind of agreement in their order, each in its newest version in use on the day."""
    rows = (
        ClauseVersion.objects.filter(clause__kind=kind, used_from__lte=on)
        .select_related("clause")
        .order_by("clause__position", "clause_id", "-used_from", "-number")
    )
    newest: dict[int, ClauseVersion] = {}
    for each in rows:
        newest.setdefault(each.clause_id, each)
    return list(newest.values())


def _clauses(agreement: Agreement, names: dict[str, str], on: date) -> tuple[ClauseSaid, ...]:
    return tuple(
        ClauseSaid(
            each.clause.code,
            each.clause.heading,
            each.number,
            filled(each.text, names),
            each.confirmed_on is not None,
        )
        for each in clauses_in_use(agreement.kind, on)
    )


def _names(agreement: Agreement, terms: Terms | None, amount: Money | None) -> dict[str, str]:
    """What the names in braces stand for in this agreement."""
    specification = agreement.specification
    names = {
        "authority": agreement.programme.authority.name,
        "party": agreement.party.name,
        "place": agreement.place.name,
        "programme": agreement.programme.name,
        "begins_on": day(agreement.begins_on.isoformat()),
        "ends_on": day(agreement.ends_on.isoformat()),
        "amount": str(amount) if amount is not None else NOT_STATED,
        "year": agreement.grant.round.year if agreement.grant else NOT_STATED,
        "specification": f"version {specification.number} of “{specification.title}”"
        if specification
        else "the specification",
    }
    names["into_contract"] = _into_contract(agreement, names["party"])
    names["price"] = filled(_PRICE[terms.price_basis], names) if terms else NOT_STATED
    names["payment"] = _PAYMENT[terms.payment_basis] if terms else NOT_STATED
    names["assurance"] = filled(_ASSURANCE[terms.assurance_model], names) if terms else NOT_STATED
    names["underspend"] = _underspend(terms, names)
    return names


def _into_contract(agreement: Agreement, party: str) -> str:
    if agreement.into_contract_by is None:
        return f"{party} puts the specification into its contract when it next recommissions; the day is not stated."
    by = day(agreement.into_contract_by.isoformat())
    into = (
        f"its contract “{agreement.contract.title}”" if agreement.contract else "its local treatment contract"
    )
    return f"{party} puts the specification into {into} by {by}, when it next recommissions."


def _underspend(terms: Terms | None, names: dict[str, str]) -> str:
    if terms is None or terms.price_basis == "fixed":
        return f"The price is fixed, so {names['party']} is not asked for money that is left."
    if terms.underspend_pence is None:
        return f"{names['party']} tells {names['authority']} what is left and unallocated."
    return (
        f"{names['party']} tells {names['authority']} what is left and unallocated. The next advance is held back "
        f"while that is more than {terms.underspend_pence} in all."
    )


def _instalments(terms: Terms | None, amount: Money | None) -> tuple[InstalmentSaid, ...]:
    """The award by instalments, the last one taking what remains. Authority: R22."""
    if terms is None or not amount:
        return ()
    profile = sorted(terms.instalments.all(), key=lambda each: (each.due_on, each.number))
    sums = amount.in_instalments([each.parts for each in profile]) if profile else []
    return tuple(
        InstalmentSaid(each.number, each.due_on.isoformat(), part.pence)
        for each, part in zip(profile, sums, strict=True)
        if part
    )


def _condition(each: Condition) -> ConditionSaid:
    return ConditionSaid(
        each.code,
        each.text,
        each.owner,
        each.due_on.isoformat() if each.due_on else None,
        each.from_instalment,
        each.because if each.state == "not_applicable" else "",
    )


def _changes(agreement: Agreement) -> tuple[ChangeSaid, ...]:
    if not agreement.variation_id:
        return ()
    lines = VariationLine.objects.filter(
        Q(grant=agreement.grant_id), variation=agreement.variation_id
    ).order_by("id")
    return tuple(
        ChangeSaid(
            each.get_what_display(),
            str(each.before_pence) if each.before_pence is not None else each.before,
            str(each.after_pence) if each.after_pence is not None else each.after,
        )
        for each in lines
    )
