"""How is a return filled in, field by field or from a spreadsheet, and submitted?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..lifecycle import RETURN
from ..models import Return, ReturnLine, ReturnQuery, ReturnVersion
from ..queries.contents import content_of
from ..queries.returns import OPEN, hands_of, name_of
from ..returning.content import Asked, Content, Line, PostPart, frozen
from ..returning.letters import ask_certifiers, stop_reminding
from ..returning.rules import MOST_WORDS, may_take, read_amount, read_answer
from .calendar import locked

AMOUNTS = ("plan", "actual", "projected")
Place = Line | PostPart | Asked


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed at one place: the columns that are to change, as text, since which revision of it."""

    ref: str
    values: Mapping[str, str]
    revision: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """What cannot be kept at one place, and why; `theirs` is what somebody else saved there meanwhile."""

    ref: str
    column: str
    text: str
    theirs: str = ""


class NotKeptError(RefusedError):
    """Nothing of it was kept; `wrong` says what and why, `meanwhile` whether somebody else saved in between."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        self.wrong = tuple(wrong)
        self.meanwhile = any(each.theirs for each in wrong)
        super().__init__(" ".join(each.text for each in wrong))


@dataclass(slots=True)
class Kept:
    """What a save changed: the places by name, each with its new revision, and what stood there before and after."""

    revisions: dict[str, int] = field(default_factory=dict)
    changed: list[tuple[str, str, str, str]] = field(default_factory=list)


def save(
    *, actor: Actor, at: datetime, return_id: UUID, typed: Iterable[Typed], of: Content | None = None
) -> Kept:
    """All that was typed is kept, or nothing: NotKeptError names each place that is wrong or was changed meanwhile.

    The same again is kept already, as a browser sends it that did not hear the answer. It is working text: the
    ledger hears of it when a queried return is opened again by it. `of` spares reading what the caller has read
    inside the same transaction.
    """
    with transaction.atomic():
        asked = locked(return_id)
        may_take("save", asked.state, actor, hands_of(asked, actor, timezone.localdate(at))).or_raise()
        content = of or content_of(asked)
        places: dict[str, Place] = {each.ref: each for each in places_of(content)}
        kept, wrong, rows = Kept(), [], []
        for each in typed:
            place = places.get(each.ref)
            if place is None:
                wrong.append(Wrong(each.ref, "", "This place is not part of the return any more."))
                continue
            try:
                new = {name: _read(place, name, text) for name, text in each.values.items()}
            except _WrongCellError as fault:
                wrong.append(Wrong(each.ref, fault.column, f"{label_of(place)}: {fault.text}"))
                continue
            differs = {name: value for name, value in new.items() if value != getattr(place, name)}
            if not differs:
                kept.revisions[each.ref] = place.revision
                continue
            if each.revision != place.revision:
                theirs = "; ".join(f"{name}: {shown(getattr(place, name))}" for name in differs)
                text = f"{label_of(place)}: somebody else has saved this since. It says {theirs} now."
                wrong.append(Wrong(each.ref, next(iter(differs)), text, theirs))
                continue
            for name, value in differs.items():
                kept.changed.append((label_of(place), name, shown(getattr(place, name)), shown(value)))
            kept.revisions[each.ref] = place.revision + 1
            rows.append(_row(asked, place, differs, actor, at))
        if wrong:
            raise NotKeptError(wrong)
        if rows:
            _keep(asked, rows, actor, at)
    return kept


def places_of(content: Content) -> list[Place]:
    """Every place of a return at which something can be typed."""
    return [*content.lines, *content.posts, *content.questions]


def label_of(place: Place) -> str:
    """The place in words."""
    return (
        place.label if isinstance(place, Line) else place.title if isinstance(place, PostPart) else place.text
    )


def shown(value: Money | str | None) -> str:
    """A value as a person reads it."""
    return "nothing" if value in (None, "") else str(value)


class _WrongCellError(Exception):
    def __init__(self, column: str, text: str) -> None:
        self.column, self.text = column, text


def _read(place: Place, column: str, text: str) -> Money | str | None:
    try:
        if isinstance(place, Line) and column in AMOUNTS:
            return read_amount(text)
        if isinstance(place, Asked) and column == "answer":
            return read_answer(place.kind, text)
        if not isinstance(place, Asked) and column == "words":
            return read_answer("text", text)
    except ValueError as wrong:
        raise _WrongCellError(column, str(wrong)) from wrong
    raise _WrongCellError(column, "nothing of this kind is asked here.")


def _row(asked: Return, place: Place, differs: Mapping[str, Any], actor: Actor, at: datetime) -> ReturnLine:
    """The line as it is kept: what stands there already, prefilled values too, with what differs."""
    row = ReturnLine(
        of=asked,
        grant_id=place.grant_id if isinstance(place, Line) else None,
        key=place.key,
        revision=place.revision + 1,
        saved_at=at,
        saved_by=actor.id,
    )
    if isinstance(place, Line):
        for name in AMOUNTS:
            setattr(row, f"{name}_pence", differs.get(name, getattr(place, name)))
    words = "answer" if isinstance(place, Asked) else "words"
    row.words = differs.get(words, getattr(place, words))
    return row


def _keep(asked: Return, rows: list[ReturnLine], actor: Actor, at: datetime) -> None:
    step = RETURN.step("save")
    if asked.state != step.to:
        with act(actor=actor, at=at, verb=step.event, subject=("return", asked.id)):
            asked.state = step.to
            asked.save(update_fields=["state"])
    there = {(each.grant_id, each.key): each.pk for each in ReturnLine.objects.filter(of=asked)}
    new: list[ReturnLine] = []
    old: list[ReturnLine] = []
    for row in rows:
        row.pk = there.get((row.grant_id, row.key))
        (old if row.pk else new).append(row)
    columns = [*(f"{name}_pence" for name in AMOUNTS), "words", "revision", "saved_at", "saved_by"]
    ReturnLine.objects.bulk_create(new, batch_size=1000)
    ReturnLine.objects.bulk_update(old, columns, batch_size=500)


def answer_query(*, actor: Actor, at: datetime, query_id: int, answer: str) -> ReturnQuery:
    """A question about the newest version is answered in words; the answer goes with the next version."""
    said = answer.strip()
    if not said or len(said) > MOST_WORDS:
        raise RefusedError(f"Answer the question in words, at most {MOST_WORDS:,} characters.")
    of = ReturnQuery.objects.values_list("version__of", flat=True).get(pk=query_id)
    with act(actor=actor, at=at, verb="return.query_answered", subject=("return", of)) as doing:
        asked = locked(of)
        may_take("submit", asked.state, actor, hands_of(asked, actor, timezone.localdate(at))).or_raise()
        query = ReturnQuery.objects.select_for_update().get(pk=query_id)
        query.answer, query.answered_at, query.answered_by = said, at, actor.id
        query.save(update_fields=["answer", "answered_at", "answered_by"])
        doing.personal["answer"] = said
    return query


def submit(*, actor: Actor, at: datetime, return_id: UUID) -> ReturnVersion:
    """What the return says is frozen as its next version and goes to the certifier; RefusedError says what lacks."""
    step = RETURN.step("submit")
    with act(actor=actor, at=at, verb=step.event, subject=("return", return_id)) as doing:
        asked = locked(return_id)
        may_take("submit", asked.state, actor, hands_of(asked, actor, timezone.localdate(at))).or_raise()
        content = content_of(asked)
        if missing := unanswered(asked):
            raise RefusedError(
                f"{missing} question{'s' if missing > 1 else ''} about the last version wait for an answer."
            )
        if stops := [each for each in content.faults() if each.stops]:
            more = f" And {len(stops) - 1} more: see “Check your answers”." if len(stops) > 1 else ""
            raise RefusedError(f"{stops[0].text}{more}")
        stop_reminding(asked, at)
        version = freeze(asked, content, actor, at)
        asked.state = step.to
        asked.save(update_fields=["state"])
        ask_certifiers(asked, version.number, at)
        doing.facts |= {"version": version.number, "sha256": version.sha256}
    return version


def unanswered(asked: Return) -> int:
    """How many questions about the newest version have no answer yet."""
    newest = ReturnVersion.objects.filter(of=asked).order_by("-number").values("pk")[:1]
    return ReturnQuery.objects.filter(version__in=newest, answer="").count() if asked.state in OPEN else 0


def freeze(asked: Return, content: Content, actor: Actor, at: datetime) -> ReturnVersion:
    """The next version of the return with this content, inside the caller's act."""
    last = asked.versions.order_by("-number").values_list("number", flat=True).first() or 0
    said = frozen(
        content,
        {
            "return": str(asked.id),
            "name": name_of(asked),
            "place": asked.place.name,
            "recipient": asked.recipient.name,
            "year": asked.year,
            "due_on": asked.due_on.isoformat(),
            "version": last + 1,
            "is_illustration": asked.is_illustration,
        },
    )
    return ReturnVersion.objects.create(
        of=asked,
        number=last + 1,
        content=said,
        sha256=sha256(said).hexdigest(),
        submitted_at=at,
        submitted_by=actor.id,
    )
