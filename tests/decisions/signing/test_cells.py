"""Every state × step × role of a draft on its way, through the actions: what the table allows is done, no more."""

from collections.abc import Callable
from typing import Any

import pytest

from throughline.decisions.actions import drafting
from throughline.decisions.actions import signing as actions
from throughline.decisions.lifecycle import DRAFT
from throughline.decisions.models import Draft
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Cell
from throughline.kernel.verdict import RefusedError

from .conftest import AT, Town, hash_of

THREE = ("assistant-director", "director", "treasurer")
CELLS = [cell for cell in DRAFT.cells() if cell.state is not None and cell.step not in ("begin", "edit")]
ANSWERS = ("sign", "approve", "approve_as_amended", "refuse", "defer", "return_with_reasons")


def bring(town: Town, state: str, *, all_but_last: bool) -> Draft:
    """A draft in that state."""
    draft = town.begun()
    if state == "draft":
        return draft
    if state == "withdrawn":
        drafting.withdraw_draft(draft_id=draft.id, actor=town["programme-officer"], at=AT)
        return draft
    draft = town.submit(draft)
    if state == "submitted":
        return draft
    draft = town.ask(draft)
    if state == "signing":
        return town.signed_by(draft, *THREE) if all_but_last else draft
    if state == "returned":
        town.answer(draft, "assistant-director", "return_with_reasons", "Name the winter.")
        return draft
    town.signed_by(draft, *THREE)
    step = {
        "approved": "sign",
        "approved_as_amended": "approve_as_amended",
        "refused": "refuse",
        "deferred": "defer",
    }
    town.answer(draft, "deputy-mayor", step[state], "Some words here.")
    return draft


def take(step: str, draft: Draft, actor: Actor) -> Any:
    """The step, as the pages take it."""
    if step in ANSWERS:
        return actions.answer(
            draft_id=draft.id,
            signature="",
            step="sign" if step == "approve" else step,
            seen=hash_of(draft) if draft.versions.exists() else "",
            words="Some words here.",
            actor=actor,
            at=AT,
        )
    works: dict[str, Callable[[], Any]] = {
        "submit": lambda: drafting.submit_draft(draft_id=draft.id, actor=actor, at=AT),
        "ask_for_signatures": lambda: actions.ask_for_signatures(draft_id=draft.id, actor=actor, at=AT),
        "recall": lambda: actions.recall(draft_id=draft.id, words="", actor=actor, at=AT),
        "correct_harmlessly": lambda: actions.correct_harmlessly(
            draft_id=draft.id, field="contact_telephone", value="0161 496 0999", actor=actor, at=AT
        ),
        "take_up_again": lambda: drafting.take_up_again(draft_id=draft.id, actor=actor, at=AT),
        "withdraw": lambda: drafting.withdraw_draft(draft_id=draft.id, actor=actor, at=AT),
    }
    return works[step]()


def is_this_role_asked(cell: Cell, all_but_last: bool) -> bool:
    """Signing steps are further for the post whose turn it is; the lead returns at any time."""
    if cell.step not in ANSWERS or (cell.step == "return_with_reasons" and cell.role == "programme-lead"):
        return True
    return cell.state == "signing" and cell.role == ("deputy-mayor" if all_but_last else "assistant-director")


@pytest.mark.parametrize("cell", CELLS, ids=[f"{c.state} {c.step} {c.role or 'nobody'}" for c in CELLS])
def test_a_step_is_done_where_the_table_allows_it_and_refused_where_not(town: Town, cell: Cell) -> None:
    last = cell.step in ("approve", "approve_as_amended", "refuse", "defer")
    draft = bring(town, str(cell.state), all_but_last=last)
    draft.refresh_from_db()
    assert draft.state == cell.state
    actor = town[cell.role] if cell.role else Actor("person:00000000-0000-4000-8000-000000000000")
    if cell.allowed and is_this_role_asked(cell, last):
        take(cell.step, draft, actor)
        draft.refresh_from_db()
        assert draft.state == DRAFT.step(cell.step).to
    else:
        with pytest.raises(RefusedError):
            take(cell.step, draft, actor)
        draft.refresh_from_db()
        assert draft.state == cell.state
