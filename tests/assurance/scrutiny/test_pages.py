"""What do the pages of scrutiny, findings, risk and year-end decisions show, to whom, and what do they do?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.agreements.conftest import in_state
from tests.assurance.scrutiny.conftest import (
    AT,
    GIVEN,
    OFFICER,
    a_return,
    seats,
)
from tests.assurance.scrutiny.test_cells import make, propose

from throughline.agreements.models import Grant
from throughline.agreements.queries.grants import awards
from throughline.assurance.actions import scrutiny
from throughline.assurance.models import CorrectiveAction, Return, Scrutiny, YearEnd
from throughline.governance.models import AgendaItem, Group, Meeting
from throughline.kernel.actor import Actor

Staff = Callable[..., Client]


def words(client: Client, address: str) -> str:
    """A page, which must answer."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


class TestTheListOfScrutinies:
    def test_shows_what_waits_and_what_was_said(
        self, begun: Scrutiny, chair: Actor, grant: Grant, staff: Staff
    ) -> None:
        a_return(grant, "plan")
        scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.pk, said=GIVEN)
        page = words(staff("csp-officer", "bolton-csp"), "/scrutiny/")
        assert "Spending plan 2024/25, Bolton" in page
        assert "Assurance given" in page

    def test_is_searched_filtered_and_downloaded(self, begun: Scrutiny, staff: Staff) -> None:
        client = staff("programme-officer")
        assert "Bolton: Year-end return" in words(
            client, "/scrutiny/?q=bolton&state=scrutinising&year=2024/25"
        )
        assert "No return fits" in words(client, "/scrutiny/?q=wigan")
        assert "Bolton" in words(client, "/scrutiny.csv?area=E08000001")
        assert "Bolton" not in words(client, "/scrutiny.csv?outcome=withheld")

    def test_teaches_when_there_is_nothing(self, looked_at: None, staff: Staff) -> None:
        assert "No return has been looked at yet" in words(staff("auditor"), "/scrutiny/")

    def test_is_of_the_own_area_and_not_for_practice(self, begun: Scrutiny, staff: Staff) -> None:
        elsewhere = staff("csp-officer", "wigan-csp")
        assert "No return has been looked at yet" in words(elsewhere, "/scrutiny/")
        assert elsewhere.get(f"/scrutiny/{begun.pk}/").status_code == 404
        assert elsewhere.get(f"/scrutiny/of/{begun.version.of_id}/").status_code == 404
        assert staff("key-worker").get("/scrutiny/").status_code == 403

    def test_asks_the_database_a_fixed_number_of_times(
        self, begun: Scrutiny, grant: Grant, staff: Staff, django_assert_max_num_queries: Any
    ) -> None:
        client = staff("programme-officer")
        words(client, "/scrutiny/")
        with django_assert_max_num_queries(7 + 10):  # seven are who is asking and the transaction
            words(client, "/scrutiny/")


