"""What a decision on record promised is watched, also when its notice was read; superseded ones are known."""

from datetime import date

import pytest

from throughline.decisions.actions import notices as actions
from throughline.decisions.actions.revisions import supersede_decision
from throughline.decisions.models import Notice
from throughline.decisions.promised import superseded
from throughline.governance.queries.promises import Promised, promises_of
from throughline.kernel.actor import Actor

from .conftest import AT, LEAD, NOTICE, record, send

TODAY = date(2026, 1, 5)
PROMISING = NOTICE.replace(
    "Area | Amount",
    "Officers will set up a steering group by June 2023. The Council will publish a yearly report.\n\nArea | Amount",
)


def promised(notice: Notice) -> list[Promised]:
    return list(promises_of(notice.number, today=TODAY))


@pytest.mark.django_db
class TestADecisionReadFromAFile:
    def test_has_what_it_promised_watched_from_the_day_it_is_on_record(self) -> None:
        notice = record(send(PROMISING)[0].id)
        said = notice.facts().said.promises
        assert said, "the made-up notice promises something"
        assert [(each.text, each.state, each.made_on) for each in promised(notice)] == [
            (each.text, "open", notice.decided_on) for each in said
        ]

    def test_that_names_no_day_keeps_its_words_and_can_be_given_one(self) -> None:
        first = promised(record(send(PROMISING)[0].id))[0]
        assert (first.due_on, first.due.words) == (None, f"“{first.due_words}”, no day yet")
        assert "2023" in first.due_words

    def test_makes_its_promises_once_however_often_it_is_recorded(self) -> None:
        reading = send(PROMISING)[0]
        notice = record(reading.id)
        before = promised(notice)
        actions.record_decision(reading_id=reading.id, actor=LEAD, at=AT)
        assert promised(notice) == before

    def test_that_promises_nothing_has_nothing_watched(self) -> None:
        assert promised(record(send()[0].id)) == []


@pytest.mark.django_db
class TestADecisionThatWasSuperseded:
    def test_is_told_with_the_one_in_its_place_and_its_promises_stay_open(self) -> None:
        old = record(send(PROMISING)[0].id)
        later = PROMISING.replace("2023/07", "2024/11").replace("14 March 2023", "14 March 2024")
        new = record(send(later)[0].id)
        for number in (old.number, new.number):
            actions.publish_decision(number=number, actor=LEAD, at=AT)
        supersede_decision(number=old.number, by=new.number, reason="Made anew.", actor=LEAD, at=AT)
        assert superseded({old.number, new.number}) == {old.number: new.number}
        assert {each.state for each in promised(old)} == {"open"}

    def test_is_asked_for_without_a_question_when_none_is_named(self) -> None:
        assert superseded(set()) == {}


def test_whoever_may_record_a_decision_may_make_its_promises() -> None:
    from throughline.decisions.lifecycle import NOTICE as TABLE
    from throughline.governance.watching.lifecycle import PROMISE

    for step in ("record", "decide"):
        for role in TABLE.step(step).roles:
            assert PROMISE.may("make", None, Actor("person:1", frozenset({role})))
