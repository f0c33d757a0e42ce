"""The page on which a side signs an agreement, or refuses it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from throughline.frame.doors import door
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations.again import is_proved, prove_first

from ..actions import agreements as actions
from ..forms.agreements import WhyForm
from ..queries import agreements as queries
from .agreements import READING

_KEPT = "said about an agreement"  # in the session, while somebody confirms that it is them
_DONE = {
    "sign": "You have signed. Whoever countersigns for the authority has been asked.",
    "countersign": "You have countersigned: the agreement is in force.",
    "refuse": "You have refused it. Whoever put it together has been told why.",
}


@door(READING)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Read what matters, then sign, or refuse with reasons."""
    page = _page(request, agreement_id)
    if request.method == "POST":
        return _answer(request, page)
    kept = request.session.get(_KEPT, {}).get(str(agreement_id))
    form = WhyForm(initial={"because": kept} if kept else None, hint=_HINT)
    return _shown(request, page, form, is_open=bool(kept) or "otherwise" in request.GET)


_HINT = "What would have to be different? The programme’s officers read this and can issue it anew."


def _answer(request: HttpRequest, page: queries.AgreementPage) -> HttpResponse:
    """One answer to one form: the act, or the page again with why not and with what was typed."""
    step, seen = request.POST.get("step", ""), request.POST.get("seen", "")
    if step not in _DONE:
        raise Http404("There is no such answer.")
    form = WhyForm(request.POST if step == "refuse" else None, hint=_HINT)
    if step == "refuse" and not form.is_valid():
        return _shown(request, page, form, is_open=True)
    because = form.cleaned_data["because"] if step == "refuse" else ""
    if not is_proved(request):
        if because:
            request.session[_KEPT] = {str(page.agreement.id): because}
        return HttpResponseRedirect(prove_first(reverse("agreement-sign", args=[page.agreement.id])))
    said: dict[str, Any] = {
        "actor": actor_of(request),
        "at": timezone.now(),
        "agreement_id": page.agreement.id,
        "seen": seen,
    }
    try:
        if step == "refuse":
            actions.refuse(**said, because=because)
        else:
            (actions.sign if step == "sign" else actions.countersign)(**said)
    except RefusedError as refusal:
        if step != "refuse" and queries.has_signed(actor_of(request), page.agreement.id, seen):
            messages.success(request, "Your signature is on record. It counts once.")
            return redirect("agreement", page.agreement.id)
        page = _page(request, page.agreement.id)  # as it stands by now
        if step == "refuse":
            form.add_error(None, str(refusal))
        return _shown(
            request, page, form, is_open=step == "refuse", refused="" if step == "refuse" else str(refusal)
        )
    request.session.pop(_KEPT, None)
    messages.success(request, _DONE[step])
    return redirect("agreement", page.agreement.id)


def _page(request: HttpRequest, agreement_id: UUID) -> queries.AgreementPage:
    page = queries.agreement_page(actor_of(request), agreement_id, timezone.now())
    if page is None or page.standing.text is None:
        raise Http404("There is no such agreement to sign.")
    return page


def _shown(
    request: HttpRequest,
    page: queries.AgreementPage,
    form: WhyForm,
    *,
    is_open: bool = False,
    refused: str = "",
) -> HttpResponse:
    step = "countersign" if page.agreement.state == "signed" else "sign"
    side = "authority" if step == "countersign" else "other"
    mine = page.standing.case.authority_of(actor_of(request).id, side)
    shown = {
        "page": page,
        "form": form,
        "step": step,
        "body": page.standing.case.bodies[side],
        "mine": mine,
        "may_sign": page.verdicts[step],
        "may_refuse": page.verdicts["refuse"],
        "figures": queries.five_figures(page),
        "is_out": page.agreement.state in ("issued", "signed"),
        "is_proved": is_proved(request),
        "is_open": is_open,
        "refused": refused,
    }
    return render(request, "agreements/sign.html", shown)
