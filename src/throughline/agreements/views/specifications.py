"""The pages of service specifications: versions, one version with its differences and reach, and what people said."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.lists import Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.funding.queries.rounds import programmes
from throughline.governance.forms.watching import StepForm
from throughline.governance.views.steps import StepPage, take_step
from throughline.kernel.verdict import RefusedError

from ..actions import specifications as actions
from ..doors import RUN_BY
from ..forms.specifications import RequirementForm, SettleForm, WriteForm
from ..lifecycle import SPECIFICATION
from ..queries import specifications as queries

LISTING = Listing(
    sorts=(Sort("newest", "Newest first", ("programme__name", "-number", "pk")),),
    filters=(by("state", "State", {state: words for state, (words, _tone) in queries.STATES.items()}),),
    search_field="search_text",
)
WRITE = StepPage(
    "write",
    "Begin the next version",
    "Begin it",
    WriteForm,
    actions.write_version,
    "The draft begins with what the current version asks for.",
    "Everything that the current version asks for stands in the draft already; change what has changed.",
)
REQUIREMENT = StepPage(
    "edit",
    "What must the service do?",
    "Save the requirement",
    RequirementForm,
    actions.put_requirement,
    "The requirement is saved.",
)
SETTLE = StepPage(
    "settle",
    "Settle this version?",
    "Settle it",
    SettleForm,
    actions.settle,
    "This version is current. New agreements name it; those in force keep the version that they name.",
    "After this nobody can change it. The version before stays readable, and its agreements keep naming it.",
)
DISCARD = StepPage(
    "discard",
    "Throw this draft away?",
    "Throw it away",
    StepForm,
    actions.discard,
    "The draft is thrown away.",
    tone="warning",
)


@door(SIGNED_IN)
@require_safe
def specifications(request: HttpRequest) -> HttpResponse:
    """Every version of every programme's specification."""
    actor = actor_of(request)
    return render(
        request,
        "agreements/specifications.html",
        {
            "listed": LISTING.page(queries.visible_to(actor), request.GET),
            "states": queries.STATES,
            "programmes": list(programmes()),
            "may_write": SPECIFICATION.may("write", None, actor),
        },
    )


@door(SIGNED_IN)
@require_safe
def specification(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """One version: what it asks for, from whom, what changed, and the agreements it reaches."""
    page, actor = _page(request, version_id), actor_of(request)
    return render(
        request,
        "agreements/specification.html",
        {
            "page": page,
            "states": queries.STATES,
            "may": {
                name: SPECIFICATION.may(name, page.version.state, actor)
                for name in ("edit", "settle", "discard")
            },
        },
    )


@door(SIGNED_IN)
@require_safe
def specification_csv(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """What one version asks for."""
    page = _page(request, version_id)
    return csv_download(
        f"specification-{page.version.number}.csv",
        ("Number", "Requirement", "Asked for by", "In their words", "Serves"),
        (
            (each.requirement.code, each.requirement.text, each.origin, each.requirement.origin_words,
             each.requirement.serves)
            for each in page.requirements
        ),
    )  # fmt: skip


@door(SIGNED_IN)
@require_safe
def you_said(request: HttpRequest, code: str) -> HttpResponse:
    """What people said about the service, and what was done."""
    programme = programmes().filter(code=code).first()
    if programme is None:
        raise Http404("There is no such programme.")
    rows = queries.you_said(actor_of(request), programme.pk)
    return render(request, "agreements/you_said.html", {"programme": programme, "rows": rows})


@door(RUN_BY)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Begin the next version of a programme's specification."""
    return take_step(
        request,
        WRITE,
        verdict=SPECIFICATION.may("write", None, actor_of(request)),
        about="Service specification",
        back=reverse("specifications"),
    )


@door(RUN_BY)
@require_http_methods(["GET", "HEAD", "POST"])
def requirement(request: HttpRequest, version_id: UUID, code: str = "") -> HttpResponse:
    """Add a requirement to a draft, or change one."""
    page = _page(request, version_id)
    row = queries.requirement_of(version_id, code) if code else None
    if code and row is None:
        raise Http404("There is no such requirement.")
    names = ("code", "text", "origin", "origin_words", "origin_item", "serves")
    return take_step(
        request,
        REQUIREMENT,
        verdict=SPECIFICATION.may("edit", page.version.state, actor_of(request)),
        about=_about(page.version),
        back=_address(version_id),
        initial={name: getattr(row, name) for name in names} if row else None,
        version_id=version_id,
    )


@door(RUN_BY)
@require_POST
def drop(request: HttpRequest, version_id: UUID, code: str) -> HttpResponse:
    """Take a requirement out of a draft."""
    _page(request, version_id)
    try:
        actions.drop_requirement(actor=actor_of(request), at=timezone.now(), version_id=version_id, code=code)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{code} is out of this draft. Earlier versions still say it.")
    return redirect("specification", version_id)


@door(RUN_BY)
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Make a draft the current version."""
    return _step(request, version_id, SETTLE, {"in_use_from": timezone.localdate()})


@door(RUN_BY)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    return _step(request, version_id, DISCARD)


def _step(
    request: HttpRequest, version_id: UUID, step: StepPage, initial: dict[str, Any] | None = None
) -> HttpResponse:
    version = _page(request, version_id).version
    return take_step(
        request,
        step,
        verdict=SPECIFICATION.may(step.step, version.state, actor_of(request)),
        about=_about(version),
        back=_address(version_id),
        initial=initial,
        version_id=version_id,
    )


def _page(request: HttpRequest, version_id: UUID) -> queries.VersionPage:
    page = queries.version_page(actor_of(request), version_id, timezone.localdate())
    if page is None:
        raise Http404("There is no such version.")
    return page


def _about(version: Any) -> str:
    return f"{version.title}, version {version.number}"


def _address(version_id: UUID) -> str:
    return reverse("specification", args=[version_id])
