"""The pages on which finance says how it knows recipients, and how its files are laid out."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of

from ..actions import codes as actions
from ..files import PARTS, columns_typed
from ..forms.steps import CodesForm, MappingForm
from ..queries import codes as queries
from ..seeing import RUN_READERS
from .steps import FORMS, sent, take_step

KINDS = {"request": "payment request", "answer": "answer"}


@door(for_roles(*RUN_READERS))
@require_safe
def codes(request: HttpRequest) -> HttpResponse:
    """Recipients with finance's codes, and the columns of both files."""
    actor = actor_of(request)
    return render(
        request,
        "payments/codes.html",
        {
            "title": "Finance’s codes",
            "known": queries.known(actor, timezone.localdate()),
            "files": [(kind, words, queries.columns_of(kind)) for kind, words in KINDS.items()],
            "parts": PARTS,
            "may_keep": actions.may_keep(actor),
        },
    )


@door(for_roles("finance-preparer"))
@require_http_methods(FORMS)
def recipient(request: HttpRequest, body_id: UUID, programme_id: UUID) -> HttpResponse:
    """The codes of one recipient."""
    found = queries.known(actor_of(request), timezone.localdate())
    row = next((each for each in found if (each.body_id, each.programme_id) == (body_id, programme_id)), None)
    if row is None:
        raise Http404("There is no such recipient.")
    now = {name: getattr(row.codes, name) for name in CodesForm.base_fields} if row.codes else {}
    return take_step(
        request,
        CodesForm(*sent(request), initial=now),
        lambda **said: actions.keep_codes(
            actor=said.pop("actor"),
            at=said.pop("at"),
            body_id=body_id,
            programme_id=programme_id,
            codes=actions.Codes(**said),
        ),
        heading="How does finance know this recipient?",
        about=f"{row.recipient}: {row.programme}",
        button="Keep these codes",
        done="Requests to this recipient carry these codes from now on.",
        back=reverse("finance-codes"),
        lead="Never write bank details here: they stay in the finance system.",
    )


@door(for_roles("finance-preparer"))
@require_http_methods(FORMS)
def mapping(request: HttpRequest, kind: str) -> HttpResponse:
    """The columns of one kind of file."""
    if kind not in KINDS:
        raise Http404("There is no such file.")
    now = {"columns": columns_typed(queries.columns_of(kind))}
    return take_step(
        request,
        MappingForm(*sent(request), kind=kind, initial=now),
        actions.keep_mapping,
        heading=f"Which columns has the {KINDS[kind]} file?",
        about="Finance’s codes",
        button="Keep these columns",
        done="Files have these columns from now on.",
        back=reverse("finance-codes"),
        kind=kind,
    )
