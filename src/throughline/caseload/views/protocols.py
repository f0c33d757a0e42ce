"""The protocols between probation and the providers: the list, one version, writing one, agreeing to it, ending it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS as METHODS
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date
from throughline.organisations import working
from throughline.organisations.working import services_of, sight_of

from ..actions import protocols as actions
from ..forms.protocols import EndForm, ProtocolForm
from ..lifecycle import PROTOCOL
from ..queries import protocols as queries

READERS = for_roles(
    "probation-practitioner",
    "head-of-unit",
    "prison-and-court-team",
    "key-worker",
    "provider-manager",
    "programme-officer",
    "programme-lead",
    "commissioner",
)
ENDERS = for_roles(*actions.SIDES.values())
DRAFTERS = for_roles("head-of-unit", "provider-manager", "key-worker", "programme-officer")


@door(READERS)
@require_safe
def protocols(request: HttpRequest) -> HttpResponse:
    """Every version: between whom, for which cohort, in force or not, reviewed when."""
    listed = queries.LISTING.page(queries.every(), request.GET)
    return render(
        request,
        "caseload/protocols.html",
        {
            "listed": listed,
            "stands": queries.stands,
            "today": timezone.localdate(),
            "may_draft": PROTOCOL.may("draft", None, actor_of(request)),
        },
    )


@door(READERS)
@require_http_methods(METHODS)
def protocol(request: HttpRequest, protocol_id: UUID) -> HttpResponse:
    """One version: what it says, what differs from the last, who agreed, and the button of whose turn it is."""
    actor = actor_of(request)
    row = queries.one(protocol_id)
    if row is None:
        raise Http404("There is no such protocol.")
    steps: dict[str, tuple[Callable[..., Any], str]] = {
        "agree": (actions.agree, "You have agreed for your side."),
        "discard": (actions.discard, "This version is thrown away."),
    }
    if request.method == "POST" and (step := steps.get(request.POST.get("step", ""))):
        try:
            step[0](actor=actor, at=timezone.now(), protocol_id=protocol_id)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, step[1])
        return redirect("protocol", protocol_id)
    before = queries.last_before(row)
    names = queries.names_in(row)
    signed = queries.signed(row, names)
    return render(
        request,
        "caseload/protocol.html",
        {
            "row": row,
            "state": queries.stands(row, timezone.localdate()),
            "texts": [(heading, getattr(row, name)) for name, heading in queries.TEXTS.items()],
            "before": before,
            "differences": queries.differences(before, row),
            "signed": signed,
            "ended_by": names.get(row.ended_by, ""),
            "may_agree": actions.may_agree(actor, row, timezone.localdate()),
            "may_discard": actions.may_discard(actor, row, timezone.localdate()),
            "may_draft": PROTOCOL.may("draft", None, actor),
            "may_end": actions.may_end(actor, row, timezone.localdate()),
            "today": timezone.localdate(),
        },
    )


@door(ENDERS)
@require_http_methods(METHODS)
def end(request: HttpRequest, protocol_id: UUID) -> HttpResponse:
    """End the cohort from a day on: what that means, the day and the reason, then the one button."""
    actor, today = actor_of(request), timezone.localdate()
    row = queries.one(protocol_id)
    if row is None:
        raise Http404("There is no such protocol.")
    verdict = actions.may_end(actor, row, today)
    form = EndForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(actor=actor, at=timezone.now(), protocol_id=protocol_id, **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"Nobody is referred to {row.cohort} from {long_date(form.cleaned_data['on'])}."
            )
            return redirect("protocol", protocol_id)
    return render(request, "caseload/protocol_end.html", {"row": row, "form": form, "verdict": verdict})


@door(DRAFTERS)
@require_http_methods(METHODS)
def draft(request: HttpRequest) -> HttpResponse:
    """Write the next version, beginning from the words of the last."""
    actor, today = actor_of(request), timezone.localdate()
    sight = sight_of(actor, today)
    units = sight.units or working.units_to_choose(today).values_list("id", flat=True)
    found = services_of(units, today, sight.body if sight.side == "provider" else None)
    services = list(dict.fromkeys((f"{e.unit_id} {e.body_id}", f"{e.unit} and {e.body}") for e in found))
    initial: dict[str, Any] = {}
    source = queries.one(request.GET["from"]) if _is_uuid(request.GET.get("from", "")) else None
    if source is not None:
        initial = {name: getattr(source, name) for name in (*queries.TEXTS, "cohort")}
        initial |= {"service": f"{source.unit_id} {source.provider_id}", "eligible_from": today}
    form = ProtocolForm(request.POST or None, services=services, initial=initial)
    if request.method == "POST" and form.is_valid():
        unit, provider = (UUID(each) for each in form.cleaned_data["service"].split())
        try:
            made = actions.draft(
                actor=actor,
                at=timezone.now(),
                provider_id=provider,
                unit_id=unit,
                cohort=form.cleaned_data["cohort"],
                said=form.said(),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The version is written. Both sides agree to it next.")
            return redirect("protocol", made.id)
    return render(request, "caseload/protocol_form.html", {"form": form, "source": source})


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
