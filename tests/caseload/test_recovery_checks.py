"""Who is to be asked how they are after support, and how does a list of it stay true?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import ADMINISTRATOR, Ward
from tests.pages import words

from throughline.caseload.actions import leaving
from throughline.caseload.care.leaving import standing_of
from throughline.caseload.models import Read, RecoveryCheck, Referral
from throughline.caseload.queries import tasks
from throughline.caseload.sealed import Asked
from throughline.caseload.sight import look
from throughline.frame.tasks import told
from throughline.kernel.actor import Actor
from throughline.kernel.wording import long_date
from throughline.ledger.actions import act

Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
DUE = date(2026, 3, 10)
LIST = "/recovery-checks/"


class TestACheck:
    @pytest.mark.parametrize(
        ("today", "standing"),
        [
            (date(2026, 2, 23), "ahead"),
            (date(2026, 2, 24), "due"),
            (date(2026, 3, 10), "due"),
            (date(2026, 3, 24), "due"),
            (date(2026, 3, 25), "overdue"),
        ],
    )
    def test_is_due_from_two_weeks_before_its_day_to_two_weeks_after(
        self, today: date, standing: str
    ) -> None:
        assert standing_of(DUE, "", today) == standing

    @pytest.mark.parametrize("answer", ["sustained", "not", "not_reached"])
    def test_that_was_answered_is_made_whenever_that_was(self, answer: str) -> None:
        assert standing_of(DUE, answer, date(2027, 1, 1)) == "done"


def ended(ward: Ward, made: Referral) -> None:
    """Support ended as planned, and its checks are dated 120 days earlier, so that the first is overdue."""
    today = timezone.localdate()
    look(ward.worker, today)
    leaving.leave(
        actor=ward.worker,
        at=timezone.now(),
        referral_id=made.id,
        reason="completed",
        on=today,
        judged={"use": "ACHIEVED"},
    )
    with act(actor=ADMINISTRATOR, at=timezone.now(), verb="test.dated", subject=("referral", made.id)):
        for row in RecoveryCheck.objects.filter(referral=made):
            RecoveryCheck.objects.filter(id=row.id).update(due_on=row.due_on - timedelta(days=120))


def first_check(ward: Ward) -> RecoveryCheck:
    look(ward.worker, timezone.localdate())
    return RecoveryCheck.objects.order_by("months")[:1].get()


@pytest.mark.django_db
class TestTheList:
    @pytest.fixture
    def late(self, ward: Ward, referred: Make) -> Referral:
        made = referred("assigned", asked=Asked(why_now="New order.", hoped_for=["use"]))
        ended(ward, made)
        return made

    def test_shows_each_check_with_how_it_stands_and_who_asks(
        self, ward: Ward, late: Referral, browse: Browse, django_assert_max_num_queries: Any
    ) -> None:
        client = browse(ward.worker)
        with django_assert_max_num_queries(9 + 10):
            page = words(client.get(LIST))
        first = first_check(ward)
        assert "3 checks" in page
        assert f"3 months {long_date(first.due_on)} Overdue" in page
        assert page.count("To come") == 1 + 2  # the filter's own choice too
        assert Read.objects.filter(what="recovery checks", person=late.person_id).exists()

    def test_is_narrowed_by_how_they_stand_by_key_worker_and_by_a_name(
        self, ward: Ward, late: Referral, browse: Browse
    ) -> None:
        client = browse(ward.manager)
        for asked, many in (
            ({"stands": "overdue"}, 1),
            ({"stands": "due"}, 0),
            ({"stands": "ahead"}, 2),
            ({"stands": "done"}, 0),
            ({"stands": "anything"}, 0),
            ({"months": "12"}, 1),
            ({"months": "twelve"}, 0),
            ({"worker": late.key_worker}, 3),
            ({"worker": "person:nobody"}, 0),
            ({"q": late.reference}, 3),
            ({"q": "Nobodyofthisname"}, 0),
        ):
            client.post(LIST, asked)
            page = client.get(LIST).content.decode()
            assert page.count(f'href="/people/{late.reference}/after/"') == many, asked

    def test_is_a_file_that_names_nobody_who_was_helped(
        self, ward: Ward, late: Referral, browse: Browse
    ) -> None:
        client = browse(ward.manager)
        client.post(LIST, {"stands": "overdue"})
        text = client.get("/recovery-checks.csv").content.decode("utf-8-sig")
        lines = text.splitlines()
        assert lines[0] == "Reference,Unit,Key worker,Months,Due,Stands,Made,Answer"
        assert len(lines) == 2
        assert lines[1].startswith(late.reference)
        assert ",Overdue," in lines[1]
        assert "Ada" not in text

    def test_keeps_what_was_answered_and_drops_what_is_not_asked_any_more(
        self, ward: Ward, late: Referral, browse: Browse
    ) -> None:
        first, today, now = first_check(ward), timezone.localdate(), timezone.now()
        leaving.check(actor=ward.worker, at=now, check_id=first.id, answer="sustained", on=today)
        with act(actor=ADMINISTRATOR, at=now, verb="test.died", subject=("person", late.person_id)):
            late.person.died_on = today
            late.person.save(update_fields=["died_on"])
        page = words(browse(ward.worker).get(LIST))
        assert "1 check " in page
        assert "Recovery sustained" in page

    def test_is_where_home_leads_when_many_are_due(self, ward: Ward, referred: Make) -> None:
        for number in range(4):
            asked = Asked(why_now="New order.", hoped_for=["use"])
            ended(ward, referred("assigned", crn=f"X00001{number}", asked=asked))
        look(ward.worker, timezone.localdate())
        found = [each for each in told(tasks.waiting_for(ward.worker)) if each.href == LIST]
        assert [each.what for each in found] == ["More than 3 recovery checks are due"]

    def test_is_empty_with_what_will_stand_there(self, ward: Ward, browse: Browse) -> None:
        assert "three checks stand here" in words(browse(ward.worker).get(LIST))
