"""Asking for signatures, and what each post that is asked answers.

Every step locks the draft first, so that of two people who act at once the second sees what the first did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations.delegation.queries import staffed

from ..decided import put_decided_on_record
from ..drafting.content import from_frozen
from ..lifecycle import DRAFT, SIGNATURE
from ..models import ConflictDeclaration, Draft, DraftSection, Look, SentBack, Signature
from ..signing import letters, rules
from ..signing.corrections import as_corrected, may_be_corrected
from ..signing.standing import (
    Standing,
    able,
    asked_of_posts,
    newest_version,
    route_now,
    slot_of,
    split_has_changed,
    standing_of,
)

_ONE_DECISION_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('decisions.decide'))"
_OUTCOMES = {"approve": "approved", "approve_as_amended": "approved_as_amended", "refuse": "refused"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an answer: `done` is the step that was taken, `number` the decision's when it is decided.

    `lapsed` says why nothing was signed and every signature fell instead.
    """

    done: str
    number: str = ""
    lapsed: str = ""


def ask_for_signatures(*, draft_id: UUID, actor: Actor, at: datetime) -> None:
    """Every post of the route has its place in the draft's turns, and those of the first turn are asked. R2, R3."""
    with transaction.atomic():
        draft = _locked(draft_id)
        version = newest_version(draft.id)
        content = from_frozen(bytes(version.content))
        route = route_now(content, at)
        rules.may_ask(draft.state, [each.required for each in route], actor).or_raise()
        if why := split_has_changed(content):
            raise RefusedError(f"{why} Return it to its drafters, who link the split again.")
        with act(
            actor=actor,
            at=at,
            verb=DRAFT.step("ask_for_signatures").event,
            subject=("draft", draft.id),
            facts={
                "version_sha256": version.sha256,
                "posts": [each.code for each in route],
            },
        ):
            for each in route:
                Signature.objects.create(
                    draft=draft,
                    version=version,
                    turn=each.required.turn,
                    post_id=each.post_id,
                    title=each.required.title,
                    because=each.required.because,
                )
            _move(draft, "ask_for_signatures", actor, at)
            _ask_next(draft, actor, at)


def answer(
    *, draft_id: UUID, signature: str, step: str, seen: str, words: str = "", actor: Actor, at: datetime
) -> Answer:
    """The post's answer, once: signed, returned, refused or deferred; the last signature decides.

    `step` is sign, approve_as_amended, return_with_reasons, refuse or defer; `seen` is the hash of what the page shows.
    RefusedError changes nothing. When what the signatures rest on has changed, they all lapse and `lapsed` says why.
    """
    with transaction.atomic():
        draft = _locked(draft_id)
        rules.may_begin_to_answer(step, draft.state, actor).or_raise()
        standing = standing_of(draft_id, actor, at, draft)
        slot = standing.case.mine(signature)
        rules.may_answer(step, standing.case, slot, actor).or_raise()
        rules.may_say(step, words).or_raise()
        if slot is None or step == "return_with_reasons":
            _return(draft, standing, slot, words, actor, at)
            return Answer("return_with_reasons")
        rules.still_as_seen(seen, standing.version.sha256).or_raise()
        if step == "defer":
            _defer(draft, standing, slot, words, actor, at)
            return Answer("defer")
        if step == "sign" and rules.is_last(standing.case.slots, slot):
            step = "approve"
        if step in rules.DECIDING:
            _wait_for_other_decisions()
        if why := standing.no_longer_rests_on(at):
            _lapse_all(draft, why, actor, at)
            return Answer("return_with_reasons", lapsed=why)
        return _sign_or_decide(draft, standing, slot, step, words.strip(), actor, at)


def recall(*, draft_id: UUID, words: str, actor: Actor, at: datetime) -> None:
    """The drafters have it back; every signature falls, and those who were asked or had signed are told."""
    with transaction.atomic():
        draft = _locked(draft_id)
        DRAFT.may("recall", draft.state, actor).or_raise()
        told = letters.asked_or_signed(_live(draft), at)
        with act(
            actor=actor,
            at=at,
            verb=DRAFT.step("recall").event,
            subject=("draft", draft.id),
            personal={"reason": words.strip()},
        ):
            _send_back(draft, "recall", "", words, actor, at)
        letters.tell_recalled(draft, told, at)


