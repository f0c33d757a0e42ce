"""Pages about a draft's way to its decision: who holds it, sending it on its way, and taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError

from ..actions import signing as actions
from ..forms.signing import CorrectionForm, WordsForm
from ..lifecycle import DRAFT, LEAD, OFFICER
from ..queries import held
from ..queries import signing as queries
from ..queries.drafting import READERS

READING = for_roles(*sorted(READERS))
DRAFTING = for_roles(OFFICER, LEAD)


@door(READING)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Every draft that is out for signature: who has it, and since when."""
    actor, now = actor_of(request), timezone.now()
    listed = _listing(request).page(held.waiting_signatures(actor), request.GET)
    shown = {"listed": listed, "rows": held.held(listed.rows, now)}
    return render(request, "decisions/signing.html", shown)


@door(READING)
@require_safe
def waiting_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a file, as it is searched and filtered."""
    rows = _listing(request).narrow(held.waiting_signatures(actor_of(request)), request.GET.dict())
    header = ("Draft", "Total", "Waits for", "Who can sign", "Asked on", "Working days")
    return csv_download(
        "waiting-for-signature.csv",
        header,
        (
            (
                each.draft,
                each.total or "",
                each.title,
                each.who,
                timezone.localdate(each.since).isoformat(),
                each.days,
            )
            for each in held.held(list(rows), timezone.now())
        ),
    )


@door(READING)
@require_safe
def holding(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Who is holding this draft, since when, and what was said on its way."""
    way, actor = _way(request, draft_id), actor_of(request)
    shown = {
        "way": way,
        "may_recall": DRAFT.may("recall", way.draft.state, actor),
        "may_return": DRAFT.may("return_with_reasons", way.draft.state, actor),
        "may_take_up": DRAFT.may("take_up_again", way.draft.state, actor),
        "may_correct": DRAFT.may("correct_harmlessly", way.draft.state, actor),
        "may_ask": DRAFT.may("ask_for_signatures", way.draft.state, actor),
        "is_drafter": bool({OFFICER, LEAD} & actor.roles),
        "is_lead": LEAD in actor.roles,
    }
    return render(request, "decisions/holding.html", shown)


@door(DRAFTING)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """See who must sign and why, then send it to them."""
    page = queries.to_ask(actor_of(request), draft_id, timezone.now())
    if page is None:
        raise Http404("There is no such draft to send.")
    if request.method == "POST":
        try:
            actions.ask_for_signatures(draft_id=draft_id, actor=actor_of(request), at=timezone.now())
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Sent. Those of the first turn have been asked to sign.")
        return redirect("draft-holding", draft_id)
    return render(request, "decisions/sign_ask.html", {"page": page})


@door(READING)
@require_POST
def nudge(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """One letter more to whoever is being waited for; at most once a day."""
    try:
        count = actions.nudge(
            draft_id=draft_id,
            signature=request.POST.get("signature", ""),
            actor=actor_of(request),
            at=timezone.now(),
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        people = "1 person" if count == 1 else f"{count} people"
        messages.success(request, f"A letter is on its way to {people}. You can nudge them again tomorrow.")
    return redirect("draft-holding", draft_id)


@door(DRAFTING)
@require_http_methods(["GET", "HEAD", "POST"])
def recall(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Take the draft back to change it."""
    way, actor = _way(request, draft_id), actor_of(request)
    hint = "Whoever was asked to sign can read it. You may leave this empty."
    form = WordsForm(request.POST if request.method == "POST" else None, needs_words=False, hint=hint)
    if form.is_valid():
        try:
            actions.recall(
                draft_id=draft_id, words=form.cleaned_data["words"], actor=actor, at=timezone.now()
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "You have it back. Every signature has fallen.")
            return redirect("draft-holding", draft_id)
    verdict = DRAFT.may("recall", way.draft.state, actor)
    shown = {"way": way, "form": form, "verdict": verdict, "step": "recall"}
    return render(request, "decisions/sign_back.html", shown)


@door(DRAFTING)
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The lead returns the draft with reasons, without signing for any post."""
    way, actor = _way(request, draft_id), actor_of(request)
    form = WordsForm(
        request.POST if request.method == "POST" else None, hint="What must change before this can be signed?"
    )
    if form.is_valid():
        try:
            actions.answer(
                draft_id=draft_id,
                signature="",
                step="return_with_reasons",
                seen="",
                words=form.cleaned_data["words"],
                actor=actor,
                at=timezone.now(),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Returned. Its drafters have been told to read your reasons.")
            return redirect("draft-holding", draft_id)
    verdict = DRAFT.may("return_with_reasons", way.draft.state, actor)
    shown = {"way": way, "form": form, "verdict": verdict, "step": "return"}
    return render(request, "decisions/sign_back.html", shown)


@door(DRAFTING)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Correct a telephone number and the like while people sign: signatures stand, and the change is shown."""
    way, actor = _way(request, draft_id), actor_of(request)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.correct_harmlessly(draft_id=draft_id, **form.cleaned_data, actor=actor, at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "Corrected. Signatures stand, and whoever signs sees what was corrected."
            )
            return redirect("draft-holding", draft_id)
    verdict = DRAFT.may("correct_harmlessly", way.draft.state, actor)
    return render(request, "decisions/sign_correct.html", {"way": way, "form": form, "verdict": verdict})


def _way(request: HttpRequest, draft_id: UUID) -> queries.Way:
    way = queries.way_of(actor_of(request), draft_id, timezone.now())
    if way is None:
        raise Http404("There is no such draft on its way.")
    return way


def _listing(request: HttpRequest) -> Listing:
    actor = actor_of(request)

    def of_post(rows: QuerySet[Any], post: str) -> QuerySet[Any]:
        try:
            return rows.filter(post_id=UUID(post))
        except ValueError:
            return rows

    return Listing(
        sorts=(
            Sort("longest", "Waiting longest", ("asked_at", "id")),
            Sort("newest", "Asked last", ("-asked_at", "id")),
            Sort("subject", "Subject", ("draft__search_text", "asked_at", "id")),
            Sort("post", "Post", ("title", "asked_at", "id")),
        ),
        filters=(Filter("post", "Waits for", lambda _: held.asked_posts(actor), of_post),),
        search_field="draft__search_text",
    )
