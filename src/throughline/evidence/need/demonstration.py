"""What do need and capacity show in the demonstration? The synthetic year's own people, and made-up others. R46

One line: made-up lists, the linkage of those on any of them with those in treatment, its review, met need by locality
and unit, and those on no list from how the lists overlap. All by the extract's seed.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from throughline.kernel.actor import Actor

from ..actions.capacities import release_capacity
from ..actions.estimating import draw_more, enter_estimate
from ..actions.linked_need import release_linked_need
from ..actions.needing import supported_by_area
from ..linkage import demonstration as linked
from ..models import Extract, HiddenEstimate, Linkage
from .parts import Lists, Part
from .shapes import Histories

if TYPE_CHECKING:
    import pyarrow as pa

    from .made_up import MadeUp, Where

SOURCE = "Lists made up by the generator of the demonstration, so that what is true of them is known."
DRAWS_EACH = 400


def load(
    *, extract: Extract, tables: "Mapping[str, pa.Table]", actor: Actor, at: datetime, reviewer: Actor | None
) -> None:
    """Need, hidden need and capacity of a made-up extract are there, each once; nothing for an extract of people.

    Need stands on a linkage, so it is there when there is a `reviewer` whose linkage it is.
    """
    if not extract.is_made_up or extract.seed is None:
        return
    from .made_up import made_up

    areas = made_up(extract.seed, supported_by_area(tables, extract))
    release_capacity(extract=extract, tables=tables, actor=actor, at=at)
    if reviewer is not None and not Linkage.objects.filter(name=linked.NAME).exists():
        row = linked.load(areas, lists_of(areas, extract.seed), actor=reviewer, at=at)
        release_linked_need(linkage_id=row.pk, actor=actor, at=at)
    _estimated(extract, extract.seed, areas, actor, at)


def lists_of(areas: "Mapping[Where, MadeUp]", seed: int) -> Lists:
    """The lists of these areas, from which those on none of them are estimated."""
    parts = (Part(place, unit, made.histories) for (place, unit), made in areas.items())
    return Lists(tuple(parts), seed, DRAWS_EACH)


def _estimated(
    extract: Extract, seed: int, areas: "Mapping[Where, MadeUp]", actor: Actor, at: datetime
) -> None:
    """The same lists of all areas together, with every plausible model."""
    about = f"Greater Manchester, {extract.name}"
    if HiddenEstimate.objects.filter(about=about, is_made_up=True).exists():
        return
    every = [made.histories for made in areas.values()]
    counts: dict[str, int] = {}
    for histories in every:
        for history, count in histories.counts.items():
            counts[history] = counts.get(history, 0) + count
    estimate = enter_estimate(
        about=about,
        source=SOURCE,
        histories=Histories(every[0].lists, counts),
        do_refer=True,
        is_made_up=True,
        seed=seed,
        actor=actor,
        at=at,
    )
    draw_more(estimate.pk)
