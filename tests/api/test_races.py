"""What comes of it when a machine on a bad connection sends the same twice in the same moment?"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from tests.api.conftest import Machines, make_machines
from tests.harness import Connection
from tests.races import at_once


def made() -> Machines:
    with transaction.atomic():
        return make_machines()


class TestTheSameSentTwiceAtOnce:
    def test_is_one_referral_with_one_answer(self, committed_db: str, as_superuser: Connection) -> None:
        machines = made()

        def send() -> Any:
            return machines.probation.ask("POST", "/referrals", machines.body(), key="the-same-key")

        with override_settings(DEMONSTRATION=True):
            answers = at_once(send, send, send)
        assert {each.status_code for each in answers} == {201}
        assert len({each.content for each in answers}) == 1
        assert as_superuser.execute("SELECT count(*) FROM caseload_referral").fetchone() == (1,)

    def test_is_one_event_under_one_key_or_two(self, committed_db: str, as_superuser: Connection) -> None:
        machines = made()
        today = timezone.localdate() - timedelta(days=0)
        with override_settings(DEMONSTRATION=True):
            reference = machines.probation.ask("POST", "/referrals", machines.body()).json()["reference"]
            said = {
                "event_id": "E1", "reference": reference, "kind": "attendance", "on": today.isoformat(),
                "code": "attended",
            }  # fmt: skip
            first = {"events": [{**said, "event_id": "E0", "kind": "accepted", "code": ""}]}
            assert machines.ash.ask("POST", "/events", first).json()["taken"] == 1

            def send(key: str) -> Any:
                return machines.ash.ask("POST", "/events", {"events": [said]}, key=key)

            answers = at_once(
                *(lambda key=key: send(key) for key in ("one-key-1", "one-key-1", "another-key"))
            )
        assert {each.status_code for each in answers} == {200}
        found = as_superuser.execute("SELECT count(*) FROM caseload_appointment").fetchone()
        assert found == (1,)
        assert sum(each.json()["rejected"] for each in answers) == 0


class TestTheSameReferralAmendedTwiceAtOnce:
    def test_takes_the_one_and_tells_the_other_that_it_changed(self, committed_db: str) -> None:
        machines = made()
        with override_settings(DEMONSTRATION=True):
            reference = machines.probation.ask("POST", "/referrals", machines.body()).json()["reference"]
            path = f"/referrals/{reference}"
            seen = machines.probation.ask("GET", path)["ETag"]

            def amend(phone: str) -> Any:
                return machines.probation.ask(
                    "PATCH", path, {"because": "So.", "said": {"phone": phone}}, seen=seen
                )

            answers = at_once(*(lambda phone=phone: amend(phone) for phone in ("0161 1", "0161 2", "0161 3")))
        assert sorted(each.status_code for each in answers) == [200, 412, 412]
