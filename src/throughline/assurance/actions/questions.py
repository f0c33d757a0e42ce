"""How is a question put to recipients, and retired? Only with a stated use."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import LEAD, SUPPLIER
from ..models import Question
from ..models.asking import ANSWERS, KINDS

_LEAST_USE = 10  # characters; “n/a” is no use


@dataclass(frozen=True, slots=True)
class Put:
    """A question as it is put: in which kinds of return, in which section, and what its answer is used for."""

    code: str
    section: str
    text: str
    used_for: str
    answer: str
    asked_in: Sequence[str]
    asked_from: date
    hint: str = ""
    price_basis: str = ""
    from_pence: Money | None = None
    position: int = 100


def may_put(actor: Actor) -> Verdict:
    """Whether the actor may put questions to recipients."""
    if actor.roles & (LEAD | SUPPLIER):
        return Allowed()
    return Refused(
        "Putting a question to recipients is for programme leads.", "A programme lead can do that."
    )


def put_questions(*, actor: Actor, at: datetime, questions: Iterable[Put]) -> int:
    """The questions are asked from their days on; those whose code is there already stay as they are."""
    may_put(actor).or_raise()
    wanted = list(questions)
    for each in wanted:
        if len(each.used_for.strip()) < _LEAST_USE:
            raise RefusedError("Say what the answer is used for; a question without a use is not asked.")
        if each.answer not in ANSWERS or not each.asked_in or set(each.asked_in) - KINDS.keys():
            raise RefusedError("Say in which returns it is asked, and what kind of answer it takes.")
        if not each.text.strip() or not each.section.strip():
            raise RefusedError("Write the question, and the section in which it stands.")
    there = set(
        Question.objects.filter(code__in=[each.code for each in wanted]).values_list("code", flat=True)
    )
    new = [each for each in wanted if each.code not in there]
    if not new:
        return 0
    facts = {"questions": [each.code for each in new]}
    with act(actor=actor, at=at, verb="question.put", subject=("question", new[0].code), facts=facts):
        Question.objects.bulk_create(
            Question(
                code=each.code,
                section=each.section.strip(),
                text=each.text.strip(),
                hint=each.hint.strip(),
                used_for=each.used_for.strip(),
                answer=each.answer,
                asked_in=list(each.asked_in),
                price_basis=each.price_basis,
                from_pence=each.from_pence,
                asked_from=each.asked_from,
                position=each.position,
            )
            for each in new
        )
    return len(new)


def retire_question(*, actor: Actor, at: datetime, code: str, last: date) -> Question:
    """Returns that open from that day on do not ask it any more; what was answered stays."""
    may_put(actor).or_raise()
    with act(actor=actor, at=at, verb="question.retired", subject=("question", code)) as doing:
        question = Question.objects.select_for_update().filter(pk=code).first()
        if question is None or question.asked_until is not None:
            raise RefusedError("There is no such question any more.")
        question.asked_until = max(last, question.asked_from)
        question.save(update_fields=["asked_until"])
        doing.facts["asked_until"] = question.asked_until.isoformat()
    return question
