"""The Police, Fire and Crime Panel's summary: every decision since it last met, to read, print and download."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.lists import csv_download

from ..forms.call_in import PanelForm
from ..forms.law import typed
from ..queries import panel as queries

HEADER = (
    "Number",
    "Subject",
    "Decided on",
    "Published on",
    "Decided by",
    "Outcome",
    "Total",
    "Purpose",
    "Recipients",
    "Decision",
    "Reasons",
    "Conditions",
    "Not published",
    "Function",
)


@door(SIGNED_IN)
@require_safe
def panel(request: HttpRequest) -> HttpResponse:
    """Every published police and crime decision since the Panel last met, or since the day that is asked for."""
    met = queries.last_met(timezone.localdate())
    asked = "since" in request.GET
    form = PanelForm(request.GET if asked else None, initial={"since": typed(met)} if met else {})
    since = form.cleaned_data["since"] if asked and form.is_valid() else None if asked else met
    until = form.cleaned_data.get("until") if asked and form.is_valid() else None
    rows = queries.decisions_since(since, until) if since else []
    return render(
        request,
        "decisions/panel.html",
        {"form": form, "met": met, "since": since, "until": until, "rows": rows, "total": _total(rows)},
    )


@door(SIGNED_IN)
@require_safe
def panel_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table."""
    form = PanelForm(request.GET)
    since = form.cleaned_data["since"] if form.is_valid() else queries.last_met(timezone.localdate())
    until = form.cleaned_data.get("until") if form.is_valid() else None
    rows = queries.decisions_since(since, until) if since else []
    return csv_download(
        "panel-summary.csv",
        HEADER,
        (
            (
                each.number,
                each.title,
                each.decided_on,
                each.public_on,
                each.makers,
                each.outcome,
                "" if each.total is None else str(each.total).replace("£", "").replace(",", ""),
                each.purpose,
                each.recipients,
                each.decision,
                each.reasons or "The record does not carry them",
                "; ".join(each.conditions) or "None stated",
                "; ".join(each.exempt),
                "Police and crime" if each.says_function else "The record does not say",
            )
            for each in rows
        ),
    )


def _total(rows: list[queries.Row]) -> int:
    return sum(each.total.pence for each in rows if each.total is not None)
