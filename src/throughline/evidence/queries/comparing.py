"""What do the pages of comparison say: how far people got, how long they stayed, whom it is fair to compare?

Everything is worked out of tables that left; a count that is hidden stays hidden in every sum that it is part of. R43
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughline.kernel.actor import Actor

from ..comparing.matching import BALANCED
from ..comparing.started import NOT, STARTED
from ..comparing.stays import FOUR_WEEKS, LONGER, PARTS
from ..gate.shapes import TOTAL
from ..measures.catalogue import BY_CODE
from ..measures.shapes import Measure
from ..models import Measuring, Release, ReturnedFile
from .own import own_first
from .releases import newest, visible_to

SHORT = {"planned": "planned end", "dropped_out": "dropped out", "competing": "died, moved, custody"}
MIXED = ("retained", "first-contact", "treatment-start", "planned-exits")
CIRCUMSTANCES = {
    "age_band": "Age",
    "is_urgent": "Urgent",
    "requirement": "Requirement",
    "risk_at_start": "Risk",
    "sex": "Sex",
    "source": "Referred from",
}
VALUES = {
    "F": "women",
    "M": "men",
    "DRR": "drug rehabilitation",
    "ATR": "alcohol treatment",
    "RAR": "rehabilitation activity",
}


def _cells(release: Release) -> dict[tuple[str, ...], int | None]:
    return {tuple(cell["key"]): cell["count"] for cell in release.cells}


@dataclass(frozen=True, slots=True)
class Staying:
    """How long people stay in treatment, and how those left who left."""

    release: Release
    weeks: tuple[tuple[int, Mapping[str, Any]], ...]
    ways: tuple[tuple[int, Mapping[str, Any]], ...]

    @property
    def finding(self) -> str:
        at = dict(self.weeks).get(12)
        if at is None:
            return "How long people stay cannot be said yet: too few have started"
        low, high = (f"{at[end] * 100:.0f}" for end in ("low", "high"))
        return (
            f"Of 100 who start treatment, {at['stays'] * 100:.0f} stay for 12 weeks (likely {low} to {high})"
        )

    @property
    def facts(self) -> dict[str, Any]:
        """What the picture is drawn from."""
        start = {"week": 0, "stays": 1, "low": 1, "high": 1}
        points = [start, *({"week": week, **_points(at)} for week, at in self.weeks)]
        lines: list[dict[str, Any]] = [
            {"week": week, "way": SHORT[way], "part": part}
            for week, parts in ((0, dict.fromkeys(SHORT, 0.0)), *self.ways)
            for way, part in parts.items()
            if way in SHORT
        ]
        last = max((line["week"] for line in lines), default=0)
        return {
            "points": points,
            "marks": [{"week": 12, "word": "12 weeks"}],
            "ways": lines,
            "ends": _apart([line for line in lines if line["week"] == last and last], dict(self.weeks)),
        }


def staying(actor: Actor) -> Staying | None:
    """The newest curve with its ways out; two statements."""
    release = newest(actor, measure="stays", by="weeks")
    if release is None:
        return None
    ways = newest(actor, measure="ways-out", by=PARTS)
    if ways is not None and ways.extract_id != release.extract_id:
        ways = None
    return Staying(release, _told(release, FOUR_WEEKS), _told(ways, LONGER) if ways else ())


def _told(release: Release, weeks: Sequence[int]) -> tuple[tuple[int, Mapping[str, Any]], ...]:
    found = {round(said["day"] / 7): said for said in release.figures.values()}
    return tuple((week, found[week]) for week in weeks if week in found)


def _points(at: Mapping[str, Any]) -> dict[str, float]:
    return {name: at[name] for name in ("stays", "low", "high")}


def _apart(
    ends: list[dict[str, Any]], weeks: Mapping[int, Mapping[str, Any]], least: float = 0.06
) -> list[dict[str, Any]]:
    """The same ends, and that of the curve, with their words far enough apart to be read."""
    if not ends:
        return []
    curve = weeks.get(ends[0]["week"])
    rows = [*ends, {**ends[0], "way": "still there", "part": curve["stays"]}] if curve else list(ends)
    placed: list[dict[str, Any]] = []
    for end in sorted(rows, key=lambda each: float(each["part"])):
        floor = placed[-1]["part"] + least if placed else 0.0
        placed.append({**end, "part": max(float(end["part"]), floor)})
    return placed


@dataclass(frozen=True, slots=True)
class Fair:
    """What came about in each place against what its people's circumstances let one expect."""

    release: Release
    measure: Measure
    rows: tuple[Mapping[str, Any], ...]
    hidden: tuple[str, ...]
    own: Collection[str] = frozenset()

    @property
    def finding(self) -> str:
        signals = [row["place"] for row in self.rows if row["is_signal"]]
        name = self.measure.name
        if not signals:
            return f"{name}: no locality differs from what its people’s circumstances explain"
        return f"{name}: {', '.join(signals)} {'differs' if len(signals) == 1 else 'differ'} from what is expected"

    @property
    def facts(self) -> dict[str, Any]:
        """What the picture is drawn from."""
        names = ("place", "ratio", "low", "high", "is_signal")
        rows = [
            {
                **{name: row[name] for name in names},
                "value": row["ratio"],
                "is_own": row["place"] in self.own,
            }
            for row in self.rows
        ]
        return {"places": rows, "title": "Observed ÷ expected: 1 is as expected", "expected": 1}


