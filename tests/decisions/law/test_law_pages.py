"""The pages of the scheme and of the regimes: read, tried, prepared, tested, confirmed, succeeded."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from tests.pages import words

from throughline.decisions.models import Regime, Scheme, SigningRule
from throughline.decisions.queries import law as queries
from throughline.kernel.money import Money
from throughline.ledger.actions import act
from throughline.ledger.models import Act

from .conftest import AT, COMMAND
from .pages import confirm, seen

Staff = Callable[[str], Client]
pytestmark = pytest.mark.usefixtures("law")
TOMORROW = localdate() + timedelta(days=1)


def as_form(scheme: Scheme, **changes: str) -> dict[str, str]:
    """What the editor's form sends when nothing but the changes is touched."""
    said = {
        "title": scheme.title,
        "source": scheme.source,
        "in_force_from": f"{scheme.in_force_from:%d/%m/%Y}",
        "note": scheme.note,
    }
    for line in queries.lines_of(scheme):
        name = f"{line.decision_type}--{line.post}"
        said |= {
            f"{name}--turn": str(line.turn),
            f"{name}--from": str(line.from_pence),
            f"{name}--authority": line.authority,
        }
    return said | changes


@pytest.fixture
def officer(staff: Staff) -> Client:
    return staff("monitoring-officer")


@pytest.fixture
def prepared(officer: Client) -> Scheme:
    """A new version, from tomorrow on."""
    officer.post("/scheme/prepare/")
    scheme = Scheme.objects.get(state="prepared")
    officer.post(f"/scheme/{scheme.id}/edit/", as_form(scheme, in_force_from=f"{TOMORROW:%d/%m/%Y}"))
    scheme.refresh_from_db()
    return scheme


class TestTheMonitoringOfficersHome:
    def test_has_each_version_that_is_unverified_until_it_is_confirmed(
        self, officer: Client, staff: Staff
    ) -> None:
        page = words(officer.get("/"))
        assert page.count("Used, and unverified") == 5, "below the name of each"
        regime = Regime.objects.get(function="fire")
        confirm(officer, f"/regimes/{regime.id}/confirm/")
        staff("programme-lead").post("/regimes/prepare/", {"function": "fire"})
        page = words(officer.get("/"))
        assert page.count("Used, and unverified") == 4
        assert "Fire and rescue function A new version to confirm" in page
        assert "unverified" not in words(staff("auditor").get("/"))


class TestTheSchemeInForce:
    def test_says_who_signs_from_which_value_and_that_it_is_unverified(self, staff: Staff) -> None:
        page = words(staff("auditor").get("/scheme/"))
        assert "GM Deputy Mayor 3 from £50,000.00 on" in page
        assert "Assistant Director Police, Crime, Criminal Justice and Fire 1 every one" in page
        assert "Unverified: it came with Throughline" in page
        assert "All 13 come out as expected." in page

    def test_is_for_those_who_have_signed_in(self, client: Client) -> None:
        assert client.get("/scheme/").status_code == 302

    def test_asks_few_queries(self, officer: Client) -> None:
        officer.get("/scheme/")
        with CaptureQueriesContext(connection) as asked:
            officer.get("/scheme/")
        ours = [
            each["sql"]
            for each in asked
            if "decisions_" in each["sql"] or "organisations_post" in each["sql"]
        ]
        assert len(ours) <= 9, "\n".join(ours)

    def test_is_confirmed_by_the_monitoring_officer_with_name_and_date(self, officer: Client) -> None:
        scheme = Scheme.objects.get()
        assert "Compare it with the paper first" in words(officer.post(f"/scheme/{scheme.id}/confirm/", {}))
        confirm(officer, f"/scheme/{scheme.id}/confirm/")
        scheme.refresh_from_db()
        assert scheme.state == "confirmed"
        assert "Confirmed by A monitoring-officer, monitoring officer, on" in words(officer.get("/scheme/"))
        assert Act.objects.filter(verb="scheme.confirmed", subject_id=str(scheme.id)).exists()

    def test_is_confirmed_by_nobody_else(self, staff: Staff) -> None:
        scheme = Scheme.objects.get()
        page = words(confirm(staff("programme-lead"), f"/scheme/{scheme.id}/confirm/"))
        assert "It is for: monitoring officer." in page
        scheme.refresh_from_db()
        assert scheme.state == "unconfirmed"

    def test_is_not_edited(self, officer: Client) -> None:
        scheme = Scheme.objects.get()
        back = officer.post(f"/scheme/{scheme.id}/edit/", as_form(scheme, title="Mine"), follow=True)
        assert "this can be done while it is prepared" in words(back)
        scheme.refresh_from_db()
        assert scheme.title != "Mine"

    def test_is_not_edited_in_the_database_either(self) -> None:
        rule = SigningRule.objects.get(post__code="deputy-mayor", decision_type="deputy-mayor")
        rule.from_pence = Money(1)
        with (
            pytest.raises(DatabaseError, match="succeeded by a new version"),
            act(actor=COMMAND, at=AT, verb="test", subject=("test", 1)),
        ):
            rule.save()


