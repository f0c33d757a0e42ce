"""Does every figure that left come out again, worked out anew from the rows of its extract? R40, R42

What the gate hid stays hidden: the table as it left says which cells those are, and everything that is shown, each
count, sum and figure, is worked out again beside it. Nothing of a hidden cell is kept, so nothing is said of it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isclose
from typing import TYPE_CHECKING, Any
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json

from ..gate import Counts
from ..gate.world import rounded
from ..models import Extract, Release
from ..queries.releases import as_shown
from . import capacities, comparing
from .extracts import opened
from .offences import returned_rows
from .releasing import of_shown

if TYPE_CHECKING:
    import pyarrow as pa

    from ..engines import Engine, Opener
    from ..measures.counting import Members

Tell = Callable[[str], None]
Asked = Mapping[str, Any]
OF_LINKAGE = "Need is worked out of a linkage and estimates beside the extract, not of its rows alone."


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

    `opener` is the engine of that name: DuckDB in this process, if none is given.
    """
    from .. import engines, store

    rows = Release.objects.filter(extract_id=extract_id).order_by("measure", "by", "period")
    todo = [each for each in rows if release_id in (None, each.id)]
    if not todo:
        raise RefusedError("No table of this extract has left.")
    extract = Extract.objects.get(id=extract_id)
    plain = opened(actor=actor, at=at, extract_id=extract_id, because="checking", engine=engine)
    offences, heard = returned_rows(extract)
    tables = store.numbered(plain | offences)
    found = []
    opened_on = opener or engines.duckdb
    with opened_on(tables, extract.covers_from, extract.covers_until, heard=heard) as working:
        work = _Work(extract, working, tables)
        for number, each in enumerate(todo, 1):
            if tell:
                tell(f"{number} of {len(todo)} tables")
            found.append(work.again(each))
    differ = sum(bool(each.differs) for each in found)
    facts: dict[str, Json] = {"tables": len(found), "differ": differ, "engine": engine}
    with act(actor=actor, at=at, verb="extract.recomputed", subject=("extract", extract_id), facts=facts):
        return found


class _Work:
    """What is worked out once for many tables."""

    def __init__(self, extract: Extract, engine: "Engine", tables: "Mapping[str, pa.Table]") -> None:
        from ..measures import counting

        self.extract, self.engine, self.tables = extract, engine, tables
        self.people = counting.people_of(engine)
        self._members: dict[str, Members] = {}
        self._asked: dict[tuple[str, str], Asked] | None = None

    def again(self, release: Release) -> Again:
        from ..measures.catalogue import BY_CODE

        if release.seal and release.seal != self.extract.manifest["seal"]:
            return Again(release, differs=("The extract is another one than the table was worked out of.",))
        if release.measure.startswith("need-"):
            return Again(release, why_not=OF_LINKAGE)
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
            said = f"It left by version {release.measure_version}, and this program has {measure.version}."
            return Again(release, why_not=said)
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
