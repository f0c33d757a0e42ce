"""What do people read and do on the pages of money?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pages import words
from tests.payments.conftest import AT, Town, answer_file, paid, populate, rejected, with_condition

from throughline.kernel.money import Money
from throughline.payments.models import Instalment, Override, Recovery, RequestRun

Staff = Callable[..., Client]
LIST = 12  # who asks 3, the list 4, what three rooms know 5: docs/adr/0032
REASON = {"because": "It was answered."}


def says(response: Any, *wanted: str) -> None:
    assert response.status_code == 200, response.status_code
    found = words(response)
    for each in wanted:
        assert each in found, f"{each!r} is not in {found[:3000]}"


class TestTheList:
    def test_says_of_each_instalment_how_it_stands_and_the_sum_of_all(self, town: Town, staff: Staff) -> None:
        first, last = town.instalments()
        page = staff("finance-preparer").get("/payments/")
        says(page, "2 instalments", "May be asked for", str(first.amount_pence), str(last.amount_pence))
        says(page, f"In all {first.amount_pence + last.amount_pence}")

    def test_is_filtered_and_searched(self, three: Town, staff: Staff) -> None:
        client = staff("auditor")
        says(client.get("/payments/?state=planned"), "3 instalments")
        says(client.get("/payments/?q=bury+borough"), "2 instalments", "Bury, 2021/22, instalment 1")
        says(client.get("/payments/?q=nowhere"), "No instalment fits")

    def test_teaches_while_it_is_empty(self, looked_at: None, staff: Staff) -> None:
        says(staff("auditor").get("/payments/"), "No instalment yet")

    def test_gives_a_file_with_every_reason(self, looked_at: None, staff: Staff) -> None:
        populate(1, with_condition())
        lines = staff("auditor").get("/payments/instalments.csv").content.decode().splitlines()
        assert len(lines) == 3
        assert "It was delivered is not answered yet.,The recipient" in lines[1]

    def test_takes_the_same_queries_however_many_rows(self, three: Town, staff: Staff) -> None:
        client, counted = staff("finance-preparer"), []
        client.get("/payments/")
        for narrowed in ("?q=bury", ""):
            with CaptureQueriesContext(connection) as seen:
                client.get(f"/payments/{narrowed}")
            counted.append(sum("SAVEPOINT" not in each["sql"] for each in seen))
        assert counted == [LIST, LIST]

    def test_shows_a_council_its_own_and_nobody_elses(self, three: Town, staff: Staff) -> None:
        client = staff("commissioner", of="bury")
        says(client.get("/payments/"), "2 instalments")
        mine = Instalment.objects.filter(grant__recipient__code="bury")[0]
        other = Instalment.objects.exclude(grant__recipient__code="bury")[0]
        assert client.get(f"/payments/{mine.pk}/").status_code == 200
        assert client.get(f"/payments/{other.pk}/").status_code == 404

    @pytest.mark.parametrize("role", ["key-worker", "lived-experience", "administrator"])
    def test_is_not_for_others(self, town: Town, staff: Staff, role: str) -> None:
        assert staff(role).get("/payments/").status_code == 403


class TestRuns:
    def test_go_from_a_preparer_to_an_approver_to_a_releaser(self, town: Town, staff: Staff) -> None:
        preparer = staff("finance-preparer")
        page = preparer.get("/payments/runs/new/")
        says(page, "2 instalments can be asked for")
        answer = preparer.post("/payments/runs/new/", {"instalment": [str(town.first().pk)]})
        run = RequestRun.objects.get()
        assert answer.url == f"/payments/runs/{run.number}/"
        says(preparer.get(answer.url), "Waits for approval", "is not for your role")

        approver, releaser = staff("finance-approver"), staff("finance-releaser")
        says(approver.get("/"), f"Approve payment run {run.number}")
        approver.post(f"{answer.url}approve/", {"seen": sha256_on(approver.get(answer.url))})
        assert releaser.get(f"{answer.url}payment-requests.csv").status_code == 404
        says(releaser.get("/"), f"Release payment run {run.number}")
        releaser.post(f"{answer.url}release/", {"seen": sha256_on(releaser.get(answer.url))})
        run.refresh_from_db()
        assert run.state == "released"
        file = releaser.get(f"{answer.url}payment-requests.csv")
        assert file.content == bytes(run.file.content)
        says(preparer.get(answer.url), "With finance", run.file_id, "1 answer is still to come")

    def test_are_approved_only_as_they_were_shown(self, three: Town, staff: Staff) -> None:
        run = three.prepare()
        approver = staff("finance-approver")
        page = approver.post(f"/payments/runs/{run.number}/approve/", {"seen": "0" * 64}, follow=True)
        says(page, "The run has changed since you opened it")

    def test_say_what_is_left_out_and_who_can_change_it(self, looked_at: None, staff: Staff) -> None:
        populate(1, with_condition())
        page = staff("finance-preparer").get("/payments/runs/new/")
        says(
            page, "Nothing can be asked for today", "Left out: 2 instalments", "The recipient can change that"
        )

    def test_are_not_for_recipients(self, town: Town, staff: Staff) -> None:
        client = staff("commissioner", of="bolton")
        for path in ("/payments/runs/", "/payments/runs/new/", "/payments/answers/", "/payments/codes/"):
            assert client.get(path).status_code == 403, path

    def test_are_discarded_with_a_reason(self, town: Town, staff: Staff) -> None:
        run = town.prepare()
        client = staff("finance-approver")
        page = client.post(f"/payments/runs/{run.number}/discard/", {"because": ""})
        says(page, "There is a problem")
        client.post(f"/payments/runs/{run.number}/discard/", {"because": "A wrong code."})
        says(client.get(f"/payments/runs/{run.number}/"), "Discarded: A wrong code.")


def sha256_on(page: Any) -> str:
    """The fingerprint that the form of a run's page sends along."""
    return page.content.decode().split('name="seen" value="')[1].split('"')[0]