class TestTryingACase:
    def test_names_the_basis_that_decided_and_what_else_was_counted(self, officer: Client) -> None:
        asked = {"decision_type": "deputy-mayor", "total": "20,000", "recipient": "60,000"}
        page = words(officer.get("/scheme/try/", asked))
        assert (
            "Turn 3, because awards to the same recipient in this financial year come to £60,000.00" in page
        )
        assert "Because the decision totals £20,000.00 £20,000.00" in page

    def test_with_words_for_figures_says_what_is_wrong_and_keeps_them(self, officer: Client) -> None:
        page = officer.get("/scheme/try/", {"decision_type": "deputy-mayor", "total": "plenty"})
        assert "is not an amount in pounds" in words(page)
        assert 'value="plenty"' in page.content.decode()

    @pytest.mark.parametrize("wrong", ["?scheme=x", "?scheme=00000000-0000-4000-8000-000000000000"])
    def test_with_no_such_scheme_is_not_found(self, officer: Client, wrong: str) -> None:
        assert officer.get("/scheme/try/" + wrong).status_code == 404


class TestANewVersion:
    def test_is_a_copy_that_changes_nothing_yet(self, officer: Client, prepared: Scheme) -> None:
        assert prepared.cases.count() == 13
        assert prepared.rules.count() == 8
        assert queries.scheme_on(TOMORROW) != prepared

    def test_is_prepared_once(self, officer: Client, prepared: Scheme) -> None:
        officer.post("/scheme/prepare/")
        assert Scheme.objects.filter(state="prepared").count() == 1

    def test_with_a_higher_limit_fails_its_cases_and_is_refused(
        self, officer: Client, prepared: Scheme
    ) -> None:
        change = as_form(prepared, **{"deputy-mayor--deputy-mayor--from": "60,000"})
        officer.post(f"/scheme/{prepared.id}/edit/", change)
        page = words(officer.get(f"/scheme/{prepared.id}/"))
        assert "2 of 13 do not come out as expected." in page
        assert "Expected too: GM Deputy Mayor." in page
        refused = words(confirm(officer, f"/scheme/{prepared.id}/confirm/"))
        assert "2 of its 13 test cases do not come out: “At the limit”." in refused

    def test_once_confirmed_succeeds_the_old_one_on_its_day(self, officer: Client, prepared: Scheme) -> None:
        confirm(officer, f"/scheme/{prepared.id}/confirm/")
        prepared.refresh_from_db()
        before = queries.scheme_on(localdate())
        assert (prepared.state, queries.scheme_on(TOMORROW)) == ("confirmed", prepared)
        assert before is not None
        assert before.in_force_until == TOMORROW

    def test_changed_while_it_was_looked_at_is_not_confirmed_unseen(
        self, officer: Client, staff: Staff, prepared: Scheme
    ) -> None:
        address = f"/scheme/{prepared.id}/confirm/"
        looked_at = seen(officer, address)
        staff("programme-lead").post(
            f"/scheme/{prepared.id}/edit/", as_form(prepared, **{"chief-officer--treasurer--from": "40,000"})
        )
        back = officer.post(address, {"have_read": "on", "seen": looked_at}, follow=True)
        assert "Somebody changed it since you opened this page." in words(back)
        assert "from £40,000.00 on" in words(back)
        prepared.refresh_from_db()
        assert prepared.state == "prepared"

    def test_from_a_past_day_is_refused(self, officer: Client, prepared: Scheme) -> None:
        officer.post(f"/scheme/{prepared.id}/edit/", as_form(prepared, in_force_from="01/04/2024"))
        page = words(confirm(officer, f"/scheme/{prepared.id}/confirm/"))
        assert "from a day that is past" in page

    def test_in_which_nobody_signs_small_decisions_is_refused(
        self, officer: Client, prepared: Scheme
    ) -> None:
        nobody = {f"chief-officer--{post}--turn": "0" for post in ("assistant-director", "director")}
        officer.post(f"/scheme/{prepared.id}/edit/", as_form(prepared, **nobody))
        page = words(confirm(officer, f"/scheme/{prepared.id}/confirm/"))
        assert "Nobody would sign a small Chief Officer's decision" in page

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("in_force_from", "soon", "Write the day as day, month and year"),
            ("in_force_from", "01/01/0243", "Write a day between 1990 and 2100."),
            ("deputy-mayor--director--from", "-1", "A value is not below nothing."),
            ("deputy-mayor--director--from", "9" * 24, "is more money than can be counted here"),
            ("deputy-mayor--director--turn", "99", "Choose one of those that are offered"),
            ("title", "", "“What is it called?” has not been filled in."),
        ],
    )
    def test_with_a_wrong_value_says_so(
        self, officer: Client, prepared: Scheme, field: str, value: str, says: str
    ) -> None:
        page = officer.post(f"/scheme/{prepared.id}/edit/", as_form(prepared, **{field: value}))
        assert says in words(page)
        assert prepared.source in words(page) or prepared.source in unescape(page.content.decode())

    def test_takes_cases_of_its_own_and_lets_them_go(self, officer: Client, prepared: Scheme) -> None:
        case = {
            "title": "A very small one",
            "decision_type": "chief-officer",
            "total": "£1",
            "expected": ["director"],
        }
        page = officer.post(f"/scheme/{prepared.id}/cases/add/", case, follow=True)
        assert "A very small one Not as expected" in words(page)
        added = prepared.cases.get(title="A very small one")
        page = officer.post(f"/scheme/{prepared.id}/cases/remove/", {"case": str(added.id)}, follow=True)
        assert "A very small one" not in words(page)
        assert officer.post(f"/scheme/{prepared.id}/cases/remove/", {"case": "x"}).status_code == 404

    def test_can_be_thrown_away(self, officer: Client, prepared: Scheme) -> None:
        officer.post(f"/scheme/{prepared.id}/discard/")
        prepared.refresh_from_db()
        assert prepared.state == "discarded"

    @pytest.mark.parametrize("role", ["programme-officer", "auditor", "director"])
    def test_is_not_for_others(self, staff: Staff, role: str) -> None:
        assert staff(role).post("/scheme/prepare/").status_code == 403


