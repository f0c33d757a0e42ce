"""The forward plan of key decisions, and the call-in of a published decision from its window to its end."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from throughline.frame.doors import OPEN, door, for_roles
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of
from throughline.frame.open_data import open_data
from throughline.kernel.actor import PUBLIC
from throughline.kernel.verdict import Refused, RefusedError

from ..actions import call_in as actions
from ..forms.call_in import STEP_FORMS, STEP_WORDS, AnnounceForm, DropForm, SettleForm
from ..forms.law import typed
from ..law.call_in import may_call_in, may_let_it_end
from ..law.lifecycle import CALL_IN, DRAFTERS, KEEPERS, PLANNED
from ..queries import call_in as queries
from ..queries import law
from ..record import FUNCTIONS, LICENCE, for_all
from .law_versions import KEEPING

ANNOUNCING = for_roles(*sorted(DRAFTERS))
_STATES = {"planned": "Planned", "decided": "Decided", "dropped": "Will not be decided"}
COLUMNS = (
    "id", "subject", "function", "decision_maker", "contact", "state", "announced_on", "planned_on", "clear_days",
    "clear_days_asked", "cannot_wait_because", "dropped_because", "decision",
)  # fmt: skip


@door(OPEN)
@require_safe
def forward_plan(request: HttpRequest) -> HttpResponse:
    """Which key decisions are planned, when, and by whom."""
    today = timezone.localdate()
    everything = request.GET.get("all") == "yes"
    return render(
        request,
        "decisions/forward_plan.html",
        {
            "planned": queries.forward_plan(actor_of(request), today, all_of_them=everything),
            "everything": everything,
            "states": _STATES,
            "functions": FUNCTIONS,
            "not_applicable": [
                each for each in law.regimes_on(today).values() if not each.key_decision_applies
            ],
            "may_announce": PLANNED.may("announce", None, actor_of(request)),
        },
    )


@door(OPEN)
@require_safe
@conditional_page
def forward_plan_json(request: HttpRequest) -> HttpResponse:
    """The whole forward plan for programs."""
    return open_data(JsonResponse({"licence": LICENCE, "entries": list(_rows())}))


@door(OPEN)
@require_safe
@conditional_page
def forward_plan_csv(request: HttpRequest) -> HttpResponse:
    """The whole forward plan as a table."""
    return open_data(csv_download("forward-plan.csv", COLUMNS, [list(row.values()) for row in _rows()]))


@door(ANNOUNCING)
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: HttpRequest) -> HttpResponse:
    """Put a key decision on the forward plan."""
    today = law.regimes_on(timezone.localdate()).values()
    form = AnnounceForm(
        request.POST if request.method == "POST" else None,
        drafts=queries.drafts_to_announce(),
        without=[each.function for each in today if not each.key_decision_applies],
    )

    def act() -> HttpResponse:
        made = actions.announce(**form.cleaned_data, actor=actor_of(request), at=timezone.now())
        messages.success(request, "It is on the forward plan, and everybody can read it.")
        return redirect("planned-decision", made.id)

    return _tried(request, form, act, "decisions/planned_edit.html", {"planned": None})


@door(OPEN)
@require_safe
def planned(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One entry of the forward plan."""
    found, actor = _planned(request, entry_id), actor_of(request)
    return render(
        request,
        "decisions/planned.html",
        {
            "planned": found,
            "function": FUNCTIONS[found.entry.function],  # type: ignore[index]  # the column's choices
            "states": _STATES,
            "may": {step: PLANNED.may(step, found.entry.state, actor) for step in ("move", "settle", "drop")},
        },
    )


