"""What did the supplied decisions of 2021 and 2024 promise, and which review is named? In words of our own."""

from collections.abc import Sequence
from datetime import date, datetime

from throughline.kernel.actor import Actor

from .actions.promises import Promised, make_promises
from .actions.reviews import enter_review
from .lifecycle import SUPPLIER
from .models import Review

MADE_ON, MADE_IN_2024_ON = date(2021, 11, 1), date(2024, 5, 28)
SOURCE = "The decision notice of 1 November 2021; supplied with Throughline"
SOURCE_OF_2024 = "The decision record of 28 May 2024; supplied with Throughline"
PROGRAMMES = ("gm-irs-dr",)
REVIEW = "Greater Manchester drug and alcohol external review"
RECOMMENDED = (
    "Assess more accurately how many people in contact with the justice system need support with drugs or alcohol.",
    "Commission and plan the services that meet this need jointly.",
)

# In the order and the words of the decision's record here; nobody gave a day for any of them.
PROMISES: Sequence[Promised] = (
    Promised(
        "An implementation plan and a risk log are made, overseen by GMCA and HMPPS.", "implementation-plan"
    ),
    Promised("An Operational Development Group is set up to oversee and steer both programmes.", "group"),
    Promised("Links with probation are made to settle referrals, cohorts and protocols.", "protocol"),
    Promised(
        "Every commissioner signs a Partnership Agreement, so that later contracts include the service.",
        "partnership-agreement",
        owner="role:commissioner",
        owner_words="Each commissioner",
    ),
)
PROMISES_OF_2024: Sequence[Promised] = (
    Promised(
        "Each area's Community Safety Partnership scrutinises its grant and assures GMCA that the "
        "conditions were kept.",
        owner="role:csp-chair",
        owner_words="Community Safety Partnership",
    ),
)


def load(actor: Actor, at: datetime, *, decision_number: str, of_2024: str) -> bool:
    """The promises of both decisions are open and the review is kept, once; False when the review was there already."""
    acting = Actor(actor.id, actor.roles | {SUPPLIER}) if actor.is_system else actor
    made = (
        (decision_number, PROMISES, MADE_ON, SOURCE),
        (of_2024, PROMISES_OF_2024, MADE_IN_2024_ON, SOURCE_OF_2024),
    )
    for number, promises, made_on, source in made:
        make_promises(
            decision_number=number,
            promises=promises,
            made_on=made_on,
            programmes=PROGRAMMES,
            actor=acting,
            at=at,
            public=True,
            source=source,
        )
    if Review.objects.filter(item__title=REVIEW).exists():
        return False
    enter_review(
        title=REVIEW,
        recommendations=RECOMMENDED,
        about="The decision of 2021 leans on two things that it recommended. Who did the review, and when, is not "
        "in the notice.",
        decisions=[decision_number],
        programmes=PROGRAMMES,
        source=SOURCE,
        actor=acting,
        at=at,
    )
    return True
