"""What do need and capacity show in the demonstration? The synthetic year's own people, and made-up others. R46"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from throughline.kernel.actor import Actor

from ..actions.capacities import release_capacity
from ..actions.estimating import draw_more, enter_estimate
from ..actions.needing import made_up_areas, release_need, supported_by_area
from ..models import Extract, HiddenEstimate
from .shapes import Histories

if TYPE_CHECKING:
    import pyarrow as pa

SOURCE = "Lists made up by the generator of the demonstration, so that what is true of them is known."


def load(*, extract: Extract, tables: "Mapping[str, pa.Table]", actor: Actor, at: datetime) -> None:
    """Need, hidden need and capacity of a made-up extract are there, each once; nothing for an extract of people."""
    if not extract.is_made_up or extract.seed is None:
        return
    from .made_up import made_up

    supported = supported_by_area(tables, extract)
    release_capacity(extract=extract, tables=tables, actor=actor, at=at)
    release_need(extract=extract, areas=made_up_areas(extract.seed, supported), actor=actor, at=at)
    about = f"Greater Manchester, {extract.name}"
    if HiddenEstimate.objects.filter(about=about, is_made_up=True).exists():
        return
    every = [made.histories for made in made_up(extract.seed, supported).values()]
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
        seed=extract.seed,
        actor=actor,
        at=at,
    )
    draw_more(estimate.pk)