@door(ANNOUNCING)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Change an entry of the forward plan."""
    found = _planned(request, entry_id)
    initial = {name: getattr(found.entry, name) for name in AnnounceForm.base_fields}
    initial["planned_on"] = typed(found.entry.planned_on)
    drafts = queries.drafts_to_announce(found.entry.draft_id)
    form = AnnounceForm(
        request.POST if request.method == "POST" else None, drafts=drafts, is_new=False, initial=initial
    )

    def act() -> HttpResponse:
        actions.move(entry_id=entry_id, **form.cleaned_data, actor=actor_of(request), at=timezone.now())
        messages.success(request, "Saved. Everybody reads it like this from now on.")
        return redirect("planned-decision", entry_id)

    return _tried(request, form, act, "decisions/planned_edit.html", {"planned": found})


@door(ANNOUNCING)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, entry_id: UUID, step: str) -> HttpResponse:
    """Say which decision an entry became, or that it will not be decided."""
    found = _planned(request, entry_id)
    kind: type[forms.Form] = SettleForm if step == "settle" else DropForm
    form = kind(request.POST if request.method == "POST" else None)

    def act() -> HttpResponse:
        doing = actions.settle if step == "settle" else actions.drop
        doing(entry_id=entry_id, **form.cleaned_data, actor=actor_of(request), at=timezone.now())
        messages.success(request, "The entry is closed. It stays readable.")
        return redirect("planned-decision", entry_id)

    return _tried(request, form, act, "decisions/planned_close.html", {"planned": found, "step": step})


@door(OPEN)
@require_safe
def call_ins(request: HttpRequest) -> HttpResponse:
    """Which published decisions can be called in, and which were."""
    today = timezone.localdate()
    return render(
        request,
        "decisions/call_ins.html",
        {
            "found": list(queries.call_ins(actor_of(request))[:100]),
            "today": today,
            "regimes": law.regimes_on(today),
            "functions": FUNCTIONS,
        },
    )


@door(OPEN)
@require_safe
def call_in(request: HttpRequest, number: str) -> HttpResponse:
    """The window of one decision and what came of it; staff see what can be done next."""
    found = _call_in(request, number)
    return render(request, "decisions/call_in.html", _shown(request, found))


@door(KEEPING)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: str, step: str) -> HttpResponse:
    """Take one step of a call-in."""
    found = _call_in(request, number)
    if step not in STEP_FORMS:
        raise Http404("There is no such step.")
    kind = STEP_FORMS[step] or forms.Form
    form = kind(request.POST if request.method == "POST" else None)

    def act() -> HttpResponse:
        doing: Callable[..., None] = getattr(actions, step)
        doing(number=number, **form.cleaned_data, actor=actor_of(request), at=timezone.now())
        messages.success(request, f"Done: {STEP_WORDS[step][0].lower()}{STEP_WORDS[step][1:]}.")
        return redirect("call-in", number)

    shown = {
        **_shown(request, found),
        "step": step,
        "words": STEP_WORDS[step],
        "does": CALL_IN.step(step).sentence,
    }
    return _tried(request, form, act, "decisions/call_in_step.html", shown)


def _tried(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], HttpResponse],
    template: str,
    shown: dict[str, Any],
) -> HttpResponse:
    """Do it when the form holds; else, or when it is refused, the form again with all that was typed."""
    if form.is_valid():
        try:
            return act()
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
    return render(request, template, {**shown, "form": form})


def _shown(request: HttpRequest, found: Any) -> dict[str, Any]:
    today, actor = timezone.localdate(), actor_of(request)
    may: dict[str, Any] = {
        each.name: CALL_IN.may(each.name, found.state, actor) for each in CALL_IN.steps_from(found.state)
    }
    if "let_it_end" in may:
        may["let_it_end"] = may_let_it_end(found.state, actor, last_day=found.last_day_on, today=today)
        may["call_it_in"] = may_call_in(
            found.state,
            actor,
            opened=found.opened_on,
            last_day=found.last_day_on,
            received=min(today, found.last_day_on),
            today=today,
        )
    is_staff = bool(actor.roles & KEEPERS)
    return {
        "found": found,
        "today": today,
        "steps": [(name, STEP_WORDS[name], verdict) for name, verdict in may.items()] if is_staff else [],
        "verdict": may.get(request.resolver_match.kwargs.get("step", ""), Refused("This step is over."))
        if request.resolver_match
        else None,
    }


def _rows() -> Iterable[dict[str, Any]]:
    for each in queries.forward_plan(PUBLIC, timezone.localdate(), all_of_them=True):
        entry = each.entry
        values = (
            str(entry.id),
            entry.subject,
            entry.function,
            entry.decision_maker,
            entry.contact,
            entry.state,
            entry.announced_on.isoformat(),
            entry.planned_on.isoformat(),
            each.clear_days,
            each.asked,
            entry.cannot_wait_because or None,
            entry.dropped_because or None,
            entry.notice.number if entry.notice and entry.notice.made_public_at else None,
        )
        yield for_all(dict(zip(COLUMNS, values, strict=True)))


def _planned(request: HttpRequest, entry_id: UUID) -> queries.Planned:
    found = queries.planned_entry(actor_of(request), entry_id, timezone.localdate())
    if found is None:
        raise Http404("There is no such entry.")
    return found


def _call_in(request: HttpRequest, number: str) -> Any:
    found = queries.call_in_of(actor_of(request), number)
    if found is None:
        raise Http404("This decision has no call-in.")
    return found
