"""Endorsements: who supported what without signing it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.attachments import download
from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.lists import Listing, Sort
from throughline.frame.middleware import actor_of
from throughline.kernel.wording import long_date

from ..actions import endorsements as actions
from ..forms.evidence import EndorsementForm
from ..queries import evidence as queries
from ..queries import meetings
from .pages import (
    FORMS,
    KEEPERS,
    Back,
    ListWords,
    Shown,
    form_page,
    found,
    list_csv,
    list_page,
    sent,
    upload_of,
)

ENDORSEMENTS = Listing(
    sorts=(
        Sort("newest", "Newest first", queries.NEWEST),
        Sort("by", "By whom", ("by", "item__title", "pk")),
    ),
    search_field="item__search_text",
)
WORDS = ListWords(
    "Endorsements",
    "endorsement",
    "endorsements",
    "No endorsement fits",
    "When a body or a post supports what it does not sign, the programme team notes it here with evidence.",
)


@door(SIGNED_IN)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every endorsement that the actor may see."""
    actor = actor_of(request)
    return list_page(
        request,
        ENDORSEMENTS,
        queries.endorsements_visible_to(actor),
        lambda each: Shown(
            each.item.title,
            reverse("governance-endorsement", args=[each.pk]),
            f"{each.by} · {day(each.item.dated_on)}",
            says=each.words,
        ),
        WORDS,
        current="endorsements",
        csv=reverse("governance-endorsements-csv"),
        add=(
            "Note an endorsement",
            reverse("governance-add-endorsement"),
            actions.may_note_endorsements(actor),
        ),
    )


@door(SIGNED_IN)
@require_safe
def listed_csv(request: HttpRequest) -> HttpResponse:
    """The list of endorsements as a file."""
    return list_csv(
        request,
        ENDORSEMENTS,
        queries.endorsements_visible_to(actor_of(request)),
        "endorsements.csv",
        ("What", "By", "Day", "Words", "Source"),
        lambda each: (each.item.title, each.by, each.item.dated_on, each.words, each.item.source),
    )


@door(SIGNED_IN)
@require_safe
def endorsement(request: HttpRequest, endorsement_id: UUID) -> HttpResponse:
    """One endorsement."""
    it = _endorsement(request, endorsement_id)
    return render(request, "governance/endorsement.html", {"title": it.item.title, "it": it})


@door(SIGNED_IN)
@require_safe
def file(request: HttpRequest, endorsement_id: UUID) -> HttpResponse:
    """The file that shows it."""
    it = _endorsement(request, endorsement_id)
    return download(found(it.file_id, "file"), it.file_name)


@door(KEEPERS)
@require_http_methods(FORMS)
def add(request: HttpRequest) -> HttpResponse:
    """Note an endorsement."""
    actor = actor_of(request)

    def act(given: dict[str, Any]) -> str:
        made = actions.note_endorsement(
            title=given["title"],
            by=given["by"],
            words=given["words"],
            given_on=given["given_on"],
            programmes=given["programmes"],
            body_id=UUID(given["body"]) if given["body"] else None,
            meeting_id=UUID(given["meeting"]) if given["meeting"] else None,
            upload=upload_of(given["file"]),
            actor=actor,
            at=timezone.now(),
        )
        return reverse("governance-endorsement", args=[made.pk])

    return form_page(
        request,
        EndorsementForm(*sent(request), meetings=meetings.held(actor)),
        act,
        title="Note an endorsement",
        lead="By a body or a post that does not sign the decision.",
        button="Note it",
        back=Back("Endorsements", reverse("governance-endorsements")),
        done="The endorsement is noted. A draft can now be linked to it.",
        verdict=actions.may_note_endorsements(actor),
    )


def day(on: Any) -> str:
    """The day in words, also when nobody knows it."""
    return long_date(on) if on else "day not stated"


def _endorsement(request: HttpRequest, endorsement_id: UUID) -> Any:
    rows = queries.endorsements_visible_to(actor_of(request))
    return found(rows.filter(pk=endorsement_id).first(), "endorsement")
