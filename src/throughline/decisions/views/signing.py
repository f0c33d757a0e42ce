"""The page on which a post signs, and the text that it signs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations.again import is_proved, prove_first

from ..actions import signing as actions
from ..drafting.sections import SECTIONS
from ..drafting.wording import further_words, said_in
from ..forms.signing import ConflictForm, OtherwiseForm
from ..queries import signing as queries
from ..queries.drafting import READERS
from ..signing import rules

READING = for_roles(*sorted(READERS))
_KEPT = "said on the signing page"  # in the session, while somebody confirms that it is them
_DONE = {
    "sign": "You have signed. The next who must sign have been asked.",
    "approve": "You have signed as the last one: the decision is on record as {number}.",
    "approve_as_amended": "Approved with your amendment: the decision is on record as {number}.",
    "refuse": "Refused: the decision is on record as {number}.",
    "defer": "Put off. Its drafters have been told why.",
    "return_with_reasons": "Returned. Every signature has fallen, and its drafters have been told why.",
}


@door(READING)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Read what matters, then sign, or return it with reasons; `?as=` names the signature among several."""
    wanted = request.POST.get("signature") or request.GET.get("as", "")
    page = _page(request, draft_id, wanted)
    if request.method == "POST":
        return _answer(request, page)
    if request.method == "GET" and page.slot is not None and not page.has_looked:
        actions.note_look(
            draft_id=draft_id, version_id=page.version.id, actor=actor_of(request), at=timezone.now()
        )
    kept = request.session.get(_KEPT, {}).get(str(draft_id))
    is_open = bool(kept) or "otherwise" in request.GET
    return _shown(request, page, OtherwiseForm(initial=kept, is_last=page.is_last()), is_open=is_open)


@door(READING)
@require_safe
def whole(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The whole text that is signed, section by section, with its files."""
    page = _page(request, draft_id)
    sections = [
        (section, said_in(section, page.content), further_words(section, page.content))
        for section in SECTIONS
    ]
    shown = {"page": page, "sections": [each for each in sections if each[1] or each[2]]}
    return render(request, "decisions/sign_text.html", shown)


@door(READING)
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Declare an interest, and say whether somebody else must sign."""
    page, actor = _page(request, draft_id), actor_of(request)
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        stands_aside = form.cleaned_data["stands_aside"] == "yes"
        try:
            actions.declare_conflict(
                draft_id=draft_id,
                text=form.cleaned_data["text"],
                stands_aside=stands_aside,
                actor=actor,
                at=timezone.now(),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                "You stand aside. Whoever else may act for the post has been asked."
                if stands_aside
                else "Your interest is declared. You can sign.",
            )
            return redirect("draft-holding" if stands_aside else "draft-sign", draft_id)
    verdict = rules.may_declare(page.draft.state, actor, page.standing.case)
    return render(request, "decisions/sign_conflict.html", {"page": page, "form": form, "verdict": verdict})


def _answer(request: HttpRequest, page: queries.SigningPage) -> HttpResponse:
    """One answer to one form: the act, or the page again with why not and with what was typed."""
    is_signing = request.POST.get("step") == "sign"
    form = OtherwiseForm(None if is_signing else request.POST, is_last=page.is_last())
    if not is_signing and not form.is_valid():
        return _shown(request, page, form, is_open=True)
    said = {"step": "sign", "words": ""} if is_signing else form.cleaned_data
    if not is_proved(request):
        return _prove_first(request, page, said)
    try:
        done = actions.answer(
            draft_id=page.draft.id,
            signature=request.POST.get("signature", ""),
            step=said["step"],
            seen=request.POST.get("seen", ""),
            words=said["words"],
            actor=actor_of(request),
            at=timezone.now(),
        )
    except RefusedError as refusal:
        if queries.has_answered(actor_of(request), request.POST.get("signature", ""), said["step"]):
            messages.success(request, "Your answer is on record. It counts once.")
            return redirect("draft-holding", page.draft.id)
        page = _page(request, page.draft.id, request.POST.get("signature", ""))  # as it stands by now
        if is_signing:
            return _shown(request, page, OtherwiseForm(is_last=page.is_last()), refused=str(refusal))
        form.add_error(None, str(refusal))
        return _shown(request, page, form, is_open=True)
    _forget(request, page)
    if done.lapsed:
        messages.error(
            request,
            f"Nothing was signed: {done.lapsed} Every signature has lapsed, and its drafters have been told.",
        )
    else:
        messages.success(request, _DONE[done.done].format(number=done.number))
    return redirect("draft-holding", page.draft.id)


def _prove_first(request: HttpRequest, page: queries.SigningPage, said: dict[str, str]) -> HttpResponse:
    """To "is it you?" and back to this page, where what was said stands in its boxes."""
    if said["step"] != "sign":
        request.session[_KEPT] = {str(page.draft.id): said}
    wanted = request.POST.get("signature", "")
    return HttpResponseRedirect(
        prove_first(reverse("draft-sign", args=[page.draft.id]) + (f"?as={wanted}" if wanted else ""))
    )


def _forget(request: HttpRequest, page: queries.SigningPage) -> None:
    if str(page.draft.id) in request.session.get(_KEPT, {}):
        del request.session[_KEPT]


def _page(request: HttpRequest, draft_id: UUID, wanted: str = "") -> queries.SigningPage:
    page = queries.signing_page(actor_of(request), draft_id, timezone.now(), wanted)
    if page is None:
        raise Http404("There is no such draft to sign.")
    return page


def _shown(
    request: HttpRequest,
    page: queries.SigningPage,
    form: OtherwiseForm,
    *,
    is_open: bool = False,
    refused: str = "",
) -> HttpResponse:
    actor, case = actor_of(request), page.standing.case
    shown: dict[str, Any] = {
        "page": page,
        "form": form,
        "figures": queries.figures(page.content),
        "may_sign": rules.may_answer("sign", case, page.slot, actor),
        "may_return": rules.may_answer("return_with_reasons", case, page.slot, actor),
        "may_declare": rules.may_declare(page.draft.state, actor, case),
        "is_proved": is_proved(request),
        "is_open": is_open,
        "refused": refused,
    }
    return render(request, "decisions/sign.html", shown)
