"""May probation's case system send a referral, amend it and withdraw it, and does it read what became of it?"""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from tests.api.conftest import Machines

from throughline.caseload.models import Amendment, Read, Referral, Taken
from throughline.caseload.sight import look
from throughline.organisations.queries import names_of

pytestmark = pytest.mark.django_db


def sent(machines: Machines, **changes: Any) -> Any:
    answer = machines.probation.ask("POST", "/referrals", machines.body(**changes))
    assert answer.status_code == 201, answer.content
    return answer.json()


def read(machines: Machines, reference: str) -> Any:
    answer = machines.probation.ask("GET", f"/referrals/{reference}")
    assert answer.status_code == 200, answer.content
    return answer


class TestAReferralThatProbationsSystemSends:
    def test_is_with_the_service_as_from_the_pages(self, machines: Machines) -> None:
        said = sent(machines)
        assert (said["state"], said["ask"]) == ("sent", "")
        look(machines.ward.worker, timezone.localdate())
        row = Referral.objects.get(reference=said["reference"])
        assert (row.state, row.requirement) == ("sent", "DRR")
        assert row.sent_by == row.begun_by == f"client:{machines.probation.id}"
        assert names_of([row.sent_by]) == {row.sent_by: "A case system"}
        needs = row.needs_sought.values_list("need", "complexity")
        assert sorted(needs) == [("ACCOM", "LOW"), ("DNR", "MEDIUM")]

    def test_is_read_again_in_the_words_in_which_it_was_sent_and_the_reading_is_on_record(
        self, machines: Machines
    ) -> None:
        said = sent(machines)
        found = read(machines, said["reference"]).json()["said"]
        for name, value in machines.body()["said"].items():
            assert found[name] == value, name
        look(machines.ward.worker, timezone.localdate())
        assert Read.objects.filter(read_by=f"client:{machines.probation.id}").count() == 1

    def test_asks_for_everything_that_the_pages_ask_for_and_repeats_nothing(self, machines: Machines) -> None:
        body = machines.body(
            children={"is_parent": "yes"}, why_now="", source="custody", given_names="Zuleika"
        )
        answer = machines.probation.ask("POST", "/referrals", body)
        assert answer.status_code == 422
        assert answer["Content-Type"] == "application/problem+json"
        faults = {each["field"]: each["why"] for each in answer.json()["errors"]}
        assert faults["said.why_now"] == "Say why the person is referred now."
        assert faults["said.children.at_home"].startswith("Answer: Does a child live")
        assert faults["said.prison"] == "Say in which prison the person is."
        assert "Zuleika" not in answer.content.decode()
        look(machines.ward.worker, timezone.localdate())
        assert Referral.objects.count() == 0

    @pytest.mark.parametrize(
        ("changes", "says"),
        [({"date_of_birth": "2015-01-01"}, "under 18"), ({"date_of_birth": "1850-01-01"}, "Check the year")],
    )
    def test_is_for_adults(self, machines: Machines, changes: Any, says: str) -> None:
        answer = machines.probation.ask("POST", "/referrals", machines.body(**changes))
        assert answer.status_code == 409
        assert says in answer.json()["detail"]

    def test_of_somebody_real_is_refused_until_the_papers_are_there(
        self, machines: Machines, settings: Any
    ) -> None:
        settings.DEMONSTRATION = False
        answer = machines.probation.ask("POST", "/referrals", machines.body())
        assert answer.status_code == 409
        assert "Data protection impact assessment" in answer.json()["detail"]

    def test_goes_to_a_service_of_its_own_units_alone(self, machines: Machines) -> None:
        services = machines.probation.ask("GET", "/services").json()["services"]
        assert [(each["unit"], each["provider"]) for each in services] == [("North unit", "Ash Service")]
        body = machines.body()
        body["service"]["unit_id"] = str(machines.ward.south)
        answer = machines.probation.ask("POST", "/referrals", body)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "service")

    def test_says_whom_to_ask_when_the_person_is_known_already(self, machines: Machines) -> None:
        sent(machines)
        assert sent(machines)["ask"] == "the head of the unit"


