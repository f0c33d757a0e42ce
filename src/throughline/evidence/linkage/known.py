"""Where links are known already, how well does each way of linking find them?"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from .choosing import Chosen
from .outcome import PROBABLE, Measured
from .passes import MONITORING_KEY, PASSES, pairs
from .reading import read
from .shapes import NotTakenError, People, Problem, at_rows, order

Pairs = set[tuple[int, int]]
BY_MODEL = f"the model, probability at least {PROBABLE:g}"


def with_known(probation: People, treatment: People, file: Path) -> People:
    """The first file with the links of a further one: CSV with the columns person and partner; all, or a refusal."""
    raw = read(file)
    lacking = [
        Problem(raw.file, "This column is missing.", name)
        for name in ("person", "partner")
        if name not in raw.columns
    ]
    if lacking:
        raise NotTakenError(lacking)
    problems = []
    for name, people in (("person", probation), ("partner", treatment)):
        there = {*people.persons}
        cells = raw.columns[name]
        if rows := [n for n, cell in enumerate(cells) if cell not in there]:
            problems.append(at_rows(raw.file, name, rows, f"No row of {people.file} has this number."))
        if len({*cells}) < len(cells):
            seen: set[str] = set()
            rows = [n for n, cell in enumerate(cells) if cell in seen or seen.add(cell)]  # type: ignore[func-returns-value]  # add gives None
            problems.append(at_rows(raw.file, name, rows, "This number stands in an earlier row too."))
    if problems:
        raise NotTakenError(problems)
    known = dict(zip(raw.columns["person"], raw.columns["partner"], strict=True))
    return replace(probation, partner=tuple(known.get(person) for person in probation.persons))


def known_pairs(probation: People, treatment: People) -> Pairs:
    """The known links by the numbers of the rows."""
    if probation.partner is None:
        return set()
    place = {treatment.persons[row]: number for number, row in enumerate(order(treatment))}
    partners = (probation.partner[row] for row in order(probation))
    return {(number, place[partner]) for number, partner in enumerate(partners) if partner is not None}


def measured(connection: Any, probation: People, treatment: People, chosen: Chosen) -> tuple[Measured, ...]:
    """Every way of linking against the known links, the simplest first; empty where none are known.

    Only people with a known link are looked at: what the others are linked to may be right.
    """
    known = known_pairs(probation, treatment)
    if not known:
        return ()
    is_made = chosen.is_link & (chosen.probability >= PROBABLE)
    made = zip(chosen.scored.left[is_made].tolist(), chosen.scored.right[is_made].tolist(), strict=True)
    ways: Mapping[str, Iterable[tuple[int, int]]] = {
        MONITORING_KEY[probation.kind].words: pairs(connection, (MONITORING_KEY[probation.kind],)),
        "three plain rules, one after the other": pairs(connection, PASSES[probation.kind]),
        BY_MODEL: made,
    }
    return tuple(against(known, way, found, only_known=True) for way, found in ways.items())


def against(
    known: Pairs, way: str, found: Iterable[tuple[int, int]], *, only_known: bool = False
) -> Measured:
    """Precision, recall and F1 of the pairs that were found, against those that are known."""
    people = {left for left, _ in known}
    pairs_ = {pair for pair in found if not only_known or pair[0] in people}
    right = len(pairs_ & known)
    precision, recall = right / max(1, len(pairs_)), right / max(1, len(known))
    return Measured(
        way, round(precision, 4), round(recall, 4), round(2 * right / max(1, len(pairs_) + len(known)), 4)
    )
