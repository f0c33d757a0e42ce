"""Two people and one call-in, one publication, one draft to announce: one outcome each."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.races import outcomes

from throughline.decisions import law_supplied
from throughline.decisions.actions import call_in as actions
from throughline.decisions.actions.notices import publish_decision
from throughline.decisions.models import CallIn, PlannedDecision
from throughline.organisations import actions as organisations

from ..conftest import LEAD
from ..deciding import SIGNATURES, SIGNED_AT, SIGNER, decide, put_decided_on_record, signed_draft
from .conftest import AT, COMMAND
from .pages import AUTHORITY, LAST_DAY, MONITORING_OFFICER, PUBLISHED, at

AFTER = at(LAST_DAY + timedelta(days=1))


@pytest.fixture
def number(committed_db: str) -> str:
    """A decision of the authority, decided and not published yet, in a database that two connections see."""
    organisations.load_reference(actor=COMMAND, at=AT)
    law_supplied.load(COMMAND, AT)
    return decide(AUTHORITY).number


def race(*acts: Callable[[], object]) -> list[str]:
    """What came of each, in the order of the words."""
    return sorted(outcomes(*acts))


def call_it_in(number: str, members: str) -> None:
    actions.call_it_in(
        number=number,
        members=members,
        reasons="The cost of night work was not considered.",
        received_on=LAST_DAY,
        actor=MONITORING_OFFICER,
        at=AFTER,
    )


class TestTwoAtOnce:
    def test_who_publish_open_one_window(self, number: str) -> None:
        became = race(*[lambda: publish_decision(number=number, actor=LEAD, at=PUBLISHED) for _ in range(2)])
        assert became[1] == "done"
        assert "is published" in became[0]
        assert CallIn.objects.count() == 1

    def test_who_call_in_are_one_call_in(self, number: str) -> None:
        publish_decision(number=number, actor=LEAD, at=PUBLISHED)
        became = race(lambda: call_it_in(number, "Onyango"), lambda: call_it_in(number, "Pell"))
        assert became[1] == "done"
        assert "is called in" in became[0]
        assert CallIn.objects.get().called_in_for in ("Onyango", "Pell")

    def test_of_whom_one_calls_in_and_one_lets_the_window_end_leave_one_state(self, number: str) -> None:
        publish_decision(number=number, actor=LEAD, at=PUBLISHED)
        became = race(
            lambda: call_it_in(number, "Pell"),
            lambda: actions.let_it_end(number=number, actor=LEAD, at=AFTER),
        )
        assert became.count("done") == 1
        found = CallIn.objects.get()
        assert (found.state, found.effective_on is None) in (("called_in", True), ("effective", False))

    def test_who_answer_a_decision_that_came_back_leave_one_answer(self, number: str) -> None:
        publish_decision(number=number, actor=LEAD, at=PUBLISHED)
        call_it_in(number, "Pell")
        asked: dict[str, Any] = {"number": number, "at": AFTER}
        actions.refer_back(
            **asked, met_on=AFTER.date(), result="Think about the nights.", actor=MONITORING_OFFICER
        )
        became = race(
            lambda: actions.keep_to_it(**asked, answer="We keep to it.", actor=LEAD),
            lambda: actions.give_it_up(**asked, answer="We give it up.", actor=MONITORING_OFFICER),
        )
        assert became.count("done") == 1
        found = CallIn.objects.get()
        assert (found.state, found.answer) in (
            ("effective", "We keep to it."),
            ("given_up", "We give it up."),
        )

    def test_who_announce_one_draft_announce_it_once(self, number: str) -> None:
        draft, _ = signed_draft(AUTHORITY)

        def announce() -> None:
            actions.announce(
                function="authority",
                subject="Night bus support",
                decision_maker="The authority",
                contact="Programme lead",
                planned_on=date(2026, 7, 20),
                cannot_wait_because="",
                draft_id=draft.id,
                actor=LEAD,
                at=at(date(2026, 6, 1)),
            )

        became = race(announce, announce)
        assert became == [
            "This draft stands on the forward plan already. Change that entry instead.",
            "done",
        ]
        assert PlannedDecision.objects.count() == 1

    def test_of_whom_one_signs_last_and_one_drops_the_entry_both_are_heard(self, number: str) -> None:
        draft, version = signed_draft(AUTHORITY)
        entry = actions.announce(
            function="authority",
            subject="Night bus support",
            decision_maker="The authority",
            contact="Programme lead",
            planned_on=date(2026, 7, 20),
            cannot_wait_because="",
            draft_id=draft.id,
            actor=LEAD,
            at=at(date(2026, 6, 1)),
        )
        became = race(
            lambda: put_decided_on_record(
                draft=draft,
                version=version,
                outcome="approved",
                amendment="",
                signatures=SIGNATURES,
                actor=SIGNER,
                at=SIGNED_AT,
            ),
            lambda: actions.drop(
                entry_id=entry.id, because="The money went elsewhere", actor=LEAD, at=SIGNED_AT
            ),
        )
        assert "done" in became  # the signature is never lost over the plan
        entry.refresh_from_db()
        assert entry.state in ("decided", "dropped")
        assert became == ["done", "done"] or entry.state == "decided"
