"""Who should take a person on, who may be given them, and when may somebody be away? Authority: R35, DOMAIN §2."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.kernel.wording import both, long_date

from ..lifecycle import MACHINE, MANAGER, PROVIDER, SUPPLIER

CARED_FOR = ("assigned", "assessed", "on_pathway", "paused")  # somebody takes care of the person already
MOST_PEOPLE = 40  # where nobody has said how many a worker takes on


@dataclass(frozen=True, slots=True)
class Candidate:
    """A key worker of the unit: how many people of how many, what they take on, and until when they are away."""

    worker: str
    name: str
    people: int = 0
    most: int = MOST_PEOPLE
    skills: frozenset[str] = frozenset()
    away_until: date | None = None
    covered_by: str = ""

    @property
    def has_room(self) -> bool:
        return self.people < self.most

    @property
    def load(self) -> float:
        """How full they are; 1 is full."""
        return self.people / self.most if self.most else float(self.people + 1)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Whom to give the person to, nobody when nobody is there, and why, in a sentence."""

    worker: str
    why: str


def suggestion(candidates: Iterable[Candidate], wanted: dict[str, str]) -> Suggestion:
    """Of those who are here: who has most of the skills that are wanted, and among them who is least full.

    `wanted` are skills with their words. The same facts give the same worker: the last tie is broken by name.
    """
    everybody = sorted(candidates, key=lambda each: (each.name, each.worker))
    here = [each for each in everybody if each.away_until is None]
    if not everybody:
        return Suggestion("", "No key worker works in this unit: the manager can place somebody here.")
    if not here:
        return Suggestion("", "Everybody in this unit is away. Whoever covers sees their people.")
    free = [each for each in here if each.has_room]
    among = free or here
    best = min(among, key=lambda each: (len(wanted.keys() - each.skills), each.load, -each.most))
    able = [words for code, words in wanted.items() if code in best.skills]
    lacking = [words for code, words in wanted.items() if code not in best.skills]
    has = f"{best.people} of {best.most} people"
    why = f"{best.name} has {has}"
    if len(among) == 1 and len(here) > 1:
        why += ", and nobody else here has room"
    elif not free:
        why += ": everybody here is full, and nobody less so"
    elif len(here) > 1 and all(best.load <= each.load for each in among):
        why += ", the most room of everybody here"
    if able:
        why += f", and takes on: {both(able).lower()}"
    if lacking:
        why += f". Nobody with room takes on: {both(lacking).lower()}" if not able else ""
        why += f". Not: {both(lacking).lower()}" if able else ""
    return Suggestion(best.worker, f"{why}.")


def skills_wanted(
    complexities: Iterable[str], sex: str, language: str, words: dict[str, str]
) -> dict[str, str]:
    """Which of the skills the person's needs, sex and language ask for, with their words."""
    spoken = {text.casefold(): code for code, text in words.items()}
    codes = ["high"] if "HIGH" in complexities else []
    codes += ["women"] if sex.casefold().startswith(("f", "w")) else []
    codes += [spoken[language.casefold()]] if language.casefold() in spoken else []
    return {code: words[code] for code in codes}


def may_reassign(state: str, actor: Actor) -> Verdict:
    """Whether the person may be given to another key worker of the unit: somebody takes care of them already."""
    if state not in CARED_FOR:
        return Refused("Nobody takes care of this person yet: give them to a key worker first.")
    if actor.roles & (PROVIDER | MACHINE):
        return Allowed()
    return Refused(
        "“Gives it to another key worker” is not for your role.",
        "It is for: key worker or provider manager.",
    )


def may_wait(state: str, actor: Actor) -> Verdict:
    """Whether it may be said what a person waits for: taken on, and nobody takes care of them yet."""
    if state != "accepted":
        return Refused("This person is not on the waiting list.")
    if actor.roles & (PROVIDER | MACHINE):
        return Allowed()
    return Refused(
        "“Says what they wait for” is not for your role.", "It is for: key worker or provider manager."
    )


def may_keep_workers(actor: Actor) -> Verdict:
    """Whether the actor says what the provider's key workers take on, and who is away."""
    if actor.roles & (MANAGER | SUPPLIER):
        return Allowed()
    return Refused("Skills and absences are not for your role.", "It is for: provider manager.")


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody is away from a day until the day on which they are back."""

    worker: str
    start: date
    until: date
    covered_by: str

    def meets(self, other: "Away") -> bool:
        """Whether they have a day in common."""
        return self.start < other.until and other.start < self.until


def may_be_away(new: Away, others: Sequence[Away], missing_units: Sequence[str], cover: str) -> Verdict:
    """Whether the absence may stand: its cover is another who is there, and works wherever the absent worker does.

    `missing_units` are names of units in which the covering worker, `cover` by name, does not work: there they would
    see nobody.
    """
    if new.until <= new.start:
        return Refused("The day on which they are back comes after the first day away.")
    if new.covered_by == new.worker:
        return Refused("Nobody covers for themselves.")
    if any(each.worker == new.worker and each.meets(new) for each in others):
        return Refused("They are away on some of these days already.")
    for each in others:
        if each.worker == new.covered_by and each.meets(new):
            return Refused(f"{cover} is away themselves until {long_date(each.until)}. Choose somebody else.")
    if missing_units:
        return Refused(
            f"{cover} does not work in {both(missing_units)}, and would not see the people there.",
            "Place them there first, or choose somebody else.",
        )
    return Allowed()


def covers_for(worker: str, away: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Whose people are theirs today: their own, and those of everybody they cover for, also through another.

    `away` are pairs of who is away and who covers.
    """
    pairs = list(away)
    found, waiting = {worker}, [worker]
    while waiting:
        one = waiting.pop()
        for absent, cover in pairs:
            if cover == one and absent not in found:
                found.add(absent)
                waiting.append(absent)
    return frozenset(found)
