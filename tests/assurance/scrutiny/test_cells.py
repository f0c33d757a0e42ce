"""Every state × step × role of a scrutiny, a corrective action and a year-end decision: what the tables allow is done.

A test is a state and a step; it tries each role, and takes back what was done.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError
from tests.agreements.conftest import in_an_act
from tests.agreements.test_cells import pairs, undone
from tests.assurance.scrutiny.conftest import AT, DIRECTOR, GIVEN, LEAD, OFFICER, a_return, move, someone

from throughline.agreements.models import Grant
from throughline.assurance.actions import findings, scrutiny, year_end
from throughline.assurance.lifecycle import CORRECTIVE_ACTION, SCRUTINY, YEAR_END
from throughline.assurance.models import CorrectiveAction, Return, Scrutiny, YearEnd
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import NOBODY, Lifecycle, Step
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

BODIES = {"csp-officer": "bolton-csp", "csp-chair": "bolton-csp"}


def actors(table: Lifecycle) -> dict[str, Actor]:
    """A person for each role, who works where Bolton's money is seen; the supplier is no person."""
    found = {}
    for role in (NOBODY, *table.roles):
        if role == "supplier":
            found[role] = Actor("system:tests", frozenset({role}))
        elif role in ("csp-officer", "csp-chair", "commissioner", "provider-manager", NOBODY):
            found[role] = someone(f"A {role or 'visitor'}", role, BODIES.get(role, "bolton"))
        else:
            found[role] = Actor(f"person:{uuid4()}", frozenset({role}))
    return found


def every_role(
    table: Lifecycle,
    state: str,
    step: Step,
    row: Any,
    take: Callable[[str, Actor], Any],
    *,
    but: frozenset[str] = frozenset(),
) -> None:
    """Each role takes the step on the row where the table says so, and is refused where not."""
    for role, actor in actors(table).items():
        if role in but:
            continue
        cell = (state, step.name, role)
        with undone():
            if state in step.from_states and role in step.roles:
                take(role, actor)
                row.refresh_from_db()
                assert row.state == step.to, cell
            else:
                with pytest.raises(RefusedError):
                    pytest.fail(f"{cell} was done: {take(role, actor)}")
                row.refresh_from_db()
                assert row.state == state, cell
        row.refresh_from_db()


def first(table: Lifecycle, name: str, begin: Callable[[Actor], Any]) -> None:
    """Each role begins where the table says so, and is refused where not."""
    step = table.step(name)
    for role, actor in actors(table).items():
        with undone():
            if role in step.roles:
                assert begin(actor).state == step.to, role
            else:
                with pytest.raises(RefusedError):
                    pytest.fail(f"{role} began: {begin(actor)}")


WAYS = {
    "scrutinising": (),
    "stated": ("stated",),
    "challenged": ("stated", "challenged"),
    "accepted": ("stated", "accepted"),
    "sampled": ("stated", "sampled"),
}


def scrutiny_in(grant: Grant, state: str) -> Scrutiny:
    """A scrutiny that stands in that state, as if others had acted."""
    of = a_return(grant)
    with in_an_act():
        row = Scrutiny.objects.create(
            version=of.versions.get(),
            state="sampling" if state == "sampling" else "scrutinising",
            begun_at=AT,
            begun_by="person:somebody",
        )
    for each in WAYS.get(state, ()):
        with in_an_act():
            Scrutiny.objects.filter(pk=row.pk).update(state=each)
    if state in ("stated", "challenged", "accepted", "sampled"):
        with in_an_act():
            row.statements.create(
                outcome="given",
                words="Made before.",
                chair_delegation="Minute 7",
                stated_at=AT,
                stated_by="person:chair",
            )
        move(of, "scrutinised")
    row.refresh_from_db()
    return row


def scrutiny_step(step: str, row: Scrutiny, actor: Actor) -> Any:
    who = {"actor": actor, "at": AT, "scrutiny_id": row.pk}
    if step == "state":
        return scrutiny.state(**who, said=GIVEN)
    if step == "sample":
        return scrutiny.sample(**who, papers="Six invoices", found="in_part", words="One is missing.")
    return {"accept": scrutiny.accept, "challenge": scrutiny.challenge}[step](**who, words="Because.")