class TestAnswers:
    def test_are_loaded_and_say_what_did_not_fit(self, three: Town, staff: Staff) -> None:
        run = three.released()
        one, two, _ = run.requests.order_by("reference")
        file = answer_file(paid(one), rejected(two), "TL-NOBODY-1,1.00,paid,2021-12-03,F,")
        client = staff("finance-preparer")
        page = client.post(
            "/payments/answers/", {"file": SimpleUploadedFile("answer.csv", file.content)}, follow=True
        )
        says(page, "1 row does not fit, and changed nothing", "Nothing was asked for under this reference.")
        says(page, "2 rows fit", "Supplier is closed. It is due again.")
        says(
            client.get(f"/payments/runs/{run.number}/"),
            "Finance rejected",
            "Supplier is closed",
            "Answered in part",
        )
        again = client.post(
            "/payments/answers/", {"file": SimpleUploadedFile("answer.csv", file.content)}, follow=True
        )
        says(again, "1 row does not fit")

    def test_with_strange_columns_are_refused_at_the_field(self, town: Town, staff: Staff) -> None:
        file = SimpleUploadedFile("answer.csv", b"Reference,Sort code\r\nTL-1,12-34-56\r\n")
        page = staff("finance-preparer").post("/payments/answers/", {"file": file})
        says(page, "There is a problem", "“Sort code” that the mapping does not name")

    def test_give_the_recipient_a_remittance_notice(self, town: Town, staff: Staff) -> None:
        request = town.paid().requests.get()
        page = staff("commissioner", of="bolton").get(f"/payments/remittances/{request.pk}/")
        says(page, str(request.amount_pence), "Paid on 3 December 2021", request.reference, "FIN-1")
        other = staff("commissioner", of="bury").get(f"/payments/remittances/{request.pk}/")
        assert other.status_code == 404


class TestAHeldInstalment:
    def test_says_why_and_who_and_is_lifted_by_whom_it_names(self, town: Town, staff: Staff) -> None:
        address = f"/payments/{town.first().pk}/"
        officer, lead = staff("programme-officer"), staff("programme-lead")
        held = {
            "reason": "A question about staffing.",
            "cleared_by_role": "programme-lead",
            "look_again_on_day": "1",
            "look_again_on_month": "2",
            "look_again_on_year": "2099",
        }
        says(
            officer.post(f"{address}hold/", held, follow=True), "A question about staffing.", "Programme lead"
        )
        hold = town.first().holds.get()
        says(officer.get(f"{address}lift/{hold.pk}/"), "This hold names who can lift it.")
        says(
            lead.post(f"{address}lift/{hold.pk}/", REASON, follow=True),
            "May be asked for",
            "It was answered.",
        )

    def test_is_paid_although_a_condition_is_not_met_when_two_seniors_say_so(
        self, looked_at: None, staff: Staff
    ) -> None:
        town = populate(1, with_condition())
        address = f"/payments/{town.first().pk}/"
        lead, director = staff("programme-lead"), staff("director")
        asked = {"conditions": ["delivery"], "reason": "People would lose their service."}
        says(
            lead.post(f"{address}pass-over/", asked, follow=True), "asks to pay although something is not met"
        )
        says(director.get("/"), "Pay Bolton although something is not met?")
        answered = {"agrees": "yes", "because": ""}
        page = director.post(f"{address}pass-over/answer/", answered, follow=True)
        says(page, "May be asked for", "Passed over", "Two senior people let it pass")
        assert Override.objects.get().agreed_by
        assert town.first().state == "due"

    def test_is_not_agreed_to_by_who_asked(self, looked_at: None, staff: Staff) -> None:
        town = populate(1, with_condition())
        address = f"/payments/{town.first().pk}/"
        director = staff("director")
        asked = {"conditions": ["delivery"], "reason": "People would lose their service."}
        director.post(f"{address}pass-over/", asked)
        page = director.post(f"{address}pass-over/answer/", {"agrees": "yes"})
        says(page, "You asked for this; somebody else must answer.")


