"""How do two files become links? Checked, compared part by part, chosen one to one; it can be stopped and goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from .checking import check, check_both, common_kind, kind_of
from .choosing import Chosen, choose
from .engine import compared
from .known import measured, with_known
from .model import Model, read, shipped
from .outcome import Outcome, outcome
from .passes import by_rule
from .quality import Quality, report
from .reading import read as read_file
from .scoring import parts, parts_of, together
from .shapes import Kind, NotTakenError, People, Problem
from .shifts import refuse_far, shifts
from .work import Work

Tell = Callable[[str], None]
G = TypeVar("G")
M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Files:
    """Two files that were taken, the model that they are compared by, and how good they are."""

    probation: People
    treatment: People
    model: Model
    quality: tuple[Quality, Quality]


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of it: the outcome, which names nobody, and the links, which are rows about people."""

    outcome: Outcome
    chosen: Chosen


def take(
    probation: Path,
    treatment: Path,
    *,
    today: date,
    model: Path | None = None,
    known: Path | None = None,
    accepted: tuple[str, ...] = (),
    kind: Kind | None = None,
) -> Files:
    """Both files, or NotTakenError with everything that is wrong in either."""
    raws = _both(read_file, probation, treatment)
    found = kind or common_kind(*raws)
    for raw in raws:
        kind_of(raw)
    people = _both(lambda raw: check(raw, found, today), *raws)
    check_both(*people)
    trained = shipped(found) if model is None else read(model)
    if trained.kind != found:
        says = f"The model {trained.name} was trained on {trained.kind}, and these files have {found}."
        raise NotTakenError([Problem(f"{raws[0].file} and {raws[1].file}", says)])
    far = [shifts(each, trained.distributions, today) for each in people]
    for each, moved in zip(people, far, strict=True):
        refuse_far(each, trained.distributions, moved, today, accepted)
    quality = [report(raw, (), each, moved) for raw, each, moved in zip(raws, people, far, strict=True)]
    first = people[0] if known is None else with_known(people[0], people[1], known)
    return Files(first, people[1], trained, (quality[0], quality[1]))


def link(files: Files, *, tell: Tell, work: tuple[Path, bytes] | None = None) -> Linked:
    """The links; with a folder and a key, every part that is done is kept sealed and not done again."""
    probation, treatment, model = files.probation, files.treatment, files.model
    many = parts_of(probation)
    kept = Work(*work, probation, treatment, model) if work else None
    found = {}
    if kept is not None:
        found = {part: kept.read(part) for part in range(1, many + 1) if kept.has(part)}
        if found:
            tell(f"{len(found)} of {many} parts were done before.")
    for part, scored in parts(probation, treatment, model, found.__contains__):
        found[part] = scored
        if kept is not None:
            kept.keep(part, scored)
        tell(f"Compared {len(found)} of {many} parts.")
    chosen = choose(together(iter(found.values())), model.share, (len(probation), len(treatment)))
    tell("Everybody has at most one partner now.")
    with compared(probation, treatment) as connection:
        measures = measured(connection, probation, treatment, chosen)
        rules = by_rule(connection, probation.kind)
    named = (model.name, model.sha256)
    return Linked(outcome(probation, chosen, model=named, measured=measures, rules=rules), chosen)


def _both(does: Callable[[G], M], *given: G) -> list[M]:
    """Both, so that the problems of both are told at once."""
    made: list[M] = []
    problems: list[Problem] = []
    for each in given:
        try:
            made.append(does(each))
        except NotTakenError as fault:
            problems += fault.problems
    if problems:
        raise NotTakenError(problems)
    return made
