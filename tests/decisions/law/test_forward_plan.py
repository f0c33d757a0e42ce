"""Key decisions on the forward plan, from their announcement to the decision that they become."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate, now
from tests.pages import words

from throughline.decisions.actions import call_in as actions
from throughline.decisions.models import PlannedDecision
from throughline.decisions.queries.law_findings import law_findings
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act

from ..conftest import LEAD
from ..deciding import SIGNATURES, SIGNED_AT, SIGNER, decide, put_decided_on_record, signature, signed_draft
from .pages import AUTHORITY, at

Staff = Callable[[str], Client]
pytestmark = pytest.mark.usefixtures("law")


class TestTheForwardPlan:
    ENTRY = {
        "function": "authority",
        "subject": "Night bus support",
        "decision_maker": "The authority",
        "contact": "Programme lead",
    }

    def test_is_public_with_its_clear_days_and_its_formats(self, client: Client, staff: Staff) -> None:
        officer = staff("programme-officer")
        soon = localdate() + timedelta(days=10)
        back = officer.post("/forward-plan/announce/", {**self.ENTRY, "planned_on": f"{soon:%d/%m/%Y}"})
        page = words(client.get(back.headers["Location"]))
        assert "It stands here for 9 clear days" in page
        assert "28 are asked for" in page
        assert "Night bus support" in words(client.get("/forward-plan/"))
        assert "Police and crime commissioner function of the Mayor: not applicable." in words(
            client.get("/forward-plan/")
        )
        entry = client.get("/forward-plan.json").json()["entries"][0]
        assert (entry["clear_days"], entry["clear_days_asked"]) == (9, 28)
        assert "Night bus support" in client.get("/forward-plan.csv").content.decode()

    def test_keeps_what_was_dropped_with_its_reason(self, client: Client, staff: Staff) -> None:
        officer = staff("programme-officer")
        later = f"{localdate() + timedelta(days=40):%d/%m/%Y}"
        officer.post("/forward-plan/announce/", {**self.ENTRY, "planned_on": later})
        entry = PlannedDecision.objects.get()
        moved = {**self.ENTRY, "subject": "Night bus and tram", "planned_on": later}
        officer.post(f"/forward-plan/{entry.id}/move/", moved)
        assert "Say why it will not be decided." in words(
            officer.post(f"/forward-plan/{entry.id}/dropped/", {"because": "no"})
        )
        officer.post(f"/forward-plan/{entry.id}/dropped/", {"because": "The money went elsewhere"})
        assert "The money went elsewhere" in words(client.get(f"/forward-plan/{entry.id}/"))
        assert "Night bus and tram" not in words(client.get("/forward-plan/"))
        assert "Night bus and tram" in words(client.get("/forward-plan/?all=yes"))

    def test_leads_to_the_decision_that_it_became(self, client: Client, staff: Staff) -> None:
        officer = staff("programme-officer")
        later = f"{localdate() + timedelta(days=40):%d/%m/%Y}"
        officer.post("/forward-plan/announce/", {**self.ENTRY, "planned_on": later})
        entry = PlannedDecision.objects.get()
        page = officer.post(f"/forward-plan/{entry.id}/decided/", {"number": "2026-999"})
        assert "No decision 2026-999 is on record here." in words(page)
        number = decide(AUTHORITY, signatures=[signature("Deputy Mayor", 1, now())]).number
        officer.post(f"/forward-plan/{entry.id}/decided/", {"number": number})
        assert "The decision is not published yet." in words(client.get(f"/forward-plan/{entry.id}/"))
        assert client.get("/forward-plan.json").json()["entries"][0]["decision"] is None

    def announced(self, draft_id: Any, **said: Any) -> PlannedDecision:
        return actions.announce(
            **{**self.ENTRY, **said},
            planned_on=date(2026, 7, 20),
            cannot_wait_because="",
            draft_id=draft_id,
            actor=LEAD,
            at=at(date(2026, 6, 1)),
        )

    @pytest.mark.parametrize("outcome", ["approved", "refused"])
    def test_closes_an_entry_with_the_last_signature_under_its_draft(self, outcome: str) -> None:
        draft, version = signed_draft(AUTHORITY)
        entry = self.announced(draft.id)
        notice = put_decided_on_record(
            draft=draft, version=version, outcome=outcome, amendment="", signatures=SIGNATURES,
            actor=SIGNER, at=SIGNED_AT,
        )  # fmt: skip
        entry.refresh_from_db()
        assert (entry.state, entry.notice) == ("decided", notice)

    def test_has_each_draft_once_and_again_after_it_was_dropped(self) -> None:
        draft, _ = signed_draft(AUTHORITY)
        entry = self.announced(draft.id)
        with pytest.raises(RefusedError, match="stands on the forward plan already"):
            self.announced(draft.id)
        actions.drop(
            entry_id=entry.id, because="The money went elsewhere", actor=LEAD, at=at(date(2026, 6, 2))
        )
        assert self.announced(draft.id).draft_id == draft.id

    def test_has_no_decision_of_a_function_without_key_decisions(self) -> None:
        with pytest.raises(RefusedError, match="no key decisions"):
            self.announced(None, function="police-and-crime")

    @pytest.mark.parametrize(
        ("changes", "says"),
        [(AUTHORITY, "before this was announced"), (None, "in another function")],
    )
    def test_leads_to_no_decision_that_it_did_not_announce(self, changes: Any, says: str) -> None:
        number = decide(changes).number  # decided on 3 June 2026
        on = date(2026, 6, 4) if changes else date(2026, 6, 1)
        entry = actions.announce(
            **self.ENTRY, planned_on=date(2026, 7, 20), cannot_wait_because="", actor=LEAD, at=at(on)
        )
        with pytest.raises(RefusedError, match=says):
            actions.settle(entry_id=entry.id, number=number, actor=LEAD, at=at(on))

    def test_takes_no_address_that_everybody_would_read(self, staff: Staff) -> None:
        entry = {**self.ENTRY, "contact": "ann@example.org", "planned_on": "01/01/2090"}
        page = words(staff("programme-officer").post("/forward-plan/announce/", entry))
        assert "leave out e-mail addresses" in page
        assert not PlannedDecision.objects.exists()

    def test_names_its_columns_and_its_licence_while_it_is_empty(self, client: Client) -> None:
        assert client.get("/forward-plan.csv").content.decode().lstrip("\ufeff").startswith("id,subject,")
        assert "to be confirmed" in client.get("/forward-plan.json").json()["licence"]

    @pytest.mark.parametrize("address", ["/forward-plan.csv", "/forward-plan.json"])
    def test_is_open_to_programs_on_other_sites_and_sent_once(self, client: Client, address: str) -> None:
        first = client.get(address)
        assert first.headers["Access-Control-Allow-Origin"] == "*"
        assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304

    def test_shows_an_illustration_to_those_who_have_signed_in_only(
        self, client: Client, staff: Staff
    ) -> None:
        entry = self.announced(None, is_illustration=True)
        assert client.get(f"/forward-plan/{entry.id}/").status_code == 404
        for address in ("/forward-plan/?all=yes", "/forward-plan.csv", "/forward-plan.json", "/"):
            assert "Night bus" not in client.get(address).content.decode()
        page = words(staff("auditor").get("/forward-plan/"))
        assert "Night bus support" in page
        assert "Illustration" in page
        assert not Act.objects.filter(verb="key_decision.announced", public=True).exists()

    @pytest.mark.parametrize("planned_on", ["", "soon", "01/01/2020"])
    def test_takes_no_wrong_day(self, staff: Staff, planned_on: str) -> None:
        page = staff("programme-lead").post(
            "/forward-plan/announce/", {**self.ENTRY, "planned_on": planned_on}
        )
        assert "There is a problem" in words(page)
        assert "Night bus support" in page.content.decode()
        assert not PlannedDecision.objects.exists()

    @pytest.mark.parametrize("role", ["auditor", "monitoring-officer"])
    def test_is_written_by_drafters_only(self, staff: Staff, role: str) -> None:
        assert staff(role).get("/forward-plan/announce/").status_code == 403


class TestADraftUnderTheLaw:
    ON = date(2026, 6, 1)

    def codes(self, content: Any) -> list[str]:
        return [each.code for each in law_findings(content, self.ON)]

    def test_of_600_000_pounds_is_a_key_decision_in_an_authority_function(self, content: Any) -> None:
        large = content(600_000_00, function="authority")
        assert self.codes(large) == ["key-decision", "forward-plan-missing", "regime-unverified"]

    @pytest.mark.parametrize("total", [639_733_00, 1_257_000_00])
    def test_of_the_real_notices_raises_none(self, content: Any, total: int) -> None:
        assert self.codes(content(total)) == ["regime-unverified"]

    def test_that_is_announced_is_linked_to_its_entry(self, content: Any) -> None:
        draft, _ = signed_draft(AUTHORITY)
        actions.announce(
            **TestTheForwardPlan.ENTRY,
            planned_on=date(2026, 7, 20),
            cannot_wait_because="",
            draft_id=draft.id,
            actor=LEAD,
            at=at(date(2026, 6, 1)),
        )
        large = content(600_000_00, function="authority", draft_id=str(draft.id))
        assert self.codes(large) == ["key-decision", "regime-unverified"]
