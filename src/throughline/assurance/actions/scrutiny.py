"""How does a return come before the partnership, what does it state, and what does the authority answer?"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from throughline.frame.letters import Message, owe
from throughline.governance.queries.sittings import sitting
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError, Verdict
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json
from throughline.organisations.reach import reach_of
from throughline.organisations.reaching import reachable, reachable_in

from ..lifecycle import RETURN, SCRUTINY
from ..models import Response, Return, ReturnVersion, Score, Scrutiny, Statement
from ..models.scrutiny import FOUND, OUTCOMES, POINTS
from ..queries import scrutinies as queries
from ..scrutiny.rules import apart, interests, may_act_alone, may_be_judged, may_state_at
from . import certifying

GIVES = frozenset({"given", "given_with_conditions"})
OFFICERS = ("programme-officer", "programme-lead")


@dataclass(frozen=True, slots=True)
class Said:
    """What a statement says: at a point of a meeting, or under a delegation of the chair; scores by question."""

    outcome: str
    words: str
    conditions: str = ""
    point_id: UUID | None = None
    chair_delegation: str = ""
    scores: Mapping[str, tuple[int, str]] = field(default_factory=dict)


def begin(*, actor: Actor, at: datetime, return_id: UUID) -> Scrutiny:
    """A certified return is before the partnership; its chair is told."""
    scrutiny = _put("begin", actor, at, return_id)
    _tell(scrutiny, at, "A return is before the partnership", "csp-chair")
    return scrutiny


def choose(*, actor: Actor, at: datetime, return_id: UUID) -> Scrutiny:
    """The authority looks at the papers behind a return of a partnership that governs; the recipient is told. R25."""
    scrutiny = _put("choose", actor, at, return_id)
    of = scrutiny.version.of
    for name_id, name, email in reachable(roles=(), body_id=of.recipient_id, on=timezone.localdate(at)):
        _owe(scrutiny, at, "The authority looks at the papers behind a return", name_id, name, email)
    return scrutiny


def state(*, actor: Actor, at: datetime, scrutiny_id: UUID, said: Said) -> Statement:
    """The partnership says what it thinks of the return, with its members' interests, and the authority is told."""
    with _taking("state", actor, at, scrutiny_id) as taking:
        scrutiny, version = taking.scrutiny, taking.version
        on = timezone.localdate(at)
        it = queries.before(version.of, on)
        point, quorum, declared = _resting_on(version.of, it, said, actor)
        if said.outcome not in OUTCOMES:
            raise RefusedError("Say whether assurance is given, given with conditions, or withheld.")
        if not said.words.strip():
            raise RefusedError("Say why, in a sentence that the authority can use.")
        if said.outcome == "given_with_conditions" and not said.conditions.strip():
            raise RefusedError("Say on which conditions.")
        statement = Statement.objects.create(
            scrutiny=scrutiny,
            outcome=said.outcome,
            words=said.words.strip(),
            conditions=said.conditions.strip() if said.outcome == "given_with_conditions" else "",
            point_id=point,
            quorum=quorum[:300],
            chair_delegation=said.chair_delegation.strip() if point is None else "",
            interests=declared,
            stated_at=at,
            stated_by=actor.id,
        )
        _score(statement, it, said.scores, at)
        scrutiny.point_id = point
        taking.facts |= {"outcome": said.outcome, "return": str(version.of_id), "version": version.number}
        taking.personal |= {"words": statement.words, "interests": declared}
        if version.of.state == "certified":
            certifying.scrutinise(actor=actor, at=at, return_id=version.of_id)
    for person in reachable(roles=OFFICERS, body_id=None, on=on):
        _owe(scrutiny, at, "A partnership has made its statement", *person)
    return statement


def accept(*, actor: Actor, at: datetime, scrutiny_id: UUID, words: str = "") -> Response:
    """The authority takes the statement; where it gave assurance, the return is the record of its period."""
    with _taking("accept", actor, at, scrutiny_id) as taking:
        response = _respond(taking, "accept", actor, at, words=words.strip())
        if taking.outcome in GIVES:
            _accept_return(taking.version.of, actor, at)
    return response


