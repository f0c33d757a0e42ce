"""What may probation do with a referral that was sent, and what does it read of it?"""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import Ward
from tests.caseload.test_referring_pages import begin, fill, known

from throughline.caseload.actions import questions
from throughline.caseload.models import Referral
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor

pytestmark = pytest.mark.django_db
Browse = Callable[[Actor], Client]
__all__ = ["known"]  # the fixture of the pages of referring


class TestAfterSending:
    @pytest.fixture
    def sent(self, ward: Ward, known: None, browse: Browse) -> tuple[Client, str]:
        client = browse(ward.practitioner)
        reference = begin(client)
        fill(client, reference)
        client.post(f"/referrals/{reference}/refer/check/", {"send_key": "one"})
        return client, reference

    def test_probation_amends_with_a_reason_and_both_texts_stay(self, sent: tuple[Client, str]) -> None:
        client, reference = sent
        said = {"revision": "0", "why_now": "Starts on Friday.", "source": "community", "sentence": "CO"}
        address = f"/referrals/{reference}/amend/why/"
        assert "“Why does it change?” has not been filled in" in client.post(address, said).content.decode()
        assert (
            client.post(address, said | {"requirement": "DRR", "because": "The court moved it."}).status_code
            == 302
        )
        page = client.get(f"/referrals/{reference}/").content.decode()
        assert "Why now changed from “Starts a new order.” to “Starts on Friday.”" in page
        assert "The court moved it." in page

    def test_probation_answers_what_the_service_asked(
        self, ward: Ward, sent: tuple[Client, str], browse: Browse
    ) -> None:
        client, reference = sent
        look(ward.worker, timezone.localdate())
        made = Referral.objects.get()
        questions.ask(actor=ward.worker, at=timezone.now(), referral_id=made.id, question="On which days?")
        home = client.get("/").content.decode()
        found = re.search(rf"/referrals/{reference}/answer/[0-9a-f-]+/", home)
        assert found
        assert client.post(found[0], {"answer": "Mondays."}).status_code == 302
        assert "Answer: “Mondays.”" in client.get(f"/referrals/{reference}/").content.decode()

    def test_probation_withdraws_with_a_code_that_its_note_carries(self, sent: tuple[Client, str]) -> None:
        client, reference = sent
        assert client.post(f"/referrals/{reference}/withdraw/", {"code": "MOV"}).status_code == 302
        page = client.get(f"/referrals/{reference}/").content.decode()
        assert "CRS04 Dependency and recovery, referral" in page
        assert "End: CRS01 cancelled" in page
        assert "Probation withdrew the referral: moved out of the service’s area" in page

    def test_the_list_to_download_names_nobody(self, sent: tuple[Client, str]) -> None:
        client, reference = sent
        file = client.get("/referrals.csv").content.decode()
        assert reference in file
        assert "Ada" not in file
        assert "X111111" not in file
