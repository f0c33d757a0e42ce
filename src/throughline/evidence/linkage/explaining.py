"""Why does the model take two records for one person, or for two? Each field's weight, for pairs that are looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from .engine import compared, linker
from .model import Level, Model, words_of
from .shapes import People


@dataclass(frozen=True, slots=True)
class Part:
    """What one field says: in which step of likeness the two are, and its weight in doublings."""

    comparison: str
    words: str
    weight: float


def explained(
    probation: People, treatment: People, model: Model, pairs: Sequence[tuple[int, int]]
) -> list[tuple[Part, ...]]:
    """The parts of each pair's weight, in the order of the pairs; their sum is the weight that it was given."""
    if not pairs:
        return []
    told = model.told()
    common = sorted(
        {
            level["tf_adjustment_column"]
            for each in told["comparisons"]
            for level in each["comparison_levels"]
            if "tf_adjustment_column" in level
        }
    )
    with compared(probation, treatment) as connection:
        _pick(connection, common, pairs)
        said = {
            **told,
            "probability_two_random_records_match": 0.5,
            "retain_intermediate_calculation_columns": True,
            "blocking_rules_to_generate_predictions": [{"blocking_rule": "l.place = r.place"}],
            "additional_columns_to_retain": ["place"],
        }
        splink = linker(connection, said, tables=("picked_probation", "picked_treatment"))
        found = splink.inference.predict(warning_mode="never")
        names = list(model.comparisons)
        columns = ", ".join(f"mw_{name}, {_adjusted(name, told)}" for name in names)
        rows = connection.execute(
            f"SELECT {columns} FROM {found.physical_name} ORDER BY place_l"  # noqa: S608 - our own names
        ).fetchall()
    return [
        tuple(_part(model, name, row[2 * n], row[2 * n + 1]) for n, name in enumerate(names)) for row in rows
    ]


def _pick(connection: Any, common: Sequence[str], pairs: Sequence[tuple[int, int]]) -> None:
    """The records of these pairs, with how common their values are in both files together."""
    places = [(place, left, right) for place, (left, right) in enumerate(pairs)]
    connection.execute("CREATE TABLE pick (place INTEGER, probation BIGINT, treatment BIGINT)")
    connection.executemany("INSERT INTO pick VALUES (?, ?, ?)", places)
    for column in common:
        connection.execute(
            f"CREATE TABLE common_{column} AS SELECT {column},"  # noqa: S608 - our own names
            f" count(*)::DOUBLE / sum(count(*)) OVER () AS tf_{column} FROM"
            f" (SELECT {column} FROM probation UNION ALL SELECT {column} FROM treatment)"
            f" WHERE {column} IS NOT NULL GROUP BY 1"
        )
    for name in ("probation", "treatment"):
        joins = " ".join(f"LEFT JOIN common_{column} USING ({column})" for column in common)
        shares = "".join(f", tf_{column}" for column in common)
        connection.execute(
            f"CREATE TABLE picked_{name} AS SELECT {name}.*, pick.place{shares}"  # noqa: S608 - our own names
            f" FROM pick JOIN {name} ON {name}.number = pick.{name} {joins}"
        )


def _adjusted(name: str, told: dict[str, Any]) -> str:
    """What a value's being rare or common adds, where a comparison asks for it."""
    comparison = next(each for each in told["comparisons"] if each["output_column_name"] == name)
    is_adjusted = any("tf_adjustment_column" in level for level in comparison["comparison_levels"])
    return f"mw_tf_adj_{name}" if is_adjusted else "0.0"


def _part(model: Model, name: str, weight: float, adjusted: float) -> Part:
    level: Level | None = None
    if weight != 0.0:
        level = min(model.comparisons[name], key=lambda each: abs(log2(each.m / each.u) - weight))
    return Part(words_of(name), "not known" if level is None else level.words, round(weight + adjusted, 4))
