"""Which day does a cell of a provider's file mean?"""

from datetime import date, datetime

WRITTEN = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y%m%d")


def day_in(cell: str) -> date:
    """The day, written in any of the four ways that such files have; ValueError for anything else."""
    for written in WRITTEN:
        try:
            return datetime.strptime(cell.strip(), written).date()  # noqa: DTZ007 - a business day has no zone
        except ValueError:
            continue
    raise ValueError("This is no day.")
