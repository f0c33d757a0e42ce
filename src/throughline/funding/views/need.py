"""Taking need from the evidence into a scenario: look at it, take it in one press."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from throughline.evidence.tables import NEED_TABLES, NeedByPlace, need_by_place
from throughline.frame.doors import door
from throughline.frame.middleware import actor_of
from throughline.funding.actions import planning as actions
from throughline.funding.planning.need import NAMES, in_words, with_need
from throughline.funding.views.planning import WRITERS
from throughline.funding.views.scenarios import desk_of, page_of
from throughline.kernel.verdict import RefusedError


@door(WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def take_need(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """The tables of need that left, each with its ranges; one press makes one an indicator."""
    desk = desk_of(request, scenario_id, computed=False)
    tables = _tables(request)
    wrong = ""
    if request.method == "POST":
        try:
            if (need := tables.get(request.POST.get("table", ""))) is None:
                raise RefusedError("Say which table of need is meant.")
            actions.save_scenario(
                actor=actor_of(request),
                at=timezone.now(),
                scenario_id=scenario_id,
                revision=desk.scenario.revision,
                working=with_need(desk.working, need),
            )
        except RefusedError as refusal:
            wrong = str(refusal)
        else:
            messages.success(
                request, f"“{NAMES[need.source.measure]}” is counted now, with its range in each place."
            )
            return redirect("scenario", scenario_id)
    return page_of(
        request,
        "scenario_need",
        desk,
        tables=[(NAMES[code], NEED_TABLES[code], need) for code, need in tables.items()],
        count_in_words=in_words,
        wrong=wrong,
        has_errors=bool(wrong),
    )


def _tables(request: HttpRequest) -> dict[str, NeedByPlace]:
    found = {code: need_by_place(actor=actor_of(request), measure=code) for code in NEED_TABLES}
    return {code: need for code, need in found.items() if need is not None and need.places}
