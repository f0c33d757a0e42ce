"""Invitations, leaving, reviews, broken glass and the access log: each as the people who need it would say it."""

import re
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from allauth.usersessions.models import UserSession
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from tests.races import at_once

from throughline.frame.models import Letter
from throughline.frame.tasks import told
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Cell
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.models import Act
from throughline.organisations import actions, queries
from throughline.organisations.access import invitations, leaving, log, reviews, tasks
from throughline.organisations.access.lifecycle import BROKEN_GLASS, INVITATION
from throughline.organisations.access.rules import review_due
from throughline.organisations.models import Delegation, Entry, Holding, Invitation, Person, Post

from .conftest import AT, COMMAND, PASSWORD, Make
from .signing_in import is_in, sign_in

NOW = timezone.now


def invited(email: str = "nia@example.org") -> tuple[Person, str]:
    """Somebody who was invited, and the path of their link."""
    return actions.invite(
        actor=COMMAND, at=NOW(), name="Nia Price", email=email, body=queries.body("gmca"), role="auditor"
    )


def come_in(client: Client, link: str, password: str = PASSWORD) -> str:
    answer = client.post(link, {"new_password1": password, "new_password2": password})
    return answer.headers.get("Location") or answer.content.decode()


@pytest.mark.usefixtures("reference")
class TestAnInvitation:
    def test_leads_in_with_a_password_of_ones_own(self, client: Client) -> None:
        person, link = invited()
        assert "Welcome, Nia Price" in client.get(link).content.decode()
        assert come_in(client, link) == "/password/chosen/"
        assert sign_in(client, person) == "/"
        assert Invitation.objects.get().state == "accepted"

    def test_is_owed_by_letter_with_the_link_and_nothing_about_roles(self) -> None:
        _, link = invited()
        letter = Letter.objects.get()
        assert (letter.to, letter.path) == ("nia@example.org", link)
        assert "auditor" not in letter.text.lower()

    def test_keeps_only_a_digest_of_its_link(self) -> None:
        _, link = invited()
        token = link.split("/")[-2]
        assert token not in Invitation.objects.get().digest
        with connection.cursor() as cursor:
            cursor.execute("SELECT row_to_json(i)::text FROM organisations_invitationhistory i")
            assert "digest" not in cursor.fetchone()[0]

    def test_works_once(self, client: Client) -> None:
        person, link = invited()
        come_in(client, link)
        assert client.get(link).status_code == 410
        assert "no longer works" in come_in(client, link, "copper lantern nineteen")
        assert sign_in(client, person) == "/"

    def test_runs_out_after_a_week(self, client: Client) -> None:
        _, link = invited()
        with act(actor=COMMAND, at=AT, verb="test", subject=("test", 1)):
            Invitation.objects.update(open_until=NOW() - timedelta(seconds=1))
        answer = client.get(link)
        assert answer.status_code == 410
        assert "has run out" in answer.content.decode()

    def test_is_no_use_without_its_token_or_for_another(self, client: Client) -> None:
        _, link = invited()
        _, other = invited("other@example.org")
        assert client.get(link.replace(link.split("/")[-2], other.split("/")[-2])).status_code == 410
        assert client.get(link.replace(link.split("/")[-2], "")).status_code == 404

    @pytest.mark.parametrize("password", ["short", "nia@example.org", "836492017465"])
    def test_does_not_take_a_weak_password_and_stays_open(self, client: Client, password: str) -> None:
        _, link = invited()
        assert "There is a problem" in come_in(client, link, password)
        assert Invitation.objects.get().state == "open"

    def test_sent_again_ends_the_earlier_link_and_its_letter(self, client: Client) -> None:
        _, first = invited()
        second = invitations.resend(actor=COMMAND, at=NOW(), invitation_id=Invitation.objects.get().id)
        assert client.get(first).status_code == 410
        assert client.get(second).status_code == 200
        assert [letter.path for letter in Letter.objects.all()] == [second]

    def test_withdrawn_lets_nobody_in_and_is_owed_no_more(self, client: Client) -> None:
        person, link = invited()
        invitations.withdraw(actor=COMMAND, at=NOW(), invitation_id=Invitation.objects.get().id)
        assert client.get(link).status_code == 410
        assert not Letter.objects.exists()
        person.refresh_from_db()
        assert not person.is_active

    def test_ends_when_an_administrator_makes_a_one_time_link(self, client: Client) -> None:
        person, link = invited()
        actions.issue_link(actor=COMMAND, at=NOW(), person=person)
        assert client.get(link).status_code == 410

    def test_ends_with_its_persons_access(self, client: Client) -> None:
        person, link = invited()
        actions.deactivate(actor=COMMAND, at=NOW(), person=person)
        assert client.get(link).status_code == 410

    def test_is_sent_again_and_withdrawn_on_its_page(self, client: Client, someone: Make) -> None:
        _, link = invited()
        sign_in(client, someone("administrator"))
        page = client.get("/people/invitations/").content.decode()
        assert "nia@example.org" in page
        [again] = re.findall(r'action="(/people/invitations/[^"]+/resend/)"', page)
        shown = client.post(again).content.decode()
        assert "/invitations/" in shown
        assert client.get(link).status_code == 410
        client.post(again.replace("resend", "withdraw"))
        assert "Withdrawn" in client.get("/people/invitations/").content.decode()
        client.post(again)
        assert "this can be done while it is open" in client.get("/people/invitations/").content.decode()


