"""Is there a world in which a hidden cell is large enough? Linear programming proposes one, whole numbers decide."""

from dataclasses import dataclass, field
from functools import partial
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, Any

from throughline.kernel.verdict import RefusedError

from .world import SMALL, World

if TYPE_CHECKING:
    import numpy as np

    Atoms = np.ndarray[Any, Any]

_OPTIMAL, _INFEASIBLE = 0, 2
_ANY_WORLD = 2.0  # of the solver's gap: the first whole world that it comes upon meets enough
_FEW = 4  # so few more are met one by one in less time


@dataclass(frozen=True, slots=True)
class Target:
    """Rows of sums, each so many times, that must be able to reach a number together; `least` is what they always are.

    A row that must be able to fall is taken away: its negative reaches the negative number.
    """

    terms: tuple[tuple[int, int], ...]
    reach: float
    least: float = 0

    @property
    def row(self) -> int:
        """The first of its rows."""
        return self.terms[0][0]

    def met(self, cells: "Atoms") -> bool:
        """Whether these sums reach it."""
        return sum(float(cells[row]) * many for row, many in self.terms) >= self.reach


def reaching(row: int, reach: float = SMALL) -> Target:
    """That one cell can be as large, so that nobody can tell that it is small."""
    return Target(((row, 1),), reach)


