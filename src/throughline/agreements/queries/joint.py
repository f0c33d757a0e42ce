"""Who may read a locality's joint plan, which version is in force, and which one is being written?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.text import slugify

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.organisations import queries as organisations
from throughline.organisations import working
from throughline.organisations.reach import reach_of

from ..joint.lifecycle import JOINT_PLAN, LOCALITY, PROBATION, WAITING, WRITERS
from ..models import JointAction, JointPlan

# Whoever reads the figures of need reads the plan that is made of them.
READERS = WRITERS | {"analyst", "hmpps-analyst", "hmpps-contract-manager", "auditor"}
SIDES = {"locality": LOCALITY, "probation": PROBATION}
WHOSE = {"locality": "the locality’s commissioner", "probation": "the head of its probation unit"}


@dataclass(frozen=True, slots=True)
class Locality:
    """A locality whose joint plan somebody may read."""

    id: UUID
    name: str
    slug: str


def localities(actor: Actor, on: date) -> list[Locality]:
    """The localities whose joint plan the actor reads: those they serve, and those that their unit covers."""
    rows = organisations.localities().filter(_within(actor, on, "pk"))
    return [Locality(each.id, each.name, slugify(each.name)) for each in rows]


def _within(actor: Actor, on: date, place: str) -> Q:
    """The condition on rows with such a place that it is one of those."""
    reach = reach_of(actor, on)
    if reach.everywhere or "head-of-unit" not in actor.roles:
        return reach.rows(place)
    return reach.rows(place) | Q(**{f"{place}__in": working.places_worked_for(actor, on)})


def locality_at(actor: Actor, slug: str, on: date) -> Locality | None:
    """The locality of that address, if the actor may read its joint plan."""
    return next((each for each in localities(actor, on) if each.slug == slug), None)


def may_act(actor: Actor, place_id: UUID, on: date) -> Verdict:
    """Whether the locality is one that the actor acts for."""
    if any(each.id == place_id for each in localities(actor, on)):
        return Allowed()
    return Refused("This plan belongs to another locality.", "Its own commissioner and probation write it.")


def side_of(actor: Actor, place_id: UUID, on: date) -> str:
    """For which side the actor may agree: “locality”, “probation”, or neither."""
    if not may_act(actor, place_id, on):
        return ""
    return next((side for side, roles in SIDES.items() if roles & actor.roles), "")


@dataclass(frozen=True, slots=True)
class ActionShown:
    """One agreed action: who does what by when, and how it stands."""

    id: UUID
    what: str
    who: str
    by_on: date
    done_at: datetime | None
    is_late: bool

    @property
    def words(self) -> str:
        return "Done" if self.done_at else "Late" if self.is_late else "To do"

    @property
    def tone(self) -> str:
        return {"Done": "good", "Late": "stop"}.get(self.words, "wait")


@dataclass(frozen=True, slots=True)
class Agreed:
    """One side's agreement: who it is to come from, or who gave it and when."""

    side: str
    whose: str
    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A version of a joint plan, its actions by day, and what each side said."""

    id: UUID
    version: int
    state: str
    review_on: date
    is_illustration: bool
    actions: tuple[ActionShown, ...]
    sides: tuple[Agreed, ...]
    is_due: bool
    row: JointPlan


@dataclass(frozen=True, slots=True)
class Plans:
    """The plan in force, the version that is being written, and how many there were."""

    in_force: PlanShown | None
    waiting: PlanShown | None
    versions: int


def versions_of(place_id: UUID) -> QuerySet[JointPlan]:
    """Every version that was not thrown away, with its actions; what `plans_in` is made of."""
    actions = Prefetch("actions", JointAction.objects.order_by("by_on", "what", "id"))
    rows = JointPlan.objects.filter(place=place_id).exclude(state="discarded")
    return rows.prefetch_related(actions).order_by("version")


def plans_in(rows: Sequence[JointPlan], on: date) -> Plans:
    """The joint plan as these versions of one locality let it stand; one query for names."""
    alive = [each for each in rows if each.state in ("agreed", *WAITING)]
    names = organisations.names_of(
        by for each in alive for by in (each.for_locality_by, each.for_probation_by) if by
    )
    found = {each.state: _shown(each, names, on) for each in alive}
    waiting = next((found[state] for state in WAITING if state in found), None)
    return Plans(found.get("agreed"), waiting, len(rows))


def plans_of(place_id: UUID, on: date) -> Plans:
    """The joint plan of a locality as it stands."""
    return plans_in(list(versions_of(place_id)), on)


def standing_of(places: Iterable[Locality]) -> list[tuple[Locality, str, date | None]]:
    """Each of these localities, how its plan stands in words, and when both look at it again; one query."""
    every = list(places)
    alive = JointPlan.objects.filter(place__in=[each.id for each in every], state__in=["agreed", *WAITING])
    found: dict[UUID, dict[str, JointPlan]] = {}
    for row in alive.order_by("version"):
        found.setdefault(row.place_id, {})[row.state] = row
    return [(each, *_standing(found.get(each.id, {}))) for each in every]


def _standing(rows: dict[str, JointPlan]) -> tuple[str, date | None]:
    in_force = rows.get("agreed")
    said = [f"Version {in_force.version} agreed by both" if in_force else "Nothing agreed yet"]
    if "half_agreed" in rows:
        said.append(f"version {rows['half_agreed'].version} waits for the other side")
    elif "draft" in rows:
        said.append(f"version {rows['draft'].version} is being written")
    return "; ".join(said), in_force.review_on if in_force else None


def plan(plan_id: UUID) -> JointPlan | None:
    """The version of this id, whoever may read it."""
    return JointPlan.objects.filter(pk=plan_id).first()


def plan_of_action(action_id: UUID) -> JointPlan | None:
    """The version that this action stands in, whoever may read it."""
    return JointPlan.objects.filter(actions=action_id).first()


def waiting_for_side(actor: Actor, on: date) -> QuerySet[JointPlan]:
    """Plans to which the other side has agreed and the actor's has not, of the localities they act for."""
    side = next((side for side, roles in SIDES.items() if roles & actor.roles), "")
    rows = JointPlan.objects.filter(state="half_agreed").select_related("place").order_by("place__name", "id")
    mine = rows.filter(_within(actor, on, "place"))
    return mine.filter(**{f"for_{side}_at__isnull": True}) if side else rows.none()


