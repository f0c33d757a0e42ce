"""What does a unit see in its inbox and its waiting list, decide there, and whom does it give people to?"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import AT, TODAY, Ward
from tests.caseload.triage_steps import asked_by, bring, limit, offered
from tests.pages import words

from throughline.caseload.actions import questions, referrals
from throughline.caseload.models import (
    Note,
    Question,
    Read,
    Referral,
    Told,
)
from throughline.caseload.sealed import Asked
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.dates import add_working_days
from throughline.ledger.actions import act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
RISKY = Asked(
    why_now="Released on Friday.",
    risk_levels={"staff": "VERY_HIGH", "children": "LOW"},
    self_risk=["suicide"],
    flags=["mappa"],
)


def sent_ago(ward: Ward, made: Referral, working_days: int) -> None:
    """The referral was sent that many working days ago, so that its clock stands as a test wants it today."""
    look(ward.worker, TODAY)
    day = add_working_days(timezone.localdate(), -working_days) if working_days else timezone.localdate()
    moment = timezone.now() - timedelta(days=(timezone.localdate() - day).days)
    with act(actor=ward.worker, at=AT, verb="test.moved", subject=("referral", made.id)):
        Referral.objects.filter(id=made.id).update(sent_at=moment)


class TestTheInbox:
    def test_teaches_when_nothing_waits(self, ward: Ward, browse: Browse) -> None:
        assert "Nothing waits for your decision" in words(browse(ward.worker).get("/inbox/"))

    def test_says_who_for_what_what_to_be_careful_about_and_how_long_there_is(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred(asked=RISKY)
        sent_ago(ward, made, 8)
        look(ward.worker, TODAY)
        with act(actor=ward.worker, at=AT, verb="test.moved", subject=("referral", made.id)):
            referrals.seek(referral=made, needs={"DNR": "HIGH"})
        said = words(browse(ward.worker).get("/inbox/"))
        for each in (
            "Ada Niamh O’Shea-Quinn",
            "Very high risk: staff",
            "Suicide",
            "MAPPA",
            "Dependency and recovery, high",
            made.reference,
        ):
            assert each in said, each
        assert "working day" in said

    def test_puts_the_longest_waiting_first_and_the_urgent_before_them(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        first, second, third = (referred(given_names=name) for name in ("One", "Two", "Three"))
        for made, days in ((first, 2), (second, 5), (third, 1)):
            sent_ago(ward, made, days)
        with act(actor=ward.worker, at=AT, verb="test.moved", subject=("referral", third.id)):
            Referral.objects.filter(id=third.id).update(is_urgent=True)
        said = words(browse(ward.worker).get("/inbox/"))
        assert said.index("Three O’Shea") < said.index("Two O’Shea") < said.index("One O’Shea")

    def test_is_read_on_record_once_for_everybody_shown(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred()
        browse(ward.worker).get("/inbox/")
        look(ward.worker, TODAY)
        [read] = Read.objects.all()
        assert (read.person_id, read.read_by, read.what) == (made.person_id, ward.worker.id, "inbox")

    def test_shows_no_other_unit_or_provider_anything(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred()
        for actor in (ward.worker_south, ward.elm_worker, ward.elm_manager):
            assert "Nothing waits for your decision" in words(browse(actor).get("/inbox/"))
            assert browse(actor).get(f"/inbox/{made.reference}/").status_code == 404

    def test_is_closed_to_everybody_but_the_service(self, ward: Ward, browse: Browse) -> None:
        for actor in (ward.practitioner, ward.head, ward.court, ward.officer):
            assert browse(actor).get("/inbox/").status_code == 403

    def test_leaves_a_limited_record_out_for_whom_it_does_not_name_count_and_search_too(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred()
        limit(ward, made, ward.manager.id)
        assert "Restricted record" in words(browse(ward.manager).get("/inbox/"))
        client = browse(ward.worker)
        assert "Nothing waits for your decision" in words(client.get("/inbox/"))
        client.post("/inbox/", {"q": "X123456"})
        assert "Nobody fits" in words(client.get("/inbox/"))

    @pytest.mark.parametrize("written", ["x123456", "o'shea", "QUINN", "ada niamh", "nia"])
    def test_finds_by_crn_and_by_words_of_a_name_and_remembers(
        self, ward: Ward, referred: Make, browse: Browse, written: str
    ) -> None:
        referred()
        referred(given_names="Bo", family_name="", crn="X654321")
        client = browse(ward.worker)
        answer = client.post("/inbox/", {"q": written})
        assert (answer.status_code, answer["Location"]) == (302, "/inbox/")
        for _ in range(2):
            said = words(client.get("/inbox/"))
            assert "Ada Niamh" in said
            assert "Bo " not in said.replace("Body", "")
        client.post("/inbox/", {})
        assert "2 referrals to decide" in words(client.get("/inbox/"))

    def test_pages_and_sorts_what_was_found_with_nothing_of_it_in_an_address(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        for _ in range(21):
            referred()
        client = browse(ward.worker)
        client.post("/inbox/", {"q": "quinn"})
        page = client.get("/inbox/").content.decode()
        assert 'href="?page=2"' in page
        assert "quinn" not in page.replace('value="quinn"', "").replace("O’Shea-Quinn", "").casefold()
        assert "21 to 21 of 21 referrals to decide" in words(client.get("/inbox/?page=2"))
        client.get("/inbox/?sort=newest")
        assert '<strong aria-current="true">Newest first</strong>' in client.get("/inbox/").content.decode()

    def test_keeps_what_was_searched_for_sealed(self, ward: Ward, browse: Browse) -> None:
        client = browse(ward.worker)
        client.post("/inbox/", {"q": "Ada Niamh"})
        assert "Ada" not in str(dict(client.session.items()))

    @pytest.mark.parametrize(
        ("chosen", "many"),
        [
            ({"clock": "late"}, 1),
            ({"clock": "soon"}, 1),
            ({"need": "ETE"}, 1),
            ({"need": "FAM"}, 0),
            ({"question": "open"}, 1),
            ({"source": "custody"}, 0),
            ({"unit": "nonsense"}, 0),
            ({"clock": "nonsense", "need": "nonsense"}, 0),
        ],
    )
    def test_filters(
        self, ward: Ward, referred: Make, browse: Browse, chosen: dict[str, str], many: int
    ) -> None:
        late, soon, fresh = (referred(given_names=name) for name in ("Late", "Soon", "Fresh"))
        for made, days in ((late, 11), (soon, 9), (fresh, 1)):
            sent_ago(ward, made, days)
        with act(actor=ward.worker, at=AT, verb="test.moved", subject=("referral", soon.id)):
            referrals.seek(referral=soon, needs={"ETE": "LOW"})
        questions.ask(actor=ward.worker, at=AT, referral_id=fresh.id, question="Which days?")
        client = browse(ward.worker)
        client.post("/inbox/", chosen)
        page = client.get("/inbox/")
        assert page.content.decode().count('class="tl-inbox__one') == many

    def test_asks_the_same_few_questions_however_many_wait(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        referred()
        client = browse(ward.worker)
        one = asked_by(client, "/inbox/")
        for _ in range(4):
            referred()
        assert asked_by(client, "/inbox/") == one == 8


class TestADecision:
    def test_accepts_in_place(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made, client = referred(), browse(ward.worker)
        said = words(client.post(f"/inbox/{made.reference}/accept/", follow=True))
        assert f"{made.reference} is accepted and on the waiting list." in said
        assert "Ada Niamh" in words(client.get("/waiting/"))

    def test_accepts_once(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made, client = referred(), browse(ward.worker)
        client.post(f"/inbox/{made.reference}/accept/")
        said = words(client.post(f"/inbox/{made.reference}/accept/", follow=True))
        assert "This referral is accepted; this can be done while it is sent" in said
        look(ward.worker, TODAY)
        assert Told.objects.count() == 1

    @pytest.mark.parametrize(
        ("page", "given", "state", "code"),
        [
            ("redirect", {"to": "IRS", "where": "Housing First"}, "redirected", "IRS"),
            ("decline", {"reason": "OOA"}, "declined", "OOA"),
            ("in-treatment", {"then": "tell"}, "already_in_treatment", ""),
            ("in-treatment", {"then": "coordinate"}, "accepted", "coordination"),
        ],
    )
    def test_is_at_most_one_page_away(
        self,
        ward: Ward,
        referred: Make,
        browse: Browse,
        page: str,
        given: dict[str, str],
        state: str,
        code: str,
    ) -> None:
        made, client = referred(), browse(ward.worker)
        assert client.get(f"/inbox/{made.reference}/{page}/").status_code == 200
        assert client.post(f"/inbox/{made.reference}/{page}/", given).status_code == 302
        look(ward.worker, TODAY)
        made.refresh_from_db()
        assert (made.state, made.triage_reason) == (state, code)

    def test_keeps_what_was_typed_when_it_is_incomplete(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made, client = referred(), browse(ward.worker)
        page = client.post(f"/inbox/{made.reference}/redirect/", {"where": "Housing First, ask for Kim"})
        assert "There is a problem" in words(page)
        assert "Housing First, ask for Kim" in words(page)

    def test_asks_probation_and_shows_the_answer(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made, client = referred(), browse(ward.worker)
        client.post(f"/inbox/{made.reference}/ask/", {"question": "Which days suit?"})
        assert "probation has not answered yet" in words(client.get("/inbox/"))
        said = words(client.get(f"/inbox/{made.reference}/"))
        assert "Which days suit?" in said
        assert "No answer yet" in said
        look(ward.worker, TODAY)
        assert b"Which days" not in bytes(Question.objects.get().question)

    def test_writes_nothing_about_the_person_into_the_ledger_or_a_message(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made, client = referred(), browse(ward.worker)
        page = client.post(
            f"/inbox/{made.reference}/redirect/", {"to": "IRS", "where": "Secret House"}, follow=True
        )
        assert "Ada" not in words(page)
        with connection.cursor() as cursor:
            cursor.execute("SELECT string_agg(leaf || coalesce(changes::text, ''), '') FROM ledger_act")
            kept = cursor.fetchone()[0]
        assert "Secret House" not in kept
        assert "O’Shea" not in kept
        look(ward.worker, TODAY)
        assert b"Secret" not in bytes(Note.objects.get().text)


class TestTheReferral:
    def test_says_the_risk_before_why(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made = referred(asked=RISKY)
        said = words(browse(ward.worker).get(f"/inbox/{made.reference}/"))
        assert said.index("Very high risk: staff") < said.index("All five questions") < said.index("Why now")
        assert "No protocol was agreed" in said

    def test_has_no_name_in_its_title(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made = referred()
        page = browse(ward.worker).get(f"/inbox/{made.reference}/").content.decode()
        assert "Ada" not in page[page.index("<title>") : page.index("</title>")]


class TestEveryPage:
    def test_asks_at_most_ten_questions(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made, waits, cared, moves = (
            referred(state) for state in ("sent", "accepted", "assigned", "assigned")
        )
        offer = offered(ward, moves)
        client = browse(ward.manager)
        pages = {
            "/waiting/": 7,
            f"/inbox/{made.reference}/": 9,
            f"/inbox/{made.reference}/redirect/": 2,
            f"/inbox/{waits.reference}/allocate/": 7,
            f"/inbox/{cared.reference}/allocate/": 8,
            f"/inbox/{cared.reference}/transfer/": 4,
            f"/inbox/{cared.reference}/pause/": 2,
            f"/transfers/{offer.id}/": 9,
        }
        assert {path: asked_by(client, path) for path in pages} == pages

    def test_of_a_person_in_another_state_still_opens(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("draft")
        bring(ward, made, "paused")
        client = browse(ward.worker)
        for page in ("", "allocate/", "transfer/", "pause/", "resume/", "ask/", "waits/", "decline/"):
            assert client.get(f"/inbox/{made.reference}/{page}").status_code == 200, page
