"""What does each person find on the pages of grants, terms, conditions and checks, and what may they do there?"""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.agreements.conftest import councils, in_state
from tests.pages import words

from throughline.agreements.models import Condition, Grant, LegalRecord, RecipientCheck, Terms
from throughline.funding.models import Round
from throughline.kernel.money import Money

ROUND = "/programmes/gm-irs-dr/2021-22/"
Staff = Callable[..., Client]


def asked_by(client: Client, path: str) -> int:
    """How many questions a page puts to the database when it is not asked for the first time."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len([each for each in captured if "SAVEPOINT" not in each["sql"]])


class TestTheListOfGrants:
    def test_shows_every_grant_and_what_they_come_to(self, offered: list[Grant], staff: Staff) -> None:
        said = words(staff("programme-officer").get("/grants/"))
        assert "10 grants" in said
        assert "Together £639,733.00" in said

    def test_shows_a_council_its_own(self, offered: list[Grant], staff: Staff) -> None:
        said = words(staff("commissioner", "bolton").get("/grants/"))
        assert "1 grant" in said
        assert "Bolton: GM Dependency and Recovery, 2021/22" in said
        assert "Bury" not in said

    def test_is_closed_to_practice(self, offered: list[Grant], staff: Staff) -> None:
        assert staff("key-worker").get("/grants/").status_code == 403

    def test_narrows_by_words_place_year_and_state(self, grant: Grant, staff: Staff) -> None:
        officer = staff("programme-officer")
        for query in ("q=bolton+council", "place=E08000001", "year=2021/22&place=E08000001"):
            assert "1 grant" in words(officer.get(f"/grants/?{query}")), query
        assert "No grant fits" in words(officer.get("/grants/?state=live"))
        assert "10 grants" in words(officer.get("/grants/?state=offered"))

    def test_comes_as_a_csv(self, offered: list[Grant], staff: Staff) -> None:
        lines = staff("auditor").get("/grants/grants.csv?place=E08000001").content.decode().splitlines()
        assert len(lines) == 2
        assert "69573.32" in lines[1]

    def test_asks_at_most_ten_times(self, offered: list[Grant], staff: Staff) -> None:
        assert asked_by(staff("auditor"), "/grants/") <= 10


class TestOfferingARound:
    def test_suggests_each_council_and_offers_all_in_one_press(self, set_: Round, staff: Staff) -> None:
        officer = staff("programme-officer")
        page = officer.get(ROUND + "offer/")
        assert "£639,733.00 in 10 grants, offered in one act" in words(page)
        answer = officer.post(ROUND + "offer/", {str(p): str(b) for p, b in councils().items()}, follow=True)
        assert "10 grants are offered" in words(answer)
        assert Grant.objects.count() == 10

    def test_keeps_what_was_chosen_when_one_is_missing(self, set_: Round, staff: Staff) -> None:
        chosen = {str(p): str(b) for p, b in councils().items()}
        missing = chosen.popitem()[0]
        answer = staff("programme-officer").post(ROUND + "offer/", chosen)
        assert f'href="#id_{missing}"' in answer.content.decode()
        assert not Grant.objects.exists()

    def test_asks_for_terms_first(self, round_: Round, staff: Staff) -> None:
        assert "no terms yet" in words(staff("programme-officer").get(ROUND + "offer/"))

    def test_copies_the_round_before_in_the_same_act(
        self, offered: list[Grant], another_round: Round, staff: Staff
    ) -> None:
        officer, path = staff("programme-officer"), "/programmes/gm-irs-dr/2026-27/offer/"
        assert "The terms of 2021/22 are copied to this year in the same act" in words(officer.get(path))
        answer = officer.post(path, {str(p): str(b) for p, b in councils().items()}, follow=True)
        assert "10 grants are offered" in words(answer)
        assert Terms.objects.get(round=another_round).begins_on == date(2026, 4, 1)

    def test_says_what_is_missing_where_no_parts_are_decided(self, looked_at: None, staff: Staff) -> None:
        said = words(staff("programme-officer").get("/programmes/gm-irs-dr/2024-25/offer/"))
        assert "There is nothing to offer yet" in said

    def test_is_for_officers(self, set_: Round, staff: Staff) -> None:
        assert staff("director").get(ROUND + "offer/").status_code == 403


def filled(**changes: str) -> dict[str, str]:
    """The form of terms as somebody fills it in."""
    return {
        "recipient_kind": "local_authority", "price_basis": "actual", "payment_basis": "in_advance",
        "assurance_model": "csp_scrutinises", "sign_by_days": "28", "underspend": "15,000.00",
        "begins_on_day": "1", "begins_on_month": "4", "begins_on_year": "2021",
        "ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2022",
        "instalment0_on_day": "30", "instalment0_on_month": "6", "instalment0_on_year": "2021",
        "instalment0_parts": "1", "asks_spending_plan": "on", "own0_text": "Posts are named",
        "own0_owner": "recipient", "spend0_label": "Key workers", "spend0_eligible": "yes",
        "source": "The record of 2021", **changes,
    }  # fmt: skip


class TestTheTermsOfARound:
    def test_are_set_on_one_page(self, round_: Round, staff: Staff) -> None:
        answer = staff("programme-officer").post(ROUND + "terms/set/", filled(), follow=True)
        assert "The terms of 2021/22 are set" in words(answer)
        kept = Terms.objects.get(round=round_)
        assert kept.underspend_pence == Money(1_500_000)
        assert sorted(kept.conditions.values_list("code", flat=True)) == ["posts-are-named", "spending_plan"]
        assert kept.spend_rules.get().code == "key-workers"

    def test_stand_in_the_form_when_they_are_changed(self, set_: Round, staff: Staff) -> None:
        officer = staff("programme-lead")
        page = officer.get(ROUND + "terms/set/").content.decode()
        assert "A first grant has no earlier report." in page
        assert 'value="Evidence that it was delivered"' in page
        sent = filled(own0_text="Evidence that it was delivered", own0_from="1", own0_days="14")
        officer.post(ROUND + "terms/set/", sent)
        kept = Terms.objects.get(round=set_).conditions.get(code="delivery")
        assert (kept.due_days_before, kept.from_instalment) == (14, 1)

    def test_keep_what_was_typed_when_something_is_wrong(self, round_: Round, staff: Staff) -> None:
        sent = filled(source="", own0_text="Posts are named")
        answer = staff("programme-officer").post(ROUND + "terms/set/", sent)
        assert "There is a problem" in words(answer)
        assert 'value="Posts are named"' in answer.content.decode()
        assert not Terms.objects.exists()

    def test_are_read_by_who_may_see_grants(self, set_: Round, staff: Staff) -> None:
        said = words(staff("hmpps-finance").get(ROUND + "terms/"))
        assert "Annually in advance" in said
        assert "Set the terms" not in said

    def test_say_why_they_stay_once_grants_are_offered(self, offered: list[Grant], staff: Staff) -> None:
        assert "vary the grants instead" in words(staff("programme-officer").get(ROUND + "terms/"))


class TestTheGrantsPage:
    def test_shows_award_terms_conditions_and_what_comes_next(self, grant: Grant, staff: Staff) -> None:
        said = words(staff("programme-officer").get(f"/grants/{grant.id}/"))
        for each in (
            "£69,573.32 to Bolton",
            "Actual spend; annually in advance",
            "It was not varied",
            "Evidence that it was delivered",
            "From the papers",
            "The recipient signs the grant agreement",
        ):
            assert each in said, each

    def test_is_not_there_for_another_council(self, grant: Grant, staff: Staff) -> None:
        assert staff("commissioner", "bolton").get(f"/grants/{grant.id}/").status_code == 200
        assert staff("commissioner", "bury").get(f"/grants/{grant.id}/").status_code == 404

    def test_offers_steps_to_whom_they_are_for(self, grant: Grant, staff: Staff) -> None:
        in_state(grant, "live")
        path = f"/grants/{grant.id}/"
        assert "Suspend it" in words(staff("programme-lead").get(path))
        assert "Suspend it" not in words(staff("programme-officer").get(path))

    def test_suspends_with_a_reason_that_then_stands_on_it(self, grant: Grant, staff: Staff) -> None:
        in_state(grant, "live")
        lead, path = staff("programme-lead"), f"/grants/{grant.id}/step/suspend/"
        assert "has not been filled in" in words(lead.post(path, {"because": ""}))
        said = words(lead.post(path, {"because": "The plan is not approved."}, follow=True))
        assert "The grant is suspended" in said
        assert "The plan is not approved." in said

    def test_refuses_a_step_that_does_not_fit_with_the_reason(self, grant: Grant, staff: Staff) -> None:
        answer = staff("programme-lead").post(f"/grants/{grant.id}/step/close/", {})
        assert "This grant is offered; this can be done while it is closing" in words(answer)

    def test_asks_at_most_eleven_times(self, grant: Grant, staff: Staff) -> None:
        assert asked_by(staff("auditor"), f"/grants/{grant.id}/") <= 11


class TestAConditionsPage:
    @pytest.fixture
    def condition(self, grant: Grant) -> Condition:
        return grant.conditions.get(code="delivery")

    @pytest.fixture
    def path(self, condition: Condition) -> str:
        return f"/grants/{condition.grant_id}/conditions/{condition.id}/"

    def test_is_met_with_words_and_a_file_that_everybody_on_the_grant_can_read(
        self, condition: Condition, path: str, staff: Staff
    ) -> None:
        paper = SimpleUploadedFile("visit.txt", b"We saw two key workers at their desks.")
        said = {"because": "Seen on the visit.", "file": paper}
        answer = staff("programme-officer").post(f"{path}meet/", said, follow=True)
        assert "The condition is met" in words(answer)
        council = staff("commissioner", "bolton")
        assert council.get(f"{path}evidence/").content == b"We saw two key workers at their desks."
        assert "Seen on the visit." in words(council.get(path))
        assert staff("commissioner", "bury").get(f"{path}evidence/").status_code == 404

    def test_keeps_the_words_when_the_file_is_refused(self, path: str, staff: Staff) -> None:
        macro = SimpleUploadedFile("page.html", b"<script>alert(1)</script>")
        answer = staff("programme-officer").post(f"{path}meet/", {"because": "Seen.", "file": macro})
        assert "cannot be attached" in words(answer)
        assert ">Seen.</textarea>" in answer.content.decode()

    def test_is_waived_by_the_lead_only(self, path: str, staff: Staff) -> None:
        assert "not for your role" in words(staff("programme-officer").get(f"{path}waive/"))
        answer = staff("programme-lead").post(f"{path}waive/", {"because": "One post."}, follow=True)
        assert "waived, in your name" in words(answer)

    def test_says_that_the_papers_show_it_where_they_do(self, grant: Grant, staff: Staff) -> None:
        watched = grant.conditions.get(code="spending_plan")
        said = words(staff("programme-officer").get(f"/grants/{grant.id}/conditions/{watched.id}/"))
        assert "shows in the papers themselves" in said
        assert "Say that it is met" not in said


class TestLegalRecords:
    @pytest.mark.parametrize("kind", ["grant-or-contract", "waiver", "subsidy"])
    def test_stand_on_the_grant_with_who_and_why(self, grant: Grant, staff: Staff, kind: str) -> None:
        legal = staff("legal")
        path = f"/grants/{grant.id}/legal/{kind}/"
        answers = {"grant-or-contract": "grant", "waiver": "not_needed", "subsidy": "no_subsidy"}
        sent = {
            "answer": answers[kind], "reason": "Advice of 3 June.", "pence": "",
            "recorded_on_day": "3", "recorded_on_month": "6", "recorded_on_year": "2024",
        }  # fmt: skip
        assert "It is on record" in words(legal.post(path, sent, follow=True))
        assert LegalRecord.objects.get().kind == kind.replace("-", "_")
        assert "Advice of 3 June." in words(legal.get(f"/grants/{grant.id}/"))

    def test_show_three_years_of_awards_beside_the_limit(self, grant: Grant, staff: Staff) -> None:
        said = words(staff("legal").get(f"/grants/{grant.id}/legal/subsidy/"))
        assert "£69,573.32 to this recipient over this and the two preceding financial years" in said
        assert "£315,000.00 of minimal financial assistance" in said

    def test_show_the_award_beside_the_threshold_of_its_day(self, grant: Grant, staff: Staff) -> None:
        said = words(staff("procurement").get(f"/grants/{grant.id}/legal/grant-or-contract/"))
        assert "The services threshold on 3 June 2024 was £214,904.00 (VAT included)." in said
        assert "This award of £69,573.32 is below it" in said

    def test_are_not_for_the_recipient_to_write(self, grant: Grant, staff: Staff) -> None:
        answer = staff("commissioner", "bolton").post(f"/grants/{grant.id}/legal/waiver/", {})
        assert not LegalRecord.objects.exists()
        assert "not for your role" in words(answer)


SANCTIONS = b"Name\r\nSomebody Else Limited\r\n"


class TestChecks:
    def test_of_a_file_stand_in_the_list(self, grant: Grant, staff: Staff) -> None:
        officer = staff("programme-officer")
        assert "10 recipients were never checked" in words(officer.get("/recipient-checks/"))
        sent = {
            "register": "sanctions", "file": SimpleUploadedFile("list.csv", SANCTIONS),
            "as_of_day": "1", "as_of_month": "6", "as_of_year": "2024",
        }  # fmt: skip
        assert "checked against it" in words(officer.post("/recipient-checks/import/", sent, follow=True))
        assert RecipientCheck.objects.count() == 10
        said = words(officer.get("/recipient-checks/"))
        assert "10 checks" in said
        assert "never checked" not in said

    def test_say_which_column_a_file_lacks_and_keep_nothing(self, grant: Grant, staff: Staff) -> None:
        sent = {
            "register": "company", "file": SimpleUploadedFile("list.csv", SANCTIONS),
            "as_of_day": "1", "as_of_month": "6", "as_of_year": "2024",
        }  # fmt: skip
        answer = staff("programme-officer").post("/recipient-checks/import/", sent)
        assert "no column “CompanyNumber”" in words(answer)
        assert not RecipientCheck.objects.exists()

    def test_are_added_by_hand(self, grant: Grant, staff: Staff) -> None:
        sent = {
            "register": "charity", "found": "failing", "number": "", "words": "Removed last week.",
            "checked_on_day": "1", "checked_on_month": "6", "checked_on_year": "2024",
        }  # fmt: skip
        path = f"/recipient-checks/{grant.recipient_id}/"
        officer = staff("programme-officer")
        assert "on record" in words(officer.post(f"{path}add/", sent, follow=True))
        assert "Removed last week." in words(officer.get(f"/grants/{grant.id}/"))
        assert "Failing" in words(officer.get("/recipient-checks/?stands=stops"))

    def test_of_others_are_not_there_for_a_recipient(self, grant: Grant, staff: Staff) -> None:
        assert (
            staff("commissioner", "bury").get(f"/recipient-checks/{grant.recipient_id}/").status_code == 404
        )
