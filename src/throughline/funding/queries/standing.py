"""Does a round still say what its decision says, and if not, who must do what?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Q, QuerySet

from throughline.decisions.queries import notices as decisions
from throughline.frame.tasks import Task, Waiting
from throughline.funding.models import Allocation, AllocationRun, Round
from throughline.funding.queries.rounds import round_address
from throughline.funding.rules import may_follow
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Verdict
from throughline.organisations import queries as organisations

LEAD = "programme-lead"


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a confirmed round's decision.

    `now` is the decision that stands; `differs` says that the round has other figures than it; `may_follow` whether
    the round can take them over; `before` the numbers of those in whose place its decision came.
    """

    now: Any
    lines: Sequence[Any]
    is_replaced: bool
    differs: bool
    may_follow: Verdict
    corrections: Sequence[Any]
    before: Sequence[str]


def standing(round_: Round, allocations: Sequence[Allocation], actor: Actor) -> Standing | None:
    """How the round with these allocations stands to its decision; None for one that no decision confirms."""
    held = now = round_.decision
    if held is None or now is None:
        return None
    while now.superseded_by is not None:
        now = now.superseded_by
    lines = decisions.award_lines_of(now.pk)
    stated = [(line.gss_code, line.pence) for line in lines]
    shown = [(each.place.gss_code, each.amount_pence) for each in allocations]
    differs = now != held or now.total_pence != round_.total_pence or sorted(stated) != sorted(shown)
    known = organisations.places_by_code() if differs else {}
    return Standing(
        now=now,
        lines=lines,
        is_replaced=now != held,
        differs=differs,
        may_follow=may_follow(
            is_lead=LEAD in actor.roles,
            number=now.number,
            total=now.total_pence,
            parts=[pence for _, pence in stated],
            unknown=next((line.place for line in lines if differs and line.gss_code not in known), ""),
            contributed=[each.amount_pence for each in round_.contributions.all()],
        ),
        corrections=[each.facts() for each in held.revisions.all() if each.changes]
        if held.version > 1
        else [],
        before=decisions.superseded_by(held.number),
    )


def replaced() -> QuerySet[Any]:
    """Confirmed rounds in the place of whose decision another one stands, `since` when."""
    rows = Round.objects.filter(decision__superseded_by__isnull=False)
    since = Max("decision__revisions__made_at")
    return rows.annotate(since=since).select_related("programme", "decision")


def changing() -> QuerySet[AllocationRun]:
    """Locked runs of a later decision about a round that still stands on an earlier one."""
    rows = AllocationRun.objects.filter(~Q(round__decision=F("decision")), state="locked")
    standing_both = rows.filter(round__standing="confirmed", decision__superseded_by__isnull=True)
    return standing_both.select_related("round__programme", "round__decision", "decision")


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """What a programme lead does where a round's decision was replaced, or is to be."""
    if LEAD in actor.roles:
        yield Waiting(
            replaced().order_by("year", "id")[:20],
            ("year", "programme__code", "programme__name", "decision__number", "since"),
            lambda found: [_replaced(each) for each in found],
        )
        yield Waiting(
            changing().filter(locked_at__isnull=False).order_by("locked_at"),
            (
                *("locked_at", "decision__number", "round__decision__number"),
                *(f"round__{name}" for name in ("year", "programme__code", "programme__name")),
            ),
            lambda found: [_changing(each) for each in found],
        )


def _replaced(each: Any) -> Task:
    return Task(
        f"Decision {each.decision.number} was replaced: the round has its figures still",
        f"{each.programme}, {each.year}",
        each.since,
        "Take over what stands now",
        round_address(each),
    )


def _changing(each: Any) -> Task:
    return Task(
        f"Decision {each.decision.number} changes this round: say that it replaces {each.round.decision.number}",
        f"{each.round.programme}, {each.round.year}",
        each.locked_at,
        "Say so once it is published",
        round_address(each.round),
    )
