"""Is prison healthcare told about whoever goes into custody, does it confirm, and is it asked what it did? R35"""

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import AT, TODAY, Ward
from tests.caseload.test_triage_cells import actors
from tests.caseload.triage_steps import bring, undone
from tests.pages import words

from throughline.caseload.actions import handing_over, pausing, release
from throughline.caseload.care import handing_over as rules
from throughline.caseload.care.lifecycle import HANDOVER
from throughline.caseload.lifecycle import OPEN, REFERRAL
from throughline.caseload.models import Handover, HarmReduction, Note, Referral
from throughline.caseload.queries import handing_over as queries
from throughline.caseload.sight import look
from throughline.frame.tasks import Task, told
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import NOBODY
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.models import Act

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]
MONDAY = date(2026, 1, 5)
SENDING = handing_over.Sending("Healthcare, HMP Made Up", "oma", ("Who: somebody", "Last dose this morning."))
RECEIPT = "Nurse Made Up, ref 4471"


def on(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def recalled(ward: Ward, made: Referral, day: date = TODAY, **given: Any) -> Referral:
    look(ward.worker, day)
    said = {"actor": ward.worker, "at": on(day), "reason": "recall", "since": day, "prison": "HMP Made Up"}
    return pausing.pause(referral_id=made.id, **(said | given))


def sent(ward: Ward, made: Referral, at: datetime = AT, actor: Actor | None = None) -> Handover:
    look(ward.worker, at.date())
    return handing_over.send(actor=actor or ward.worker, at=at, referral_id=made.id, sending=SENDING)


def take(step: str, row: Handover, actor: Actor, at: datetime = AT) -> Handover:
    who: dict[str, Any] = {"actor": actor, "at": at}
    return {
        "confirm": lambda: handing_over.confirm(
            **who, handover_id=row.id, receipt=RECEIPT, received_on=at.date(), how="phone"
        ),
        "bring_back": lambda: handing_over.bring_back(
            **who, handover_id=row.id, came_back="Bridged for a week."
        ),
        "overtake": lambda: _overtaken(row, who),
    }[step]()


def _overtaken(row: Handover, who: dict[str, Any]) -> Handover:
    """By telling another team."""
    if row.state not in rules.OPEN:
        raise RefusedError("Nothing waits that could make way.")
    anew = handing_over.Sending("Healthcare, HMP Elsewhere", "vital", ("Who: somebody",))
    handing_over.send(**who, referral_id=row.referral_id, sending=anew)
    return Handover.objects.get(id=row.id)


def brought(ward: Ward, made: Referral, state: str) -> Handover:
    row = sent(ward, made)
    way = {"sent": [], "received": ["confirm"], "returned": ["bring_back"], "overtaken": ["overtake"]}
    for step in way[state]:
        row = take(step, row, ward.worker)
    assert row.state == state
    return row


@pytest.mark.parametrize("state", HANDOVER.states)
class TestAHandover:
    @pytest.mark.parametrize("name", [each.name for each in HANDOVER.steps if each.from_states])
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, ward: Ward, referred: Make, state: str, name: str
    ) -> None:
        row, step = brought(ward, recalled(ward, referred("assigned")), state), HANDOVER.step(name)
        for role in (NOBODY, *HANDOVER.roles):
            actor, cell = Actor(f"person:{role}", frozenset({role} - {NOBODY})), (state, name, role)
            with undone():
                if state in step.from_states and role in step.roles:
                    assert take(name, row, actor).state == step.to, cell
                else:
                    with pytest.raises(RefusedError):
                        pytest.fail(f"{cell} was done: {take(name, row, actor)}")
                    assert Handover.objects.get(id=row.id).state == state, cell


@pytest.mark.parametrize("state", REFERRAL.states)
class TestTellingPrisonHealthcare:
    def test_is_for_the_service_and_probation_while_the_referral_is_open(
        self, ward: Ward, referred: Make, state: str
    ) -> None:
        made = referred("draft")
        bring(ward, made, state)
        for role, actor in actors().items():
            look(ward.practitioner if state in ("draft", "discarded") else ward.worker, TODAY)
            with undone():
                given: dict[str, Any] = {"actor": actor, "at": AT, "referral_id": made.id, "sending": SENDING}
                if state in OPEN and role in HANDOVER.step("send").roles:
                    assert handing_over.send(**given).state == "sent"
                else:
                    with pytest.raises(RefusedError):
                        pytest.fail(f"{role} told it: {handing_over.send(**given)}")


