"""What does each column of a downloaded file, and each mark of a picture, say: a count that is heard, or what kind?"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil, floor, inf

from lxml import etree
from tests.evidence.attacker_of_measures import Said
from tests.evidence.documents import Part
from tests.evidence.hearing import BY
from tests.evidence.numbers import NUMBER, POSTS, Numbers, Others

from throughline.evidence.gate import TOTAL

TABLE, HEARD, FIGURE = "a table of the gate", "heard by the attacker", "a figure of a cell"
ESTIMATE, COMPARED = "an estimate of people in need", "a comparison, limited by its own counts"
MONEY, WAITING, OURS = "money", "work and waiting", "version, period, code"
COLUMNS: Mapping[str, Mapping[str, str]] = {
    r"/evidence/gate/[^/]+/table\.csv": {".*": TABLE},
    r"/evidence/linking/[^/]+/shares\.csv": {".*": TABLE},
    r"/evidence/measures/[^/]+/table\.csv": {
        "|".join(BY): TABLE,
        "Of how many|How many|Counted|To the better|Within .*|Share|95% interval": HEARD,
        "Middle.*|(For|.* for) each .*|.* for 100 people|Filled|Funded|Part of the .*": FIGURE,
        "Extract|Version|Period|Measure": OURS,
    },
    r"/evidence/need/(place|unit)\.csv": {
        "Known|met best": HEARD,
        "(need|met|unmet) (best|low|high)": ESTIMATE,
    },
    r"/evidence/hidden-need/[^/]+/models\.csv": {".*": ESTIMATE},
    r"/evidence/journey/steps\.csv": {"step|stopped here|people|how many": HEARD, "low|high": ESTIMATE},
    r"/evidence/fair/ratios\.csv": {"of|observed": HEARD, "expected|ratio|low|high": COMPARED},
    r"/evidence/staying/curve\.csv": {"week|still there": HEARD, "part|low|high": COMPARED},
    r"/evidence/(co-located|reoffending)/balance\.csv": {"circumstance|before|after": COMPARED},
    r"/evidence/capacity/units\.csv": {
        "Taken on a working day": HEARD,
        "Posts .*|People a post|.*[Dd]ays .*|Within the aim": WAITING,
    },
    r"/localities/[^/]+/streams\.csv": {"Year|Amount|Ends|Source|Stream": MONEY},
    r"/programmes/.*/run\.(csv|xlsx)": {
        "gss_code": OURS,
        "floor|cap|fixed|last_year|population|amount|share_percent|by_need_alone|range_.*|note": MONEY,
    },
    r"/register/.*\.csv": {".*": MONEY},
}
"""By address: each column that may hold a number, and what that is. A number in any other is strange."""
DRAWN = {"at", "from", "to", "before", "middle", "third", "half", "top"}
"""Names of marks that say where something is drawn, worked out of numbers that stand beside them."""


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a file, by the words above its columns."""
    return [*csv.DictReader(io.StringIO(content.decode().removeprefix("\ufeff")))]


def in_columns(
    address: str, rows: Sequence[Mapping[str, str]], others: Others, run: bytes = b""
) -> tuple[list[Said], list[str]]:
    """What the figures of a file stand for, and the numbers in columns that nobody knows.

    Of an allocation `run` says whence its counts are: typed with a source of their own, or need as its page has it.
    """
    typed, needed = _indicators(run, "typed"), _indicators(run, "need")
    path = address.split("?")[0]
    known = next((each for pattern, each in COLUMNS.items() if re.fullmatch(pattern, path)), {})
    said, strange = list[Said](), list[str]()
    code = path.split("/")[3] if path.startswith("/evidence/measures/") else ""
    for row in rows:
        key = {BY[head]: TOTAL if text == "All" else text for head, text in row.items() if head in BY}
        for head, text in row.items():
            if not text or not NUMBER.search(text) or head in typed:
                continue
            if head in needed and text.replace(",", "") in _people(others.need.get(row["place"], {})):
                continue
            kind = next((each for columns, each in known.items() if re.fullmatch(columns, head)), "")
            if not kind:
                strange += [f"{each} in column “{head}”" for each in NUMBER.findall(text)]
            elif kind == FIGURE and code not in POSTS:
                said.append(Said(code, ((tuple(key.items()), "of", 1.0),), 1, inf))
    return said, strange


def in_aims(rows: Sequence[Mapping[str, str]], others: Others) -> Numbers:
    """The file of a programme's aims, as its pack has them."""
    said = [
        {
            "Measured by": row["measure"],
            "Before": f"{row['baseline']} {row['baseline_on']}, {row['baseline_source']}",
            "All localities": row["now"],
            "Of": f"{row['code']} {row['of']}",
        }
        for row in rows
    ]
    return Numbers([Part("aims", [], said)], others)


def _indicators(run: bytes, whence: str) -> set[str]:
    """The columns of an allocation's files that count what was typed, or need as it left the evidence."""
    indicators = json.loads(run or b"{}").get("indicators", ())
    names = [
        each["name"] for each in indicators if (", from the extract " in each["source"]) == (whence == "need")
    ]
    return {f"{name}{end}" for name in names for end in ("", " low", " high")}


def _people(need: Mapping[str, str]) -> set[str]:
    """Need as an allocation counts it: whole people, rounded outwards."""
    rounded: Mapping[str, Callable[[float], int]] = {"best": round, "low": floor, "high": ceil}
    return {
        str(rounded[name.split(" ")[1]](float(text))) for name, text in need.items() if text and " " in name
    }


def in_picture(svg: bytes, file: bytes) -> Iterator[str]:
    """Numbers that a mark says to those who hear it, more exactly than any number of its file."""
    finest = max(map(_decimals, NUMBER.findall(file.decode())), default=0)
    for label in map(str, etree.fromstring(svg).xpath("//@aria-label")):
        for part in label.split("; "):
            name, _, text = part.partition(": ")
            if name not in DRAWN and any(_decimals(each) > finest for each in NUMBER.findall(text)):
                yield f"{part} in “{label[:120]}”"


def _decimals(number: str) -> int:
    return len(number.rstrip("%").partition(".")[2])
