"""Which linkage does the demonstration show? Made-up people in need, linked by initials and a shipped model. R46

The first file are the people whom any of the made-up lists holds (`need.made_up`), the second those in treatment. The
caseload holds the link of whoever this support reaches. Of the pairs that are looked at the answers are made up too.
"""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations

from ..actions import linkages

if TYPE_CHECKING:
    from ..models import Linkage
    from ..need.made_up import MadeUp, Where
    from ..need.parts import Lists
    from .linking import Files, Linked

NAME = "Made-up people, 2025/26"
SEED = 20_260_401
OTHERS = 4_000  # in treatment and not on probation
COVERS = (date(2025, 4, 1), date(2026, 4, 1))
ANALYST = "analyst@demonstration.example"
CANNOT_TELL = 0.04
Truth = frozenset[tuple[str, str]]


def reviewer() -> Actor | None:
    """The demonstration's analyst, who is its reviewer."""
    person = organisations.person_named(ANALYST)
    return None if person is None else person.as_actor()


def load(areas: "Mapping[Where, MadeUp]", lists: "Lists", *, actor: Actor, at: datetime) -> "Linkage":
    """One linkage of these people is on record with their lists, reviewed by answers that are made up as they are."""
    from .linking import link

    files, truth = made_up_files(areas, at.date())
    return keep(files, link(files, tell=lambda said: None), truth, lists, actor=actor, at=at)


def keep(
    files: "Files", done: "Linked", truth: Truth, lists: "Lists", *, actor: Actor, at: datetime
) -> "Linkage":
    """The linkage with its made-up answers: what is true, and now and then that it cannot be told."""
    from .recording import made_of

    period = "/".join(day.isoformat() for day in COVERS)
    shown = linkages.shown(done.outcome.counts(period=period, source=f"made up {SEED}"))
    made = made_of(NAME, COVERS, files, done, shown)
    row = linkages.keep(actor=actor, at=at, made=replace(made, lists=lists))
    chance = random.Random(SEED)  # noqa: S311 - made-up answers, nothing secret
    answers = {}
    for place, pair in enumerate(made.sample.drawn, 1):
        said = "same" if pair.persons in truth else "different"
        answers[place] = "unsure" if chance.random() < CANNOT_TELL else said
    linkages.answer_made_up(at=at, row=row, answers=answers)
    return row


def made_up_files(areas: "Mapping[Where, MadeUp]", today: date) -> "tuple[Files, Truth]":
    """The two files with initials as the monitoring system has them, checked as any other; and who is who."""
    from pyarrow import csv

    from ..synthetic.pairs import as_csv, make
    from .linking import take

    treated = [where for where, area in areas.items() for _ in range(area.treated)]
    others = [where for where, area in areas.items() for _ in range(area.histories.seen - area.treated)]
    localities = [place.name for place in organisations.localities().order_by("name")]
    both, probation = len(treated), len(treated) + len(others)
    made = make(SEED, probation, both + OTHERS, both, localities=localities, homes=[*treated, *others])
    with TemporaryDirectory() as kept:  # of people who do not exist
        folder = Path(kept)
        for name, table in (("probation.csv", made.probation), ("treatment.csv", made.treatment)):
            (folder / name).write_bytes(as_csv(table, initials_only=True))
        csv.write_csv(made.truth.take(_held(areas)), folder / "known.csv")
        files = take(
            folder / "probation.csv", folder / "treatment.csv", today=today, known=folder / "known.csv"
        )
    pairs = zip(made.truth["person"].to_pylist(), made.truth["partner"].to_pylist(), strict=True)
    return files, frozenset(pairs)


def _held(areas: "Mapping[Where, MadeUp]") -> list[int]:
    """Which of those in both files this support reaches: in each place and unit the first so many."""
    rows: list[int] = []
    begun = 0
    for area in areas.values():
        rows += range(begun, begun + area.supported)
        begun += area.treated
    return rows
