"""What becomes of a variation once it is decided: agreed or refused, its agreements signed anew, every grant changed?

A grant changes at one of two moments: when its varied agreement is in force, or, where the agreements let the authority
change the award by notice or there is no agreement yet, when the programme lead applies the variation.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.decisions.decided import DecisionMade
from throughline.decisions.queries import notices as decisions
from throughline.decisions.queries.drafting import draft_whole
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..events import AgreementInForce
from ..lifecycle import AGREEMENT, VARIATION
from ..models import Agreement, GrantAmount, Variation, VariationLine
from ..queries.varying import grants_now, lines_of, named, rows_of
from ..varying.rules import GrantNow, same_to_the_penny
from ..varying.wording import parts
from .grants import change_award
from .variations import locked_with_grants, tell_whoever_asked

APPROVED = ("approved", "approved_as_amended")
STEP_OF = {"approved": "agree", "approved_as_amended": "agree_amended"}
OVER = (
    "in_force",
    "discarded",
    "varied",
    "ended",
    "terminated",
)  # of a varied agreement: nobody waits for it


def hear_decision(made: DecisionMade) -> None:
    """The decision on a variation's draft agrees to it, amends it or refuses it; RefusedError for something else.

    What an amendment makes of the lines only its words say: the programme lead names them before anything is applied.
    """
    variation = Variation.objects.select_for_update().filter(draft_id=made.draft_id).first()
    if variation is None or (variation.state != "deciding" and made.outcome not in APPROVED):
        return
    step = VARIATION.step(STEP_OF.get(made.outcome, "refuse"))
    with act(
        actor=made.actor, at=made.at, verb=step.event, subject=("variation", str(variation.id))
    ) as doing:
        if variation.state == "withdrawn":
            raise RefusedError(
                f"The variation was taken back: {variation.because} Return this draft, or refuse it."
            )
        VARIATION.may(step.name, variation.state, made.actor).or_raise()
        if step.name != "refuse":
            _as_decided(variation, made).or_raise()
            variation.decision = decisions.decision_on_record(made.number)
        else:
            variation.because = f"Refused by decision {made.number}."
        variation.state = step.to
        variation.save()
        doing.facts |= {"decision": made.number, "outcome": made.outcome}
    tell_whoever_asked(variation, "decided", "A change of a grant that you asked for was decided", made.at)


@transaction.atomic
def draft_agreements(*, actor: Actor, at: datetime, variation_id: UUID) -> list[Agreement]:
    """Each varied grant whose agreement is in force gets the varied one to be signed; those that have it are left.

    It says what the agreement in force says, save what the variation names.
    """
    row = AGREEMENT.step("draft")
    variation = locked_with_grants(variation_id)
    may_draft_agreements(variation, actor).or_raise()
    lines = _by_grant(variation)
    made = []
    has_one = variation.agreements.values("grant")
    olds = Agreement.objects.filter(grant__in=lines, state="in_force").exclude(grant__in=has_one)
    for old in olds.order_by("place__name", "id"):
        with act(actor=actor, at=at, verb=row.event, subject=("agreement", None)) as doing:
            varied = _varied(old, variation, lines[_grant_of(old)], actor, at)
            varied.save(force_insert=True)
            doing.subject = ("agreement", str(varied.id))
            doing.facts |= {"variation": str(variation.id), "replaces": str(old.id), "kind": "grant"}
        made.append(varied)
    return made


def may_draft_agreements(variation: Variation, actor: Actor) -> Verdict:
    """Whether varied agreements may be drafted now; for the act and for its button."""
    if not (verdict := AGREEMENT.may("draft", None, actor)):
        return verdict
    if variation.state != "agreed" or variation.by_notice:
        return Refused("Agreements are drafted for a variation that was agreed, and is not made by notice.")
    return Allowed()


def hear_agreement(told: AgreementInForce) -> None:
    """A varied agreement is in force: its grant's award is what it says; the last one applies the variation."""
    if told.variation_id is None or told.grant_id is None:
        return
    variation = Variation.objects.select_for_update().get(pk=told.variation_id)
    _change(variation, [told.grant_id], told.actor, told.at)
    if variation.state == "agreed" and not still_waits_for(variation, nothing_by_hand=True):
        _applied(variation, told.actor, told.at)


@transaction.atomic
def apply(*, actor: Actor, at: datetime, variation_id: UUID) -> Variation:
    """What no signature changes is changed now, and the variation is applied; RefusedError while one is waited for."""
    variation = locked_with_grants(variation_id)
    may_apply(variation, actor).or_raise()
    _change(variation, changed_by_hand(variation), actor, at)
    return _applied(variation, actor, at)


