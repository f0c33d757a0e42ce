"""The pages of signing: what they show, and what becomes of each form."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.pages import words

from throughline.decisions.actions import draft_parts
from throughline.decisions.actions import signing as actions
from throughline.decisions.models import Draft, Look, Signature
from throughline.decisions.queries import signing as queries
from throughline.frame.models import Letter
from throughline.frame.tasks import told

from .conftest import AT, Town, hash_of, states

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


def form_of(draft: Draft, post: str, **said: str) -> dict[str, str]:
    """The form as the page fills it."""
    row = Signature.objects.get(draft=draft, post__code=post, version__sha256=hash_of(draft))
    return {"step": "sign", "seen": hash_of(draft), "signature": str(row.id)} | said


@pytest.fixture
def draft(town: Town) -> Draft:
    return town.asked()


class TestTheSigningPage:
    def test_says_as_whom_and_why_one_signs(self, town: Town, draft: Draft, browsers: Browsers) -> None:
        town.signed_by(draft, "assistant-director", "director", "treasurer")
        page = words(browsers("deputy-mayor").get(f"/drafts/{draft.id}/sign/"))
        title = town.title("deputy-mayor")
        assert f"You are asked to sign as {title} because the decision totals £120,000.00." in page
        assert f"Sign as {title}" in page
        assert "In all £120,000.00" in page

    def test_does_not_ask_again_whoever_has_signed(
        self, town: Town, draft: Draft, browsers: Browsers
    ) -> None:
        town.signed_by(draft, "assistant-director")
        page = words(browsers("assistant-director").get(f"/drafts/{draft.id}/sign/"))
        assert f"The {town.title('assistant-director')} has signed this already." in page
        assert "You are asked to sign" not in page
        assert "Sign as" not in page

    def test_says_what_changed_since_one_last_looked_section_by_section(
        self, town: Town, draft: Draft, browsers: Browsers
    ) -> None:
        browser = browsers("assistant-director")
        address = f"/drafts/{draft.id}/sign/"
        assert "What changed since you last looked" not in words(browser.get(address))
        town.answer(draft, "assistant-director", "return_with_reasons", "Name the winter.")
        town.save(draft, "reasons", {"reasons": "More people slept rough in the winter of 2025/26."})
        town.ask(town.submit(draft))
        for _ in ("first", "again"):
            page = browser.get(address)
            assert "What changed since you last looked" in words(page)
            assert re.search(r"<ins>[^<]*2025", page.content.decode())
        assert Look.objects.filter(draft=draft).count() == 2

    def test_offers_nothing_to_somebody_who_is_not_asked(
        self, town: Town, draft: Draft, browsers: Browsers
    ) -> None:
        page = browsers("auditor").get(f"/drafts/{draft.id}/sign/")
        assert "Sign as" not in words(page)
        assert not Look.objects.exists()

    def test_is_for_nobody_else(self, town: Town, draft: Draft, browsers: Browsers) -> None:
        assert browsers("administrator").get(f"/drafts/{draft.id}/sign/").status_code == 403

    def test_asks_of_the_database_at_most_ten_times_however_much_happened(
        self, town: Town, draft: Draft, browsers: Browsers
    ) -> None:
        few = self.asked(browsers("assistant-director"), draft)
        town.answer(draft, "assistant-director", "return_with_reasons", "Name the winter.")
        town.save(draft, "reasons", {"reasons": "More people slept rough in the winter of 2025/26."})
        town.signed_by(town.ask(town.submit(draft)), "assistant-director", "director")
        many = self.asked(browsers("treasurer"), draft)
        assert len(few) <= 10, "\n".join(few)
        assert len(many) <= 10, "\n".join(many)

    def asked(self, browser: Client, draft: Draft) -> list[str]:
        browser.get(f"/drafts/{draft.id}/sign/")
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/drafts/{draft.id}/sign/")
        return [
            each["sql"] for each in asked if not re.match(r"(SAVEPOINT|RELEASE|BEGIN|COMMIT)", each["sql"])
        ]

    def test_shows_what_the_law_asks(self, town: Town, browsers: Browsers) -> None:
        large = {"total_pence": 600_000_00, "parts": []}
        draft = town.asked(function={"function": "authority"}, financial=large)
        page = words(browsers("assistant-director").get(f"/drafts/{draft.id}/sign/"))
        assert "this is a key decision" in page

    def test_keeps_the_act_in_sight_and_offers_the_other_ways_without_scripts(
        self, town: Town, draft: Draft, browsers: Browsers
    ) -> None:
        browser = browsers("assistant-director")
        page = browser.get(f"/drafts/{draft.id}/sign/").content.decode()
        assert "tl-sign-bar--stays" in page
        (other,) = re.findall(r'href="(\?as=[^"]*otherwise=yes)#otherwise"', page)
        opened = browser.get(f"/drafts/{draft.id}/sign/{unescape(other)}").content.decode()
        assert '<details class="govuk-details" id="otherwise" open>' in opened
        assert "tl-sign-bar--stays" not in opened

    def test_says_that_signatures_would_lapse_before_anybody_signs(
        self, town: Town, browsers: Browsers, workbench: Callable[..., Any]
    ) -> None:
        split = workbench()
        draft = town.begun()
        draft_parts.link_run(draft_id=draft.id, run_id=split.run_id, actor=town["programme-officer"], at=AT)
        draft = town.ask(town.submit(draft))
        workbench(digest="b" * 64)
        page = words(browsers("assistant-director").get(f"/drafts/{draft.id}/sign/"))
        assert "has been changed since it was submitted" in page

    def test_shows_the_whole_text_one_tap_away(self, town: Town, draft: Draft, browsers: Browsers) -> None:
        browser = browsers("assistant-director")
        assert (
            f'href="/drafts/{draft.id}/sign/text/"'
            in browser.get(f"/drafts/{draft.id}/sign/").content.decode()
        )
        page = words(browser.get(f"/drafts/{draft.id}/sign/text/"))
        assert "More people slept rough at the harbour" in page
        assert hash_of(draft) in page


class TestSigning:
    def test_asks_first_who_it_is_and_comes_back(self, town: Town, draft: Draft, browsers: Browsers) -> None:
        browser = browsers("assistant-director")
        sent = browser.post(f"/drafts/{draft.id}/sign/", form_of(draft, "assistant-director"))
        assert sent.headers["Location"].startswith("/account/confirm/?next=%2Fdrafts%2F")
        assert states(draft)["assistant-director"] == "asked"

    def test_keeps_what_was_said_while_it_asks(self, town: Town, draft: Draft, browsers: Browsers) -> None:
        browser = browsers("assistant-director")
        said = form_of(
            draft, "assistant-director", step="return_with_reasons", words="The winter is not named."
        )
        browser.post(f"/drafts/{draft.id}/sign/", said)
        page = browser.get(f"/drafts/{draft.id}/sign/").content.decode()
        assert "The winter is not named." in page
        assert '<details class="govuk-details" id="otherwise" open>' in page

    def test_counts_once_however_often_the_form_is_sent(
        self, town: Town, draft: Draft, browsers: Browsers
    ) -> None:
        browser = proved(browsers("assistant-director"))
        form = form_of(draft, "assistant-director")
        for _ in ("first", "replayed"):
            sent = browser.post(f"/drafts/{draft.id}/sign/", form)
            assert sent.headers["Location"] == f"/drafts/{draft.id}/holding/"
        assert Signature.objects.filter(draft=draft, state="given").count() == 1

    @pytest.mark.parametrize("step", ["return_with_reasons", "refuse", "defer", "approve_as_amended"])
    def test_otherwise_counts_once_too_and_says_so(
        self, town: Town, draft: Draft, browsers: Browsers, step: str
    ) -> None:
        town.signed_by(draft, "assistant-director", "director", "treasurer")
        browser = proved(browsers("deputy-mayor"))
        form = form_of(draft, "deputy-mayor", step=step, words="Only until the winter.")
        for _ in ("first", "replayed"):
            sent = browser.post(f"/drafts/{draft.id}/sign/", form)
            assert sent.headers["Location"] == f"/drafts/{draft.id}/holding/"
        assert "It counts once" in words(browser.get(f"/drafts/{draft.id}/holding/"))

    def test_of_what_changed_meanwhile_is_refused_with_what_changed(
        self, town: Town, draft: Draft, browsers: Browsers
    ) -> None:
        browser = proved(browsers("assistant-director"))
        browser.get(f"/drafts/{draft.id}/sign/")
        old = form_of(draft, "assistant-director")
        actions.recall(draft_id=draft.id, words="", actor=town["programme-officer"], at=AT)
        town.save(draft, "reasons", {"reasons": "Fewer people came."})
        town.ask(town.submit(draft))
        page = browser.post(f"/drafts/{draft.id}/sign/", old)
        assert "changed since you opened the page" in words(page)
        assert "Fewer" in words(page)
        assert states(draft)["assistant-director"] == "asked"

    def test_after_the_draft_was_recalled_says_so_and_keeps_the_reasons(
        self, town: Town, draft: Draft, browsers: Browsers
    ) -> None:
        browser = proved(browsers("assistant-director"))
        form = form_of(draft, "assistant-director", step="return_with_reasons", words="The sum is a year's.")
        actions.recall(draft_id=draft.id, words="", actor=town["programme-officer"], at=AT)
        page = words(browser.post(f"/drafts/{draft.id}/sign/", form))
        assert "not out for signature any more, so nothing was done" in page
        assert "There is nothing to sign: its drafters have it back" in page

    def test_as_the_last_one_makes_the_decision(self, town: Town, draft: Draft, browsers: Browsers) -> None:
        town.signed_by(draft, "assistant-director", "director", "treasurer")
        browser = proved(browsers("deputy-mayor"))
        sent = browser.post(f"/drafts/{draft.id}/sign/", form_of(draft, "deputy-mayor"))
        page = words(browser.get(sent.headers["Location"]))
        assert "the decision is on record as 2026-" in page


class TestReturningOnThePage:
    def test_without_reasons_says_what_is_missing_beside_the_box(
        self, town: Town, draft: Draft, browsers: Browsers
    ) -> None:
        browser = proved(browsers("assistant-director"))
        form = form_of(draft, "assistant-director", step="return_with_reasons", words="")
        page = browser.post(f"/drafts/{draft.id}/sign/", form)
        assert "Say it in a few words" in words(page)
        assert draft.state == "signing"

    def test_shows_the_reasons_to_the_drafters(self, town: Town, draft: Draft, browsers: Browsers) -> None:
        browser = proved(browsers("assistant-director"))
        form = form_of(draft, "assistant-director", step="return_with_reasons", words="Name the winter.")
        browser.post(f"/drafts/{draft.id}/sign/", form)
        page = words(browsers("programme-officer").get(f"/drafts/{draft.id}/holding/"))
        assert "Name the winter." in page
        assert "It came back to its drafters with reasons" in page


class TestWhoIsHoldingIt:
    def test_names_the_post_its_holder_and_the_working_days(
        self, town: Town, draft: Draft, browsers: Browsers
    ) -> None:
        page = words(browsers("programme-officer").get(f"/drafts/{draft.id}/holding/"))
        assert (
            f"It waits for the {town.title('assistant-director')} (A assistant-director), since 4 May 2026"
            in page
        )
        assert "Comes after" in page

    def test_says_when_nobody_can_sign_and_why(self, town: Town, draft: Draft, browsers: Browsers) -> None:
        actions.declare_conflict(
            draft_id=draft.id,
            text="My brother applied.",
            stands_aside=True,
            actor=town["assistant-director"],
            at=AT,
        )
        browser = browsers("programme-officer")
        page = words(browser.get(f"/drafts/{draft.id}/holding/"))
        assert "nobody can sign for this post today" in page
        assert "A assistant-director stands aside." in page
        assert "(nobody)" in words(browser.get("/signing/"))

    def test_lets_the_drafters_nudge_once_a_day(self, town: Town, draft: Draft, browsers: Browsers) -> None:
        browser = browsers("programme-officer")
        row = Signature.objects.get(draft=draft, state="asked")
        for says in ("A letter is on its way to 1 person", "nudged today already"):
            sent = browser.post(f"/drafts/{draft.id}/nudge/", {"signature": str(row.id)})
            assert says in words(browser.get(sent.headers["Location"]))
        assert Letter.objects.filter(key__startswith="nudge:").count() == 1

    def test_leads_to_who_covers_and_back(self, town: Town, draft: Draft, browsers: Browsers) -> None:
        page = browsers("programme-officer").get(f"/drafts/{draft.id}/holding/").content.decode()
        post = town.post("assistant-director")
        assert f'href="/posts/{post}/delegate/?next=/drafts/{draft.id}/holding/"' in page

    def test_shows_what_was_corrected_without_voiding(
        self, town: Town, draft: Draft, browsers: Browsers
    ) -> None:
        town.signed_by(draft, "assistant-director")
        browser = browsers("programme-officer")
        browser.post(f"/drafts/{draft.id}/correct/", {"field": "contact_telephone", "value": "0161 496 0999"})
        assert states(draft)["assistant-director"] == "given"
        page = words(browsers("director").get(f"/drafts/{draft.id}/sign/"))
        assert "from “0161 496 0000” to “0161 496 0999”" in page


class TestTheListOfWhatWaits:
    def test_is_searched_filtered_sorted_and_downloaded(
        self, town: Town, draft: Draft, browsers: Browsers
    ) -> None:
        browser = browsers("programme-lead")
        assert draft.title in words(browser.get("/signing/"))
        assert "Nothing like that" in words(browser.get("/signing/?q=lighthouse"))
        assert draft.title in words(
            browser.get(f"/signing/?post={town.post('assistant-director')}&sort=post")
        )
        assert "Nothing like that" in words(browser.get(f"/signing/?post={town.post('director')}"))
        assert "A assistant-director" in browser.get("/signing.csv").content.decode()

    def test_teaches_when_it_is_empty(self, town: Town, browsers: Browsers) -> None:
        assert "A draft appears here when" in words(browsers("programme-lead").get("/signing/"))


class TestHome:
    def test_shows_the_signer_what_waits_and_the_drafters_who_has_it(self, town: Town, draft: Draft) -> None:
        mine = told(queries.waiting_for(town["assistant-director"]))
        assert [task.what for task in mine] == [
            f"Waits for you to sign as {town.title('assistant-director')}"
        ]
        assert told(queries.waiting_for(town["director"])) == []
        (others,) = told(queries.waiting_for_others(town["programme-officer"]))
        assert others.who == "A assistant-director"

    def test_shows_a_draft_again_to_whoever_returned_it_before(self, town: Town, draft: Draft) -> None:
        town.signed_by(draft, "assistant-director")
        town.answer(draft, "director", "return_with_reasons", "Name the winter.")
        town.signed_by(town.ask(town.submit(draft)), "assistant-director")
        assert len(told(queries.waiting_for(town["director"]))) == 1

    def test_shows_the_lead_what_to_send(self, town: Town) -> None:
        submitted = town.drafted()
        (task,) = told(queries.waiting_for(town["programme-lead"]))
        assert task.href == f"/drafts/{submitted.id}/ask/"

    def test_tells_administrators_which_post_has_nobody_who_can_sign(self, town: Town, draft: Draft) -> None:
        assert told(queries.waiting_for(town["administrator"])) == []
        actions.declare_conflict(
            draft_id=draft.id,
            text="My brother applied.",
            stands_aside=True,
            actor=town["assistant-director"],
            at=AT,
        )
        (task,) = told(queries.waiting_for(town["administrator"]))
        assert task.href == f"/posts/{town.post('assistant-director')}/delegate/"
        assert draft.title not in f"{task.what} {task.where}", "they may not read the draft"

    def test_asks_nobody_to_sign_what_they_drafted(self, town: Town, draft: Draft) -> None:
        town.delegate("assistant-director", "programme-officer")
        assert told(queries.waiting_for(town["programme-officer"])) == []

    def test_shows_nothing_to_whoever_stands_aside(self, town: Town, draft: Draft) -> None:
        actions.declare_conflict(
            draft_id=draft.id,
            text="My brother applied.",
            stands_aside=True,
            actor=town["assistant-director"],
            at=AT,
        )
        assert told(queries.waiting_for(town["assistant-director"])) == []


class TestTheLead:
    def test_sees_who_must_sign_and_sends_it(self, town: Town, browsers: Browsers) -> None:
        draft = town.drafted()
        browser = browsers("programme-lead")
        page = words(browser.get(f"/drafts/{draft.id}/ask/"))
        assert "because the decision totals £120,000.00" in page
        assert "A deputy-mayor" in page
        browser.post(f"/drafts/{draft.id}/ask/")
        draft.refresh_from_db()
        assert draft.state == "signing"

    def test_returns_it_with_reasons(self, town: Town, draft: Draft, browsers: Browsers) -> None:
        browsers("programme-lead").post(f"/drafts/{draft.id}/return/", {"words": "The round is wrong."})
        draft.refresh_from_db()
        assert draft.state == "returned"


def test_a_task_is_as_old_as_the_asking(town: Town, draft: Draft) -> None:
    (task,) = told(queries.waiting_for(town["assistant-director"]))
    assert timezone.localdate(task.since) == AT.date()
    assert task.since < AT + timedelta(seconds=1)
