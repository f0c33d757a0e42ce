"""How much is it, to the penny?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from .wording import quoted

_POUNDS = re.compile(r"([-−]?)£?([-−]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?", re.ASCII)
_MOST_DIGITS = 16  # whole pounds; the pence then still fit a bigint column


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """Whole pence, negative where money goes back; counted with Money and int only, never a float."""

    pence: int

    def __post_init__(self) -> None:
        if type(self.pence) is not int:  # a bool is an int to isinstance, and no amount
            raise TypeError(f"Money is whole pence, not {self.pence!r}.")

    @classmethod
    def from_pounds(cls, text: str) -> "Money":
        """The exact amount that `text` writes ("1,257.30", "£5", "-£0.50"); ValueError says what is wrong."""
        match = _POUNDS.fullmatch(text.strip())
        if match is None or (match[1] and match[2]):
            raise ValueError(f"{quoted(text)} is not an amount in pounds such as 1,257.30.")
        pounds, fraction = match[3].replace(",", ""), (match[4] or "")
        if len(pounds.lstrip("0")) > _MOST_DIGITS:
            raise ValueError(f"{quoted(text)} is more money than can be counted here.")
        if fraction[2:].strip("0"):
            raise ValueError(f"{quoted(text)} has a fraction of a penny; amounts are whole pence.")
        pence = int(pounds) * 100 + int(fraction[:2].ljust(2, "0"))
        return cls(-pence if match[1] or match[2] else pence)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.pence + other.pence) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.pence - other.pence) if isinstance(other, Money) else NotImplemented

    def __mul__(self, times: int) -> "Money":
        return Money(self.pence * times) if type(times) is int else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> "Money":
        return Money(-self.pence)

    def __abs__(self) -> "Money":
        return Money(abs(self.pence))

    def __bool__(self) -> bool:
        return self.pence != 0

    def __str__(self) -> str:
        pounds, pence = divmod(abs(self.pence), 100)
        return f"{'−' if self.pence < 0 else ''}£{pounds:,}.{pence:02}"

    def in_instalments(self, parts: Sequence[int]) -> list["Money"]:
        """Whole pence for each part of the whole, in their order; the last takes what remains. Authority: R22."""
        in_all = sum(parts)
        amounts = [Money(self.pence * part // in_all) for part in parts[:-1]]
        return [*amounts, self - sum(amounts, Money(0))]

    def share_out(self, weights: Sequence[Fraction | int]) -> list["Money"]:
        """One part for each weight, in their order; the parts always sum to the whole. Authority: R14.

        Largest remainder: everybody gets the whole pennies of their exact share, and the pennies left over go
        one each to the largest remainders; where those are equal, to the larger weight, then to the earlier
        position. A negative whole gives the same parts, negated. ValueError without a positive weight.
        """
        counts = _whole_numbers(weights)
        in_all = sum(counts)
        if in_all == 0:
            raise ValueError("An amount cannot be shared out where no weight is above zero.")
        quotas = [divmod(abs(self.pence) * count, in_all) for count in counts]
        parts = [pence for pence, _ in quotas]
        by_claim = sorted(range(len(counts)), key=lambda i: (-quotas[i][1], -counts[i], i))
        for i in by_claim[: abs(self.pence) - sum(parts)]:
            parts[i] += 1
        return [Money(-part if self.pence < 0 else part) for part in parts]


def _whole_numbers(weights: Sequence[Fraction | int]) -> list[int]:
    for weight in weights:
        if isinstance(weight, bool) or not isinstance(weight, Fraction | int):
            raise TypeError(f"A weight is an int or a Fraction, not {weight!r}.")
        if weight < 0:
            raise ValueError(f"A weight cannot be below zero, and {weight} is.")
    scale = lcm(*(weight.denominator for weight in weights))
    return [int(weight * scale) for weight in weights]
