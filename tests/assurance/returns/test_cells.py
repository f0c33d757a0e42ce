"""Every state × step × role of a return: what the table allows is done through the actions, and no more."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.harness import Cluster, connect_django

from throughline.assurance.actions import calendar, certifying, filling
from throughline.assurance.lifecycle import RETURN
from throughline.assurance.models import Return
from throughline.assurance.queries.contents import content_of
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Step
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .conftest import AT, COMMAND, Stages, newest, populate


@pytest.fixture(scope="module")
def stages(django_db_setup: None, cluster: Cluster, django_db_blocker: Any) -> Iterator[Stages]:
    """The area is made once for all tests here, in a database of its own."""
    name = cluster.clone()
    with django_db_blocker.unblock():
        before = connect_django(cluster, name)
        yield Stages(populate())
        connect_django(cluster, before)
    cluster.drop(name)


def take(step: str, asked: Return, actor: Actor) -> None:
    """The step as pages, jobs and loaders take it."""
    said: dict[str, Any] = {"actor": actor, "at": AT, "return_id": asked.id}
    if step == "open":
        calendar.open_return(**said)
    elif step == "drop":
        calendar.drop(**said, because="The grant ended.")
    elif step == "save":
        line = next(content_of(asked).lines)
        filling.save(**said, typed=[filling.Typed(line.ref, {"actual": "77"}, line.revision)])
    elif step == "submit":
        filling.submit(**said)
    elif step == "certify":
        seen = newest(asked).sha256 if asked.versions.exists() else ""
        certifying.certify(**said, seen=seen)
    elif step == "send_back":
        certifying.send_back(**said, words="The rent is not right.")
    elif step == "query":
        certifying.query(**said, questions=[("", "What is this?")])
    else:
        {"scrutinise": certifying.scrutinise, "accept": certifying.accept}[step](**said)


STEPS = [step for step in RETURN.steps if step.from_states]


class TestAReturn:
    @pytest.mark.parametrize("step", STEPS, ids=[each.name for each in STEPS])
    @pytest.mark.parametrize("state", RETURN.states)
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, stages: Stages, state: str, step: Step
    ) -> None:
        with stages.at(state) as asked:
            for role, actor in stages.actors.items():
                with transaction.atomic():
                    if state in step.from_states and role in step.roles:
                        take(step.name, asked, actor)
                        expected = step.to
                    else:
                        with pytest.raises(RefusedError), transaction.atomic():
                            take(step.name, asked, actor)
                        expected = state
                    asked.refresh_from_db()
                    assert asked.state == expected, role
                    transaction.set_rollback(True)

    def test_comes_onto_the_calendar_by_whom_the_table_names(self, stages: Stages) -> None:
        step = RETURN.step("schedule")
        for role, actor in stages.actors.items():
            with transaction.atomic():
                if role in step.roles:
                    assert calendar.schedule_returns(actor=actor, at=AT) == []  # all are there already
                else:
                    with pytest.raises(RefusedError):
                        calendar.schedule_returns(actor=actor, at=AT)
                transaction.set_rollback(True)

    @pytest.mark.parametrize("to", RETURN.states)
    @pytest.mark.parametrize("state", RETURN.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(
        self, stages: Stages, state: str, to: str
    ) -> None:
        if (state, to) in RETURN.transitions() or state == to:
            return
        with stages.at(state) as asked:
            doing = act(actor=COMMAND, at=AT, verb="test", subject=("return", asked.id))
            with pytest.raises(DatabaseError, match="return"), transaction.atomic(), doing:
                Return.objects.filter(pk=asked.pk).update(state=to)