@dataclass(slots=True)
class Search:
    """Looks in one world, until a moment; RefusedError when the time is over or the solver does not know."""

    world: World
    until: float
    worlds: list["Atoms"] = field(default_factory=list)  # found until now; some may not hold any more

    def possible(self) -> bool:
        """Whether anything at all shows what is shown."""
        return self._solve(self._zeros(), *self._held()) is not None

    def unreached(self, targets: list[Target]) -> list[Target]:
        """The targets that no world of whole numbers reaches: whoever sees the tables could tell."""
        return [target for target in self.missed(targets) if self.reached(target) is None]

    def missed(self, targets: list[Target]) -> list[Target]:
        """The targets for which no world is known yet after looking for many at once; each may still have one."""
        for world in self.worlds:
            targets = self.not_met(targets, world)
        while len(targets) > 1 and (atoms := self._many(targets)) is not None:
            before = len(targets)
            targets = self.not_met(targets, atoms)
            if before - len(targets) < _FEW:
                break
        return targets

    def not_met(self, targets: list[Target], atoms: "Atoms") -> list[Target]:
        """Those that this world, if it is one, does not reach."""
        if (exact := self.whole(atoms)) is None:
            return targets
        cells = self.world.sums @ exact
        return [target for target in targets if not target.met(cells)]

    def reached(self, target: Target) -> "Atoms | None":
        """A world of whole numbers in which the target is reached, or None."""
        row = self._of([target]).toarray()[0]
        for whole in (False, True):
            atoms = self._solve(-1.0 * row, *self._held(), whole=whole)
            if atoms is None or float(row @ atoms) < target.reach - 1e-6:
                return None
            if (exact := self.whole(atoms)) is not None and target.met(self.world.sums @ exact):
                return self._kept(exact)
        return None

    def nearest(self, target: Target, price: "Atoms", *, whole: bool = False) -> "Atoms | None":
        """The world that reaches the target and leaves its shown ranges in the fewest, cheapest cells.

        `price` has a number for each row: what hiding it costs; infinite where it cannot be hidden.
        """
        import numpy as np
        from scipy.sparse import csr_array, hstack, vstack

        world = self.world
        shown = np.isfinite(world.high) & np.isfinite(price)
        count = int(shown.sum())
        slack = csr_array(
            (np.ones(count), (np.flatnonzero(shown), np.arange(count))), shape=(len(price), count)
        )
        rows = np.isfinite(world.low)
        held = hstack([world.sums, -slack, slack]).tocsr()[rows]
        links = hstack([world.links, csr_array((world.links.shape[0], 2 * count))])
        wanted = hstack([self._of([target]), csr_array((1, 2 * count))])
        found = self._solve(
            np.concatenate([self._zeros(), price[shown], price[shown]]),
            vstack([held, links, wanted]),
            np.concatenate([world.low[rows], world.floor, [target.reach]]),
            np.concatenate([world.high[rows], world.room, [inf]]),
            # A cell that is hidden must still be somebody in that world: upwards as far as it likes, down to one.
            most=np.concatenate([np.full(count, inf), np.maximum(world.low[shown] - 1, 0)]),
            whole=whole,
        )
        return None if found is None else found[: world.sums.shape[1]]

    def whole(self, atoms: "Atoms") -> "Atoms | None":
        """The same world in whole numbers, if it shows the same."""
        import numpy as np

        exact = np.rint(atoms).astype(np.int64)
        return exact if self.world.holds(exact) else None

    def _kept(self, atoms: "Atoms") -> "Atoms":
        self.worlds.append(atoms)
        return atoms

    def _many(self, targets: list[Target]) -> "Atoms | None":
        """A world of whole numbers that reaches some of the targets at once, or None."""
        import numpy as np
        from scipy.sparse import csr_array, diags_array, hstack, vstack

        matrix, low, high = self._held()
        size = len(targets)
        # What a sum is at least is said as sharply as it is known: whether it is reached is then soon decided.
        least = np.array([max(target.least, -self._ceiling()) for target in targets])
        steps = diags_array(np.array([target.reach for target in targets]) - least, dtype=float)
        found = self._solve(
            np.concatenate([self._zeros(), -np.ones(size)]),
            vstack(
                [hstack([matrix, csr_array((matrix.shape[0], size))]), hstack([self._of(targets), -steps])]
            ),
            np.concatenate([low, least]),
            np.concatenate([high, np.full(size, inf)]),
            most=np.ones(size),
            whole=True,
            gap=_ANY_WORLD,
        )
        return None if found is None or found[-size:].max() < 0.5 else self._kept(found[:-size])

    def _ceiling(self) -> float:
        """Nothing has to be larger than this, and a solver is exact with small numbers."""
        import numpy as np

        return 100.0 + 10 * float(np.max(self.world.high, initial=0, where=np.isfinite(self.world.high)))

    def _of(self, targets: list[Target]) -> Any:
        """For each target the atoms of which it is the sum."""
        from scipy.sparse import csr_array

        terms = [(number, row, many) for number, target in enumerate(targets) for row, many in target.terms]
        numbers, rows, many = zip(*terms, strict=True)
        return csr_array((many, (numbers, rows)), shape=(len(targets), len(self.world.low))) @ self.world.sums

    def _zeros(self) -> "Atoms":
        import numpy as np

        return np.zeros(self.world.sums.shape[1])

    def _held(self) -> tuple[Any, "Atoms", "Atoms"]:
        import numpy as np
        from scipy.sparse import vstack

        world = self.world
        rows = np.isfinite(world.low)
        return (
            vstack([world.sums[rows], world.links]),
            np.concatenate([world.low[rows], world.floor]),
            np.concatenate([world.high[rows], world.room]),
        )

    def _solve(
        self,
        goal: "Atoms",
        matrix: Any,
        low: "Atoms",
        high: "Atoms",
        *,
        whole: bool = False,
        most: "Atoms | None" = None,
        gap: float = 0,
    ) -> "Atoms | None":
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp

        seconds = self.until - monotonic()
        if seconds <= 0:
            raise RefusedError(
                "Nothing leaves: it took too long to make sure that nobody can be found in this table.",
                "Ask for fewer categories, or for one dimension less.",
            )
        extra = len(goal) - len(self.world.least)
        least = np.concatenate([self.world.least, np.zeros(extra)])
        ceiling = self._ceiling()
        top = np.full(len(goal), ceiling)
        if most is not None:
            top[len(top) - len(most) :] = np.minimum(most, ceiling)
        ask = partial(
            milp,
            goal,
            integrality=np.full(len(goal), 1 if whole else 0),
            bounds=Bounds(np.maximum(least, -ceiling), top),
            constraints=LinearConstraint(matrix, low, high) if matrix.shape[0] else None,
        )
        answer = ask(options={"time_limit": seconds, "mip_rel_gap": gap})
        if answer.status == _INFEASIBLE and (seconds := self.until - monotonic()) > 0:
            # Seen of HiGHS in SciPy 1.17.1: its presolve rules out what is there.
            answer = ask(options={"time_limit": seconds, "mip_rel_gap": gap, "presolve": False})
        if answer.status == _OPTIMAL and answer.x is not None:
            return np.asarray(answer.x)
        if answer.status == _INFEASIBLE:
            return None
        raise RefusedError(
            "Nothing leaves: the computation which makes sure that nobody can be found in this table came to no end.",
            "Ask for fewer categories, or for one dimension less.",
        )