class TestRecoveries:
    def test_go_through_three_people_and_come_back(self, town: Town, staff: Staff) -> None:
        town.paid()
        officer = staff("programme-officer")
        says(officer.get("/payments/recoveries/new/"), "Bolton")
        proposed = {"amount": "100.00", "how": "invoice", "reason": "It was not spent.", "offset_against": ""}
        officer.post(f"/payments/recoveries/new/{town.grant.pk}/", proposed)
        row = Recovery.objects.get()
        address = f"/payments/recoveries/{row.pk}/"
        assert 'type="search" value=""' in officer.get(address).content.decode(), (
            "nobody searched for anything"
        )
        staff("finance-approver").post(f"{address}approve/")
        staff("finance-releaser").post(f"{address}ask/")
        came = {
            "recovered_on_day": "3",
            "recovered_on_month": "1",
            "recovered_on_year": "2022",
            "ledger_reference": "FIN-2",
        }
        page = staff("finance-preparer").post(f"{address}receive/", came, follow=True)
        says(page, "Came back", "£100.00", "FIN-2", "on 3 January 2022")

    def test_of_more_than_was_paid_are_refused_at_the_form(self, town: Town, staff: Staff) -> None:
        town.paid()
        proposed = {"amount": "9,999,999.00", "how": "invoice", "reason": "All of it.", "offset_against": ""}
        page = staff("programme-officer").post(f"/payments/recoveries/new/{town.grant.pk}/", proposed)
        says(page, "There is a problem", "no more can be recovered", "All of it.")


class TestTheAccounts:
    def test_put_every_pence_of_an_award_in_one_of_three(self, town: Town, staff: Staff) -> None:
        first, last = (each.amount_pence for each in town.instalments())
        town.paid()
        page = staff("treasurer").get("/payments/accruals/?on=2022-03-31")
        says(page, "Accruals and commitments at 31 March 2022")
        says(page, f"Bolton, 2021/22 {town.grant.recipient.name} {first + last} {first} {last} £0.00 £0.00")
        page = staff("auditor").get("/payments/accruals/?on=2021-12-01")
        says(page, f"{first + last} £0.00 {first} {last} £0.00")


class TestFinancesCodes:
    def test_are_kept_and_missing_ones_stand_first(self, looked_at: None, staff: Staff) -> None:
        town = populate(1)
        client = staff("finance-preparer")
        says(client.get("/payments/codes/"), "Missing", "S00000")
        address = f"/payments/codes/{town.grant.recipient_id}/{town.grant.round.programme_id}/"
        client.post(address, {"supplier_number": "S77777"})
        says(client.get("/payments/codes/"), "S77777")
        says(client.post(address, {"supplier_number": "=1+1"}), "Use letters, digits, - and / only.")

    def test_have_columns_that_are_checked(self, town: Town, staff: Staff) -> None:
        client = staff("finance-preparer")
        page = client.post("/payments/codes/request/", {"columns": "Supplier = supplier_number\nIBAN = iban"})
        says(page, "Line 2: write a heading, =, and one of")


class TestAnAwardThatGrew:
    def test_waits_for_an_officer_where_no_instalment_is_open(self, town: Town, staff: Staff) -> None:
        from datetime import timedelta

        town.paid(AT + timedelta(days=120))
        award = sum((each.amount_pence for each in town.instalments()), Money(0))
        town.vary(award + Money(5_000))
        officer = staff("programme-officer")
        says(officer.get("/"), "£50.00 of Bolton, 2021/22 has no instalment")
        address = f"/payments/grants/{town.grant.pk}/profile/"
        said = {"name": "A later start", "day_1_day": "1", "day_1_month": "6", "day_1_year": "2022"}
        says(officer.post(address, {**said, "amount_1": "49.00"}), "£50.00 of the award is open")
        officer.post(address, {**said, "amount_1": "50.00"})
        last = town.instalments()[-1]
        assert (last.amount_pence, last.profile, last.number) == (Money(5_000), "A later start", 3)


class TestHome:
    def test_tells_a_preparer_what_is_due(self, town: Town, staff: Staff) -> None:
        says(staff("finance-preparer").get("/"), "1 instalment is due to be asked for")

    def test_tells_who_has_a_run_now(self, town: Town, staff: Staff) -> None:
        run = town.prepare()
        says(staff("finance-preparer").get("/"), f"Payment run {run.number}", "with a finance approver")
