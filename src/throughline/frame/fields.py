"""How is money kept in a column?"""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from throughline.kernel.money import Money

if TYPE_CHECKING:  # the stubs give a bigint column no way to say that it holds Money
    _Column = models.Field[Any, Any]
else:
    _Column = models.BigIntegerField


class MoneyField(_Column):
    """Whole pence in a bigint column, Money in Python. Name it `…_pence`."""

    description = "Money in whole pence"

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Money | None:
        return None if value is None else Money(value)

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, Money):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return Money(value)
        raise ValidationError("Money is kept in whole pence.")

    def get_prep_value(self, value: Any) -> int | None:
        if value is None:
            return None
        if isinstance(value, Money):
            return value.pence
        return int(super().get_prep_value(value))
