"""How do the members of a measure become counts for the gate, and figures of the counts that it shows? R42, R43

Members that are not mature on the last day of the extract are left out, and `mature_until` says so. What is worked out
for the figures never shows more than the gate does: a median asks for ten people whose count is shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from math import fsum
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from ..gate.shapes import TOTAL, Counts, Dimension, Key, Shown, Within
from .broad import BROAD, NOT_SAID
from .catalogue import MEASURES
from .shapes import GROUPS, Measure, Tables

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from ..engines import Engine

ANSWER = Dimension("answer", ("yes", "no"))
# Answers of a service, not of a person: that all of a group had them tells nothing about anybody. R43
OF_THE_SERVICE = frozenset(
    {
        "appropriate",
        "first-contact",
        "treatment-start",
        "recovery-coverage",
        "deaths-reviewed",
        "concerns-in-time",
        "feedback",
    }
)
ORDERS = {
    "sex": ("F", "M", "other"),
    "age_band": ("18-24", "25-34", "35-44", "45-54", "55-64", "65+"),
    "disability": ("yes", "no"),
}
LEAST_FOR_MEDIAN = 10
DECIMALS = (
    2  # with more of them, the sums behind a mean or a rate can be read back, and those of a hidden group too
)
_DAY = timedelta(days=1)
Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Group:
    """For each row the number of its category."""

    categories: tuple[str, ...]
    of: Array

    def taken(self, rows: Array) -> "Group":
        """The categories of these rows."""
        return Group(self.categories, self.of[rows])


class _OfReferrals(Mapping[str, Group]):
    """Groups of members by name; one of their referrals is looked up when it is first asked for."""

    def __init__(self, own: Mapping[str, Group], people: Mapping[str, Group], number: Array) -> None:
        self._found, self._people, self._number = dict(own), people, number

    def __getitem__(self, name: str) -> Group:
        if name not in self._found:
            self._found[name] = self._people[name].taken(self._number)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._people, **self._found})

    def __len__(self) -> int:
        return len({*self._people, *self._found})


@dataclass(frozen=True, slots=True)
class Members:
    """Who is counted: the mature members of a measure, and the group of each by name; `mature_until` is the last day
    from which a member's time can have run, and the extract has so many `days`.
    """

    measure: Measure
    groups: Mapping[str, Group]
    counts: Array
    value: Array
    per: Array
    amounts: Mapping[str, int]
    mature_until: date
    is_measured: bool = True
    days: int = 0

    def __len__(self) -> int:
        return len(self.counts)


def people_of(engine: "Engine") -> dict[str, Group]:
    """For each referral, by its number, the groups to which it belongs."""
    rows = engine.rows(who_of(engine.tables))
    order = np.argsort(_ints(rows.column("referral")))
    found = {name: _group(name, rows.column(name)).taken(order) for name in GROUPS}
    return found | {name: _put_together(found[fine], inside) for name, (fine, inside) in BROAD.items()}


def lying(engine: "Engine", people: Mapping[str, Group]) -> tuple[Within, ...]:
    """Who works where, as the rows have it and everybody knows it from agreements and posts, for the gate. R43

    In which places and units each service has people, and of which of them a measure's own groups are made.
    """
    found = [_lies_in(people, fine, "provider") for fine in ("place", "unit")]
    for each in MEASURES:
        members = members_of(engine, each, people) if each.own else None
        if members is not None and members.is_measured:
            found += [_lies_in(members.groups, *pair) for pair in product(("place", "unit"), each.own)]
    return tuple(found)


def _lies_in(groups: Mapping[str, Group], fine: str, coarse: str) -> Within:
    one, other = groups[fine], groups[coarse]
    there = np.zeros((len(one.categories), len(other.categories)), dtype=bool)
    there[one.of, other.of] = True
    return Within(
        fine,
        coarse,
        {
            name: frozenset(each for each, is_there in zip(other.categories, row, strict=True) if is_there)
            for name, row in zip(one.categories, there.tolist(), strict=True)
        },
    )


def who_of(tables: Tables) -> "ir.Table":
    """For each referral its groups in words."""
    referrals, people = tables["referrals"], tables["people"]
    who = people.select(
        _person=people.person,
        _provider=people.provider,
        sex="sex",
        ethnicity="ethnicity",
        disability="disability",
    )
    joined = referrals.left_join(
        who, (referrals.person == who["_person"]) & (referrals.provider == who["_provider"])
    )
    return joined.select("referral", *GROUPS)


def members_of(engine: "Engine", measure: Measure, people: Mapping[str, Group]) -> Members:
    """The mature members of a measure on this engine, with their groups, months and quarters."""
    tables = engine.tables
    last = measure.last_start(tables.until - _DAY, tables.heard)
    if not is_measured(engine, measure):
        empty = np.zeros(0, dtype=np.int64)
        return Members(measure, {}, empty.astype(bool), empty, empty, {}, last, is_measured=False)
    rows = engine.rows(mature(tables, measure))
    names = rows.column_names
    groups: Mapping[str, Group] = {
        name: _group(name, rows.column(name))
        for name in (*measure.own, *(() if "referral" in names else GROUPS))
        if name in names
    } | _times(_ints(rows.column("on").cast(pa.int32())), tables.since, last)
    if "referral" in names:
        groups = _OfReferrals(groups, people, _ints(rows.column("referral")))
    return Members(
        measure,
        groups,
        np.asarray(rows.column("counts").fill_null(False)).astype(bool),
        _floats(rows, "value"),
        _floats(rows, "per"),
        _amounts(engine, measure),
        last,
        days=(tables.until - tables.since).days,
    )


def mature(tables: Tables, measure: Measure) -> "ir.Table":
    """The members whose time has run on the last day that is known, and began in the extract. R42"""
    import ibis

    rows = measure.members(tables)
    last = ibis.literal(measure.last_start(tables.until - _DAY, tables.heard), type="date")
    first = ibis.literal(tables.since, type="date")
    rows = rows.filter(rows.on >= first, rows.on <= last)
    return rows.filter(rows.referral.notnull()) if "referral" in rows.columns else rows


def is_measured(engine: "Engine", measure: Measure) -> bool:
    """Whether the extract says anything in each column that the measure needs; if not, it says "not measured"."""
    for need in measure.needs:
        table, column = need.split(".")
        if table not in engine.tables:
            return False
        rows = engine.tables[table]
        if not engine.rows(rows.filter(rows[column].notnull()).limit(1)).num_rows:
            return False
    return True


def counted(members: Members, by: tuple[str, ...], *, period: str = "", source: str = "") -> Counts:
    """Whole counts by these groups, and by the answer unless everybody counts."""
    groups = [members.groups[name] for name in by]
    dimensions = tuple(Dimension(name, group.categories) for name, group in zip(by, groups, strict=True))
    if has_answer(members.measure):
        dimensions += (
            replace(ANSWER, name=members.measure.answer, is_sensitive=is_sensitive(members.measure)),
        )
        groups.append(Group(ANSWER.categories, np.where(members.counts, 0, 1)))
    cells = _summed(groups, np.ones(len(members), dtype=np.int64))
    return Counts(
        members.measure.name, dimensions, {key: int(many) for key, many in cells.items()}, period, source
    )


def has_answer(measure: Measure) -> bool:
    """Whether some members count and others do not."""
    return measure.kind not in ("count", "load", "posts")


def is_sensitive(measure: Measure) -> bool:
    """Whether its answer says something about a person, so that what a whole group answers is hidden."""
    return measure.kind in ("share", "change") and measure.code not in OF_THE_SERVICE


def figures(members: Members, by: tuple[str, ...], shown: Shown) -> dict[str, dict[str, Any]]:
    """For each shown group, joined by +, and for all: of how many, how many count, and what the measure's kind asks."""
    found = {}
    for key in product(*((*members.groups[name].categories, TOTAL) for name in by)):
        figure = _figure(members, by, key, shown.cells)
        if figure is not None:
            found["+".join(key)] = figure
    return found