@pytest.mark.usefixtures("committed_db")
class TestTwoWhoFollowOneLinkAtOnce:
    def test_one_gets_in_and_the_other_is_told(self) -> None:
        actions.load_reference(actor=COMMAND, at=AT)
        _, link = invited()
        led = at_once(
            *[partial(come_in, Client(), link, f"violet anvil number {number}") for number in range(6)]
        )
        assert sorted(each == "/password/chosen/" for each in led) == [False] * 5 + [True]
        assert Act.objects.filter(verb="invitation.accepted").count() == 1


@pytest.mark.parametrize("table", [INVITATION, BROKEN_GLASS], ids=lambda table: table.noun)
class TestEveryCellOfTheTable:
    def test_is_answered_as_the_table_says(self, table: object) -> None:
        cells: list[Cell] = list(table.cells())  # type: ignore[attr-defined]  # a Lifecycle
        for cell in cells:
            actor = Actor("person:x", frozenset({cell.role} - {""}))
            verdict = table.may(cell.step, cell.state, actor)  # type: ignore[attr-defined]  # a Lifecycle
            assert bool(verdict) is cell.allowed, cell


@pytest.mark.usefixtures("reference")
class TestTheDatabase:
    def test_lets_no_invitation_open_again(self) -> None:
        invited()
        invitation = Invitation.objects.get()
        invitations.withdraw(actor=COMMAND, at=NOW(), invitation_id=invitation.id)
        with (
            pytest.raises(DatabaseError, match="Invalid transition"),
            transaction.atomic(),
            act(actor=COMMAND, at=AT, verb="test", subject=("test", 1)),
        ):
            Invitation.objects.update(state="open", ended_at=None)

    def test_keeps_an_entry_as_it_is_for_a_year(self, someone: Make) -> None:
        log.note("failed", at=NOW(), person=someone(), request=None)
        with pytest.raises(DatabaseError), transaction.atomic():
            Entry.objects.update(kind="signed_in")
        with pytest.raises(DatabaseError), transaction.atomic():
            Entry.objects.all().delete()
        assert Entry.objects.count() == 1

    def test_lets_entries_go_after_a_year(self, someone: Make) -> None:
        log.note("failed", at=NOW() - timedelta(days=366), person=someone(), request=None)
        assert log.purge(at=NOW()) == 1


class TestSomebodyWhoLeaves:
    @pytest.fixture
    def leaver(self, someone: Make) -> Person:
        person = someone("programme-lead", name="Lea Ver")
        director = Post.objects.get(code="director", body__code="gmca")
        treasurer = Post.objects.get(code="treasurer", body__code="gmca")
        with act(actor=COMMAND, at=AT, verb="test", subject=("person", person.id)):
            Holding.objects.create(post=director, person=person, held_from=date(2025, 1, 1))
            Delegation.objects.create(
                post=treasurer,
                person=person,
                held_from=date(2025, 1, 1),
                held_until=date(2099, 1, 1),
                reason="cover",
                given_at=AT,
                given_by="person:x",
            )
        return Person.objects.get(pk=person.pk)

    def test_loses_everything_in_one_act(self, client: Client, leaver: Person) -> None:
        sign_in(client, leaver)
        assert leaver.as_actor().roles == {"programme-lead", "director", "treasurer"}
        leaving.leave(actor=COMMAND, at=NOW(), person=leaver)
        assert not is_in(client)
        gone = Person.objects.get(pk=leaver.pk)
        assert gone.as_actor().roles == frozenset()
        assert not gone.is_active
        assert not UserSession.objects.filter(user=gone).exists()
        assert Act.objects.filter(verb="person.left").count() == 1

    def test_is_shown_with_all_that_ends_before_anything_does(
        self, client: Client, leaver: Person, someone: Make
    ) -> None:
        sign_in(client, someone("administrator"))
        page = re.sub(r"\s+", " ", client.get(f"/people/{leaver.id}/leave/").content.decode())
        for words in ("Programme lead", "Director for Safer and Stronger Communities", "End everything"):
            assert words in page
        assert Person.objects.get(pk=leaver.pk).is_active
        client.post(f"/people/{leaver.id}/leave/")
        assert not Person.objects.get(pk=leaver.pk).is_active

    def test_is_not_the_last_administrator_nor_oneself(self, client: Client, someone: Make) -> None:
        only = someone("administrator")
        with pytest.raises(RefusedError, match="last administrator"):
            leaving.leave(actor=COMMAND, at=NOW(), person=only)
        with pytest.raises(RefusedError, match="Nobody ends their own access"):
            leaving.leave(actor=only.as_actor(), at=NOW(), person=only)

    def test_is_seen_off_by_administrators_only(self, client: Client, leaver: Person, someone: Make) -> None:
        sign_in(client, someone("director"))
        assert client.post(f"/people/{leaver.id}/leave/").status_code == 403


