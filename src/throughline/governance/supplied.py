"""On what did the decision of 2021 lean, as far as its record says, and which priorities does it name?

Facts of the public record in words of our own, none of them a demonstration. What the record does not say, a day or a
name, is left empty. The priorities are unverified until the monitoring officer confirms the list.
"""

from datetime import datetime

from django.db import transaction

from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations

from .actions.consultations import ask, ask_further, close_consultation, note_answer
from .actions.endorsements import note_endorsement
from .actions.groups import AboutGroup, found_group
from .actions.priorities import list_plan
from .lifecycle import SUPPLIER
from .queries.groups import group_coded

PROGRAMMES = ("gm-irs-dr",)
STEERING = "gm-irs-steering-group"
PANEL = "police-fire-and-crime-panel"
_PLAN = "Greater Manchester Police and Crime Plan"
_PRIORITIES = (
    ("Priority 1", "Fewer victims of violence, people feel safer, more confidence in community safety"),
    ("Priority, its number is not stated", "Prevent violence and what leads to it; intervene early"),
    ("Priority 3", "Support the resilience of communities by investing in local services and people"),
)


@transaction.atomic
def load(actor: Actor, at: datetime, *, decision_number: str) -> bool:
    """The group, endorsements, consultation and priorities of 2021 are kept, once; False when they were there."""
    if group_coded(STEERING) is not None:
        return False
    acting = Actor(actor.id, actor.roles | {SUPPLIER}) if actor.is_system else actor
    source = f"Decision {decision_number}, as published; supplied with Throughline"
    _groups(acting, at, source, decision_number)
    _endorsements(acting, at, source, decision_number)
    _consultation(acting, at, source, decision_number)
    list_plan(
        title=_PLAN,
        source=f"Decision {decision_number} names three of its priorities; the plan itself is not held",
        priorities=_PRIORITIES,
        decisions=(decision_number,),
        actor=acting,
        at=at,
    )
    list_plan(
        title="Greater Manchester Strategy",
        source=f"Decision {decision_number} names its vision; the strategy itself is not held",
        priorities=(("Vision", "Everybody in every community feels safe and secure in daily life"),),
        decisions=(decision_number,),
        actor=acting,
        at=at,
    )
    return True


def _groups(actor: Actor, at: datetime, source: str, decision: str) -> None:
    found_group(
        code=STEERING,
        about=AboutGroup(
            "GM IRS Steering Group",
            "Brings together the combined authority, HMPPS and probation in Greater Manchester.",
            PROGRAMMES,
        ),
        decisions=(decision,),
        source=source,
        actor=actor,
        at=at,
    )
    found_group(
        code="commissioning-meeting",
        about=AboutGroup(
            "Commissioning Meeting",
            "Oversight by the combined authority and HMPPS of the implementation plan and the risk log.",
            PROGRAMMES,
        ),
        source=source,
        actor=actor,
        at=at,
    )
    found_group(
        code="gm-co-ordination",
        about=AboutGroup(
            "GM co-ordination meetings",
            "Commissioners of the localities and providers of services talk about how grants are made.",
            PROGRAMMES,
        ),
        source="The decision of 28 May 2024, as published; supplied with Throughline",
        actor=actor,
        at=at,
    )
    found_group(
        code=PANEL,
        about=AboutGroup(
            "Police, Fire and Crime Panel",
            "Scrutinises decisions under the functions of the police and crime commissioner.",
        ),
        source="Unverified: which body scrutinises follows from the function exercised",
        actor=actor,
        at=at,
    )


def _endorsements(actor: Actor, at: datetime, source: str, decision: str) -> None:
    probation = organisations.body("probation-greater-manchester")
    note_endorsement(
        title="Grants as co-investment, endorsed by the Director of probation",
        by="Director of Greater Manchester Probation Service",
        body_id=probation.pk,
        words="Knows of the approach in full and endorses it.",
        given_on=None,
        programmes=PROGRAMMES,
        source=source,
        decisions=(decision,),
        actor=actor,
        at=at,
    )
    note_endorsement(
        title="An investment approach, agreed at the GM IRS Steering Group",
        by="GM IRS Steering Group: combined authority, HMPPS and GM Probation",
        words="Dependency and recovery is delivered by investing in what exists, not by a contract for a new service.",
        given_on=None,
        programmes=PROGRAMMES,
        source=source,
        decisions=(decision,),
        actor=actor,
        at=at,
    )


def _consultation(actor: Actor, at: datetime, source: str, decision: str) -> None:
    asked = ask(
        title="A contract or a single GM service, instead of grants?",
        question="Would you bid for a contract, and is a single GM service beside what there is viable?",
        asked_on=None,
        programmes=PROGRAMMES,
        source=source,
        decisions=(decision,),
        actor=actor,
        at=at,
    )
    for who in ("All substance misuse providers", "All commissioners of substance misuse services"):
        one = ask_further(consultation_id=asked.pk, who=who, asked_on=None, actor=actor, at=at)
        note_answer(
            consulted_id=one.pk,
            position="opposes",
            text="Not interested in bidding for a contract; a single service on top is not viable.",
            answered_on=None,
            actor=actor,
            at=at,
        )
    close_consultation(
        consultation_id=asked.pk,
        came_of_it=f"Decision {decision} awards grants to the services that are there instead.",
        actor=actor,
        at=at,
    )
