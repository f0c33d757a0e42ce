"""Can anybody find somebody in the tables of measures of which one counts some of the other's people? R43"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pytest
from tests.evidence.attacker_of_measures import Attacker, Inside, Out

from throughline.evidence import store, synthetic
from throughline.evidence.engines import duckdb
from throughline.evidence.gate import Counts, Dimension, Shown, through
from throughline.evidence.gate.passing import WHY
from throughline.evidence.gate.shapes import Nested
from throughline.evidence.measures import counting
from throughline.evidence.measures.catalogue import BY_CODE
from throughline.evidence.measures.nesting import NESTED
from throughline.kernel.verdict import RefusedError

YEARS, COVERS = "2024-04-01/2026-04-01", (date(2024, 4, 1), date(2026, 4, 1))
FAMILIES = (
    ("referrals", "first-contact", "colocated", "risk-of-harm", "revoked", "recalled"),
    ("planned-exits", "no-return", "recovery-3", "recovery-6", "recovery-12", "recovery-coverage"),
    ("cost-per-start", "retained", "cost-per-retained", "treatment-start", "referrals", "first-contact"),
    ("referrals", "planned-exits", "caseload-per-post", "appropriate", "contacts", "virus-tests"),
)
KNOWN = (
    *(Inside((each,), "referrals", True) for each in ("first-contact", "colocated", "risk-of-harm")),
    *(Inside((each,), "referrals", True) for each in ("revoked", "recalled")),
    *(Inside((each,), "referrals") for each in ("cost-per-start", "retained", "treatment-start")),
    *(Inside((each,), "referrals") for each in ("planned-exits", "caseload-per-post", "appropriate")),
    *(Inside((each,), "referrals") for each in ("contacts", "virus-tests")),
    Inside(("colocated",), "first-contact", True),
    Inside(("recalled",), "first-contact", True),
    Inside(("recalled",), "colocated", True),
    Inside(("retained",), "cost-per-start", True),
    Inside(("retained",), "treatment-start"),
    Inside(("no-return",), "planned-exits", True, "yes"),
    *(Inside((f"recovery-{each}",), "planned-exits", False, "yes") for each in (3, 6, 12)),
    *(Inside((f"recovery-{each}",), "recovery-coverage", True, "yes") for each in (3, 6, 12)),
    Inside(("planned-exits", "caseload-per-post"), "referrals"),
    Inside(("recovery-3", "recovery-6", "recovery-12"), "recovery-coverage", True, "yes", is_all=True),
)
BREAKDOWNS = (("place",), ("quarter",))
PLACES = Dimension("place", ("Bolton", "Bury", "Oldham", "Wigan"))
ANSWER = Dimension("answer", ("yes", "no"))
SENT_AND_TAKEN_ON = (Nested("sent", ("taken on",), frozenset({"place"})),)


@pytest.fixture(scope="module")
def everybody() -> Iterator[dict[str, counting.Members]]:
    with duckdb(store.numbered(synthetic.make(seed=5, people=1500)), *COVERS, threads=1) as engine:
        people = counting.people_of(engine)
        codes = dict.fromkeys(code for family in FAMILIES for code in family)
        yield {code: counting.members_of(engine, BY_CODE[code], people) for code in codes}


def few(members: counting.Members, seed: int) -> counting.Members:
    """Those of three places and some ages: an extract of small places."""
    draw = random.Random(seed)
    places = sorted(draw.sample(members.groups["place"].categories[:10], 3))
    ages = draw.sample(members.groups["age_band"].categories, 2)
    of = members.groups["place"]
    band = members.groups["age_band"]
    inside = np.isin(of.of, [of.categories.index(each) for each in places])
    inside &= np.isin(band.of, [band.categories.index(each) for each in ages if each in band.categories])
    groups = {name: counting.Group(each.categories, each.of[inside]) for name, each in members.groups.items()}
    numbers = {of.categories.index(each): number for number, each in enumerate(places)}
    groups["place"] = counting.Group(
        tuple(places),
        np.array([numbers[each] for each in groups["place"].of], dtype=np.int64),
    )
    some = {
        name: getattr(members, name)[inside]
        for name in ("counts", "value", "per")
        if len(getattr(members, name))
    }
    return replace(members, groups=groups, **some)


def released(
    everybody: dict[str, counting.Members], seed: int, nested: tuple[Nested, ...] = NESTED
) -> list[Out]:
    """Everything that leaves of one extract of small places, in an order of its own."""
    draw = random.Random(seed)
    family = FAMILIES[seed % len(FAMILIES)]
    out: list[Out] = []
    every = [(code, by) for code in family for by in BREAKDOWNS] + [(family[0], ("place", "quarter"))]
    for code, by in draw.sample(every, len(every)):
        members = few(everybody[code], seed)
        cohort = members.measure.people_of or code
        counts = replace(counting.counted(members, by, period=YEARS, source="extract 1"), cohort=cohort)

        def of(name: str) -> list[Shown]:
            return [each.shown for each in out if each.cohort == name]

        try:
            shown = through(counts, earlier=of(cohort), nested=nested, related=of)
        except RefusedError:
            continue
        out.append(Out(cohort, shown, counting.figures(members, by, shown)))
    return out


def attacker(out: list[Out]) -> Attacker:
    there = {each.cohort for each in out}
    return Attacker(out, [each for each in KNOWN if {*each.parts, each.whole} <= there])


class TestExtractsOfSmallPlaces:
    @pytest.mark.parametrize("seed", range(24))
    def test_nobody_is_found_in_all_that_left(
        self, everybody: dict[str, counting.Members], seed: int
    ) -> None:
        out = released(everybody, seed)
        assert len(out) > 1
        assert attacker(out).finds() == []

    def test_somebody_is_found_where_each_measure_is_audited_apart(
        self, everybody: dict[str, counting.Members]
    ) -> None:
        assert any(attacker(released(everybody, seed, nested=())).finds_somebody() for seed in range(4))


def counts(cohort: str, *numbers: int, answers: bool = False) -> Counts:
    dimensions = (PLACES, ANSWER) if answers else (PLACES,)
    keys = product(*(each.categories for each in dimensions))
    return Counts(cohort, dimensions, dict(zip(keys, numbers, strict=True)), YEARS, "extract 1", cohort)


def leave(*tables: Counts, nested: tuple[Nested, ...] = SENT_AND_TAKEN_ON, round_to: int = 1) -> list[Shown]:
    """These tables, one after the other."""
    out: list[Shown] = []

    def of(name: str) -> list[Shown]:
        return [one for one in out if one.cohort == name]

    for each in tables:
        out.append(through(each, earlier=of(each.cohort), nested=nested, related=of, round_to=round_to))
    return out


class TestACohortInsideAnother:
    def test_forty_sent_and_thirty_eight_taken_on_are_not_both_told(self) -> None:
        sent, taken_on = leave(counts("sent", 40, 60, 70, 80), counts("taken on", 38, 50, 60, 70))
        assert sent.hidden == ()
        assert taken_on.cells[("Bolton",)] is None
        assert len(taken_on.hidden) == 2
        assert WHY in taken_on.reasons

    def test_it_is_the_second_to_leave_that_hides(self) -> None:
        taken_on, sent = leave(counts("taken on", 38, 50, 60, 70), counts("sent", 40, 60, 70, 80))
        assert taken_on.hidden == ()
        assert sent.cells[("Bolton",)] is None
        assert len(sent.hidden) == 2

    def test_nothing_is_hidden_where_nobody_or_enough_are_left_over(self) -> None:
        assert not any(
            each.hidden for each in leave(counts("sent", 40, 60, 70, 80), counts("taken on", 40, 55, 0, 70))
        )

    def test_those_left_over_everywhere_together_count_too(self) -> None:
        _, taken_on = leave(counts("sent", 40, 60, 70, 80), counts("taken on", 39, 60, 69, 80))
        assert taken_on.cells[("total",)] is None

    def test_those_who_gave_one_answer_hold_the_inner_ones(self) -> None:
        nested = (Nested("sent", ("taken on",), frozenset({"place"}), ("answer", "yes")),)
        ended = counts("sent", 40, 20, 60, 20, 70, 20, 80, 20, answers=True)
        _, stayed = leave(ended, counts("taken on", 38, 50, 60, 70), nested=nested)
        assert stayed.cells[("Bolton",)] is None

    def test_a_small_count_is_not_the_whole_less_the_other_parts(self) -> None:
        nested = (Nested("all", ("one", "two"), frozenset({"place"}), is_all=True),)
        tables = counts("all", 43, 60, 70, 80), counts("one", 40, 30, 30, 30), counts("two", 3, 30, 40, 50)
        for order in ((0, 1, 2), (0, 2, 1), (2, 1, 0)):
            out = leave(*(tables[each] for each in order), nested=nested)
            assert [each.cells[("Bolton",)] for each in out].count(None) > 1

    def test_rounded_tables_leave_room_enough(self) -> None:
        _, taken_on = leave(counts("sent", 40, 60, 70, 80), counts("taken on", 38, 50, 60, 70), round_to=5)
        assert taken_on.hidden == ()

    def test_what_tables_contradict_is_given_up(self) -> None:
        _, taken_on = leave(counts("sent", 40, 60, 70, 80), counts("taken on", 41, 58, 60, 70))
        assert taken_on.hidden == ()


class TestTwoExtractsOfACohortInsideAnother:
    """Nobody has lost or gained so few in either measure, and yet: who was not taken on became two more."""

    FIRST = (counts("sent", 40, 60, 70, 80), counts("taken on", 30, 50, 60, 70))

    def later(self, *numbers: int) -> list[Counts]:
        return [
            replace(each, source="later 1")
            for each in (counts("sent", 50, 60, 70, 80), counts("taken on", *numbers))
        ]

    def test_who_came_to_be_left_over_is_not_told(self) -> None:
        *_, taken_on = leave(*self.FIRST, *self.later(38, 50, 60, 70))
        assert taken_on.cells[("Bolton",)] is None
        assert len(taken_on.hidden) == 2
        assert WHY in taken_on.reasons

    def test_nor_who_went(self) -> None:
        *_, taken_on = leave(*self.FIRST, *self.later(43, 50, 60, 70))
        assert taken_on.cells[("Bolton",)] is None

    def test_nothing_is_hidden_where_as_many_are_left_over_or_five_more(self) -> None:
        for many in (40, 35):
            assert not any(each.hidden for each in leave(*self.FIRST, *self.later(many, 50, 60, 70)))