def may(step: str, plan: JointPlan, actor: Actor, on: date) -> Verdict:
    """Whether the actor may take that step with the plan now: by the table, and in their own locality."""
    return JOINT_PLAN.may(step, plan.state, actor) and may_act(actor, plan.place_id, on)


def may_agree(actor: Actor, plan: JointPlan, on: date, side: str = "") -> Verdict:
    """Whether the actor may agree now: in turn, for their own side, and not for both; a machine says the side."""
    verdict = JOINT_PLAN.may("agree_too" if plan.state == "half_agreed" else "agree", plan.state, actor)
    if not verdict:
        return verdict
    side = side or side_of(actor, plan.place_id, on)
    if not side:
        return Refused(
            "This plan belongs to another locality.", "Its commissioner and the head of its unit agree to it."
        )
    if getattr(plan, f"for_{side}_by"):
        other = "probation" if side == "locality" else "locality"
        return Refused("Your side has agreed already.", f"Next is {WHOSE[other]}.")
    if actor.is_signed_in and actor.id in (plan.for_locality_by, plan.for_probation_by):
        return Refused("You agreed for the other side.", "Two people agree to a joint plan.")
    return Allowed()


def _shown(row: JointPlan, names: dict[str, str], on: date) -> PlanShown:
    return PlanShown(
        row.id,
        row.version,
        row.state,
        row.review_on,
        row.is_illustration,
        tuple(_action(each, on) for each in row.actions.all()),
        tuple(
            Agreed(side, whose, names.get(by, "") if (by := getattr(row, f"for_{side}_by")) else "", at)
            for side, whose in WHOSE.items()
            for at in [getattr(row, f"for_{side}_at")]
        ),
        row.review_on <= on,
        row,
    )


def _action(each: Any, on: date) -> ActionShown:
    late = each.done_at is None and each.by_on < on
    return ActionShown(each.id, each.what, each.who, each.by_on, each.done_at, late)
