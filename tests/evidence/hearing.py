"""What does each row, mark and sentence that leaves say of how many people there are?

Somebody outside reads it so: knows the words above columns, the definitions of measures, and how figures are made.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from math import inf

import numpy as np
from tests.evidence.attacker_of_measures import Said

from throughline.evidence.comparing.journey import ENDS, STEPS
from throughline.evidence.comparing.stays import FOUR_WEEKS, LEFT, LONGER, WAYS
from throughline.evidence.gate import TOTAL
from throughline.evidence.measures.catalogue import BY_CODE

BY = {
    "Locality": "place",
    "Quarter": "quarter",
    "Month": "month",
    "Probation delivery unit": "unit",
    "Provider": "provider",
    "Sex": "sex",
    "Ethnicity": "ethnicity",
    "Age": "age_band",
    "Ethnicity, in two groups": "ethnicity_in_two",
    "Age, in three groups": "age_in_three",
    "Disability": "disability",
    "Somebody on site in the unit": "colocated",
}
MOST = 120  # of whom an interval is read back; more are no small count
Key = Mapping[str, str]


def of_row(code: str, row: Mapping[str, str]) -> Iterator[Said]:
    """What a row of a measure's own table says of how many people there are, whichever of its columns says it."""
    key = {BY[head]: TOTAL if text == "All" else text for head, text in row.items() if head in BY}
    if not key:
        return
    for head, text in row.items():
        many = whole(text)
        if head in ("Of how many", "How many") and many is not None:
            yield exactly(code, key, "of", many)
        elif (head in ("Counted", "To the better") or head.startswith("Within ")) and many is not None:
            yield exactly(code, key, "yes", many)
        elif head == "Share" and text:
            yield from a_share(code, key, text)
        elif head == "95% interval" and text:
            yield from an_interval(code, key, text)


def of_pack(row: Mapping[str, str], place: str = "") -> Iterator[Said]:
    """What a row of a pack or of the aims says: of a measure in one place, in all, or in a quarter of that place."""
    names = {each.name: each.code for each in BY_CODE.values()}
    first = row.get("Measure") or row.get("Measured by") or ""
    named = (name for name in names if re.match(re.escape(name) + r"($|[A-Z]| )", first))
    if not (name := max(named, key=len, default="")):
        return
    for head, text in row.items():
        key = {"place": TOTAL if head in ("All localities", "Now") else head}
        in_quarter = re.search(r"(\d{4} Q\d)$", text) if head in ("Quarter before", "Last quarter") else None
        if in_quarter:
            there = {} if place in ("Hmpps", "Panel") else {"place": place}
            key, text = {**there, "quarter": in_quarter[1]}, text[: in_quarter.start()]
        elif head in ("Measure", "Measured by", "Before", "Target", "Quarter before", "Last quarter"):
            continue
        text = re.sub(r"Version \d+$", "", text)
        if found := re.search(r"(\d+%) of ([\d,]+)", text):
            yield exactly(names[name], key, "of", whole(found[2]) or 0)
            yield from a_share(names[name], key, found[1])
        elif BY_CODE[names[name]].kind == "count" and (many := whole(text)) is not None:
            yield exactly(names[name], key, "of", many)


def of_step(place: str, row: Mapping[str, str]) -> Iterator[Said]:
    """What a row of how far people got says: how many took a step, or stopped there and why."""
    names, stops = [name for name, _ in STEPS], {words: stop for stop, words in ENDS.items()}
    if (took := whole(row.get("people"))) is not None and row["step"] in names:
        before = {stop for _, some in STEPS[: names.index(row["step"]) + 1] for stop in some}
        later = tuple(((("place", place), ("furthest", end)), "of", 1.0) for end in ENDS if end not in before)
        yield Said("journey", later, took, took)
    if (many := whole(row.get("how many"))) is not None:
        yield exactly("journey", {"place": place, "furthest": stops[row["stopped here"]]}, "of", many)


def of_case_mix(code: str, row: Mapping[str, str]) -> Iterator[Said]:
    """What a row of what was expected says: of how many, how many, and their ratio to what was expected."""
    for head, what in (("of", "of"), ("observed", "yes")):
        if (many := whole(row.get(head))) is not None:
            yield exactly(f"case-mix-{code}", {"place": row["place"]}, what, many)


def of_need(which: str, row: Mapping[str, str]) -> Iterator[Said]:
    """What a row of need says: how many are known, and how many of them in treatment, to one person."""
    key = {which: row[which.capitalize()]}
    if (known := whole(row["Known"])) is not None:
        yield exactly("need-met", key, "of", known)
    if row["met best"]:
        many, met = float(row["met best"]), (*key.items(), ("treatment", "met"))
        yield Said("need-met", ((met, "of", 1.0),), many - 1, many + 1)


