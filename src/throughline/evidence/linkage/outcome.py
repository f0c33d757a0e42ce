"""Who is linked, who probably, of whom is there no evidence, and how many are met in all? Not linked is not unmet. R41

Met need is the sum of everybody's probability to be in treatment, whichever record theirs is: a strict threshold would
count the doubtful ones as unmet, a lax one as met.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ..gate import Counts, Dimension, Key
from .shapes import People, order

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .choosing import Chosen

LINKED, PROBABLE = 0.9, 0.5
EVIDENCE = ("linked", "probable", "no evidence")
NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Place:
    """One locality: how many stand in each, the sum of probabilities, and the sum of p(1 − p).

    `known` of them have a link that the caseload holds already: they count as linked, and as one each.
    """

    linked: int
    probable: int
    no_evidence: int
    expected: float
    variance: float
    known: int = 0

    @property
    def people(self) -> int:
        return self.linked + self.probable + self.no_evidence


@dataclass(frozen=True, slots=True)
class Measured:
    """A way of linking against links that are known: of those it made, how many are right; of those known, how many
    it made.
    """

    way: str
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of linking two files, without anybody's row. `share` is the share of the first file that is in both."""

    kind: str
    model: str
    model_sha256: str
    is_made_up: bool
    share: float
    places: Mapping[str, Place]
    measured: tuple[Measured, ...]

    @property
    def all(self) -> Place:
        every = self.places.values()
        return Place(
            sum(place.linked for place in every),
            sum(place.probable for place in every),
            sum(place.no_evidence for place in every),
            sum(place.expected for place in every),
            sum(place.variance for place in every),
            sum(place.known for place in every),
        )

    def counts(self, *, period: str = "", source: str = "") -> Counts:
        """The table for the gate: people by locality and evidence."""
        dimensions = (
            Dimension("place", tuple(self.places)),
            Dimension("evidence", EVIDENCE, is_sensitive=True),
        )
        counts: dict[Key, int] = {
            (name, evidence): getattr(place, evidence.replace(" ", "_"))
            for name, place in self.places.items()
            for evidence in EVIDENCE
        }
        return Counts("People on probation by evidence of treatment", dimensions, counts, period, source)

    def as_json(self) -> dict[str, Any]:
        """Everything but the places, which leave through the gate alone."""
        return {name: value for name, value in asdict(self).items() if name != "places"}


def outcome(
    probation: People,
    treatment: People,
    chosen: "Chosen",
    *,
    model: tuple[str, str],
    measured: tuple[Measured, ...],
) -> Outcome:
    """The outcome; `model` is its name and its hash. The places are in alphabetical order."""
    met, known = met_of(probation, chosen), known_of(probation)
    places = [
        NOT_KNOWN if place is None else probation.spelled[place] for place in _in_order(probation, "locality")
    ]
    at: dict[str, list[int]] = {}
    for row, place in enumerate(places):
        at.setdefault(place, []).append(row)
    found = {}
    for place in sorted(at, key=lambda name: (name == NOT_KNOWN, name)):
        here = met[at[place]]
        linked, probable = int((here >= LINKED).sum()), int(((here >= PROBABLE) & (here < LINKED)).sum())
        found[place] = Place(
            linked,
            probable,
            len(here) - linked - probable,
            round(float(here.sum()), 6),
            round(float((here * (1 - here)).sum()), 6),
            int(known[at[place]].sum()),
        )
    return Outcome(probation.kind, *model, probation.is_made_up, round(chosen.share, 6), found, measured)


def known_of(probation: People) -> "NDArray[np.bool_]":
    """Whose link is known already, in the order of the files' own numbers."""
    import numpy as np

    partners = probation.partner or (None,) * len(probation)
    return np.array([partners[row] is not None for row in order(probation)], np.bool_)


def met_of(probation: People, chosen: "Chosen") -> "NDArray[np.float64]":
    """Everybody's probability to be in treatment: one where the link is known already, else what the model says.

    How well the model finds the known ones is measured without them (`known.measured`).
    """
    import numpy as np

    _, _, met = chosen.best(len(probation))
    return np.where(known_of(probation), 1.0, met)


def _in_order(people: People, column: str) -> list[Any]:
    values = people.values[column]
    return [values[row] for row in order(people)]