class TestAReturnBeforeThePartnership:
    def test_is_put_there_noted_and_stated_on_by_its_own_people(
        self, returned: Return, partnership: Group, staff: Staff
    ) -> None:
        officer, head = staff("csp-officer", "bolton-csp"), staff("csp-chair", "bolton-csp")
        page = words(officer, f"/scrutiny/of/{returned.pk}/")
        assert "Put it before the partnership" in page
        gone = officer.post(f"/scrutiny/of/{returned.pk}/")
        address = gone["Location"]
        row = Scrutiny.objects.get()
        assert address == f"/scrutiny/{row.pk}/"
        assert "Note the meeting" in words(officer, address)
        form = words(officer, f"{address}meeting/")
        assert "which receives the money: declared by" in form
        members = seats(partnership)
        filled: dict[str, str] = {
            "on_day": "10", "on_month": "6", "on_year": "2025", "minutes": "Read and discussed.",
            f"interest-{members['A councillor']}": "The council receives it.",
            f"out-{members['A councillor']}": "on",
            **{f"there-{pk}": "present" for pk in members.values()},
            f"there-{members['A head of unit']}": "apologies",
        }  # fmt: skip
        assert officer.post(f"{address}meeting/", filled).status_code == 302
        assert Meeting.objects.filter(group=partnership, state="minuted").count() == 1
        assert officer.get(f"{address}state/").status_code == 200
        stating = words(head, f"{address}state/")
        point = stating.partition('<option value="')[2]
        assert "None: the chair acts alone" in point
        said = {
            "outcome": "given_with_conditions",
            "words": "It did what it should.",
            "conditions": "",
            "point": str(AgendaItem.objects.get(meeting__group=partnership).pk),
        }
        refused = head.post(f"{address}state/", said)
        assert "Say on which conditions." in refused.content.decode()
        assert "It did what it should." in refused.content.decode()
        assert head.post(f"{address}state/", {**said, "conditions": "A post is filled."}).status_code == 302
        page = words(staff("programme-officer"), address)
        for each in (
            "Assurance given with conditions",
            "A post is filled.",
            "Quorate: 3 of 4",
            "A councillor",
        ):
            assert each in page
        assert "Take the statement" in page

    def test_is_answered_by_the_authority(self, begun: Scrutiny, chair: Actor, staff: Staff) -> None:
        scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.pk, said=GIVEN)
        lead = staff("programme-lead")
        address = f"/scrutiny/{begun.pk}/"
        assert lead.post(f"{address}challenge/", {"words": "Who saw the timesheets?"}).status_code == 302
        assert "Who saw the timesheets?" in words(lead, address)
        assert lead.get(f"{address}nothing/").status_code == 404

    def test_of_a_partnership_that_governs_is_sampled(self, governed: Grant, staff: Staff) -> None:
        of, officer = a_return(governed), staff("programme-officer")
        page = words(officer, f"/scrutiny/of/{of.pk}/")
        assert "is not asked to judge itself" in page
        assert "Choose it for a sample" in page
        address = officer.post(f"/scrutiny/of/{of.pk}/")["Location"]
        assert "Say what the papers show" in words(officer, address)
        found = {"papers": "Six invoices", "found": "borne_out", "words": "All is there."}
        assert officer.post(f"{address}sample/", found).status_code == 302
        assert "The papers bear the return out" in words(officer, "/scrutiny/")
        own = words(staff("csp-officer", "bolton-csp"), address)
        assert "Six invoices" in own

    def test_that_is_governed_says_to_its_own_officer_why_it_cannot_be_begun(
        self, governed: Grant, staff: Staff
    ) -> None:
        page = words(staff("csp-officer", "bolton-csp"), f"/scrutiny/of/{a_return(governed).pk}/")
        assert "disabled" in page

    def test_asks_the_database_a_fixed_number_of_times(
        self, begun: Scrutiny, chair: Actor, staff: Staff, django_assert_max_num_queries: Any
    ) -> None:
        scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.pk, said=GIVEN)
        client = staff("programme-officer")
        words(client, f"/scrutiny/{begun.pk}/")
        with django_assert_max_num_queries(7 + 10):
            words(client, f"/scrutiny/{begun.pk}/")