def fair(actor: Actor, code: str = "", own: Collection[str] = frozenset()) -> Fair | None:
    """The newest of that measure, the first of `MIXED` when it is none of them; the reader's own places first.

    One statement.
    """
    chosen = code if code in MIXED else MIXED[0]
    release = newest(actor, measure=f"case-mix-{chosen}", by="place")
    if release is None:
        return None
    cells = _cells(release)
    rows, hidden = [], []
    for place in dict.fromkeys(key[0] for key in cells if key[0] != TOTAL):
        said = release.figures.get(place)
        if said is None:
            hidden.append(place)
        else:
            rows.append({"place": place, "observed": cells[place, "yes"], "of": cells[place, TOTAL], **said})
    rows = own_first(rows, own, lambda row: str(row["place"]))
    return Fair(release, BY_CODE[chosen], tuple(rows), tuple(own_first(hidden, own, str)), own)


@dataclass(frozen=True, slots=True)
class Matched:
    """People with something against people like them without it, as pairs."""

    release: Release
    said: Mapping[str, Any]
    having: tuple[int | None, int | None]
    lacking: tuple[int | None, int | None]

    def _found(self, of: str, reason: str) -> str:
        points, low, high = (round(self.said[name] * 100) for name in ("difference", "low", "high"))
        between = f"likely {low:+d} to {high:+d}".replace("-", "−")
        chance = f"more than chance, and not proof that {reason} is the reason"
        if self.said["low"] <= 0 <= self.said["high"]:
            chance = "which could be chance"
        return f"{abs(points)} {'more' if points >= 0 else 'fewer'} of 100 {of} ({between}), {chance}"

    @property
    def balance(self) -> list[dict[str, Any]]:
        """Each circumstance in words with its difference before and after, the largest before first."""
        rows = [
            {**each, "circumstance": _in_words(each["circumstance"])}
            for each in self.said["balance"]
            if not each["circumstance"].startswith("is_urgent: no")
        ]
        return sorted(rows, key=lambda row: (-abs(row["before"]), row["circumstance"]))

    @property
    def unlike(self) -> list[str]:
        """The circumstances in which the two groups are not alike enough after matching either."""
        return [row["circumstance"] for row in self.balance if abs(row["after"]) >= BALANCED]

    @property
    def facts(self) -> dict[str, Any]:
        """What the picture is drawn from."""
        return {"rows": self.balance[:16], "balanced": BALANCED}


def _in_words(said: str) -> str:
    name, _, value = said.partition(": ")
    words = VALUES.get(value, value.replace("_", " ").lower())
    return f"{CIRCUMSTANCES.get(name, name)}: {words.replace('-', ' to ') if name == 'age_band' else words}"


class Colocated(Matched):
    """People whose unit had a key worker on site against people like them whose unit had none."""

    @property
    def finding(self) -> str:
        """In one line, with its interval."""
        return self._found("started treatment soon where a key worker sits in the unit", "being there")


class Reoffended(Matched):
    """People who started treatment soon against people like them who did not: who was proven to offend again."""

    @property
    def finding(self) -> str:
        """In one line, with its interval."""
        return self._found("were proven to offend again where treatment started soon", "treatment")

    @property
    def known_until(self) -> date:
        """The last day up to which the ministry looked."""
        held: ReturnedFile = self.release.extract.returned
        return held.known_until


def colocated(actor: Actor) -> Colocated | None:
    """The newest matched comparison of units with somebody on site; one statement."""
    found = _matched(actor, "matched-colocated", "on site", "not on site")
    return None if found is None else Colocated(*found)


def reoffended(actor: Actor) -> Reoffended | None:
    """The newest matched comparison of proven reoffending; one statement, and one for the ministry's file."""
    found = _matched(actor, "matched-reoffending", STARTED, NOT)
    return None if found is None else Reoffended(*found)


def why_not_reoffended(actor: Actor) -> str:
    """Why there is no matched comparison of proven reoffending, of the newest extract for which the ministry returned a
    file; empty where it returned none, or nobody asked for the measures.
    """
    runs = Measuring.objects.filter(extract__in=visible_to(actor).order_by().values("extract"))
    run = runs.filter(extract__returned__isnull=False).order_by("-extract__taken_at").first()
    whys = [each["why"] for each in run.refused if each["measure"] == "matched-reoffending"] if run else []
    return str(whys[-1]) if whys else ""


def _matched(
    actor: Actor, measure: str, having: str, lacking: str
) -> tuple[Release, Mapping[str, Any], tuple[int | None, int | None], tuple[int | None, int | None]] | None:
    release = newest(actor, measure=measure, by="group")
    if release is None or having not in release.figures:
        return None
    cells = _cells(release)
    sides = [(cells[side, "yes"], cells[side, TOTAL]) for side in (having, lacking)]
    return release, release.figures[having], sides[0], sides[1]
