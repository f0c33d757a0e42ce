"""What goes into an estimate of people whom no list holds, and what comes out? Plain values; no data library."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from throughline.kernel.verdict import Allowed, Refused, Verdict

FEWEST_SEEN = 30
FEWEST_SHARED = 7
MOST_LISTS = 8


@dataclass(frozen=True, slots=True)
class Range:
    """A best figure and the interval around it, in people."""

    best: float
    low: float
    high: float

    def plus(self, seen: float) -> "Range":
        return Range(self.best + seen, self.low + seen, self.high + seen)


@dataclass(frozen=True, slots=True)
class Histories:
    """How many people stand on exactly these lists: a history has a 1 for each list that holds them, else a 0.

    `impossible` are histories that cannot be, whatever people do (a list that excludes who is on another).
    """

    lists: tuple[str, ...]
    counts: Mapping[str, int]
    impossible: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        wanted = set(possible(len(self.lists)))
        if not set(self.counts) <= wanted or not self.impossible <= wanted:
            raise ValueError(f"A history has {len(self.lists)} figures, each 0 or 1, and at least one 1.")
        if any(count < 0 for count in self.counts.values()):
            raise ValueError("No history has fewer than nobody.")
        if any(self.counts.get(history) for history in self.impossible):
            raise ValueError("People stand in a history that is said to be impossible.")

    @property
    def seen(self) -> int:
        """Everybody on at least one list."""
        return sum(self.counts.values())

    def cells(self) -> list[tuple[str, int]]:
        """Every history that can be, zero included, in order from the last list alone to all lists."""
        return [
            (history, self.counts.get(history, 0))
            for history in possible(len(self.lists))
            if history not in self.impossible
        ]

    def on(self, *places: int) -> int:
        """How many stand on all of these lists, whatever other lists hold them."""
        return sum(n for history, n in self.counts.items() if all(history[place] == "1" for place in places))

    def without(self, place: int) -> "Histories":
        """The same people as the other lists know them; whom only that list held is no longer seen."""
        summed: dict[str, int] = {}
        for history, n in self.counts.items():
            rest = history[:place] + history[place + 1 :]
            if "1" in rest:
                summed[rest] = summed.get(rest, 0) + n
        return Histories(self.lists[:place] + self.lists[place + 1 :], summed)


def possible(lists: int) -> list[str]:
    """Every history of so many lists but that of nobody, in binary order."""
    return ["".join(each) for each in product("01", repeat=lists)][1:]


def in_order(lists: Iterable[str], counts: Iterable[int], *, from_all: bool = False) -> Histories:
    """Histories from counts in binary order, from the last list alone upwards, or from all lists downwards."""
    names = tuple(lists)
    histories = possible(len(names))
    ordered = reversed(histories) if from_all else iter(histories)
    return Histories(names, dict(zip(ordered, counts, strict=True)))


@dataclass(frozen=True, slots=True)
class Fit:
    """One model: which pairs of lists it lets depend on one another, and what follows.

    `unseen` is people on no list; `fault` says in words why the model says nothing, then its figures are zero.
    """

    pairs: tuple[tuple[int, int], ...]
    unseen: Range
    standard_error: float
    deviance: float
    freedom: int
    bic: float
    fault: str = ""

    def in_words(self, lists: Sequence[str]) -> str:
        """The pairs by name, such as “probation × treatment”."""
        return "; ".join(f"{lists[a]} × {lists[b]}" for a, b in self.pairs) or "all lists independent"


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the lists say about people on none of them: every plausible model, the best one by BIC, and warnings."""

    histories: Histories
    plausible: tuple[Fit, ...]
    failed: int
    tried: int
    warnings: tuple[str, ...]

    @property
    def best(self) -> Fit:
        return self.plausible[0]

    @property
    def span(self) -> Range:
        """Everybody, seen and unseen: the best model's figure, and the ends that any plausible model reaches."""
        return Range(
            self.best.unseen.best,
            min(fit.unseen.low for fit in self.plausible),
            max(fit.unseen.high for fit in self.plausible),
        ).plus(self.histories.seen)

    @property
    def factor(self) -> float:
        """By what the largest plausible figure for everybody exceeds the smallest."""
        totals = [fit.unseen.best + self.histories.seen for fit in self.plausible]
        return max(totals) / min(totals)


def may_be_estimated(histories: Histories) -> Verdict:
    """Whether these lists can say anything about people on none of them."""
    lists = histories.lists
    if not 2 <= len(lists) <= MOST_LISTS:
        return Refused(f"An estimate takes two to {MOST_LISTS} lists of the same people.")
    if histories.seen < FEWEST_SEEN:
        return Refused(
            f"Only {histories.seen} people stand on any list. Fewer than {FEWEST_SEEN} say nothing about others."
        )
    for place, name in enumerate(lists):
        if not histories.on(place):
            return Refused(f"Nobody stands on “{name}”. A list without people says nothing.", "Leave it out.")
    shared = {pair: histories.on(*pair) for pair in combinations(range(len(lists)), 2)}
    if not any(shared.values()):
        return Refused(
            "No two lists have anybody in common. Then any number of people may be on none of them.",
            "Look at the linkage first: links that were missed make lists look strange to one another.",
        )
    if max(shared.values()) < FEWEST_SHARED:
        return Refused(
            f"No two lists have {FEWEST_SHARED} people in common. So few make the estimate jump with each of them.",
            "Take a longer period, or a larger area.",
        )
    alone = [
        name for place, name in enumerate(lists) if not any(n for pair, n in shared.items() if place in pair)
    ]
    if alone:
        return Refused(
            f"“{alone[0]}” has nobody in common with any other list. It may be about other people.",
            "Leave it out, or look at the linkage first.",
        )
    return Allowed()
