"""The performance file: of which days, what it says of each referral and by which rule, and the download."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import ALLOWED, FORMS
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations import queries as organisations
from throughline.organisations import working

from ..actions import performing
from ..actions.people import note_read
from ..care.local_time import day_of
from ..exports.performance import COLUMNS, Facts, in_words
from ..forms.exports import PerformanceForm
from ..queries import performance as queries
from ..sight import case_door

MANAGERS = ("provider-manager", "head-of-unit")
MOST = 10  # how many rows the preview shows; the file has them all
# Which of the 27 the preview shows, and under which words: the rest stand on each referral's own page.
PREVIEWED = {
    6: "Received",
    10: "First assessment attended",
    12: "On time",
    19: "Sessions attended",
    17: "Outcomes achieved",
    24: "End",
}


@case_door(*MANAGERS)
@never_cache
@require_http_methods(FORMS)
def performance_file(request: HttpRequest) -> HttpResponse:
    """Preview of the file for a period, its columns explained, and the download."""
    actor, now = actor_of(request), timezone.now()
    units = _units(actor, timezone.localdate(now))
    posted = request.method == "POST"
    said = request.POST if posted else request.GET
    is_asked = posted or "first_year" in said
    first, last = _last_quarter(timezone.localdate(now))
    form = PerformanceForm(
        said if is_asked else None, units, asks_why=posted, initial={"first": first, "last": last}
    )
    unit: UUID | None = None
    if form.is_bound:
        if not form.is_valid():
            return _page(request, form, None, None)
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        unit = UUID(form.cleaned_data["unit"]) if form.cleaned_data["unit"] else None
    try:
        performing.may_cover((first, last), form.cleaned_data["because"] if posted else "review")
    except RefusedError as refusal:
        form.add_error("last", str(refusal)) if form.is_bound else None
        return _page(request, form, None, None)
    if posted:
        text = performing.performance_file(
            actor=actor, at=now, period=(first, last), because=form.cleaned_data["because"], unit_id=unit
        )
        answer = HttpResponse(text, content_type="text/csv; charset=utf-8; header=present")
        name = f"performance-{first.isoformat()}-to-{last.isoformat()}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
    found = queries.referrals_of((first, last), unit=unit)
    rows = list(queries.facts_of(list(found[:MOST])))
    note_read(actor=actor, at=now, people=[each.person_id for each in rows], what="performance preview")
    chosen = {"first": first, "last": last, "unit": str(unit or "")}
    values = [(each.facts.reference, _previewed(each.facts)) for each in rows]
    total = len(rows) if len(rows) < MOST else found.count()
    return _page(request, form, values, total, chosen)


@case_door(*MANAGERS)
@require_safe
def performance_row(request: HttpRequest, reference: str) -> HttpResponse:
    """The 27 values of one referral, each with the rule that gives it."""
    row = queries.row_named(reference)
    if row is None:
        raise Http404("There is no such page.")
    actor = actor_of(request)
    note_read(actor=actor, at=timezone.now(), people=[row.person_id], what="performance values")
    values = [(column, in_words(column.value(row.facts))) for column in COLUMNS]
    page = "case" if "provider-manager" in actor.roles else "referral"
    return render(
        request, "caseload/performance_row.html", {"reference": reference, "values": values, "page": page}
    )


def _page(
    request: HttpRequest,
    form: PerformanceForm,
    rows: Any,
    total: int | None,
    chosen: dict[str, Any] | None = None,
) -> HttpResponse:
    why = PerformanceForm(None, [], asks_why=True)
    return render(
        request,
        "caseload/performance.html",
        {
            "form": form,
            "why": form if request.method == "POST" else why,
            "rows": rows,
            "total": total,
            "chosen": chosen,
            "previewed": list(PREVIEWED.values()),
            "columns": COLUMNS,
            "verdict": ALLOWED,
        },
    )


def _previewed(facts: Facts) -> dict[str, str]:
    """What the preview shows of one referral; of a moment its day."""
    values = {words: COLUMNS[at].value(facts) for at, words in PREVIEWED.items()}
    return {
        words: in_words(day_of(value) if isinstance(value, datetime) else value)
        for words, value in values.items()
    }


def _units(actor: Actor, on: date) -> list[tuple[str, str]]:
    seen = working.sight_of(actor, on).units
    return [(str(each.id), each.name) for each in organisations.units() if each.id in seen]


def _last_quarter(today: date) -> tuple[date, date]:
    """The last calendar quarter that has ended: each figure of it is asked for by everybody in the same days."""
    begins = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    last = begins - timedelta(days=1)
    return date(last.year, last.month - 2, 1), last
