"""How far do people get, from needing help to not coming back? What is counted, beside what is estimated of need. R42

Need is a model's figure with its interval, of people in one period; the steps are counts of referrals in another. So
it is told in whole tens, never taken from a count to the last person, and only where both are of equally long periods.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from throughline.kernel.actor import Actor
from throughline.kernel.wording import long_date

from ..comparing.journey import ENDS, MATURES_AFTER, STEPS
from ..gate.shapes import TOTAL
from ..models import Release
from ..need.met import less
from ..need.shapes import Range
from .own import own_first
from .releases import newest_of_each

NEED = "need-estimate"
ALIKE = timedelta(days=31)  # by how much the two periods may differ in length
FIRST = "Need help"


@dataclass(frozen=True, slots=True)
class Step:
    """A step with how many took it, None when hidden, and where those who did not take it stopped."""

    name: str
    people: int | None
    lost: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Needing:
    """Before the first step: an estimate of who needs help, of whom `known` are on a list; days from until."""

    people: Range
    known: int
    days: tuple[date, date]
    release: Release

    def in_words(self) -> str:
        """Such as “about 4,510 (4,380 to 4,700)”."""
        return f"about {_about(self.people)}"

    def lost(self, referred: int | None) -> str:
        """How many of them were not referred and what is known of why, in tens; “” where that cannot be said."""
        if referred is None or self.people.best <= referred:
            return ""
        rest = less(self.people, Range(referred, referred, referred))
        none = self.people.best - self.known
        on_none = (
            f"about {_tens(none)} of them are on no list, so nobody who could refer them knows; "
            if none > 5
            else ""
        )
        return (
            f"Estimated: about {_about(Range(rest.best, max(rest.low, 0), rest.high))} were not referred; {on_none}"
            "the others are known to a service and may be in treatment without a referral"
        )


@dataclass(frozen=True, slots=True)
class Journey:
    """How far everybody got whom a place, or all places, were sent; before it who needs help, or why not."""

    release: Release
    place: str
    places: tuple[str, ...]
    steps: tuple[Step, ...]
    own: Collection[str] = frozenset()
    need: Needing | None = None
    no_need: str = ""

    @property
    def counted(self) -> tuple[date, date]:
        """The first and the last day on which those were referred whom the steps count."""
        return _counted(self.release)

    @property
    def finding(self) -> str:
        first, last, ended = (self.steps[n].people for n in (0, -1, -2))
        begins = ""
        if first and self.need and self.need.people.best > first:
            of_100 = round(100 * first / self.need.people.best)
            begins = f"An estimated {of_100} of every 100 people who need help are referred. "
        if first and last is not None:
            part = round(100 * last / first)
            return f"{begins}Of every 100 people referred, {part} ended as planned and were not back within six months"
        if first and ended is not None:
            part = round(100 * ended / first)
            return (
                f"{begins}Of every 100 people referred, {part} ended as planned; how many came back is hidden"
            )
        return "How far people get cannot be said here: too few were referred"

    @property
    def facts(self) -> dict[str, Any]:
        """What the picture is drawn from."""
        rows, before = [], self.steps[0].people
        for each in self.steps:
            if each.people is None or before is None:
                continue
            fewer = f" ({before - each.people:,} fewer)" if before != each.people else ""
            said = f"{each.people:,}"
            rows.append({"step": each.name, "people": each.people, "short": said, "said": said + fewer})
            before = each.people
        found: dict[str, Any] = {"steps": rows}
        if rows and self.need:
            people = {end: round(getattr(self.need.people, end)) for end in ("best", "low", "high")}
            words = self.need.in_words()
            found["need"] = {"step": FIRST, **people, "said": words, "short": f"{_tens(people['best'])}?"}
        return found


def journey(actor: Actor, place: str = "", own: Collection[str] = frozenset()) -> Journey | None:
    """The newest, of one place where its name is one of the table's; the reader's own stand first. One statement."""
    found: dict[str, Release] = {}
    for each in newest_of_each(actor, measures=("journey", NEED), by="place"):
        found.setdefault(each.measure, each)
    return journey_of(found["journey"], place, own, found.get(NEED)) if "journey" in found else None


def journey_of(
    release: Release, place: str = "", own: Collection[str] = frozenset(), need: Release | None = None
) -> Journey:
    """How far people got by this table, in all places where it knows none of that name, and who needs help by that."""
    cells = _cells(release)
    places = tuple(own_first(dict.fromkeys(key[0] for key in cells if key[0] != TOTAL), own, str))
    chosen = place if place in places else ""
    # An end that an earlier version did not tell apart holds nobody of its own.
    ends = {end: cells.get((chosen or TOTAL, end), 0) for end in ENDS}
    steps = tuple(
        Step(
            name,
            _from_either_end(cells[chosen or TOTAL, TOTAL], ends, at),
            tuple((ENDS[stop], ends[stop]) for stop in stops),
        )
        for at, (name, stops) in enumerate(STEPS)
    )
    needing, why_not = _needing(release, need, chosen)
    return Journey(release, chosen, places, steps, own, needing, why_not)


def _from_either_end(all_of: int | None, ends: Mapping[str, int | None], at: int) -> int | None:
    """Who took a step: all but those who stopped before, or those who stopped later; None if either hides one."""
    before = [ends[stop] for _, stops in STEPS[: at + 1] for stop in stops]
    known = [many for many in before if many is not None]
    if all_of is not None and len(known) == len(before):
        return all_of - sum(known)
    stopped = {stop for _, stops in STEPS[: at + 1] for stop in stops}
    later = [many for end, many in ends.items() if end not in stopped]
    rest = [many for many in later if many is not None]
    return sum(rest) if len(rest) == len(later) else None


def _needing(release: Release, need: Release | None, place: str) -> tuple[Needing | None, str]:
    """Who needs help there, or in words why it does not stand before the steps."""
    if need is None:
        return None, "How many people need help is not estimated yet, so the way begins at referral."
    if need.extract.is_made_up != release.extract.is_made_up:
        return None, "Need is estimated for other people than these, so the way begins at referral."
    first, last = need.days
    since, until = _counted(release)
    if abs((last - first) - (until - since)) > ALIKE:
        return None, (
            f"Need is estimated for {long_date(first)} to {long_date(last)}, and these steps count referrals of "
            f"{long_date(since)} to {long_date(until)}: periods of other lengths do not stand in one row."
        )
    said, known = need.figures.get(place or TOTAL), _known(need, place)
    if not said or known is None:
        return None, "How many people need help is hidden here, so the way begins at referral."
    people = Range(*(float(said[end]) for end in ("best", "low", "high")))
    return Needing(people, known, (first, last), need), ""


def _known(need: Release, place: str) -> int | None:
    cells = _cells(need)
    return cells.get((place or TOTAL, TOTAL))


def _counted(release: Release) -> tuple[date, date]:
    first, last = release.days
    return first, last - timedelta(days=MATURES_AFTER)


def _cells(release: Release) -> dict[tuple[str, ...], int | None]:
    return {tuple(cell["key"]): cell["count"] for cell in release.cells}


def _about(figure: Range) -> str:
    return f"{_tens(figure.best)} ({_tens(figure.low)} to {_tens(figure.high)})"


def _tens(figure: float) -> str:
    return f"{round(figure / 10) * 10:,}"
