"""Who opens a record that is closed to them, who asks to be shown one, and what does asking tell?"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from tests.caseload.conftest import TODAY, Ward

from throughline.caseload.actions import limits
from throughline.caseload.actions.people import identity_of
from throughline.caseload.models import AskedToSee, Glass, Person, Referral
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]


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
        assert limits.read_asked(asked) == ("X123456", "He came to us.")
        limits.answer_asker(actor=ward.head, at=timezone.now(), asked_id=asked.id)
        for other in (ward.west_practitioner, ward.elm_manager, ward.officer):
            look(other, TODAY)
            assert not AskedToSee.objects.exists()