def correct_harmlessly(*, draft_id: UUID, field: str, value: str, actor: Actor, at: datetime) -> None:
    """What decides nothing, such as a telephone number, is corrected; signatures stand, and the ledger knows. R4."""
    with transaction.atomic():
        draft = _locked(draft_id)
        DRAFT.may("correct_harmlessly", draft.state, actor).or_raise()
        now = " ".join(value.split())
        may_be_corrected(field, now).or_raise()
        contact = DraftSection.objects.select_for_update().filter(draft=draft, section="contact").first()
        if contact is None:
            raise RefusedError(
                "This draft names no contact, so there is nothing to correct. Recall it to add one."
            )
        before = str(contact.values.get(field) or "")
        if before == now:
            return
        with act(
            actor=actor,
            at=at,
            verb=DRAFT.step("correct_harmlessly").event,
            subject=("draft", draft.id),
            facts={"field": field},
            personal={"from": before, "to": now},
        ):
            contact.values = {**contact.values, field: now}
            contact.revision += 1
            contact.saved_at, contact.saved_by = at, actor.id
            contact.save()


def declare_conflict(*, draft_id: UUID, text: str, stands_aside: bool, actor: Actor, at: datetime) -> None:
    """The declaration is on record; whoever stands aside does not sign this draft. Authority: R7."""
    with transaction.atomic():
        draft = _locked(draft_id)
        standing = standing_of(draft_id, actor, at, draft)
        rules.may_declare(draft.state, actor, standing.case).or_raise()
        if len(text.split()) < 2:
            raise RefusedError("Say in a few words what the conflict is.")
        with act(
            actor=actor,
            at=at,
            verb="draft.conflict_declared",
            subject=("draft", draft.id),
            facts={"stands_aside": stands_aside},
            personal={"text": text.strip()},
        ):
            ConflictDeclaration.objects.create(
                draft=draft,
                text=text.strip(),
                stands_aside=stands_aside,
                declared_at=at,
                declared_by=actor.id,
            )
        if stands_aside:
            for slot in standing.case.asked:
                if slot.post in standing.case.acts_for:
                    others = [each for each in standing.signers_of(slot) if each.actor != actor.id]
                    letters.ask(standing.row_of(slot), others, at, because=f"aside:{actor.id}")


def nudge(*, draft_id: UUID, signature: str, actor: Actor, at: datetime) -> int:
    """Everybody who may act for the post gets one letter more; at most once a day. How many that were."""
    with transaction.atomic():
        draft = _locked(draft_id)
        standing = standing_of(draft_id, actor, at, draft)
        slot = next((each for each in standing.case.slots if each.id == signature), None)
        standing.may_nudge(slot, actor, at).or_raise()
        if slot is None:
            raise RefusedError("This signature is no longer asked for.")
        readers = standing.signers_of(slot)
        with act(
            actor=actor,
            at=at,
            verb="signature.nudged",
            subject=("signature", slot.id),
            facts={"draft": str(draft.id), "post": standing.code_of(slot)},
        ):
            letters.ask(standing.row_of(slot), readers, at, because=f"nudge:{localdate(at)}")
    return len(readers)


def note_look(*, draft_id: UUID, version_id: UUID, actor: Actor, at: datetime) -> None:
    """This person has now seen this version; a look at an earlier one stays, for comparison."""
    look = Look(draft_id=draft_id, version_id=version_id, looked_by=actor.id, looked_at=at)
    Look.objects.bulk_create([look], ignore_conflicts=True)


def _sign_or_decide(
    draft: Draft, standing: Standing, slot: rules.Slot, step: str, words: str, actor: Actor, at: datetime
) -> Answer:
    number = ""
    with act(
        actor=actor,
        at=at,
        verb=DRAFT.step(step).event,
        subject=("draft", draft.id),
        facts={
            "post": standing.code_of(slot),
            "under_delegation": standing.delegation_of(slot) is not None,
            "version_sha256": standing.version.sha256,
        },
        personal={"words": words} if words else {},
    ) as doing:
        state = "withheld" if step == "refuse" else "given"
        _answered(slot, state, words, standing.delegation_of(slot), actor, at)
        if step == "sign":
            _ask_next(draft, actor, at)
        else:
            if step == "refuse":
                _lapse(draft, ("planned", "asked"))
            notice = put_decided_on_record(
                draft=draft,
                version=standing.version,
                content=as_corrected(standing.content, standing.contact),
                outcome=_OUTCOMES[step],
                amendment=words if step == "approve_as_amended" else "",
                signatures=_answers(draft),
                actor=actor,
                at=at,
            )
            draft.notice, number = notice, notice.number
            _move(draft, step, actor, at)
            doing.facts["number"] = number
    if number:
        letters.tell_drafters(draft, f"decided:{draft.id}", "A decision that you drafted has been made", at)
    return Answer(step, number)


