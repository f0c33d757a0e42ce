"""What changes for a machine when somebody it may not see is there? Nothing: in no operation, not even a count."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from tests.api.conftest import Machines, make_machines
from tests.api.test_who_speaks import operations
from tests.caseload.conftest import AT, SUPPLIER, make_referral
from tests.caseload.hidden_people import NAMES, Hidden, House, fingerprint, hide, make_house, undone

from throughline.caseload import interventions_supplied
from throughline.caseload.sight import look

# Which machine may see whom: a restricted person no machine, a draft nobody, of another unit or provider nobody.
HIDDEN_FROM = {
    "probation": ("restricted", "draft", "south", "west"),
    "ash": ("restricted", "draft", "west"),
    "elm": ("restricted", "draft", "north", "south"),
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Machines, House]]:
    """The machines and one person of the north unit; undone at the end."""
    with django_db_blocker.unblock(), override_settings(DEMONSTRATION=True), transaction.atomic():
        machines = make_machines()
        interventions_supplied.load(actor=SUPPLIER, at=AT)
        house = make_house(machines.ward)
        make_referral(machines.ward, "sent")
        yield machines, house
        transaction.set_rollback(True)


def bodies(hidden: Hidden) -> dict[str, Any]:
    """For each operation that says something, something about this person."""
    reference, crn = hidden.referral.reference, NAMES[hidden.kind][2]
    event = {"kind": "attendance", "on": timezone.localdate().isoformat(), "code": "attended"}
    return {
        "events": {
            "events": [
                {**event, "event_id": "L1", "reference": reference},
                {**event, "event_id": "L2", "crn": crn},
            ]
        },
        "withdrawal": {"code": "MIS"},
        "PATCH": {"because": "So.", "said": {"phone": "1"}},
    }  # fmt: skip


def asked(machines: Machines, name: str, about: list[Hidden]) -> dict[str, str]:
    """What this machine is answered by every operation: about nobody in particular, and about each of these."""
    machine, found = getattr(machines, name), {}
    for each in about:
        said = bodies(each)
        for method, path, _ in operations(each.referral.reference):
            if (method, path) == ("POST", "/referrals"):
                continue
            what = "PATCH" if method == "PATCH" else path.rpartition("/")[2]
            with undone():
                answer = machine.ask(method, path, said.get(what), seen="*")
            found[f"{method} {path} {each.kind}"] = f"{answer.status_code} {_plain(answer.content.decode())}"
        for path in (
            f"/feedback?reference={each.referral.reference}",
            f"/referrals?after={each.referral.reference}",
        ):
            found[f"GET {path}"] = _plain(machine.ask("GET", path).content.decode())
    for path in ("/referrals", "/referrals?limit=1", "/feedback", "/services"):
        found[f"GET {path}"] = _plain(machine.ask("GET", path).content.decode())
    return found


def _plain(said: str) -> str:
    return re.sub(r'"request": "[0-9a-f]+"', "", said)


@pytest.mark.parametrize("name", list(HIDDEN_FROM))
class TestAMachineThatMayNotSeeSomebody:
    def test_is_answered_the_same_whether_they_are_there_or_not(self, world: Any, name: str) -> None:
        """A person who is there is asked about as one whose reference and CRN nobody has."""
        machines, house = world
        with undone():
            people = [hide(house, kind) for kind in HIDDEN_FROM[name]]
        without = asked(machines, name, people)
        with undone():
            again = [hide(house, kind) for kind in HIDDEN_FROM[name]]
            before = [fingerprint(each.seen_by) for each in again]
            found = asked(machines, name, again)
            assert [fingerprint(each.seen_by) for each in again] == before
        swaps = [(a.referral.reference, b.referral.reference) for a, b in zip(again, people, strict=True)]
        for there, absent in swaps:
            found = {key.replace(there, absent): value.replace(there, absent) for key, value in found.items()}
        assert found == without

    def test_reads_no_name_of_them_anywhere_nor_does_the_log(
        self, world: Any, name: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        machines, house = world
        caplog.set_level(logging.DEBUG)
        with undone():
            people = [hide(house, kind) for kind in HIDDEN_FROM[name]]
            caplog.clear()
            said = " ".join(asked(machines, name, people).values()) + caplog.text
        gives_away = [word for each in people for word in NAMES[each.kind]]
        assert not [word for word in gives_away if word in said]


class TestAMachineThatMaySeeSomebody:
    def test_finds_their_name_in_no_list_address_or_problem(
        self, world: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        machines, house = world
        caplog.set_level(logging.DEBUG)
        with undone():
            person = hide(house, "south")
            reference = person.referral.reference
            caplog.clear()
            whole = machines.ash.ask("GET", f"/referrals/{reference}")
            assert NAMES["south"][0] in whole.content.decode()
            said = [machines.ash.ask("GET", path).content.decode() for path in ("/referrals", "/feedback")]
            said.append(machines.ash.ask("POST", "/events", bodies(person)["events"]).content.decode())
            look(house.ward.worker_south, timezone.localdate())
        assert not [word for word in NAMES["south"] if word in " ".join(said) + caplog.text]
