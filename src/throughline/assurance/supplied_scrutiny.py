"""Which scored questions and which thresholds of risk come with Throughline?

Ours, in our own words, until the authority confirms or replaces them: unverified. Authority: R26.
"""

from datetime import date, datetime

from throughline.kernel.actor import Actor
from throughline.ledger.actions import act

from .actions.risk import set_threshold
from .models import Question, RiskThreshold

SOURCE = "Ours until the authority sets its own; unverified."
SINCE = date(2021, 4, 1)
THRESHOLDS = {"days_late": (1, 15), "variance": (10, 25), "measures": (1, 3)}
QUESTIONS = (
    (
        "scrutiny-reach",
        "Does the money reach the people on probation whom it is for?",
        "Which areas the authority visits first.",
    ),
    (
        "scrutiny-beside",
        "Does the service work beside what the area already commissions, without a second system?",
        "What the specification asks of each area next year.",
    ),
    (
        "scrutiny-harm",
        "Are harm to others and the safety of children and adults looked after?",
        "Whether the authority asks for evidence of safeguarding.",
    ),
    (
        "scrutiny-figures",
        "Do the figures agree with what the partnership's members have seen?",
        "Which returns the authority samples.",
    ),
)


def load(actor: Actor, at: datetime) -> bool:
    """The questions and thresholds are there, once; what somebody changed since stays as it is."""
    missing = [sign for sign in THRESHOLDS if not RiskThreshold.objects.filter(sign=sign).exists()]
    for sign in missing:
        medium, high = THRESHOLDS[sign]
        set_threshold(
            actor=actor,
            at=at,
            sign=sign,
            used_from=SINCE,
            medium_from=medium,
            high_from=high,
            source=SOURCE,
        )
    known = set(Question.objects.values_list("code", flat=True))
    new = [each for each in QUESTIONS if each[0] not in known]
    if new:
        with act(actor=actor, at=at, verb="questions.supplied", subject=("questions", "scrutiny")):
            Question.objects.bulk_create(
                Question(
                    code=code,
                    section="Scrutiny",
                    text=text,
                    used_for=used_for,
                    answer="score",
                    asked_in=["scrutiny"],
                    asked_from=SINCE,
                    position=500 + number,
                )
                for number, (code, text, used_for) in enumerate(new)
            )
    return bool(missing or new)