def challenge(*, actor: Actor, at: datetime, scrutiny_id: UUID, words: str) -> Response:
    """The authority asks the partnership again, with reasons; its chair is told."""
    if not words.strip():
        raise RefusedError("Say what the partnership should look at again, and why.")
    with _taking("challenge", actor, at, scrutiny_id) as taking:
        response = _respond(taking, "challenge", actor, at, words=words.strip())
    _tell(taking.scrutiny, at, "The authority asks about a statement", "csp-chair")
    return response


def sample(*, actor: Actor, at: datetime, scrutiny_id: UUID, papers: str, found: str, words: str) -> Response:
    """The authority looked at papers itself: which, and whether they bear the return out. Authority: R25."""
    if not papers.strip():
        raise RefusedError("Say which papers were looked at.")
    if found not in FOUND:
        raise RefusedError("Say whether the papers bear the return out.")
    if not words.strip():
        raise RefusedError("Say what was found.")
    with _taking("sample", actor, at, scrutiny_id) as taking:
        response = _respond(
            taking, "sample", actor, at, words=words.strip(), papers=papers.strip(), found=found
        )
        taking.facts["found"] = found
        if found == "borne_out":
            _accept_return(taking.version.of, actor, at)
    return response


def may_begin(actor: Actor, of: Return, step: str, on: date) -> Verdict:
    """Whether this actor may put the return before the partnership (`begin`), or choose it for a sample (`choose`)."""
    verdict = SCRUTINY.may(step, None, actor)
    if verdict:
        verdict = may_be_judged(
            queries.before(of, on).model, "partnership" if step == "begin" else "authority"
        )
    version = queries.newest_version(of)
    if verdict and version is not None:
        verdict = apart(actor.id, queries.did(version))
    return verdict


def may_take(actor: Actor, scrutiny: Scrutiny, step: str) -> Verdict:
    """Whether this actor may take the step with the scrutiny: by the table, and nobody twice on one return."""
    verdict = SCRUTINY.may(step, scrutiny.state, actor)
    if verdict:
        said = () if step == "state" else tuple(scrutiny.statements.all())
        verdict = apart(actor.id, queries.did(scrutiny.version, statements=said))
    return verdict


@dataclass(slots=True)
class _Taking:
    """A step under way: the locked scrutiny, its version, what the statement was, and what the act records."""

    scrutiny: Scrutiny
    version: ReturnVersion
    outcome: str
    facts: dict[str, Json] = field(default_factory=dict)
    personal: dict[str, Json] = field(default_factory=dict)


@contextmanager
def _taking(step: str, actor: Actor, at: datetime, scrutiny_id: UUID) -> Iterator[_Taking]:
    """The step is taken once by whoever may: the return is locked first, then its scrutiny."""
    row = SCRUTINY.step(step)
    with act(actor=actor, at=at, verb=row.event, subject=("scrutiny", str(scrutiny_id))) as doing:
        of_id = Scrutiny.objects.values_list("version__of", flat=True).get(pk=scrutiny_id)
        of = Return.objects.select_for_update().get(pk=of_id)
        scrutiny = Scrutiny.objects.select_for_update().get(pk=scrutiny_id)
        scrutiny.version.of = of
        _within_reach(actor, of, at)
        may_take(actor, scrutiny, step).or_raise()
        newest = queries.newest_version(of)
        if of.state not in ("certified", "scrutinised", "accepted") or newest != scrutiny.version:
            raise RefusedError(
                "This return was asked about since. Its next version comes before the partnership anew."
            )
        last = scrutiny.statements.order_by("stated_at", "id").last()
        taking = _Taking(scrutiny, scrutiny.version, last.outcome if last else "")
        yield taking
        scrutiny.state = row.to
        scrutiny.save(update_fields=["state", "point"])
        doing.facts |= taking.facts
        doing.personal |= taking.personal


