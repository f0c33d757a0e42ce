"""What may probation still do with a referral that was sent: amend it, answer what the service asks?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import OPEN, PROBATION
from ..models import Amendment, NeedSought, Question, Referral
from ..referring import NEEDS, SAFETY, in_words
from ..sealed import Words, closed, opened, place_of
from .alerts import alert
from .referrals import locked
from .referring import asked_of, practitioner_of, values_of, write

AMENDMENT, QUESTION = "caseload_amendment", "caseload_question"


def may_amend(state: str, actor: Actor) -> Verdict:
    """Whether what was sent may change: by probation, while the referral is open."""
    if not actor.roles & PROBATION:
        return Refused("“Amends what was sent” is not for your role.", "Probation does it.")
    if state not in (*OPEN, "already_in_treatment"):
        return Refused("This referral is not open any more.")
    return Allowed()


def amend(*, actor: Actor, at: datetime, referral_id: UUID, values: Mapping[str, Any], because: str) -> int:
    """Each field that differs says this now; what it said before, and why it changed, stays visible. How many did.

    The service hears of it, at once where it is about risk, children or how to reach somebody safely.
    """
    referral = locked(referral_id)
    may_amend(referral.state, actor).or_raise()
    now = values_of(referral)
    changed = {name: value for name, value in values.items() if (now.get(name) or "") != (value or "")}
    if not changed:
        raise RefusedError("Nothing is different from what was sent.")
    if "cohort" in changed:
        raise RefusedError("A referral keeps the cohort and the protocol under which it was made.")
    if not because.strip():
        raise RefusedError("Say why it changes.")
    if any(name in NEEDS and not value for name, value in changed.items()):
        raise RefusedError("A need that was named stays: say in “Why now?” how it differs.")
    with act(
        actor=actor,
        at=at,
        verb="referral.amended",
        subject=("referral", referral.id),
        facts={"fields": sorted(changed)},
    ):
        write(referral, changed)
        if changed.keys() & {"practitioner_email", "is_unallocated"}:
            referral.practitioner = practitioner_of(referral, asked_of(referral), timezone.localdate(at))
            referral.save(update_fields=["practitioner"])
        for name in changed:
            if name in NEEDS:
                _seek(referral, name.removeprefix("need_"), changed[name])
            row = Amendment(id=uuid4(), referral=referral, what=name, amended_at=at, amended_by=actor.id)
            said = {"before": in_words(name, now.get(name)), "after": in_words(name, changed[name])}
            row.sealed = closed(
                referral.person,
                Words(text=because.strip(), more=said),
                place_of(AMENDMENT, row.id, "sealed"),
            )
            row.save(force_insert=True)
        is_urgent = bool(changed.keys() & SAFETY)
        alert(referral=referral, kind="amended", fields=changed, is_urgent=is_urgent, actor=actor, at=at)
    return len(changed)


def answer(*, actor: Actor, at: datetime, question_id: UUID, text: str) -> Question:
    """What the service asked is answered, once; it waits for probation no more."""
    if not text.strip():
        raise RefusedError("Write the answer.")
    referral = locked(Question.objects.values_list("referral_id", flat=True).get(id=question_id))
    question = Question.objects.select_for_update().get(id=question_id)
    if not actor.roles & PROBATION and referral.begun_by != actor.id:
        raise RefusedError("“Answers the service” is not for your role.", "Probation does it.")
    if question.answered_at is not None:
        raise RefusedError("This question is answered already.")
    with act(actor=actor, at=at, verb="referral.answered", subject=("referral", referral.id)):
        question.answer = closed(
            referral.person, Words(text=text.strip()), place_of(QUESTION, question.id, "answer")
        )
        question.answered_at, question.answered_by = at, actor.id
        question.save(update_fields=["answer", "answered_at", "answered_by"])
        if referral.waits_for == "information" and not referral.questions.filter(answered_at=None).exists():
            referral.waits_for = ""
            referral.save(update_fields=["waits_for"])
    return question


def amendment_of(row: Amendment, referral: Referral) -> Words:
    """What it said before and after, and why."""
    return opened(referral.person, row.sealed, Words, place_of(AMENDMENT, row.id, "sealed"))


def words_of(row: Question, referral: Referral) -> tuple[str, str]:
    """What was asked and what was answered; the second empty while nobody did."""
    question = opened(referral.person, row.question, Words, place_of(QUESTION, row.id, "question"))
    said = opened(referral.person, row.answer, Words, place_of(QUESTION, row.id, "answer"))
    return question.text, said.text


def _seek(referral: Referral, need: str, complexity: str) -> None:
    if not NeedSought.objects.filter(referral=referral, need=need).update(complexity=complexity):
        NeedSought(id=uuid4(), referral=referral, need=need, complexity=complexity).save(force_insert=True)
