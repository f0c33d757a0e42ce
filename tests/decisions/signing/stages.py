"""One made-up draft in each state and turn of its way, and every step that may be tried on it, as the pages take it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from throughline.decisions.actions import drafting
from throughline.decisions.actions import signing as actions
from throughline.decisions.lifecycle import DRAFT
from throughline.decisions.models import Draft, DraftSection
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import NOBODY

from .conftest import AT, HOLDERS, Town, hash_of

THREE = HOLDERS[:3]
PAIRS = (("assistant-director", "director"), ("assistant-director", "treasurer"))  # in either order
ANSWERS = ("sign", "approve", "approve_as_amended", "refuse", "defer", "return_with_reasons")
DECIDING = ANSWERS[1:5]
WORDS = "Name the winter."
UNDER_THE_LIMIT = {"total_pence": 49_999_99, "parts": []}
LAST_STEPS = {
    "approved": "sign",
    "approved_as_amended": "approve_as_amended",
    "refused": "refuse",
    "deferred": "defer",
}
STRANGER = Actor("person:00000000-0000-4000-8000-000000000000")


class Stages:
    """The drafts, by state; those that are out for signature also by who has signed ("signing+director")."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.actors = {NOBODY: STRANGER} | {role: town[role] for role in DRAFT.roles}
        self.drafts = {"draft": town.begun().id, "submitted": town.drafted().id, "signing": town.asked().id}
        for signed in (THREE[:1], THREE, *PAIRS):
            self.drafts[_signed(*signed)] = town.signed_by(town.asked(), *signed).id
        for two in PAIRS:
            small = town.asked(financial=UNDER_THE_LIMIT, when={"purpose_key": ""})
            self.drafts[_signed(*two, "under the limit")] = town.signed_by(small, *two).id
        self.drafts["returned"] = self._after(town.asked(), "assistant-director", "return_with_reasons")
        for state, step in LAST_STEPS.items():
            self.drafts[state] = self._after(town.signed_by(town.asked(), *THREE), "deputy-mayor", step)
        withdrawn = town.begun()
        drafting.withdraw_draft(draft_id=withdrawn.id, actor=town["programme-officer"], at=AT)
        self.drafts["withdrawn"] = withdrawn.id

    def _after(self, draft: Draft, who: str, step: str) -> UUID:
        self.town.answer(draft, who, step, WORDS)
        return draft.id

    @contextmanager
    def at(self, stage: str) -> Iterator[Draft]:
        """The draft of that stage; whatever becomes of it is as if it had never been."""
        with transaction.atomic():
            yield Draft.objects.get(pk=self.drafts[stage])
            connection.check_constraints()  # what the database would refuse only at the end
            transaction.set_rollback(True)

    def turn_of(self, role: str, step: str, state: str) -> str:
        """The stage in that state at which this role's post is asked; to decide, where it is the last if it can be."""
        if state != "signing" or step not in ANSWERS:
            return state
        if step in DECIDING and role in ("director", "treasurer"):
            other = "treasurer" if role == "director" else "director"
            return _signed("assistant-director", other, "under the limit")
        if role in ("director", "treasurer"):
            return _signed(*THREE[:1])
        return _signed(*THREE) if role == "deputy-mayor" else state

    @property
    def under_way(self) -> list[str]:
        """The stages at which a signature can move."""
        return [stage for stage in self.drafts if stage.startswith(("submitted", "signing"))]


def take(step: str, draft: Draft, actor: Actor) -> Any:
    """The step on this draft, through its action."""
    by: dict[str, Any] = {"draft_id": draft.id, "actor": actor, "at": AT}
    if step in ANSWERS:
        seen = hash_of(draft) if draft.submitted_at else ""
        return actions.answer(signature="", step=step, seen=seen, words=WORDS, **by)
    works: dict[str, Callable[[], Any]] = {
        "edit": lambda: drafting.save_section(
            section="risk", values={"risk": "None."}, revision=_revision(draft), **by
        ),
        "submit": lambda: drafting.submit_draft(**by),
        "ask_for_signatures": lambda: actions.ask_for_signatures(**by),
        "recall": lambda: actions.recall(words="", **by),
        "correct_harmlessly": lambda: actions.correct_harmlessly(
            field="contact_telephone", value="0161 496 0999", **by
        ),
        "take_up_again": lambda: drafting.take_up_again(**by),
        "withdraw": lambda: drafting.withdraw_draft(**by),
    }
    return works[step]()


def _revision(draft: Draft) -> int:
    return DraftSection.objects.get(draft=draft, section="risk").revision


def _signed(*who: str) -> str:
    return "+".join(("signing", *who))
