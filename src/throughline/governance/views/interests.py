"""Interests: who declares one, in which point, and what is done about it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.middleware import actor_of

from ..actions import interests as actions
from ..forms.interests import DeclarationForm, OwnInterestForm, SettleForm
from ..lifecycle import BEFORE
from ..queries.groups import seats_of
from ..queries.seeing import may_keep, seat_of
from .meeting_steps import at, meeting_of, step_page
from .pages import FORMS, KEEPERS, found, sent


@door(SIGNED_IN)
@require_http_methods(FORMS)
def declare(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """A member declares their own interest; the programme team writes down anybody's."""
    it, actor = meeting_of(request, meeting_id), actor_of(request)
    agenda = it.agenda.order_by("position")
    form: DeclarationForm | OwnInterestForm
    if may_keep(actor):
        form = DeclarationForm(*sent(request), agenda=agenda, seats=seats_of(it.group, it.item.dated_on))
    else:
        form = OwnInterestForm(*sent(request), agenda=agenda)

    def act(given: dict[str, Any]) -> str:
        actions.declare_interest(meeting_id=meeting_id, **form.said(), actor=actor, at=timezone.now())
        return f"{at(meeting_id)}#interests"

    is_own = not may_keep(actor)
    return step_page(
        request,
        it,
        form,
        act,
        "Declare an interest" if is_own else "Who declared an interest?",
        "Declare it" if is_own else "Record the interest",
        "",
        "Recorded.",
        verdict=actions.may_declare(it, actor, is_member=seat_of(actor, it.group_id) is not None),
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def settle(request: HttpRequest, meeting_id: UUID, declaration_id: UUID) -> HttpResponse:
    """What was done about an interest."""
    it = meeting_of(request, meeting_id)
    one = found(it.declarations.filter(pk=declaration_id).first(), "interest")
    form = SettleForm(
        *sent(request),
        is_member=one.member_id is not None,
        initial={"done": one.done, "keeps_out": one.keeps_out},
    )

    def act(given: dict[str, Any]) -> str:
        actions.settle_interest(
            declaration_id=declaration_id,
            done=given["done"],
            keeps_out=given.get("keeps_out", False),
            actor=actor_of(request),
            at=timezone.now(),
        )
        return f"{at(meeting_id)}#interests"

    step = "prepare" if it.state in BEFORE else "minute"
    title = f"What was done about the interest of {one.who}?"
    return step_page(request, it, form, act, title, "Save", step, "Saved.", lead=one.interest)
