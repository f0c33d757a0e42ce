"""Who hears that a record was opened in an emergency or asked for, and who reviews what they may not see?"""

import pytest
from django.db import connection
from django.utils import timezone
from tests.caseload.conftest import TODAY, Ward
from tests.caseload.test_limits import restricted, sees

from throughline.caseload.actions import asking_to_look, limits
from throughline.caseload.models import Glass, Person, Referral
from throughline.caseload.queries import seeing, seeing_tasks
from throughline.caseload.sight import look
from throughline.frame import letters
from throughline.frame.tasks import told

pytestmark = pytest.mark.django_db
__all__ = ["restricted"]  # the fixture of limits


@pytest.mark.hazard("H22")
class TestGlassOfARecordThatItsReviewerDoesNotSee:
    """Restricted to one key worker: the head of the unit does not see the person."""

    @pytest.fixture
    def broken(self, ward: Ward, restricted: Referral) -> Glass:
        look(ward.elm_worker, TODAY)
        limits.break_glass(
            actor=ward.elm_worker,
            at=timezone.now(),
            reference=restricted.reference,
            because="Brought to our door unconscious.",
        )
        return Glass.objects.get()

    def test_is_reviewed_by_the_head_who_reads_why_and_sees_nobody(self, ward: Ward, broken: Glass) -> None:
        assert sees(ward.head) == 0
        [(glass, why)] = seeing.glass_to_review()
        assert (glass.id, why.text) == (broken.id, "Brought to our door unconscious.")
        assert not Person.objects.exists()
        assert not Referral.objects.exists()
        limits.review_glass(
            actor=ward.head, at=timezone.now(), glass_id=broken.id, was_right=True, words="It was."
        )
        assert Glass.objects.get().reviewed_by == ward.head.id
        assert seeing.glass_to_review() == []
        assert sees(ward.head) == 0

    @pytest.mark.parametrize("who", ["manager", "elm_manager", "practitioner", "west_practitioner", "court"])
    def test_is_there_for_nobody_else_who_does_not_see_the_person(
        self, ward: Ward, broken: Glass, who: str
    ) -> None:
        look(getattr(ward, who), TODAY)
        assert not Person.objects.exists()
        assert not Glass.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT caseload_key_of_glass(%s)", [broken.id])
            assert cursor.fetchone() == (None,)

    def test_waits_on_the_heads_home_and_in_a_letter_and_neither_says_who(
        self, ward: Ward, broken: Glass
    ) -> None:
        look(ward.head, TODAY)
        [task] = told(seeing_tasks.waiting_for(ward.head))
        assert task.what == "1 record was opened in an emergency"
        assert asking_to_look.write_of_seeing(ward.north, at=timezone.now()) >= 1
        assert asking_to_look.write_of_seeing(ward.north, at=timezone.now()) == 0
        for letter in letters.every_letter().filter(key__startswith="seeing-"):
            said = f"{letter.subject} {letter.text} {letter.path}"
            assert not any(word in said for word in ("Ada", "O’Shea", "DR-", "unconscious", "X123456"))


class TestAskingToSee:
    def test_waits_on_the_home_of_who_answers_and_never_on_the_askers(self, ward: Ward) -> None:
        look(ward.elm_manager, TODAY)
        limits.ask_to_see(
            actor=ward.elm_manager, at=timezone.now(), unit_id=ward.north, about="X123456", because="He came."
        )
        assert told(seeing_tasks.waiting_for(ward.elm_manager)) == []
        look(ward.head, TODAY)
        [task] = told(seeing_tasks.waiting_for(ward.head))
        assert task.what == "Somebody asks your unit about a person"
        asking_to_look.write_of_seeing(ward.north, at=timezone.now())
        keys = list(
            letters.every_letter().filter(key__startswith="seeing-asked:").values_list("key", flat=True)
        )
        assert any(key.endswith(ward.head.id.removeprefix("person:")) for key in keys)
        assert not any(key.endswith(ward.elm_manager.id.removeprefix("person:")) for key in keys)
