"""How do demand and supply of each unit leave the evidence? Counts through the gate, the rest beside them. R43"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from throughline.kernel.actor import Actor

from ..gate import Counts, Dimension, Within
from ..models import Extract, Release
from .releasing import release

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = 1


def release_capacity(
    *,
    extract: Extract,
    tables: "Mapping[str, pa.Table]",
    within: tuple[Within, ...] = (),
    actor: Actor,
    at: datetime,
) -> Release | None:
    """Who was taken on in the extract's last year by unit, with time on a caseload and posts; None if nobody was."""
    asked = table_of(extract, tables)
    if asked is None:
        return None
    return release(extract=extract, version=VERSION, within=within, actor=actor, at=at, **asked)


def table_of(extract: Extract, tables: "Mapping[str, pa.Table]") -> dict[str, Any] | None:
    """That table as it goes to the gate."""
    from ..capacity.measuring import people_a_post, services

    first = max(extract.covers_from, extract.covers_until.replace(year=extract.covers_until.year - 1))
    found = services(tables, first, extract.covers_until)
    if not found:
        return None
    each = people_a_post(found)
    return {
        "measure": "capacity",
        "by": "unit",
        "period": f"{first}/{extract.covers_until}",
        "counts": Counts(
            "Referrals that a key worker took on",
            (Dimension("unit", tuple(found)),),
            {(unit,): count for unit, (count, _) in found.items()},
        ),
        "figures": {
            unit: {
                "arrivals": round(service.arrivals, 4),
                "stay": round(service.stay, 1),
                "spread": round(service.spread, 3),
                "posts": service.posts,
                "each": each,
                "least": service.least,
            }
            for unit, (_, service) in found.items()
        },
    }
