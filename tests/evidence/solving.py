"""What do many sums of whole numbers, each between two ends, let one say of any other sum of them?

What is known to the last person is put in first, which leaves little; what is left falls into parts that say nothing of
each other, and each is solved by itself. So all tables of a programme take seconds, where one problem took hours.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack
from scipy.sparse.csgraph import connected_components

Row = Mapping[int, float]
MOST = 5_000.0
SECONDS = 20.0


class Sums:
    """So many whole numbers, none below nobody, of which each row of `rows` lies between its `ends`."""

    def __init__(self, width: int, rows: Sequence[Row], ends: Sequence[tuple[float, float]]) -> None:
        self.low, self.high = np.zeros(width), np.full(width, MOST)
        self.matrix, self.least, self.most_ = self._together(width, rows, ends)
        self.is_possible = self._narrow() and self._solve_once()

    def most(self, row: Row) -> float:
        """At most how many stand in this sum; what no solver could tell in time counts as many."""
        known, open_ = self._split(row)
        for part, inside in self._by_part(open_).items():
            known += self.parts[part].most(inside)
        return known

    def least_of(self, row: Row) -> float:
        """At least how many stand in this sum."""
        return -self.most({at: -many for at, many in row.items()})

    def not_reached(self, wanted: Iterable[tuple[Any, Row]], reach: float = 5) -> list[tuple[Any, Row]]:
        """Those sums for which no world of whole numbers was seen that brings them to `reach`."""
        left: list[tuple[Any, Row]] = []
        in_part: dict[int, list[tuple[tuple[Any, Row], Row, float]]] = {}
        for each in wanted:
            known, open_ = self._split(each[1])
            where = self._by_part(open_)
            if not where and known >= reach:
                continue
            if len(where) != 1:
                left.append(each)  # shown and small, or across parts: told one by one
                continue
            [(part, inside)] = where.items()
            in_part.setdefault(part, []).append((each, inside, reach - known))
        for part, some in in_part.items():
            left += self.parts[part].not_reached(some)
        return left

    def _together(
        self, width: int, rows: Sequence[Row], ends: Sequence[tuple[float, float]]
    ) -> tuple[Any, Any, Any]:
        """Each different sum once, with the narrowest ends that any row gives it."""
        found: dict[tuple[tuple[int, float], ...], tuple[float, float]] = {}
        for row, (low, high) in zip(rows, ends, strict=True):
            terms = tuple(sorted((at, many) for at, many in row.items() if many))
            if terms and terms[0][1] < 0:
                terms, low, high = tuple((at, -many) for at, many in terms), -high, -low
            before = found.get(terms, (-np.inf, np.inf))
            found[terms] = (max(before[0], low), min(before[1], high))
        self.is_nothing_wrong = all(
            low <= 1e-9 and high >= -1e-9 for low, high in [found.pop((), (0.0, 0.0))]
        )
        return (
            matrix_of([dict(terms) for terms in found], width),
            np.array([low for low, _ in found.values()]),
            np.array([high for _, high in found.values()]),
        )

    def _narrow(self) -> bool:
        """What each row leaves for each of its numbers, until that says no more; whether anything is left."""
        matrix = self.matrix.tocoo()
        rows, columns, many = matrix.row, matrix.col, matrix.data
        for _ in range(60):
            before = self.low.copy(), self.high.copy()
            ends = np.where(many > 0, many * self.low[columns], many * self.high[columns])
            tops = np.where(many > 0, many * self.high[columns], many * self.low[columns])
            size = matrix.shape[0]
            bottom, top = (np.bincount(rows, weights=each, minlength=size) for each in (ends, tops))
            room_up = (self.most_[rows] - (bottom[rows] - ends)) / many
            room_down = (self.least[rows] - (top[rows] - tops)) / many
            up = np.where(many > 0, room_up, room_down)
            down = np.where(many > 0, room_down, room_up)
            np.minimum.at(self.high, columns, np.floor(np.where(np.isnan(up), np.inf, up) + 1e-6))
            np.maximum.at(self.low, columns, np.ceil(np.where(np.isnan(down), -np.inf, down) - 1e-6))
            if (self.low > self.high).any():
                return False
            if (self.low == before[0]).all() and (self.high == before[1]).all():
                break
        return self.is_nothing_wrong

    def _solve_once(self) -> bool:
        """Whether each part has a solution; the parts are made here."""
        self.is_open = self.high > self.low
        self.part_of = np.full(len(self.low), -1)
        fixed = np.where(self.is_open, 0.0, self.low)
        gone = self.matrix @ fixed
        open_ = np.flatnonzero(self.is_open)
        matrix = self.matrix[:, open_].tocsr()
        least, most = self.least - gone, self.most_ - gone
        sizes = np.diff(matrix.indptr)
        if (least[sizes == 0] > 1e-6).any() or (most[sizes == 0] < -1e-6).any():
            return False
        kept = np.flatnonzero(sizes > 1)
        matrix, least, most = matrix[kept], least[kept], most[kept]
        many, label = connected_components(matrix.T @ matrix, directed=False) if len(open_) else (0, [])
        self.part_of[open_] = label
        self.parts: list[Part] = []
        self.place = np.full(len(self.low), -1)
        row_of = label[matrix.indices[matrix.indptr[:-1]]] if matrix.shape[0] else np.array([])
        by_column = np.argsort(label, kind="stable") if len(open_) else np.array([], dtype=int)
        starts = np.searchsorted(np.asarray(label)[by_column], np.arange(many + 1))
        by_row = np.argsort(row_of, kind="stable")
        row_starts = np.searchsorted(np.asarray(row_of)[by_row], np.arange(many + 1))
        for part in range(many):
            inside = by_column[starts[part] : starts[part + 1]]
            here = by_row[row_starts[part] : row_starts[part + 1]]
            columns = open_[inside]
            self.place[columns] = np.arange(len(columns))
            self.parts.append(
                Part(matrix[here][:, inside], least[here], most[here], self.low[columns], self.high[columns])
            )
        return all(each.is_possible for each in self.parts)

    def _split(self, row: Row) -> tuple[float, dict[int, float]]:
        known = sum(many * self.low[at] for at, many in row.items() if not self.is_open[at])
        return float(known), {at: many for at, many in row.items() if many and self.is_open[at]}

    def _by_part(self, row: Row) -> dict[int, dict[int, float]]:
        found: dict[int, dict[int, float]] = {}
        for at, many in row.items():
            found.setdefault(int(self.part_of[at]), {})[int(self.place[at])] = many
        return found


class Part:
    """Numbers of which the rows say something together."""

    def __init__(self, matrix: Any, least: Any, most: Any, low: Any, high: Any) -> None:
        self.matrix, self.least, self.most_, self.low, self.high = matrix, least, most, low, high
        self.width = len(low)
        self.is_possible = not matrix.shape[0] or self._best(np.zeros(self.width), whole=False)[1] is not None

    def most(self, row: Row) -> float:
        """At most how many stand in this sum, in whole numbers."""
        goal = np.zeros(self.width)
        for at, many in row.items():
            goal[at] = many
        return self._best(goal, whole=True)[0]

    def not_reached(self, wanted: list[tuple[Any, Row, float]]) -> list[Any]:
        """Those of which no world of whole numbers was seen that brings them to what they must reach."""
        while wanted:
            size = len(wanted)
            goal = matrix_of([row for _, row, _ in wanted], self.width)
            reach = np.array([each[2] for each in wanted])
            gain = csr_array((-np.ones(size), (np.arange(size), np.arange(size))), shape=(size, size))
            answer = milp(
                np.concatenate([np.zeros(self.width), -np.ones(size)]),
                bounds=Bounds(
                    np.concatenate([self.low, np.minimum(reach, 0) - 1e4]), np.concatenate([self.high, reach])
                ),
                constraints=LinearConstraint(
                    vstack([hstack([self.matrix, csr_array((len(self.least), size))]), hstack([goal, gain])]),
                    np.concatenate([self.least, np.zeros(size)]),
                    np.concatenate([self.most_, np.full(size, np.inf)]),
                ),
            )
            if answer.x is None:
                return [each for each, _, _ in wanted]
            whole = np.rint(answer.x[: self.width])
            sums = self.matrix @ whole
            if (sums < self.least - 1e-6).any() or (sums > self.most_ + 1e-6).any():
                return [each for each, _, _ in wanted]
            left = [
                each
                for each, many, must in zip(wanted, goal @ whole, reach, strict=True)
                if many < must - 1e-6
            ]
            if len(left) == size:
                break
            wanted = left
        return [each for each, _, _ in wanted]

    def _best(self, goal: Any, *, whole: bool) -> tuple[float, Any]:
        answer = milp(
            -goal,
            integrality=np.full(self.width, int(whole)),
            bounds=Bounds(self.low, self.high),
            constraints=LinearConstraint(self.matrix, self.least, self.most_) if len(self.least) else None,
            options={"time_limit": SECONDS},
        )
        if answer.x is None and answer.status != 1:
            return -np.inf, None
        bound = answer.mip_dual_bound if answer.mip_dual_bound is not None else answer.fun
        # Without an answer in time only the bound is proven.
        return float(np.floor(-bound + 1e-6)), answer.x if answer.x is not None else ()


def matrix_of(rows: Sequence[Row], width: int) -> Any:
    """These sums as a matrix."""
    at = [(number, column, many) for number, row in enumerate(rows) for column, many in row.items()]
    numbers, columns, values = zip(*at, strict=True) if at else ((), (), ())
    return csr_array(
        (np.array(values, dtype=float), (np.array(numbers, dtype=int), np.array(columns, dtype=int))),
        shape=(len(rows), width),
    )
