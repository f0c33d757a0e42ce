"""Who could take this person on, and how full is everybody?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.organisations import working
from throughline.organisations.queries import names_of

from .. import codes
from ..allocation.rules import CARED_FOR, Candidate, Suggestion, suggestion
from ..models import Absence, Skill
from .candidates import candidates, wanted_for, who_may_take
from .cases import Case

WAITS = codes.WAITS


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a person can be given to, whom first and why; `covers` are the names of who covers for the absent."""

    candidates: tuple[Candidate, ...]
    suggestion: Suggestion
    wanted: tuple[str, ...]
    now: str
    covers: dict[str, str]

    @property
    def offered(self) -> list[tuple[str, str]]:
        return [(each.worker, each.name) for each in self.candidates]

    def takes_on(self, candidate: Candidate) -> str:
        """What the candidate takes on besides, in words."""
        return ", ".join(words for code, words in codes.SKILLS.items() if code in candidate.skills)


@dataclass(frozen=True, slots=True)
class Load:
    """A key worker with their units, people and skills."""

    id: str
    candidate: Candidate
    units: tuple[str, ...]
    skills: tuple[str, ...]
    cover: str


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who is or will be away."""

    id: UUID
    name: str
    away_from: date
    away_until: date
    cover: str


@dataclass(frozen=True, slots=True)
class Caseloads:
    """How full the provider's key workers are, and who is away."""

    loads: tuple[Load, ...]
    away: tuple[Away, ...]
    people: int
    most: int


def choice_of(case: Case, actor: Actor) -> Choice:
    """The key workers of the person's unit with the one who fits best; whoever has them already is not offered."""
    referral, today = case.referral, case.today
    workers = who_may_take(referral, referral.unit_id, referral.provider_id, actor, today)
    wanted = wanted_for(case)
    others = [
        each
        for each in candidates(workers, today)
        if referral.state not in CARED_FOR or each.worker != referral.key_worker
    ]
    others.sort(key=lambda each: (each.away_until is not None, each.load, each.name))
    names = names_of({each.covered_by for each in others if each.covered_by} | {referral.key_worker} - {""})
    return Choice(
        candidates=tuple(others),
        suggestion=suggestion(others, wanted),
        wanted=tuple(wanted.values()),
        now=names.get(referral.key_worker, "") if referral.key_worker else "",
        covers=names,
    )


def staff(body: UUID, on: date) -> list[tuple[str, str]]:
    """The provider's key workers on that day, each with their name."""
    return [(f"person:{person}", name) for person, name, _ in working.key_workers_with_units(body, on)]


def caseloads(actor: Actor, on: date) -> Caseloads:
    """Every key worker of the actor's provider, fullest first."""
    body = working.body_of(actor.id)
    found = working.key_workers_with_units(body, on) if body else []
    units = {f"person:{person}": names for person, _, names in found}
    loads = candidates({f"person:{person}": name for person, name, _ in found}, on)
    loads.sort(key=lambda each: (-each.load, each.name))
    away = list(Absence.objects.filter(away_until__gt=on).order_by("away_from", "id"))
    names = names_of({each.worker for each in away} | {each.covered_by for each in away})
    return Caseloads(
        loads=tuple(
            Load(
                id=each.worker.removeprefix("person:"),
                candidate=each,
                units=tuple(units[each.worker]),
                skills=tuple(words for code, words in codes.SKILLS.items() if code in each.skills),
                cover=names.get(each.covered_by, ""),
            )
            for each in loads
        ),
        away=tuple(
            Away(each.id, names[each.worker], each.away_from, each.away_until, names[each.covered_by])
            for each in away
        ),
        people=sum(each.people for each in loads),
        most=sum(each.most for each in loads),
    )


def skill_of(worker: str) -> Skill | None:
    """What the worker takes on, when somebody has said so."""
    return Skill.objects.filter(worker=worker).first()


def absence_of(absence_id: UUID) -> Away | None:
    """One absence in sight."""
    each = Absence.objects.filter(id=absence_id).first()
    if each is None:
        return None
    names = names_of({each.worker, each.covered_by})
    return Away(each.id, names[each.worker], each.away_from, each.away_until, names[each.covered_by])
