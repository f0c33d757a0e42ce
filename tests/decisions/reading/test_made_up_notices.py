"""Notices of many forms, made up by us, are read as their expectation says.

Beside each `read-NAME.txt` stands `read-NAME.json`: null for a text that is no notice, an object for one decision,
a list for several. A field that is not there is expected empty, so a false alarm fails too. `"field?"` says that
the field is open in this text; `a|b` allows either. Of prose (conditions, promises and the like) a part is enough.
`_known` lists the fields that the reader is known to read otherwise than a person would; one that it has learnt fails
until it is taken off the list. The `read-blind-` notices were written by somebody who did not know the reader.
"""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from throughline.decisions.reading import Place, as_json, read_decisions

_NOTICES = Path(__file__).parents[1] / "notices"
_DATA = Path(__file__).parents[3] / "src/throughline/organisations/data/localities.csv"
_NAMES = sorted(path.stem for path in _NOTICES.glob("read-*.json"))
_SPOKEN = {None: "null", True: "true", False: "false"}

with _DATA.open(encoding="utf-8", newline="") as _file:
    PLACES = [
        Place(row["name"], row["gss_code"])
        for row in csv.DictReader(_file)
        if row["kind"] == "metropolitan district"
    ]


def _expected(name: str) -> list[dict[str, Any]]:
    wanted = json.loads((_NOTICES / f"{name}.json").read_text(encoding="utf-8"))
    return [] if wanted is None else wanted if isinstance(wanted, list) else [wanted]


def _got(decision: dict[str, Any], field: str) -> Any:
    """The value in the short spelling of the expectations."""
    value = decision[field]
    if field == "breakdown":
        return [[part["place"], part["gss_code"], part["pence"]] for part in value]
    if field == "percentages":
        return [stated["value"] for stated in value]
    return [stated["pence"] for stated in value] if field == "amounts" else value


def _agrees(wanted: Any, got: Any) -> bool:
    if isinstance(wanted, str) and "|" in wanted:
        spoken = _SPOKEN[got] if got is None or isinstance(got, bool) else str(got)
        return spoken in wanted.split("|")
    return bool(
        wanted == got or (not wanted and not got and wanted is not False and got is not False and wanted != 0)
    )


def _contains(wanted: list[Any], got: list[Any]) -> bool:
    """Whether each item of prose holds what is wanted of it, one to one."""
    if len(wanted) != len(got):
        return False
    for one, other in zip(wanted, got, strict=True):
        want, have = (one, other) if isinstance(one, dict) else ({"text": one}, {"text": other})
        if want["text"] not in have["text"] or any(have[key] != want[key] for key in want if key != "text"):
            return False
    return True


def _differences(wanted: dict[str, Any], decision: dict[str, Any]) -> list[str]:
    different = []
    for field in decision:
        if (
            field in ("evidence", "findings")
            or f"{field}?" in wanted
            or (field == "amounts" and field not in wanted)
        ):
            continue
        want, got = wanted.get(field), _got(decision, field)
        if field in ("conditions", "promises", "related"):
            fine = _contains(want or [], got)
        elif field == "safeguarding":
            fine = all(
                (want or {}).get(who) is got[who] is None or (want or {}).get(who, "-") in (got[who] or "")
                for who in got
            )
        else:
            fine = _agrees(want, got)
        if not fine:
            different.append(f"{field}: expected {want!r}, read {got!r}")
    return different


class TestAMadeUpNotice:
    @pytest.mark.parametrize("name", _NAMES)
    def test_is_read_as_expected(self, name: str) -> None:
        text = (_NOTICES / f"{name}.txt").read_text(encoding="utf-8")
        decisions = read_decisions(text, PLACES)
        expected = _expected(name)
        assert len(decisions) == len(expected)
        for decision, wanted in zip(decisions, expected, strict=True):
            different = _differences(wanted, as_json(decision))
            assert [each.partition(":")[0] for each in different] == wanted.get("_known", []), different

    @pytest.mark.parametrize("name", _NAMES)
    def test_quotes_the_text_for_every_value(self, name: str) -> None:
        text = (_NOTICES / f"{name}.txt").read_text(encoding="utf-8")
        for decision in read_decisions(text, PLACES):
            for path, quote in decision.evidence.items():
                assert text[quote.start : quote.end] == quote.text, path
            assert set(_paths(as_json(decision))) <= set(decision.evidence)


def _paths(decision: dict[str, Any]) -> list[str]:
    """The evidence paths that a decision's values need."""
    paths = []
    for field, value in decision.items():
        if field in ("evidence", "findings", "amounts"):
            continue
        for i, item in enumerate(value if isinstance(value, list) else []):
            inner = (
                [f".{key}" for key, part in item.items() if part is not None]
                if isinstance(item, dict)
                else [""]
            )
            paths += [f"{field}[{i}]{key}" for key in inner if (field, key) != ("percentages", ".text")]
        if isinstance(value, dict):
            paths += [f"{field}.{key}" for key, part in value.items() if part]
        elif not isinstance(value, list) and value is not None:
            paths.append(field)
    return paths
