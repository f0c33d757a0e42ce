"""What is on record before anybody has done anything?"""

from datetime import UTC, datetime

from django.conf import settings

from throughline.agreements import (
    clauses_supplied,
    demonstration_checks,
    demonstration_contracts,
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
from throughline.funding import demonstration as funding_demonstration
from throughline.funding import demonstration_money
from throughline.funding import supplied as funding
from throughline.governance import demonstration as governance_demonstration
from throughline.governance import demonstration_watch, supplied_promises
from throughline.governance import supplied as governance
from throughline.kernel.actor import Actor
from throughline.ledger.sealer import seal
from throughline.organisations import actions as organisations
from throughline.organisations import demonstration, demonstration_localities
from throughline.payments import demonstration as payments_demonstration

SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))


def load_supplied() -> None:
    """Places and bodies, the two published decisions, the programme that stands on them; each whole, each once.

    Demonstration people come too in demonstration mode. Safe to call at every start.
    """
    at = datetime.now(UTC)
    organisations.load_reference(actor=SUPPLIER, at=at)
    if settings.DEMONSTRATION:
        demonstration.load(actor=SUPPLIER, at=at)
        demonstration_localities.load(actor=SUPPLIER, at=at)
    law_supplied.load(SUPPLIER, at)
    decisions.load(SUPPLIER, at)
    governance.load(SUPPLIER, at, decision_number=decisions.number_of("dn21"))
    numbers = {"decision_number": decisions.number_of("dn21"), "of_2024": decisions.number_of("dn24")}
    supplied_promises.load(SUPPLIER, at, **numbers)
    if settings.DEMONSTRATION:
        governance_demonstration.load(actor=SUPPLIER, at=at)
        demonstration_watch.load(actor=SUPPLIER, at=at)
    funding.load(SUPPLIER, at)
    funding_demonstration.load(SUPPLIER, at)
    clauses_supplied.load(SUPPLIER, at)
    supplied_questions.load(SUPPLIER, at)
    supplied_scrutiny.load(SUPPLIER, at)
    if settings.DEMONSTRATION:
        decisions_demonstration.load(actor=SUPPLIER, at=at)
        demonstration_signing.load(actor=SUPPLIER, at=at)
        demonstration_law.load(actor=SUPPLIER, at=at)
        demonstration_money.load(actor=SUPPLIER, at=at)
        agreements_demonstration.load(actor=SUPPLIER, at=at)
        demonstration_posts.load(actor=SUPPLIER, at=at)
        demonstration_specification.load(actor=SUPPLIER, at=at)
        demonstration_signed.load(actor=SUPPLIER, at=at)
        demonstration_specification.load_next(actor=SUPPLIER, at=at)
        demonstration_checks.load(actor=SUPPLIER, at=at)
        demonstration_contracts.load(actor=SUPPLIER, at=at)
        demonstration_uplift.load(actor=SUPPLIER, at=at)
        demonstration_offer.load(actor=SUPPLIER, at=at)
        demonstration_returns.load(actor=SUPPLIER, at=at)
        demonstration_scrutiny.load(actor=SUPPLIER, at=at)
        payments_demonstration.load(actor=SUPPLIER, at=at)
        caseload_demonstration.load(actor=SUPPLIER, at=at)
    seal(at=at)
