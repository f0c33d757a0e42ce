"""Can anybody who knows which service works where find somebody in tables by place, by unit and by service? R43"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from tests.evidence.attacker_of_measures import Attacker, LiesIn, Out

from throughline.evidence import store, synthetic
from throughline.evidence.engines import Engine, duckdb
from throughline.evidence.gate import Shown, Within, through
from throughline.evidence.measures import counting
from throughline.evidence.measures.catalogue import BY_CODE
from throughline.evidence.queries.releases import what_lies_in_what
from throughline.evidence.synthetic.truth import greater_manchester
from throughline.kernel.verdict import RefusedError

COVERS = (date(2024, 4, 1), date(2026, 4, 1))
CODES = ("engagement", "contacts", "recovery-6", "naloxone", "concerns-in-time", "cost-per-start")


def of(fine: str, coarse: str) -> LiesIn:
    """What the agreements say of it, and nothing of the rows."""
    where = greater_manchester()
    return fine, coarse, lambda one: {getattr(each, coarse) for each in where if getattr(each, fine) == one}


KNOWN = (of("unit", "place"), of("place", "provider"), of("unit", "provider"))


@pytest.fixture(scope="module", params=[(300, 5), (700, 12)], ids=["300 people", "700 people"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    people, seed = request.param
    with duckdb(store.numbered(synthetic.make(seed=seed, people=people)), *COVERS, threads=1) as found:
        yield found


def left(members: counting.Members, within: tuple[Within, ...]) -> list[Out]:
    """The tables of a measure by place, by unit and by service, one after the other."""
    shown: list[Shown] = []
    for by in ("place", "unit", "provider"):
        counts = replace(counting.counted(members, (by,), period="2024-04-01/2026-04-01"), cohort="it")
        try:
            shown.append(through(counts, earlier=shown, within=within))
        except RefusedError:
            continue
    return [Out("it", each, {}) for each in shown]


class TestPlacesUnitsAndServices:
    def test_nobody_is_found_by_who_knows_where_each_service_works(self, engine: Engine) -> None:
        people = counting.people_of(engine)
        within = (*what_lies_in_what(), *counting.lying(engine, people))
        many = 0
        for code in CODES:
            out = left(counting.members_of(engine, BY_CODE[code], people), within)
            many += len(out)
            assert Attacker(out, lies_in=KNOWN).finds() == [], code
        assert many > len(CODES)

    def test_somebody_is_found_where_the_gate_knows_only_units_and_places(self, engine: Engine) -> None:
        people = counting.people_of(engine)
        outs = (
            left(counting.members_of(engine, BY_CODE[code], people), what_lies_in_what()) for code in CODES
        )
        assert any(Attacker(out, lies_in=KNOWN).finds_somebody() for out in outs)

    def test_it_is_known_too_which_units_have_somebody_on_site(self, engine: Engine) -> None:
        found = {
            (each.fine, each.coarse): each for each in counting.lying(engine, counting.people_of(engine))
        }
        assert {len(some) for some in found["unit", "colocated"].of.values()} == {1}
        assert found["place", "provider"].of["Bolton"] == {"made-up-service-4"}
