"""The pages of checks on recipients: how each stands, one recipient's history, and a register's file coming in."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door
from throughline.frame.lists import Filter, Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.governance.views.steps import StepPage, take_step
from throughline.organisations import queries as organisations

from ..actions import diligence as actions
from ..diligence import may_check
from ..doors import ADVISED_BY, READERS
from ..forms.checks import CheckForm, ImportForm
from ..queries import diligence as queries
from ..register_files import COLUMNS

LISTING = Listing(
    sorts=(
        Sort("until", "What ends first", ("good_until", "body__name", "register", "pk")),
        Sort("body", "By recipient", ("body__name", "register", "pk")),
    ),
    filters=(
        by("register", "Register", dict(queries.REGISTER_CHOICES)),
        Filter(
            "stands",
            "How it stands",
            lambda _: [("stops", "Holds payments"), ("good", "Clear and in date")],
            lambda rows, stands: queries.standing_rows(rows, stands, timezone.localdate()),
        ),
    ),
    search_field="search_text",
)
_REGISTERS = dict(queries.REGISTER_CHOICES)
IMPORT = StepPage(
    "import",
    "Bring in a register’s file",
    "Check every recipient against it",
    ImportForm,
    actions.import_register,
    "The file is kept, and every recipient that the register can know is checked against it.",
    "Throughline asks no register itself. "
    + " ".join(f"{_REGISTERS[name]}: columns {', '.join(columns)}." for name, columns in COLUMNS.items())
    + " A file that cannot be read is refused whole, and says which line.",
)
ADD = StepPage(
    "check",
    "What does the register show?",
    "Put it on record",
    CheckForm,
    actions.add_check,
    "The check is on record.",
)


@door(READERS)
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """The latest check of every recipient against every register, what ends first on top."""
    actor, today = actor_of(request), timezone.localdate()
    listed = LISTING.page(queries.visible_to(actor, today), request.GET)
    names = {each.pk: each.name for each in organisations.bodies()}
    unchecked = sorted((names[each], each) for each in queries.never_checked()) if may_check(actor) else []
    return render(
        request,
        "agreements/checks.html",
        {
            "listed": listed,
            "rows": [(each, queries.standing(each, today)) for each in listed.rows],
            "registers": _REGISTERS,
            "unchecked": unchecked,
            "files": queries.files()[:5] if may_check(actor) else [],
            "may": may_check(actor),
        },
    )


@door(READERS)
@require_safe
def checks_csv(request: HttpRequest) -> HttpResponse:
    """The list as it is searched and filtered."""
    today = timezone.localdate()
    rows = LISTING.narrow(queries.visible_to(actor_of(request), today), request.GET.dict())
    header = ("Recipient", "Register", "Number", "Found", "Words", "Checked on", "Good until", "Stands")
    return csv_download(
        "recipient-checks.csv",
        header,
        (
            (
                each.body.name,
                each.get_register_display(),
                each.number,
                each.get_found_display(),
                each.words,
                each.checked_on,
                each.good_until,
                queries.standing(each, today).words,
            )
            for each in rows
        ),
    )


@door(READERS)
@require_safe
def recipient(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """Every check of one recipient, newest first."""
    body, today = _body(request, body_id), timezone.localdate()
    return render(
        request,
        "agreements/recipient_checks.html",
        {
            "body": body,
            "rows": [(each, queries.standing(each, today)) for each in queries.history_of(body_id)],
            "may": may_check(actor_of(request)),
        },
    )


@door(ADVISED_BY)
@require_http_methods(["GET", "HEAD", "POST"])
def import_register(request: HttpRequest) -> HttpResponse:
    """Bring in a register's file and check every recipient against it."""
    return take_step(
        request,
        IMPORT,
        verdict=may_check(actor_of(request)),
        about="Checks on recipients",
        back=reverse("checks"),
    )


@door(ADVISED_BY)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """Put on record what somebody saw in a register themselves."""
    body = _body(request, body_id)
    return take_step(
        request,
        ADD,
        verdict=may_check(actor_of(request)),
        about=body.name,
        back=reverse("recipient-checks", args=[body_id]),
        initial={"checked_on": timezone.localdate()},
        body_id=body_id,
    )


def _body(request: HttpRequest, body_id: UUID) -> Any:
    body = queries.recipient_visible_to(actor_of(request), body_id, timezone.localdate())
    if body is None:
        raise Http404("There is no such recipient.")
    return body
