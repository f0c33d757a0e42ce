"""Does a round keep what its decision says, and does the database refuse the rest?"""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from throughline.funding import supplied
from throughline.funding.actions import rounds as actions
from throughline.funding.models import Allocation, AllocationRun, Contribution, Programme, Round
from throughline.funding.queries import rounds as queries
from throughline.kernel.actor import PUBLIC, Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))
ANALYST = Actor(f"person:{uuid4()}", frozenset({"analyst"}))
KEY_WORKER = Actor(f"person:{uuid4()}", frozenset({"key-worker"}))


def round_of(year: str) -> Round:
    return Round.objects.get(year=year)


class TestTheSuppliedProgramme:
    def test_has_its_two_rounds_its_gaps_and_its_intention(self, looked_at: None) -> None:
        found = {each.year: (each.standing, each.total_pence) for each in Round.objects.all()}
        assert found == {
            "2021/22": ("confirmed", Money(63_973_300)),
            "2022/23": ("not_held", None),
            "2023/24": ("not_held", None),
            "2024/25": ("confirmed", Money(125_700_000)),
            "2025/26": ("intended", None),
        }

    def test_is_loaded_once_however_often_it_is_asked_for(self, looked_at: None) -> None:
        assert supplied.load(SUPPLIER, AT) is False
        assert Programme.objects.count() == 1

    def test_says_of_both_rounds_that_the_record_gives_no_split_between_funders(
        self, looked_at: None
    ) -> None:
        amounts = list(Contribution.objects.values_list("round__year", "funder__code", "amount_pence"))
        assert sorted(amounts) == [
            (year, funder, None) for year in ("2021/22", "2024/25") for funder in ("gmca", "hmpps")
        ]

    def test_has_no_allocation_that_its_decision_does_not_state(self, looked_at: None) -> None:
        assert set(Allocation.objects.values_list("round__year", flat=True)) == {"2021/22"}
        for each in Allocation.objects.select_related("award_line"):
            assert each.amount_pence == each.award_line.pence

    def test_shows_every_aim_and_means_without_a_measure(self, looked_at: None) -> None:
        overview = queries.overview(PUBLIC, supplied.CODE)
        assert overview is not None
        assert [each.objective.code for each in overview.aims] == ["A1", "A2", "A3"]
        assert [each.objective.code for each in overview.means] == ["W1", "W2", "W3", "W4"]
        assert not any(each.is_measured for each in (*overview.aims, *overview.means))


class TestTheRunOf2021:
    def test_reproduces_all_ten_amounts_and_recomputes(self, looked_at: None) -> None:
        run = AllocationRun.objects.get(state="reconstructed")
        page = queries.run_page(run)
        assert page.reproduces_published
        assert page.recomputes
        assert len(page.shares) == 10
        assert "not known" in run.counts_source

    def test_is_for_analysts_alone_because_its_counts_are_inferred(self, looked_at: None) -> None:
        assert queries.runs_visible_to(ANALYST).count() == 1
        planners = (
            Actor(f"person:{uuid4()}", frozenset({role})) for role in queries.RUN_READERS - {"analyst"}
        )
        for other in (PUBLIC, KEY_WORKER, *planners):
            assert queries.runs_visible_to(other).count() == 0

    def test_no_longer_recomputes_once_its_inputs_were_bent(self, loaded: str, cluster: Any) -> None:
        from throughline.frame.addresses import with_name

        run = AllocationRun.objects.get()
        bent = json.loads(bytes(run.frozen))
        bent["places"][0]["count"] = "775"
        with psycopg.connect(with_name(cluster.addresses["postgres"], loaded), autocommit=True) as adversary:
            adversary.execute("ALTER TABLE funding_allocationrun DISABLE TRIGGER USER")
            adversary.execute("UPDATE funding_allocationrun SET frozen = %s", [json.dumps(bent).encode()])
        page = queries.run_page(AllocationRun.objects.get(pk=run.pk))
        assert not page.recomputes


class TestOpeningARound:
    def test_refuses_contributions_that_miss_the_total(self, looked_at: None) -> None:
        programme = Programme.objects.get()
        with pytest.raises(RefusedError, match="The contributions come to £1"):
            actions.open_round(
                actor=SUPPLIER, at=AT, programme=programme, year="2030/31", decision="2024-001",
                funders={"gmca": Money(100)},
            )  # fmt: skip
        assert not Round.objects.filter(year="2030/31").exists()

    def test_refuses_a_decision_that_is_not_on_record(self, looked_at: None) -> None:
        with pytest.raises(RefusedError, match="1999-001"):
            actions.open_round(
                actor=SUPPLIER,
                at=AT,
                programme=Programme.objects.get(),
                year="2030/31",
                decision="1999-001",
                funders={},
            )


class TestTheDatabase:
    def test_refuses_places_that_miss_the_total(self, loaded: str) -> None:
        kept = Allocation.objects.first()
        assert kept is not None
        elsewhere = round_of("2024/25")
        with _an_act():
            line = _another_line()
        with pytest.raises(IntegrityError, match="sum to"), transaction.atomic(), _an_act():
            Allocation.objects.create(
                round=elsewhere, place=kept.place, award_line=line, amount_pence=Money(1)
            )

    def test_refuses_a_sum_without_a_decision_that_confirms_it(self, looked_at: None) -> None:
        with pytest.raises(IntegrityError, match="round_commits_only_confirmed_money"), _an_act():
            Round.objects.create(
                programme=Programme.objects.get(), year="2030/31", standing="intended", total_pence=Money(1)
            )

    def test_refuses_to_change_or_delete_an_allocation(self, loaded: str) -> None:
        for change in ("UPDATE funding_allocation SET amount_pence = 1", "DELETE FROM funding_allocation"):
            with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
                cursor.execute(change)

    def test_refuses_a_year_that_is_none(self, looked_at: None) -> None:
        with pytest.raises(IntegrityError, match="round_year_is_financial"), _an_act():
            Round.objects.create(programme=Programme.objects.get(), year="2030", standing="not_held")


def _an_act() -> Any:
    return act(actor=SUPPLIER, at=AT, verb="tried", subject=("test", "1"))


def _another_line() -> Any:
    from throughline.decisions.models import AwardLine, Notice

    notice = Notice.objects.get(number="2024-001")
    return AwardLine.objects.create(
        notice=notice, position=0, place="Bolton", gss_code="E08000001", pence=Money(1)
    )


class TestTheRunsTable:
    def test_the_trigger_refuses_a_step_that_the_table_does_not_have(self, looked_at: None) -> None:
        run = AllocationRun.objects.get()
        run.state = "chosen"
        with pytest.raises(Exception, match="reconstructed"), _an_act():
            run.save(update_fields=["state"])
