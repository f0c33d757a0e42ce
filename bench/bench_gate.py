"""How long does the gate take for a table of 50 places by 20 categories, and how long its audit alone?

The floor is the solver's own time: every linear programme that the work asks for, with the same matrices, and nothing
around them. Medians of the same run; nothing is gated.
"""

import random
from collections.abc import Callable
from time import perf_counter
from typing import Any

import scipy.optimize
from bench.measuring import medians_ms

from throughline.evidence.gate import Counts, Dimension, through
from throughline.evidence.gate.passing import exposed

PLACES, CATEGORIES, ROUNDS, AIM_MS = 50, 20, 9, 2_000


def main() -> None:
    for mean in (20, 40):
        people = fifty_by_twenty(mean)
        small = sum(0 < count < 5 for count in people.with_sums().values())
        shown = through(people)
        passing, programmes = solved(lambda people=people: through(people))
        auditing, audits = solved(lambda shown=shown: exposed(shown))
        whole, audit = medians_ms(
            ROUNDS, lambda people=people: through(people), lambda shown=shown: exposed(shown)
        )
        print(
            f"{PLACES} × {CATEGORIES}, {small} small counts, {len(shown.hidden)} of "
            f"{(PLACES + 1) * (CATEGORIES + 1):,} cells hidden (median of {ROUNDS}, audit's aim < {AIM_MS:,} ms)"
        )
        for what, took, floor, times in (
            ("audit alone", audit, auditing, audits),
            ("whole passage", whole, passing, programmes),
        ):
            print(f"  {what:<16}{took:9.0f} ms  solver alone {floor:7.0f} ms in {times:3} programmes")


def solved(work: Callable[[], object]) -> tuple[float, int]:
    """The milliseconds that the solver needs for the programmes of this work, one after the other, and how many."""
    real, asked = scipy.optimize.milp, []

    def listening(goal: Any, **more: Any) -> Any:
        asked.append((goal, more))
        return real(goal, **more)

    scipy.optimize.milp = listening
    try:
        work()
    finally:
        scipy.optimize.milp = real
    began = perf_counter()
    for goal, more in asked:
        real(goal, **more)
    return (perf_counter() - began) * 1000, len(asked)


def fifty_by_twenty(mean: int) -> Counts:
    """Made-up counts that scatter about a mean, so that many are small."""
    chance = random.Random(mean)
    places = Dimension("place", tuple(f"Place {n}" for n in range(PLACES)))
    kinds = Dimension("kind", tuple(f"Kind {n}" for n in range(CATEGORIES)))
    counts = {
        (place, kind): int(chance.expovariate(1 / mean))
        for place in places.categories
        for kind in kinds.categories
    }
    return Counts("Made-up people", (places, kinds), counts)


if __name__ == "__main__":
    main()
