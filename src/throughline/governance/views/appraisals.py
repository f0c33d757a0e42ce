"""Options appraisals: options side by side, and which was chosen."""

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

from ..actions import appraisals as actions
from ..forms.evidence import (
    AppraisalForm,
    ChooseForm,
    CriterionForm,
    OptionForm,
    ScoresForm,
)
from ..forms.meetings import BecauseForm
from ..lifecycle import APPRAISAL
from ..queries import evidence as queries
from .endorsements import day
from .pages import FORMS, KEEPERS, Back, ListWords, Shown, form_page, found, list_csv, list_page, sent

APPRAISALS = Listing(
    sorts=(
        Sort("newest", "Newest first", queries.NEWEST),
        Sort("title", "Title", ("item__title", "pk")),
    ),
    filters=(by("state", "State", APPRAISAL.states),),
    search_field="item__search_text",
)
WORDS = ListWords(
    "Options appraisals",
    "appraisal",
    "appraisals",
    "No appraisal fits",
    "Compare the ways of doing something before one is chosen, and say why the others are not. A draft leans on it.",
)


@door(SIGNED_IN)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every appraisal that the actor may see."""
    actor = actor_of(request)
    return list_page(
        request,
        APPRAISALS,
        queries.appraisals_visible_to(actor),
        lambda each: Shown(
            each.item.title,
            at(each.pk),
            f"{day(each.item.dated_on)}" + (f" · chosen: {each.chosen}" if each.chosen else ""),
            each.state.capitalize(),
            "wait" if each.state == "open" else "good",
        ),
        WORDS,
        current="appraisals",
        csv=reverse("governance-appraisals-csv"),
        add=(
            "Compare options",
            reverse("governance-add-appraisal"),
            APPRAISAL.may("begin", None, actor),
        ),
    )


@door(SIGNED_IN)
@require_safe
def listed_csv(request: HttpRequest) -> HttpResponse:
    """The list of appraisals as a file."""
    return list_csv(
        request,
        APPRAISALS,
        queries.appraisals_visible_to(actor_of(request)),
        "appraisals.csv",
        ("Title", "Question", "Day", "State", "Chosen", "Why", "Source"),
        lambda each: (
            each.item.title,
            each.question,
            each.item.dated_on,
            each.state,
            each.chosen or "",
            each.chosen_because,
            each.item.source,
        ),
    )


@door(SIGNED_IN)
@require_safe
def appraisal(request: HttpRequest, appraisal_id: UUID) -> HttpResponse:
    """One appraisal, side by side."""
    actor = actor_of(request)
    it = _compared(request, appraisal_id)
    return render(
        request,
        "governance/appraisal.html",
        {
            "title": it.appraisal.item.title,
            "it": it,
            "wide": True,
            "may": {
                step.name: APPRAISAL.may(step.name, it.appraisal.state, actor) for step in APPRAISAL.steps
            },
        },
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def add(request: HttpRequest) -> HttpResponse:
    """Begin an appraisal."""

    def act(given: dict[str, Any]) -> str:
        return at(actions.begin_appraisal(**given, actor=actor_of(request), at=timezone.now()).pk)

    return form_page(
        request,
        AppraisalForm(*sent(request)),
        act,
        title="Compare options",
        button="Begin",
        back=Back("Options appraisals", reverse("governance-appraisals")),
        done="Now add the options, and what they are compared by.",
        verdict=APPRAISAL.may("begin", None, actor_of(request)),
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def add_option(request: HttpRequest, appraisal_id: UUID) -> HttpResponse:
    """One option more."""
    it = _compared(request, appraisal_id)

    def act(given: dict[str, Any]) -> str:
        actions.add_option(appraisal_id=appraisal_id, **given, actor=actor_of(request), at=timezone.now())
        return at(appraisal_id)

    return _step(request, it, OptionForm(*sent(request)), act, "Add an option", "Add the option")


@door(KEEPERS)
@require_http_methods(FORMS)
def add_criterion(request: HttpRequest, appraisal_id: UUID) -> HttpResponse:
    """One criterion more."""
    it = _compared(request, appraisal_id)

    def act(given: dict[str, Any]) -> str:
        actions.add_criterion(appraisal_id=appraisal_id, **given, actor=actor_of(request), at=timezone.now())
        return at(appraisal_id)

    return _step(request, it, CriterionForm(*sent(request)), act, "Add a criterion", "Add the criterion")


@door(KEEPERS)
@require_http_methods(FORMS)
def score(request: HttpRequest, appraisal_id: UUID, option_id: UUID) -> HttpResponse:
    """Points and notes for one option."""
    it = _compared(request, appraisal_id)
    option = found(next((each for each in it.options if each.pk == option_id), None), "option")
    scored = {each.criterion_id: (each.points, each.note) for each in option.scores.all()}
    form = ScoresForm(*sent(request), criteria=[row.criterion for row in it.rows], scored=scored)

    def act(_: dict[str, Any]) -> str:
        actions.score_option(
            option_id=option_id, scores=form.scores, actor=actor_of(request), at=timezone.now()
        )
        return at(appraisal_id)

    return _step(request, it, form, act, f"How does “{option}” do?", "Save the scores")


@door(KEEPERS)
@require_http_methods(FORMS)
def choose(request: HttpRequest, appraisal_id: UUID) -> HttpResponse:
    """Choose one, and say why it and why not the others."""
    it = _compared(request, appraisal_id)
    form = ChooseForm(*sent(request), options=it.options)

    def act(given: dict[str, Any]) -> str:
        actions.choose_option(
            option_id=UUID(given["option"]),
            because=given["because"],
            why_not=form.why_not,
            actor=actor_of(request),
            at=timezone.now(),
        )
        return at(appraisal_id)

    return _step(request, it, form, act, "Which option is chosen?", "Choose it", "choose")


@door(KEEPERS)
@require_http_methods(FORMS)
def take_up_again(request: HttpRequest, appraisal_id: UUID) -> HttpResponse:
    """Compare anew."""
    it = _compared(request, appraisal_id)

    def act(given: dict[str, Any]) -> str:
        actions.take_up_again(appraisal_id=appraisal_id, **given, actor=actor_of(request), at=timezone.now())
        return at(appraisal_id)

    form = BecauseForm(*sent(request))
    return _step(request, it, form, act, "Compare the options anew?", "Compare them anew", "take_up_again")


def at(appraisal_id: UUID) -> str:
    """The address of an appraisal."""
    return reverse("governance-appraisal", args=[appraisal_id])


def _compared(request: HttpRequest, appraisal_id: UUID) -> queries.Compared:
    it: queries.Compared = found(queries.compared(actor_of(request), appraisal_id), "appraisal")
    return it


def _step(
    request: HttpRequest,
    it: queries.Compared,
    form: Any,
    act: Any,
    title: str,
    button: str,
    step: str = "compare",
) -> HttpResponse:
    return form_page(
        request,
        form,
        act,
        title=title,
        caption=it.appraisal.item.title,
        button=button,
        back=Back("The options", at(it.appraisal.pk)),
        done="Saved.",
        verdict=APPRAISAL.may(step, it.appraisal.state, actor_of(request)),
    )
