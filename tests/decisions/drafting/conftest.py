"""A draft in the database, and a workbench that has chosen a split."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.decisions.conftest import AT, LEAD, OFFICER
from tests.decisions.drafting.examples import SECTIONS

from throughline.decisions.actions import drafting
from throughline.decisions.models import Draft
from throughline.decisions.ports import PlannedPart, PlannedSplit, planned_split, planned_splits
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.ledger.actions import act

LEGAL = Actor(f"person:{uuid4()}", frozenset({"legal"}))


def fill(draft: Draft, **changed: dict[str, Any]) -> None:
    """Every section of the made-up draft is saved, with those values changed."""
    for slug, values in SECTIONS.items():
        save(draft, slug, {**values, **changed.get(slug, {})})


def save(draft: Draft, section: str, values: dict[str, Any], revision: int = 0) -> Any:
    return drafting.save_section(
        draft_id=draft.id, section=section, values=values, revision=revision, actor=OFFICER, at=AT
    )


def in_state(draft: Draft, state: str) -> None:
    """The draft stands in that state, as if others had acted."""
    between = (
        [] if state in ("submitted", "withdrawn") else ["submitted", *(["signing"] * (state != "signing"))]
    )
    for step in [*between, state]:
        with act(actor=LEAD, at=AT, verb="draft.moved_by_a_test", subject=("test", draft.id)):
            Draft.objects.filter(pk=draft.pk).update(state=step)


def at(draft: Draft, rest: str = "") -> str:
    """The address of the draft, or of a page below it."""
    return f"/drafts/{draft.id}/{rest}"


@pytest.fixture
def officer(staff: Callable[[str], Client]) -> Client:
    """A browser in which somebody who drafts has signed in."""
    return staff("programme-officer")


@pytest.fixture
def begun(db: None) -> Draft:
    """A draft that somebody has just begun."""
    return drafting.begin_draft(actor=OFFICER, at=AT)


@pytest.fixture
def filled(begun: Draft) -> Draft:
    """The made-up draft, whole."""
    fill(begun)
    return Draft.objects.get(pk=begun.pk)


@pytest.fixture
def workbench(monkeypatch: pytest.MonkeyPatch) -> Callable[..., PlannedSplit]:
    """A workbench with one chosen split, which a test may change: workbench(total=…, digest=…)."""
    run_id = uuid4()
    chosen: dict[UUID, PlannedSplit] = {}

    def choose(
        pence: int = 639_733_00, digest: str = "a" * 64, is_chosen: bool = True, is_decided: bool = False
    ) -> PlannedSplit:
        split = PlannedSplit(
            run_id=run_id,
            round_code="harbour/2026-27",
            programme_code="harbour",
            year="2026/27",
            name="By need",
            total=Money(pence),
            parts=(
                PlannedPart("Bolton", "E08000001", Money(pence - 100), "Bolton Council"),
                PlannedPart("Bury", "E08000002", Money(100), "Bury Council"),
            ),
            digest=digest,
            is_decided=is_decided,
        )
        chosen.clear()
        if is_chosen:
            chosen[run_id] = split
        return split

    monkeypatch.setattr(planned_split, "_answer", chosen.get)
    monkeypatch.setattr(planned_splits, "_answer", lambda: list(chosen.values()))
    return choose
