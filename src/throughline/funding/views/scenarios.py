"""One scenario: what it says, what it comes to, changing it, trying one change, working it out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.charts import picture
from throughline.frame.doors import door
from throughline.frame.lists import fold
from throughline.frame.middleware import actor_of
from throughline.frame.upload import take
from throughline.funding.actions import planning as actions
from throughline.funding.charts import draw_split
from throughline.funding.forms.planning import place_typed, places_typed, rules_typed, waits_for_the_button
from throughline.funding.lifecycle import ALLOCATION_RUN, SCENARIO
from throughline.funding.planning import shown
from throughline.funding.planning.rules import plan_split
from throughline.funding.planning.sheets import Table, changes, read_file, read_table, read_text
from throughline.funding.planning.words import (
    differences,
    held_sentences,
    movers,
    small_count_caution,
)
from throughline.funding.planning.working import MOST_INDICATORS, IndicatorText, Working, plan_of
from throughline.funding.queries import planning as queries
from throughline.funding.views.planning import READERS, WRITERS
from throughline.kernel.verdict import RefusedError

PLACES_A_PAGE = 25


@door(READERS)
@require_safe
def scenario(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Inputs beside results, as the scenario stands."""
    desk = desk_of(request, scenario_id)
    actor, notes = actor_of(request), {each.code: each.note for each in desk.working.places}
    found: dict[str, Any] = {}
    if desk.plan is not None and desk.outcome is not None:
        found = {
            "rows": shown.rows_of(desk.plan, desk.outcome, notes),
            "price_rows": shown.prices_of(desk.plan, desk.outcome),
            "held": held_sentences(desk.plan, desk.outcome),
            "alt": shown.picture_in_words(desk.plan, desk.outcome),
            "caution": small_count_caution(desk.plan),
            "range_kind": desk.outcome.range_kind,
        }
    return page_of(
        request,
        "scenario",
        desk,
        may_edit=SCENARIO.may("edit", desk.scenario.state, actor),
        may_put_away=SCENARIO.may("put_away", desk.scenario.state, actor),
        may_take_up=SCENARIO.may("take_up", desk.scenario.state, actor),
        may_plan=ALLOCATION_RUN.may("plan", None, actor),
        reason=request.GET.get("reason", ""),
        wide=True,
        **found,
    )


@door(READERS)
@require_safe
def scenario_chart(request: HttpRequest, scenario_id: UUID) -> HttpResponseBase:
    """The picture of the scenario as it stands."""
    desk = desk_of(request, scenario_id)
    if desk.plan is None or desk.outcome is None:
        raise Http404
    return picture(request, draw_split, shown.picture_facts(desk.plan, desk.outcome))


