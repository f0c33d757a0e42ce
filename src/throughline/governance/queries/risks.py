"""Which risks may somebody see, how bad is each, and where do they stand in the matrix?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.urls import reverse

from throughline.kernel.actor import Actor

from ..lifecycle import LEAD
from ..models import RESPONSES, Risk
from ..watching.rules import IMPACT, LIKELIHOOD, Due, band, due, moved, score
from .owners import owned_by, owner_in_words, turn_of, with_care
from .seeing import seen_by

STATES = {"open": ("Open", "wait"), "happened": ("Happened", "stop"), "closed": ("Closed", "quiet")}
PLACES = [
    (f"{likelihood}-{impact}", f"{words}, {badly.lower()}")
    for likelihood, words in reversed(LIKELIHOOD.items())
    for impact, badly in reversed(IMPACT.items())
]
RESIDUAL = F("residual_likelihood") * F("residual_impact")
CLOSED_LAST = ExpressionWrapper(Q(state="closed"), output_field=BooleanField()).asc()
WORST = (CLOSED_LAST, RESIDUAL.desc(), "review_on", "pk")


@dataclass(frozen=True, slots=True)
class Scored:
    """A score with its words: “12 High: likely, serious”."""

    points: int
    band: str
    likelihood: str
    impact: str

    @property
    def tone(self) -> str:
        """Which of the matrix's colours it has."""
        return self.band.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Shown:
    """A risk as the log shows it."""

    id: UUID
    title: str
    owner: str
    response: str
    inherent: Scored
    residual: Scored
    moved: str
    is_worse: bool
    is_better: bool
    review: Due
    review_on: date
    reviewed_on: date
    state: str
    state_words: str
    tone: str
    source: str
    href: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the matrix: how many risks stand there, its band, and the way to them."""

    likelihood: int
    impact: int
    count: int
    tone: str
    words: str


def visible_to(actor: Actor) -> QuerySet[Risk]:
    """The risks that the actor may see, and those that they own; those not closed first, of these the worst."""
    rows = with_care(Risk.objects.select_related("item", "owner_body"))
    if seen := seen_by(actor):
        rows = rows.filter(seen | owned_by(actor))
    return rows.order_by(*WORST)


def risk_whole(actor: Actor, risk_id: UUID) -> Risk | None:
    """The risk with its controls, if there is one that the actor may see."""
    return visible_to(actor).prefetch_related("controls").filter(pk=risk_id).first()


def waiting_on(actor: Actor, *, until: date) -> Q:
    """The condition that the actor sees to it by that day: their next look, or what has happened and is not dealt with.

    Only the programme team closes what has happened.
    """
    look = Q(state="open", review_on__lte=until) & turn_of(actor)
    return look | Q(state="happened") if LEAD in actor.roles else look


def matrix(rows: QuerySet[Risk]) -> list[list[Cell]]:
    """Five rows of five, the most likely on top, impact to the right: how many open risks stand in each. One query."""
    places = rows.order_by().filter(state="open").values_list("residual_likelihood", "residual_impact")
    counts = Counter(places)
    return [
        [
            Cell(
                likelihood,
                impact,
                counts[likelihood, impact],
                band(score(likelihood, impact)).lower().replace(" ", "-"),
                f"{LIKELIHOOD[likelihood]}, {IMPACT[impact].lower()}",
            )
            for impact in IMPACT
        ]
        for likelihood in reversed(LIKELIHOOD)
    ]


def shown(rows: Iterable[Risk], today: date) -> list[Shown]:
    """The same risks in words."""
    return [_shown(each, today) for each in rows]


def scored(likelihood: int, impact: int) -> Scored:
    """A score in words."""
    points = score(likelihood, impact)
    return Scored(points, band(points), LIKELIHOOD[likelihood], IMPACT[impact])


def _shown(risk: Risk, today: date) -> Shown:
    residual = scored(risk.residual_likelihood, risk.residual_impact)
    before = risk.score_before
    words, tone = STATES[risk.state]
    return Shown(
        id=risk.pk,
        title=risk.item.title,
        owner=owner_in_words(risk),
        response=RESPONSES[risk.response],
        inherent=scored(risk.inherent_likelihood, risk.inherent_impact),
        residual=residual,
        moved=moved(before, residual.points),
        is_worse=before is not None and residual.points > before,
        is_better=before is not None and residual.points < before,
        review=due(risk.review_on, today),
        review_on=risk.review_on,
        reviewed_on=risk.reviewed_on,
        state=risk.state,
        state_words=words,
        tone=tone,
        source=risk.item.source,
        href=reverse("governance-risk", args=[risk.pk]),
    )
