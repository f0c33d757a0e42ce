"""The pages on which a round is planned, without JavaScript."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.pages import words

from throughline.frame.tasks import told
from throughline.funding.actions.deciding import lock_by_decision
from throughline.funding.models import AllocationRun, Round, Scenario
from throughline.funding.planning.working import IndicatorText, Working
from throughline.funding.queries import planning as queries

from .conftest import AT, COUNTED, DEPUTY_MAYOR, LEAD, TOTAL, another_run, choose, decided

Staff = Callable[[str], Client]
BENCH = "/programmes/gm-irs-dr/2026-27/workbench/"
MOST_QUERIES = 10
TRANSACTION = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def at(scenario: Scenario, page: str = "") -> str:
    return f"/scenarios/{scenario.id}/{page}"


def said(scenario: Scenario) -> Working:
    return Working.of(Scenario.objects.get(pk=scenario.pk).values)


@pytest.fixture
def lead(staff: Staff) -> Client:
    return staff("programme-lead")


class TestPlanningARound:
    def test_leads_to_its_empty_workbench(self, lead: Client) -> None:
        sent = lead.post(
            "/programmes/gm-irs-dr/plan/",
            {"year": "2027/28", "intended": "1,200,000", "from-gmca": "", "from-hmpps": "", "note": ""},
        )
        assert sent.headers["Location"] == "/programmes/gm-irs-dr/2027-28/workbench/"
        page = words(lead.get(sent.headers["Location"]))
        assert "£1,200,000.00 is intended. It commits nothing until a decision confirms it." in page
        assert "No scenario yet" in page

    @pytest.mark.parametrize(
        ("sent", "says"),
        [
            ({"year": "2027"}, "“2027” is not a financial year such as 2021/22."),
            ({"year": "2021/22"}, "has a round 2021/22 already"),
            ({"year": "2027/28", "intended": "lots"}, "“lots” is not an amount in pounds"),
            ({"year": "2027/28", "intended": "10", "from-gmca": "11"}, "more than the £10.00 intended"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_typed(
        self, lead: Client, sent: dict[str, str], says: str
    ) -> None:
        page = lead.post("/programmes/gm-irs-dr/plan/", sent)
        assert says in words(page)
        assert f'value="{sent["year"]}"' in page.content.decode()


class TestThePlanOfARound:
    PLAN = "/programmes/gm-irs-dr/2026-27/plan/"

    def test_is_changed_while_nobody_has_decided(self, lead: Client, round_: Round) -> None:
        assert 'value="1,000,000.00"' in lead.get(self.PLAN).content.decode()
        sent = {"intended": "900,000", "from-gmca": "400,000", "from-hmpps": "500,000", "note": "Less."}
        page = words(lead.post(self.PLAN, sent, follow=True))
        assert "£900,000.00 is intended." in page
        assert 'value="400,000.00"' in lead.get(self.PLAN).content.decode()

    def test_whose_contributions_come_to_something_else_is_refused_and_kept_on_the_page(
        self, lead: Client, round_: Round
    ) -> None:
        page = lead.post(self.PLAN, {"intended": "9", "from-gmca": "1", "from-hmpps": "2", "note": ""})
        assert "The contributions come to £3.00, and £9.00 is intended." in words(page)
        assert 'value="9"' in page.content.decode()
        round_.refresh_from_db()
        assert round_.intended_pence == TOTAL

    def test_of_a_decided_round_changes_no_more(self, lead: Client, round_: Round) -> None:
        page = words(lead.post("/programmes/gm-irs-dr/2021-22/plan/", {"intended": "9", "note": ""}))
        assert "is not planned any more: what is decided changes by a decision" in page


class TestAScenario:
    def test_is_begun_typed_worked_out_and_chosen(self, lead: Client, round_: Round) -> None:
        begun = lead.post(BENCH + "new/", {"name": "By need", "like": ""})
        scenario = Scenario.objects.get()
        assert begun.headers["Location"] == at(scenario, "rules/")
        assert "There is no indicator yet" in words(lead.get(at(scenario)))
        rules = {
            "revision": "1",
            "total": "1,000.00",
            "name-0": "People",
            "weight-0": "1",
            "source-0": "A list",
        }
        lead.post(at(scenario, "rules/"), rules)
        assert "its count of “People” is missing, and a missing count is not zero" in words(
            lead.get(at(scenario))
        )
        typed = {"revision": "2"} | {f"{place.code}-count-0": "10" for place in said(scenario).places}
        assert lead.post(at(scenario, "places/"), typed).status_code == 302
        page = words(lead.get(at(scenario)))
        assert "£1,000.00 of £1,000.00" in page
        assert "One of “People” brings £10.00" in page
        kept = lead.post(at(scenario, "work-out/"))
        assert "From its own frozen inputs, to identical bytes." in words(lead.get(kept.headers["Location"]))
        refused = lead.post(kept.headers["Location"] + "choose/", {"because": ""})
        assert "“Why?” has not been filled in." in words(refused)
        chosen = lead.post(kept.headers["Location"] + "choose/", {"because": "It is plain."})
        assert "Put forward" in words(lead.get(chosen.headers["Location"]))
        assert AllocationRun.objects.get(state="chosen").chosen_because == "It is plain."

    def test_that_somebody_else_saved_meanwhile_keeps_what_was_typed_on_the_page(
        self, lead: Client, scenario: Scenario
    ) -> None:
        lead.post(at(scenario, "places/"), {"revision": "1", "E08000001-count-0": "11"})
        page = lead.post(at(scenario, "places/"), {"revision": "1", "E08000001-count-0": "4711"})
        assert "Somebody saved this scenario while you worked on it" in words(page)
        assert 'value="4711"' in page.content.decode()
        assert said(scenario).places[0].counts == ("11",)

    def test_shows_what_differs_from_what_somebody_else_saved(self, lead: Client, scenario: Scenario) -> None:
        lead.post(at(scenario, "places/"), {"revision": "1", "E08000001-count-0": "11"})
        typed = {"revision": "1", "E08000001-count-0": "4711", "E08000002-count-0": "110"}
        page = words(lead.post(at(scenario, "places/"), typed))
        assert "Bolton People on probation 11 4711" in page
        assert "Bury People on probation 110" not in page, "the same in both"

    def test_keeps_counts_with_their_indicator_when_somebody_else_put_one_before_it(
        self, lead: Client, scenario: Scenario
    ) -> None:
        two = {"total": "1", "name-0": "Releases", "name-1": "People on probation"}
        lead.post(at(scenario, "rules/"), {"revision": "1", **two})
        assert said(scenario).places[0].counts == ("", "100")
        lead.post(at(scenario, "rules/"), {"revision": "2", "total": "1", "name-0": "People on probation"})
        assert said(scenario).places[0].counts == ("100",)
        lead.post(at(scenario, "rules/"), {"revision": "3", "total": "1", "name-0": "People"})
        assert said(scenario).places[0].counts == ("100",), "under another name it is the same"

    def test_shows_a_wrong_value_at_its_field_and_on_top(self, lead: Client, scenario: Scenario) -> None:
        lead.post(at(scenario, "places/"), {"revision": "1", "E08000001-count-0": "many"})
        page = lead.get(at(scenario, "places/")).content.decode()
        assert '<a href="#E08000001-count-0">' in page
        assert 'id="E08000001-count-0-error"' in page
        assert "There is something to put right first" in words(lead.get(at(scenario)))

    def test_writes_one_floor_into_every_place(self, lead: Client, scenario: Scenario) -> None:
        rules = {"revision": "1", "total": "1,000,000.00", "name-0": "People", "all-floor": "90,000"}
        lead.post(at(scenario, "rules/"), rules)
        assert {place.floor for place in said(scenario).places} == {"90,000"}
        assert "stands at its floor of £90,000.00" in words(lead.get(at(scenario)))

    def test_loses_an_indicator_whose_name_is_emptied(self, lead: Client, scenario: Scenario) -> None:
        lead.post(at(scenario, "rules/"), {"revision": "1", "total": "1", "name-0": "", "name-1": "Releases"})
        assert [each.name for each in said(scenario).indicators] == ["Releases"]
        assert said(scenario).places[0].counts == ("",)

    def test_is_put_away_and_taken_up(self, lead: Client, scenario: Scenario) -> None:
        lead.post(at(scenario, "put-away/"))
        assert "By need , put away" in words(lead.get(BENCH))
        lead.post(at(scenario, "take-up/"))
        assert Scenario.objects.get().state == "working"


class TestSavingAsItIsTyped:
    SCRIPT = {"Accept": "application/json"}

    def test_keeps_counts_and_says_when(self, lead: Client, scenario: Scenario) -> None:
        typed = {"revision": "1", "E08000001-count-0": "12"}
        answer = lead.post(at(scenario, "places/"), typed, headers=self.SCRIPT)
        assert answer.json()["revision"] == 2
        assert re.fullmatch(r"\d\d:\d\d", answer.json()["saved"])
        assert said(scenario).places[0].counts == ("12",)

    def test_overwrites_nobody(self, lead: Client, scenario: Scenario) -> None:
        for page in ("places/", "rules/"):
            typed = {"revision": "0", "total": "1", "name-0": "People"}
            answer = lead.post(at(scenario, page), typed, headers=self.SCRIPT)
            assert answer.status_code == 409
            assert "Somebody saved this scenario" in answer.json()["refused"]
        assert said(scenario) == COUNTED

    def test_keeps_the_money_and_the_weights(self, lead: Client, scenario: Scenario) -> None:
        typed = {"revision": "1", "total": "2", "name-0": "People", "weight-0": "3"}
        assert lead.post(at(scenario, "rules/"), typed, headers=self.SCRIPT).status_code == 200
        assert (said(scenario).total, said(scenario).indicators[0].weight) == ("2", "3")
        assert said(scenario).places[0].counts == ("100",)

    @pytest.mark.parametrize(
        "half",
        [{"name-0": ""}, {"name-0": "People", "name-1": "Rel"}, {"name-0": "People", "all-floor": "9"}],
    )
    def test_does_not_do_by_itself_what_would_lose_or_fill_in_figures(
        self, lead: Client, scenario: Scenario, half: dict[str, str]
    ) -> None:
        typed = {"revision": "1", "total": "2", **half}
        answer = lead.post(at(scenario, "rules/"), typed, headers=self.SCRIPT)
        assert answer.status_code == 422
        assert "when you press the button" in answer.json()["errors"][""]
        assert said(scenario) == COUNTED


class TestBringingInATable:
    def test_shows_first_and_keeps_after(self, lead: Client, scenario: Scenario) -> None:
        table = "Place\tPeople on probation\nBolton\t1,140 (1,080 to 1,210)\n"
        page = lead.post(at(scenario, "import/"), {"revision": "1", "table": table})
        assert "Nothing is kept yet. 1 place read, 1 value would change." in words(page)
        assert said(scenario) == COUNTED
        lead.post(at(scenario, "import/"), {"revision": "1", "table": table, "keep": "1"})
        assert said(scenario).places[0].counts == ("1,140 (1,080 to 1,210)",)

    def test_reads_a_workbook(self, lead: Client, scenario: Scenario) -> None:
        from .test_sheets import workbook

        file = SimpleUploadedFile("c.xlsx", workbook(("Place", "People on probation"), ("Bolton", 77)))
        page = lead.post(at(scenario, "import/"), {"file": file})
        assert "Bolton People on probation 100 77" in words(page)

    def test_names_the_row_that_is_wrong_and_offers_no_keeping(
        self, lead: Client, scenario: Scenario
    ) -> None:
        page = words(lead.post(at(scenario, "import/"), {"table": "Place,People\nBolten,1\n", "keep": "1"}))
        assert "Row 2: “Bolten” is not a place that is known here. Did you mean Bolton?" in page
        assert "Keep these values" not in page

    def test_says_so_when_there_is_nothing(self, lead: Client, scenario: Scenario) -> None:
        assert "Paste a table or choose a file." in words(lead.post(at(scenario, "import/"), {}))


class TestWhatIf:
    def test_shows_every_difference_and_keeps_nothing(self, lead: Client, scenario: Scenario) -> None:
        page = words(lead.get(at(scenario, "what-if/?place=E08000001&E08000001-count-0=200")))
        assert "Only Bolton" in page
        assert "9 places lose" in page
        assert said(scenario) == COUNTED

    def test_is_kept_when_asked(self, lead: Client, scenario: Scenario) -> None:
        change = {"revision": "1", "place": "E08000001", "E08000001-count-0": "200"}
        lead.post(at(scenario, "what-if/"), change)
        assert said(scenario).places[0].counts == ("200",)

    def test_that_has_no_split_says_why(self, lead: Client, scenario: Scenario) -> None:
        page = words(lead.get(at(scenario, "what-if/?place=E08000001&E08000001-floor=2,000,000")))
        assert (
            "Floors £2,000,000.00: together £2,000,000.00, which is £1,000,000.00 more than the total" in page
        )


class TestComparing:
    def test_names_who_gains_and_who_loses(self, lead: Client, run: AllocationRun, round_: Round) -> None:
        places = tuple(replace(each, counts=("1",)) for each in COUNTED.places)
        other = another_run(round_, "Even", places=places)
        page = words(lead.get(f"{BENCH}compare/?run={run.id}&run={other.id}&run=nonsense&run={uuid4()}"))
        assert "places gain, most of all Bolton" in page
        assert "most of all Wigan" in page

    def test_of_one_run_says_what_to_do(self, lead: Client, run: AllocationRun) -> None:
        assert "Choose at least two runs" in words(lead.get(f"{BENCH}compare/?run={run.id}"))


class TestTakingARunAway:
    def test_as_csv_and_workbook_runs_no_formula(self, lead: Client, round_: Round) -> None:
        run = another_run(
            round_,
            "Formulas",
            indicators=(IndicatorText("=cmd|' /C calc'!A0", "1"),),
            places=(replace(COUNTED.places[0], note="=1+1"), *COUNTED.places[1:]),
        )
        base = queries.run_address(run)
        csv = lead.get(base + "run.csv")
        assert "'=cmd|" in csv.content.decode()
        assert "'=1+1" in csv.content.decode()
        book = load_workbook(io.BytesIO(lead.get(base + "run.xlsx").content))
        sheet = book.worksheets[0]
        assert sheet.cell(1, 3).value == "'=cmd|' /C calc'!A0"
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}, (
            "no cell is a formula"
        )
        rows = list(sheet.iter_rows(values_only=True))
        at_amount = rows[0].index("amount")
        assert (
            round(sum(float(row[at_amount]) for row in rows[1:-1]), 2) == rows[-1][at_amount] == 1_000_000.00
        )  # type: ignore[arg-type]  # numbers

    def test_as_json_gives_the_very_bytes(self, lead: Client, run: AllocationRun) -> None:
        base = queries.run_address(run)
        assert lead.get(base + "inputs.json").content == bytes(run.frozen)
        assert lead.get(base + "result.json").content == bytes(run.result)

    def test_as_a_picture(self, lead: Client, run: AllocationRun) -> None:
        answer = lead.get(queries.run_address(run) + "shares.svg")
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert b"Bolton" in answer.content


class TestWhoSeesWhat:
    @pytest.mark.parametrize("role", ["key-worker", "hmpps-contract-manager", "finance-preparer"])
    def test_the_workbench_is_closed_to_others(self, staff: Staff, scenario: Scenario, role: str) -> None:
        client = staff(role)
        for address in (BENCH, at(scenario), at(scenario, "what-if/")):
            assert client.get(address).status_code == 403
        assert client.get("/programmes/gm-irs-dr/2026-27/").status_code == 404

    def test_an_auditor_reads_and_changes_nothing(self, staff: Staff, scenario: Scenario) -> None:
        client = staff("auditor")
        assert client.get(at(scenario)).status_code == 200
        assert client.get(at(scenario, "rules/")).status_code == 403
        change = {"revision": "1", "place": "E08000001", "E08000001-count-0": "200"}
        page = words(client.post(at(scenario, "what-if/"), change))
        assert "is not for your role." in page
        assert said(scenario) == COUNTED

    def test_who_signs_sees_the_split_that_is_put_forward(self, staff: Staff, run: AllocationRun) -> None:
        signer = staff("deputy-mayor")
        assert signer.get(queries.run_address(run)).status_code == 404
        choose(run)
        assert signer.get(queries.run_address(run)).status_code == 200

    def test_the_public_sees_nothing_of_what_is_planned(self, run: AllocationRun) -> None:
        public = Client()
        assert public.get("/programmes/gm-irs-dr/2026-27/").status_code == 404
        for address in ("/programmes/gm-irs-dr/", "/register/rounds/", "/sitemap.xml"):
            shown = public.get(address).content.decode()
            assert "2026/27" not in shown, address
            assert "2026-27" not in shown, address
        assert "Nothing carries all of these words" in words(public.get("/search/?q=2026-27"))
        assert public.get(queries.run_address(run)).status_code == 302
        assert public.get(at(Scenario.objects.get())).status_code == 302


class TestADecidedRound:
    def test_explains_its_split_to_everybody_once_it_is_published(
        self, staff: Staff, run: AllocationRun
    ) -> None:
        from throughline.decisions.actions.notices import publish_decision

        choose(run)
        number = decided(run)
        lock_by_decision(number=number, run_id=run.id, actor=DEPUTY_MAYOR, at=AT)
        assert Client().get("/programmes/gm-irs-dr/2026-27/").status_code == 404
        publish_decision(number=number, actor=LEAD, at=AT)
        page = words(Client().get("/programmes/gm-irs-dr/2026-27/"))
        assert "£1,000,000.00 over 10 places" in page
        assert "The money follows what was counted in each place: People on probation." in page
        assert "It follows need." not in page, "why it was chosen is for staff"


class TestThePages:
    def test_need_few_queries_however_many_scenarios_there_are(
        self, lead: Client, run: AllocationRun, round_: Round
    ) -> None:
        for n in range(4):
            another_run(round_, f"Scenario {n}", total=f"{n + 1},000.00")
        scenario, base = Scenario.objects.order_by("begun_at").first(), queries.run_address(run)
        assert scenario is not None
        runs = AllocationRun.objects.filter(scenario__isnull=False)
        ids = "&".join(f"run={each.id}" for each in runs)
        for address in (
            BENCH, at(scenario), at(scenario, "rules/"), at(scenario, "places/"), at(scenario, "import/"),
            at(scenario, "what-if/?place=E08000001&E08000001-count-0=200"), base, base + "choose/",
            f"{BENCH}compare/?{ids}", "/programmes/gm-irs-dr/2026-27/", "/programmes/gm-irs-dr/plan/",
        ):  # fmt: skip
            lead.get(address)
            with CaptureQueriesContext(connection) as seen:
                assert lead.get(address).status_code == 200
            asked = [q["sql"] for q in seen.captured_queries if not q["sql"].startswith(TRANSACTION)]
            assert len(asked) <= MOST_QUERIES, (address, asked)


class TestHome:
    def test_says_that_no_split_is_chosen_and_then_that_it_waits(self, run: AllocationRun) -> None:
        (task,) = told(queries.waiting_for(LEAD))
        assert (task.what, task.href) == ("No split is chosen yet", BENCH)
        choose(run)
        assert told(queries.waiting_for(LEAD)) == []
        (other,) = told(queries.waiting_for_others(LEAD))
        assert other.what == "The chosen split waits for its decision"

    def test_says_nothing_to_others(self, run: AllocationRun) -> None:
        assert told(queries.waiting_for(DEPUTY_MAYOR)) == told(queries.waiting_for_others(DEPUTY_MAYOR)) == []
