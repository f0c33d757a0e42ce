"""Which programme comes with Throughline, and from which decisions?

Greater Manchester's Dependency and Recovery programme, from its two published notices. Whole or not at all, once.
"""

import csv
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from django.db import transaction

from throughline.decisions import supplied as decisions
from throughline.funding.actions import rounds as actions
from throughline.funding.models import Programme
from throughline.funding.rules import Inputs, Place
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money

CODE = "gm-irs-dr"
GMCA = "gmca"
HMPPS = "hmpps"
DATA = Path(__file__).parent / "data"

IN_2021 = "Named so in the 2021 notice."
NAMES = (
    ("Greater Manchester Integrated Rehabilitation Services: Dependency and Recovery", None, None, IN_2021),
    ("Greater Manchester Integrated Rehabilitative Services: Dependency and Recovery", None, None, IN_2021),
    (
        "Greater Manchester Integrated Recovery Services: Dependency and Recovery (GM IRS D&R)",
        None,
        None,
        "Named so in the 2024 record.",
    ),
)
OBJECTIVES = (
    ("A1", "aim", "Less reoffending that is related to drugs or alcohol"),
    ("A2", "aim", "Less harm to health from drugs and alcohol"),
    ("A3", "aim", "Safer communities, with less harm to others"),
    ("W1", "means", "More appropriate referrals to specialist services"),
    ("W2", "means", "More people kept in treatment"),
    ("W3", "means", "Support for people who need no specialist treatment"),
    ("W4", "means", "More people sustaining their recovery"),
)


def load(actor: Actor, at: datetime) -> bool:
    """Put the programme, its years and the reconstructed split on record; False when they are there already."""
    with transaction.atomic():
        if Programme.objects.filter(code=CODE).exists():
            return False
        programme = actions.found_programme(
            actor=actor,
            at=at,
            code=CODE,
            name="GM Dependency and Recovery",
            purpose=(
                "Drug and alcohol support for people on probation in Greater Manchester, "
                "beside each area's own treatment services."
            ),
            authority=GMCA,
            names=NAMES,
            objectives=OBJECTIVES,
        )
        funders = {GMCA: None, HMPPS: None}
        first = actions.open_round(
            actor=actor,
            at=at,
            programme=programme,
            year="2021/22",
            decision=decisions.number_of("dn21"),
            funders=funders,
            paid_to="The substance misuse providers and commissioners of each area",
        )
        for year, note in (
            ("2022/23", "No notice for this year is held here."),
            (
                "2023/24",
                "The 2024 record names a decision of 29 November 2023 for this year. That notice is not held here.",
            ),
        ):
            actions.open_round(actor=actor, at=at, programme=programme, year=year, funders={}, note=note)
        actions.open_round(
            actor=actor,
            at=at,
            programme=programme,
            year="2024/25",
            decision=decisions.number_of("dn24"),
            funders=funders,
            paid_to="The ten local authorities",
        )
        actions.open_round(
            actor=actor,
            at=at,
            programme=programme,
            year="2025/26",
            funders={},
            intended=True,
            note="The 2024 record intends the same model for later years if money is available. It confirms no sum.",
        )
        actions.reconstruct_run(
            actor=actor,
            at=at,
            round_=first,
            name="Counts that would give the published split",
            inputs=Inputs(total=Money(63_973_300), places=_inferred_counts()),
            counts_source=(
                "The notice states no formula. These ten whole numbers were found by us: with them, "
                "£639,733.00 shared in proportion gives every published amount to the penny. What they counted, "
                "if anything, is not known."
            ),
        )
    return True


def _inferred_counts() -> tuple[Place, ...]:
    with open(DATA / "allocation_2021_22.csv", encoding="utf-8", newline="") as file:
        return tuple(Place(row["locality"], Fraction(row["k"])) for row in csv.DictReader(file))
