"""How are two records compared: which pairs at all, and by which steps of likeness? Settings for Splink, in words too.

The place is never “not known” while the locality is: sector and locality are one comparison, so that somebody of no
fixed abode is compared by their locality and not by nothing.
"""

from typing import Any

from .shapes import Kind

CHARTED = "label_for_charts"
IN_WORDS = {
    "initials": "Initials",
    "forename": "First name",
    "surname": "Family name",
    "forename_key": "First name (keyed)",
    "surname_key": "Family name (keyed)",
    "birth_date": "Birth date",
    "sex": "Sex",
    "place": "Where they live",
}
ALMOST, ALIKE = 0.9, 0.8  # Jaro–Winkler
KEY_ALMOST, KEY_ALIKE = 0.8, 0.6  # Dice


def _level(condition: str, words: str, **more: Any) -> dict[str, Any]:
    return {"sql_condition": condition, CHARTED: words, **more}


def _comparison(name: str, *levels: dict[str, Any]) -> dict[str, Any]:
    return {
        "output_column_name": name,
        "comparison_description": IN_WORDS[name],
        "comparison_levels": [*levels, _level("ELSE", "different")],
    }


def _unknown(*columns: str) -> dict[str, Any]:
    either = " OR ".join(f"{column}_{side} IS NULL" for column in columns for side in "lr")
    return _level(either, "not known", is_null_level=True)


def _same(column: str, words: str = "the same") -> dict[str, Any]:
    """Rare values say more than common ones."""
    return _level(f"{column}_l = {column}_r", words, tf_adjustment_column=column)


_BORN = _comparison(
    "birth_date",
    _unknown("birth_date"),
    _same("birth_date"),
    _level("birth_swapped_l = birth_date_r", "day and month exchanged"),
    _level(
        "year(birth_date_l) = year(birth_date_r) AND 1 IN (dayofyear(birth_date_l), dayofyear(birth_date_r))",
        "one is 1 January of the year",
    ),
    _level(
        "date_trunc('month', birth_date_l) = date_trunc('month', birth_date_r)"
        " OR day(birth_date_l) = day(birth_date_r) AND (year(birth_date_l) = year(birth_date_r)"
        " OR month(birth_date_l) = month(birth_date_r) AND dayofyear(birth_date_l) <> 1"
        " AND abs(year(birth_date_l) - year(birth_date_r)) IN (1, 10))",
        "one part differs",
    ),
    _level("abs(birth_date_l - birth_date_r) <= 10", "a few days apart"),
)
_SEX = _comparison("sex", _unknown("sex"), _same("sex"))
_PLACE = _comparison(
    "place",
    _unknown("locality"),
    _same("sector", "the same postcode sector"),
    _same("locality", "the same locality"),
)
_INITIALS = _comparison(
    "initials",
    _unknown("f1", "s1"),
    _same("initials", "both the same"),
    _level("f1_l = s1_r AND s1_l = f1_r", "exchanged"),
    _same("f1", "first name's the same"),
    _same("s1", "family name's the same"),
)


def _name(column: str, other: str) -> dict[str, Any]:
    return _comparison(
        column,
        _unknown(column),
        _same(column),
        _level(f"jaro_winkler_similarity({column}_l, {column}_r) >= {ALMOST}", "spelled almost alike"),
        _level(
            f"jaro_winkler_similarity({column}_l, {column}_r) >= {ALIKE} OR {column}_l = {other}_r",
            "alike, or the two names exchanged",
        ),
    )


def _key(column: str) -> dict[str, Any]:
    dice = f"2 * bit_count({column}_l & {column}_r) / (bit_count({column}_l) + bit_count({column}_r))"
    return _comparison(
        column,
        _unknown(column),
        _same(column),
        _level(f"{dice} >= {KEY_ALMOST}", "spelled almost alike"),
        _level(f"{dice} >= {KEY_ALIKE}", "alike"),
    )


COMPARED: dict[Kind, list[dict[str, Any]]] = {
    "initials": [_INITIALS, _BORN, _SEX, _PLACE],
    "names": [_name("forename", "surname"), _name("surname", "forename"), _BORN, _SEX, _PLACE],
    "keys": [_key("forename_key"), _key("surname_key"), _BORN, _SEX, _PLACE],
}


def _pairs(*rules: str) -> list[str]:
    """Rules such as "birth_date s1": pairs that agree in these columns; a rule that is SQL stays as it is."""
    return [
        rule if "=" in rule else " AND ".join(f"l.{column} = r.{column}" for column in rule.split())
        for rule in rules
    ]


_EXCHANGED = "l.birth_swapped = r.birth_date AND l.{0} = r.{0}"
# Which pairs are looked at: two people who agree in nothing of this are never compared.
LOOKED_AT: dict[Kind, list[str]] = {
    "initials": _pairs(
        "birth_date s1",
        "birth_date f1",
        "birth_date locality",
        _EXCHANGED.format("initials"),
        "sector initials",
    ),
    "names": _pairs(
        "birth_date surname",
        "birth_date forename",
        "birth_date initials",
        "birth_date locality",
        _EXCHANGED.format("initials"),
        "forename surname birth_year",
        "locality surname f1",
        "sector forename",
        "sector initials",
    ),
    "keys": _pairs(
        "birth_date forename_key",
        "birth_date surname_key",
        "birth_date locality",
        _EXCHANGED.format("surname_key"),
        "sector forename_key",
        "forename_key surname_key birth_year",
        "forename_key surname_key locality",
    ),
}
TRAINED_ON = _pairs("birth_date", "sector")  # two rounds: each trains what the other takes as given


def settings(kind: Kind) -> dict[str, Any]:
    """What Splink is told before anything is trained."""
    return {
        "link_type": "link_only",
        "unique_id_column_name": "number",
        "comparisons": COMPARED[kind],
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in LOOKED_AT[kind]],
        "probability_two_random_records_match": 1e-5,
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "max_iterations": 300,
        "em_convergence": 1e-5,
        "linker_uid": f"throughline-{kind}",
    }
