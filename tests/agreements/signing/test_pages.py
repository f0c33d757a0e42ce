"""What do the pages of agreements show, to whom, and what becomes of each form?"""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.pages import words

from throughline.agreements.actions import agreements as actions
from throughline.agreements.models import Agreement, AgreementSignature, Clause, Grant, SigningAuthority
from throughline.agreements.queries import agreement_tasks as tasks
from throughline.frame.tasks import told
from throughline.ledger.actions import act
from throughline.organisations.queries import body

from .conftest import AT, SUPPLIER, Town, hash_of

Browsers = Callable[[str], Client]


def proved(client: Client) -> Client:
    """The same browser after its person confirmed who they are."""
    session = client.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session.save()
    return client


def said(agreement: Agreement, step: str, **more: str) -> dict[str, str]:
    """The form as the page fills it."""
    return {"step": step, "seen": hash_of(agreement)} | more


@pytest.fixture
def now(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the day of the tests."""
    monkeypatch.setattr(timezone, "now", lambda: AT)


@pytest.fixture
def issued(now: None, town: Town) -> Agreement:
    return town.issued()


class TestTheSigningPage:
    def test_says_for_whom_and_about_what_one_signs(
        self, town: Town, issued: Agreement, browsers: Browsers
    ) -> None:
        page = words(browsers("commissioner").get(f"/agreements/{issued.id}/sign/"))
        assert "You are asked to sign for Bolton" in page
        assert "as Signs for bolton: a grant of £69,573.32" in page
        assert "Sign by 1 July 2024" in page
        assert "1. What the grant is for" in page
        assert hash_of(issued) in page

    def test_says_why_one_cannot_sign_and_who_can_help(
        self, town: Town, issued: Agreement, browsers: Browsers
    ) -> None:
        page = words(browsers("deputy").get(f"/agreements/{issued.id}/sign/"))
        assert "goes up to £1,000.00, and this is about £69,573.32." in page
        assert "Somebody with authority for that sum can sign it." in page
        assert "You are asked" not in page

    def test_asks_first_who_it_is_and_comes_back(
        self, town: Town, issued: Agreement, browsers: Browsers
    ) -> None:
        sent = browsers("commissioner").post(f"/agreements/{issued.id}/sign/", said(issued, "sign"))
        assert sent["Location"].startswith("/account/confirm/?next=%2Fagreements%2F")
        assert town.again(issued).state == "issued"

    def test_signs_once_it_is_proved_and_a_second_click_counts_once(
        self, town: Town, issued: Agreement, browsers: Browsers
    ) -> None:
        browser = proved(browsers("commissioner"))
        for words_said in ("You have signed", "It counts once"):
            answer = browser.post(f"/agreements/{issued.id}/sign/", said(issued, "sign"), follow=True)
            assert words_said in words(answer)
        assert AgreementSignature.objects.count() == 1

    def test_countersigns(self, town: Town, now: None, browsers: Browsers) -> None:
        agreement = town.signed()
        browser = proved(browsers("director"))
        assert "You are asked to countersign for" in words(browser.get(f"/agreements/{agreement.id}/sign/"))
        answer = browser.post(
            f"/agreements/{agreement.id}/sign/", said(agreement, "countersign"), follow=True
        )
        assert "the agreement is in force" in words(answer)
        assert town.again(agreement).state == "in_force"

    def test_keeps_the_reasons_of_a_refusal_while_it_asks_who_it_is(
        self, town: Town, issued: Agreement, browsers: Browsers
    ) -> None:
        browser = browsers("commissioner")
        browser.post(
            f"/agreements/{issued.id}/sign/", said(issued, "refuse", because="The days are not ours.")
        )
        page = browser.get(f"/agreements/{issued.id}/sign/").content.decode()
        assert "The days are not ours." in page
        assert re.search(r'<details class="govuk-details" id="otherwise" open>', page)

    def test_refuses_with_reasons_and_not_without(
        self, town: Town, issued: Agreement, browsers: Browsers
    ) -> None:
        browser = proved(browsers("commissioner"))
        assert "Say why" in words(browser.post(f"/agreements/{issued.id}/sign/", said(issued, "refuse")))
        browser.post(
            f"/agreements/{issued.id}/sign/", said(issued, "refuse", because="The days are not ours.")
        )
        assert town.again(issued).state == "refused"
        assert "The days are not ours." in words(browsers("officer").get(f"/agreements/{issued.id}/"))

    def test_says_that_it_was_issued_anew_meanwhile(
        self, town: Town, issued: Agreement, browsers: Browsers
    ) -> None:
        before = said(issued, "sign")
        actions.take_back(actor=town["officer"], at=AT, agreement_id=issued.id)
        actions.issue(actor=town["officer"], at=AT, agreement_id=issued.id)
        answer = proved(browsers("commissioner")).post(f"/agreements/{issued.id}/sign/", before)
        assert "This agreement was issued anew since you opened the page" in words(answer)
        assert not AgreementSignature.objects.exists()


class TestWhoMaySee:
    def test_an_agreement_that_is_out_is_everybody_of_its_sides(
        self, town: Town, issued: Agreement, browsers: Browsers
    ) -> None:
        for who in ("officer", "auditor", "commissioner"):
            assert browsers(who).get(f"/agreements/{issued.id}/").status_code == 200, who

    @pytest.mark.parametrize("suffix", ["/", ".pdf", ".json", "/sign/"])
    def test_another_borough_finds_none(
        self, town: Town, issued: Agreement, browsers: Browsers, suffix: str
    ) -> None:
        assert browsers("stranger").get(f"/agreements/{issued.id}{suffix}").status_code == 404

    def test_a_role_without_agreements_is_turned_away(
        self, town: Town, issued: Agreement, browsers: Browsers
    ) -> None:
        for path in ("/agreements/", f"/agreements/{issued.id}/", f"/agreements/{issued.id}.pdf"):
            assert browsers("key-worker").get(path).status_code == 403

    def test_the_other_side_sees_no_draft(self, town: Town, now: None, browsers: Browsers) -> None:
        agreement = town.drafted()
        assert browsers("commissioner").get(f"/agreements/{agreement.id}/").status_code == 404
        assert "What it would say if it were issued today" in words(
            browsers("officer").get(f"/agreements/{agreement.id}/")
        )

    def test_a_funder_reads_what_was_issued_and_no_draft(
        self, town: Town, now: None, browsers: Browsers
    ) -> None:
        town.add("funder", "hmpps-contract-manager", "hmpps")
        agreement, browser = town.drafted(), browsers("funder")
        assert browser.get(f"/agreements/{agreement.id}/").status_code == 404
        assert browser.get("/agreements/who-may-sign/").status_code == 403
        actions.issue(actor=town["officer"], at=AT, agreement_id=agreement.id)
        page = words(browser.get(f"/agreements/{agreement.id}/"))
        assert "£69,573.32" in page
        assert "What happened to it" not in page

    def test_the_other_side_does_not_read_what_is_being_changed(
        self, town: Town, issued: Agreement, browsers: Browsers
    ) -> None:
        actions.take_back(actor=town["officer"], at=AT, agreement_id=issued.id)
        wanted = actions.Wanted(
            issued.begins_on, issued.ends_on, issued.specification_id, own_words="A half-finished thought."
        )
        actions.edit(actor=town["officer"], at=AT, agreement_id=issued.id, wanted=wanted)
        address = f"/agreements/{issued.id}/"
        assert "A half-finished thought." in words(browsers("officer").get(address))
        page = words(browsers("commissioner").get(address))
        assert "A half-finished thought." not in page
        assert "no signature on it counts" in page


class TestAProvidersAgreement:
    def test_says_that_money_waits_for_the_partnership_too(
        self, town: Town, issued: Agreement, browsers: Browsers
    ) -> None:
        """R17"""
        waits = "has no partnership agreement in force today"
        assert waits not in words(browsers("officer").get(f"/agreements/{issued.id}/"))
        with act(actor=SUPPLIER, at=AT, verb="tried", subject=("test", "1")):
            Grant.objects.filter(pk=town.grant.pk).update(recipient_kind="provider")
        assert waits in words(browsers("auditor").get(f"/agreements/{issued.id}/"))
        town.in_force("partnership")
        assert waits not in words(browsers("legal").get(f"/agreements/{issued.id}/"))


class TestTheList:
    def test_is_searched_filtered_and_taken_away(
        self, town: Town, issued: Agreement, browsers: Browsers
    ) -> None:
        town.drafted("partnership")
        browser = browsers("officer")
        assert "2 agreements" in words(browser.get("/agreements/"))
        assert "1 agreement" in words(browser.get("/agreements/?q=bolton+2021/22"))
        assert "1 agreement" in words(browser.get("/agreements/?state=issued&kind=grant"))
        assert "No agreement fits" in words(browser.get("/agreements/?q=nowhere"))
        assert browser.get("/agreements.csv").content.decode().count("\r\n") == 3

    def test_holds_what_one_may_see(self, town: Town, issued: Agreement, browsers: Browsers) -> None:
        assert "1 agreement" in words(browsers("commissioner").get("/agreements/"))
        assert "There is no agreement here yet" in words(browsers("stranger").get("/agreements/"))


class TestAnOfficer:
    def test_drafts_the_agreements_of_a_round_in_one_act(
        self, town: Town, now: None, browsers: Browsers
    ) -> None:
        browser = browsers("officer")
        page = browser.get("/agreements/draft/").content.decode()
        grants = re.findall(r'name="grants" type="checkbox" value="([^"]+)"', page)
        assert len(grants) == 10
        answer = browser.post("/agreements/draft/", {"grants": grants}, follow=True)
        assert "10 agreements are drafted" in words(answer)
        assert Agreement.objects.filter(state="draft").count() == 10
        assert "Every grant that was offered has its agreement" in words(browser.get("/agreements/draft/"))

    def test_drafts_a_partnership_with_the_council_of_a_place(
        self, town: Town, now: None, browsers: Browsers
    ) -> None:
        form = {
            "programme": str(town.grant.round.programme_id),
            "place": str(town.grant.place_id),
            **day("begins_on", 1, 4, 2024),
            **day("ends_on", 31, 3, 2027),
            **day("into_contract_by", 1, 4, 2026),
        }
        answer = browsers("officer").post("/agreements/draft/partnership/", form, follow=True)
        assert "Drafted." in words(answer)
        assert Agreement.objects.get().party == body("bolton")

    def test_changes_issues_takes_back_and_puts_away(self, town: Town, now: None, browsers: Browsers) -> None:
        agreement, browser = town.drafted(), browsers("officer")
        address = f"/agreements/{agreement.id}/"
        form = {
            **day("begins_on", 1, 4, 2024),
            **day("ends_on", 31, 3, 2025),
            "specification_id": str(agreement.specification_id),
            "own_words": "Weekly clinics stay.",
        }
        assert "Weekly clinics stay." in words(browser.post(f"{address}edit/", form, follow=True))
        page = words(browser.get(f"{address}issue/"))
        assert "A commissioner" in page
        assert "A deputy" not in page, "the sum is beyond this authority"
        assert "A director" in page
        assert "Issued." in words(browser.post(f"{address}issue/", day("sign_by", 20, 6, 2024), follow=True))
        taken = browser.post(f"{address}take_back/", {"because": "A date is wrong."}, follow=True)
        assert "A date is wrong." in words(taken)
        assert "Put away." in words(browser.post(f"{address}discard/", follow=True))

    def test_is_told_at_the_form_why_a_step_cannot_be_taken(
        self, town: Town, issued: Agreement, browsers: Browsers
    ) -> None:
        address = f"/agreements/{issued.id}/"
        browser = browsers("officer")
        late = browser.post(f"{address}issue/", day("sign_by", 20, 6, 2024))
        assert "this can be done while it is draft" in words(late)
        assert "End it early" in words(browser.get(f"{address}terminate/"))
        assert browser.get(f"{address}replace/").status_code == 404

    def test_ends_one_early_with_reasons(self, town: Town, now: None, browsers: Browsers) -> None:
        agreement = town.in_force()
        address = f"/agreements/{agreement.id}/terminate/"
        assert "is not for your role" in words(browsers("officer").get(address))
        browsers("lead").post(address, {"because": "The service closed in May."})
        assert town.again(agreement).state == "terminated"


class TestLegal:
    def test_confirms_a_clause_by_name_and_date(self, town: Town, now: None, browsers: Browsers) -> None:
        clause = Clause.objects.get(kind="grant", code="purpose")
        browser, address = browsers("legal"), f"/agreements/clauses/{clause.pk}/"
        assert "A legal adviser confirms it" in words(browser.get(address))
        form = {"text": clause.versions.get().text, "source": "Read by legal", "was": 1}
        assert "by A legal on 3 June 2024" in words(browser.post(address, form, follow=True))
        assert "since you opened the page" in words(browser.post(address, form))
        assert (clause.versions.count(), town.people["legal"].name) == (2, "A legal")

    def test_is_told_of_a_name_that_nobody_knows(self, town: Town, now: None, browsers: Browsers) -> None:
        clause = Clause.objects.get(kind="grant", code="purpose")
        form = {"text": "We give {sum} to them.", "source": "Legal", "was": 1}
        answer = browsers("legal").post(f"/agreements/clauses/{clause.pk}/", form)
        assert "Nothing is known as {sum}" in words(answer)

    def test_leaves_what_is_out_as_it_was(self, town: Town, issued: Agreement, browsers: Browsers) -> None:
        before = hash_of(issued)
        clause = Clause.objects.get(kind="grant", code="purpose")
        form = {"text": "Quite other words of {party}.", "source": "Legal", "was": 1}
        browsers("legal").post(f"/agreements/clauses/{clause.pk}/", form)
        page = words(browsers("commissioner").get(f"/agreements/{issued.id}/"))
        assert hash_of(issued) == before
        assert "Quite other words" not in page

    def test_records_who_may_sign_and_ends_it(self, town: Town, now: None, browsers: Browsers) -> None:
        browser, address = browsers("legal"), "/agreements/who-may-sign/"
        form = {
            "person": str(town.people["key-worker"].id),
            "body": str(body("bolton").id),
            "capacity": "Head of service",
            "up_to": "5,000",
            "source": "Scheme of May",
            **day("held_from", 1, 5, 2024),
        }
        assert "Up to £5,000.00" in words(browser.post(f"{address}new/", form, follow=True))
        assert "Nobody of that name may sign" in words(browser.get(f"{address}?q=nobody"))
        assert "1 authority" in words(browser.get(f"{address}?q=head+of+service"))
        assert b"Head of service,\xc2\xa35,000.00" in browser.get(
            "/agreements/who-may-sign.csv"
        ).content.replace(b'"', b"")
        row = SigningAuthority.objects.get(capacity="Head of service")
        assert "signs nothing more" in words(browser.get(f"{address}{row.id}/end/"))
        row.refresh_from_db()
        assert row.held_until is None, "asked first, and nothing is done yet"
        browser.post(f"{address}{row.id}/end/")
        row.refresh_from_db()
        assert row.held_until == AT.date()


class TestHome:
    def test_shows_each_person_what_waits_for_them(self, town: Town, issued: Agreement) -> None:
        assert [each.action for each in told(tasks.waiting_for(town["commissioner"]))] == ["Read and sign"]
        assert told(tasks.waiting_for(town["deputy"])) == [], "the sum is beyond this authority"
        assert told(tasks.waiting_for(town["stranger"])) == []
        assert told(tasks.waiting_for(town["director"])) == []
        (out,) = told(tasks.waiting_for_others(town["officer"]))
        assert (out.what, out.who, str(out.by)) == (
            "Grant agreement: Bolton, 2021/22",
            "Bolton Metropolitan Borough Council",
            "2024-07-01",
        )
        town.sign(issued)
        assert [each.action for each in told(tasks.waiting_for(town["director"]))] == ["Read and countersign"]
        assert told(tasks.waiting_for(town["commissioner"])) == []

    def test_shows_legal_the_clauses_that_nobody_confirmed(self, town: Town) -> None:
        (task,) = told(tasks.waiting_for(town["legal"]))
        assert task.what == f"{Clause.objects.count()} clauses of agreements"

    def test_shows_officers_what_came_back(self, town: Town, issued: Agreement) -> None:
        actions.refuse(
            actor=town["commissioner"],
            at=AT,
            agreement_id=issued.id,
            seen=hash_of(issued),
            because="The days are not ours.",
        )
        (task,) = told(tasks.waiting_for(town["officer"]))
        assert task.where == "Refused: change it or put it away"


class TestTheCost:
    def test_of_each_main_page_is_at_most_ten_questions(
        self, town: Town, now: None, browsers: Browsers
    ) -> None:
        agreement = town.signed()
        actions.take_back(actor=town["officer"], at=AT, agreement_id=agreement.id)
        actions.issue(actor=town["officer"], at=AT, agreement_id=agreement.id)
        for path, who in {
            "/agreements/": "officer",
            f"/agreements/{agreement.id}/": "officer",
            f"/agreements/{agreement.id}/sign/": "commissioner",
        }.items():
            asked = self.asked(browsers(who), path)
            assert len(asked) <= 10, path + "\n" + "\n".join(each[:150] for each in asked)

    def asked(self, browser: Client, path: str) -> list[str]:
        browser.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        return [
            each["sql"] for each in asked if not re.match("(SAVEPOINT|RELEASE|BEGIN|COMMIT)", each["sql"])
        ]


def day(name: str, day: int, month: int, year: int) -> dict[str, Any]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}
