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
from .met import summed
from .shapes import Histories, Range

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
        row = linked.load(areas, actor=reviewer, at=at)
        release_linked_need(
            linkage_id=row.pk, actor=actor, at=at, unseen=on_no_list(areas, seed=extract.seed)
        )
    _estimated(extract, extract.seed, areas, actor, at)


def on_no_list(areas: "Mapping[Where, MadeUp]", *, seed: int) -> dict[str, dict[str, Range]]:
    """Those whom none of the lists holds, by “place” and by “unit”: each part of a unit is estimated by itself."""
    from .bootstrap import drawn
    from .loglinear import hidden

    found: dict[str, dict[str, list[Range]]] = {"place": {}, "unit": {}}
    for number, ((place, unit), made) in enumerate(areas.items()):
        fit = hidden(made.histories)
        everybody = drawn(fit, seed=seed + number, draws=DRAWS_EACH).interval(fit.span.best)
        for which, name in (("place", place), ("unit", unit)):
            found[which].setdefault(name, []).append(everybody.plus(-made.histories.seen))
    return {which: {name: summed(parts) for name, parts in names.items()} for which, names in found.items()}


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
