"""Whose needs are known in a demonstration? Three made-up people: to be assessed, assessed, and assessed twice."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.dates import add_working_days

from .actions import assessing, notes, treatment
from .care.local_time import day_of
from .demonstration_people import Made, ago, moment
from .demonstration_staff import Staff
from .sight import look

FIRST = {"ACCOM": "high", "ETE": "medium", "FBD": "high", "DNR": "high", "LIFE": "medium", "FAM": "low",
         "EWB": "high", "SOC": "medium"}  # fmt: skip
LATEST = {"ACCOM": "low", "ETE": "medium", "FBD": "medium", "DNR": "medium", "LIFE": "low", "FAM": "medium",
          "EWB": "medium", "SOC": "low"}  # fmt: skip
_GOALS = {
    "DNR": "I want to wake up without needing it.",
    "ACCOM": "A place where my daughter can stay at the weekend.",
    "EWB": "To sleep.",
}
_STEPS = {
    "DNR": "Appointment with the prescriber on Tuesday; the key worker books it. A diary of hard moments.",
    "ACCOM": "Housing options form together on Thursday; key worker brings it.",
    "EWB": "Talking group on Wednesdays from next week.",
}
_DRUGS = {
    "heroin": {"used": "recent", "injected": "before", "treated": "yes"},
    "crack": {"used": "recent", "injected": "never"},
    "cannabis": {"used": "before", "injected": "never"},
}


def load(made: Made, staff: Staff, *, at: datetime) -> None:
    """The three, each at another stage."""
    worker = staff["worker"]
    to_assess, assessed, twice = (made[each].id for each in ("Gwendolen", "Idris", "Marvin Leroy"))
    day = day_of(at)
    look(worker, day)
    notes.write(
        actor=worker,
        at=moment(ago(day, 2), time(15, 20), at),
        referral_id=to_assess,
        text="Made up: phoned, prefers mornings. Bus pass needed for the first visit.",
        for_whom="both",
    )
    _assess(assessed, "first", FIRST, _profile(0), worker, moment(ago(day, 3), time(12), at))
    sent_at = made["Marvin Leroy"].sent_at
    assert sent_at is not None  # noqa: S101 - who is assessed was sent
    met, began = (add_working_days(day_of(sent_at), days) for days in (7, 9))
    _assess(twice, "first", FIRST, _profile(0), worker, moment(met, time(12), at))
    _treat(twice, began, worker, at)
    _assess(twice, "review", LATEST, _profile(1), worker, moment(ago(day, 13), time(12), at))


def _treat(referral: UUID, began: date, worker: Actor, at: datetime) -> None:
    """Asked for, accepted three working days later, begun within the twenty-one days."""
    made = treatment.refer(
        actor=worker,
        at=moment(began, time(10), at),
        referral_id=referral,
        service="Community prescribing team (made up)",
        referred_on=began,
    )
    for step, days in ((treatment.accept, 3), (treatment.start, 8)):
        on = add_working_days(began, days)
        step(
            actor=worker, at=moment(on, time(15), at), treatment_id=made.id, confirmed=treatment.Confirmed(on)
        )


def _profile(later: int) -> dict[str, int]:
    first = {"alcohol": 12, "opioids": 26, "crack": 14, "cocaine": 0, "amphetamines": 0, "cannabis": 6,
             "other_drug": 0, "injected": 2, "shared": 0, "psychological": 6, "physical": 8, "quality": 5,
             "work": 0, "education": 0, "housing": 1, "eviction": 1}  # fmt: skip
    now = first | {"alcohol": 4, "opioids": 3, "crack": 5, "cannabis": 8, "injected": 0, "psychological": 11,
                   "physical": 12, "quality": 12, "education": 4, "housing": 0, "eviction": 0}  # fmt: skip
    return now if later else first


def _assess(
    referral: UUID, kind: str, levels: dict[str, str], profile: dict[str, int], worker: Actor, at: datetime
) -> None:
    draft = assessing.begin(actor=worker, at=at, referral_id=referral, kind=kind)
    linked = {"DNR", "LIFE"}
    rows = {
        need: {"level": level}
        | ({"reoffending": "yes"} if need in linked else {})
        | ({"harm": "yes"} if need == "DNR" else {})
        | ({"strength": "yes"} if need == "FAM" else {})
        for need, level in levels.items()
    }
    drinks = [4, 4, 3, 2, 2, 1, 3, 1, 2, 4] if kind == "first" else [2, 1, 1]
    said: dict[str, dict[str, object]] = {
        "needs": {"levels": rows, "goals": _GOALS},
        "drugs": {
            "drugs": _DRUGS,
            "reasons": "To sleep, and when the flat is cold.",
            "effects": "Loses days. A sister worries.",
        },
        "alcohol": {"alcohol": {str(n): points for n, points in enumerate(drinks[:3], 1)}},
        "audit": {"alcohol": {str(n): points for n, points in enumerate(drinks[3:], 4)}},
        "outcomes": {"outcomes": profile},
        "strengths": {
            "strengths": "Cooks for the whole landing. Never misses a bus. A sister who picks up the phone.",
            "motivation": "Wants to be clean for the school play in the spring.",
        },
        "plan": {
            "steps": _STEPS,
            "plan": "Naloxone kit carried, and the sister knows how to use it.",
            "review_on": (at + timedelta(days=84)).date().isoformat(),
        },
    }
    for section, values in said.items():
        revision = assessing.said_of(draft).revisions.get(section, 0)
        assessing.save_section(
            actor=worker, at=at, assessment_id=draft.id, section=section, values=values, revision=revision
        )
    assessing.complete(actor=worker, at=at, assessment_id=draft.id)