class TestTheSameKey:
    def test_with_the_same_words_has_the_same_answer_and_acts_once(self, machines: Machines) -> None:
        first = machines.probation.ask("POST", "/referrals", machines.body(), key="a-key-of-mine")
        again = machines.probation.ask("POST", "/referrals", machines.body(), key="a-key-of-mine")
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.content == again.content
        assert again["Idempotency-Replayed"] == "true"
        look(machines.ward.worker, timezone.localdate())
        assert Referral.objects.count() == 1

    def test_with_other_words_is_refused(self, machines: Machines) -> None:
        machines.probation.ask("POST", "/referrals", machines.body(), key="a-key-of-mine")
        other = machines.probation.ask(
            "POST", "/referrals", machines.body(why_now="Else."), key="a-key-of-mine"
        )
        assert other.status_code == 422
        assert other.json()["errors"][0]["field"] == "Idempotency-Key"

    def test_of_another_client_is_another_key(self, machines: Machines) -> None:
        from tests.api.conftest import make_machine

        other = make_machine(machines.ward.head, machines.ward.north)
        found = {
            each.ask("POST", "/referrals", machines.body(), key="a-key-of-mine").json()["reference"]
            for each in (machines.probation, other)
        }
        assert len(found) == 2

    def test_after_a_refusal_may_come_again_put_right(self, machines: Machines) -> None:
        wrong = machines.probation.ask("POST", "/referrals", machines.body(why_now=""), key="a-key-of-mine")
        right = machines.probation.ask("POST", "/referrals", machines.body(), key="a-key-of-mine")
        assert (wrong.status_code, right.status_code) == (422, 201)

    def test_is_kept_without_a_word_of_the_person(self, machines: Machines) -> None:
        machines.probation.ask("POST", "/referrals", machines.body(), key="Bea-Quill-X765432")
        look_as_machine(machines)
        [row] = Taken.objects.all()
        kept = f"{row.key} {row.says} {row.answer}"
        assert not [word for word in ("Bea", "Quill", "X765432", "1990") if word in kept]


def look_as_machine(machines: Machines) -> None:
    from throughline.caseload.sight import look_for_client
    from throughline.kernel.actor import Actor

    ward = machines.ward
    look_for_client(
        Actor(f"client:{machines.probation.id}"),
        "probation",
        ward.elm,
        frozenset({ward.north}),
        timezone.localdate(),
    )


