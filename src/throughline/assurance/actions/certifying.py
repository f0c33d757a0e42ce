"""How is a submitted return certified, sent back, queried, scrutinised and accepted?"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import OpenAct, act

from ..lifecycle import RETURN
from ..models import Certification, Return, ReturnQuery, ReturnVersion
from ..queries.capacities import capacity_of, may_certify_as
from ..queries.returns import hands_of, places_in, said_in
from ..returning.letters import stop_reminding, tell_queried
from ..returning.rules import MOST_WORDS, may_take
from .calendar import cover, locked, running_of

MOST_QUERIES = 20
Asked = Sequence[tuple[str, str]]


def certify(*, actor: Actor, at: datetime, return_id: UUID, seen: str) -> Certification:
    """The finance officer of the recipient's kind, or their recorded delegate, says that this version is right. R25.

    `seen` is the hash of the version that stood on the page; another one is refused.
    """
    step = RETURN.step("certify")
    with act(actor=actor, at=at, verb=step.event, subject=("return", return_id)) as doing:
        asked = _taken("certify", return_id, actor, at)
        version = _newest(asked)
        if seen != version.sha256:
            raise RefusedError(
                "This return was submitted anew since you opened it. Read the new version first."
            )
        may_certify_as(asked, actor, timezone.localdate(at)).or_raise()
        capacity = capacity_of(asked, actor, timezone.localdate(at))
        stop_reminding(asked, at)
        certification = Certification.objects.create(
            version=version,
            name=capacity.name,
            capacity=capacity.title,
            delegation_words=capacity.delegation_words,
            sha256=version.sha256,
            certified_at=at,
            certified_by=actor.id,
        )
        _move(asked, step.to)
        doing.facts |= {"version": version.number, "sha256": version.sha256}
        doing.personal["capacity"] = capacity.title
    return certification


def send_back(*, actor: Actor, at: datetime, return_id: UUID, words: str) -> Return:
    """The certifier gives it back to be put right, with words; it is submitted again as a new version."""
    return _ask_about("send_back", actor, at, return_id, [("", words)])


def query(*, actor: Actor, at: datetime, return_id: UUID, questions: Asked) -> Return:
    """An officer asks about places of it (`key` or "" for the whole, words); it is submitted again as a new version."""
    return _ask_about("query", actor, at, return_id, questions)


def scrutinise(*, actor: Actor, at: datetime, return_id: UUID) -> Return:
    """The partnership has said what it thinks of it; called by its statement."""
    return _take("scrutinise", actor, at, return_id)


def accept(*, actor: Actor, at: datetime, return_id: UUID) -> Return:
    """The authority takes it as the record of the period."""
    return _take("accept", actor, at, return_id)


def _ask_about(name: str, actor: Actor, at: datetime, return_id: UUID, questions: Asked) -> Return:
    said = [(key, words.strip()) for key, words in questions if words.strip()]
    step = RETURN.step(name)
    with act(actor=actor, at=at, verb=step.event, subject=("return", return_id)) as doing:
        asked = _taken(name, return_id, actor, at)
        if not said:
            raise RefusedError("Say what is to be put right or explained.")
        if len(said) > MOST_QUERIES or any(len(words) > MOST_WORDS for _, words in said):
            raise RefusedError(
                f"Ask at most {MOST_QUERIES} questions of at most {MOST_WORDS:,} characters each."
            )
        version = _newest(asked)
        if {key for key, _ in said if key} - places_in(said_in(version)).keys():
            raise RefusedError("This version has no such place. Choose what the question is about.")
        ReturnQuery.objects.bulk_create(
            ReturnQuery(version=version, line_key=key, words=words, asked_at=at, asked_by=actor.id)
            for key, words in said
        )
        stop_reminding(asked, at)
        _move(asked, step.to)
        cover(asked, running_of(asked, at))
        tell_queried(asked, version, at)
        doing.facts |= {"version": version.number, "questions": len(said)}
        doing.personal["words"] = [words for _, words in said]
    return asked


def _take(name: str, actor: Actor, at: datetime, return_id: UUID) -> Return:
    step = RETURN.step(name)
    with act(actor=actor, at=at, verb=step.event, subject=("return", return_id)) as doing:
        asked = _taken(name, return_id, actor, at)
        _move(asked, step.to)
        _say_version(doing, asked)
    return asked


def _taken(name: str, return_id: UUID, actor: Actor, at: datetime) -> Return:
    """The return, locked, for whoever may take that step of it; else RefusedError."""
    asked = locked(return_id)
    may_take(name, asked.state, actor, hands_of(asked, actor, timezone.localdate(at))).or_raise()
    return asked


def _move(asked: Return, to: str) -> None:
    asked.state = to
    asked.save(update_fields=["state"])


def _newest(asked: Return) -> ReturnVersion:
    return ReturnVersion.objects.filter(of=asked).order_by("-number")[0]


def _say_version(doing: OpenAct, asked: Return) -> None:
    version = _newest(asked)
    doing.facts |= {"version": version.number, "sha256": version.sha256}
