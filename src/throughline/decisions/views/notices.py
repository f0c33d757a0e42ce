"""Reading notices, and the list of decisions."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.doors import SIGNED_IN, door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.frame.upload import take
from throughline.kernel.verdict import RefusedError

from .. import rules
from ..actions import notices as actions
from ..confirming import anchor_of, entry_at
from ..forms.readings import NoticeUploadForm, RecordForm, ValueForm, as_typed
from ..lifecycle import LEAD, NOTICE, OFFICER, READING
from ..queries import notices as queries
from ..reader import reader_page
from ..record import BY_NAME, FUNCTIONS, GROUPS

READERS = for_roles(OFFICER, LEAD)

DECISIONS = Listing(
    sorts=(
        Sort("newest", "Newest decision first", (F("decided_on").desc(nulls_last=True), "-number")),
        Sort("oldest", "Oldest decision first", (F("decided_on").asc(nulls_last=True), "number")),
        Sort("largest", "Largest total first", (F("total_pence").desc(nulls_last=True), "number")),
        Sort("subject", "Subject", ("title", "number")),
    ),
    filters=(
        by("state", "State", NOTICE.states),
        Filter(
            "year",
            "Year of decision",
            lambda rows: [
                (str(day.year), str(day.year))
                for day in rows.order_by().dates("decided_on", "year", order="DESC")
            ],
            lambda rows, year: (
                rows.filter(decided_on__year=int(year)) if re.fullmatch("[12][0-9]{3}", year) else rows
            ),
        ),
        by("function", "Function exercised", FUNCTIONS),
    ),
    search_field="search_text",
)
READINGS = Listing(
    sorts=(Sort("newest", "Newest first", ("-read_at", "position_in_file", "id")),),
    filters=(by("state", "State", READING.states),),
    search_field="search_text",
)


@door(SIGNED_IN)
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision on record."""
    listed = DECISIONS.page(queries.visible_to(actor_of(request)), request.GET)
    return render(
        request,
        "decisions/decisions.html",
        {"listed": listed, "may_read": bool(actor_of(request).roles & queries.READERS)},
    )


@door(SIGNED_IN)
@require_safe
def decisions_csv(request: HttpRequest) -> HttpResponse:
    """The list of decisions as it is searched and filtered."""
    rows = queries.tabled(DECISIONS.narrow(queries.visible_to(actor_of(request)), request.GET.dict()))
    header = (
        "Number",
        "Subject",
        "Reference",
        "State",
        "Function exercised",
        "Decision status",
        "Is Key decision?",
        "Is subject to call in?",
        "Date of decision",
        "Publication date",
        "Total",
    )
    return csv_download(
        "decisions.csv",
        header,
        (
            (
                each.number,
                each.title,
                each.reference,
                each.state,
                each.function,
                each.status,
                _yes_no(each.key_decision),
                _yes_no(each.subject_to_call_in),
                each.decided_on,
                each.published_on,
                None
                if each.total_pence is None
                else f"{each.total_pence.pence // 100}.{each.total_pence.pence % 100:02}",
            )
            for each in rows.iterator(chunk_size=5_000)
        ),
    )


@door(SIGNED_IN)
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """Every notice that was read, and what became of it."""
    listed = READINGS.page(queries.readings_visible_to(actor_of(request)), request.GET)
    rows = [(each, queries.left_to_confirm(each)) for each in listed.rows]
    return render(
        request,
        "decisions/readings.html",
        {"listed": listed, "rows": rows, "may_read": READING.may("read", None, actor_of(request))},
    )


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """Send a notice and have it read."""
    form = NoticeUploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        try:
            found = actions.read_notice(
                upload=take(form.cleaned_data["file"]), actor=actor_of(request), at=timezone.now()
            )
        except RefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            if len(found) == 1:
                return redirect("reader", found[0].id)
            messages.success(
                request, f"This file holds {len(found)} decisions. Each is confirmed on its own."
            )
            return redirect("readings")
    return render(request, "decisions/read.html", {"form": form})


