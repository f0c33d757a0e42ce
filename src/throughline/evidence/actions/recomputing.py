"""Does every figure that left come out again, worked out anew from the rows of its extract? R40, R42

Need comes out of what its linkage keeps sealed: sums by place and unit, and the lists by which those on no list are
estimated. The two files that were linked are not kept, so no link is made again here.

What the gate hid stays hidden: the table as it left says which cells those are, and everything that is shown, each
count, sum and figure, is worked out again beside it. Nothing of a hidden cell is kept, so nothing is said of it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import isclose
from typing import TYPE_CHECKING, Any
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json

from ..gate import Counts
from ..gate.world import rounded
from ..lifecycle import ANALYST
from ..models import Extract, Linkage, Release
from ..queries.linkages import review_of
from ..queries.releases import as_shown
from . import capacities, comparing, linkages, linked_need
from .extracts import opened
from .offences import returned_rows
from .releasing import of_shown

if TYPE_CHECKING:
    import pyarrow as pa

    from ..engines import Engine, Opener
    from ..measures.counting import Members

Tell = Callable[[str], None]
Asked = Mapping[str, Any]
ANOTHER = "The extract is another one than the table was worked out of."
UNNAMED = "It names no linkage."
GONE = "Its linkage is closed, and what it was worked out of was destroyed with the key."
NOT_KEPT = "Its linkage was kept before the lists by which those on no list are estimated were kept with it."


@dataclass(frozen=True, slots=True)
class Again:
    """One table worked out again: how many shown numbers were compared, and in what it differs, in words.

    `why_not` says why it could not be worked out again; then nothing was compared.
    """

    release: Release
    compared: int = 0
    differs: tuple[str, ...] = ()
    why_not: str = ""


def recompute(
    *,
    actor: Actor,
    at: datetime,
    extract_id: UUID,
    release_id: UUID | None = None,
    tell: Tell | None = None,
    opener: "Opener | None" = None,
    engine: str = "duckdb",
) -> list[Again]:
    """Every table that left of this extract, or that one, worked out anew and compared; opening is on record.

    `opener` is the engine of that name: DuckDB in this process, if none is given. Rows are opened where a table is of
    rows; need alone opens what its linkage keeps.
    """
    if not (actor.is_system or actor.roles & ANALYST):
        raise RefusedError("Only an analyst works a table out again.", "Ask an analyst.")
    rows = Release.objects.filter(extract_id=extract_id).order_by("measure", "by", "period")
    todo = [each for each in rows.select_related("linkage") if release_id in (None, each.id)]
    if not todo:
        raise RefusedError("No table of this extract has left.")
    extract, found, need = Extract.objects.get(id=extract_id), [], _Need()
    with ExitStack() as stack:
        of_rows = cache(lambda: stack.enter_context(_rows_of(extract, actor, at, opener, engine)))
        for number, each in enumerate(todo, 1):
            if tell:
                tell(f"{number} of {len(todo)} tables")
            if each.seal and each.seal != extract.manifest["seal"]:
                found.append(Again(each, differs=(ANOTHER,)))
            else:
                found.append((need if each.measure.startswith("need-") else of_rows()).again(each))
    differ = sum(bool(each.differs) for each in found)
    facts: dict[str, Json] = {"tables": len(found), "differ": differ, "engine": engine}
    with act(actor=actor, at=at, verb="extract.recomputed", subject=("extract", extract_id), facts=facts):
        return found


@contextmanager
def _rows_of(
    extract: Extract, actor: Actor, at: datetime, opener: "Opener | None", engine: str
) -> "Iterator[_Work]":
    """The rows of the extract on that engine; that they were opened is on record. R39"""
    from .. import engines, store

    plain = opened(actor=actor, at=at, extract_id=extract.id, because="checking", engine=engine)
    offences, heard = returned_rows(extract)
    tables = store.numbered(plain | offences)
    opened_on = opener or engines.duckdb
    with opened_on(tables, extract.covers_from, extract.covers_until, heard=heard) as working:
        yield _Work(extract, working, tables)


class _Need:
    """Need that left of linkages, each worked out once for all of its tables."""

    def __init__(self) -> None:
        self._tables: dict[tuple[UUID, datetime], Mapping[tuple[str, str], linked_need.Table]] = {}

    def again(self, release: Release) -> Again:
        row = release.linkage
        if release.measure_version != linked_need.VERSION:
            return Again(release, why_not=_other_version(release, linked_need.VERSION))
        if row is None:
            return Again(release, why_not=UNNAMED)
        if row.state != "open":
            return Again(release, why_not=GONE)
        if not linkages.names_its_sums(row):
            return Again(release, why_not=NOT_KEPT)
        if fault := linkages.fault_of(row):
            return Again(release, differs=(fault,))
        table = self._of(row, release.released_at).get((release.measure, release.by))
        if table is None:
            return Again(release, differs=("Its linkage makes no such table.",))
        return compared(release, table.counts, table.figures)

    def _of(self, row: Linkage, left_at: datetime) -> Mapping[tuple[str, str], linked_need.Table]:
        """Its tables by what its review said when they left; whoever answered since then changed none of them."""
        if (row.pk, left_at) not in self._tables:
            review = review_of(row, until=left_at)
            self._tables[row.pk, left_at] = {} if review is None else linked_need.tables_of(row, review)
        return self._tables[row.pk, left_at]


class _Work:
    """What is worked out once for many tables of an extract's rows."""

    def __init__(self, extract: Extract, engine: "Engine", tables: "Mapping[str, pa.Table]") -> None:
        from ..measures import counting

        self.extract, self.engine, self.tables = extract, engine, tables
        self.people = counting.people_of(engine)
        self._members: dict[str, Members] = {}
        self._asked: dict[tuple[str, str], Asked] | None = None

    def again(self, release: Release) -> Again:
        from ..measures.catalogue import BY_CODE

        if release.measure in BY_CODE:
            return self._measured(release)
        asked = self._others().get((release.measure, release.by))
        name = release.measure
        version = capacities.VERSION if name == "capacity" else comparing.version_of(name)
        if asked is None or release.measure_version != version:
            return Again(release, why_not=f"This program makes no version {release.measure_version} of it.")
        return compared(release, asked["counts"], asked.get("figures"))

    def _measured(self, release: Release) -> Again:
        from ..measures import counting
        from ..measures.catalogue import BY_CODE
        from ..measures.fingerprint import of_code

        measure = BY_CODE[release.measure]
        if release.measure_version != measure.version:
            return Again(release, why_not=_other_version(release, measure.version))
        if release.expression and release.expression != of_code(measure.code):
            return Again(release, differs=("The measure is another one than then, with the same version.",))
        if measure.code not in self._members:
            self._members = {measure.code: counting.members_of(self.engine, measure, self.people)}
        members, by = self._members[measure.code], tuple(release.by.split("+"))
        if not members.is_measured:
            return Again(
                release, why_not="It was worked out of a further file, which is not in this extract."
            )
        if measure.kind == "posts":
            return compared(release, None, counting.posts_of(members, by))
        counts = counting.counted(members, by)
        return compared(release, counts, lambda shown: counting.figures(members, by, shown))

    def _others(self) -> Mapping[tuple[str, str], Asked]:
        if self._asked is None:
            asked: list[Asked] = [each for each in comparing.tables_of(self.engine) if "why" not in each]
            if capacity := capacities.table_of(self.extract, self.tables):
                asked.append(capacity)
            self._asked = {(each["measure"], each["by"]): each for each in asked}
        return self._asked


