"""Which cell of which table is each number of a document, and which number needs no gate?

A document's numbers are taken out one after another: first what a person can tell to be a figure of a cell, which goes
to the attacker, then what is of a kind that needs no gate. What is left is explained by nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from math import inf

from tests.evidence import hearing
from tests.evidence.attacker_of_measures import Out, Said
from tests.evidence.documents import Part
from tests.evidence.hearing import Key, exactly, whole

from throughline.evidence.comparing.journey import ENDS, STEPS
from throughline.evidence.gate import TOTAL
from throughline.evidence.measures.catalogue import BY_CODE, MEASURES

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DAY = rf"\d{{1,2}} {MONTH} \d{{4}}"
ISO = r"\b20\d\d-\d\d-\d\d"
POSTS = {each.code for each in MEASURES if each.kind == "posts"}
NO_GATE = {
    "money": r"[−-]?£[\d,]+(?:\.\d\d)?(?: million|m|k)?",
    "days, months, quarters, years": rf"{DAY}|{MONTH}(?: to {MONTH})? \d{{4}}|\d{{4}} Q[1-4]|\b20\d\d/\d\d\b"
    rf"|{ISO}(?:T[\d:]+(?:Z|\+00:00)?)?|D:\d{{14}}Z|Ends in \d+ days"
    r"|published \d+ days after the decision; the setting is \d+ days",
    "versions, editions, seeds, fingerprints, pages": r"(?:[Vv]ersion|[Ee]dition|seed|Typst) [\d.]+"
    r"|Microsoft Excel Compatible / Openpyxl [\d. ]+|SHA-256 [0-9a-f ]{64,66}|model [0-9a-f]{16}"
    r"|page \d+ of \d+|1 \d+ application/pdf \S+ \S+ proof 1\.7"
    r"|[Dd]ecision,? \d{4}-\d{3}",
    "codes of aims": r"\b[AW]\d\b",
    "how sure a range is": r"\b95 ?%|\b95 times in 100\b",
    "what is aimed at": r"\d+% of people first seen within \d+ working days",
    "how many aims, measures, editions": r"\d+ of \d+ (?:aims and means|measures)|\d+ of them are hidden",
    "posts": r"[\d.]+ of [\d.]+ (?:whole-time posts funded|days on site that were funded)"
    r"|\d+ of \d+ posts (?:is|are) vacant|\d+ on the register, \d+ of them vacant|\d+ %",
    "how many rows there are": r"^\d+ (?:localities|(?:action|change|contract|limit|measure|post|step|stream|unit)s?)$",
    "actions that were agreed": r"\d+ of \d+ agreed actions",
    "what the gate hides, whatever it hid": "Counts of 1 to 4 are hidden",
    "streams without a sum": r"and \d+ not stated",
}
"""Kinds of numbers that say nothing of how many people there are, however small the group."""


@dataclass(frozen=True)
class Others:
    """What other pages say, to which an estimate or a rate is held: by place need, by unit capacity; all places."""

    places: frozenset[str] = frozenset()
    need: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    steps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    capacity: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Numbers:
    """What the numbers of a document say (`said`), and those that nothing explains (`strange`)."""

    def __init__(self, parts: Iterable[Part], others: Others) -> None:
        self.others, self.said, self.strange = others, list[Said](), list[str]()
        parts = [*parts]
        texts = [text for each in parts for text in (each.title, *each.sentences)]
        titles = filter(
            None, (re.match(r"(?:Evidence pack|Joint plan): (\w+)(?:,| About|$)", each) for each in texts)
        )
        named = next((each[1] for each in titles), "")
        self.place = named if named in others.places else TOTAL
        rows = [row for each in parts for row in each.rows if row.get("Step") == STEPS[0][0]]
        self.referred = next((whole(row["People"]) for row in rows), None)
        periods = re.findall(rf"({DAY}) until before ({DAY})", " ".join(texts))
        for part in parts:
            self._read(part)
        self.said = [replace(each, periods=frozenset(map(hearing.period, periods))) for each in self.said]

    def _read(self, part: Part) -> None:
        for text in (part.title, *part.sentences):
            self._ends(_Text(text), self._sentence)
        for row in part.rows:
            heads = {*row}
            if heads & {"Measure", "Measured by"}:
                self._measured(row)
            elif {"Need", "Met", "Unmet"} <= heads:
                self._needed(row)
            elif {"Step", "People"} <= heads:
                self._step(row)
            elif {"Unit", "Posts for the aim"} <= heads:
                self._capacity(row)
            else:
                for text in row.values():
                    self._ends(_Text(text))

    def _ends(self, text: "_Text", *hear: object) -> None:
        """Whatever is left of a text after it was heard, and after what needs no gate, is strange."""
        for each in hear:
            each(text)  # type: ignore[operator]
        for pattern in NO_GATE.values():
            text.take(pattern)
        for words in _definitions():
            text.text = text.text.replace(words, " ")
        self.strange += [f"{each} in “{text.whole[:160]}”" for each in NUMBER.findall(text.text)]

    def _sentence(self, text: "_Text") -> None:
        """Sentences of a pack that count people, and those that estimate."""
        for found in text.take(r"Of ([\d,]+) referred, ([\d,]+) got to the end"):
            for (step, _), many in zip((STEPS[0], STEPS[-1]), found.groups(), strict=True):
                self.said += hearing.of_step(self.place, {"step": step, "people": many})
        for found in text.take(r"Most were lost here: ([\d,]+ [^.]+)\."):
            self._lost(_Text(found[1]))
        self._estimates(text, r"[Aa]bout ([\d,]+) of ([\d,]+) people who need help[^;(]*do not get it")
        self._estimates(text, r"\(likely ([\d,]+) to ([\d,]+)\)")
        self._estimates(
            text, r"About ([\d,]+) need help with drugs or alcohol, ([\d,]+) get it, ([\d,]+) do not"
        )

    def _measured(self, row: Mapping[str, str]) -> None:
        first = row.get("Measured by") or row["Measure"]
        codes = [each.code for each in MEASURES if re.match(re.escape(each.name) + r"($| )", first)]
        code = max(codes, key=lambda each: len(BY_CODE[each].name), default="")
        for head, text in row.items():
            cell = _Text(text)
            if not code:
                keys = []
            elif head in ("Quarter before", "Last quarter"):
                key = {} if self.place == TOTAL else {"place": self.place}
                keys = [{**key, "quarter": each[0]} for each in cell.take(r"\d{4} Q[1-4]")]
            elif head == "Before":
                keys = [{"quarter": each} for each in _year_to(text)]
            elif head in ("All localities", "Now") or head in self.others.places:
                keys = [{"place": head if head in self.others.places else TOTAL}]
            else:
                keys = []
            if head == "Before" and not keys and re.search(rf" (?:{DAY}|{ISO})[,.] Published ", text):
                continue  # a figure that somebody published, with its source
            self._ends(cell, *([lambda one, k=keys: self._figure(code, k, one)] if keys else []))

    def _figure(self, code: str, keys: list[Key], text: "_Text") -> None:
        """A figure of these cells together: out of how many, which share; or a rate, which stands for a shown cell."""
        if code in POSTS:
            return
        some = [tuple(each.items()) for each in keys]
        for found in text.take(r"(\d+)% of ([\d,]+)(?: to the better| within \d+ (?:working )?days)?"):
            self.said.append(_all(code, some, {"of": 1.0}, *[whole(found[2]) or 0] * 2))
            for side, low, high in ((-0.5, 0.0, inf), (0.5, -inf, 0.0)):
                part = (int(found[1]) + side) / 100
                self.said.append(_all(code, some, {"yes": 1.0, "of": -part}, low, high))
        if BY_CODE[code].kind == "count":
            for found in text.take(r"^[\d,]+"):
                self.said.append(_all(code, some, {"of": 1.0}, *[whole(found[0]) or 0] * 2))
        unit = re.escape(BY_CODE[code].unit.removeprefix("pence "))
        if unit and text.take(rf"[−+£]?\d[\d,.]* {unit}(?: in the middle| on average)?"):
            self.said.append(_all(code, some, {"of": 1.0}, 1, inf))

    def _needed(self, row: Mapping[str, str]) -> None:
        place = row["Locality"]
        for head in ("Need", "Met", "Unmet"):
            cell = _Text(row[head])
            self._estimates(cell, r"^([\d,]+) ([\d,]+) to ([\d,]+)$", place)
            best = whole(row[head].split(" ")[0])
            if head == "Met" and best is not None:
                met = (("place", place), ("treatment", "met"))
                self.said.append(Said("need-met", ((met, "of", 1.0),), best - 1, best + 1))
            self._ends(cell)

    def _step(self, row: Mapping[str, str]) -> None:
        people, lost = _Text(row["People"]), _Text(row["Who did not take it"])
        if row["Step"] in dict(STEPS):
            for found in people.take(r"^[\d,]+$"):
                self.said += hearing.of_step(self.place, {"step": row["Step"], "people": found[0]})
        self._estimates(people, r"^([\d,]+) ([\d,]+) to ([\d,]+)$")
        self._estimates(lost, r"Estimated: about ([\d,]+) \(([\d,]+) to ([\d,]+)\) were not referred")
        self._estimates(lost, r"about ([\d,]+) of them are on no list")
        self._ends(people)
        self._ends(lost, self._lost)

    def _lost(self, text: "_Text") -> None:
        """How many did not take a step, and why."""
        stops = {words: end for end, words in ENDS.items()}
        for found in text.take(rf"([\d,]+) ({'|'.join(map(re.escape, stops))})"):
            group = {"place": self.place, "furthest": stops[found[2]]}
            self.said.append(exactly("journey", group, "of", whole(found[1]) or 0))

    def _capacity(self, row: Mapping[str, str]) -> None:
        """Waiting and posts of a unit, each as its own page has them; then it is a figure of a shown cell."""
        there = self.others.capacity.get(row["Unit"], {})
        for head, names in {
            "Posts filled": ("Posts filled",),
            "Posts for the aim": ("Posts for the aim", "Posts filled"),
            "Wait today": (),
        }.items():
            cell = _Text(row[head])
            said = {float(there[name]) for name in names if there.get(name)}
            said |= (
                {float(there["Posts for the aim"]) - float(there["Posts filled"])} if len(said) > 1 else set()
            )
            for found in cell.take(r"^[\d.]+(?: [\d.]+ more)?") if names else ():
                if not {float(each) for each in re.findall(r"[\d.]+", found[0])} <= {
                    round(x, 2) for x in said
                } | {round(x, 1) for x in said}:
                    cell.text = found[0]
            if cell.take(r"^\d+ working days for \d+% of people"):
                self.said.append(Said("capacity", (((("unit", row["Unit"]),), "of", 1.0),), 1, inf))
            self._ends(cell)

    def _estimates(self, text: "_Text", pattern: str, place: str = "") -> None:
        """Numbers of people in need, each as the page of need has it, or rounded to tens."""
        for found in text.take(pattern):
            if not {*found.groups()} <= _estimated(place or self.place, self.others, self.referred):
                text.text = f"{found[0]} {text.text}"


class _Text:
    """A text of which one takes out what was understood."""

    def __init__(self, text: str) -> None:
        self.whole = self.text = text

    def take(self, pattern: str) -> list[re.Match[str]]:
        found = [*re.finditer(pattern, self.text)]
        self.text = re.sub(pattern, " ", self.text)
        return found


def _all(
    code: str,
    some: Iterable[tuple[tuple[str, str], ...]],
    terms: Mapping[str, float],
    low: float,
    high: float,
) -> Said:
    """That these groups together make a number between two."""
    return Said(code, tuple((key, what, many) for key in some for what, many in terms.items()), low, high)


def _year_to(text: str) -> list[str]:
    """The four quarters up to the day that a text names, where it says that it is a year."""
    found = re.search(rf"({DAY}|{ISO})[,.]? .*the year to that day", text)
    return hearing.quarters_to(found[1]) if found else []


@cache
def _definitions() -> tuple[str, ...]:
    """What is said of measures and steps whatever came out, the longest first."""
    words = [each for one in MEASURES for each in (one.name, one.shows_not, one.unit, f"within {one.target}")]
    words += [*ENDS.values(), *(name for name, _ in STEPS)]
    return tuple(sorted({each for each in words if re.search(r"\d", each)}, key=len, reverse=True))


def _estimated(place: str, others: Others, referred: int | None) -> set[str]:
    """Every number that may be said of who is in need there: as estimated, or in tens, also less whom one knows."""
    rows = [others.need[place]] if place in others.need else [*others.need.values()]
    names = [name for name in (rows[0] if rows else {}) if name != "Place"]
    known = {name: sum(float(row[name]) for row in rows) for name in names if all(row[name] for row in rows)}
    exact = [*known.values(), *(float(each) for each in others.steps.get(place, {}).values() if each)]
    tens = [
        *exact,
        *(max(0.0, each - less) for each in exact for less in (referred, known.get("Known")) if less),
    ]
    return {*(f"{each:,.0f}" for each in exact), *(f"{round(each / 10) * 10:,}" for each in tens)}


def placed(said: Said, tables: Iterable[Out]) -> str:
    """Where what was said of one group or some together does not stand in a cell that is shown; empty where it does."""
    seen = "in no table"
    for each in tables:
        shown = each.shown
        if shown.name != said.measure or (said.periods and shown.period and shown.period not in said.periods):
            continue
        names = [one.name for one in shown.dimensions]
        asked = [one.name for one in shown.dimensions if {*one.categories} == {"yes", "no"}]
        cells = set()
        for group, what, _ in said.terms:
            key = dict(group)
            if not {*key} <= {*names} or {*names} - {*key} - {*asked}:
                break
            wanted = tuple(
                key.get(name, "yes" if what == "yes" and name in asked else TOTAL) for name in names
            )
            cells.add(shown.cells.get(wanted, "none"))
        else:
            if None not in cells and "none" not in cells:
                return ""
            seen = "in a hidden cell"
    return seen


def strange_of(said: Iterable[Said], tables: Iterable[Out]) -> Iterator[str]:
    """What documents say of groups of which no table says it: of a hidden cell, or of none."""
    some = [*tables]
    for each in dict.fromkeys(said):
        # Who got so far or further is many cells together, which only the sums can tell.
        is_step = each.measure == "journey" and len(each.terms) > 1
        if not is_step and (where := placed(each, some)):
            yield f"{each.measure} {dict(each.terms[0][0])} between {each.low} and {each.high}: {where}"