class TestWhatWasSent:
    def test_says_by_whom_when_to_which_team_on_which_gateway_and_waits_for_its_receipt(
        self, ward: Ward, referred: Make
    ) -> None:
        row = sent(ward, recalled(ward, referred("assigned")), on(MONDAY))
        assert (row.sent_by, row.gateway, row.due_on) == (ward.worker.id, "oma", MONDAY + timedelta(days=2))
        assert handing_over.said_of(row) == {
            "team": SENDING.team,
            "sent": "Who: somebody\nLast dose this morning.",
        }
        assert b"Last dose" not in bytes(row.said)
        told_of = Act.objects.get(verb="handover.sent", subject_id=str(row.id))
        assert json.loads(told_of.leaf)["facts"] == {"gateway": "oma"}
        assert "Made Up" not in told_of.leaf

    def test_is_one_when_the_form_is_sent_twice(self, ward: Ward, referred: Make) -> None:
        made = recalled(ward, referred("assigned"))
        first, again = sent(ward, made), sent(ward, made, AT + timedelta(minutes=1))
        assert first.id == again.id

    def test_makes_way_for_what_the_next_prison_is_told(self, ward: Ward, referred: Make) -> None:
        made = recalled(ward, referred("assigned"))
        row = take("overtake", sent(ward, made), ward.worker)
        assert row.state == "overtaken"
        assert Handover.objects.get(state="sent").gateway == "vital"

    @pytest.mark.parametrize(
        ("sending", "why"),
        [
            (handing_over.Sending(" ", "oma", ("x",)), "which team"),
            (handing_over.Sending("Team", "", ("x",)), "legal gateway"),
            (handing_over.Sending("Team", "oma", ()), "what the team was told"),
        ],
    )
    def test_names_team_gateway_and_content(
        self, ward: Ward, referred: Make, sending: handing_over.Sending, why: str
    ) -> None:
        made = recalled(ward, referred("assigned"))
        with pytest.raises(RefusedError, match=why):
            handing_over.send(actor=ward.worker, at=AT, referral_id=made.id, sending=sending)


class TestTheReceipt:
    def test_says_who_confirmed_when_and_how(self, ward: Ward, referred: Make) -> None:
        row = take("confirm", sent(ward, recalled(ward, referred("assigned"))), ward.practitioner)
        row.refresh_from_db()
        assert (row.has_receipt, row.received_on, row.received_how) == (True, AT.date(), "phone")
        assert row.confirmed_by == ward.practitioner.id
        assert handing_over.said_of(row)["receipt"] == RECEIPT

    def test_is_of_a_day_between_sending_and_today_and_never_empty(self, ward: Ward, referred: Make) -> None:
        row = sent(ward, recalled(ward, referred("assigned")))
        given: dict[str, Any] = {"actor": ward.worker, "at": AT, "handover_id": row.id, "how": "mail"}
        for day in (AT.date() - timedelta(days=1), AT.date() + timedelta(days=1)):
            with pytest.raises(RefusedError, match="after it was sent, and not later than today"):
                handing_over.confirm(**given, receipt=RECEIPT, received_on=day)
        with pytest.raises(RefusedError, match="Write the receipt"):
            handing_over.confirm(**given, receipt=" ", received_on=AT.date())

    def test_is_late_in_working_days(self) -> None:
        friday = MONDAY + timedelta(days=4)
        last = rules.Handed("sent", friday, rules.receipt_due(friday))
        assert last.due_on == friday + timedelta(days=4)
        late = rules.wanted(MONDAY, None, last, friday + timedelta(days=7))
        assert late is not None
        assert (late.step, late.clock.words) == ("confirm", "3 working days late")
        assert rules.wanted(MONDAY, None, rules.Handed("received", friday, last.due_on), friday) is None


