"""Which joint plans does a demonstration show? One that both sides agreed to, one that waits for probation; made up."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.organisations import demonstration_localities as localities
from throughline.organisations import queries as organisations

from .actions import joint
from .actions.joint import Said
from .models import JointPlan

# Per area: who does what, and in how many days from loading; the first of them is done where the plan is agreed.
AGREED = "bolton"
PLANS: dict[str, tuple[tuple[str, str, int], ...]] = {
    "bolton": (
        ("Fill the recovery coordinator’s post, or say who covers it on its days", "Commissioner, Bolton", 45),
        ("Bring everybody on probation with a drug or alcohol need to the service’s weekly clinic list",
         "Head of the Bolton unit", 21),
        ("Decide whose money pays the key worker after the grant’s last year",
         "Commissioner, with the director of public health", 120),
        ("Bring the need figures and this plan to the Community Safety Partnership", "Community safety officer", 75),
    ),
    "rochdale": (
        ("Agree with Bury by which rule the shared unit’s key worker is paid", "Commissioner, Rochdale", 60),
        ("Refer before release, three weeks ahead, for everybody who comes back to Rochdale",
         "Head of the Bury and Rochdale unit", 40),
    ),
}  # fmt: skip


def load(*, actor: Actor, at: datetime) -> bool:
    """The two plans, written and agreed by the demonstration's own people; False when there are any."""
    head = organisations.person_named(localities.address_of("head-of-unit", localities.FIRST_AREA))
    if not settings.DEMONSTRATION or head is None or JointPlan.objects.exists():
        return False
    places = {each.name.casefold(): each.id for each in organisations.localities()}
    for area, said in PLANS.items():
        _plan(area, places[area], said, head.as_actor(), at)
    return True


def _plan(area: str, place: UUID, said: tuple[tuple[str, str, int], ...], head: Actor, at: datetime) -> None:
    commissioner = localities.actors([("commissioner", area)])["commissioner", area]
    today = localdate(at)
    plan = joint.draft(
        actor=commissioner,
        at=at,
        place_id=place,
        review_on=today + timedelta(days=180),
        is_illustration=True,
    )
    made = [
        joint.add_action(
            actor=commissioner,
            at=at,
            plan_id=plan.id,
            said=Said(what, who, today + timedelta(days=days)),
        )
        for what, who, days in said
    ]
    joint.agree(actor=commissioner, at=at, plan_id=plan.id)
    if area == AGREED:
        joint.agree(actor=head, at=at, plan_id=plan.id)
        joint.finish_action(actor=head, at=at, action_id=made[1].id)
