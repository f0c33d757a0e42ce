"""Which planned round comes with a demonstration? Everything here is made up and says so."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from throughline.funding.actions import planning
from throughline.funding.models import Programme, Round
from throughline.funding.planning.working import IndicatorText, PlaceText, Working
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.organisations.places import known_places

CODE, YEAR = "gm-irs-dr", FinancialYear(2026)
TOTAL = Money(132_000_000)
HELD = "Need and releases, nobody loses more than 3 %"
SOURCE = "Illustration: made-up figures, counted by nobody"
# People on probation with an assessed need; starts after release; population aged 18 and over; last year's amount.
FIGURES = {
    "E08000001": ("1,140 (1,080 to 1,210)", "212", "225,000", "131,480.00"),
    "E08000002": ("655 (620 to 700)", "118", "149,000", "74,160.00"),
    "E08000003": ("3,020 (2,900 to 3,180)", "655", "437,000", "338,220.00"),
    "E08000004": ("985 (930 to 1,050)", "190", "180,000", "112,950.00"),
    "E08000005": ("1,005 (950 to 1,060)", "196", "169,000", "117,310.00"),
    "E08000006": ("1,240 (1,170 to 1,320)", "268", "217,000", "140,900.00"),
    "E08000007": ("870 (820 to 930)", "139", "232,000", "98,640.00"),
    "E08000008": ("890 (840 to 950)", "171", "179,000", "102,730.00"),
    "E08000009": ("590 (550 to 640)", "96", "183,000", "63,410.00"),
    "E08000010": ("1,130 (1,070 to 1,200)", "203", "263,000", "126,200.00"),
}
NEED = IndicatorText("People on probation with an assessed need", "1", SOURCE)
RELEASES = IndicatorText("Releases from prison with an assessed need", "1", SOURCE)


def load(actor: Actor, at: datetime) -> bool:
    """A round of 2026/27 with three scenarios, one of them put forward; False when it is there or nothing is shown."""
    if not settings.DEMONSTRATION:
        return False
    with transaction.atomic():
        programme = Programme.objects.filter(code=CODE).first()
        if programme is None or Round.objects.filter(programme=programme, year=str(YEAR)).exists():
            return False
        round_ = planning.plan_round(
            actor=actor,
            at=at,
            programme=programme,
            year=YEAR,
            intended=TOTAL,
            contributions={"gmca": Money(66_000_000), "hmpps": Money(66_000_000)},
            note="Illustration: a round that nobody has decided, with made-up figures.",
        )
        plain = _scenario(1)
        both = replace(
            _scenario(2),
            indicators=(replace(NEED, weight="70"), replace(RELEASES, weight="30")),
            note="Seven tenths by need, three tenths by releases, because continuity of care is where people are lost.",
        )
        held = replace(
            _with_limits(both),
            max_loss="3",
            note="As “Need and releases”, but no place loses more than 3 %, and none gets less than £70,000.",
        )
        runs = {}
        for name, working in (
            ("Need alone", plain),
            ("Need and releases", both),
            (HELD, held),
        ):
            scenario = planning.begin_scenario(actor=actor, at=at, round_=round_, name=name, like=working)
            runs[name] = planning.compute_run(actor=actor, at=at, scenario_id=scenario.id)
        planning.choose_run(
            actor=actor,
            at=at,
            run_id=runs[HELD].id,
            because="It follows need and releases, and no area has to end a post in the first year. (Illustration.)",
        )
    return True


def _scenario(indicators: int) -> Working:

    return Working(
        total=str(TOTAL).removeprefix("£"),
        note="Every unit of need brings the same sum.",
        is_illustration=True,
        indicators=(NEED, RELEASES)[:indicators],
        places=tuple(
            PlaceText(
                code,
                name,
                counts=FIGURES[code][:indicators],
                population=FIGURES[code][2],
                last_year=FIGURES[code][3],
            )
            for name, code in known_places()
        ),
    )


def _with_limits(working: Working) -> Working:
    return replace(working, places=tuple(replace(each, floor="70,000.00") for each in working.places))