@door(WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """The money, the indicators with their weights, the largest loss."""
    desk = desk_of(request, scenario_id, computed=False)
    if request.method != "POST":
        return _rules_page(request, desk, desk.working, "")
    typed = rules_typed(desk.working, request.POST)
    if _goes_by_itself(request) and (waits := waits_for_the_button(desk.working, request.POST)):
        return JsonResponse({"errors": {"": waits}}, status=422)
    conflict = _save(request, scenario_id, typed)
    if _goes_by_itself(request):
        return _said_to_the_script(request, scenario_id, conflict)
    if conflict:
        return _rules_page(request, desk, typed, conflict)
    return redirect("scenario-places" if "more" in request.POST else "scenario", scenario_id)


def _rules_page(request: HttpRequest, desk: queries.Desk, working: Working, conflict: str) -> HttpResponse:
    spare = min(len(working.indicators) + 2, MOST_INDICATORS) - len(working.indicators)
    rows = [*working.indicators, *[IndicatorText("", "", "")] * spare]
    return page_of(request, "scenario_rules", desk, typed=working, indicators=rows, conflict=conflict,
                 has_errors=bool(conflict))  # fmt: skip


@door(WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """What was counted in each place, and its limits; a page of places at a time."""
    desk = desk_of(request, scenario_id, computed=False)
    working, conflict = desk.working, ""
    if request.method == "POST":
        working = places_typed(desk.working, request.POST)
        conflict = _save(request, scenario_id, working)
        if _goes_by_itself(request):
            return _said_to_the_script(request, scenario_id, conflict)
        if not conflict:
            messages.success(request, "Saved.")
            return redirect(request.get_full_path())
    wanted = fold(request.GET.get("q", ""))
    listed = [each for each in working.places if wanted in fold(each.name)]
    page = Paginator(listed, PLACES_A_PAGE).get_page(request.GET.get("page"))
    return page_of(
        request,
        "scenario_places",
        desk,
        typed=working,
        page=page,
        search=request.GET.get("q", ""),
        faults={each.field: each.message for each in desk.problems},
        conflict=conflict,
        both=changes(desk.working, working) if conflict else [],
        has_errors=bool(conflict),
        wide=True,
    )


def _goes_by_itself(request: HttpRequest) -> bool:
    """Whether the page's script saves while somebody types; a person's own press comes as a form."""
    return request.headers.get("Accept") == "application/json"


def _said_to_the_script(request: HttpRequest, scenario_id: UUID, conflict: str) -> HttpResponse:
    if conflict:
        return JsonResponse({"refused": conflict}, status=409)
    saved = desk_of(request, scenario_id, computed=False).scenario
    return JsonResponse({"revision": saved.revision, "saved": f"{localtime(saved.saved_at):%H:%M}"})


@door(WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Paste a table or send a file; look at what would change; keep it."""
    desk = desk_of(request, scenario_id, computed=False)
    reading, wrong, pasted = None, "", ""
    if request.method == "POST":
        pasted = request.POST.get("table", "")
        try:
            table, notes = _table(request, pasted)
            reading = read_table(table, desk.working, queries.known_places(), notes)
        except RefusedError as refusal:
            wrong = str(refusal)
        else:
            if reading.after is not None and "keep" in request.POST:
                if not (conflict := _save(request, scenario_id, reading.after)):
                    messages.success(request, f"{len(reading.changed)} values were kept.")
                    return redirect("scenario", scenario_id)
                wrong = conflict
    return page_of(
        request,
        "scenario_import",
        desk,
        reading=reading,
        wrong=wrong,
        pasted=pasted,
        has_errors=bool(wrong or (reading and reading.problems)),
    )


def _table(request: HttpRequest, pasted: str) -> tuple[Table, tuple[str, ...]]:
    if request.FILES.get("file"):
        upload = take(request.FILES["file"])  # type: ignore[arg-type]  # one file, as the form has it
        return read_file(upload.name, upload.content)
    if not pasted.strip():
        raise RefusedError("Paste a table or choose a file.")
    return read_text(pasted), ()


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Change one place and see every place's difference; keep it or drop it."""
    desk = desk_of(request, scenario_id)
    said = request.POST if request.method == "POST" else request.GET
    place = desk.working.place(said.get("place", "")) or (
        desk.working.places[0] if desk.working.places else None
    )
    if place is None:
        raise Http404
    changed, wrong, found = place_typed(place, said), "", []
    if changed != place and desk.outcome is not None:
        try:
            after = plan_split(plan_of(desk.working.with_place(changed)))
        except RefusedError as refusal:
            wrong = str(refusal)
        else:
            found = differences(desk.outcome.shares, after.shares)
    if request.method == "POST" and not wrong:
        wrong = _save(request, scenario_id, desk.working.with_place(changed))
        if not wrong:
            messages.success(request, f"The change of {place.name} is kept.")
            return redirect("scenario", scenario_id)
    return page_of(
        request,
        "what_if",
        desk,
        place=place,
        changed=changed,
        is_changed=changed != place,
        found=found,
        said=movers(found) if found else "",
        wrong=wrong,
        may_edit=SCENARIO.may("edit", desk.scenario.state, actor_of(request)),
        has_errors=bool(wrong),
    )


@door(WRITERS)
@require_POST
def work_out(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Freeze the scenario's inputs and its split as a run."""
    desk_of(request, scenario_id, computed=False)
    try:
        run = actions.compute_run(
            actor=actor_of(request),
            at=timezone.now(),
            scenario_id=scenario_id,
            reason=request.POST.get("reason", "").replace("\0", "")[:4000],
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("scenario", scenario_id)
    messages.success(request, f"“{run.name}” is kept. Its inputs are frozen.")
    return redirect(queries.run_address(run))


@door(WRITERS)
@require_POST
def move(request: HttpRequest, scenario_id: UUID, step: str) -> HttpResponse:
    """Put the scenario away, or take it up again."""
    desk = desk_of(request, scenario_id, computed=False)
    try:
        actions.move_scenario(
            actor=actor_of(request), at=timezone.now(), scenario_id=scenario_id, step=step.replace("-", "_")
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("scenario", scenario_id)
    return redirect(queries.bench_address(desk.scenario.round))


def desk_of(request: HttpRequest, scenario_id: UUID, *, computed: bool = True) -> queries.Desk:
    """The scenario with its inputs and what it comes to, or not found."""
    desk = queries.desk(actor_of(request), scenario_id, computed=computed)
    if desk is None:
        raise Http404("There is no such scenario.")
    return desk


def _save(request: HttpRequest, scenario_id: UUID, working: Working) -> str:
    """Why it was not saved; empty when it was."""
    sent = request.POST.get("revision", "")
    try:
        actions.save_scenario(
            actor=actor_of(request),
            at=timezone.now(),
            scenario_id=scenario_id,
            revision=int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0,
            working=working,
        )
    except RefusedError as refusal:
        return str(refusal)
    return ""


def page_of(request: HttpRequest, name: str, desk: queries.Desk, **more: Any) -> HttpResponse:
    """A page about the scenario."""
    context = {
        "title": desk.scenario.name,
        "desk": desk,
        "scenario": desk.scenario,
        "round": desk.scenario.round,
        "whose": actor_of(request).id,
    }
    return render(request, f"funding/{name}.html", context | more)