class TestARelease:
    def test_ends_the_handover_with_what_came_back_which_the_service_alone_reads(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = recalled(ward, referred("assigned"), timezone.localdate())
        now = timezone.now()
        row = take("confirm", sent(ward, made, now), ward.worker, now)
        pausing.resume(actor=ward.worker, at=now, referral_id=made.id, handed_back="Bridged until Friday.")
        row.refresh_from_db()
        assert (row.state, row.returned_by) == ("returned", ward.worker.id)
        assert not Note.objects.exists()
        page = f"/people/{made.reference}/prison-healthcare/"
        assert "Bridged until Friday." in words(browse(ward.worker).get(page))
        for other in (ward.practitioner, ward.head):
            read = words(browse(other).get(page))
            assert SENDING.team in read, other
            assert "Bridged until Friday." not in read, other
            assert "Last dose this morning." not in read, other

    def test_leaves_it_open_where_nothing_was_said_and_it_is_asked_after_a_working_day(self) -> None:
        out = MONDAY + timedelta(days=4)
        last = rules.Handed("received", MONDAY, rules.receipt_due(MONDAY))
        asked = rules.wanted(None, out, last, out)
        assert asked is not None
        assert (asked.step, asked.clock.due_on) == ("bring_back", out + timedelta(days=3))


class TestAKeyWorker:
    def asked(self, actor: Actor, day: date) -> list[Task]:
        look(actor, day)
        return told(queries.tasks(actor, day))

    def test_is_asked_to_tell_then_to_see_to_the_receipt_then_to_ask_what_was_done(
        self, ward: Ward, referred: Make
    ) -> None:
        made = recalled(ward, referred("assigned"), MONDAY)
        [task] = self.asked(ward.worker, MONDAY + timedelta(days=2))
        assert (task.what, task.clock) == (
            f"Tell prison healthcare about {made.reference}",
            "1 working day late",
        )
        sent(ward, made, on(MONDAY + timedelta(days=1)))
        due = MONDAY + timedelta(days=3)
        assert self.asked(ward.worker, due - timedelta(days=1)) == []
        [task] = self.asked(ward.worker, due)
        assert (task.what, task.clock) == (
            f"Prison healthcare has not confirmed {made.reference}",
            "due today",
        )
        pausing.resume(actor=ward.worker, at=on(due), referral_id=made.id)
        [task] = self.asked(ward.worker, due)
        assert task.what == f"Ask prison healthcare what it did for {made.reference}"
        for other in (ward.worker_south, ward.elm_worker):
            assert self.asked(other, due) == []

    def test_reads_it_on_the_overview_and_the_release_board(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        today = timezone.localdate()
        made, client = recalled(ward, referred("assigned"), today), browse(ward.worker)
        over = words(client.get(f"/people/{made.reference}/"))
        assert "Tell prison healthcare" in over
        assert "Not told yet" in over
        assert "Prison healthcare: not told" in words(client.get("/release-board/"))
        sent(ward, made, timezone.now())
        assert "Sent, not confirmed yet" in words(client.get(f"/people/{made.reference}/"))
        assert "Prison healthcare: not confirmed" in words(client.get("/release-board/"))


class TestThePage:
    def test_tells_confirms_and_hears_back_one_step_after_the_other(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        today = timezone.localdate()
        made, client = recalled(ward, referred("assigned"), today), browse(ward.worker)
        page = f"/people/{made.reference}/prison-healthcare/"
        assert "nothing is sent from this page" in words(client.get(page))
        told_of = {"team": "Healthcare, HMP Made Up", "content": ["Who", "Naloxone"], "gateway": "oma"}
        assert client.post(page, told_of | {"more": "Calls himself Ade."}).status_code == 302
        read = words(client.get(page))
        for said in ("Naloxone: Not on record here", "Calls himself Ade.", "Offender Management Act 2007"):
            assert said in read
        assert "Treatment: " not in read
        said = {f"received_on_{part}": getattr(today, part) for part in ("day", "month", "year")}
        assert client.post(page, said | {"receipt": RECEIPT, "how": "mail"}).status_code == 302
        read = words(client.get(page))
        assert RECEIPT in read
        assert "by secure mail" in read
        assert "Ask what it did once the person is released" in read
        assert 'name="team"' in client.get(f"{page}?again").content.decode()

    def test_offers_probation_no_health_to_tell(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made = recalled(ward, referred("assigned"), timezone.localdate())
        look(ward.worker, TODAY)
        with act(actor=ward.worker, at=AT, verb="test.made", subject=("referral", made.id)):
            HarmReduction.objects.create(referral=made, kind="naloxone", on=TODAY, recorded_by=ward.worker.id)
        page = f"/people/{made.reference}/prison-healthcare/"
        assert "Naloxone: Given" in words(browse(ward.worker).get(page))
        for other in (ward.practitioner, ward.head):
            read = words(browse(other).get(page))
            assert "Naloxone:" not in read
            assert "Treatment:" not in read
            assert "CRN:" in read

    def test_is_not_there_for_whoever_may_not_see_the_person(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = recalled(ward, referred("assigned"))
        page = f"/people/{made.reference}/prison-healthcare/"
        for other in (ward.worker_south, ward.elm_worker, ward.elm_manager, ward.west_practitioner):
            assert browse(other).get(page).status_code == 404
        assert browse(ward.officer).get(page).status_code == 403


class TestSomebodyWhoIsInCustodyBeforeTheirRelease:
    def test_is_told_of_and_asked_back_too(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        row = sent(ward, made)
        assert row.state == "sent"
        out = AT.date() - timedelta(days=1)
        ready = release.Ready(out, "", "HMP Made Up", ward.worker.id)
        release.plan(actor=ward.worker, at=AT, referral_id=made.id, ready=ready)
        [task] = told(queries.tasks(ward.worker, AT.date()))
        assert task.action == "Ask"
