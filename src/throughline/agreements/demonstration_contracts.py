"""Which local contracts are on the calendar of a demonstration?

All made up, in years counted from the day of loading, so that there is always one that ends within the year, one
whose option wants an answer, and one that nothing follows.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.organisations import demonstration_localities as localities
from throughline.organisations import queries as organisations

from .actions import contracts
from .actions.contracts import ContractSaid, OptionSaid
from .models import LocalContract

SOURCE = "Illustration: made up for a demonstration"
TITLE = "Drug and alcohol treatment and recovery"
NEXT_TITLE = "Drug and alcohol treatment and recovery, next contract"
CAPACITY = "One commissioner has two days a week for it, in this illustration."


@dataclass(frozen=True, slots=True)
class Area:
    """A contract that runs since `began` financial years ago and ends with the year in `ends` years from now.

    `options`: one letter a further year (y taken up, n not taken up, ? not decided). `next_route`: what is planned.
    """

    began: int
    ends: int
    route: str
    options: str = ""
    integration: str = "not_begun"
    next_route: str = ""
    done: int = 0  # steps of the next one that are done


AREAS = {
    "bolton": Area(4, 0, "earlier", integration="in_contract", next_route="most_suitable", done=1),
    "bury": Area(3, 0, "earlier", "?", "in_contract"),
    "manchester": Area(2, 1, "competitive", "??", "in_specification"),
    "oldham": Area(5, 0, "earlier", "y", "in_specification", "competitive"),
    "rochdale": Area(2, 2, "direct_award_c", integration="in_contract"),
    "salford": Area(1, 3, "competitive", "??", "in_contract"),
    "stockport": Area(4, 0, "earlier", integration="planned"),
    "tameside": Area(4, 1, "earlier", integration="planned", next_route="direct_award_c"),
    "trafford": Area(6, 0, "earlier", "n", "in_contract", "competitive", done=1),
    "wigan": Area(0, 4, "competitive", "??", "in_contract"),
}


def load(*, actor: Actor, at: datetime) -> bool:
    """A running contract for each area, and what is planned after some; False when they are there already."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up contracts are for demonstrations; this installation is not one.")
    if LocalContract.objects.filter(source=SOURCE).exists():
        return False
    bodies = {each.code: each.id for each in organisations.bodies()}
    places = {each.name.casefold(): each.id for each in organisations.localities()}
    with transaction.atomic():
        for number, (area, of) in enumerate(AREAS.items()):
            year = FinancialYear.of(localdate(at)).starts_in
            ends_on = date(year + of.ends + 1, 3, 31)
            running = contracts.record(
                actor=actor,
                at=at,
                said=ContractSaid(
                    place_id=places[area],
                    commissioner_id=bodies[area],
                    provider_id=bodies[localities.provider_of(area)],
                    title=TITLE,
                    route=of.route,
                    begins_on=date(year - of.began, 4, 1),
                    ends_on=ends_on,
                    lifetime=Money((1_900_000 + 310_000 * number) * 100 * (of.began + of.ends + 1)),
                    integration=of.integration,
                    options=_options(of.options, ends_on),
                    source=SOURCE,
                    is_illustration=True,
                ),
            )
            if of.next_route:
                _next(actor, at, running, of)
    return True


def _options(said: str, ends_on: date) -> list[OptionSaid]:
    answers = {"y": True, "n": False, "?": None}
    return [
        OptionSaid(
            until=ends_on.replace(year=ends_on.year + number),
            decide_by=ends_on.replace(year=ends_on.year + number - 1) - timedelta(days=90),
            is_taken_up=answers[each],
        )
        for number, each in enumerate(said, 1)
    ]


def _next(actor: Actor, at: datetime, running: LocalContract, of: Area) -> None:
    taken = of.options.count("y")
    begins_on = date(running.ends_on.year + taken, 4, 1)
    planned = contracts.plan(
        actor=actor,
        at=at,
        said=ContractSaid(
            place_id=running.place_id,
            commissioner_id=running.commissioner_id,
            title=NEXT_TITLE,
            route=of.next_route,
            begins_on=begins_on,
            ends_on=date(begins_on.year + 4, 3, 31),
            options=[OptionSaid(date(begins_on.year + 6, 3, 31))],
            integration="planned",
            capacity_words=CAPACITY,
            follows_id=running.id,
            source=SOURCE,
            is_illustration=True,
        ),
    )
    officer = organisations.person_named("programme-officer@demonstration.example")
    for milestone in list(planned.milestones.order_by("planned_on"))[: of.done]:
        if officer and milestone.planned_on <= localdate(at):
            contracts.mark_milestone(
                actor=officer.as_actor(),
                at=at,
                contract_id=planned.id,
                code=milestone.code,
                planned_on=milestone.planned_on,
                done_on=milestone.planned_on,
                note="Done, in this illustration.",
            )
