"""How long do people stay, when some are still here and some left for another reason?

Kaplan-Meier and the cumulative incidence of each way out (Aalen-Johansen), by statsmodels. Whoever is still in
treatment is censored; death and transfer are competing risks, never failures.
"""

from collections.abc import Sequence
from dataclasses import dataclass

STILL_HERE = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """Days that somebody stayed, and how they left; `STILL_HERE` while they have not."""

    days: int
    left: str = STILL_HERE


@dataclass(frozen=True, slots=True)
class Curve:
    """The part that stays beyond each day on which somebody left, with its 95 % band."""

    days: tuple[int, ...]
    stays: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    @property
    def median(self) -> int | None:
        """The first day by which half have left; None while more than half stay."""
        return next((day for day, part in zip(self.days, self.stays, strict=True) if part <= 0.5), None)

    def at(self, day: int) -> float:
        """The part that stays beyond that day."""
        return next(
            (part for on, part in zip(self.days[::-1], self.stays[::-1], strict=True) if on <= day), 1.0
        )


def curve(stays: Sequence[Stay]) -> Curve:
    """The curve of everybody's stay, leaving for whatever reason; band on the log-log scale (Kalbfleisch-Prentice)."""
    from math import exp, log

    from statsmodels.duration.survfunc import SurvfuncRight

    _check(stays)
    found = SurvfuncRight([each.days for each in stays], [int(each.left != STILL_HERE) for each in stays])
    low, high = [], []
    for part, error in zip(found.surv_prob, found.surv_prob_se, strict=True):
        if not 0 < part < 1:
            low.append(float(part))
            high.append(float(part))
            continue
        width = 1.959964 * error / (part * abs(log(part)))
        low.append(float(part ** exp(width)))
        high.append(float(part ** exp(-width)))
    return Curve(
        tuple(int(day) for day in found.surv_times),
        tuple(float(part) for part in found.surv_prob),
        tuple(low),
        tuple(high),
    )


def ways_out(stays: Sequence[Stay]) -> dict[str, tuple[tuple[int, float], ...]]:
    """For each way out the part that has left by it, by each day; they and who stays sum to one."""
    import numpy as np
    from statsmodels.duration.survfunc import CumIncidenceRight

    _check(stays)
    ways = sorted({each.left for each in stays} - {STILL_HERE})
    if not ways:
        return {}
    number = {way: place + 1 for place, way in enumerate(ways)}
    with np.errstate(
        divide="ignore", invalid="ignore"
    ):  # its error is unknown once nobody is left; unused here
        found = CumIncidenceRight([each.days for each in stays], [number.get(each.left, 0) for each in stays])
    return {
        way: tuple((int(day), float(part)) for day, part in zip(found.times, found.cinc[place], strict=True))
        for place, way in enumerate(ways)
    }


def _check(stays: Sequence[Stay]) -> None:
    if not stays:
        raise ValueError("A curve needs somebody.")
    if any(each.days < 0 for each in stays):
        raise ValueError("A stay is not shorter than no day.")
