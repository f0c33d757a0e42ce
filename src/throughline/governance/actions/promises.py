"""Making promises, changing them for a reason, showing that they are kept, agreeing that they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date
from throughline.ledger.actions import act

from ..models import Promise
from ..queries.owners import chosen, owner_in_words
from ..queries.promises import showers_of
from ..watching.lifecycle import PROMISE
from ..watching.rules import may_keep
from .entries import Evidence, enter, enter_evidence, give_owner, reason, step_of
from .items import keep as keep_item
from .items import reword

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise as it is made: its words, its owner (`role:<code>`, `body:<code>` or nobody) and its day, if any.

    `owner_words` and `due_words` are the owner and the day as a notice words them. One that `is_private` is kept under
    no programme, so that partners who read what is about a programme do not read it.
    """

    text: str
    kind: str = "other"
    owner: str = ""
    owner_words: str = ""
    due_on: date | None = None
    due_words: str = ""
    is_private: bool = False


def make_promises(
    *,
    decision_number: str,
    promises: Sequence[Promised],
    actor: Actor,
    at: datetime,
    made_on: date | None = None,
    programmes: Iterable[str] = (),
    public: bool = False,
    source: str = "",
) -> list[UUID]:
    """The decision has made these promises, in this order; a decision that has made some already makes no more.

    Safe to call again, also for two at once: the ids of the decision's promises come back. Authority: R10.
    """
    if not decision_number:
        raise ValueError("Promises are made in a decision with a number.")
    programmes = tuple(programmes)
    with transaction.atomic():
        with connection.cursor() as cursor:  # two that make the same decision's promises wait for each other
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"promises:{decision_number}"])
        made = Promise.objects.filter(decision_number=decision_number).order_by("position")
        if ids := list(made.values_list("pk", flat=True)):
            return ids
        with act(
            actor=actor,
            at=at,
            verb="decision.promised",
            subject=("decision", decision_number),
            facts={"promises": len(promises)},
            public=public,
        ):
            return [
                _make(each, decision_number, position, made_on, programmes, source, actor, at)
                for position, each in enumerate(promises)
            ]


def make_promise(
    *,
    promised: Promised,
    made_on: date | None = None,
    programmes: Iterable[str] = (),
    actor: Actor,
    at: datetime,
) -> UUID:
    """Somebody has promised something outside a decision; it is watched like the others."""
    return _make(promised, "", None, made_on, tuple(programmes), "", actor, at)


def change_promise(
    *,
    promise_id: UUID,
    text: str,
    owner: str,
    due_on: date | None,
    because: str,
    actor: Actor,
    at: datetime,
) -> None:
    """The promise has another wording, owner or day; what was before, and why, stays in its history."""
    with step_of(Promise, PROMISE, "change", promise_id, actor=actor, at=at) as (promise, doing):
        words, changed = reason(because), []
        title, details = _split(text)
        before = promise.details or promise.item.title
        if (title, details) != (promise.item.title, promise.details):
            changed.append(f"Wording: “{before}” became “{details or title}”.")
            promise.details = details
            found_by = _found_by(details, promise.decision_number, promise.owner_words)
            reword(promise.item, title=title, dated_on=promise.item.dated_on, words=found_by)
        if owner != chosen(promise):
            before = owner_in_words(promise)
            give_owner(promise, owner)
            changed.append(f"Owner: {before} became {owner_in_words(promise)}.")
        if due_on is None and promise.due_on is not None:
            raise RefusedError("A promise that has a day keeps one. Give it another day, and say why.")
        if due_on != promise.due_on:
            changed.append(f"Due: {_day(promise.due_on)} became {_day(due_on)}.")
            promise.due_on = due_on
            doing.facts["due_on"] = due_on.isoformat() if due_on else None
        if not changed:
            raise RefusedError("Nothing was changed: wording, owner and day are as they were.")
        enter(promise, "change", words, what=" ".join(changed), actor=actor, at=at)


def note_progress(*, promise_id: UUID, words: str, actor: Actor, at: datetime) -> None:
    """It is on record how the promise is going; it stays open."""
    with step_of(Promise, PROMISE, "note", promise_id, actor=actor, at=at) as (promise, _):
        if not words.strip():
            raise RefusedError("Say how it is going.")
        enter(promise, "note", words, actor=actor, at=at)