@door(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def reader(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """A reading beside its text; `?correct=path` and `?add=field` open the one form that is being filled in."""
    reading = _reading(request, reading_id)
    asked = request.GET.get("correct", "")
    entry = (
        entry_at(reading.found, reading.answers, asked)
        if asked not in BY_NAME or not BY_NAME[asked].is_list
        else None
    )
    field = entry.field if entry else BY_NAME.get(request.GET.get("add", ""))
    form = None
    if field is not None and reading.state == "open":
        form = ValueForm(
            field,
            request.POST if request.method == "POST" else None,
            needs_words=entry is None or not entry.was_found,
            initial=as_typed(field, entry.value) if entry else {},
        )
    if form is not None and form.is_valid():
        said = {"reading_id": reading.id, "value": form.value, "words": form.words}
        try:
            at = _save_value(request, entry.path if entry else "", form.described.name, said)
        except RefusedError as refusal:
            form.add_error("words", str(refusal))
        else:
            return _to(reading.id, "field-" + anchor_of(at))
    page = reader_page(reading, actor_of(request))
    opened = entry.path if entry else (field.name if field else "")
    return render(
        request,
        "decisions/reader.html",
        {"page": page, "form": form, "opened": opened, "is_added": entry is None},
    )


@door(READERS)
@require_POST
def answer(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """Confirm a value or a group of them, say that one is not in the notice, or open it again."""
    reading = _reading(request, reading_id)
    path, choice = request.POST.get("path", ""), request.POST.get("choice", "")
    step: Callable[..., None] | None = {
        "confirm": actions.confirm_value,
        "absent": actions.take_out_value,
        "reopen": actions.reopen_value,
    }.get(choice)
    try:
        if choice == "group":
            actions.confirm_group(
                reading_id=reading.id, group=path, actor=actor_of(request), at=timezone.now()
            )
            return _to(reading.id, path if path in _GROUP_ANCHORS else "")
        if step is None:
            raise Http404("There is no such choice.")
        step(reading_id=reading.id, path=path, actor=actor_of(request), at=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return _to(reading.id)
    return _to(reading.id, "field-" + anchor_of(path))


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """Look once more at what will be on record, say what it is for, and record it."""
    reading = _reading(request, reading_id)
    if reading.notice is not None:
        return redirect("decision", reading.notice.number)
    page = reader_page(reading, actor_of(request))
    if not page.may_record:
        messages.error(request, str(page.may_record.reason))
        return _to(reading.id)
    form = RecordForm(request.POST if request.method == "POST" else None, is_same=page.is_same)
    if form.is_valid():
        try:
            notice = actions.record_decision(
                reading_id=reading.id, **form.cleaned_data, actor=actor_of(request), at=timezone.now()
            )
        except RefusedError as refusal:
            form.add_error("again_because" if page.is_same else None, str(refusal))
        else:
            messages.success(request, f"The decision is on record as {notice.number}.")
            return redirect("decision", notice.number)
    return render(request, "decisions/record.html", {"page": page, "form": form})


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """Ask once more, then close the reading without a record."""
    reading = _reading(request, reading_id)
    if request.method != "POST":
        verdict = rules.may_discard(reading.state, actor_of(request))
        return render(request, "decisions/discard.html", {"reading": reading, "verdict": verdict})
    try:
        actions.discard_reading(reading_id=reading.id, actor=actor_of(request), at=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return _to(reading.id)
    messages.success(request, "The reading is discarded. Nothing was recorded from it.")
    return redirect("readings")


_GROUP_ANCHORS = frozenset(anchor_of("group " + name.lower()) for name in GROUPS)


def _reading(request: HttpRequest, reading_id: UUID) -> Any:
    reading = queries.reading_whole(actor_of(request), reading_id)
    if reading is None:
        raise Http404("There is no such reading.")
    return reading


def _save_value(request: HttpRequest, path: str, field: str, said: dict[str, Any]) -> str:
    actor, at = actor_of(request), timezone.now()
    if path:
        actions.correct_value(path=path, **said, actor=actor, at=at)
        return path
    return actions.add_value(field=field, **said, actor=actor, at=at)


def _to(reading_id: UUID, anchor: str = "") -> HttpResponseRedirect:
    address = reverse("reader", args=[reading_id])
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address)


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "Yes" if value else "No"
