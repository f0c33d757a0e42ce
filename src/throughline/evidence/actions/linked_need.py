"""How does met need by locality and unit leave from a reviewed linkage? Through the gate, naming the model. R41, R43"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from math import sqrt
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict

from ..gate import Counts, Shown
from ..gate.shapes import TOTAL
from ..linkage.outcome import counts_of
from ..linkage.reviewing import Rate, Review
from ..models import Extract, Linkage, Release
from ..need.met import NOBODY, Certain, LinkedPlace, need_by_linkage, summed, whole
from ..need.parts import on_no_list
from ..need.recapture import LEAST_GAP, Z
from ..need.shapes import Range
from ..queries import linkages as queries
from .linkages import lists_of, places_of
from .needing import figures_of, known_counts, said
from .releasing import release

if TYPE_CHECKING:
    from ..linkage.outcome import Place

Said = dict[str, dict[str, int]]
VERSION = 2  # version 1 takes chances as they are; this one takes in what a review says of the links


@dataclass(frozen=True, slots=True)
class Table:
    """A table of need on its way to the gate, and the figures beside what the gate lets through."""

    counts: Counts
    figures: Callable[[Shown], Said]


def may_release(actor: Actor, row: Linkage) -> Verdict:
    """Whether need may leave from this linkage: by whoever made it, reviewed, and not closed yet."""
    if not actor.is_system and actor.id != row.kept_by:
        return Refused("Only whoever made this linkage lets need leave from it.")
    if row.state != "open":
        return Refused(
            "This linkage is closed, and what it found by locality went with its key.", "Link again."
        )
    review = queries.review_of(row)
    if review is None:
        return Refused("How many links are missed is not known yet.", "Look at pairs of every band first.")
    if review.recall.best - review.false_links.best < LEAST_GAP:
        return Refused(
            "This linkage finds hardly more true links than false ones.",
            "Link again with names or keyed hashes.",
        )
    if _extract(row) is None:
        return Refused(
            "No extract of these days is held, and a figure names the extract beside which it stands.",
            "Take an extract in that covers the linkage’s days.",
        )
    return Allowed()


def release_linked_need(*, linkage_id: UUID, actor: Actor, at: datetime) -> list[Release]:
    """Need, met and unmet by locality, and by unit where the file has them, left through the gate and name it.

    Those on no list are in it where the linkage was kept with lists. Again it gives what left already.
    """
    with transaction.atomic():
        row = Linkage.objects.select_for_update().get(id=linkage_id)
        if done := list(Release.objects.filter(linkage=row).order_by("released_at", "id")):
            return done
        may_release(actor, row).or_raise()
        extract, review = _extract(row), queries.review_of(row)
        assert extract is not None  # noqa: S101 - the verdict said so
        assert review is not None  # noqa: S101 - the verdict said so
        asked = {"extract": extract, "measure": "need-met", "measure_version": VERSION}
        if Release.objects.filter(**asked).exists():
            raise RefusedError(
                "Need of this extract left by another linkage already.", "Take in a newer extract."
            )
        return [
            release(
                extract=extract,
                measure=measure,
                version=VERSION,
                by=which,
                period=f"{row.covers_from}/{row.covers_until}",
                counts=replace(table.counts, name=measure.replace("-", " ").capitalize()),
                cohort="need",
                figures=table.figures,
                beside=(queries.as_shown(row),),
                linkage=row,
                actor=actor,
                at=at,
            )
            for (measure, which), table in tables_of(row, review).items()
        ]


def tables_of(row: Linkage, review: Review) -> dict[tuple[str, str], Table]:
    """Every table of need of an open linkage by measure and breakdown, in the order in which they leave.

    Worked out of the sums and lists that the linkage keeps sealed and of what a review said; the same of the same.
    """
    hidden = on_no_list(lists_of(row))
    found: dict[tuple[str, str], Table] = {}
    for which, places in places_of(row).items():
        if places:
            found |= _tables(row, which, places, hidden[which], review)
    return found


def _tables(
    row: Linkage, which: str, places: "Mapping[str, Place]", hidden: Mapping[str, Range], review: Review
) -> dict[tuple[str, str], Table]:
    rates = {"recall": _recall(row, review), "false_links": _certain(review.false_links)}
    linked = {name: _linked(name, place) for name, place in places.items()}
    needs = {
        name: need_by_linkage(each, **rates, hidden=hidden.get(name, NOBODY)) for name, each in linked.items()
    }
    every = need_by_linkage(
        whole(linked.values()), **rates, hidden=summed(hidden.get(name, NOBODY) for name in linked)
    )
    counts = known_counts(which, needs)
    found = {
        (measure, which): Table(
            counts, _shown_figures({name: said(figure) for name, figure in named.items()})
        )
        for measure, named in figures_of({**needs, TOTAL: every})
    }
    if which == "unit":  # by locality the linkage's own table says it
        found["need-evidence", which] = Table(counts_of(which, places), _shown_figures({}))
    return found


def _linked(name: str, place: "Place") -> LinkedPlace:
    made = place.linked - place.known + place.probable
    return LinkedPlace(name, place.people, place.known, place.expected - place.known, made)


def _shown_figures(figures: Said) -> Callable[[Shown], Said]:
    """The figure for all leaves where nothing is hidden, which it would give away."""

    def of(shown: Shown) -> Said:
        return {name: each for name, each in figures.items() if name != TOTAL or not shown.hidden}

    return of


def _extract(row: Linkage) -> Extract | None:
    """The newest extract that is held, of the same kind of people, and covers the linkage's days."""
    held = Extract.objects.filter(state="held", is_made_up=row.is_made_up)
    covering = held.filter(covers_from__lte=row.covers_from, covers_until__gte=row.covers_until)
    return covering.order_by("-taken_at", "id").first()


def _recall(row: Linkage, review: Review) -> Certain:
    """The lower of what the review says and what the known links do: a review sees no pair that was never compared."""
    by_review = _certain(review.recall)
    known, measured = row.found.get("known", 0), row.found.get("measured")
    if not known or not measured:
        return by_review
    found = measured[-1]["recall"]
    by_known = Certain(found, sqrt(found * (1 - found) / known))
    return min(by_review, by_known, key=lambda each: each.best)


def _certain(rate: Rate) -> Certain:
    return Certain(rate.best, (rate.high - rate.low) / (2 * Z))