class TestTheReviewOfRoles:
    @pytest.mark.parametrize(
        ("given", "reviewed", "due"),
        [
            (date(2026, 1, 15), None, date(2026, 7, 15)),
            (date(2026, 8, 31), None, date(2027, 2, 28)),
            (date(2027, 8, 31), None, date(2028, 2, 29)),
            (date(2020, 1, 1), date(2026, 3, 1), date(2026, 9, 1)),
        ],
    )
    def test_is_due_six_months_after_the_last(self, given: date, reviewed: date | None, due: date) -> None:
        assert review_due(given, reviewed) == due

    def test_lists_what_is_due_and_forgets_it_when_confirmed(self, client: Client, someone: Make) -> None:
        person = someone("analyst", name="Ana Lyst")
        administrator = someone("administrator")
        later = datetime(2026, 7, 1, 12, tzinfo=AT.tzinfo)
        found = reviews.due(administrator.as_actor(), later.date())
        assert {(each.person, each.role) for each in found} == {
            (person, "analyst"),
            (administrator, "administrator"),
        }
        reviews.confirm(actor=administrator.as_actor(), at=later, person_id=person.id, role="analyst")
        left = reviews.due(administrator.as_actor(), later.date())
        assert [each.role for each in left] == ["administrator"]
        assert not left[0].may_confirm

    def test_is_nobodys_own(self, someone: Make) -> None:
        administrator = someone("administrator")
        with pytest.raises(RefusedError, match="Nobody confirms their own role"):
            reviews.confirm(
                actor=administrator.as_actor(), at=NOW(), person_id=administrator.id, role="administrator"
            )

    def test_is_not_for_other_roles(self, client: Client, someone: Make) -> None:
        person = someone("analyst")
        with pytest.raises(RefusedError, match="Only an administrator or the programme lead"):
            reviews.confirm(actor=person.as_actor(), at=NOW(), person_id=person.id, role="analyst")
        sign_in(client, person)
        assert client.get("/people/reviews/").status_code == 403

    def test_reminds_each_administrator_once_a_week(self, someone: Make) -> None:
        someone("administrator")
        someone("administrator")
        at = datetime(2026, 7, 6, 8, tzinfo=AT.tzinfo)
        assert reviews.remind(at=AT) == 0
        assert reviews.remind(at=at) == 2
        assert reviews.remind(at=at + timedelta(days=1)) == 0
        assert reviews.remind(at=at + timedelta(days=7)) == 2

    def test_that_is_ignored_for_a_month_is_told_to_auditors_and_ends_nothing(
        self, client: Client, someone: Make
    ) -> None:
        ada, lead, auditor = someone("administrator"), someone("programme-lead"), someone("auditor")
        due_on = datetime(2026, 7, 5, 8, tzinfo=AT.tzinfo)
        reviews.remind(at=due_on)
        assert {each.to for each in Letter.objects.all()} == {ada.email, lead.email}
        reviews.remind(at=due_on + timedelta(days=31))
        assert Letter.objects.filter(to=auditor.email, subject="Roles wait for your review").count() == 1
        assert "auditor" in Person.objects.get(pk=auditor.pk).as_actor().roles

    def test_is_a_task_of_those_who_may_confirm(self, someone: Make) -> None:
        person = someone("administrator", "analyst")
        assert len(told(tasks.waiting_for(person.as_actor()))) == 1
        assert told(tasks.waiting_for(someone("analyst").as_actor())) == []
