"""What happens when a reference is drawn that another referral has?"""

from collections.abc import Callable
from unittest import mock

import pytest
from tests.caseload.conftest import TODAY, Ward

from throughline.caseload.actions import referrals
from throughline.caseload.models import Referral
from throughline.caseload.sight import look

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]


class TestAReferenceThatIsUsed:
    def test_is_drawn_again(self, ward: Ward, referred: Make) -> None:
        first = referred("draft")
        with mock.patch.object(
            referrals, "new_reference", side_effect=[first.reference] * 3 + ["DR-222-223"]
        ):
            second = referred("draft", crn="X654321")
        assert second.reference == "DR-222-223"
        look(ward.practitioner, TODAY)
        assert Referral.objects.count() == 2
