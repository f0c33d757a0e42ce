"""Which linkage does the demonstration show? Made-up people of the ten localities, linked by the shipped model. R46"""

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations

from ..actions import linkages

if TYPE_CHECKING:
    from .linking import Files

NAME = "Made-up people, 2025/26"
SEED = 20_260_401
SIZES = (12_000, 20_000, 3_500)
COVERS = (date(2025, 4, 1), date(2026, 4, 1))
ANALYST = "analyst@demonstration.example"


def load(*, actor: Actor, at: datetime) -> None:
    """One linkage of made-up people is on record, once, with the demonstration's analyst as its reviewer."""
    from .linking import link
    from .recording import made_of

    person = organisations.person_named(ANALYST)
    if person is None or linkages.is_kept(NAME):
        return
    files = made_up_files(at.date())
    done = link(files, tell=lambda said: None)
    period = "/".join(day.isoformat() for day in COVERS)
    shown = linkages.shown(done.outcome.counts(period=period, source=f"made up {SEED}"))
    made = made_of(NAME, COVERS, files, done, shown)
    linkages.keep(actor=person.as_actor(), at=at, made=made)


def made_up_files(today: date) -> "Files":
    """The two files and what is known of who is who, checked as any other."""
    from pyarrow import csv

    from ..synthetic.pairs import as_csv, make
    from .linking import take

    localities = [place.name for place in organisations.localities().order_by("name")]
    made = make(SEED, *SIZES, localities=localities)
    with TemporaryDirectory() as kept:  # of people who do not exist
        folder = Path(kept)
        (folder / "probation.csv").write_bytes(as_csv(made.probation))
        (folder / "treatment.csv").write_bytes(as_csv(made.treatment))
        csv.write_csv(made.truth.slice(0, SIZES[2] // 2), folder / "known.csv")
        return take(
            folder / "probation.csv", folder / "treatment.csv", today=today, known=folder / "known.csv"
        )
