"""What does a trained model say, and is this the one that it is said to be? Frozen as JSON; its hash names it.

A model holds numbers and no code: how records are compared stands in `comparing`, and a model that was trained on
another way of comparing is refused. Nothing of anybody is in it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import log2
from pathlib import Path
from typing import Any

from throughline.kernel.verdict import RefusedError

from .comparing import CHARTED, COMPARED, IN_WORDS, settings
from .shapes import KINDS, Kind

FORMAT = "throughline linkage model 1"
SHIPPED = Path(__file__).with_name("trained")
LEAST = 1e-7  # no share that was estimated is nought: something never seen is rare


@dataclass(frozen=True, slots=True)
class Level:
    """One step of likeness: `m` is its share among pairs of one person, `u` among pairs of two."""

    words: str
    m: float
    u: float

    @property
    def weight(self) -> float:
        """How much it speaks for one person (above 0) or for two, in doublings."""
        return log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model; `share` of the first file's people were in the second one when it was trained."""

    name: str
    kind: Kind
    trained_on: str
    is_made_up: bool
    share: float
    comparisons: Mapping[str, tuple[Level, ...]]
    distributions: Mapping[str, Mapping[str, float]]
    compared_by: str

    def as_bytes(self) -> bytes:
        """The frozen model: the same bytes for the same model."""
        text = json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1, sort_keys=True)
        return (text + "\n").encode()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.as_bytes()).hexdigest()

    def told(self) -> dict[str, Any]:
        """The settings that Splink gets: how to compare, from the code, and the numbers, from the model."""
        said = settings(self.kind)
        comparisons = []
        for comparison in said["comparisons"]:
            trained = iter(self.comparisons[comparison["output_column_name"]])
            levels = []
            for level in comparison["comparison_levels"]:
                if level.get("is_null_level"):
                    levels.append(dict(level))
                else:
                    values = next(trained)
                    levels.append({**level, "m_probability": values.m, "u_probability": values.u})
            comparisons.append({**comparison, "comparison_levels": levels})
        return {**said, "comparisons": comparisons}

    def in_words(self) -> str:
        return f"model {self.name} ({KINDS[self.kind]}; trained on {self.trained_on}; {self.sha256[:12]})"


def compared_by(kind: Kind) -> str:
    """Which way of comparing this is: a hash of its settings."""
    said = json.dumps(settings(kind), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def from_bytes(content: bytes) -> Model:
    """The model; RefusedError when it is none, or was trained on another way of comparing."""
    try:
        said = json.loads(content)
        if said.pop("format") != FORMAT:
            raise ValueError(FORMAT)
        trained = said.pop("comparisons")
        wanted = {each["output_column_name"]: _levels(each) for each in COMPARED[said["kind"]]}
        levels = {
            name: tuple(Level(each["words"], float(each["m"]), float(each["u"])) for each in trained[name])
            for name in wanted
        }
        model = Model(**{**said, "comparisons": levels, "share": float(said["share"])})
        is_whole = {*trained} == {*wanted}
    except (ValueError, KeyError, TypeError):
        raise RefusedError("This is no linkage model. `./throughline need train` makes one.") from None
    is_alike = is_whole and all(
        [each.words for each in levels[name]] == words for name, words in wanted.items()
    )
    if model.compared_by != compared_by(model.kind) or not is_alike:
        raise RefusedError("This model was trained on another way of comparing. Train it anew: `need train`.")
    if not 0 < model.share <= 1 or any(
        not 0 < value <= 1 for t in levels.values() for e in t for value in (e.m, e.u)
    ):
        raise RefusedError(
            "This model holds shares that are not between 0 and 1. Train it anew: `need train`."
        )
    return model


def read(file: Path) -> Model:
    """The model in a file."""
    try:
        return from_bytes(file.read_bytes())
    except OSError as fault:
        raise RefusedError(f"{file} cannot be read: {fault.strerror}.") from None


def shipped(kind: Kind) -> Model:
    """The model that comes with Throughline for files of that kind, trained on made-up people."""
    return read(SHIPPED / f"{kind}.json")


def _levels(comparison: Mapping[str, Any]) -> list[str]:
    return [level[CHARTED] for level in comparison["comparison_levels"] if not level.get("is_null_level")]


def words_of(comparison: str) -> str:
    """A comparison as people call it."""
    return IN_WORDS[comparison]
