"""The workbench of a round: its scenarios side by side, planning a round, comparing runs."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.funding.actions import planning as actions
from throughline.funding.forms.planning import BeginForm, PlanRoundForm
from throughline.funding.lifecycle import CHOOSERS, PLANNERS, SCENARIO
from throughline.funding.planning.shown import HELD, prices_of
from throughline.funding.planning.words import movers, percent
from throughline.funding.planning.working import Working
from throughline.funding.queries import planning as queries
from throughline.funding.queries import rounds
from throughline.kernel.verdict import RefusedError

READERS = for_roles(*sorted(rounds.RUN_READERS))
WRITERS = for_roles(*sorted(PLANNERS))


@door(READERS)
@require_safe
def workbench(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """Places down, scenarios across."""
    actor = actor_of(request)
    bench = queries.bench(actor, code, year)
    if bench is None:
        raise Http404
    return render(
        request,
        "funding/workbench.html",
        {
            "title": f"Workbench, {bench.round.year}",
            "bench": bench,
            "round": bench.round,
            "may_begin": SCENARIO.may("begin", None, actor),
            "may_choose": bool(actor.roles & CHOOSERS),
            "held_words": HELD,
            "prices_of": prices_of,
            "percent": percent,
            "wide": True,
        },
    )


@door(WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_round(request: HttpRequest, code: str) -> HttpResponse:
    """Open a coming year of a programme."""
    programme = rounds.programmes().filter(code=code).first()
    if programme is None:
        raise Http404
    form = PlanRoundForm(request.POST if request.method == "POST" else None, funders=queries.funders_of(code))
    if form.is_valid():
        try:
            planned = actions.plan_round(
                actor=actor_of(request),
                at=timezone.now(),
                programme=programme,
                year=form.cleaned_data["year"],
                intended=form.cleaned_data["intended"],
                contributions=form.contributions,
                note=form.cleaned_data["note"],
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{planned.year} is being planned. Only staff who plan, audit or sign see it."
            )
            return redirect("workbench", code, planned.slug)
    return render(
        request,
        "funding/plan_round.html",
        {"title": "Plan a round", "form": form, "programme": programme, "round": None},
    )


@door(WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_again(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """Change what is intended for a round that is still planned, and who puts in how much."""
    round_ = queries.planned_round(actor_of(request), code, year)
    if round_ is None:
        raise Http404
    funders, planned = queries.funders_of(code), queries.planned_values(round_)
    form = PlanRoundForm(request.POST if request.method == "POST" else None, funders=funders, planned=planned)
    if form.is_valid():
        try:
            actions.plan_again(
                actor=actor_of(request),
                at=timezone.now(),
                round_id=round_.id,
                intended=form.cleaned_data["intended"],
                contributions=form.contributions,
                note=form.cleaned_data["note"],
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"The plan of {round_.year} is changed. Scenarios keep their own totals."
            )
            return redirect(queries.bench_address(round_))
    context = {"title": "Change the plan", "form": form, "programme": round_.programme, "round": round_}
    return render(request, "funding/plan_round.html", context)


@door(WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """Begin a scenario, like another one or with the programme's places."""
    actor = actor_of(request)
    round_ = queries.planned_round(actor, code, year)
    if round_ is None:
        raise Http404
    others = list(queries.scenarios_visible_to(actor).filter(round=round_))
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        like=[(str(each.id), f"Like “{each.name}”") for each in others],
    )
    if form.is_valid():
        like = next((each for each in others if str(each.id) == form.cleaned_data["like"]), None)
        try:
            scenario = actions.begin_scenario(
                actor=actor,
                at=timezone.now(),
                round_=round_,
                name=form.cleaned_data["name"],
                like=None if like is None else Working.of(like.values),
            )
        except RefusedError as refusal:
            form.add_error("name", str(refusal))
        else:
            return redirect("scenario-rules" if like is None else "scenario", scenario.id)
    return render(request, "funding/begin.html", {"title": "Begin a scenario", "form": form, "round": round_})


@door(for_roles(*sorted(rounds.RUN_READERS | rounds.DECIDERS)))
@require_safe
def compare(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """Two runs or more, with each one's difference from the first."""
    actor = actor_of(request)
    round_ = rounds.visible_to(actor).filter(programme__code=code, year=year.replace("-", "/")).first()
    if round_ is None:
        raise Http404
    asked = [UUID(each) for each in request.GET.getlist("run") if _is_uuid(each)]
    found = queries.comparison(actor, round_, asked)
    return render(
        request,
        "funding/compare.html",
        {
            "title": "Compare splits",
            "round": round_,
            "comparison": found,
            "all": queries.comparable(actor, round_),
            "asked": {str(each.run.id) for each in found.runs},
            "movers": movers,
            "wide": True,
        },
    )


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
