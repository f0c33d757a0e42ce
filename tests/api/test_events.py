"""May a provider's own system say what happened, and read its referrals and what probation was told?"""

from typing import Any

import pytest
from django.utils import timezone
from tests.api.conftest import AT, SUPPLIER, Machines
from tests.api.test_referrals import sent

from throughline.caseload import codes
from throughline.caseload.actions.record_modes import say_whose_record
from throughline.caseload.models import Appointment, Referral
from throughline.caseload.sight import look

pytestmark = pytest.mark.django_db
LEVELS = " ".join(f"{need}=low" for need in codes.NEEDS)


def event(number: int, kind: str, **more: str) -> dict[str, str]:
    return {"event_id": f"E{number}", "kind": kind, "on": timezone.localdate().isoformat(), **more}


def story(reference: str) -> list[dict[str, str]]:
    """From acceptance to the end of support, in one day and in the wrong order."""
    return [
        event(6, "exit", reference=reference, code="completed use=ACHIEVED"),
        event(1, "accepted", reference=reference, client_id="C77", episode_id="1"),
        event(2, "first_contact", reference=reference),
        event(3, "needs", reference=reference, code=LEVELS),
        event(4, "treatment_start", crn="X765432"),
        event(5, "attendance", client_id="C77", code="missed"),
    ]


def say(machines: Machines, *events: Any, **more: Any) -> Any:
    return machines.ash.ask("POST", "/events", {"events": list(events)}, **more)


class TestWhatAProvidersSystemSays:
    def test_carries_somebody_from_acceptance_to_the_end_and_probation_is_told(
        self, machines: Machines
    ) -> None:
        reference = sent(machines)["reference"]
        answer = say(machines, *story(reference))
        assert answer.status_code == 200, answer.content
        assert (answer.json()["taken"], answer.json()["rejected"]) == (6, 0), answer.json()
        look(machines.ward.worker, timezone.localdate())
        row = Referral.objects.get()
        assert (row.state, row.exit_reason, row.was_planned) == ("exited", "completed", True)
        told = machines.probation.ask("GET", f"/feedback?reference={reference}").json()["told"]
        kinds = {each["kind"] for each in told}
        assert kinds >= {"accepted", "attended", "assessed", "treatment_started", "did_not_attend", "exited"}
        assert machines.ash.ask("GET", "/feedback").json()["told"] == told

    def test_is_taken_once_under_whatever_key_it_comes(self, machines: Machines) -> None:
        reference = sent(machines)["reference"]
        say(machines, *story(reference)[1:3])
        again = say(machines, *story(reference)[1:4]).json()
        assert (again["taken"], again["same"], again["rejected"]) == (1, 2, 0)
        look(machines.ward.worker, timezone.localdate())
        assert Appointment.objects.count() == 1

    def test_is_rejected_one_by_one_with_the_field_and_why(self, machines: Machines) -> None:
        reference = sent(machines)["reference"]
        answer = say(
            machines,
            event(1, "accepted", reference=reference),
            event(2, "attendance", reference=reference, code="perhaps"),
            event(3, "attendance", reference="DR-222-222", code="attended"),
            event(4, "attendance", crn="X999999", code="attended"),
            {**event(5, "attendance", reference=reference, code="attended"), "on": "2020-01-01"},
            event(6, "exit", reference=reference, code="died"),
        ).json()
        outcomes = [(each["outcome"], each["field"]) for each in answer["events"]]
        assert outcomes == [
            ("taken", ""), ("rejected", "code"), ("rejected", "reference"), ("rejected", "crn"),
            ("rejected", "kind"), ("rejected", "code"),
        ]  # fmt: skip
        assert answer["events"][2]["why"] == answer["events"][3]["why"]

    def test_comes_as_rows_of_the_monitoring_file_too(self, machines: Machines) -> None:
        reference = sent(machines)["reference"]
        say(machines, event(1, "accepted", reference=reference, client_id="C77", episode_id="1"))
        today = timezone.localdate().isoformat()
        rows = [
            {"CLIENTID": "C77", "EPISODID": "1", "RFLS": "8", "TRIAGED": today, "MODAL": "2", "MODST": today},
            {"CLIENTID": "C78", "EPISODID": "1", "RFLS": "8", "TRIAGED": today},
            {"CLIENTID": "C79", "EPISODID": "1", "RFLS": "4", "TRIAGED": today},
            {"CLIENTID": "C77", "EPISODID": "1", "RFLS": "8", "TRIAGED": today},
        ]
        answer = machines.ash.ask("POST", "/monitoring", {"rows": rows})
        assert answer.status_code == 200, answer.content
        said = answer.json()
        assert [each["outcome"] for each in said["rows"]] == ["taken", "rejected", "passed_over", "taken"]
        assert said["rows"][1]["faults"][0]["column"] == "CLIENTID"
        assert sum(said[each] for each in ("taken", "same", "passed_over", "rejected")) == len(rows)
        look(machines.ward.worker, timezone.localdate())
        assert Referral.objects.get().first_contact_on == timezone.localdate()
        again = machines.ash.ask("POST", "/monitoring", {"rows": rows}).json()
        assert (again["taken"], again["same"]) == (0, 2)
        assert Appointment.objects.count() == 1
        turned = [{**rows[0], "TRIAGED": "03/14/2026"}]
        assert machines.ash.ask("POST", "/monitoring", {"rows": turned}).status_code == 409

    def test_is_refused_while_the_record_is_here(self, machines: Machines) -> None:
        today = timezone.localdate()
        say_whose_record(actor=SUPPLIER, at=AT, body_id=machines.ward.elm, mode="here", since=today)
        said = {"events": [event(1, "accepted", reference="DR-222-222")]}
        answer = machines.elm.ask("POST", "/events", said)
        assert answer.status_code == 409
        assert "Record elsewhere" in answer.json()["detail"]
