"""Consultations: who was asked, and which position each holds."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.lists import Listing, Sort, by
from throughline.frame.middleware import actor_of

from ..actions import consultations as actions
from ..forms.evidence import AnswerForm, CameOfItForm, ConsultationForm, ConsultedForm
from ..lifecycle import CONSULTATION
from ..queries import evidence as queries
from .endorsements import day
from .pages import FORMS, KEEPERS, Back, ListWords, Shown, form_page, found, list_csv, list_page, sent

POSITION_TONES = {
    "supports": "good",
    "conditions": "wait",
    "neutral": "quiet",
    "opposes": "stop",
    "none": "quiet",
}
CONSULTATIONS = Listing(
    sorts=(
        Sort("newest", "Newest first", queries.NEWEST),
        Sort("title", "Title", ("item__title", "pk")),
    ),
    filters=(by("state", "State", CONSULTATION.states),),
    search_field="item__search_text",
)
WORDS = ListWords(
    "Consultations",
    "consultation",
    "consultations",
    "No consultation fits",
    "Who was asked before a decision, and what each answered, stands here, also who gave no answer.",
)


@door(SIGNED_IN)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every consultation that the actor may see."""
    actor = actor_of(request)
    return list_page(
        request,
        CONSULTATIONS,
        queries.consultations_visible_to(actor),
        lambda each: Shown(
            each.item.title,
            at(each.pk),
            f"{day(each.item.dated_on)} · {each.answered} of {each.people} have answered",
            each.state.capitalize(),
            "wait" if each.state == "open" else "good",
        ),
        WORDS,
        current="consultations",
        csv=reverse("governance-consultations-csv"),
        add=(
            "Ask people or bodies",
            reverse("governance-add-consultation"),
            CONSULTATION.may("ask", None, actor),
        ),
    )


@door(SIGNED_IN)
@require_safe
def listed_csv(request: HttpRequest) -> HttpResponse:
    """The list of consultations as a file."""
    return list_csv(
        request,
        CONSULTATIONS,
        queries.consultations_visible_to(actor_of(request)),
        "consultations.csv",
        ("Title", "Question", "Asked on", "State", "Asked", "Answered", "What came of it", "Source"),
        lambda each: (
            each.item.title,
            each.question,
            each.item.dated_on,
            each.state,
            each.people,
            each.answered,
            each.came_of_it,
            each.item.source,
        ),
    )


@door(SIGNED_IN)
@require_safe
def consultation(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """One consultation: the question, each position, what came of it."""
    actor = actor_of(request)
    it = _consultation(request, consultation_id)
    asked = queries.asked_in(it)
    counts = Counter(each.get_position_display() or "Not answered yet" for each in asked)
    return render(
        request,
        "governance/consultation.html",
        {
            "title": it.item.title,
            "it": it,
            "asked": asked,
            "counts": sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])),
            "tones": POSITION_TONES,
            "may": {step.name: CONSULTATION.may(step.name, it.state, actor) for step in CONSULTATION.steps},
        },
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def add(request: HttpRequest) -> HttpResponse:
    """Put a question."""

    def act(given: dict[str, Any]) -> str:
        return at(actions.ask(**given, actor=actor_of(request), at=timezone.now()).pk)

    return form_page(
        request,
        ConsultationForm(*sent(request)),
        act,
        title="Ask people or bodies",
        button="Put the question",
        back=Back("Consultations", reverse("governance-consultations")),
        done="The question is on record. Now add who is asked.",
        verdict=CONSULTATION.may("ask", None, actor_of(request)),
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def ask_further(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Somebody else is asked."""
    it = _consultation(request, consultation_id)

    def act(given: dict[str, Any]) -> str:
        actions.ask_further(
            consultation_id=consultation_id, **given, actor=actor_of(request), at=timezone.now()
        )
        return at(consultation_id)

    form = ConsultedForm(*sent(request), initial={"asked_on": it.item.dated_on})
    return _step(request, it, form, act, "Who else is asked?", "Add them", "ask_further")


@door(KEEPERS)
@require_http_methods(FORMS)
def answer(request: HttpRequest, consulted_id: UUID) -> HttpResponse:
    """What somebody answered."""
    one = found(queries.consulted(actor_of(request), consulted_id), "answer")
    form = AnswerForm(
        *sent(request),
        initial={"position": one.position, "text": one.text, "answered_on": one.answered_on},
    )

    def act(given: dict[str, Any]) -> str:
        actions.note_answer(consulted_id=consulted_id, **given, actor=actor_of(request), at=timezone.now())
        return at(one.consultation_id)

    title = f"What did {one.who} answer?"
    return _step(request, one.consultation, form, act, title, "Note the answer", "note_answer")


@door(KEEPERS)
@require_http_methods(FORMS)
def close(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """End it with what came of it."""
    it = _consultation(request, consultation_id)

    def act(given: dict[str, Any]) -> str:
        actions.close_consultation(
            consultation_id=consultation_id, **given, actor=actor_of(request), at=timezone.now()
        )
        return at(consultation_id)

    form = CameOfItForm(*sent(request))
    return _step(request, it, form, act, "Close the consultation", "Close it", "close")


def at(consultation_id: UUID) -> str:
    """The address of a consultation."""
    return reverse("governance-consultation", args=[consultation_id])


def _consultation(request: HttpRequest, consultation_id: UUID) -> Any:
    rows = queries.consultations_visible_to(actor_of(request))
    return found(rows.filter(pk=consultation_id).first(), "consultation")


def _step(
    request: HttpRequest, it: Any, form: Any, act: Any, title: str, button: str, step: str
) -> HttpResponse:
    return form_page(
        request,
        form,
        act,
        title=title,
        caption=it.item.title,
        button=button,
        back=Back("The consultation", at(it.pk)),
        done="Saved.",
        verdict=CONSULTATION.may(step, it.state, actor_of(request)),
    )
