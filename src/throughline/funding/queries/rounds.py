"""Whose money, how much, for where? What may be read, by whom."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse

from throughline.decisions.lifecycle import PUBLIC_STATES
from throughline.frame.lists import fold
from throughline.frame.search import Found
from throughline.funding.lifecycle import SIGNERS
from throughline.funding.models import (
    Allocation,
    AllocationRun,
    Contribution,
    Programme,
    ProgrammeName,
    Round,
)
from throughline.funding.planning.record import recompute
from throughline.funding.queries.aims import Aim, of_programme
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money

RUN_READERS = frozenset({"programme-officer", "programme-lead", "analyst", "auditor"})
DECIDERS = SIGNERS | {"monitoring-officer"}  # they see a split once it is put forward


def visible_to(actor: Actor) -> QuerySet[Round]:
    """Rounds: public, save one whose decision is not published yet, which only signed-in people see.

    One that is still planned here is for those who plan, audit or sign (R46).
    """
    rounds = Round.objects.select_related("programme", "decision__superseded_by").order_by(
        "programme__code", "year"
    )
    if not actor.roles & (RUN_READERS | DECIDERS):
        rounds = rounds.exclude(standing="planned")
    public = Q(decision__state__in=PUBLIC_STATES, decision__is_illustration=False)
    return rounds if actor.is_signed_in else rounds.filter(Q(decision__isnull=True) | public)


def allocations_visible_to(actor: Actor) -> QuerySet[Allocation]:
    """Places' parts of the rounds that the actor may see, newest year first; publicly never an illustration (R46).

    A round whose decision was superseded has none for the public until it has taken over what stands in its place.
    """
    rows = Allocation.objects.select_related("round__programme", "round__decision", "place").order_by(
        "-round__year", "round__programme__code", "place__name", "id"
    )
    rows = rows.filter(version=F("round__version"))
    published = Q(round__decision__state="published", round__decision__is_illustration=False)
    return rows if actor.is_signed_in else rows.filter(published)


def standing_allocations() -> QuerySet[Allocation]:
    """The parts of every round as they stand now, by place."""
    return (
        Allocation.objects.filter(version=F("round__version")).select_related("place").order_by("place__name")
    )


def runs_visible_to(actor: Actor) -> QuerySet[AllocationRun]:
    """Allocation runs: for those who plan or audit, because counts may be recovered from money (R43).

    Those who sign see the ones that are put forward or decided. One whose counts we inferred is for analysts alone.
    """
    runs = AllocationRun.objects.select_related("round__programme", "decision").order_by("made_at", "id")
    if "analyst" not in actor.roles:
        runs = runs.exclude(state="reconstructed")
    if actor.roles & RUN_READERS:
        return runs
    return runs.filter(state__in=["chosen", "amended", "locked"]) if actor.roles & DECIDERS else runs.none()


def contributions() -> QuerySet[Contribution]:
    """What funders put into rounds, each with its funder, by name."""
    return Contribution.objects.select_related("funder").order_by("funder__name")


def programmes() -> QuerySet[Programme]:
    """Every programme, with its authority."""
    return Programme.objects.select_related("authority").order_by("name", "id")


def programmes_visible_to(actor: Actor) -> QuerySet[Programme]:
    """Programmes; those that are only planned here, for those who plan, audit or sign (R46)."""
    if actor.roles & (RUN_READERS | DECIDERS):
        return programmes()
    own = Round.objects.filter(programme=OuterRef("pk"))
    return programmes().filter(Exists(own.exclude(standing="planned")) | ~Exists(own))


def programme(actor: Actor, code: str) -> Programme | None:
    """The programme of this code, if the actor may see it."""
    return programmes_visible_to(actor).filter(code=code).first()


@dataclass(frozen=True, slots=True)
class ProgrammeOverview:
    """A programme, its dated names, its aims and means, and its rounds in order of years."""

    programme: Programme
    names: Sequence[ProgrammeName]
    aims: Sequence[Aim]
    means: Sequence[Aim]
    rounds: Sequence[Round]


def overview(actor: Actor, code: str) -> ProgrammeOverview | None:
    """Return what a programme's page shows, or None when there is no such programme."""
    programme = programmes_visible_to(actor).filter(code=code).first()
    if programme is None:
        return None
    aims = of_programme(actor, programme)
    return ProgrammeOverview(
        programme,
        list(programme.names.order_by("used_from", "name")),
        [each for each in aims if each.objective.kind == "aim"],
        [each for each in aims if each.objective.kind == "means"],
        list(visible_to(actor).filter(programme=programme)),
    )


