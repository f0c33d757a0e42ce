"""What the law brings with each function: what is in force, a version in the making, and who publishes by when."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import names_of

from ..actions import law as actions
from ..forms.law import PublisherForm, RegimeForm, regime_initial
from ..law.cases import may_confirm_regime
from ..law.lifecycle import IN_FORCE, KEEPERS, REGIME
from ..queries import duties, law
from ..record import FUNCTIONS
from .law_versions import KEEPING, confirm_page, discarded


@door(SIGNED_IN)
@require_safe
def regimes(request: HttpRequest) -> HttpResponse:
    """What the law brings with each function today, side by side."""
    today = timezone.localdate()
    found = law.regimes_on(today)
    return render(
        request,
        "decisions/regimes.html",
        {
            "functions": FUNCTIONS,
            "regimes": found,
            "names": names_of([each.confirmed_by for each in found.values() if each.confirmed_by]),
            "unverified": [each for each in found.values() if each.state != "confirmed"],
        },
    )


@door(SIGNED_IN)
@require_safe
def regime(request: HttpRequest, regime_id: UUID) -> HttpResponse:
    """One version of one function's regime."""
    return render(request, "decisions/regime.html", _shown(request, _regime(regime_id)))


@door(KEEPING)
@require_POST
def prepare(request: HttpRequest) -> HttpResponse:
    """Begin a new version of a function's regime from the latest one."""
    function = request.POST.get("function", "")
    if function not in FUNCTIONS:
        raise Http404("There is no such function.")
    made = actions.prepare_regime(function=function, actor=actor_of(request), at=timezone.now())
    return redirect("regime-edit", made.id)


@door(KEEPING)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, regime_id: UUID) -> HttpResponse:
    """Change the version that is in the making."""
    found = _regime(regime_id)
    verdict = REGIME.may("edit", found.state, actor_of(request))
    if not verdict:
        messages.error(request, f"{verdict.reason} {verdict.lifted_by}".strip())
        return redirect("regime", regime_id)
    form = RegimeForm(request.POST if request.method == "POST" else None, initial=regime_initial(found))
    if form.is_valid():
        try:
            actions.edit_regime(
                regime_id=regime_id,
                in_force_from=form.cleaned_data["in_force_from"],
                says=form.says,
                actor=actor_of(request),
                at=timezone.now(),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved. It is in force once the monitoring officer confirms it.")
            return redirect("regime", regime_id)
    return render(
        request, "decisions/regime_edit.html", {"form": form, "regime": found, "functions": FUNCTIONS}
    )


@door(KEEPING)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, regime_id: UUID) -> HttpResponse:
    """Look once more, then confirm the regime with name and date."""
    shown = _shown(request, _regime(regime_id))
    return confirm_page(
        request,
        "decisions/regime_confirm.html",
        shown,
        partial(actions.confirm_regime, regime_id=regime_id),
        seen=law.seen_of(shown["regime"]),
        done="It is confirmed, with your name and today's date.",
        back=reverse("regime", args=[regime_id]),
    )


@door(KEEPING)
@require_POST
def discard(request: HttpRequest, regime_id: UUID) -> HttpResponse:
    """Throw the version in the making away."""
    return discarded(
        request,
        partial(actions.discard_regime, regime_id=_regime(regime_id).id),
        done="That version is thrown away. The one in force goes on.",
        back=reverse("regime", args=[regime_id]),
        home=reverse("regimes"),
    )


@door(SIGNED_IN)
@require_safe
def to_publish(request: HttpRequest) -> HttpResponse:
    """Every decision that is not published yet, by when it must be, and who must."""
    found = duties.duties(timezone.localdate())
    actor = actor_of(request)
    return render(
        request,
        "decisions/to_publish.html",
        {
            "duties": found,
            "late": [each for each in found if each.is_late],
            "may_name": bool(actor.roles & KEEPERS),
        },
    )


@door(KEEPING)
@require_http_methods(["GET", "HEAD", "POST"])
def publisher(request: HttpRequest, number: str) -> HttpResponse:
    """Name who must publish a decision."""
    today = timezone.localdate()
    duty = duties.duty_of(number, today)
    if duty is None:
        raise Http404("There is no decision of that number that waits to be published.")
    people = [(str(each.id), each.name) for each in duties.publishers(today)]
    form = PublisherForm(
        request.POST if request.method == "POST" else None,
        people=people,
        initial={"person": str(duty.holder.id) if duty.holder else ""},
    )
    if form.is_valid():
        try:
            actions.name_publisher(
                number=number,
                person_id=UUID(form.cleaned_data["person"]),
                actor=actor_of(request),
                at=timezone.now(),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{dict(people)[form.cleaned_data['person']]} must publish {number}.")
            return redirect("to-publish")
    return render(request, "decisions/publisher.html", {"form": form, "duty": duty, "people": people})


def _shown(request: HttpRequest, found: Any) -> dict[str, Any]:
    today, actor = timezone.localdate(), actor_of(request)
    versions = list(law.regime_versions(found.function))
    others = [each.in_force_from for each in versions if each.state in IN_FORCE and each.id != found.id]
    return {
        "regime": found,
        "function": FUNCTIONS[found.function],
        "versions": versions,
        "names": names_of(
            [each.made_by for each in versions]
            + [each.confirmed_by for each in versions if each.confirmed_by]
        ),
        "today": today,
        "preparing": next((each for each in versions if each.state == "prepared"), None),
        "may_prepare": REGIME.may("prepare", None, actor),
        "may_edit": REGIME.may("edit", found.state, actor),
        "may_discard": REGIME.may("discard", found.state, actor),
        "may_confirm": may_confirm_regime(
            found.state, actor, begins=found.in_force_from, latest=max(others, default=None), today=today
        ),
    }


def _regime(regime_id: UUID) -> Any:
    found = law.regime(regime_id)
    if found is None:
        raise Http404("There is no such regime.")
    return found
