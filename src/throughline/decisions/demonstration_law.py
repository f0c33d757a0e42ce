"""Which key decisions are announced, and which decisions called in, in a demonstration?

Everything here is made up and says so; it is marked as an illustration, so that no public page, list, feed or open
data has it. Authority: R46.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate, make_aware

from throughline.kernel.actor import Actor
from throughline.kernel.dates import add_working_days
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.organisations.places import known_places

from .actions import call_in as actions
from .actions.notices import publish_decision
from .demonstration import somebody
from .law.duties import is_key, publish_by
from .made import Law, Made, Text
from .models import PlannedDecision
from .on_record import ToRecord, put_on_record
from .queries.law import facts_of_regime, regime_on
from .reading.shape import PlacePart, ReadDecision, SignOff
from .record import FileFacts

FUNCTION = "authority"
FIRST = "Illustration: One front door for referrals from April 2027"


@dataclass(frozen=True, slots=True)
class _Decision:
    """A made-up decision: how many working days ago it was published, and what it says."""

    title: str
    purpose: str
    ago: int
    parts: tuple[tuple[str, int], ...]
    reasons: str


_CAN_BE = _Decision(
    "Illustration: Recovery college 2026/27",
    "courses led by people in recovery",
    2,
    (("Bolton", 180_000_00), ("Oldham", 170_000_00), ("Wigan", 190_000_00)),
    "In this illustration, two in three of those who finished a course were in work or in training a year later.",
)
_IS = _Decision(
    "Illustration: Evening outreach hubs 2026/27",
    "places to go in the evening, with a worker who knows recovery",
    9,
    (("Bury", 140_000_00), ("Manchester", 260_000_00), ("Salford", 120_000_00), ("Tameside", 100_000_00)),
    "In this illustration, most calls for help came after six, when no service was open.",
)
_WAS = _Decision(
    "Illustration: Shared premises for key workers 2026/27",
    "rooms in which key workers meet people near where they live",
    34,
    (("Rochdale", 300_000_00), ("Trafford", 210_000_00)),
    "In this illustration, four units had no room in which a conversation stays private.",
)


def load(*, actor: Actor, at: datetime) -> bool:
    """Two entries of the forward plan and three call-ins are there; False when they were there already."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up decisions are for demonstrations; this installation is not one.")
    if PlannedDecision.objects.filter(subject=FIRST).exists():
        return False
    with transaction.atomic():
        _plan(at)
        _decided(_CAN_BE, at)
        _called_in(_IS, at, after=3, members="two made-up members of the committee")
        number = _called_in(_WAS, at, after=2, members="three made-up members of the committee")
        met_on = add_working_days(localdate(at), -_WAS.ago + 12)
        actions.uphold(
            number=number,
            met_on=met_on,
            result="In this illustration the committee asked for the rents, saw them, and let the decision stand.",
            actor=somebody("monitoring-officer"),
            at=_noon(met_on),
        )
    return True


def _plan(at: datetime) -> None:
    today, officer = localdate(at), somebody("programme-officer")
    for subject, planned_on, because in (
        (FIRST, add_working_days(today, 32), ""),
        (
            "Illustration: More room at the two night shelters this winter",
            add_working_days(today, 8),
            "In this illustration frost is forecast, and the beds are needed before 28 clear days are over.",
        ),
    ):
        actions.announce(
            function=FUNCTION,
            subject=subject,
            decision_maker="The authority",
            contact="Programme lead",
            planned_on=planned_on,
            cannot_wait_because=because,
            is_illustration=True,
            actor=officer,
            at=at - timedelta(days=5),
        )


def _called_in(what: _Decision, at: datetime, *, after: int, members: str) -> str:
    number = _decided(what, at)
    received_on = add_working_days(localdate(at), -what.ago + after)
    actions.call_it_in(
        number=number,
        members=members,
        reasons="In this illustration: the decision does not say what else was looked at, or what the rooms cost.",
        received_on=received_on,
        actor=somebody("monitoring-officer"),
        at=_noon(received_on),
    )
    return number


def _decided(what: _Decision, at: datetime) -> str:
    """The number of the decision, which everybody signed the working day before it was published."""
    published_on = add_working_days(localdate(at), -what.ago)
    decided_on = add_working_days(published_on, -1)
    notice = put_on_record(
        ToRecord(
            said=_said(what, decided_on),
            evidence={},
            findings=(),
            purpose=what.purpose,
            file=FileFacts(
                f"{what.title}.json", sha256(what.title.encode()).hexdigest(), None, is_held=False
            ),
            source="made up for a demonstration",
            made=_made(what, decided_on),
            is_illustration=True,
        ),
        step="decide",
        actor=somebody("deputy-mayor"),
        at=_noon(decided_on),
    )
    publish_decision(number=notice.number, actor=somebody("programme-lead"), at=_noon(published_on))
    return notice.number


def _said(what: _Decision, decided_on: date) -> ReadDecision:
    codes, law = dict(known_places()), regime_on(FUNCTION, decided_on)
    total = sum(pence for _, pence in what.parts)
    posts = ("Assistant Director", "Director", "Treasurer", "Deputy Mayor")
    return ReadDecision(
        title=what.title,
        author="A made-up officer",
        function="authority",
        decision_type="Deputy Mayor's decision: final sign off",
        status="Approved",
        key_decision=is_key(facts_of_regime(law), Money(total)) if law else None,
        subject_to_call_in=law.call_in_applies if law else None,
        decided_on=decided_on,
        decision_makers=("Deputy Mayor",),
        sign_offs=tuple(SignOff(post, decided_on) for post in posts),
        total_pence=total,
        breakdown=tuple(
            PlacePart(place, codes.get(place), pence, f"{place} Council") for place, pence in what.parts
        ),
        conditions=("A made-up condition: places are shown on a map that everybody can read.",),
    )


def _made(what: _Decision, decided_on: date) -> Made:
    law, total = regime_on(FUNCTION, decided_on), Money(sum(pence for _, pence in what.parts))
    return Made(
        outcome="approved",
        programme="A made-up programme",
        texts=(
            Text("decision", "The decision", f"Grants of {total} in total are awarded, in the parts listed."),
            Text("reasons", "Reasons", what.reasons),
            Text(
                "alternatives",
                "Alternatives",
                "One contract for all places was rejected: it would come late.",
            ),
        ),
        law=Law(
            scrutiny_body=law.scrutiny_body,
            publication_duty=law.publication_duty,
            authority=law.authority,
            publish_by=publish_by(decided_on, facts_of_regime(law)),
            call_in_working_days=law.call_in_working_days,
            is_confirmed=facts_of_regime(law).is_confirmed,
        )
        if law
        else None,
    )


def _noon(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(12)))
