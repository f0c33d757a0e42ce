"""Who is linked, who probably, of whom is there no evidence, and how many are met in all? Not linked is not unmet. R41

Met need is the sum of everybody's probability to be in treatment, whichever record theirs is: a strict threshold would
count the doubtful ones as unmet, a lax one as met.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
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
class ByRule:
    """What a plain rule found: pairs that agree, people with one, and those of them whom no earlier rule linked.

    For analysts, who bring the files: inside the walls. R40
    """

    words: str
    pairs: int
    people: int
    more: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of linking two files, without anybody's row. `share` is the share of the first file that is in both.

    `rules` are the plain rules beside which the model stands; `units` is empty where the first file names none.
    """

    kind: str
    model: str
    model_sha256: str
    is_made_up: bool
    share: float
    places: Mapping[str, Place]
    measured: tuple[Measured, ...]
    rules: tuple[ByRule, ...] = ()
    units: Mapping[str, Place] = field(default_factory=dict)

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
        return counts_of("place", self.places, period=period, source=source)

    def as_json(self) -> dict[str, Any]:
        """Everything but the places and units, which leave through the gate alone."""
        return {name: value for name, value in asdict(self).items() if name not in ("places", "units")}


def counts_of(which: str, places: Mapping[str, Place], *, period: str = "", source: str = "") -> Counts:
    """The table for the gate: people by place or unit, and evidence."""
    dimensions = (Dimension(which, tuple(places)), Dimension("evidence", EVIDENCE, is_sensitive=True))
    counts: dict[Key, int] = {
        (name, evidence): getattr(place, evidence.replace(" ", "_"))
        for name, place in places.items()
        for evidence in EVIDENCE
    }
    return Counts("People on probation by evidence of treatment", dimensions, counts, period, source)


def outcome(
    probation: People,
    chosen: "Chosen",
    *,
    model: tuple[str, str],
    measured: tuple[Measured, ...],
    rules: tuple[ByRule, ...] = (),
) -> Outcome:
    """The outcome; `model` is its name and its hash. The places and units are in alphabetical order."""
    met, known = met_of(probation, chosen), known_of(probation)
    rows, live = order(probation), probation.values["locality"]
    places = [NOT_KNOWN if live[row] is None else probation.spelled[live[row]] for row in rows]
    units = [probation.units[row] or NOT_KNOWN for row in rows] if probation.units else []
    share = round(chosen.share, 6)
    return Outcome(
        probation.kind, *model, probation.is_made_up, share, _by(places, met, known), measured, rules,
        _by(units, met, known),
    )  # fmt: skip


def _by(names: Sequence[str], met: "NDArray[np.float64]", known: "NDArray[np.bool_]") -> dict[str, Place]:
    """Each place or unit by what came out for its people, given in the order of the files' own numbers."""
    at: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        at.setdefault(name, []).append(row)
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
    return found


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
