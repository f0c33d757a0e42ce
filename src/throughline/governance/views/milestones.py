"""The pages of the implementation plan: the chart and the table, one milestone, and each step with it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.charts import picture
from throughline.frame.doors import SIGNED_IN, door, for_roles
from throughline.frame.icalendar import Day, icalendar_download
from throughline.frame.lists import Filter, Listing, Sort, csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import Verdict
from throughline.organisations import queries as organisations

from ..actions import milestones as actions
from ..forms.milestones import ChangeMilestoneForm, ForecastForm, MilestoneForm, ReachForm
from ..forms.watching import ReasonForm
from ..lifecycle import LEAD, OFFICER
from ..plan_chart import draw
from ..queries import milestones as queries
from ..queries.history import history_of
from ..queries.owners import chosen, is_owner
from ..watching.lifecycle import MILESTONE
from ..watching.rules import may_take
from .steps import StepPage, page_of, take_step

LISTING = Listing(
    sorts=(
        Sort("expected", "Expected first", ("forecast_on", "planned_on", "pk")),
        Sort("planned", "Planned first", ("planned_on", "pk")),
    ),
    filters=(
        Filter(
            "state",
            "State",
            lambda _: [
                ("late", "Late"),
                ("planned", "Planned"),
                ("reached", "Reached"),
                ("dropped", "Taken out"),
            ],
            lambda rows, state: (
                rows.filter(state="planned", forecast_on__lt=timezone.localdate())
                if state == "late"
                else rows.filter(state=state)
            ),
        ),
        Filter(
            "programme",
            "Programme",
            lambda _: [(each.code, each.name) for each in organisations.programmes()],
            lambda rows, code: rows.filter(item__programmes=code),
        ),
    ),
    search_field="item__search_text",
    size=40,
)
STEPS = {
    "forecast": StepPage(
        "forecast",
        "When is it expected now?",
        "Save the day",
        ForecastForm,
        actions.forecast_milestone,
        "The day is saved. The day that was planned first stays in the plan.",
    ),
    "change": StepPage(
        "change",
        "Change the milestone",
        "Save the change",
        ChangeMilestoneForm,
        actions.change_milestone,
        "The milestone is changed. What it said before stays in its history.",
    ),
    "reach": StepPage(
        "reach",
        "Was it reached?",
        "Say that it was reached",
        ReachForm,
        actions.reach_milestone,
        "The milestone is reached.",
    ),
    "drop": StepPage(
        "drop",
        "Take it out of the plan?",
        "Take it out",
        ReasonForm,
        actions.drop_milestone,
        "The milestone is out of the plan. It stays to be read, with the reason.",
        tone="warning",
    ),
    "open-again": StepPage(
        "reopen",
        "Put it back into the plan?",
        "Put it back",
        ReasonForm,
        actions.reopen_milestone,
        "The milestone is in the plan again.",
    ),
}
NEW = StepPage(
    "plan",
    "Add a milestone",
    "Add the milestone",
    MilestoneForm,
    actions.plan_milestone,
    "The milestone stands in the plan.",
)


@door(SIGNED_IN)
@require_safe
def milestones(request: HttpRequest) -> HttpResponse:
    """The plan: by month with a line for today, then the same as a table."""
    actor, today = actor_of(request), timezone.localdate()
    listed = LISTING.page(queries.visible_to(actor), request.GET)
    rows = queries.shown(listed.rows, today)
    return render(
        request,
        "governance/milestones.html",
        {
            "listed": listed,
            "rows": rows,
            "in_words": queries.in_words(rows),
            "chart_query": request.GET.urlencode(),
            "may_plan": bool(MILESTONE.may("plan", None, actor)),
        },
    )


@door(SIGNED_IN)
@require_safe
def milestones_svg(request: HttpRequest) -> HttpResponseBase:
    """The picture of exactly the rows that the page lists."""
    today = timezone.localdate()
    listed = LISTING.page(queries.visible_to(actor_of(request)), request.GET)
    return picture(request, draw, queries.facts(queries.shown(listed.rows, today), today))


@door(SIGNED_IN)
@require_safe
def milestones_csv(request: HttpRequest) -> HttpResponse:
    """The plan as it is searched and filtered."""
    header = (
        "Milestone",
        "Owner",
        "Planned on",
        "Expected on",
        "Reached on",
        "Against the plan",
        "State",
        "Source",
    )
    return csv_download(
        "implementation-plan.csv",
        header,
        (
            (
                each.title,
                each.owner,
                each.planned_on,
                each.forecast_on,
                each.reached_on,
                each.slip,
                each.state_words,
                each.source,
            )
            for each in _all(request)
        ),
    )


@door(SIGNED_IN)
@require_safe
def milestones_ics(request: HttpRequest) -> HttpResponse:
    """The days of the plan for one's own calendar."""
    days = [
        Day(
            uid=f"{each.id}@throughline",
            on=each.reached_on or each.forecast_on,
            summary=("Reached: " if each.reached_on else "") + each.title,
            description=f"Owner: {each.owner}",
            url=settings.PUBLIC_ADDRESS.rstrip("/") + each.href,
        )
        for each in _all(request)
        if each.state != "dropped"
    ]
    return icalendar_download("implementation-plan.ics", "Implementation plan", days, at=timezone.now())


@door(SIGNED_IN)
@require_safe
def milestone(request: HttpRequest, milestone_id: UUID) -> HttpResponse:
    """One milestone: its days, whose it is, which promise it helps to keep."""
    row = _milestone(request, milestone_id)
    return render(
        request,
        "governance/milestone.html",
        {
            "milestone": queries.shown([row], timezone.localdate())[0],
            "history": history_of(row.pk, actor_of(request)),
            "may": {name: _may(request, page.step, row) for name, page in STEPS.items()},
        },
    )


@door(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, milestone_id: UUID, name: str) -> HttpResponse:
    """One step with a milestone."""
    page = page_of(STEPS, name)
    row = _milestone(request, milestone_id)
    return take_step(
        request,
        page,
        verdict=_may(request, page.step, row),
        about=row.item.title,
        back=reverse("governance-milestone", args=[milestone_id]),
        initial={
            "forecast_on": row.forecast_on,
            "title": row.item.title,
            "owner": chosen(row),
            "promise": row.promise if row.names_promise else None,
            "promise_id": row.promise_id if row.names_promise else None,
        },
        milestone_id=milestone_id,
    )


@door(for_roles(OFFICER, LEAD))
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a milestone to the plan."""
    verdict = MILESTONE.may("plan", None, actor_of(request))
    return take_step(request, NEW, verdict=verdict, about="Implementation plan", back=reverse("milestones"))


def _all(request: HttpRequest) -> list[queries.Shown]:
    rows = LISTING.narrow(queries.visible_to(actor_of(request)), request.GET.dict())
    return queries.shown(rows, timezone.localdate())


def _milestone(request: HttpRequest, milestone_id: UUID) -> Any:
    row = queries.milestone_whole(actor_of(request), milestone_id)
    if row is None:
        raise Http404("There is no such milestone.")
    return row


def _may(request: HttpRequest, step: str, row: Any) -> Verdict:
    actor = actor_of(request)
    return may_take(MILESTONE, step, row.state, actor, is_owner=is_owner(actor, row))
