"""To whom can a person be given, how full is each of them, and who covers for whom?"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from throughline.kernel.actor import Actor
from throughline.organisations import working

from .. import codes
from ..allocation.rules import CARED_FOR, MOST_PEOPLE, Candidate, covers_for, skills_wanted
from ..lifecycle import MANAGER
from ..models import Absence, NeedSought, Referral, Skill
from .cases import Case
from .seeing import named


def who_may_take(referral: Referral, unit: UUID, provider: UUID, actor: Actor, on: date) -> dict[str, str]:
    """Key workers of the unit who may see the person, each with their name; by name.

    Where a record is limited, a key worker who gives it sees no name but their own: only to themselves, or the manager
    gives it. R37
    """
    workers = {f"person:{each.id}": each.name for each in working.key_workers_of(unit, provider, on)}
    if referral.access == "open":
        return workers
    known = set(named(referral.person))
    among = (
        workers if actor.roles & MANAGER else {each: workers[each] for each in workers if each == actor.id}
    )
    return {
        each: name for each, name in among.items() if (each in known) == (referral.access == "restricted")
    }


def candidates(workers: dict[str, str], on: date) -> list[Candidate]:
    """These workers with how many people each has, what they take on, and whether they are away; three queries."""
    people = people_of_each(workers)
    skills = {each.worker: each for each in Skill.objects.filter(worker__in=workers)}
    away = {each.worker: each for each in away_on(on).filter(worker__in=workers)}
    return [
        Candidate(
            worker=worker,
            name=name,
            people=people[worker],
            most=skills[worker].most_people if worker in skills else MOST_PEOPLE,
            skills=frozenset(skills[worker].skills.split()) if worker in skills else frozenset(),
            away_until=away[worker].away_until if worker in away else None,
            covered_by=away[worker].covered_by if worker in away else "",
        )
        for worker, name in workers.items()
    ]


def people_of_each(workers: Iterable[str]) -> Counter[str]:
    """How many people each takes care of, of those whom the asker sees."""
    rows = Referral.objects.filter(key_worker__in=list(workers), state__in=CARED_FOR)
    return Counter(rows.values_list("key_worker", flat=True))


def needs_of(case: Case) -> list[NeedSought]:
    """For what the referral asks help; read once for a case."""
    prefetch_related_objects([case.referral], "needs_sought")
    return list(case.referral.needs_sought.all())


def wanted_for(case: Case) -> dict[str, str]:
    """The skills that this person's needs, sex and language ask for, with their words."""
    who = case.identity
    language = who.language if who.needs_interpreter else ""
    return skills_wanted([each.complexity for each in needs_of(case)], who.sex, language, codes.SKILLS)


def whose_people(actor: Actor, on: date) -> frozenset[str]:
    """Whose people are the actor's today: their own, and those of whoever they cover for; one query."""
    return covers_for(actor.id, away_on(on).values_list("worker", "covered_by"))


def away_on(on: date) -> QuerySet[Absence]:
    """Who is away on that day."""
    return Absence.objects.filter(away_from__lte=on, away_until__gt=on)
