"""Telling prison healthcare about somebody in custody, its receipt, and what it hands back at release."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from throughline.kernel.verdict import RefusedError

from ..actions import handing_over as actions
from ..care.handing_over import OPEN, UNCONFIRMED, WORDS
from ..forms.handing_over import CameBackForm, HandOverForm, ReceivedForm
from ..queries import handing_over as queries
from ..queries.cases import Case
from ..sight import case_door
from .steps import FORMS, Asking, case_or_404, step_page, who

BOTH = ("key-worker", "provider-manager", "probation-practitioner", "head-of-unit", "prison-and-court-team")
DONE = {
    "send": "On record. Its receipt is due in two working days.",
    "confirm": "On record: prison healthcare has it.",
    "bring_back": "On record: what prison healthcare handed back.",
}


@case_door(*BOTH)
@require_http_methods(FORMS)
def prison_healthcare(request: HttpRequest, reference: str) -> HttpResponse:
    """What prison healthcare was told and confirmed, and the one step that comes next; telling it anew at any time."""
    case = case_or_404(request, reference, "prison healthcare")
    found = queries.exchanges(case)
    step = _step(request, case, found)
    form = _form(request, case, step)

    def act(given: dict[str, Any]) -> str:
        if isinstance(form, HandOverForm):
            sending = actions.Sending(given["team"], given["gateway"], form.lines)
            actions.send(referral_id=case.referral.id, sending=sending, **who(request))
        elif step:
            getattr(actions, step)(handover_id=found[0].row.id, **given, **who(request))
        else:
            raise RefusedError("Nothing is to be said now.")
        return case.href("prison-healthcare")

    return step_page(
        request,
        case,
        form,
        act,
        Asking(
            "Prison healthcare",
            WORDS.get(step, ""),
            DONE.get(step, ""),
            template="caseload/handing_over.html",
        ),
        verdict=queries.may(step or "send", case),
        exchanges=found,
        step=step,
        wanted=queries.wanted(case),
        may_send_again=step != "send" and queries.may("send", case),
        unconfirmed=UNCONFIRMED,
    )


def _step(request: HttpRequest, case: Case, found: list[queries.Exchange]) -> str:
    """The step that is asked for now: telling anew where that is wanted, else what waits; none where nothing does."""
    is_open = bool(found) and found[0].row.state in OPEN
    if "again" in request.GET or not is_open:
        return "send"
    asked = queries.wanted(case)
    return asked.step if asked else ""


def _form(request: HttpRequest, case: Case, step: str) -> forms.Form:
    data = request.POST if request.method == "POST" else None
    if step == "send":
        return HandOverForm(data, content=queries.to_tell(case), initial={"team": _team(case)})
    if step == "confirm":
        return ReceivedForm(data, initial={"received_on": case.today})
    return CameBackForm(data) if step == "bring_back" else forms.Form(data)


def _team(case: Case) -> str:
    """The team of the prison that somebody named, to be said more closely."""
    prison = queries.prison_of(case)
    return f"Healthcare, {prison}" if prison else ""
