"""People and bodies are asked, their answers are noted, and the consultation ends with what came of it."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..lifecycle import CONSULTATION
from ..models import POSITIONS, Consultation, Consulted
from .items import keep
from .writing import said, written


def ask(
    *,
    title: str,
    question: str,
    asked_on: date | None,
    answers_by: date | None = None,
    programmes: Iterable[str] = (),
    source: str = "",
    decisions: Iterable[str] = (),
    actor: Actor,
    at: datetime,
) -> Consultation:
    """The question is put; who is asked is added one by one."""
    CONSULTATION.may("ask", None, actor).or_raise()
    same = Consultation.objects.filter(state="open", question=question.strip(), item__dated_on=asked_on)
    if same.filter(item__title=" ".join(title.split())).exists():
        raise RefusedError("This very question is put already, and its answers are still coming.")
    with act(
        actor=actor, at=at, verb=CONSULTATION.step("ask").event, subject=("consultation", None)
    ) as doing:
        item = keep(
            "consultation",
            title,
            dated_on=asked_on,
            programmes=programmes,
            decisions=decisions,
            words=question,
            source=source,
        )
        doing.subject = ("consultation", item.pk)
        return written(
            Consultation(item=item, question=said(question, "Write what was asked."), answers_by=answers_by)
        )


@transaction.atomic
def ask_further(
    *, consultation_id: UUID, who: str, asked_on: date | None, actor: Actor, at: datetime
) -> Consulted:
    """Somebody else is asked, too."""
    consultation = _stepping("ask_further", consultation_id, actor)
    step = CONSULTATION.step("ask_further")
    with act(actor=actor, at=at, verb=step.event, subject=("consultation", consultation_id)):
        name = " ".join(said(who, "Say who is asked.").split())[:200]
        return written(Consulted(consultation=consultation, who=name, asked_on=asked_on))


@transaction.atomic
def note_answer(
    *,
    consulted_id: UUID,
    position: str,
    text: str,
    answered_on: date | None,
    actor: Actor,
    at: datetime,
) -> None:
    """They hold this position, in these words; “no answer” needs none."""
    # The consultation is locked first, as by whoever closes it: two who wait for each other never end.
    _stepping(
        "note_answer", Consulted.objects.values_list("consultation_id", flat=True).get(pk=consulted_id), actor
    )
    consulted = Consulted.objects.get(pk=consulted_id)
    if position not in POSITIONS:
        raise RefusedError("Choose their position.")
    if answered_on is not None and answered_on > timezone.localdate(at):
        raise RefusedError("The answer is dated in the future.")
    step = CONSULTATION.step("note_answer")
    with act(
        actor=actor,
        at=at,
        verb=step.event,
        subject=("consultation", consulted.consultation_id),
        facts={"position": position},
    ):
        consulted.position, consulted.text = position, text.strip()
        consulted.answered_on = None if position == "none" else answered_on
        written(consulted)


@transaction.atomic
def close_consultation(*, consultation_id: UUID, came_of_it: str, actor: Actor, at: datetime) -> None:
    """No more answers are taken; whoever has given none is noted as such."""
    consultation = _stepping("close", consultation_id, actor)
    if not consultation.asked.exists():
        raise RefusedError("Nobody has been asked yet. Add who was asked, then close it.")
    step = CONSULTATION.step("close")
    with act(actor=actor, at=at, verb=step.event, subject=("consultation", consultation_id)):
        for silent in consultation.asked.filter(position=""):
            silent.position = "none"
            written(silent)
        consultation.came_of_it = said(came_of_it, "Say what came of the answers.")
        consultation.state = step.to
        written(consultation)


def _stepping(step: str, consultation_id: UUID, actor: Actor) -> Consultation:
    consultation = Consultation.objects.select_for_update().get(pk=consultation_id)
    CONSULTATION.may(step, consultation.state, actor).or_raise()
    return consultation
