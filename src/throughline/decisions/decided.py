"""How does a draft that was signed by all come on record as a decision?

Only its public part does. The version that was signed is kept as the decision's file; its bytes are salted, so that
its hash, which everybody sees, tells nothing about what is exempt.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from throughline.frame.events import tell
from throughline.frame.upload import Upload, store
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.wording import long_date

from .actions.call_in import settle_announced
from .drafting.content import Content, as_said, from_frozen
from .drafting.terms import ILLUSTRATION
from .law.duties import is_key, publish_by
from .made import OUTCOMES, Law, Made, Text
from .models import Draft, DraftVersion, Notice, Regime, Signature
from .on_record import ToRecord, put_on_record
from .ports import planned_split
from .promised import watch
from .public_part import PublicPart, exempt_promises, public_part
from .queries.law import facts_of_regime, regime_on
from .reading.shape import ReadDecision, SignOff
from .record import FileFacts


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """A draft has become a decision on record; told in the transaction of the last signature.

    `outcome` is a key of OUTCOMES. Money that is exempt (`is_money_exempt`) may not become public elsewhere either.
    """

    number: str
    draft_id: UUID
    run_id: UUID | None
    outcome: str
    is_money_exempt: bool
    actor: Actor
    at: datetime


@transaction.atomic
def put_decided_on_record(
    *,
    draft: Draft,
    version: DraftVersion,
    outcome: str,
    amendment: str,
    signatures: Sequence[Signature],
    actor: Actor,
    at: datetime,
    content: Content | None = None,
) -> Notice:
    """The decision is on record in state “decided”, with the signatures that were given and what follows from it.

    `content` is what the version says where something harmless was corrected since (R4).
    """
    content = content or from_frozen(bytes(version.content))
    part = public_part(content, amendment)
    decided_on = max(
        (localdate(each.answered_at) for each in signatures if each.answered_at), default=localdate(at)
    )
    said = _said(part, outcome, decided_on, signatures)
    law = regime_on(said.function, decided_on)
    name = f"signed-{draft.id}-{version.number}.json"
    file = store(Upload(name, bytes(version.content)), kind="json", at=at)
    notice = put_on_record(
        ToRecord(
            said=_under(law, said, content.total),
            evidence={},
            findings=(),
            purpose=part.purpose,
            file=FileFacts(file.name, file.sha256, None, is_held=True),
            source="decided here",
            made=_made(draft, outcome, part, law, decided_on),
            is_illustration=_is_illustration(draft),
        ),
        step="decide",
        actor=actor,
        at=at,
    )
    settle_announced(draft_id=draft.id, number=notice.number, actor=actor, at=at)
    if outcome != "refused":  # the authority's own people see exempt promises, too; a partner does not
        watch(
            notice,
            as_said(content).promises,
            programmes=[draft.programme.code] if draft.programme else [],
            private=exempt_promises(content),
            actor=actor,
            at=at,
        )
    tell(DecisionMade(notice.number, draft.id, draft.run_id, outcome, part.is_money_exempt, actor, at))
    return notice


def _is_illustration(draft: Draft) -> bool:
    """Whether it rests on figures that are made up, or is one of a demonstration's own drafts. Authority: R46."""
    split = planned_split(draft.run_id) if draft.run_id else None
    if split is not None and split.is_illustration:
        return True
    return bool(settings.DEMONSTRATION) and draft.title.startswith(ILLUSTRATION)


def _said(part: PublicPart, outcome: str, decided_on: date, signatures: Sequence[Signature]) -> ReadDecision:
    """What the draft says in public, as it was decided: refused money is awarded to nobody."""
    answered = sorted(signatures, key=lambda each: (each.turn, each.answered_at or each.asked_at, each.title))
    last = [each.title for each in answered if each.turn == answered[-1].turn] if answered else []
    said = replace(
        part.said,
        status=OUTCOMES[outcome],
        decided_on=decided_on,
        decision_makers=tuple(dict.fromkeys(last)),
        sign_offs=tuple(_sign_off(each) for each in answered if each.state == "given"),
    )
    return replace(said, total_pence=None, breakdown=(), by_year=()) if outcome == "refused" else said


def _sign_off(given: Signature) -> SignOff:
    under = given.on_behalf
    return SignOff(
        given.title,
        localdate(given.answered_at) if given.answered_at else None,
        ""
        if under is None
        else f"On behalf of the post, under a delegation from {long_date(under.held_from)}",
    )


def _under(law: Regime | None, said: ReadDecision, total: Money | None) -> ReadDecision:
    """The same with what its law says of it. Authority: R6, R7."""
    if law is None:
        return said
    return replace(
        said,
        key_decision=is_key(facts_of_regime(law), total),
        subject_to_call_in=law.call_in_applies,
        effective_from=said.effective_from or (None if law.call_in_applies else said.decided_on),
    )


def _made(draft: Draft, outcome: str, part: PublicPart, law: Regime | None, decided_on: date) -> Made:
    texts = part.texts
    if outcome == "refused" and part.said.total_pence is not None:
        texts += (Text("proposed_total", "What was asked for", str(Money(part.said.total_pence))),)
    return Made(
        outcome=outcome,
        amendment=part.amendment,
        programme=draft.programme.name if draft.programme else "",
        round_code="" if part.is_money_exempt else draft.round_code,
        texts=texts,
        leans_on=part.leans_on,
        attachments=part.attachments,
        exempt=part.exempt,
        law=None
        if law is None
        else Law(
            scrutiny_body=law.scrutiny_body,
            publication_duty=law.publication_duty,
            authority=law.authority,
            publish_by=publish_by(decided_on, facts_of_regime(law)),
            call_in_working_days=law.call_in_working_days if law.call_in_applies else None,
            is_confirmed=facts_of_regime(law).is_confirmed,
        ),
    )
