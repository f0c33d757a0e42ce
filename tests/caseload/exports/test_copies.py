"""How does a person get a copy of everything that is held about them, and who gets none of it? People are made up."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import AT, SUPPLIER, TODAY, Ward, _somebody
from tests.caseload.hidden_people import WALLED, Hidden, hide, make_house
from tests.pages import words

from throughline.caseload import interventions_supplied
from throughline.caseload.actions import copying, notes
from throughline.caseload.exports.subject_access import clock, due_on
from throughline.caseload.models import Read, SubjectAccess
from throughline.caseload.queries.held import NOT_HELD, TITLES, held_about, models_about
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations.models import Body

NOW = timezone.now


class TestTheMonth:
    @pytest.mark.parametrize(
        ("asked", "due"),
        [
            (date(2026, 3, 2), date(2026, 4, 2)),
            (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
            (date(2026, 3, 3), date(2026, 4, 7)),  # Good Friday, and Easter Monday is none either
            (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas, Boxing Day and its substitute
        ],
    )
    def test_ends_on_the_same_day_of_the_next_or_the_next_working_day(self, asked: date, due: date) -> None:
        assert due_on(asked) == due

    def test_is_three_months_when_it_was_extended(self) -> None:
        assert due_on(date(2026, 3, 2), 3) == date(2026, 6, 2)

    def test_says_in_words_how_many_days_are_left(self) -> None:
        due = date(2026, 4, 2)
        assert [clock(due, due + timedelta(days=by)).words for by in (-8, -1, 0, 1)] == [
            "8 days left",
            "1 day left",
            "due today",
            "1 day late",
        ]


@pytest.fixture
def known(ward: Ward) -> Hidden:
    """Somebody of the north unit with a row in every table."""
    interventions_supplied.load(actor=SUPPLIER, at=AT)
    return hide(make_house(ward), "north")


@pytest.fixture
def another(ward: Ward) -> Actor:
    """A second manager of the same service."""
    return _somebody("second-manager", "provider-manager", Body.objects.get(id=ward.ash))


def asked(ward: Ward, known: Hidden, actor: Actor | None = None) -> SubjectAccess:
    actor = actor or ward.worker
    look(actor, timezone.localdate())
    return copying.ask(
        actor=actor,
        at=NOW(),
        referral_id=known.referral.id,
        asked_on=timezone.localdate(),
        how="By letter.",
        known_by="Known for months.",
    )


class TestWhatIsHeld:
    def test_is_read_from_every_table_about_a_person_that_has_no_reason_not_to_be(self) -> None:
        names = {each.__name__ for each in models_about()}
        assert names == set(TITLES)
        about_no_one_person = {
            "Group", "Voice", "Absence", "Skill", "Imported", "ImportedReject", "AskedToSee", "ProbationRecord",
        }  # fmt: skip
        assert {each.__name__ for each in WALLED} - names == set(NOT_HELD) | about_no_one_person

    def test_says_each_text_and_who_looked(self, ward: Ward, known: Hidden) -> None:
        look(ward.manager, timezone.localdate())
        Read(person=known.referral.person, what="overview", read_at=NOW(), read_by=ward.worker.id).save(
            force_insert=True
        )
        sections = {each.title: each for each in held_about(known.referral.person)}
        said = json.dumps(
            [line for each in sections.values() for piece in each.pieces for line in piece.lines]
        )
        for text in ("Vsevolod", "Silverpenny", "Z990005", "In confidence.", "Made-up worker"):
            assert text in said, text
        assert "Who looked at your record" in sections
        assert "When we met" in sections
        assert ward.worker.id not in said

    def test_is_nothing_for_whoever_may_not_see_the_person(self, ward: Ward, known: Hidden) -> None:
        for actor in (ward.elm_manager, ward.worker_south, ward.officer):
            look(actor, timezone.localdate())
            titles = [each.title for each in held_about(known.referral.person)]
            assert titles == ["Who you are, and how your record is kept"], (
                actor
            )  # the row that the test holds itself


class TestACopy:
    @pytest.fixture(autouse=True)
    def nothing_open(self, known: Hidden) -> None:
        """The request that `hide` made is out of the way."""
        look(known.seen_by, timezone.localdate())
        from throughline.ledger.actions import act

        with act(actor=SUPPLIER, at=NOW(), verb="test.moved", subject=("subject-access", "x")):
            for state in ("checked", "released"):
                SubjectAccess.objects.filter(person=known.referral.person_id).update(state=state)

    def test_is_asked_for_checked_by_one_and_released_by_another(
        self, ward: Ward, known: Hidden, another: Actor
    ) -> None:
        row = asked(ward, known)
        assert row.due_on == due_on(timezone.localdate())
        look(ward.manager, timezone.localdate())
        key = f"caseload_concern/{known.rows['caseload_concern']}/said"
        copying.check(actor=ward.manager, at=NOW(), access_id=row.id, grounds={key: "third_party"})
        with pytest.raises(RefusedError, match="yourself"):
            copying.release(actor=ward.manager, at=NOW(), access_id=row.id)
        look(another, timezone.localdate())
        released = copying.release(actor=another, at=NOW(), access_id=row.id)
        pieces = {
            (section["title"], piece["left_out"]): piece["lines"]
            for section in copying.content_of(released)["sections"]
            for piece in section["pieces"]
            if piece["left_out"]
        }
        [((title, why), lines)] = pieces.items()
        assert title == "Worries about somebody’s safety"
        assert "about somebody else" in why
        assert lines == []

    def test_is_not_released_once_more_is_on_record_than_it_holds(
        self, ward: Ward, known: Hidden, another: Actor
    ) -> None:
        row = asked(ward, known)
        copying.check(actor=ward.worker, at=NOW(), access_id=row.id, grounds={})
        notes.write(
            actor=ward.worker, at=NOW(), referral_id=known.referral.id, for_whom="both", text="Later."
        )
        look(another, timezone.localdate())
        with pytest.raises(RefusedError, match="More is on record"):
            copying.release(actor=another, at=NOW(), access_id=row.id)
        copying.send_back(actor=another, at=NOW(), access_id=row.id)
        look(ward.worker, timezone.localdate())
        copying.check(actor=ward.worker, at=NOW(), access_id=row.id, grounds={})
        look(another, timezone.localdate())
        assert copying.release(actor=another, at=NOW(), access_id=row.id).state == "released"

    def test_leaves_out_only_on_a_ground_that_the_law_has(self, ward: Ward, known: Hidden) -> None:
        row = asked(ward, known)
        key = f"caseload_concern/{known.rows['caseload_concern']}/said"
        for grounds in ({key: "shameful"}, {"caseload_note/elsewhere/text": "third_party"}):
            with pytest.raises(RefusedError):
                copying.check(actor=ward.worker, at=NOW(), access_id=row.id, grounds=grounds)

    def test_takes_longer_only_within_the_month_and_once(self, ward: Ward, known: Hidden) -> None:
        row = asked(ward, known)
        look(ward.manager, timezone.localdate())
        with pytest.raises(RefusedError, match="ended"):
            copying.extend(
                actor=ward.manager, at=NOW() + timedelta(days=60), access_id=row.id, because="Much."
            )
        longer = copying.extend(actor=ward.manager, at=NOW(), access_id=row.id, because="Much of it.")
        assert longer.due_on == due_on(timezone.localdate(), 3)
        with pytest.raises(RefusedError):
            copying.extend(actor=ward.manager, at=NOW(), access_id=row.id, because="More.")

    def test_puts_no_word_of_the_person_into_the_ledger(self, ward: Ward, known: Hidden) -> None:
        row = asked(ward, known)
        copying.check(actor=ward.worker, at=NOW(), access_id=row.id, grounds={})
        with connection.cursor() as cursor:
            cursor.execute("SELECT leaf FROM ledger_act WHERE verb LIKE 'subject_access.%'")
            leaves = " ".join(leaf for (leaf,) in cursor.fetchall())
        for text in (
            "Silverpenny",
            "letter",
            "Known for",
            known.referral.reference,
            str(known.referral.person_id),
        ):
            assert text not in leaves

    def test_is_nobodys_beyond_the_service(self, ward: Ward, known: Hidden) -> None:
        row = asked(ward, known)
        for actor in (ward.elm_manager, ward.worker_south, ward.officer, ward.practitioner, ward.head):
            look(actor, timezone.localdate())
            assert not SubjectAccess.objects.exists(), actor
            with pytest.raises((RefusedError, ObjectDoesNotExist)):
                copying.check(actor=actor, at=NOW(), access_id=row.id, grounds={})


class TestItsPages:
    def test_go_from_the_request_to_the_files(
        self, ward: Ward, referred: Any, browse: Any, another: Actor
    ) -> None:
        made = referred("assigned")
        worker, manager = browse(ward.worker), browse(another)
        base = f"/people/{made.reference}/copy/"
        today = timezone.localdate()
        day = {"asked_on_day": today.day, "asked_on_month": today.month, "asked_on_year": today.year}
        answer = worker.post(base, {**day, "how": "In person.", "known_by": "Known to me."})
        assert answer.status_code == 302, words(answer)
        page = answer["Location"]
        said = words(worker.get(page))
        assert "Starts a new order." in said
        assert "In person." in said
        key = f"caseload_referral/{made.id}/asked"
        assert worker.post(f"{page}check/", {key: "crime"}).status_code == 302
        assert "Left out" in words(worker.get(page))
        assert worker.post(f"{page}copy.json").status_code == 403
        assert manager.post(f"{page}copy.json").status_code == 302  # not released yet
        assert manager.post(f"{page}release/").status_code == 302
        answer = manager.post(f"{page}copy.json")
        told = json.loads(answer.content)
        assert told["name"] == "Ada Niamh O’Shea-Quinn"
        assert "Starts a new order." not in answer.content.decode()
        assert told["left_out"] == 1
        pdf = manager.post(f"{page}copy.pdf")
        assert pdf.content.startswith(b"%PDF")
        assert "O’Shea" not in pdf["Content-Disposition"]

    def test_are_not_there_for_another_service_nor_for_probation(
        self, ward: Ward, referred: Any, browse: Any
    ) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        row = copying.ask(
            actor=ward.worker, at=NOW(), referral_id=made.id, asked_on=TODAY, how="Here.", known_by="Known."
        )
        page = f"/people/{made.reference}/copy/{row.id}/"
        for actor, code in ((ward.elm_manager, 404), (ward.worker_south, 404), (ward.practitioner, 403)):
            browser: Client = browse(actor)
            assert browser.get(page).status_code == code, actor
            assert browser.post(f"{page}release/").status_code == code, actor
        assert made.reference not in words(browse(ward.elm_manager).get("/requests-for-records/"))
        assert made.reference in words(browse(ward.worker).get("/requests-for-records/"))
        assert f"Check a copy of a record: {made.reference}" in words(browse(ward.worker).get("/"))