def posts_of(members: Members, by: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """For each group of posts, which are not people, how many were filled of how many funded on the average day."""
    found = {}
    for key in product(*((*members.groups[name].categories, TOTAL) for name in by)):
        inside = _inside(members, by, key)
        per, value = fsum(members.per[inside]), fsum(members.value[inside])  # in whatever order they come
        if per:
            whole = {"filled": value / members.days, "funded": per / members.days}
            found["+".join(key)] = {"figure": value / per, **whole}
    return found


def _figure(
    members: Members, by: tuple[str, ...], key: Key, cells: Mapping[Key, int | None]
) -> dict[str, Any] | None:
    measure = members.measure
    if not has_answer(measure):
        of = yes = cells[key]
    else:
        of, yes = cells[*key, TOTAL], cells[*key, "yes"]
    if of is None or yes is None:
        return None
    said: dict[str, Any] = {"of": of, "counted": yes}
    if of == 0:
        return said
    if has_answer(measure):
        said["share"] = yes / of
    if measure.kind in ("days", "change"):
        values = members.value[_inside(members, by, key)]
        values = values[~np.isnan(values)]
        if len(values) >= LEAST_FOR_MEDIAN:
            low, middle, high = np.percentile(values, (25, 50, 75))
            said |= {"median": float(middle), "low": float(low), "high": float(high)}
            if measure.kind == "change":
                said["mean"] = round(float(values.mean()), DECIMALS)
    elif measure.kind == "rate" and of >= LEAST_FOR_MEDIAN:
        inside = _inside(members, by, key)
        said["figure"] = round(figure_of(measure, members.value[inside], members.per[inside]), DECIMALS)
    elif measure.kind in ("cost", "load") and by == ("place",):
        amount = sum(members.amounts.values()) if key == (TOTAL,) else members.amounts.get(key[0], 0)
        if amount and yes:
            said["figure"] = amount / yes if measure.kind == "cost" else yes / amount * measure.scale
    return said


def figure_of(measure: Measure, value: Array, per: Array) -> float:
    """A rate over these members: the sum of what there was over the sum of the time, in the measure's unit."""
    return float(value.sum()) / float(per.sum()) * measure.scale if per.sum() else 0.0


def _inside(members: Members, by: tuple[str, ...], key: Key) -> Array:
    inside = np.ones(len(members), dtype=bool)
    for name, category in zip(by, key, strict=True):
        if category != TOTAL:
            group = members.groups[name]
            inside &= group.of == group.categories.index(category)
    return inside


def _summed(groups: list[Group], weights: Array) -> dict[Key, float]:
    shape = tuple(len(group.categories) for group in groups)
    flat: Any = np.ravel_multi_index(tuple(group.of for group in groups), shape) if len(weights) else []
    sums = np.bincount(np.asarray(flat, dtype=np.int64), weights=weights, minlength=int(np.prod(shape)))
    return dict(zip(product(*(group.categories for group in groups)), sums, strict=True))


def _group(name: str, column: pa.ChunkedArray) -> Group:
    encoded = column.cast(pa.string()).fill_null(NOT_SAID).combine_chunks().dictionary_encode()
    there = encoded.dictionary.to_pylist()
    known = [each for each in ORDERS.get(name, ()) if each in there]
    rest = sorted(each for each in there if each not in known and each != NOT_SAID)
    order = [*known, *rest, *([NOT_SAID] if NOT_SAID in there else [])]
    number = np.array([order.index(each) for each in there], dtype=np.int64)
    return Group(
        tuple(order), number[np.asarray(encoded.indices)] if len(there) else np.zeros(0, dtype=np.int64)
    )


def _put_together(group: Group, inside: Mapping[str, tuple[str, ...]]) -> Group:
    lies_in = {each: one for one, those in inside.items() for each in those}
    there = {lies_in[each] for each in group.categories}
    categories = tuple(one for one in inside if one in there)
    number = np.array([categories.index(lies_in[each]) for each in group.categories], dtype=np.int64)
    return Group(categories, number[group.of] if len(group.of) else group.of)


def _times(days: Array, since: date, last: date) -> dict[str, Group]:
    """The month and the quarter of each day; those without anybody are there too, each whole or begun."""
    first = np.datetime64(since, "M")
    many = int((np.datetime64(max(last, since), "M") - first).astype(int)) + 1
    months = [str(first + step) for step in range(many)]
    quarters = list(dict.fromkeys(_quarter(each) for each in months))
    every_day = np.arange(np.datetime64(since), np.datetime64(max(last, since)) + 1)
    of_day = (every_day.astype("datetime64[M]") - first).astype(np.int64)
    of_month = of_day[days - int(every_day[0].astype(np.int64))]
    of_quarter = np.array([quarters.index(_quarter(each)) for each in months], dtype=np.int64)
    return {
        "month": Group(tuple(months), of_month),
        "quarter": Group(tuple(quarters), of_quarter[of_month]),
    }


def _quarter(month: str) -> str:
    return f"{month[:4]} Q{(int(month[5:7]) + 2) // 3}"


def _amounts(engine: "Engine", measure: Measure) -> dict[str, int]:
    if measure.amounts is None:
        return {}
    rows = measure.amounts(engine.tables)
    rows = rows.filter(rows.on >= engine.tables.since, rows.on < engine.tables.until)
    found = engine.rows(rows.group_by("place").agg(value=rows["value"].sum()))
    return {row["place"] or NOT_SAID: int(row["value"]) for row in found.to_pylist()}


def _ints(column: pa.ChunkedArray) -> Array:
    return np.asarray(column).astype(np.int64)


def _floats(rows: pa.Table, name: str) -> Array:
    if name not in rows.column_names:
        return np.zeros(0)
    return np.asarray(rows.column(name).cast(pa.float64()).fill_null(float("nan")))
