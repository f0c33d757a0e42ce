"""How do exact figures stand in a frozen record, and how are they read from it again? Nothing stays nothing."""

from fractions import Fraction

from throughline.kernel.money import Money


def text_of(number: Fraction | None) -> str | None:
    """A fraction as text, such as `25/2`."""
    return None if number is None else str(number)


def fraction_of(text: str | None) -> Fraction | None:
    """The fraction that the text says."""
    return None if text is None else Fraction(text)


def pence_of(amount: Money | None) -> int | None:
    """Whole pence."""
    return None if amount is None else amount.pence


def money_of(pence: int | None) -> Money | None:
    """The money of so many pence."""
    return None if pence is None else Money(pence)
