"""The pages of grants: all of them, one with everything around it, and each step with it."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door
from throughline.frame.lists import Filter, Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.governance.forms.watching import ReasonForm, StepForm
from throughline.governance.views.steps import StepPage, page_of, take_step
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money

from ..actions import diligence, grants
from ..diligence import may_record
from ..doors import READERS, RUN_BY
from ..forms.grants import GrantOrContractForm, SubsidyForm, WaiverForm
from ..lifecycle import OFFICERS
from ..queries import shown
from ..queries.diligence import RECORD_CHOICES, assistance_of, thresholds_of
from ..queries.offering import to_offer

LISTING = Listing(
    sorts=(
        Sort(
            "needs",
            "What needs somebody first",
            ("needs", "-round__year", "round__programme__name", "place__name", "pk"),
        ),
        Sort("newest", "Newest year first", ("-round__year", "round__programme__name", "place__name", "pk")),
        Sort("place", "By place", ("place__name", "-round__year", "round__programme__name", "pk")),
    ),
    filters=(
        Filter("year", "Year", shown.years_of, lambda rows, year: rows.filter(round__year=year)),
        Filter("place", "Place", shown.places_of, lambda rows, code: rows.filter(place__gss_code=code)),
        by("state", "State", {state: words for state, (words, _tone) in shown.GRANT_STATES.items()}),
        by("recipient_kind", "Paid to", shown.RECIPIENT_WORDS),
    ),
    search_field="search_text",
)
_STOP = "Everybody who sees the grant sees the reason."
STEPS = {
    "suspend": StepPage(
        "suspend",
        "Stop the payments of this grant?",
        "Suspend the grant",
        ReasonForm,
        partial(grants.stop_or_resume, step="suspend"),
        "The grant is suspended: nothing of it is paid.",
        f"Nothing is paid until you let it go on. {_STOP}",
        tone="warning",
    ),
    "resume": StepPage(
        "resume",
        "Let this grant go on?",
        "Let it go on",
        ReasonForm,
        partial(grants.stop_or_resume, step="resume"),
        "The grant goes on.",
        f"Money moves again when its conditions hold. {_STOP}",
    ),
    "withdraw": StepPage(
        "withdraw",
        "Take this offer back?",
        "Withdraw the offer",
        ReasonForm,
        partial(grants.stop_or_resume, step="withdraw"),
        "The offer is withdrawn. This part of the round can be offered again.",
        f"Its agreement falls with it. {_STOP}",
        tone="warning",
    ),
    "terminate": StepPage(
        "terminate",
        "End this grant early?",
        "Terminate the grant",
        ReasonForm,
        partial(grants.stop_or_resume, step="terminate"),
        "The grant is terminated.",
        f"This cannot be undone. Say under which term of the agreement it ends. {_STOP}",
        tone="warning",
    ),
    "begin-closing": StepPage(
        "begin_closing",
        "Ask for the last papers?",
        "Begin to close the grant",
        StepForm,
        partial(grants.close, step="begin_closing"),
        "The grant is closing: the last papers are asked for.",
        "What is still due can be paid; nothing new begins.",
    ),
    "close": StepPage(
        "close",
        "Close this grant?",
        "Close the grant",
        StepForm,
        partial(grants.close, step="close"),
        "The grant is closed.",
        "Every pound is spent, carried over, recovered or returned, and the year-end decision says so.",
    ),
}
LEGAL = {
    kind: StepPage(
        kind,
        words,
        "Put it on record",
        form,
        partial(diligence.record_legal, kind=kind),
        "It is on record. A later record can stand beside it; this one stays.",
    )
    for (kind, words), form in zip(
        RECORD_CHOICES, (GrantOrContractForm, WaiverForm, SubsidyForm), strict=True
    )
}


@door(READERS)
@require_safe
def all_grants(request: HttpRequest) -> HttpResponse:
    """Every grant that the asker may see, what needs somebody first."""
    actor, today = actor_of(request), timezone.localdate()
    listed = LISTING.page(shown.listed(actor, today), request.GET)
    rows = shown.rows(listed.rows)
    return render(
        request,
        "agreements/grants.html",
        {
            "listed": listed,
            "rows": rows,
            "total": sum((each.award for each in rows), Money(0)),
            "to_offer": to_offer(today) if actor.roles & OFFICERS else [],
        },
    )


@door(READERS)
@require_safe
def grants_csv(request: HttpRequest) -> HttpResponse:
    """The list as it is searched and filtered."""
    found = LISTING.narrow(shown.listed(actor_of(request), timezone.localdate()), request.GET.dict())
    header = (
        "Place",
        "Programme",
        "Year",
        "Recipient",
        "Kind of recipient",
        "Award in pounds",
        "State",
        "Conditions not answered",
        "Illustration",
    )
    return csv_download(
        "grants.csv",
        header,
        (
            (
                each.place,
                each.programme,
                each.year,
                each.recipient,
                each.recipient_kind,
                f"{each.award.pence // 100}.{each.award.pence % 100:02}",
                each.state_words,
                each.open,
                "yes" if each.is_illustration else "no",
            )
            for each in shown.rows(found)
        ),
    )


@door(READERS)
@require_safe
def grant(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """One grant: its award and how it came, its terms, conditions, agreements and legal records."""
    page, actor = _page(request, grant_id), actor_of(request)
    return render(
        request,
        "agreements/grant.html",
        {
            "page": page,
            "may": {name: grants.may_take(step.step, page.grant, actor) for name, step in STEPS.items()},
            "may_record": may_record(actor),
            "runs_it": bool(actor.roles & OFFICERS),
        },
    )


@door(RUN_BY)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, grant_id: UUID, name: str) -> HttpResponse:
    """One step with a grant."""
    page, found = page_of(STEPS, name), _page(request, grant_id)
    return take_step(
        request,
        page,
        verdict=grants.may_take(page.step, found.grant, actor_of(request)),
        about=_about(found.row),
        back=reverse("grant", args=[grant_id]),
        grant_id=grant_id,
    )


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def legal(request: HttpRequest, grant_id: UUID, kind: str) -> HttpResponse:
    """Put on record what was answered about a grant's legal route."""
    page, found = page_of(LEGAL, kind.replace("-", "_")), _page(request, grant_id)
    if page.step == "subsidy":
        page = replace(page, lead=assistance_of(found.grant).words)
    if page.step == "grant_or_contract":
        page = replace(page, lead=thresholds_of(found.grant))
    return take_step(
        request,
        page,
        verdict=may_record(actor_of(request)),
        about=_about(found.row),
        back=reverse("grant", args=[grant_id]) + "#legal",
        initial={"recorded_on": timezone.localdate()},
        grant_id=grant_id,
    )


def _page(request: HttpRequest, grant_id: UUID) -> shown.GrantPage:
    actor: Actor = actor_of(request)
    found = shown.grant_page(actor, grant_id, timezone.localdate())
    if found is None:
        raise Http404("There is no such grant.")
    return found


def _about(row: shown.GrantRow) -> str:
    return f"{row.place}, {row.programme}, {row.year}"
