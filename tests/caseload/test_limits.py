"""Who opens a record that is closed to them, who asks to be shown one, and what does asking tell?"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import TODAY, Ward
from tests.caseload.triage_steps import limit

from throughline.caseload.actions import limits, triage, withdrawing
from throughline.caseload.actions.people import identity_of
from throughline.caseload.models import AskedToSee, Glass, LimitName, Person, Referral
from throughline.caseload.queries import confirming, seeing
from throughline.caseload.sight import look, look_at_one
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]


@pytest.fixture
def restricted(ward: Ward, referred: Make) -> Referral:
    """A referral of somebody whom only the key worker may see."""
    made = referred("assigned")
    look(ward.head, TODAY)
    limits.limit(
        actor=ward.head,
        at=timezone.now(),
        referral_id=made.id,
        access="restricted",
        source="Probation's safeguarding lead",
        said_on=timezone.localdate(),
        staff=[ward.worker.id],
    )
    return made


def sees(actor: Actor) -> int:
    look(actor, TODAY)
    return Referral.objects.count()


class TestALimit:
    def test_shuts_out_all_but_the_named_also_whoever_set_it(self, ward: Ward, restricted: Referral) -> None:
        assert [sees(actor) for actor in (ward.worker, ward.manager, ward.head, ward.practitioner)] == [
            1,
            0,
            0,
            0,
        ]

    @pytest.mark.parametrize("days", [-1, 30, 400])
    def test_stands_on_what_was_said_of_late(self, ward: Ward, referred: Make, days: int) -> None:
        made = referred()
        look(ward.head, TODAY)
        with pytest.raises(RefusedError, match="last 30 days"):
            limits.limit(
                actor=ward.head,
                at=timezone.now(),
                referral_id=made.id,
                access="excluding",
                source="a call",
                said_on=timezone.localdate() - timedelta(days=days),
                staff=[ward.worker.id],
            )

    def test_is_not_set_by_a_key_worker(self, ward: Ward, referred: Make) -> None:
        made = referred()
        look(ward.worker, TODAY)
        with pytest.raises(RefusedError, match="not for your role"):
            limits.limit(
                actor=ward.worker,
                at=timezone.now(),
                referral_id=made.id,
                access="restricted",
                source="a call",
                said_on=timezone.localdate(),
                staff=[ward.worker.id],
            )


@pytest.mark.hazard("H17")
class TestALimitThatIsSetAgain:
    """Somebody who was named and is named no more sees the person nowhere. R37"""

    def limited(self, ward: Ward, made: Referral, access: str, *staff: Actor) -> None:
        look(ward.manager, TODAY)
        limits.limit(
            actor=ward.manager,
            at=timezone.now(),
            referral_id=made.id,
            access=access,
            source="Probation's safeguarding lead",
            said_on=timezone.localdate(),
            staff=[each.id for each in staff],
        )

    def test_with_fewer_names_shuts_out_whoever_is_named_no_more(
        self, ward: Ward, referred: Make, browse: Callable[[Actor], Client]
    ) -> None:
        made = referred("assigned")
        self.limited(ward, made, "restricted", ward.worker, ward.head, ward.manager)
        page = f"/people/{made.reference}/"
        worker, manager = browse(ward.worker), browse(ward.manager)
        assert worker.get(page).status_code == 200
        assert made.reference in worker.get("/my-people/").content.decode()
        self.limited(ward, made, "restricted", ward.manager)
        assert [sees(actor) for actor in (ward.worker, ward.head, ward.manager)] == [0, 0, 1]
        assert worker.get(page).status_code == 404
        assert made.reference not in worker.get("/my-people/").content.decode()
        worker.post("/my-people/", {"q": "X123456"})
        assert made.reference not in worker.get("/my-people/").content.decode()
        assert manager.get(page).status_code == 200

    def test_the_other_way_round_names_nobody_from_before(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        self.limited(ward, made, "restricted", ward.worker, ward.manager)
        self.limited(ward, made, "excluding", ward.head)
        assert [sees(actor) for actor in (ward.worker, ward.manager, ward.head)] == [1, 1, 0]
        self.limited(ward, made, "open")
        assert [sees(actor) for actor in (ward.worker, ward.manager, ward.head)] == [1, 1, 1]
        assert not LimitName.objects.exists()

    def test_keeps_in_its_history_who_was_named(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        self.limited(ward, made, "restricted", ward.worker, ward.manager)
        self.limited(ward, made, "restricted", ward.manager)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT part->'rows' FROM ledger_act, jsonb_array_elements(changes) part"
                " WHERE part->>'table' = 'caseload_limitnamehistory' ORDER BY ledger_act.id"
            )
            assert [len(json.loads(rows)) for (rows,) in cursor.fetchall()] == [2, 1], (
                "two named, one taken away"
            )

    def test_loses_no_name_to_a_key_worker_who_deletes_by_hand(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        self.limited(ward, made, "restricted", ward.worker, ward.manager)
        look(ward.worker, TODAY)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM caseload_limitname")
            assert cursor.rowcount == 0


@pytest.mark.hazard("H16")
class TestARecordThatNobodySees:
    """Probation's record is limited, so nobody sees the referral until the head of its unit says who may. R37"""

    def unknown(self, ward: Ward, made: Referral) -> None:
        look(ward.practitioner, TODAY)
        with act(
            actor=ward.practitioner, at=timezone.now(), verb="limit.set", subject=("person", made.person_id)
        ):
            Person.objects.filter(id=made.person_id).update(access="unknown")

    def said(self, *staff: Actor, access: str = "restricted") -> dict[str, Any]:
        day = timezone.localdate()
        return {
            "access": access, "source": "The duty manager", "staff": [each.id for each in staff],
            "said_on_day": day.day, "said_on_month": day.month, "said_on_year": day.year,
        }  # fmt: skip

    def test_waits_on_the_home_page_of_the_head_by_its_reference_alone(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("sent")
        self.unknown(ward, made)
        page = f"/limits/{made.reference}/"
        head = browse(ward.head)
        for shown in (head.get("/"), head.get("/limits/"), head.get(page)):
            assert made.reference in shown.content.decode()
            assert "O’Shea" not in shown.content.decode()
            assert "X123456" not in shown.content.decode()
        assert "Made-up practitioner" in head.get(page).content.decode()
        answer = head.post(page, self.said(ward.worker, ward.head))
        assert answer.status_code == 302
        assert [sees(each) for each in (ward.worker, ward.head, ward.manager, ward.practitioner)] == [
            1,
            1,
            0,
            0,
        ]
        assert "until then nobody does" not in head.get("/").content.decode()
        look(ward.worker, TODAY)
        one = Person.objects.get()
        assert (one.access_by, one.access_source) == (ward.head.id, "The duty manager")
        assert one.access_good_until == timezone.localdate() + timedelta(days=limits.GOOD_DAYS)

    def test_is_there_for_nobody_else(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made = referred("sent")
        self.unknown(ward, made)
        for actor in (ward.practitioner, ward.worker, ward.manager, ward.elm_manager, ward.west_practitioner):
            look(actor, TODAY)
            assert confirming.to_confirm() == []
            browser = browse(actor)
            assert browser.get(f"/limits/{made.reference}/").status_code in (403, 404)
            assert browser.post(f"/limits/{made.reference}/", self.said(actor)).status_code in (403, 404)
            assert made.reference not in browser.get("/").content.decode()

    def test_that_ran_out_is_not_opened_by_whoever_was_left_out(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned")
        look(ward.manager, TODAY)
        limits.limit(
            actor=ward.manager, at=timezone.now(), referral_id=made.id, access="restricted", source="Duty manager",
            said_on=timezone.localdate(), staff=[ward.worker.id, ward.manager.id],
        )  # fmt: skip
        head = browse(ward.head)
        assert head.get(f"/limits/{made.reference}/").status_code == 404, "a good limit is nothing to confirm"
        look(ward.manager, TODAY)
        with act(actor=ward.manager, at=timezone.now(), verb="limit.set", subject=("person", made.person_id)):
            Person.objects.update(access_good_until=timezone.localdate() - timedelta(days=1))
        assert sees(ward.worker) == 0
        for refused in (self.said(ward.head), self.said(access="open")):
            shown = head.post(f"/limits/{made.reference}/", refused)
            assert "You were not named" in shown.content.decode()
        assert sees(ward.head) == sees(ward.worker) == 0
        assert head.post(f"/limits/{made.reference}/", self.said(ward.worker)).status_code == 302
        assert [sees(ward.worker), sees(ward.head)] == [1, 0]

    def test_is_said_once_when_two_say_it_at_the_same_time(
        self, ward: Ward, referred: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The second asked before the first had saved, and was let in at the lock afterwards."""
        made = referred("sent")
        self.unknown(ward, made)
        look(ward.head, TODAY)
        asked_before = confirming.one_to_confirm(made.reference)
        who: dict[str, Any] = {
            "actor": ward.head, "at": timezone.now(), "reference": made.reference, "access": "restricted",
            "source": "A call", "said_on": timezone.localdate(),
        }  # fmt: skip
        limits.confirm(**who, staff=[ward.worker.id])
        answers = iter([asked_before])
        monkeypatch.setattr(
            limits, "one_to_confirm", lambda it: next(answers, None) or confirming.one_to_confirm(it)
        )
        with pytest.raises(RefusedError, match="meanwhile"):
            limits.confirm(**who, staff=[ward.head.id])
        assert [sees(ward.worker), sees(ward.head)] == [1, 0]

    def test_stays_hidden_when_the_answer_is_refused(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("sent")
        self.unknown(ward, made)
        look(ward.head, TODAY)
        with pytest.raises(RefusedError, match="last 30 days"):
            limits.confirm(
                actor=ward.head, at=timezone.now(), reference=made.reference, access="restricted", source="A call",
                said_on=timezone.localdate() - timedelta(days=40), staff=[ward.head.id],
            )  # fmt: skip
        assert Referral.objects.count() == 0, "the sight that it was written in is gone"

    def test_in_sight_is_confirmed_again_before_it_ends(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned")
        look(ward.manager, TODAY)
        limits.limit(
            actor=ward.manager, at=timezone.now(), referral_id=made.id, access="restricted", source="Duty manager",
            said_on=timezone.localdate() - timedelta(days=25), staff=[ward.manager.id],
        )  # fmt: skip
        shown = browse(ward.manager).get("/").content.decode()
        assert f"Confirm again who may see {made.reference}" in shown
        assert made.reference not in browse(ward.head).get("/").content.decode()


@pytest.mark.hazard("H04")
class TestBrokenGlass:
    def test_opens_the_record_to_whoever_broke_it_for_four_hours(
        self, ward: Ward, restricted: Referral
    ) -> None:
        look(ward.elm_worker, TODAY)
        limits.break_glass(
            actor=ward.elm_worker,
            at=timezone.now(),
            reference=restricted.reference.lower(),
            because="Brought to our door unconscious.",
        )
        assert sees(ward.elm_worker) == 1
        assert identity_of(Person.objects.get()).crn == "X123456"
        assert sees(ward.elm_manager) == 0

    def test_of_hours_ago_opens_nothing(self, ward: Ward, restricted: Referral) -> None:
        look(ward.elm_worker, TODAY)
        with pytest.raises(ObjectDoesNotExist):
            limits.break_glass(
                actor=ward.elm_worker,
                at=timezone.now() - timedelta(hours=limits.GLASS_HOURS, minutes=1),
                reference=restricted.reference,
                because="Brought to our door unconscious.",
            )
        assert sees(ward.elm_worker) == 0

    def test_wants_a_reference_and_a_sentence(self, ward: Ward, restricted: Referral) -> None:
        look(ward.elm_worker, TODAY)
        for reference, because in (("DR-222-222", "Brought to our door."), (restricted.reference, "now")):
            with pytest.raises(RefusedError):
                limits.break_glass(
                    actor=ward.elm_worker, at=timezone.now(), reference=reference, because=because
                )
        with pytest.raises(RefusedError, match="not for your role"):
            limits.break_glass(
                actor=ward.officer,
                at=timezone.now(),
                reference=restricted.reference,
                because="I would like to know.",
            )

    def test_is_reviewed_once_by_somebody_else(self, ward: Ward, restricted: Referral) -> None:
        look(ward.manager, TODAY)
        limits.break_glass(
            actor=ward.manager,
            at=timezone.now(),
            reference=restricted.reference,
            because="The key worker is ill.",
        )
        glass = Glass.objects.get()
        with pytest.raises(RefusedError, match="yourself"):
            limits.review_glass(
                actor=ward.manager, at=timezone.now(), glass_id=glass.id, was_right=True, words="Mine."
            )


class TestAskingToSee:
    def test_is_read_by_who_answers_for_the_unit_alone_and_tells_the_asker_nothing(self, ward: Ward) -> None:
        look(ward.elm_worker, TODAY)
        limits.ask_to_see(
            actor=ward.elm_worker,
            at=timezone.now(),
            unit_id=ward.north,
            about="X123456",
            because="He came to us.",
        )
        look(ward.head, TODAY)
        asked = AskedToSee.objects.get()
        assert seeing.read_asked(asked) == ("X123456", "He came to us.")
        limits.answer_asker(actor=ward.head, at=timezone.now(), asked_id=asked.id)
        for other in (ward.west_practitioner, ward.elm_manager, ward.officer, ward.practitioner, ward.worker):
            look(other, TODAY)
            assert not AskedToSee.objects.exists(), other
        with connection.cursor() as cursor:
            look(ward.worker, TODAY)
            cursor.execute("SELECT count(*) FROM caseload_askedtoseehistory")
            assert cursor.fetchone() == (0,)

    def test_is_not_said_to_be_answered_by_whoever_asked(self, ward: Ward) -> None:
        look(ward.elm_manager, TODAY)
        said = {"unit_id": ward.north, "about": "X123456", "because": "He came to us."}
        asked = limits.ask_to_see(actor=ward.elm_manager, at=timezone.now(), **said)
        with pytest.raises(RefusedError, match="asked this yourself"):
            limits.answer_asker(actor=ward.elm_manager, at=timezone.now(), asked_id=asked.id)


class TestWhoeverSeesARecordThroughBrokenGlassAlone:
    @pytest.mark.parametrize("access", ["open", "restricted"])
    def test_does_not_say_who_may_see_it(
        self, ward: Ward, referred: Callable[..., Referral], access: str
    ) -> None:
        """Four hours would become for ever: with a limit not naming them, and with another unit's record."""
        made = referred("assigned")
        if access == "restricted":
            limit(ward, made, ward.worker.id)
        breaker, now = ward.head if access == "restricted" else ward.elm_manager, timezone.now()
        look(breaker, TODAY)
        limits.break_glass(actor=breaker, at=now, reference=made.reference, because="He may harm himself.")
        for wanted in ("open", "restricted"):
            with pytest.raises(RefusedError):
                limits.limit(
                    actor=breaker, at=now, referral_id=made.id, access=wanted, source="SPOC",
                    said_on=timezone.localdate(), staff=[breaker.id],
                )  # fmt: skip
        look_at_one(made.person_id)
        assert Referral.objects.get(id=made.id).access == access

    @pytest.mark.parametrize("breaker", ["elm_manager", "west_practitioner"])
    def test_reads_it_and_leaves_acting_to_its_own_unit(
        self, ward: Ward, referred: Callable[..., Referral], breaker: str
    ) -> None:
        made, actor, now = referred("sent"), getattr(ward, breaker), timezone.now()
        look(actor, TODAY)
        limits.break_glass(actor=actor, at=now, reference=made.reference, because="He may harm himself.")
        assert Referral.objects.get().state == "sent"
        step: Any = triage.decline if breaker == "elm_manager" else withdrawing.withdraw
        code = {"reason": "OOA"} if breaker == "elm_manager" else {"code": "MIS"}
        with pytest.raises(RefusedError, match="through broken glass"):
            step(actor=actor, at=now, referral_id=made.id, **code)
