"""How is a list about people narrowed to one of the units that its reader sees?"""

from uuid import UUID

from django.db.models.expressions import RawSQL

from throughline.frame.lists import Filter, Rows
from throughline.frame.written import Written
from throughline.organisations.working import units_named

_OWN = Written(lambda: units_named(RawSQL("SELECT unnest(caseload_units())", [])))


def by_unit(of: str = "") -> Filter:
    """The filter by unit, offering the reader's own; to whoever has none those of the rows in sight.

    `of` leads from a row to its referral.
    """
    unit, name = f"{of}unit_id", f"{of}unit__name"

    def choices(rows: Rows) -> list[tuple[str, str]]:
        if own := _OWN():
            return [(str(each), words) for each, words in own]
        return [(str(each), words) for each, words in rows.order_by(name).values_list(unit, name).distinct()]

    def narrowed(rows: Rows, value: str) -> Rows:
        try:
            return rows.filter(**{unit: UUID(value)})
        except ValueError:
            return rows.none()  # no such thing was offered

    return Filter("unit", "Unit", choices, narrowed)