def _other_version(release: Release, version: int) -> str:
    return f"It left by version {release.measure_version}, and this program has {version}."


def compared(release: Release, counts: Counts | None, figures: Any) -> Again:
    """The table as it left beside counts and figures worked out anew; each sentence names one number that differs."""
    shown, many, differs = as_shown(release), 0, list[str]()
    if counts is not None:
        if [(each.name, each.categories) for each in counts.dimensions] != [
            (each.name, each.categories) for each in shown.dimensions
        ]:
            return Again(release, differs=("It is counted by other categories.",))
        anew = counts.with_sums()
        for key, count in shown.cells.items():
            if count is not None:
                many += 1
                if (now := rounded(anew[key], shown.rounded_to)) != count:
                    differs.append(f"{' + '.join(key)}: {count:,} left, {now:,} comes out.")
    said = figures(shown) if callable(figures) else figures or {}
    before = dict(_numbers(release.figures))
    now_said = dict(_numbers(json.loads(json.dumps(of_shown(said, shown)))))
    for name in sorted(before.keys() | now_said.keys()):
        many += 1
        if not _alike(before.get(name), now_said.get(name)):
            differs.append(
                f"{name}: {before.get(name, 'nothing')} left, {now_said.get(name, 'nothing')} comes out."
            )
    return Again(release, many, tuple(differs))


def _numbers(said: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Each number or word inside, by where it stands."""
    if isinstance(said, dict | list):
        inside = said.items() if isinstance(said, dict) else enumerate(said)
        for key, each in inside:
            yield from _numbers(each, f"{name}, {key}" if name else str(key))
    else:
        yield name, said


def _alike(one: Any, other: Any) -> bool:
    """Sums of many rows come in any order, so the last of their digits may."""
    if isinstance(one, float) or isinstance(other, float):
        return one is not None and other is not None and isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return bool(one == other)
