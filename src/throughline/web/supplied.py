"""What is on record before anybody has done anything?"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from throughline.agreements import (
    clauses_supplied,
    demonstration_checks,
    demonstration_contracts,
    demonstration_joint,
    demonstration_offer,
    demonstration_posts,
    demonstration_signed,
    demonstration_specification,
    demonstration_uplift,
)
from throughline.agreements import demonstration as agreements_demonstration
from throughline.assurance import (
    demonstration_returns,
    demonstration_scrutiny,
    supplied_questions,
    supplied_scrutiny,
)
from throughline.caseload import demonstration as caseload_demonstration
from throughline.decisions import demonstration as decisions_demonstration
from throughline.decisions import demonstration_law, demonstration_signing, law_supplied
from throughline.decisions import supplied as decisions
from throughline.evidence import demonstration as evidence_demonstration
from throughline.funding import demonstration as funding_demonstration
from throughline.funding import demonstration_aims, demonstration_money
from throughline.funding import supplied as funding
from throughline.governance import demonstration as governance_demonstration
from throughline.governance import demonstration_watch, supplied_promises
from throughline.governance import supplied as governance
from throughline.kernel.actor import Actor
from throughline.ledger.sealer import seal
from throughline.organisations import actions as organisations
from throughline.organisations import demonstration, demonstration_localities
from throughline.payments import demonstration as payments_demonstration
from throughline.trace import demonstration as trace_demonstration

Part = Callable[..., object]
SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))


def load_supplied() -> None:
    """Places and bodies, the two published decisions, the programme that stands on them; each whole, each once.

    Demonstration people come too in demonstration mode. Safe to call at every start, and after one that was killed.
    """
    at = datetime.now(UTC)
    for part in _parts():
        with transaction.atomic():
            part(actor=SUPPLIER, at=at)
    seal(at=at)


def _parts() -> Iterator[Part]:
    """What is supplied, in the order in which one leans on the other."""
    yield organisations.load_reference
    if settings.DEMONSTRATION:
        yield demonstration.load
        yield demonstration_localities.load
    yield law_supplied.load
    yield decisions.load
    yield _watched_over
    if settings.DEMONSTRATION:
        yield governance_demonstration.load
        yield demonstration_watch.load
    yield funding.load
    yield funding_demonstration.load
    yield clauses_supplied.load
    yield supplied_questions.load
    yield supplied_scrutiny.load
    if settings.DEMONSTRATION:
        yield decisions_demonstration.load
        yield demonstration_signing.load
        yield demonstration_law.load
        yield demonstration_aims.load
        yield demonstration_money.load
        yield agreements_demonstration.load
        yield demonstration_posts.load
        yield demonstration_specification.load
        yield demonstration_signed.load
        yield demonstration_specification.load_next
        yield demonstration_checks.load
        yield demonstration_contracts.load
        yield demonstration_uplift.load
        yield demonstration_offer.load
        yield demonstration_returns.load
        yield demonstration_scrutiny.load
        yield payments_demonstration.load
        yield caseload_demonstration.load
        yield demonstration_joint.load
        yield evidence_demonstration.load
        yield evidence_demonstration.measure
        yield evidence_demonstration.need
        yield demonstration_aims.baselines
        yield trace_demonstration.load


def _watched_over(*, actor: Actor, at: datetime) -> None:
    """What the notices lean on and what they promised, kept under the numbers that they have in the record."""
    numbers = {"decision_number": decisions.number_of("dn21"), "of_2024": decisions.number_of("dn24")}
    governance.load(actor, at, decision_number=numbers["decision_number"])
    supplied_promises.load(actor, at, **numbers)
