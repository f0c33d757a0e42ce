"""The pages of watching: all grants, one grant with its signs, visits and findings, and the thresholds."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.agreements.queries import grants as agreements
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Filter, Listing, Sort
from throughline.frame.middleware import actor_of
from throughline.governance.views.steps import StepPage, take_step
from throughline.kernel.verdict import Allowed, Refused, Verdict

from ..actions import findings, risk
from ..forms.watching import MadeVisitForm, ReadingForm, ThresholdForm, VisitForm, finding_form
from ..lifecycle import CORRECTIVE_ACTION, LEAD, OFFICERS
from ..queries import risk as thresholds_queries
from ..queries import watching as queries
from ..queries.scrutiny_pages import SEE, areas, searchable

FORMS = ["GET", "HEAD", "POST"]
READERS = for_roles(*sorted(SEE))
LISTING = Listing(
    sorts=(
        Sort(
            "next",
            "Who must act next",
            ("needs", "-round__year", "place__name", "round__programme__name", "id"),
        ),
        Sort("newest", "Newest year", ("-round__year", "place__name", "round__programme__name", "id")),
        Sort("area", "By area", ("place__name", "-round__year", "round__programme__name", "id")),
    ),
    filters=(
        Filter(
            "year",
            "Year",
            lambda rows: [
                (each, each)
                for each in sorted(
                    rows.order_by().values_list("round__year", flat=True).distinct(), reverse=True
                )
            ],
            lambda rows, year: rows.filter(round__year=year),
        ),
        Filter("area", "Area", areas, lambda rows, code: rows.filter(place__gss_code=code)),
    ),
    search_field="searched",
)


@door(READERS)
@require_safe
def watch(request: HttpRequest) -> HttpResponse:
    """Every grant with its risk, papers and findings."""
    on = timezone.localdate()
    rows = queries.with_needs(agreements.visible_to(actor_of(request), on), on)
    listed = LISTING.page(searchable(rows, ""), request.GET)
    return render(request, "assurance/watch.html", {"listed": listed, "rows": queries.shown(listed.rows, on)})


@door(READERS)
@require_safe
def grant(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """One grant: risk, visits, findings, money that was not spent."""
    page = queries.page_of(actor_of(request), grant_id, timezone.localdate())
    if page is None:
        raise Http404("There is no such grant.")
    return render(request, "assurance/grant_watch.html", {"page": page})


@door(for_roles(*sorted(OFFICERS | {"auditor"})))
@require_http_methods(FORMS)
def new(request: HttpRequest, grant_id: UUID, name: str) -> HttpResponse:
    """Read the risk, plan a visit, or say what was found."""
    actor, on = actor_of(request), timezone.localdate()
    found = queries.page_of(actor, grant_id, on)
    if found is None:
        raise Http404("There is no such grant.")
    if name == "reading":
        lead = f"The signs read as {found.reads_as.lower()}. " + " ".join(found.why)
        page = StepPage(
            name, "How risky is this grant?", "Confirm the reading", ReadingForm, risk.confirm_reading,
            "The reading is on record.", lead.strip(),
        )  # fmt: skip
        verdict: Verdict = found.may_watch
    elif name == "visit":
        page = StepPage(
            name, "Plan a visit", "Plan it", VisitForm, risk.plan_visit, "The visit is planned."
        )  # fmt: skip
        verdict = found.may_watch
    elif name == "finding":
        form = finding_form(queries.returns_of(grant_id), queries.visit_choices(grant_id))
        page = StepPage(
            name, "What was found?", "Put it on record", form, findings.make,
            "The finding is on record. Whoever puts it right has been told.",
        )  # fmt: skip
        verdict = CORRECTIVE_ACTION.may("make", None, actor)
    else:
        raise Http404("There is no such step.")
    return take_step(
        request,
        page,
        verdict=verdict,
        about=found.name,
        back=reverse("grant-watch", args=[grant_id]),
        grant_id=grant_id,
    )


@door(for_roles(*sorted(OFFICERS)))
@require_http_methods(FORMS)
def made(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Say that a visit was made, and what was seen."""
    visit = queries.visit(actor_of(request), visit_id, timezone.localdate())
    if visit is None:
        raise Http404("There is no such visit.")
    page = StepPage(
        "made", "What was seen?", "Save it", MadeVisitForm, risk.note_visit, "The visit is on record.",
        f"Planned to look at: {visit.purpose}",
    )  # fmt: skip
    verdict: Verdict = Refused("This visit is on record already.") if visit.made_on else Allowed()
    return take_step(
        request,
        page,
        verdict=verdict,
        about=visit.site,
        back=reverse("grant-watch", args=[visit.grant_id]),
        visit_id=visit_id,
    )


@door(READERS)
@require_http_methods(FORMS)
def thresholds(request: HttpRequest) -> HttpResponse:
    """From which value a sign of risk counts, since when and on whose word; the lead sets further ones."""
    actor = actor_of(request)
    if request.method == "POST" or "new" in request.GET:
        page = StepPage(
            "set", "From which value does a sign count?", "Set it", ThresholdForm, risk.set_threshold,
            "The values are set. Readings of before keep theirs.",
        )  # fmt: skip
        verdict: Verdict = (
            Allowed() if actor.roles & LEAD else Refused("Thresholds are set by the programme lead.")
        )
        return take_step(
            request, page, verdict=verdict, about="Signs of risk", back=reverse("risk-thresholds")
        )
    return render(
        request,
        "assurance/thresholds.html",
        {
            "rows": thresholds_queries.every_threshold(),
            "signs": thresholds_queries.SIGNS,
            "may_set": bool(actor.roles & LEAD),
        },
    )
