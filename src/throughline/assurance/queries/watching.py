"""How is each grant watched: its risk as read last, its signs of today, visits, findings, what becomes of its money?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Value, When

from throughline.agreements.queries import grants as agreements
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Verdict
from throughline.kernel.wording import long_date
from throughline.organisations import queries as organisations

from ..actions.findings import OWNERS
from ..actions.risk import may_watch
from ..lifecycle import CORRECTIVE_ACTION, YEAR_END
from ..models import CorrectiveAction, ReturnGrant, RiskReading, Visit
from ..models.watching import READINGS
from ..rules import Threshold, risk
from . import findings, year_ends
from .returns import name_of
from .risk import readings_of, signs_of, thresholds_on, visits_of
from .standing import NOT_HERE as WAITING
from .standing import Figures, figures_of

OPEN = ("open", "answered")
READING_TONES = {"Low": "good", "Medium": "wait", "High": "stop"}
SIGN_WORDS = {
    "days_late": ("Latest return", "days late", "1 day late"),
    "variance": ("Spent and expected beside the award", "% off", "1 % off"),
    "measures": ("Measures", "off course", "1 off course"),
}


@dataclass(frozen=True, slots=True)
class Watched:
    """A grant in the list of those that are watched."""

    id: UUID
    area: str
    grant: str
    year: str
    recipient: str
    is_illustration: bool
    figures: Figures
    risk_tone: str
    next: tuple[str, str]


LATE, WAITS, LOOK, NOBODY = range(4)
RUNNING = ("accepted", "live", "suspended", "closing")


def with_needs(grants: Any, on: date) -> Any:
    """The grants with `needs`, for the order in which somebody must act: what is late, what waits, what nobody read."""
    returns = ReturnGrant.objects.filter(grant=OuterRef("pk"), of__state__in=WAITING, of__opens_on__lte=on)
    found = CorrectiveAction.objects.filter(grant=OuterRef("pk"), state__in=OPEN)
    late = Exists(returns.filter(of__due_on__lt=on)) | Exists(found.filter(due_on__lt=on))
    unread = ~Exists(RiskReading.objects.filter(grant=OuterRef("pk")))
    return grants.annotate(
        needs=Case(
            When(late, then=Value(LATE)),
            When(Exists(returns) | Exists(found), then=Value(WAITS)),
            When(unread, state__in=RUNNING, then=Value(LOOK)),
            default=Value(NOBODY),
        )
    )


def _next(grant: Any, figures: Figures, finding: CorrectiveAction | None, on: date) -> tuple[str, str]:
    """Who must act next on a grant, and what for: the latest thing first."""
    if finding and (finding.due_on < on or not figures.returns_late):
        day = long_date(finding.due_on)
        return OWNERS[finding.owner_role], f"Put right by {day}" if finding.due_on >= on else f"Was due {day}"
    if figures.returns_late:
        late = "return is" if figures.returns_late == 1 else "returns are"
        return grant.recipient.name, f"{figures.returns_late} {late} late"
    if figures.returns_due:
        due = f" by {long_date(figures.next_due)}" if figures.next_due else ""
        return grant.recipient.name, f"Return asked for{due}"
    if not figures.risk and grant.state in RUNNING:
        return "A programme officer", "Read its risk"
    return "Nobody", ""


def shown(grants: Iterable[Any], on: date) -> list[Watched]:
    """The grants with how each stands; a fixed number of queries."""
    rows = list(grants)
    ids = [each.pk for each in rows]
    figures = figures_of(ids, on)
    actions = CorrectiveAction.objects.filter(grant__in=ids, state__in=OPEN).order_by("-due_on", "id")
    nearest = {each.grant_id: each for each in actions}
    return [
        Watched(
            each.pk,
            each.place.name,
            each.round.programme.name,
            each.round.year,
            each.recipient.name,
            each.is_illustration,
            figures[each.pk],
            READING_TONES.get(figures[each.pk].risk or "", "quiet"),
            _next(each, figures[each.pk], nearest.get(each.pk), on),
        )
        for each in rows
    ]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of risk today: its value and its thresholds, in words."""

    what: str
    value: str
    medium: str
    high: str
    reading: str
    tone: str


def _with(unit: str, one: str, value: int) -> str:
    return one if value == 1 else f"{value} {unit}".rstrip()


def signs(values: dict[str, int], thresholds: Sequence[Threshold]) -> list[Sign]:
    """Every sign that has thresholds, with what it reads as today."""
    found = []
    for each in thresholds:
        what, unit, one = SIGN_WORDS.get(each.sign, (each.sign, "", "1"))
        value = values.get(each.sign)
        reading = "Nobody has said" if value is None else READINGS[risk({each.sign: value}, [each])[0]]
        found.append(
            Sign(
                what,
                "Not known" if value is None else _with(unit, one, value),
                _with(unit, one, each.medium_from),
                _with(unit, one, each.high_from),
                reading,
                READING_TONES.get(reading, "quiet"),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about how one grant is watched."""

    grant: Any
    name: str
    figures: Figures
    signs: Sequence[Sign]
    reads_as: str
    tone: str
    why: Sequence[str]
    readings: Sequence[Any]
    names: dict[str, str]
    visits: Sequence[Visit]
    findings: Sequence[findings.Shown]
    year_ends: Sequence[year_ends.Shown]
    may_watch: Verdict
    may_find: Verdict
    may_propose: Verdict


def page_of(actor: Actor, grant_id: UUID, on: date) -> Page | None:
    """The grant as whoever may see it watches it."""
    grant = agreements.visible_to(actor, on).filter(pk=grant_id).first()
    if grant is None:
        return None
    figures = figures_of([grant_id], on)[grant_id]
    values, thresholds = signs_of(grant_id, on, figures), thresholds_on(on)
    read_as, why = risk(values, thresholds)
    readings, visits = readings_of(grant_id), visits_of(grant_id)
    found = findings.visible_to(actor, on).filter(grant=grant_id)
    acted = {each.confirmed_by for each in readings} | {each.made_by for each in visits}
    return Page(
        grant,
        year_ends.named(grant),
        figures,
        signs(values, thresholds),
        READINGS[read_as],
        READING_TONES[READINGS[read_as]],
        why,
        readings,
        organisations.names_of(acted - {""}),
        visits,
        findings.shown(found, on),
        year_ends.of_grant(grant_id),
        may_watch(actor),
        CORRECTIVE_ACTION.may("make", None, actor),
        YEAR_END.may("propose", None, actor),
    )


def returns_of(grant_id: UUID) -> list[tuple[str, str]]:
    """The returns of a grant, as a form offers them to hang a finding on."""
    rows = ReturnGrant.objects.filter(grant=grant_id).exclude(of__state="scheduled")
    return [
        (str(each.of_id), name_of(each.of)) for each in rows.select_related("of").order_by("-of__opens_on")
    ]


def visit_choices(grant_id: UUID) -> list[tuple[str, str]]:
    """The visits that were made, as a form offers them to hang a finding on."""
    rows = Visit.objects.filter(grant=grant_id, made_on__isnull=False).order_by("-made_on")
    return [(str(each.pk), f"{each.site}, {long_date(each.made_on)}") for each in rows if each.made_on]


def visit(actor: Actor, visit_id: UUID, on: date) -> Visit | None:
    """The visit, if its grant is within the actor's reach."""
    row = Visit.objects.filter(pk=visit_id).first()
    if row is None or not agreements.visible_to(actor, on).filter(pk=row.grant_id).exists():
        return None
    return row
