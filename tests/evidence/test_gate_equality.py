"""Can anybody find somebody in tables by place and sex, ethnicity or age, and is what leaves of use? R43

On the extract of the demonstration and on one of 700 people, and in the extracts of four quarters, one after another.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.evidence.attacker import attack
from tests.evidence.attacker_of_measures import Attacker, Inside, LiesIn, Out
from tests.evidence.test_gate_who_works_where import KNOWN

from throughline.evidence import store, synthetic
from throughline.evidence.actions.measuring import BREAKDOWNS
from throughline.evidence.codes import CODES as CODE_LISTS
from throughline.evidence.demonstration import PEOPLE, SEED
from throughline.evidence.engines import Engine, duckdb
from throughline.evidence.gate import TOTAL, Shown, Within, through
from throughline.evidence.measures import counting
from throughline.evidence.measures.broad import BROAD, NOT_SAID
from throughline.evidence.measures.catalogue import BY_CODE
from throughline.evidence.measures.nesting import NESTED
from throughline.evidence.queries.releases import what_lies_in_what
from throughline.kernel.verdict import RefusedError

COVERS = (date(2024, 4, 1), date(2026, 4, 1))
PERIOD = "2024-04-01/2026-04-01"
CODES = ("referrals", "first-contact", "planned-exits", "retained")
ALONE = (("place",), ("sex",), ("ethnicity",), ("age_band",))
TWO_WAYS = (("place", "sex"), ("place", "ethnicity_in_two"), ("place", "age_in_three"))
NESTED_IN = (
    Inside(("first-contact",), "referrals", True),
    Inside(("planned-exits",), "referrals"),
    Inside(("retained",), "referrals"),
)


def put_together(fine: str, broad: str, inside: dict[str, str]) -> LiesIn:
    """Which broad group somebody is in, as a page says it."""
    return fine, broad, lambda one: {inside.get(one, one)}


# Written without the program's own list.
PUT_TOGETHER = (
    put_together(
        "ethnicity",
        "ethnicity_in_two",
        {**dict.fromkeys(("asian", "black", "mixed", "other"), "all other groups"), "not_coded": "not said"},
    ),
    put_together(
        "age_band",
        "age_in_three",
        {
            "18-24": "18-34",
            "25-34": "18-34",
            "35-44": "35-54",
            "45-54": "35-54",
            "55-64": "55 and over",
            "65+": "55 and over",
        },
    ),
)


class TestBroadGroups:
    @pytest.mark.parametrize("broad", BROAD)
    def test_hold_each_code_and_who_said_none_exactly_once(self, broad: str) -> None:
        fine, inside = BROAD[broad]
        assert sorted(each for those in inside.values() for each in those) == sorted(
            (*CODE_LISTS[fine].values, NOT_SAID)
        )

    def test_make_no_ring_with_the_breakdowns_that_leave(self) -> None:
        """Then tables that agree two by two agree in all, and a world of each pair is a world of everything."""
        known = [
            {"unit", "place"},
            {"month", "quarter"},
            *({fine, broad} for broad, (fine, _) in BROAD.items()),
        ]
        assert not has_ring([*({*by} for by in BREAKDOWNS), *known])
        assert has_ring([{"place", "sex"}, {"sex", "age_in_three"}, {"place", "age_in_three"}])


def has_ring(sets: list[set[str]]) -> bool:
    """Whether sets are left when what stands in one of them alone, or inside another, is taken away."""
    while True:
        before = [set(each) for each in sets]
        for each in sets:
            each -= {name for name in each if sum(name in other for other in sets) == 1}
        sets = [
            one
            for at, one in enumerate(sets)
            if one and not any(one < other or (one == other and at > n) for n, other in enumerate(sets))
        ]
        if sets == before or len(sets) < 2:
            return len(sets) > 1


@pytest.fixture(scope="module", params=[(PEOPLE, SEED), (700, 12)], ids=["the demonstration", "700 people"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    people, seed = request.param
    with duckdb(store.numbered(synthetic.make(seed=seed, people=people)), *COVERS, threads=1) as found:
        yield found


def left(
    engine: Engine, within: tuple[Within, ...] | None = None, codes: tuple[str, ...] = CODES
) -> list[Out]:
    """Everything that leaves of these measures, by each alone and by place too."""
    people = counting.people_of(engine)
    known = (*what_lies_in_what(), *counting.lying(engine, people)) if within is None else within
    out: list[Out] = []

    def of(cohort: str) -> list[Shown]:
        return [each.shown for each in out if each.cohort == cohort]

    for code in codes:
        members = counting.members_of(engine, BY_CODE[code], people)
        for by in (*ALONE, *TWO_WAYS):
            counts = replace(counting.counted(members, by, period=PERIOD, source="extract 1"), cohort=code)
            try:
                shown = through(counts, earlier=of(code), nested=NESTED, related=of, within=known)
            except RefusedError:
                continue
            out.append(Out(code, shown, counting.figures(members, by, shown)))
    return out


def parts_shown(out: list[Out]) -> dict[tuple[str, str], float]:
    """For each measure and breakdown by place too, which part of its people stand in a cell that is shown."""
    found = {}
    for each in out:
        names = [one.name for one in each.shown.dimensions if set(one.categories) != {"yes", "no"}]
        if len(names) > 1:
            cells = {key: count for key, count in each.shown.cells.items() if TOTAL not in key[: len(names)]}
            whole = {key: count for key, count in cells.items() if key[len(names) :] in ((), (TOTAL,))}
            total = each.shown.cells[(TOTAL,) * len(each.shown.dimensions)]
            found[each.cohort, "+".join(names)] = sum(filter(None, whole.values())) / (total or 1)
    return found


@pytest.fixture(scope="module")
def out(engine: Engine) -> list[Out]:
    """Everything that leaves of it, worked out once."""
    return left(engine)


class TestByPlaceToo:
    def test_nobody_is_found_by_who_knows_what_is_put_together(self, out: list[Out]) -> None:
        assert Attacker(out, NESTED_IN, (*KNOWN, *PUT_TOGETHER)).finds() == []

    def test_most_people_stand_in_a_cell_that_is_shown(self, out: list[Out]) -> None:
        shown = parts_shown(out)
        of_all = [shown["referrals", f"place+{each}"] for each in ("sex", "ethnicity_in_two", "age_in_three")]
        assert min(of_all) > 0.75
        assert len(shown) >= 6


@pytest.mark.parametrize("engine", [(700, 12)], ids=["700 people"], indirect=True)
class TestWithoutIt:
    def test_somebody_is_found_where_the_gate_does_not_know_what_is_put_together(
        self, engine: Engine
    ) -> None:
        units, months = what_lies_in_what()[:2]
        people = counting.people_of(engine)
        apart = left(engine, within=(units, months, *counting.lying(engine, people)), codes=CODES[::2])
        assert Attacker(apart, NESTED_IN[1:2], (*KNOWN, *PUT_TOGETHER)).finds()


PLACES = ("Bolton", "Oldham", "Wigan")
QUARTERS = ("2025-07-01", "2025-10-01", "2026-01-01", "2026-04-01")
OVER_TIME = (("place",), ("ethnicity_in_two",), ("place", "ethnicity_in_two"), ("place", "sex"))


@pytest.fixture(scope="module")
def everybody() -> counting.Members:
    """Referrals of three places, with the month in which each was sent."""
    with duckdb(store.numbered(synthetic.make(seed=3, people=1_200)), *COVERS, threads=1) as found:
        members = counting.members_of(found, BY_CODE["referrals"], counting.people_of(found))
    place = members.groups["place"]
    kept = inside(members, [place.categories[at] in PLACES for at in place.of.tolist()])
    of = [PLACES.index(place.categories[at]) for at in kept.groups["place"].of.tolist()]
    return replace(kept, groups={**kept.groups, "place": counting.Group(PLACES, np.array(of))})


def inside(members: counting.Members, which: list[bool]) -> counting.Members:
    groups = {name: counting.Group(each.categories, each.of[which]) for name, each in members.groups.items()}
    return replace(members, groups=groups, counts=members.counts[which])


def quarter_by_quarter(
    everybody: counting.Members, *, put_right: int = 0, alone: bool = False
) -> list[Shown]:
    """What leaves of the extracts after each quarter, each of everybody until then; `alone` without those before.

    `put_right`: of so many people each later extract knows another ethnicity.
    """
    months = everybody.groups["month"]
    out: list[Shown] = []
    for number, day in enumerate(QUARTERS):
        members = inside(everybody, [months.categories[at] < day[:7] for at in months.of.tolist()])
        ethnicity = members.groups["ethnicity_in_two"]
        ethnicity.of[: number * put_right] = 1
        for by in OVER_TIME:
            counts = counting.counted(members, by, period=f"2024-04-01/{day}", source=f"extract {number}")
            try:
                out.append(through(counts, earlier=[] if alone else out))
            except RefusedError:
                continue
    return sorted(out, key=lambda each: tuple(one.name for one in each.dimensions))


class TestQuartersOneAfterAnother:
    def test_nobody_is_found_in_all_that_left_of_them(self, everybody: counting.Members) -> None:
        out = quarter_by_quarter(everybody)
        assert len(out) == len(QUARTERS) * len(OVER_TIME)
        assert attack(out) == []

    def test_nobody_is_found_when_what_was_said_is_put_right_in_between(
        self, everybody: counting.Members
    ) -> None:
        out = quarter_by_quarter(everybody, put_right=2)
        assert len(out) > len(QUARTERS)
        assert attack(out, growing=False) == []

    def test_somebody_is_found_where_each_quarter_is_looked_at_alone(
        self, everybody: counting.Members
    ) -> None:
        assert attack(quarter_by_quarter(everybody, alone=True))
