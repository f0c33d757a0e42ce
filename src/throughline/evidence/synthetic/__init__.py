"""Made-up people in any number, by a seeded generator, with what is true of them known beforehand.

The same seed gives the same tables. Nobody in them exists; whoever shows them says "made up by a generator, seed N".
"""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from .truth import Truth


def make(
    *,
    seed: int,
    people: int,
    first: date = date(2024, 4, 1),
    until: date = date(2026, 4, 1),
    contacts_a_week: float = 0.7,
    truth: "Truth | None" = None,
) -> "dict[str, pa.Table]":
    """A table for each of `extract.TABLES`, in that schema, of that many people referred from `first` until `until`.

    Days on or after `until` are not known yet. Two years, so that a year of starts can mature.
    """
    import numpy as np

    from throughline.evidence import extract

    from .care import care_tables
    from .columns import pseudonyms
    from .journeys import KINDS, journeys
    from .money import money_tables
    from .truth import Truth

    chance = np.random.Generator(np.random.PCG64(seed))
    told = truth or Truth()
    walked = journeys(chance, told, seed=seed, people=people, first=first, until=until)
    referrals = pseudonyms(KINDS["referral"], seed, len(walked.sent_on))
    tables = {
        **walked.tables(seed, referrals),
        **care_tables(chance, told, walked, referrals, contacts_a_week=contacts_a_week),
        **money_tables(chance, told, walked, seed=seed),
    }
    return {table.name: tables[table.name].select(list(table.names)) for table in extract.TABLES}
