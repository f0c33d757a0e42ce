"""What does a provider's manager see of the monitoring file, and how do they say whose a CLIENTID is?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.caseload.conftest import TODAY, Ward
from tests.caseload.elsewhere.test_monitoring_files import STORY, file
from tests.caseload.elsewhere.test_pages import WHO_IS_ASKING, send
from tests.pages import words

from throughline.caseload.models import EpisodeLink, Imported, Read, Referral
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("elsewhere")]
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
PAGE = "/from-your-system/monitoring/"
WHOSE = f"{PAGE}whose/"


def numbers(row: Referral, client: str, episode: str = "1") -> dict[str, str]:
    return {f"client_{row.id.hex}": client, f"client_{row.id.hex}_episode": episode}


class TestAFileWhoseNumbersNobodyKnows:
    def test_is_explained_said_and_brought_in_again(self, ward: Ward, browse: Browse, referred: Make) -> None:
        made = referred("accepted")
        browser = browse(ward.manager)
        content = file(STORY, STORY.replace(",8,", ",4,").replace("C1", "C4"))
        first = send(browser, content, PAGE)
        shown = words(browser.get(first["Location"]))
        assert "1 row was not taken" in shown
        assert "Say whose these CLIENTIDs are" in shown
        assert "1 row: This CLIENTID is linked to nobody here, and neither" in shown
        assert made.reference in words(browser.get(WHOSE))
        assert browser.post(WHOSE, numbers(made, "c1", "e1")).status_code == 302
        assert "Everybody’s number is known" in words(browser.get(WHOSE))
        again = send(browser, content, PAGE)
        assert "Every row is taken" not in words(browser.get(first["Location"]))
        shown = words(browser.get(again["Location"]))
        assert "Every row is taken" in shown
        assert "Passed over 1" in shown
        look(ward.manager, TODAY)
        made.refresh_from_db()
        assert made.state == "exited"

    def test_leaves_which_rows_were_passed_over_in_a_file(self, ward: Ward, browse: Browse) -> None:
        browser = browse(ward.manager)
        answer = send(browser, file("C4,E1,F,4,2026-03-04,,,,"), PAGE)
        text = browser.get(answer["Location"] + "rejects.csv").content.decode()
        assert text.splitlines()[1].startswith('2,passed over,"This CLIENTID is linked to nobody')

    def test_that_is_none_says_why_beside_the_field(self, ward: Ward, browse: Browse) -> None:
        answer = send(browse(ward.manager), b"CLIENTID,X\r\n1,2", PAGE)
        assert "These are missing: EPISODID, TRIAGED, MODAL, MODST, DISD, DISRSN, RFLS" in words(answer)
        assert "Error: " in answer.content.decode()


class TestSayingWhoseANumberIs:
    def test_is_done_for_many_at_once_and_says_what_could_not_be(
        self, ward: Ward, browse: Browse, referred: Make
    ) -> None:
        one, two, three = (referred("accepted", crn=crn) for crn in ("Y000001", "Y000002", "Y000003"))
        browser = browse(ward.manager)
        both = browser.post(WHOSE, {**numbers(one, "C1"), **numbers(two, "c1")})
        assert "stands beside two people" in words(both)
        alone = browser.post(WHOSE, numbers(one, "", "E1"))
        assert "Write the CLIENTID beside this EPISODID" in words(alone)
        look(ward.manager, TODAY)
        assert EpisodeLink.objects.count() == 0
        browser.post(WHOSE, numbers(one, "C1"))
        answer = browser.post(WHOSE, {**numbers(two, "C2"), **numbers(three, "C1")})
        assert "This CLIENTID is linked to somebody else" in words(answer)
        look(ward.manager, TODAY)
        assert EpisodeLink.objects.count() == 2

    def test_shows_whom_the_manager_sees_and_notes_it(
        self, ward: Ward, browse: Browse, referred: Make
    ) -> None:
        made = referred("accepted")
        assert made.reference in words(browse(ward.manager).get(WHOSE))
        assert made.reference not in words(browse(ward.elm_manager).get(WHOSE))
        look(ward.manager, TODAY)
        assert Read.objects.filter(person=made.person_id, what="monitoring numbers").count() == 1

    def test_is_for_the_manager_alone(self, ward: Ward, browse: Browse) -> None:
        for actor in (ward.worker, ward.practitioner, ward.head, ward.officer):
            for path in (PAGE, WHOSE):
                assert browse(actor).get(path).status_code == 403

    def test_takes_as_many_queries_for_many(
        self, ward: Ward, browse: Browse, referred: Make, django_assert_max_num_queries: Any
    ) -> None:
        browser, asked = browse(ward.manager), []
        for number in range(3):
            referred("accepted", crn=f"Y00000{number}")
            for path in (PAGE, WHOSE):
                with django_assert_max_num_queries(8 + WHO_IS_ASKING) as found:
                    assert browser.get(path).status_code == 200
                asked.append(len(found))
        assert asked[2:4] == asked[4:], asked


class TestTheExample:
    def test_is_a_file_that_the_page_takes(self, ward: Ward, browse: Browse) -> None:
        browser = browse(ward.manager)
        example = browser.get(f"{PAGE}example.csv").content
        assert send(browser, example, PAGE).status_code == 302
        look(ward.manager, TODAY)
        run = Imported.objects.get()
        assert (run.rows, run.rejected, run.passed_over) == (3, 2, 1)