def of_unit(row: Mapping[str, str], since: date, until: date) -> Iterator[Said]:
    """What a row of demand and supply says: how many were taken on, from how many a working day."""
    if row.get("Taken on a working day"):
        many = round(float(row["Taken on a working day"]) * int(np.busday_count(since, until)))
        yield exactly("capacity", {"unit": row["Unit"]}, "of", many)


def of_weeks(rows: Sequence[Mapping[str, str]]) -> Iterator[Said]:
    """What the curve says: how many are still there after so many weeks, and from it how many left in between."""
    for row in rows:
        if row["what"] == "stays" and (there := whole(row["still there"])) is not None:
            after = [
                band
                for band, end in zip(bands(FOUR_WEEKS), (*FOUR_WEEKS, inf), strict=True)
                if end > int(row["week"])
            ]
            yield Said("stays", tuple(((("weeks", band),), "of", 1.0) for band in after), there, there)


def bands(ends: Sequence[int]) -> tuple[str, ...]:
    """The parts of a year as the tables name them."""
    return (*(f"{a:02}-{b:02}" for a, b in zip((0, *ends), ends, strict=False)), f"{ends[-1]}+")


def band_of(week: str) -> set[str]:
    """In which longer part of a year four weeks lie."""
    begins = int(re.split(r"[-+]", week)[0])
    return {next(band for band, end in zip(bands(LONGER), (*LONGER, inf), strict=True) if begins < end)}


def has_left(way: str) -> set[str]:
    """Whether whoever ended in this way has left."""
    return {"still" if way == "still" else "left"} if way in WAYS else {*LEFT}


def of_mark(code: str, label: str) -> Iterator[Said]:
    """What a mark of a picture says to those who hear it."""
    said = dict(part.split(": ", 1) for part in label.split("; ") if ": " in part)
    if "place" in said:
        key = {"place": said["place"]}
    elif "month" in said:
        key = {"month": f"{datetime.strptime(said['month'], '%b %Y').replace(tzinfo=UTC):%Y-%m}"}
    else:
        return
    for name, text in said.items():
        many = whole(text)
        if (name == "People" or BY_CODE[code].kind == "count") and many is not None:
            yield exactly(code, key, "of", many)
        yield from a_share(code, key, text)


def exactly(code: str, key: Mapping[str, str], what: str, many: int) -> Said:
    """That there are so many."""
    return Said(code, ((tuple(key.items()), what, 1.0),), many, many)


def a_share(code: str, key: Mapping[str, str], text: str) -> Iterator[Said]:
    """That those who count are this rounded share of all."""
    if found := re.fullmatch(r"(\d+)%", text):
        for side, low, high in ((-0.5, 0.0, inf), (0.5, -inf, 0.0)):
            part = (int(found[1]) + side) / 100
            group = tuple(key.items())
            yield Said(code, ((group, "yes", 1.0), (group, "of", -part)), low, high)


def an_interval(code: str, key: Mapping[str, str], text: str) -> Iterator[Said]:
    """That so many of so many have this 95% interval: the fewest and the most that do."""
    fits = who_fit(text)
    is_open = max((of for of, _ in fits), default=MOST) > MOST - 20  # more people may have it too
    for what, some in (("of", [of for of, _ in fits]), ("yes", [yes for _, yes in fits])):
        if some:
            yield Said(code, ((tuple(key.items()), what, 1.0),), min(some), inf if is_open else max(some))


def quarters_to(last_day: str) -> list[str]:
    """The names of the four quarters up to a day, from the earliest on."""
    last = day(last_day)
    return [
        f"{(n := last.year * 4 + (last.month - 1) // 3 - back) // 4} Q{n % 4 + 1}" for back in (3, 2, 1, 0)
    ]


def period(days: tuple[str, str]) -> str:
    """From the first day until before another, as a table at the gate names its days."""
    first, last = day(days[0]), day(days[1]) - timedelta(days=1)
    return f"{first:%-d %B %Y} to {last:%-d %B %Y}"


def day(text: str) -> date:
    """A day as a page or a file has it."""
    return (
        datetime.strptime(text, "%Y-%m-%d" if text[:4].isdigit() else "%d %B %Y").replace(tzinfo=UTC).date()
    )


def whole(text: str | None) -> int | None:
    """A whole number as it is printed."""
    return int(text.replace(",", "")) if text and re.fullmatch(r"[\d,]+", text) else None


@cache
def who_fit(between: str) -> list[tuple[int, int]]:
    """How many of how many have this 95% interval."""
    return [(of, yes) for of in range(1, MOST + 1) for yes in range(of + 1) if wilson(yes, of) == between]


def wilson(yes: int, of: int) -> str:
    """Wilson's interval as a page prints it."""
    z, share = 1.959964, yes / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return f"{max(0.0, middle - half):.0%} to {min(1.0, middle + half):.0%}"