def _return(
    draft: Draft, standing: Standing, slot: rules.Slot | None, words: str, actor: Actor, at: datetime
) -> None:
    step = DRAFT.step("return_with_reasons")
    with act(
        actor=actor, at=at, verb=step.event, subject=("draft", draft.id), personal={"reason": words.strip()}
    ):
        if slot is not None and slot.state == "asked":
            _answered(slot, "withheld", words.strip(), standing.delegation_of(slot), actor, at)
        _send_back(draft, step.name, slot.title if slot else "", words, actor, at)
    letters.tell_drafters(
        draft, f"returned:{draft.id}:{at.isoformat()}", "A draft of yours was returned with reasons", at
    )


def _lapse_all(draft: Draft, why: str, actor: Actor, at: datetime) -> None:
    """R4: what the signatures rest on has changed, so all fall and the draft goes back."""
    step = DRAFT.step("return_with_reasons")
    facts, said = {"lapsed": True}, {"reason": why}  # why may tell who receives what, which may be exempt
    with act(actor=actor, at=at, verb=step.event, subject=("draft", draft.id), facts=facts, personal=said):
        _send_back(draft, step.name, "", why, actor, at)
    letters.tell_drafters(
        draft, f"lapsed:{draft.id}:{at.isoformat()}", "The signatures of a draft of yours have lapsed", at
    )


def _defer(
    draft: Draft, standing: Standing, slot: rules.Slot, words: str, actor: Actor, at: datetime
) -> None:
    step = DRAFT.step("defer")
    with act(
        actor=actor, at=at, verb=step.event, subject=("draft", draft.id), personal={"reason": words.strip()}
    ):
        _answered(slot, "withheld", words.strip(), standing.delegation_of(slot), actor, at)
        _send_back(draft, step.name, slot.title, words, actor, at)
    letters.tell_drafters(draft, f"deferred:{draft.id}:{at.isoformat()}", "A draft of yours was put off", at)


def _wait_for_other_decisions() -> None:
    """What is decided now counts towards the running totals of what is decided next. Authority: R3."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_DECISION_AT_A_TIME)


def _locked(draft_id: UUID) -> Draft:
    # Without joins: after waiting for the lock, a joined row would still be that of before.
    return Draft.objects.select_for_update().get(pk=draft_id)


def _move(draft: Draft, step: str, actor: Actor, at: datetime) -> None:
    draft.state, draft.changed_at, draft.changed_by = DRAFT.step(step).to, at, actor.id
    draft.save(update_fields=["state", "changed_at", "changed_by", "notice"])


def _live(draft: Draft) -> list[Signature]:
    rows = draft.signatures.filter(state__in=rules.LIVE)
    return list(rows.order_by("turn", "title", "id"))


def _answers(draft: Draft) -> list[Signature]:
    """What was given on the way to the decision, and the refusal that decided."""
    rows = draft.signatures.filter(state="given") | draft.signatures.filter(
        state="withheld", version=newest_version(draft.id)
    )
    return list(rows.select_related("on_behalf").order_by("turn", "answered_at", "id"))


def _ask_next(draft: Draft, actor: Actor, at: datetime) -> None:
    rows = {str(row.id): row for row in _live(draft)}
    asked = [rows[slot.id] for slot in rules.next_turn([slot_of(row) for row in rows.values()])]
    for row in asked:
        row.state, row.asked_at, row.asked_by = SIGNATURE.step("ask").to, at, actor.id
        row.save(update_fields=["state", "asked_at", "asked_by"])
    posts = staffed(localdate(at), [row.post_id for row in asked])
    for row in asked_of_posts().filter(id__in=[each.id for each in asked]).order_by("title", "id"):
        letters.ask(row, able(posts[row.post_id], row.kept), at)


def _answered(
    slot: rules.Slot, state: str, words: str, delegation: UUID | None, actor: Actor, at: datetime
) -> None:
    row = Signature.objects.get(pk=slot.id)
    row.state, row.answered_at, row.answered_by = state, at, actor.id
    row.on_behalf_id, row.reason = delegation, words
    row.save(update_fields=["state", "answered_at", "answered_by", "on_behalf", "reason"])


def _send_back(draft: Draft, step: str, title: str, words: str, actor: Actor, at: datetime) -> None:
    """The draft leaves its way, with what was said; every signature counts no more. Authority: R4."""
    SentBack.objects.create(
        draft=draft,
        version=newest_version(draft.id),
        step=step,
        title=title,
        text=words.strip(),
        sent_at=at,
        sent_by=actor.id,
    )
    _lapse(draft, rules.LIVE)
    _move(draft, step, actor, at)


def _lapse(draft: Draft, states: Sequence[str]) -> None:
    draft.signatures.filter(state__in=states).update(state=SIGNATURE.step("lapse").to)
