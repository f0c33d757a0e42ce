"""How does met need by locality leave from a reviewed linkage? Through the gate, naming the model. R41, R43"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict

from ..linkage.outcome import NOT_KNOWN
from ..linkage.reviewing import Rate
from ..models import Extract, Linkage, Release
from ..need.met import NOBODY, Certain, LinkedPlace, Need, need_by_linkage
from ..need.recapture import LEAST_GAP, Z
from ..need.shapes import Range
from ..queries import linkages as queries
from .linkages import places_of
from .needing import figures_of, known_counts, said
from .releasing import release

VERSION = 2  # version 1 takes chances as they are; this one takes in what a review says of the links
BY = "place"


def may_release(actor: Actor, row: Linkage) -> Verdict:
    """Whether need by locality may leave from this linkage: by whoever made it, reviewed, and not closed yet."""
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
    """Need, met and unmet by locality left through the gate, and name the linkage; again it gives what left already."""
    with transaction.atomic():
        row = Linkage.objects.select_for_update().get(id=linkage_id)
        if done := list(Release.objects.filter(linkage=row).order_by("released_at", "id")):
            return done
        may_release(actor, row).or_raise()
        extract, review = _extract(row), queries.review_of(row)
        assert extract is not None  # noqa: S101 - the verdict said so
        assert review is not None  # noqa: S101 - the verdict said so
        if Release.objects.filter(
            extract=extract, measure="need-met", measure_version=VERSION, by=BY
        ).exists():
            raise RefusedError(
                "Need of this extract left by another linkage already.", "Take in a newer extract."
            )
        unseen = _unseen(extract)
        needs = {
            name: need_by_linkage(
                LinkedPlace(
                    name,
                    place.people,
                    place.known,
                    place.expected - place.known,
                    place.linked - place.known + place.probable,
                ),
                recall=_certain(review.recall),
                false_links=_certain(review.false_links),
                hidden=unseen.get(name, NOBODY),
            )
            for name, place in places_of(row).items()
            if name != NOT_KNOWN
        }
        return _released(row, extract, needs, actor, at)


def _released(
    row: Linkage, extract: Extract, needs: dict[str, Need], actor: Actor, at: datetime
) -> list[Release]:
    counts = known_counts(BY, needs)
    return [
        release(
            extract=extract,
            measure=measure,
            version=VERSION,
            by=BY,
            period=f"{row.covers_from}/{row.covers_until}",
            counts=replace(counts, name=measure.replace("-", " ").capitalize()),
            cohort="need",
            figures={name: said(figure) for name, figure in figures.items()},
            beside=(queries.as_shown(row),),
            linkage=row,
            actor=actor,
            at=at,
        )
        for measure, figures in figures_of(needs)
    ]


def _extract(row: Linkage) -> Extract | None:
    """The newest extract that is held, of the same kind of people, and covers the linkage's days."""
    held = Extract.objects.filter(state="held", is_made_up=row.is_made_up)
    covering = held.filter(covers_from__lte=row.covers_from, covers_until__gte=row.covers_until)
    return covering.order_by("-taken_at", "id").first()


def _unseen(extract: Extract) -> dict[str, Range]:
    """Those on no list by locality, as they were estimated for this extract and as far as that left."""
    found = Release.objects.filter(extract=extract, measure="need-estimate", by=BY, linkage=None)
    first = found.order_by("-released_at", "-id").first()
    if first is None:
        return {}
    known = {cell["key"][0]: cell["count"] for cell in first.cells if cell["key"][1:] == ["total"]}
    return {
        name: Range(*(float(each[end]) for end in ("best", "low", "high"))).plus(-known[name])
        for name, each in first.figures.items()
        if known.get(name) is not None
    }


def _certain(rate: Rate) -> Certain:
    return Certain(rate.best, (rate.high - rate.low) / (2 * Z))
