"""What did a person agree to, how is put right what is wrong about them, and who reads it?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import TODAY, Ward

from throughline.caseload.actions.people import identity_of
from throughline.caseload.models import Amendment, Consent, Person, Referral
from throughline.caseload.queries import referrals
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]


def said(kind: str, answer: str, *, days: int = 0) -> dict[str, Any]:
    day = timezone.localdate() - timedelta(days=days)
    return {
        "kind": kind, "answer": answer, "said_on_day": day.day, "said_on_month": day.month, "said_on_year": day.year,
    }  # fmt: skip


class TestWhatAPersonAgreedTo:
    def test_is_three_things_each_with_its_day_and_the_newest_counts(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned")
        page, worker = f"/people/{made.reference}/agreed/", browse(ward.worker)
        assert worker.get(page).content.decode().count("Nobody asked yet") == 3
        for each in (
            said("treatment", "yes", days=3),
            said("monitoring", "no"),
            said("treatment", "withdrawn"),
        ):
            assert worker.post(page, each).status_code == 302
        shown = worker.get(page).content.decode()
        assert shown.count("Nobody asked yet") == 1
        assert "<strong>Withdrawn</strong>" in shown
        look(ward.worker, TODAY)
        assert Consent.objects.count() == 3, "what was said before stays"

    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (said("monitoring", "withdrawn"), "Only a yes can be withdrawn"),
            (said("told", "withdrawn"), "withdrawn"),
            (said("treatment", "yes", days=-2), "not yet here"),
        ],
        ids=["no yes before", "told", "tomorrow"],
    )
    def test_is_refused_in_words(
        self, ward: Ward, referred: Make, browse: Browse, answer: dict[str, Any], words: str
    ) -> None:
        made = referred("assigned")
        shown = browse(ward.worker).post(f"/people/{made.reference}/agreed/", answer).content.decode()
        assert words in shown
        look(ward.worker, TODAY)
        assert not Consent.objects.exists()


class TestWhatIsWrong:
    def test_is_put_right_found_by_and_read_by_probation_with_what_it_was(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned")
        worker = browse(ward.worker)
        to = worker.post(f"/people/{made.reference}/put-right/", {"name": "crn"})
        assert to.headers["Location"] == f"/people/{made.reference}/put-right/crn/"
        page = to.headers["Location"]
        assert (
            "one letter and six figures"
            in worker.post(page, {"value": "12", "because": "A."}).content.decode()
        )
        answer = worker.post(page, {"value": "x765432", "because": "Her solicitor, by letter"})
        assert answer.status_code == 302
        look(ward.practitioner, TODAY)
        assert identity_of(Person.objects.get()).crn == "X765432"
        found = [referrals.searched(referrals.in_sight(), crn).count() for crn in ("X765432", "X123456")]
        assert found == [1, 0], "the wrong number, which is somebody else's, finds them no more"
        shown = browse(ward.practitioner).get(f"/referrals/{made.reference}/").content.decode()
        assert "CRN changed from “X123456” to “X765432”" in shown
        assert "Her solicitor, by letter" in shown

    def test_stays_with_the_persons_own_words_beside_it(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned")
        page, worker = f"/people/{made.reference}/put-right/statement/", browse(ward.worker)
        assert "Write what the person says" in worker.post(page, {"because": "It is."}).content.decode()
        assert (
            worker.post(page, {"value": "I was never there.", "because": "Two notes say so."}).status_code
            == 302
        )
        shown = browse(ward.practitioner).get(f"/referrals/{made.reference}/").content.decode()
        assert "the person says “I was never there.”" in shown

    @pytest.mark.parametrize(
        ("name", "value"), [("given_names", " "), ("date_of_birth", "child"), ("crn", "X123456")]
    )
    def test_is_not_put_wrong(
        self, ward: Ward, referred: Make, browse: Browse, name: str, value: str
    ) -> None:
        made = referred("assigned")
        child = timezone.localdate() - timedelta(days=366 * 10)
        given: dict[str, Any] = {"value": value, "because": "A reason."}
        if value == "child":
            given |= {"value_day": child.day, "value_month": child.month, "value_year": child.year}
        answer = browse(ward.worker).post(f"/people/{made.reference}/put-right/{name}/", given)
        assert "There is a problem" in answer.content.decode()
        look(ward.worker, TODAY)
        assert not Amendment.objects.exists()

    def test_has_no_page_for_probation_or_for_what_is_no_part_of_somebody(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned")
        assert browse(ward.practitioner).get(f"/people/{made.reference}/put-right/").status_code == 403
        for name in ("wrapped_key", "access", "is_made_up"):
            assert browse(ward.worker).get(f"/people/{made.reference}/put-right/{name}/").status_code == 404
