"""Does each aim say by what it is measured, and red when by nothing?"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from throughline.funding.actions import aims as actions
from throughline.funding.models import Objective, ObjectiveMeasure, Programme
from throughline.funding.queries import aims as queries
from throughline.kernel.actor import PUBLIC, Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

Staff = Callable[[str], Client]
AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
LEAD = Actor(f"person:{uuid4()}", frozenset({"programme-lead"}))
TREASURER = Actor(f"person:{uuid4()}", frozenset({"treasurer"}))
BASELINE = {"baseline": "54 % of 812", "baseline_on": date(2024, 4, 1), "baseline_source": "Illustration"}


def objective(code: str) -> Objective:
    return Objective.objects.get(code=code)


def measured(code: str = "W2", measure: str = "retained", **named: object) -> ObjectiveMeasure:
    said = {"owner": "programme-lead", **named}
    return actions.measure_objective(actor=LEAD, at=AT, objective=objective(code), measure=measure, **said)


def aims() -> dict[str, queries.Aim]:
    rows = queries.of_programme(PUBLIC, Programme.objects.get())
    return {each.objective.code: each for each in rows}


class TestAnAim:
    def test_without_a_measure_is_not_measured(self, looked_at: None) -> None:
        assert {code for code, each in aims().items() if each.is_measured} == set()

    def test_has_its_measures_in_the_catalogues_order(self, looked_at: None) -> None:
        measured(measure="retained")
        measured(measure="treatment-start")
        assert [each.measure.code for each in aims()["W2"].measures] == ["treatment-start", "retained"]

    def test_says_direction_only_while_nobody_promised_how_far(self, looked_at: None) -> None:
        measured()
        measured(measure="engagement", target="70 % by April 2027")
        assert [each.target for each in aims()["W2"].measures] == ["70 % by April 2027", "direction only"]

    def test_keeps_its_baseline_with_date_and_source(self, looked_at: None) -> None:
        measured(**BASELINE)
        assert aims()["W2"].measures[0].row.baseline == "54 % of 812"

    @pytest.mark.parametrize("missing", list(BASELINE))
    def test_takes_no_baseline_without_both(self, looked_at: None, missing: str) -> None:
        said = {**BASELINE, missing: None if missing == "baseline_on" else ""}
        with pytest.raises(RefusedError, match="date and its source"):
            measured(**said)

    def test_nor_does_the_database(self, looked_at: None) -> None:
        row = measured()
        changing = act(actor=LEAD, at=AT, verb="objective.measured", subject=("programme", "x"))
        with pytest.raises(IntegrityError), transaction.atomic(), changing:
            ObjectiveMeasure.objects.filter(pk=row.pk).update(baseline="54 %")

    def test_is_said_anew_not_twice(self, looked_at: None) -> None:
        measured()
        measured(target="more")
        assert [each.target for each in aims()["W2"].measures] == ["more"]

    def test_is_measured_by_the_catalogue_alone(self, looked_at: None) -> None:
        with pytest.raises(RefusedError, match="catalogue"):
            measured(measure="good-will")

    def test_is_answered_for_by_a_role_that_there_is(self, looked_at: None) -> None:
        with pytest.raises(RefusedError, match="role"):
            measured(owner="somebody")

    def test_is_measured_by_the_programme_team_alone(self, looked_at: None) -> None:
        with pytest.raises(RefusedError, match="programme team"):
            actions.measure_objective(
                actor=TREASURER, at=AT, objective=objective("W2"), measure="retained", owner="programme-lead"
            )
        row = measured()
        with pytest.raises(RefusedError, match="programme team"):
            actions.stop_measuring(actor=TREASURER, at=AT, of=row)

    def test_stops_being_measured_by_something(self, looked_at: None) -> None:
        actions.stop_measuring(actor=LEAD, at=AT, of=measured())
        assert not aims()["W2"].is_measured


class TestThePages:
    def test_show_everybody_what_is_not_measured(self, looked_at: None, client: Client) -> None:
        measured()
        page = client.get("/programmes/gm-irs-dr/aims/").content.decode()
        assert page.count("Nobody has said by what") == 6
        assert "Retained for 12 weeks" in page
        assert "Add a measure" not in page
        assert "not measured" in client.get("/programmes/gm-irs-dr/aims.csv").content.decode()

    def test_never_say_that_nothing_is_known_to_whom_it_is_only_not_shown(
        self, looked_at: None, client: Client, staff: Staff
    ) -> None:
        measured()
        address, analyst = "/programmes/gm-irs-dr/aims", staff("analyst")
        for ending in ("/", ".csv"):
            public = client.get(address + ending).content.decode().lower()
            assert "not shown in public" in public
            assert "not measured yet" not in public
            assert "not measured yet" in analyst.get(address + ending).content.decode().lower()

    def test_offer_the_measures_of_the_aim_first(self, looked_at: None, staff: Staff) -> None:
        page = staff("programme-lead").get("/programmes/gm-irs-dr/aims/W4/").content.decode()
        assert page.index("Planned exits") < page.index("Referrals")

    def test_take_a_measure(self, looked_at: None, staff: Staff) -> None:
        answer = staff("programme-lead").post(
            "/programmes/gm-irs-dr/aims/W4/", {"measure": "planned-exits", "owner": "analyst", "target": ""}
        )
        assert answer.status_code == 302
        assert aims()["W4"].is_measured

    def test_keep_what_was_typed_when_a_baseline_lacks_its_source(
        self, looked_at: None, staff: Staff
    ) -> None:
        answer = staff("programme-lead").post(
            "/programmes/gm-irs-dr/aims/W4/",
            {"measure": "planned-exits", "owner": "analyst", "baseline": "one in three"},
        )
        assert answer.status_code == 200
        assert "one in three" in answer.content.decode()
        assert "date and its source" in answer.content.decode()
        assert not ObjectiveMeasure.objects.exists()

    def test_know_no_other_aim(self, looked_at: None, staff: Staff) -> None:
        lead = staff("programme-lead")
        assert lead.get("/programmes/gm-irs-dr/aims/Z9/").status_code == 404
        assert lead.post("/programmes/gm-irs-dr/aims/W4/drop/", {"measure": "x"}).status_code == 404

    def test_ask_the_database_a_constant_number_of_times(
        self, looked_at: None, client: Client, django_assert_max_num_queries: Any
    ) -> None:
        for code in ("retained", "treatment-start", "engagement", "continuity"):
            measured(measure=code)
        with django_assert_max_num_queries(6):
            client.get("/programmes/gm-irs-dr/aims/")
