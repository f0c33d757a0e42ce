"""Which steps are there, from which state to which, and who may take them?

One table per noun. The verdict on an act, the label of its button, the diagram, the generated tests and the
database trigger all come from the table, so they cannot disagree.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .actor import Actor
from .verdict import Allowed, Refused, Verdict
from .wording import either

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_RULES = re.compile(r" \((see )?R\d[^)]*\)")
MACHINES = frozenset({"supplier", "system"})  # roles that no person has, and none is told to ask
NOBODY = ""  # the role of somebody without one, so that the generated tests try them too


@dataclass(frozen=True, slots=True)
class Step:
    """One row: `name` takes the noun from any of `from_states` (none: it begins here) to `to`.

    `roles` may take it, `event` is what the ledger then records, `sentence` says to a person what it does.
    """

    name: str
    from_states: tuple[str, ...]
    to: str
    roles: frozenset[str]
    event: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One state × step × role of the table, and whether that may be; `state` is None before the beginning."""

    state: str | None
    step: str
    role: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """All steps of one noun ("notice"); a table that contradicts itself cannot be made."""

    noun: str
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        names = [step.name for step in self.steps]
        for name in [*names, *self.states]:
            if not _NAME.fullmatch(name):
                raise ValueError(f"“{name}” is no name for a step or state: small letters, digits and _.")
        if len(set(names)) != len(names):
            raise ValueError(f"Two steps of a {self.noun} have the same name.")
        if lost := set(self.states) - self._reachable():
            raise ValueError(f"No steps of a {self.noun} lead to {', '.join(sorted(lost))}.")
        for step in self.steps:
            if not (step.roles and step.event and step.sentence):
                raise ValueError(f"Step “{step.name}” of a {self.noun} needs roles, an event and a sentence.")

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, in the order in which the table first names it."""
        return tuple(dict.fromkeys(state for s in self.steps for state in (*s.from_states, s.to)))

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Every state with its words, as a database column offers them."""
        return [(state, state.replace("_", " ")) for state in self.states]

    @property
    def first_states(self) -> tuple[str, ...]:
        """The states in which a noun may begin."""
        return tuple(dict.fromkeys(step.to for step in self.steps if not step.from_states))

    @property
    def last_states(self) -> tuple[str, ...]:
        """The states that no step leaves."""
        return tuple(state for state in self.states if not self.steps_from(state))

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(sorted({role for step in self.steps for role in step.roles}))

    def step(self, name: str) -> Step:
        """The row of that name; KeyError when the table has none."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(f"A {self.noun} has no step “{name}”.")

    def steps_from(self, state: str | None) -> tuple[Step, ...]:
        """The steps that the state allows, whoever asks; None asks for those that begin."""
        return tuple(step for step in self.steps if self._fits(step, state))

    def may(self, step: str, state: str | None, actor: Actor) -> Verdict:
        """Whether `actor` may take the step now: in that state, and with one of the roles that may."""
        row = self.step(step)
        if not self._fits(row, state):
            if state is None:
                return Refused(f"There is no {self.noun} yet to {_words(step)}.")
            if not row.from_states:
                return Refused(f"This {self.noun} is {_words(state)} already; it cannot begin again.")
            possible = either([_words(start) for start in row.from_states])
            return Refused(f"This {self.noun} is {_words(state)}; this can be done while it is {possible}.")
        if not row.roles & actor.roles:
            return Refused(
                f"“{_without_rules(row.sentence)}” is not for your role.",
                f"It is for: {either([_words(role) for role in sorted(row.roles - MACHINES or row.roles)])}.",
            )
        return Allowed()

    def transitions(self) -> tuple[tuple[str, str], ...]:
        """Every allowed (from, to) pair, sorted: what the database trigger lets pass."""
        return tuple(sorted({(start, step.to) for step in self.steps for start in step.from_states}))

    def cells(self) -> Iterator[Cell]:
        """Every state × step × role, nobody's role included, for tests that try each one."""
        for state in (None, *self.states):
            for step in self.steps:
                for role in (NOBODY, *self.roles):
                    yield Cell(state, step.name, role, self._fits(step, state) and role in step.roles)

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, the same bytes for the same table."""
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{_words(state)}" as {state}' for state in self.states if "_" in state]
        for step in self.steps:
            for start in step.from_states or ("[*]",):
                lines.append(f"    {start} --> {step.to}: {_words(step.name)}")
        lines += [f"    {state} --> [*]" for state in self.last_states]
        return "\n".join(lines) + "\n"

    @staticmethod
    def _fits(step: Step, state: str | None) -> bool:
        return state in step.from_states if state is not None else not step.from_states

    def _reachable(self) -> set[str]:
        reached: set[str] = set()
        while (
            new := {s.to for s in self.steps if not s.from_states or reached & set(s.from_states)} - reached
        ):
            reached |= new
        return reached


def _without_rules(sentence: str) -> str:
    """The step's sentence for somebody who is refused: the numbers of rules behind it are for the guides."""
    return _RULES.sub("", sentence.removesuffix("."))


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