@transaction.atomic
def _put(step: str, actor: Actor, at: datetime, return_id: UUID) -> Scrutiny:
    row = SCRUTINY.step(step)
    of = Return.objects.select_for_update().get(pk=return_id)
    _within_reach(actor, of, at)
    may_begin(actor, of, step, timezone.localdate(at)).or_raise()
    version = queries.newest_version(of)
    if of.state != "certified" or version is None:
        raise RefusedError(
            "A return is judged once its finance officer has certified it, and before it is accepted."
        )
    if Scrutiny.objects.filter(version=version).exists():
        raise RefusedError("This return is being looked at already.")
    with act(actor=actor, at=at, verb=row.event, subject=("scrutiny", None)) as doing:
        scrutiny = Scrutiny.objects.create(version=version, state=row.to, begun_at=at, begun_by=actor.id)
        doing.subject = ("scrutiny", str(scrutiny.id))
        doing.facts |= {"return": str(of.id), "version": version.number}
    scrutiny.version.of = of
    return scrutiny


def _within_reach(actor: Actor, of: Return, at: datetime) -> None:
    if not reach_of(actor, timezone.localdate(at)).covers(of.place_id):
        raise RefusedError("This return is of another area.")


def _resting_on(of: Return, it: queries.Before, said: Said, actor: Actor) -> tuple[UUID | None, str, str]:
    """The point, the quorum in words, and the interests that the statement shows; or RefusedError."""
    if said.point_id is None:
        from_where = queries.chair_comes_from(actor, of)
        may_act_alone(from_where, said.chair_delegation).or_raise()
        return None, "", "The chair acted alone and has no interest to declare."
    seats = sitting(said.point_id)
    if seats is None or seats.group_code != it.group_code:
        raise RefusedError(f"This is no meeting of {it.partnership}.")
    members = queries.members(of, seats)
    may_state_at(
        took_place=seats.took_place,
        is_quorate=seats.quorum.is_met,
        quorum=seats.quorum.words,
        members=members,
    ).or_raise()
    if any(each.is_out and actor.id == f"person:{each.person}" for each in seats.seats):
        raise RefusedError(
            "Your interest keeps you out of this point. Somebody else in the chair makes the statement."
        )
    return seats.point_id, seats.quorum.words, interests(members, seats.others_declared)


def _score(
    statement: Statement, it: queries.Before, scores: Mapping[str, tuple[int, str]], at: datetime
) -> None:
    """Every question that is asked of grants of this size is scored, and none that is not. Authority: R26."""
    asked = queries.questions(timezone.localdate(at), it.in_all) if it.scored else []
    wanted = {each.code: each for each in asked}
    if unknown := set(scores) - set(wanted):
        raise RefusedError(f"These questions are not asked here: {', '.join(sorted(unknown))}.")
    for code, question in wanted.items():
        if code not in scores or scores[code][0] not in POINTS:
            raise RefusedError(f"Give each question its points from 0 to 3. Still open: {question.text}")
    Score.objects.bulk_create(
        Score(statement=statement, question=wanted[code], points=points, words=words.strip()[:500])
        for code, (points, words) in scores.items()
    )


def _respond(taking: _Taking, step: str, actor: Actor, at: datetime, **said: str) -> Response:
    taking.personal["words"] = said.get("words", "")
    return Response.objects.create(
        scrutiny=taking.scrutiny, step=step, answered_at=at, answered_by=actor.id, **said
    )


def _accept_return(of: Return, actor: Actor, at: datetime) -> None:
    if RETURN.may("accept", of.state, actor):
        certifying.accept(actor=actor, at=at, return_id=of.id)


def _tell(scrutiny: Scrutiny, at: datetime, subject: str, role: str) -> None:
    place = scrutiny.version.of.place_id
    for person in reachable_in(place, roles=[role], on=timezone.localdate(at)):
        _owe(scrutiny, at, subject, *person)


def _owe(scrutiny: Scrutiny, at: datetime, subject: str, person: str, name: str, email: str) -> None:
    key = f"scrutiny:{scrutiny.pk}:{subject}:{person}:{at.isoformat()}"[:200]
    text = "It waits for you. The page shows what it is and what comes next."
    owe(Message(key, email, name, subject, text, reverse("scrutiny", args=[scrutiny.pk])), at=at)