class TestAScrutiny:
    @pytest.mark.parametrize(("state", "step"), pairs(SCRUTINY))
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, grant: Grant, state: str, step: Step
    ) -> None:
        row = scrutiny_in(grant, state)
        every_role(SCRUTINY, state, step, row, lambda _, actor: scrutiny_step(step.name, row, actor))

    def test_is_begun_by_whom_the_table_names(self, returned: Return) -> None:
        first(SCRUTINY, "begin", lambda actor: scrutiny.begin(actor=actor, at=AT, return_id=returned.pk))

    def test_of_a_partnership_that_governs_is_chosen_by_whom_the_table_names(self, governed: Grant) -> None:
        of = a_return(governed)
        first(SCRUTINY, "choose", lambda actor: scrutiny.choose(actor=actor, at=AT, return_id=of.pk))

    @pytest.mark.parametrize("state", SCRUTINY.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(self, grant: Grant, state: str) -> None:
        row = scrutiny_in(grant, state)
        refused_elsewhere(SCRUTINY, Scrutiny, row.pk, state)


def refused_elsewhere(table: Lifecycle, model: Any, pk: UUID, state: str, **more: Any) -> None:
    for to in table.states:
        if to == state or (state, to) in table.transitions():
            continue
        with pytest.raises(DatabaseError, match="Invalid transition"), undone(), in_an_act():
            model.objects.filter(pk=pk).update(state=to, **more)


def make(grant: Grant, actor: Actor, **more: Any) -> CorrectiveAction:
    from datetime import date

    values = {
        "words": "A post was paid twice.",
        "to_do": "Pay it back.",
        "owner_role": "commissioner",
        "due_on": date(2025, 7, 1),
    }
    return findings.make(actor=actor, at=AT, grant_id=grant.pk, **{**values, **more})


def finding_in(grant: Grant, state: str, owner: str = "commissioner") -> CorrectiveAction:
    """A finding that stands in that state, as if others had acted."""
    row = make(grant, OFFICER, owner_role=owner)
    for each in {
        "answered": ("answered",),
        "verified": ("answered", "verified"),
        "withdrawn": ("withdrawn",),
    }.get(state, ()):
        with in_an_act():
            CorrectiveAction.objects.filter(pk=row.pk).update(state=each)
    row.refresh_from_db()
    return row


def finding_step(step: str, row: CorrectiveAction, actor: Actor) -> Any:
    doing = {
        "answer": findings.answer,
        "verify": findings.verify,
        "return": findings.return_,
        "withdraw": findings.withdraw,
    }
    return doing[step](actor=actor, at=AT, finding_id=row.pk, words="It is so.")


class TestACorrectiveAction:
    @pytest.mark.parametrize(("state", "step"), pairs(CORRECTIVE_ACTION))
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, grant: Grant, state: str, step: Step
    ) -> None:
        for owner in findings.OWNERS:
            row = finding_in(grant, state, owner)
            every_role(
                *(CORRECTIVE_ACTION, state, step, row),
                lambda _, actor, row=row: finding_step(step.name, row, actor),
                but=frozenset(findings.OWNERS) - {owner},
            )

    def test_is_made_by_whom_the_table_names(self, grant: Grant) -> None:
        first(CORRECTIVE_ACTION, "make", lambda actor: make(grant, actor))

    @pytest.mark.parametrize("state", CORRECTIVE_ACTION.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(self, grant: Grant, state: str) -> None:
        row = finding_in(grant, state)
        refused_elsewhere(CORRECTIVE_ACTION, CorrectiveAction, row.pk, state)


def propose(grant: Grant, actor: Actor, pence: int = 40_00) -> YearEnd:
    return year_end.propose(
        actor=actor,
        at=AT,
        grant_id=grant.pk,
        outcome="carry_over",
        amount=Money(pence),
        reason="It was not spent.",
    )


def year_end_in(grant: Grant, state: str) -> YearEnd:
    """A proposal that stands in that state, as if others had acted."""
    row = propose(grant, OFFICER)
    if state != "proposed":
        with in_an_act():
            YearEnd.objects.filter(pk=row.pk).update(
                state=state, decided_at=AT, decided_by="person:somebody-senior"
            )
    row.refresh_from_db()
    return row


@pytest.fixture
def unspent(grant: Grant) -> Grant:
    """Bolton's grant, of which the certified year-end return leaves money."""
    from throughline.agreements.queries.grants import awards

    a_return(grant, amounts=(0, awards([grant.pk])[grant.pk].pence - 40_00, 0))
    return grant


class TestAYearEndDecision:
    @pytest.mark.parametrize(("state", "step"), pairs(YEAR_END))
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, unspent: Grant, state: str, step: Step
    ) -> None:
        row = year_end_in(unspent, state)
        doing = {"decide": year_end.decide, "return": year_end.return_}[step.name]
        every_role(
            YEAR_END,
            state,
            step,
            row,
            lambda _, actor: doing(actor=actor, at=AT, year_end_id=row.pk, words="Because."),
        )

    def test_is_proposed_by_whom_the_table_names(self, unspent: Grant) -> None:
        first(YEAR_END, "propose", lambda actor: propose(unspent, actor))

    @pytest.mark.parametrize("state", YEAR_END.states)
    def test_is_moved_otherwise_by_no_mistake_above_the_database(self, unspent: Grant, state: str) -> None:
        row = year_end_in(unspent, state)
        refused_elsewhere(YEAR_END, YearEnd, row.pk, state, decided_by="person:another")

    def test_is_not_decided_by_whoever_proposed_it_in_another_post(self, unspent: Grant) -> None:
        both = Actor(LEAD.id, LEAD.roles | DIRECTOR.roles)
        row = propose(unspent, both)
        with pytest.raises(RefusedError, match="you proposed it"):
            year_end.decide(actor=both, at=AT, year_end_id=row.pk)
