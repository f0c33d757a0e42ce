"""Which estimates of hidden need are on record, and who gets help where?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from throughline.kernel.actor import Actor

from ..gate.shapes import TOTAL
from ..linkage.outcome import EVIDENCE, NOT_KNOWN
from ..models import HiddenEstimate, Release
from ..need.met import less, summed
from ..need.shapes import Range
from .linkages import PlaceRow, places
from .own import own_first
from .releases import READERS, newest

BLOCK = 50  # of need.bootstrap, which loads numpy
EVERYWHERE = "Greater Manchester"
KINDS = ("need", "met", "unmet")
MEASURES = {"need": "need-estimate", "met": "need-met", "unmet": "need-unmet"}


def visible_to(actor: Actor) -> QuerySet[HiddenEstimate]:
    """The estimates that this actor may read, newest first. Their counts are for analysts only."""
    rows = HiddenEstimate.objects.annotate(drawn=Count("blocks")).order_by("-entered_at", "-id")
    return rows if actor.is_system or actor.roles & READERS else rows.none()


@dataclass(frozen=True, slots=True)
class Drawing:
    """How far an estimate's interval is drawn; `interval` is there when all is."""

    done: int
    of: int
    is_stopped: bool
    interval: Range | None

    @property
    def percent(self) -> int:
        return 100 * self.done // self.of if self.of else 100


def drawing(estimate: HiddenEstimate) -> Drawing:
    """What of an estimate's draws is there."""
    from ..need.bootstrap import Drawn

    blocks = {each.number: tuple(each.figures) for each in estimate.blocks.all()}
    drawn = Drawn(estimate.seed, estimate.draws, blocks)
    interval = drawn.interval(estimate.found["best"]) if estimate.draws and drawn.is_whole else None
    return Drawing(len(blocks) * BLOCK, estimate.draws, estimate.is_stopped, interval)


def estimate_of(actor: Actor, estimate_id: UUID) -> HiddenEstimate | None:
    """This estimate, if the actor may read it."""
    return visible_to(actor).filter(pk=estimate_id).first()


@dataclass(frozen=True, slots=True)
class Row:
    """A place or unit: need, met and unmet; None where the gate hid it."""

    name: str
    known: int | None
    need: Range | None
    met: Range | None
    unmet: Range | None

    @property
    def share_met(self) -> float | None:
        return self.met.best / self.need.best if self.met and self.need and self.need.best else None


@dataclass(frozen=True, slots=True)
class NeedPage:
    """Need by place or unit as it left the gate, all of it, the release that it stands on, what its linkage says."""

    rows: tuple[Row, ...]
    total: Row
    release: Release
    own: Collection[str] = frozenset()
    evidence: tuple[PlaceRow, ...] = ()


def need_by(actor: Actor, which: str, own: Collection[str] = frozenset()) -> NeedPage | None:
    """The newest table of need, met and unmet by "place" or "unit", the reader's own first; None before any left."""
    first = newest(actor, measure=MEASURES["need"], by=which)
    if first is None:
        return None
    others = {
        kind: Release.objects.filter(
            extract=first.extract,
            measure=measure,
            measure_version=first.measure_version,
            by=which,
            period=first.period,
        ).first()
        for kind, measure in MEASURES.items()
    }
    counts = {cell["key"][0]: cell["count"] for cell in first.cells if cell["key"][1:] in ([], ["total"])}
    figures = {kind: (held.figures if held else {}) for kind, held in others.items()}
    names = first.dimensions[0]["categories"]
    rows = tuple(
        Row(name, counts.get(name), *(_range(figures[kind].get(name)) for kind in KINDS)) for name in names
    )
    whole = tuple(_range(figures[kind].get(TOTAL)) for kind in KINDS)
    total = Row(EVERYWHERE, sum(row.known or 0 for row in rows), *whole) if all(whole) else _total(rows)
    evidence = tuple(own_first(_evidence(first, which), own, lambda row: row.name))
    return NeedPage(tuple(own_first(rows, own, lambda row: row.name)), total, first, own, evidence)


def _evidence(first: Release, which: str) -> list[PlaceRow]:
    """Linked, probable and no evidence in each place or unit, as they left with the linkage; none without one."""
    if first.linkage is None:
        return []
    if which == "place":
        return places(first.linkage)[:-1]
    held = Release.objects.filter(linkage=first.linkage, measure="need-evidence", by=which).first()
    if held is None:
        return []
    cells = {tuple(cell["key"]): cell["count"] for cell in held.cells}
    return [
        PlaceRow(name, *(cells[name, each] for each in (*EVIDENCE, TOTAL)))
        for name in held.dimensions[0]["categories"]
    ]


def _range(said: Mapping[str, Any] | None) -> Range | None:
    return Range(float(said["best"]), float(said["low"]), float(said["high"])) if said else None


def _total(rows: tuple[Row, ...]) -> Row:
    need, met = (summed(figure for row in rows if (figure := getattr(row, kind))) for kind in ("need", "met"))
    known = sum(row.known or 0 for row in rows)
    is_whole = all(row.need and row.met for row in rows)
    return Row(EVERYWHERE if is_whole else "All that is shown", known, need, met, less(need, met))


def chart_facts(page: NeedPage) -> dict[str, Any]:
    """What the bars may look at: the rows that the table shows whole."""
    return {
        "rows": [
            {
                "name": row.name,
                "is_own": row.name in page.own,
                **{kind: _whole(getattr(row, kind)) for kind in KINDS},
            }
            for row in page.rows
            if row.need and row.met and row.unmet
        ]
    }


def tile_facts(page: NeedPage) -> dict[str, Any]:
    """What the map may look at: for each locality how many are unmet, and which part of its need that is."""
    return {
        "rows": [
            {
                "name": row.name,
                "is_own": row.name in page.own,
                "unmet": round(row.unmet.best) if row.unmet else None,
                "share": round(1 - row.share_met, 3) if row.share_met is not None else None,
            }
            for row in page.rows
            if row.name != NOT_KNOWN
        ]
    }


def _whole(figure: Range) -> dict[str, int]:
    return {"best": round(figure.best), "low": round(figure.low), "high": round(figure.high)}


def histories_in_words(estimate: HiddenEstimate) -> list[tuple[str, int]]:
    """Which lists, and how many people stand on just those, in the order of the lists; for analysts only."""
    return [
        (" + ".join(name for name, on in zip(estimate.lists, history, strict=True) if on == "1"), count)
        for history, count in sorted(estimate.counts.items(), reverse=True)
    ]