def may_apply(variation: Variation, actor: Actor) -> Verdict:
    """Whether the actor may apply it now; for the act and for its button."""
    if not (verdict := VARIATION.may("apply", variation.state, actor)):
        return verdict
    if waits := still_waits_for(variation):
        names = ", ".join(waits[:3]) + (f" and {len(waits) - 3} more" if len(waits) > 3 else "")
        return Refused(
            f"Not signed yet: {names}.", "Both sides sign the varied agreement, or it is put away unsigned."
        )
    return Allowed()


def still_waits_for(variation: Variation, *, nothing_by_hand: bool = False) -> list[str]:
    """The places whose papers are waited for; with `nothing_by_hand` also those that the lead must apply."""
    papers = {each.grant_id: each.state for each in variation.agreements.all()}
    waiting = {
        grant.id: grant.name.partition(",")[0]
        for grant in grants_now(_by_grant(variation), but_not=variation.id).values()
        if _waits(variation, grant, papers.get(grant.id)) or (nothing_by_hand and grant.id not in papers)
    }
    return sorted(waiting.values())


def changed_by_hand(variation: Variation) -> list[UUID]:
    """The grants that change when the variation is applied: by notice, or because they have no agreement yet."""
    papers = set(variation.agreements.values_list("grant_id", flat=True))
    return [each for each in _by_grant(variation) if each not in papers]


def _waits(variation: Variation, grant: GrantNow, paper: str | None) -> bool:
    """Whether the grant still waits for a text to be signed, or taken back."""
    if paper is not None:
        return paper not in OVER
    return grant.on_its_way or bool(grant.text and not variation.by_notice)


def _change(variation: Variation, grants: Iterable[UUID], actor: Actor, at: datetime) -> None:
    """The awards of these grants that the variation names, each once, from exactly what it says to what it says."""
    wanted = set(grants)
    done = set(GrantAmount.objects.filter(variation=variation).values_list("grant_id", flat=True))
    for line in rows_of(variation).filter(what="amount", grant__in=wanted - done):
        before, after = line.before_pence or Money(0), line.after_pence or Money(0)
        with act(
            actor=actor,
            at=at,
            verb="grant.award_changed",
            subject=("grant", str(line.grant_id)),
            facts={"variation": str(variation.id), "before": before.pence, "after": after.pence},
        ):
            change_award(
                actor=actor, at=at, grant=line.grant, variation=variation, before=before, after=after
            )


def _applied(variation: Variation, actor: Actor, at: datetime) -> Variation:
    step = VARIATION.step("apply")
    with act(actor=actor, at=at, verb=step.event, subject=("variation", str(variation.id))):
        VARIATION.may("apply", variation.state, actor).or_raise()
        variation.state = step.to
        variation.save()
    tell_whoever_asked(variation, "applied", "A change of a grant that you asked for is made", at)
    return variation


def _as_decided(variation: Variation, made: DecisionMade) -> Verdict:
    """Whether the draft that was signed gives exactly what the variation names, exempt or not."""
    draft = draft_whole(made.actor, made.draft_id)
    awards = draft.content.awards if draft else ()
    rows = list(rows_of(variation))
    return same_to_the_penny(
        [(each.place, each.recipient, each.pence) for each in awards],
        [(each["place"], each["recipient"], each["pence"]) for each in parts(lines_of(rows), named(rows))],
    )


def _by_grant(variation: Variation) -> dict[UUID, list[VariationLine]]:
    found: dict[UUID, list[VariationLine]] = {}
    for line in rows_of(variation):
        found.setdefault(line.grant_id, []).append(line)
    return found


def _grant_of(agreement: Agreement) -> UUID:
    if agreement.grant_id is None:
        raise ValueError("A varied agreement is about a grant.")
    return agreement.grant_id


def _varied(
    old: Agreement, variation: Variation, lines: Sequence[VariationLine], actor: Actor, at: datetime
) -> Agreement:
    """The agreement in force again, with what the lines name in it."""
    new = Agreement(
        kind=old.kind,
        programme_id=old.programme_id,
        place_id=old.place_id,
        party_id=old.party_id,
        grant_id=old.grant_id,
        specification_id=old.specification_id,
        contract_id=old.contract_id,
        into_contract_by=old.into_contract_by,
        begins_on=old.begins_on,
        ends_on=old.ends_on,
        own_words=old.own_words,
        replaces=old,
        variation=variation,
        state=AGREEMENT.step("draft").to,
        is_illustration=old.is_illustration,
        drafted_at=at,
        drafted_by=actor.id,
    )
    for line in lines:
        match line.what:
            case "ends_on":
                new.ends_on = date.fromisoformat(line.after)
            case "specification":
                new.specification_id = UUID(line.after)
            case "words":
                new.own_words = line.after
    return new