def says_of_authority() -> dict[str, str]:
    """What the editor sends for a regime of the authority's functions."""
    return {
        "in_force_from": f"{TOMORROW:%d/%m/%Y}",
        "scrutiny_body": "Corporate Issues Committee",
        "key_decision_applies": "on",
        "key_decision_from_pence": "250,000",
        "notice_clear_days": "28",
        "call_in_applies": "on",
        "call_in_working_days": "5",
        "publish_within_working_days": "2",
        "publication_duty": "Every decision.",
        "authority": "The constitution of tomorrow",
    }


class TestTheRegimes:
    def test_stand_side_by_side_with_what_does_not_apply_and_why(self, staff: Staff) -> None:
        page = words(staff("panel-member").get("/regimes/"))
        assert "4 of 4 are unverified." in page
        assert "Key decision Not applicable" in page
        assert "not general functions" in page
        assert "Key decision From £500,000.00 on" in page

    def test_are_confirmed_one_by_one(self, officer: Client) -> None:
        regime = Regime.objects.get(function="police-and-crime")
        confirm(officer, f"/regimes/{regime.id}/confirm/")
        regime.refresh_from_db()
        assert regime.state == "confirmed"
        assert "3 of 4 are unverified." in words(officer.get("/regimes/"))

    def test_are_changed_by_a_new_version(self, officer: Client) -> None:
        officer.post("/regimes/prepare/", {"function": "authority"})
        new = Regime.objects.get(state="prepared")
        officer.post(f"/regimes/{new.id}/edit/", says_of_authority())
        confirm(officer, f"/regimes/{new.id}/confirm/")
        found = queries.regime_facts_on("authority", TOMORROW)
        assert found is not None
        assert (found.key_from, found.publish_within, found.is_confirmed) == (Money(250_000_00), 2, True)
        today = queries.regime_facts_on("authority", localdate())
        assert today is not None
        assert today.key_from == Money(500_000_00)

    def test_changed_while_they_were_looked_at_are_not_confirmed_unseen(self, officer: Client) -> None:
        officer.post("/regimes/prepare/", {"function": "authority"})
        new = Regime.objects.get(state="prepared")
        stale = {"have_read": "on", "seen": "0" * 64}
        back = officer.post(f"/regimes/{new.id}/confirm/", stale, follow=True)
        assert "Somebody changed it since you opened this page." in words(back)
        new.refresh_from_db()
        assert new.state == "prepared"

    @pytest.mark.parametrize("limit", ["-1", "0", "-500,000"])
    def test_have_no_key_decision_from_nothing_or_less(self, officer: Client, limit: str) -> None:
        officer.post("/regimes/prepare/", {"function": "authority"})
        new = Regime.objects.get(state="prepared")
        page = officer.post(
            f"/regimes/{new.id}/edit/",
            {**says_of_authority(), "key_decision_from_pence": limit},
        )
        assert "Say from which value a decision is a key decision." in words(page)

    def test_without_call_in_say_why(self, officer: Client) -> None:
        officer.post("/regimes/prepare/", {"function": "fire"})
        new = Regime.objects.get(state="prepared")
        page = officer.post(
            f"/regimes/{new.id}/edit/", {"in_force_from": "01/04/2030", "call_in_applies": "on"}
        )
        assert "Say for how many working days it can be called in." in words(page)
        assert "Say why key decisions or call-in do not apply." in words(page)

    def test_of_no_function_are_not_prepared(self, officer: Client) -> None:
        assert officer.post("/regimes/prepare/", {"function": "space"}).status_code == 404

    def test_that_are_gone_are_not_found(self, officer: Client) -> None:
        assert officer.get("/regimes/00000000-0000-4000-8000-000000000000/").status_code == 404