class TestAFinding:
    def test_is_made_answered_with_a_file_and_seen_by_another(self, grant: Grant, staff: Staff) -> None:
        officer, local = staff("programme-officer"), staff("commissioner", "bolton")
        watch = f"/watch/{grant.pk}/"
        made = officer.post(
            f"{watch}finding/",
            {
                "words": "A post was paid twice.",
                "to_do": "Pay it back.",
                "owner_role": "commissioner",
                "due_on_day": "1",
                "due_on_month": "7",
                "due_on_year": "2099",
            },
        )
        assert made.status_code == 302
        row = CorrectiveAction.objects.get()
        assert "Pay it back." in words(local, "/findings/")
        assert "Say what was done" in words(local, f"/findings/{row.pk}/")
        shown = SimpleUploadedFile("back.txt", b"Paid back.")
        assert (
            local.post(f"/findings/{row.pk}/answer/", {"words": "Done.", "upload": shown}).status_code == 302
        )
        assert officer.get(f"/findings/{row.pk}/evidence/").content == b"Paid back."
        assert officer.post(f"/findings/{row.pk}/verify/", {"words": ""}).status_code == 302
        assert "Seen to be done by" in words(local, f"/findings/{row.pk}/")
        assert "Pay it back." in words(officer, "/findings.csv?state=verified")
        assert "No finding fits" in words(officer, "/findings/?state=open")

    def test_is_not_seen_from_another_area(self, grant: Grant, staff: Staff) -> None:
        row, elsewhere = make(grant, OFFICER), staff("commissioner", "wigan")
        assert "Nothing is to be put right" in words(elsewhere, "/findings/")
        for address in (
            f"/findings/{row.pk}/",
            f"/findings/{row.pk}/evidence/",
            f"/findings/{row.pk}/answer/",
        ):
            assert elsewhere.get(address).status_code == 404

    def test_without_a_file_has_none_to_download(self, grant: Grant, staff: Staff) -> None:
        row = make(grant, OFFICER)
        assert staff("auditor").get(f"/findings/{row.pk}/evidence/").status_code == 404


class TestHowAGrantIsWatched:
    def test_shows_signs_reading_visits_and_findings(self, grant: Grant, staff: Staff) -> None:
        officer, watch = staff("programme-officer"), f"/watch/{grant.pk}/"
        assert "Nobody has read the risk" in words(officer, watch)
        read = officer.post(f"{watch}reading/", {"off_course": "", "confirmed_as": "high", "because": ""})
        assert "Say why you take it as high" in read.content.decode()
        read = officer.post(f"{watch}reading/", {"confirmed_as": "high", "because": "The manager left."})
        assert read.status_code == 302
        planned = {
            "planned_on_day": "1", "planned_on_month": "6", "planned_on_year": "2025",
            "site": "Bolton unit", "purpose": "Days on site",
        }  # fmt: skip
        assert officer.post(f"{watch}visit/", planned).status_code == 302
        page = words(officer, watch)
        for each in ("The manager left.", "Bolton unit: Days on site", "Say what was seen"):
            assert each in page
        visit = page.partition("/watch/visits/")[2].partition("/")[0]
        seen = {
            "made_on_day": "1",
            "made_on_month": "6",
            "made_on_year": "2025",
            "words": "A desk was empty.",
        }
        assert officer.post(f"/watch/visits/{visit}/made/", seen).status_code == 302
        assert "A desk was empty." in words(officer, watch)
        assert "High" in words(officer, "/watch/?q=bolton")
        assert officer.get(f"{watch}nothing/").status_code == 404

    def test_is_not_seen_from_another_area(self, grant: Grant, staff: Staff) -> None:
        assert staff("commissioner", "wigan").get(f"/watch/{grant.pk}/").status_code == 404

    def test_is_read_by_thresholds_that_the_lead_sets(self, looked_at: None, staff: Staff) -> None:
        lead = staff("programme-lead")
        assert "Used from" in words(lead, "/watch/thresholds/")
        new = {
            "sign": "variance", "used_from_day": "1", "used_from_month": "4", "used_from_year": "2027",
            "medium_from": "5", "high_from": "20", "source": "A made-up word.",
        }  # fmt: skip
        assert lead.post("/watch/thresholds/", new).status_code == 302
        assert "A made-up word." in words(lead, "/watch/thresholds/")
        refused = staff("programme-officer").post("/watch/thresholds/", {**new, "used_from_year": "2028"})
        assert "set by the programme lead" in refused.content.decode()

    def test_of_every_grant_asks_the_database_a_fixed_number_of_times(
        self, offered: list[Grant], staff: Staff, django_assert_max_num_queries: Any
    ) -> None:
        client = staff("programme-officer")
        words(client, "/watch/")
        with django_assert_max_num_queries(7 + 12):
            assert words(client, "/watch/").count("/watch/") >= len(offered)


