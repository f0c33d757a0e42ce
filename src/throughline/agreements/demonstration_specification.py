"""Which service specification is there in a demonstration? Its aims are the programme's; its words are made up.

The first version is the one that every demonstration agreement names. The second is for the next contracts: it shows
what came, went and changed, and what became of what people said.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

from django.conf import settings
from django.db import transaction

from throughline.funding.queries.rounds import programmes
from throughline.governance.queries.items import linkable
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from .actions import specifications as actions
from .actions.specifications import RequirementText
from .models import SpecificationVersion

CODE = "gm-irs-dr"
TITLE = "Dependency and recovery for people on probation"
FIRST, NEXT = datetime(2021, 10, 25, 10, tzinfo=UTC), datetime(2026, 9, 14, 10, tzinfo=UTC)
SOURCE = "Illustration: built on the notices of 2021 and 2024; the wording is made up."
W1, W2 = "W1: more appropriate referrals", "W2: more people retained in treatment"
W3, W4 = "W3: interventions for those who need no specialist treatment", "W4: more people sustain recovery"
REQUIREMENTS = (
    RequirementText("R1", "A key worker is on site in every Probation Delivery Unit.", "hmpps", W1),
    RequirementText("R2", "Whoever refers is told within two working days what happens next.", "hmpps", W1),
    RequirementText(
        "R3",
        "Local treatment, not a second system: no second point of access is set up.",
        "local_authority",
        W2,
    ),
    RequirementText("R4", "First contact is made within ten working days.", "hmpps", W2),
    RequirementText(
        "R5",
        "Who needs no specialist treatment is offered a brief or an extended intervention.",
        "review",
        W3,
    ),
    RequirementText(
        "R6",
        "A worker meets people at the prison gate when they ask for it.",
        "lived_experience",
        W2,
        "The first day out is when I needed somebody, not the second week.",
    ),
    RequirementText("R7", "Attendance is reported to the unit each month on paper.", "local_authority", W1),
)
CHANGED = (
    RequirementText("R4", "First contact is made within five working days.", "review", W2),
    RequirementText(
        "R8",
        "At least one group a week begins after six in the evening.",
        "lived_experience",
        W4,
        "I work until half past five. Every group is over by then.",
    ),
    RequirementText(
        "R9",
        "Everybody is asked about children in their home, and what is heard goes to the children’s hub.",
        "review",
        "A3: safer communities, less harm to others",
        "Clients are parents too, and nobody had asked.",
    ),
)
DROPPED = "R7"


def load(*, actor: Actor, at: datetime) -> bool:
    """The first version, before anything is agreed; False when it is there. RefusedError outside demonstrations."""
    _only_here()
    if SpecificationVersion.objects.exists():
        return False
    with transaction.atomic():
        programme = programmes().get(code=CODE)
        version = actions.write_version(
            actor=actor,
            at=FIRST,
            programme_id=programme.pk,
            title=TITLE,
            source=SOURCE,
            is_illustration=True,
            requirements=REQUIREMENTS,
        )
        actions.settle(actor=actor, at=FIRST, version_id=version.id, in_use_from=date(2021, 11, 1))
    return True


def load_next(*, actor: Actor, at: datetime) -> bool:
    """The second version, for the next contracts; False when it is there. RefusedError outside demonstrations."""
    _only_here()
    if SpecificationVersion.objects.filter(number__gt=1).exists():
        return False
    with transaction.atomic():
        when = min(NEXT, at)
        said_in = linkable("", ("consultation", "review"), limit=1)
        version = actions.write_version(
            actor=actor,
            at=when,
            programme_id=programmes().get(code=CODE).pk,
            title=TITLE,
            source=SOURCE,
            is_illustration=True,
        )
        for each in CHANGED:
            linked = said_in[0].id if said_in and each.origin == "review" else None
            said = replace(each, origin_item=linked)
            actions.put_requirement(actor=actor, at=when, version_id=version.id, requirement=said)
        actions.drop_requirement(actor=actor, at=when, version_id=version.id, code=DROPPED)
        actions.settle(actor=actor, at=when, version_id=version.id, in_use_from=when.date())
    return True


def _only_here() -> None:
    if not settings.DEMONSTRATION:
        raise RefusedError("A made-up specification is for demonstrations; this installation is not one.")