class TestWhatChangesAfterSending:
    def test_is_amended_by_whoever_saw_the_newest(self, machines: Machines) -> None:
        reference = sent(machines)["reference"]
        seen = read(machines, reference)["ETag"]
        body = {"because": "Moved.", "said": {"phone": "0161 496 0009", "needs": {"ETE": "HIGH"}}}
        answer = machines.probation.ask("PATCH", f"/referrals/{reference}", body, seen=seen)
        assert (answer.status_code, answer.json()["changed"]) == (200, 2), answer.content
        assert read(machines, reference)["ETag"] == answer["ETag"] != seen
        late = machines.probation.ask("PATCH", f"/referrals/{reference}", body, seen=seen)
        assert late.status_code == 412
        look(machines.ward.worker, timezone.localdate())
        assert Amendment.objects.count() == 2

    def test_is_nothing_for_whoever_says_not_what_they_saw(self, machines: Machines) -> None:
        reference = sent(machines)["reference"]
        body = {"because": "Moved.", "said": {"phone": "1"}}
        assert machines.probation.ask("PATCH", f"/referrals/{reference}", body).status_code == 428
        withdrawn = machines.probation.ask("POST", f"/referrals/{reference}/withdrawal", {"code": "MIS"})
        assert withdrawn.status_code == 428

    def test_is_withdrawn_with_a_code_once(self, machines: Machines) -> None:
        reference = sent(machines)["reference"]
        seen = read(machines, reference)["ETag"]
        for _ in range(2):
            answer = machines.probation.ask(
                "POST", f"/referrals/{reference}/withdrawal", {"code": "MIS"}, key="withdraw-1", seen=seen
            )
            assert (answer.status_code, answer.json()["state"]) == (200, "withdrawn")
        feedback = machines.probation.ask("GET", f"/feedback?reference={reference}").json()["told"]
        assert [(each["kind"], each["code"]) for each in feedback] == [("withdrawn", "MIS")]

    def test_says_nothing_any_more_where_it_is_amended_to_null(self, machines: Machines) -> None:
        custody = {"source": "custody", "prison": "Made-up prison", "release_on": "2030-01-05"}
        reference = sent(machines, **custody, needs_interpreter=True, language="Welsh", hoped_for=["use"])[
            "reference"
        ]
        ask: Any = machines.probation.ask
        both = {"because": "So.", "said": {"release_unknown": "recall"}}
        assert ask("PATCH", f"/referrals/{reference}", both, seen="*").status_code == 422
        nothing = {
            "release_on": None,
            "hoped_for": None,
            "language": None,
            "needs_interpreter": None,
            "flags": None,
        }
        body = {"because": "So.", "said": {"release_unknown": "recall", **nothing}}
        answer = ask("PATCH", f"/referrals/{reference}", body, seen="*")
        assert (answer.status_code, answer.json()["changed"]) == (200, 5), answer.content
        said = read(machines, reference).json()["said"]
        assert {said[name] for name in ("release_on", "language", "needs_interpreter", "release_unknown")} == {
            None, "", False, "recall",
        }  # fmt: skip
        assert said["hoped_for"] == said["flags"] == []

    def test_keeps_to_the_same_rules_as_the_pages(self, machines: Machines) -> None:
        reference = sent(machines)["reference"]
        for said, status in (
            ({"needs": {"DNR": "LOW"}}, 200),
            ({"date_of_birth": "2015-01-01"}, 409),
            ({}, 409),
        ):
            seen = read(machines, reference)["ETag"]
            answer = machines.probation.ask(
                "PATCH", f"/referrals/{reference}", {"because": "So.", "said": said}, seen=seen
            )
            assert answer.status_code == status, answer.content


class TestWhatIsSaid:
    def test_is_in_any_script_that_people_write_and_in_one_line_where_a_page_has_one(
        self, machines: Machines
    ) -> None:
        said = {
            "given_names": "Mary\u00a0Ann\nZoë",
            "why_now": "می‌خواهد 👨‍👩‍👧\n\nTwo.",
            "address": "1 High St\r\nBolton",
        }
        found = read(machines, sent(machines, **said)["reference"]).json()["said"]
        assert (found["given_names"], found["address"]) == ("Mary Ann Zoë", "1 High St Bolton")
        assert found["why_now"].split() == said["why_now"].split()


class TestReading:
    def test_gives_nothing_anew_to_whoever_has_it(self, machines: Machines) -> None:
        reference = sent(machines)["reference"]
        for path in (f"/referrals/{reference}", "/referrals", "/services", "/feedback"):
            tag = machines.probation.ask("GET", path)["ETag"]
            for had in (tag, f"W/{tag}", f'"x", {tag}', "*"):
                again = machines.probation.ask("GET", path, HTTP_IF_NONE_MATCH=had)
                assert (again.status_code, again.content) == (304, b""), path

    def test_lists_those_that_are_open_without_a_name_page_by_page(self, machines: Machines) -> None:
        references = [sent(machines, crn=f"X00000{n}")["reference"] for n in range(3)]
        first = machines.ash.ask("GET", "/referrals?limit=2")
        assert "Bea" not in first.content.decode()
        second = machines.ash.ask("GET", f"/referrals?limit=2&after={first.json()['next']}").json()
        found = [each["reference"] for each in (*first.json()["referrals"], *second["referrals"])]
        assert (sorted(found), second["next"]) == (sorted(references), "")
        assert date.fromisoformat(second["referrals"][0]["first_contact_by"]) > timezone.localdate()
        assert machines.ash.ask("GET", "/referrals?state=withdrawn").json()["referrals"] == []
