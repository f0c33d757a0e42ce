"""What is promised stays open until evidence closes it, and nobody closes it alone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from throughline.frame.upload import Upload
from throughline.governance.actions import promises as actions
from throughline.governance.actions.entries import Evidence
from throughline.governance.actions.promises import Promised
from throughline.governance.actions.reviews import enter_review
from throughline.governance.models import Entry, Promise
from throughline.governance.queries import promises as queries
from throughline.governance.queries.history import history_of as said_about
from throughline.governance.watching.lifecycle import (
    PROMISE,
)
from throughline.governance.watching.rules import due, reminder
from throughline.kernel.actor import PUBLIC, Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.models import Act
from throughline.ledger.queries import history_of

from .conftest import AT, COMMAND

pytestmark = pytest.mark.usefixtures("decisions_known")
OFFICER = Actor("person:11111111-1111-4111-8111-111111111111", frozenset({"programme-officer"}))
LEAD = Actor("person:22222222-2222-4222-8222-222222222222", frozenset({"programme-lead"}))
OWNER = Actor("person:33333333-3333-4333-8333-333333333333", frozenset({"commissioner"}))
TODAY = date(2026, 1, 5)


def made(reference: None = None, **said: Any) -> UUID:
    """A promise of the made-up decision 2025-001."""
    promised = Promised(**{"text": "The ten agreements are signed.", "owner": "role:commissioner", **said})
    number = f"2025-{Promise.objects.count() + 1:03}"
    return actions.make_promises(
        decision_number=number,
        promises=[promised],
        made_on=TODAY,
        programmes=["gm-irs-dr"],
        actor=COMMAND,
        at=AT,
    )[0]


def state(promise_id: UUID) -> str:
    return Promise.objects.get(pk=promise_id).state


def show(promise_id: UUID, actor: Actor = OWNER, **evidence: Any) -> None:
    given = Evidence(**(evidence or {"words": "All ten are in the register."}))
    actions.show_evidence(promise_id=promise_id, evidence=given, actor=actor, at=AT)


@pytest.mark.usefixtures("reference")
class TestADecisionThatPromises:
    PROMISES = (Promised("A plan is made."), Promised("A log is made.", owner="role:programme-officer"))

    def make(self, number: str = "2025-007") -> list[UUID]:
        return actions.make_promises(
            decision_number=number, promises=self.PROMISES, made_on=TODAY, actor=COMMAND, at=AT
        )

    def test_has_them_open_in_its_own_order(self) -> None:
        self.make()
        assert [each.text for each in queries.promises_of("2025-007", today=TODAY)] == [
            "A plan is made.",
            "A log is made.",
        ]

    def test_makes_them_once_however_often_it_is_told(self) -> None:
        assert self.make() == self.make()
        assert Promise.objects.count() == 2

    def test_leads_nobody_to_a_promise_that_they_cannot_open(self, actor: Callable[..., Actor]) -> None:
        self.make()
        for reader, hrefs in (
            (actor("programme-lead"), [True, True]),
            (actor("commissioner", of="bolton"), [False, False]),
            (PUBLIC, [False, False]),
        ):
            found = queries.promises_of("2025-007", today=TODAY, reader=reader)
            assert [bool(each.href) for each in found] == hrefs
            if hrefs[0]:
                assert queries.promise_whole(reader, found[0].id)

    def test_leaves_the_promises_of_other_decisions_alone(self) -> None:
        self.make()
        self.make("2025-008")
        assert len(queries.promises_of("2025-007", today=TODAY)) == 2

    def test_without_a_number_promises_nothing(self) -> None:
        with pytest.raises(ValueError, match="number"):
            self.make("")

    def test_is_found_from_its_promises_and_they_from_it(self) -> None:
        ids = self.make()
        links = Promise.objects.get(pk=ids[0]).item.decision_links.values_list("number", "how")
        assert list(links) == [("2025-007", "came_of")]

    def test_is_on_the_ledger_with_each_promise(self) -> None:
        self.make()
        assert Act.objects.filter(verb="promise.made", subject_kind="promise").count() == 2

    def test_keeps_words_that_are_longer_than_a_title(self) -> None:
        text = "It is promised that " + "everything is done with care and " * 20 + "on time."
        (promise_id,) = actions.make_promises(
            decision_number="2025-009", promises=[Promised(text)], actor=COMMAND, at=AT
        )
        assert queries.promises_of("2025-009", today=TODAY)[0].text == text
        assert len(Promise.objects.get(pk=promise_id).item.title) <= 300


@pytest.mark.usefixtures("reference")
class TestAnOpenPromise:
    def test_is_kept_by_evidence_that_somebody_else_agrees_with(self) -> None:
        promise_id = made()
        show(promise_id)
        assert state(promise_id) == "shown"
        actions.keep_promise(promise_id=promise_id, actor=OFFICER, at=AT)
        assert state(promise_id) == "kept"

    def test_is_not_closed_by_whoever_showed_the_evidence(self) -> None:
        promise_id = made()
        show(promise_id, actor=OFFICER)
        with pytest.raises(RefusedError, match="You showed this evidence"):
            actions.keep_promise(promise_id=promise_id, actor=OFFICER, at=AT)
        actions.keep_promise(promise_id=promise_id, actor=LEAD, at=AT)
        assert state(promise_id) == "kept"

    def test_is_not_closed_by_somebody_who_hides_behind_the_evidence_of_another(self) -> None:
        promise_id = made()
        show(promise_id, actor=OFFICER)
        show(promise_id, actor=OWNER, words="And a word of mine.")
        with pytest.raises(RefusedError, match="You showed this evidence"):
            actions.keep_promise(promise_id=promise_id, actor=OFFICER, at=AT)
        assert state(promise_id) == "shown"

    def test_may_be_closed_by_somebody_whose_own_evidence_was_sent_back(self) -> None:
        promise_id = made()
        show(promise_id, actor=OFFICER)
        actions.send_back(promise_id=promise_id, because="Two are missing.", actor=LEAD, at=AT)
        show(promise_id, actor=OWNER)
        actions.keep_promise(promise_id=promise_id, actor=OFFICER, at=AT)
        assert state(promise_id) == "kept"

    def test_takes_a_form_that_is_sent_twice_once(self) -> None:
        promise_id = made()
        show(promise_id)
        with pytest.raises(RefusedError, match="on record already"):
            show(promise_id)
        assert Entry.objects.filter(item_id=promise_id).count() == 1

    def test_is_not_closed_by_its_owner_alone(self) -> None:
        promise_id = made()
        show(promise_id)
        with pytest.raises(RefusedError, match="not for your role"):
            actions.keep_promise(promise_id=promise_id, actor=OWNER, at=AT)

    def test_is_not_kept_without_evidence(self) -> None:
        with pytest.raises(RefusedError, match="is open"):
            actions.keep_promise(promise_id=made(), actor=LEAD, at=AT)

    @pytest.mark.parametrize("evidence", [{}, {"words": "  "}])
    def test_is_not_shown_to_be_kept_by_nothing(self, evidence: dict[str, Any]) -> None:
        with pytest.raises(RefusedError, match="Say what shows it"):
            Evidence(**evidence)

    def test_is_shown_to_be_kept_by_a_file_that_is_held(self) -> None:
        promise_id = made()
        show(promise_id, file=Upload("agreement.pdf", b"%PDF-1.7 signed"))
        entry = Entry.objects.get(item_id=promise_id)
        assert entry.file is not None
        assert bytes(entry.file.content) == b"%PDF-1.7 signed"
        shown = [each for each in history_of("promise", promise_id) if each.verb == "promise.evidence_shown"]
        assert shown[0].facts["file_sha256"] == entry.file_id

    def test_tells_of_shown_evidence_only_its_kind_to_whoever_may_not_see_it(
        self, actor: Callable[..., Actor]
    ) -> None:
        promise_id = made()
        review_id = enter_review(title="A look at rotas", actor=LEAD, at=AT)
        show(promise_id, actor=OFFICER, item_id=review_id)
        owner, officer = actor("commissioner", "bolton"), actor("programme-officer")
        (told,), (seen,) = said_about(promise_id, owner), said_about(promise_id, officer)
        assert (told.item, seen.item) == (
            ("Review", ""),
            ("A look at rotas", f"/reviews/{review_id}/"),
        )

    def test_is_not_shown_to_be_kept_by_itself(self) -> None:
        promise_id = made()
        with pytest.raises(RefusedError, match="no such meeting"):
            show(promise_id, item_id=promise_id)
        assert state(promise_id) == "open"

    def test_refuses_somebody_who_does_not_own_it(self) -> None:
        stranger = Actor(OWNER.id, frozenset({"certifier"}))
        with pytest.raises(RefusedError, match="its owner"):
            show(made(), actor=stranger)

    def test_is_open_again_when_the_evidence_is_not_enough(self) -> None:
        promise_id = made()
        show(promise_id)
        actions.send_back(promise_id=promise_id, because="Two are missing.", actor=OFFICER, at=AT)
        assert state(promise_id) == "open"
        assert Entry.objects.filter(item_id=promise_id, words="Two are missing.").exists()

    def test_changes_for_a_reason_only_and_remembers_what_it_was(self) -> None:
        promise_id = made()
        said = {
            "text": "The ten agreements are signed.",
            "owner": "role:programme-lead",
            "due_on": date(2026, 3, 1),
        }
        with pytest.raises(RefusedError, match="Say why"):
            actions.change_promise(promise_id=promise_id, **said, because=" ", actor=OFFICER, at=AT)
        actions.change_promise(
            promise_id=promise_id, **said, because="First day given.", actor=OFFICER, at=AT
        )
        entry = Entry.objects.get(item_id=promise_id)
        assert "commissioner became Programme lead" in entry.what
        assert "Due: no day became 1 March 2026." in entry.what
        with pytest.raises(RefusedError, match="Nothing was changed"):
            actions.change_promise(promise_id=promise_id, **said, because="Again.", actor=OFFICER, at=AT)

    def test_that_has_a_day_never_loses_it(self) -> None:
        promise_id = made(due_on=date(2026, 3, 1))
        said = {"text": "The ten agreements are signed.", "owner": "role:commissioner", "because": "Later."}
        with pytest.raises(RefusedError, match="keeps one"):
            actions.change_promise(promise_id=promise_id, **said, due_on=None, actor=OFFICER, at=AT)
        later = date(2026, 4, 1)
        actions.change_promise(promise_id=promise_id, **said, due_on=later, actor=OFFICER, at=AT)
        assert Entry.objects.get(item_id=promise_id).what == "Due: 1 March 2026 became 1 April 2026."
        changed = [each for each in history_of("promise", promise_id) if each.verb == "promise.changed"]
        assert changed[0].facts == {"due_on": "2026-04-01"}

    def test_is_found_by_its_decision_and_keeps_every_word_when_it_is_reworded(self) -> None:
        long = "It is promised that " + "everything is done with care and " * 20 + "on time."
        promise_id = made(text=long, owner_words="Each commissioner")
        said = {"text": "It is done.", "owner": "role:commissioner", "due_on": None, "because": "Shorter."}
        actions.change_promise(promise_id=promise_id, **said, actor=OFFICER, at=AT)
        assert Entry.objects.get(item_id=promise_id).what == f"Wording: “{long}” became “It is done.”."
        assert "2025-001 each commissioner" in Promise.objects.get(pk=promise_id).item.search_text

    def test_is_not_given_up_by_the_decision_that_made_it(self) -> None:
        promise_id = made()
        said = {"decision_number": "2025-001", "because": "No.", "actor": LEAD, "at": AT}
        with pytest.raises(RefusedError, match="2025-001 made the promise"):
            actions.give_up_promise(promise_id=promise_id, **said)
        assert state(promise_id) == "open"

    def test_is_given_up_by_a_decision_only(self) -> None:
        promise_id = made()
        with pytest.raises(RefusedError, match="Name the decision"):
            actions.give_up_promise(
                promise_id=promise_id, decision_number="", because="No.", actor=LEAD, at=AT
            )
        actions.give_up_promise(
            promise_id=promise_id, decision_number="2025-904", because="Not funded.", actor=LEAD, at=AT
        )
        assert state(promise_id) == "given_up"
        actions.reopen_promise(promise_id=promise_id, because="Funded after all.", actor=LEAD, at=AT)
        assert state(promise_id) == "open"

    def test_is_not_given_up_by_a_decision_that_nobody_made(self) -> None:
        promise_id = made()
        said = {"decision_number": "2099-001", "because": "So.", "actor": LEAD, "at": AT}
        with pytest.raises(RefusedError, match="No decision 2099-001 is on record"):
            actions.give_up_promise(promise_id=promise_id, **said)
        assert state(promise_id) == "open"

    def test_that_is_not_there_is_refused_in_words(self) -> None:
        with pytest.raises(RefusedError, match="no such promise"):
            show(UUID(int=7), actor=LEAD)


@pytest.mark.usefixtures("reference")
class TestTheDatabase:
    @pytest.mark.parametrize("to", PROMISE.states)
    def test_lets_a_promise_change_only_as_its_table_says(self, to: str) -> None:
        promise_id = made()
        allowed = to == "open" or ("open", to) in PROMISE.transitions()
        try:
            with act(actor=LEAD, at=AT, verb="test", subject=("promise", str(promise_id))):
                Promise.objects.filter(pk=promise_id).update(state=to, shown_by="person:1")
        except DatabaseError:
            assert not allowed
        else:
            assert allowed

    def test_keeps_no_promise_without_somebody_who_showed_the_evidence(self) -> None:
        promise_id = made()
        with (
            pytest.raises(DatabaseError, match="promise_is_kept_by_evidence"),
            act(actor=LEAD, at=AT, verb="test", subject=("promise", str(promise_id))),
        ):
            Promise.objects.filter(pk=promise_id).update(state="shown")

    def test_changes_and_deletes_nothing_that_was_said(self) -> None:
        promise_id = made()
        show(promise_id)
        for change in (
            lambda: Entry.objects.update(words="Other."),
            lambda: Entry.objects.all().delete(),
            lambda: Promise.objects.filter(pk=promise_id).update(decision_number="2020-001"),
        ):
            with (
                pytest.raises(DatabaseError),
                transaction.atomic(),
                act(actor=LEAD, at=AT, verb="test", subject=("promise", str(promise_id))),
            ):
                change()


class TestWhenAPromiseIsDue:
    @pytest.mark.parametrize(
        ("on", "words", "late"),
        [
            (None, "Nobody gave a date", False),
            (TODAY, "Due today", False),
            (TODAY + timedelta(days=1), "Due in 1 day", False),
            (TODAY + timedelta(days=30), "Due in 4 weeks", False),
            (TODAY - timedelta(days=1), "1 day late", True),
            (TODAY - timedelta(days=100), "3 months late", True),
            (date(2021, 11, 1), "4 years late", True),
        ],
    )
    def test_it_says_so_in_words(self, on: date | None, words: str, late: bool) -> None:
        assert (due(on, TODAY).words, due(on, TODAY).is_late) == (words, late)

    @pytest.mark.parametrize(
        ("days", "which"),
        [
            (-15, None),
            (-14, "before"),
            (-1, "before"),
            (0, "on-the-day"),
            (6, "on-the-day"),
            (7, "week-1"),
            (15, "week-2"),
        ],
    )
    def test_a_reminder_has_a_name_until_the_next_one(self, days: int, which: str | None) -> None:
        assert reminder(TODAY, TODAY + timedelta(days=days)) == which