@dataclass(frozen=True, slots=True)
class RoundOverview:
    """A round with its allocations, who puts money in, and the runs that the actor may see."""

    round: Round
    allocations: Sequence[Allocation]
    contributions: Sequence[Contribution]
    runs: Sequence[AllocationRun]


def round_overview(actor: Actor, code: str, slug: str) -> RoundOverview | None:
    """Return what a round's page shows, or None when the actor may not see such a round."""
    found = (
        visible_to(actor)
        .filter(programme__code=code, year=slug.replace("-", "/"))
        .prefetch_related(
            Prefetch("allocations", standing_allocations()),
            Prefetch("contributions", contributions()),
        )
        .first()
    )
    if found is None:
        return None
    return RoundOverview(
        found,
        list(found.allocations.all()),
        list(found.contributions.all()),
        list(runs_visible_to(actor).filter(round=found).defer("frozen", "result")),
    )


def search(actor: Actor, words: str) -> list[Found]:
    """Rounds whose programme, names or year carry all the words."""
    wanted = fold(words).split()
    found = []
    for each in visible_to(actor).prefetch_related("programme__names"):
        names = " ".join(name.name for name in each.programme.names.all())
        hay = fold(f"{each.programme.name} {names} {each.year} {each.slug}")
        if all(word in hay for word in wanted):
            found.append(
                Found(f"{each.programme.name}, {each.year}", round_address(each), standing_in_words(each))
            )
    return found


def round_address(each: Round) -> str:
    """Return the stable address of a round's page."""
    return reverse("round", args=[each.programme.code, each.slug])


def standing_in_words(each: Round) -> str:
    """Return what the record lets us say of a round's money, in one sentence."""
    if each.standing == "confirmed":
        return f"{each.total_pence}, confirmed by a published decision."
    if each.standing == "planned":
        return "Being planned; no sum is confirmed."
    if each.standing == "intended":
        return "Intended; no sum is confirmed."
    return "The decision is not held here."


@dataclass(frozen=True, slots=True)
class RunShare:
    """One place of a run beside what was published for it, where that is known."""

    place: str
    count: str
    pence: int
    bound: str | None
    published: Money | None

    @property
    def is_as_published(self) -> bool:
        return self.published is not None and self.published.pence == self.pence


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run, its result read back, and whether its frozen inputs give that result to the byte (R15)."""

    run: AllocationRun
    inputs: dict[str, Any]
    unit_price: str
    shares: Sequence[RunShare]
    recomputes: bool

    @property
    def reproduces_published(self) -> bool:
        return all(share.is_as_published for share in self.shares)


def run_page(run: AllocationRun) -> RunPage:
    """Return what the page of a reconstructed run shows."""
    result = json.loads(bytes(run.result))
    published = {
        each.place.name: each.amount_pence for each in standing_allocations().filter(round=run.round_id)
    }
    shares = [
        RunShare(each["place"], each["count"], each["pence"], each["bound"], published.get(each["place"]))
        for each in result["shares"]
    ]
    price = result["unit_price_pence"]
    return RunPage(
        run=run,
        inputs=result["inputs"],
        unit_price=_pounds_of_a_unit(price),
        shares=shares,
        recomputes=recompute(bytes(run.frozen)) == bytes(run.result),
    )


def decisions_of(code: str) -> QuerySet[Round, Any]:
    """The decisions that a programme's rounds stand on, as a subquery of their ids."""
    return Round.objects.filter(programme__code=code, decision__isnull=False).order_by().values("decision_id")


def _pounds_of_a_unit(pence: str | None) -> str:
    """£89.888014 for an exact number of pence written as a fraction; empty where there is no one price."""
    if pence is None:
        return ""
    exact = Fraction(pence) / 100
    return f"£{Decimal(exact.numerator) / Decimal(exact.denominator):.6f}"


def round_locked(round_id: UUID) -> Round:
    """The round, locked until the transaction ends: two who offer its grants at once do so one after the other."""
    return Round.objects.select_for_update().get(pk=round_id)


def current_allocations(round_id: UUID) -> list[Allocation]:
    """The decided parts of a round, by place."""
    return list(standing_allocations().filter(round=round_id).order_by("place__name", "id"))


def rounds_of(code: str) -> dict[str, UUID]:
    """A programme's rounds by their years."""
    return dict(Round.objects.filter(programme__code=code).values_list("year", "id"))
