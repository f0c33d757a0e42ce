"""An administrator takes another role in an emergency: loudly, for hours, with a reason."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.races import outcomes

from throughline.frame.models import Letter
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act
from throughline.organisations import actions, queries
from throughline.organisations.access import glass, leaving
from throughline.organisations.access.rules import may_break_glass
from throughline.organisations.models import BrokenGlass, Entry, Person

from .conftest import AT, COMMAND, Make
from .signing_in import sign_in

NOW = timezone.now


class TestBrokenGlass:
    WHY = "The programme lead is ill and the pack goes out today."

    @pytest.fixture
    def administrators(self, someone: Make) -> tuple[Person, Person]:
        return someone("administrator", name="Ada Min"), someone("administrator", name="Bea Min")

    def broken(self, person: Person, **further: object) -> BrokenGlass:
        said = {"role": "programme-lead", "hours": 1, "reason": self.WHY, "at": NOW()} | further
        return glass.break_glass(actor=person.as_actor(), **said)  # type: ignore[arg-type]  # named above

    def test_gives_the_role_until_it_ends_by_itself(self, administrators: tuple[Person, Person]) -> None:
        ada, _ = administrators
        self.broken(ada, at=NOW() - timedelta(minutes=59))
        assert "programme-lead" in Person.objects.get(pk=ada.pk).as_actor().roles
        with transaction.atomic():
            self.broken(administrators[1], at=NOW() - timedelta(minutes=61))
            assert "programme-lead" not in Person.objects.get(pk=administrators[1].pk).as_actor().roles
        assert glass.end_what_ran_out(at=NOW()) == 1
        assert Act.objects.get(verb="glass.ended").actor == "system:clock"

    def test_is_loud(self, client: Client, administrators: tuple[Person, Person]) -> None:
        ada, bea = administrators
        sign_in(client, ada)
        answer = client.post("/people/glass/", {"role": "auditor", "hours": "2", "reason": self.WHY})
        assert answer.status_code == 302
        assert "You have broken the glass" in client.get("/places/").content.decode()
        [letter] = Letter.objects.all()
        assert letter.to == bea.email
        assert "ill" not in letter.text
        assert Entry.objects.get(kind="glass").person == ada
        assert Act.objects.filter(verb="glass.broken").count() == 1
        other = Client()
        sign_in(other, bea)
        assert self.WHY in other.get("/people/glass/").content.decode()
        assert "You have broken the glass" not in other.get("/places/").content.decode()

    def test_is_given_back_before_its_time(
        self, client: Client, administrators: tuple[Person, Person]
    ) -> None:
        ada, _ = administrators
        self.broken(ada)
        glass.end(actor=ada.as_actor(), at=NOW())
        assert "programme-lead" not in Person.objects.get(pk=ada.pk).as_actor().roles
        with pytest.raises(RefusedError, match="not broken the glass"):
            glass.end(actor=ada.as_actor(), at=NOW())

    @pytest.mark.parametrize(
        ("role", "hours", "reason", "sentence"),
        [
            ("deputy-mayor", 1, WHY, "never to sign"),
            ("finance-releaser", 1, WHY, "never to sign"),
            ("administrator", 1, WHY, "never to sign"),
            ("auditor", 24, WHY, "Choose for how long."),
            ("auditor", 1, "because", "Say why in a sentence"),
        ],
    )
    def test_is_refused_for_signing_for_days_or_without_a_reason(
        self, role: str, hours: int, reason: str, sentence: str
    ) -> None:
        verdict = may_break_glass(role, hours, reason, frozenset({"administrator"}), False)
        assert not verdict
        assert sentence in verdict.reason  # type: ignore[union-attr]  # it is a refusal

    def test_is_told_to_auditors_who_may_read_why_but_break_none(
        self, client: Client, administrators: tuple[Person, Person], someone: Make
    ) -> None:
        auditor = someone("auditor")
        self.broken(administrators[0])
        assert {each.to for each in Letter.objects.all()} == {administrators[1].email, auditor.email}
        sign_in(client, auditor)
        page = client.get("/people/glass/").content.decode()
        assert self.WHY in page
        assert "Break the glass" not in page
        client.post("/people/glass/", {"role": "programme-lead", "hours": "1", "reason": self.WHY})
        assert BrokenGlass.objects.count() == 1

    def test_says_before_who_will_be_told_and_when_nobody_would(self, client: Client, someone: Make) -> None:
        sign_in(client, someone("administrator"))
        assert "nobody would be told" in client.get("/people/glass/").content.decode()
        someone("auditor", name="Aud Itor")
        assert "A letter goes at once to Aud Itor" in client.get("/people/glass/").content.decode()

    @pytest.mark.parametrize("how", ["end_role", "deactivate", "leave"])
    def test_ends_with_the_role_of_administrator(
        self, administrators: tuple[Person, Person], how: str
    ) -> None:
        ada, bea = administrators
        self.broken(ada)
        end = {
            "end_role": lambda: actions.end_role(
                actor=bea.as_actor(), at=NOW(), person=ada, role="administrator"
            ),
            "deactivate": lambda: actions.deactivate(actor=COMMAND, at=NOW(), person=ada),
            "leave": lambda: leaving.leave(actor=bea.as_actor(), at=NOW(), person=ada),
        }[how]
        end()
        assert BrokenGlass.objects.get().state == "ended"
        assert "programme-lead" not in Person.objects.get(pk=ada.pk).as_actor().roles
        assert Act.objects.filter(verb="glass.ended").count() == 1

    def test_gives_nothing_from_the_minute_that_it_was_broken_for(
        self, administrators: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ada, _ = administrators
        until = self.broken(ada).open_until
        for moment, has_it in ((until - timedelta(seconds=1), True), (until, False)):
            monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
            assert ("programme-lead" in Person.objects.get(pk=ada.pk).as_actor().roles) is has_it

    def test_is_broken_once_at_a_time(self, administrators: tuple[Person, Person]) -> None:
        self.broken(administrators[0])
        with pytest.raises(RefusedError, match="already"):
            self.broken(administrators[0], role="auditor")

    def test_is_not_for_other_roles(self, client: Client, someone: Make) -> None:
        sign_in(client, someone("programme-officer", "programme-lead"))
        assert client.get("/people/glass/").status_code == 403
        with pytest.raises(RefusedError):
            self.broken(someone("director"))


@pytest.mark.usefixtures("committed_db")
class TestADoublePress:
    def test_breaks_it_once(self) -> None:
        actions.load_reference(actor=COMMAND, at=AT)
        body = queries.body("gmca")
        person, _ = actions.invite(
            actor=COMMAND, at=AT, name="Ada Min", email="ada@example.org", body=body, role="administrator"
        )

        def press() -> None:
            glass.break_glass(
                actor=person.as_actor(), at=NOW(), role="auditor", hours=1, reason=TestBrokenGlass.WHY
            )

        refused, done = sorted(outcomes(press, press), key="done".__eq__)
        assert BrokenGlass.objects.count() == 1
        assert "already" in refused
        assert done == "done"