class TestAYearEndDecision:
    @pytest.fixture
    def unspent(self, grant: Grant) -> Grant:
        award = awards([grant.pk])[grant.pk].pence
        a_return(grant, amounts=(award, award - 100_00, 0), award=award)
        return grant

    def test_is_proposed_and_decided_by_two(self, unspent: Grant, staff: Staff) -> None:
        officer, senior = staff("programme-officer"), staff("director")
        assert "£100.00" in words(officer, "/year-end/")
        propose_at = f"/year-end/of/{unspent.pk}/"
        assert 'value="100.00"' in words(officer, propose_at)
        too_much = {"outcome": "carry_over", "amount": "100.01", "reason": "It comes next year."}
        refused = officer.post(propose_at, too_much)
        assert "£100.01 is more than is left" in refused.content.decode()
        assert officer.post(propose_at, {**too_much, "amount": "100"}).status_code == 302
        row = YearEnd.objects.get()
        assert "Decide it" in words(senior, f"/year-end/{row.pk}/")
        assert senior.post(f"/year-end/{row.pk}/decide/", {"words": "Agreed."}).status_code == 302
        assert "Agreed." in words(officer, f"/year-end/{row.pk}/")
        assert "Carry over" in words(officer, "/year-end.csv?state=decided&outcome=carry_over")

    def test_is_not_seen_from_another_area(self, unspent: Grant, staff: Staff) -> None:
        row, elsewhere = propose(unspent, OFFICER), staff("commissioner", "wigan")
        assert elsewhere.get(f"/year-end/{row.pk}/").status_code == 404
        assert "£40.00" not in words(elsewhere, "/year-end/")


class TestTheReportForThePanel:
    def test_says_of_each_grant_what_was_stated_and_what_followed(
        self, begun: Scrutiny, grant: Grant, chair: Actor, staff: Staff
    ) -> None:
        in_state(grant, "live")
        scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.pk, said=GIVEN)
        scrutiny.accept(actor=OFFICER, at=AT, scrutiny_id=begun.pk)
        make(grant, OFFICER)
        client = staff("panel-member")
        page = words(client, "/scrutiny/for-the-panel/")
        for each in (
            "Assurance given",
            "The money did what the decision said.",
            "The authority took the statement",
            "1 finding",
        ):
            assert each in page
        assert "The money did what the decision said." in words(client, "/scrutiny/for-the-panel.csv")
        document = client.get("/scrutiny/for-the-panel.pdf")
        assert document["Content-Type"] == "application/pdf"
        assert b"pdfuaid" in document.content

    def test_says_when_there_is_nothing(self, looked_at: None, staff: Staff) -> None:
        assert "nothing to report yet" in words(staff("panel-member"), "/scrutiny/for-the-panel/")


class TestHome:
    def test_lists_what_each_can_do_next(
        self, begun: Scrutiny, grant: Grant, chair: Actor, staff: Staff
    ) -> None:
        a_return(grant, "plan")
        officer = words(staff("csp-officer", "bolton-csp"), "/")
        assert "Put it before the partnership" in officer
        assert "Make the statement" in words(staff("csp-chair", "bolton-csp"), "/")
        scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.pk, said=GIVEN)
        assert "Take it or ask again" in words(staff("programme-lead"), "/")
        make(grant, OFFICER)
        assert "Say what was done" in words(staff("commissioner", "bolton"), "/")

    def test_asks_the_authority_for_papers_in_between_and_for_samples_of_what_is_governed(
        self, governed: Grant, offered: list[Grant], staff: Staff
    ) -> None:
        a_return(governed)
        a_return(governed, "february")
        page = words(staff("programme-officer"), "/")
        assert "Look at its papers" in page
        assert "Accept it or ask" in page
        assert "Put it before the partnership" not in words(staff("csp-officer", "bolton-csp"), "/")
