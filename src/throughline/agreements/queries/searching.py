"""How are the words of a list found in names that stand in several columns?"""

from django.db.models import CharField, F, Func, Value
from django.db.models.functions import Coalesce, Concat, Lower


def searched(*columns: str) -> Func:
    """The columns as one text in which folded words are found: small letters, no apostrophes."""
    parts = [part for column in columns for part in (Coalesce(F(column), Value("")), Value(" "))]
    whole = Concat(*parts, output_field=CharField())
    return Func(Lower(whole), Value("’'"), Value(""), function="translate", output_field=CharField())