def show_evidence(*, promise_id: UUID, evidence: Evidence, actor: Actor, at: datetime) -> None:
    """Evidence is shown and waits for somebody else of the programme team to agree that it is enough."""
    with step_of(Promise, PROMISE, "show", promise_id, actor=actor, at=at) as (promise, doing):
        entry = enter_evidence(promise, "show", evidence, actor=actor, at=at)
        promise.shown_by = actor.id
        if entry.file_id:
            doing.facts["file_sha256"] = entry.file_id


def send_back(*, promise_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """The evidence is not enough, and the history says why; the promise is open again."""
    with step_of(Promise, PROMISE, "send_back", promise_id, actor=actor, at=at) as (promise, _):
        enter(promise, "send_back", reason(because), actor=actor, at=at)


def keep_promise(*, promise_id: UUID, words: str = "", actor: Actor, at: datetime) -> None:
    """The promise is kept, as its evidence shows; somebody who showed none of it says so."""
    with step_of(Promise, PROMISE, "keep", promise_id, actor=actor, at=at) as (promise, doing):
        may_keep("shown", actor, shown_by=showers_of(promise)).or_raise()
        enter(promise, "keep", words or "The evidence shows it.", actor=actor, at=at)
        doing.facts["decision"] = promise.decision_number


def give_up_promise(
    *, promise_id: UUID, decision_number: str, because: str, actor: Actor, at: datetime
) -> None:
    """The promise is given up by a decision; both stay to be read."""
    with step_of(Promise, PROMISE, "give_up", promise_id, actor=actor, at=at) as (promise, doing):
        if not decision_number:
            raise RefusedError("Name the decision by which the promise is given up, for example 2024-001.")
        if decision_number == promise.decision_number:
            raise RefusedError(f"Decision {decision_number} made the promise. Name the one that gives it up.")
        enter(promise, "give_up", reason(because), decision=decision_number, actor=actor, at=at)
        doing.facts["given_up_by_decision"] = decision_number


def reopen_promise(*, promise_id: UUID, because: str, actor: Actor, at: datetime) -> None:
    """A promise that was kept or given up is open again."""
    with step_of(Promise, PROMISE, "reopen", promise_id, actor=actor, at=at) as (promise, _):
        enter(promise, "reopen", reason(because), actor=actor, at=at)


def _make(
    promised: Promised,
    number: str,
    position: int | None,
    made_on: date | None,
    programmes: tuple[str, ...],
    source: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    PROMISE.may("make", None, actor).or_raise()
    title, details = _split(promised.text)
    facts = {"decision": number, "position": position} if number else {}
    verb = PROMISE.step("make").event
    with act(actor=actor, at=at, verb=verb, subject=("promise", None), facts=facts) as doing:
        item = keep_item(
            "promise",
            title,
            dated_on=made_on,
            programmes=() if promised.is_private else programmes,
            decisions=[number] if number else [],
            how="came_of",
            words=_found_by(details, number, promised.owner_words),
            source=source,
        )
        promise = Promise(
            item=item,
            kind=promised.kind,
            details=details,
            owner_words=promised.owner_words[:200],
            due_on=promised.due_on,
            due_words=promised.due_words[:100],
            decision_number=number,
            position=position,
        )
        give_owner(promise, promised.owner)
        promise.save(force_insert=True)
        doing.subject = ("promise", str(promise.pk))
    return item.pk


def _found_by(details: str, number: str, owner_words: str) -> str:
    """The words beside its title by which a search finds it."""
    return f"{details} {number} {owner_words}"


def _split(text: str) -> tuple[str, str]:
    """A title that fits, and the whole words when they are longer than it."""
    tidy = " ".join(text.split())
    if not tidy:
        raise RefusedError("Say what is promised.")
    if len(tidy) <= LONGEST:
        return tidy, ""
    return tidy[: LONGEST - 1].rsplit(" ", 1)[0] + "…", text.strip()


def _day(day: date | None) -> str:
    return "no day" if day is None else long_date(day)
