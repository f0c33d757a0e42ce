"""Referring somebody: six pages at most, saved as they are typed, sent once."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS as METHODS
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError
from throughline.organisations.working import Service

from .. import lookup
from ..actions import referring as actions
from ..actions.people import note_read
from ..forms.referring import FORMS, ByHandForm, PartForm, StartForm
from ..queries import referring as queries
from ..referring import HEADINGS, NEXT, PARTS, flat, in_words
from ..sight import case_door

REFERRERS = (
    "probation-practitioner",
    "head-of-unit",
    "prison-and-court-team",
    "key-worker",
    "provider-manager",
)
OF_THE_RECORD = "record"
STEPS = ("who", "why", "risk", "practical", "check")


@case_door(*REFERRERS)
@never_cache
@require_http_methods(METHODS)
def start(request: HttpRequest) -> HttpResponse:
    """The first page: where the person is, and the CRN by which what is known comes in."""
    actor, today = actor_of(request), timezone.localdate()
    services, sources = queries.where(actor, today), queries.sources_for(actor)
    by_hand = "walk_in" in sources or "by_hand" in request.POST
    many = len({each.unit for each in services}) > 1
    offered = [
        (
            f"{e.unit_id} {e.place_id} {e.body_id}",
            f"{e.unit}: {e.place}, {e.body}" if many else f"{e.place}, {e.body}",
        )
        for e in services
    ]
    if len(offered) > 1 and not by_hand:
        offered = [(OF_THE_RECORD, "That of the unit on the probation record"), *offered]
    kind = ByHandForm if by_hand else StartForm
    sent = request.POST if request.method == "POST" else None
    initial = {"source": next(iter(sources), ""), "service": offered[0][0] if offered else ""}
    if sent is not None and by_hand and "given_names" not in sent and "walk_in" not in sources:
        initial |= {name: sent.get(name, "") for name in ("source", "service", "crn")}
        sent = None
    form = kind(sent, services=offered, sources=sources, initial=initial)
    said = ""
    if sent is not None and form.is_valid():
        given = form.cleaned_data
        values: dict[str, Any] | None = None
        if by_hand:
            values = {n: given[n] for n in PARTS["who"]}
        elif not given["crn"]:
            form.add_error("crn", "Enter the CRN, or choose “I have no CRN”.")
        else:
            answer = lookup.look_up(given["crn"], actor)
            if answer.found is None:
                said, offered = answer.kind, [each for each in offered if each[0] != OF_THE_RECORD]
                form = ByHandForm(services=offered, sources=sources, initial={**initial, **given})
            elif given["service"] != OF_THE_RECORD or _is_told(given, answer.found, services):
                values = flat(answer.found.identity, answer.found.asked, vars_of(answer.found))
            else:
                form.add_error(
                    "service", "The unit on the record serves more than one place, or none: choose one."
                )
        if values is not None:
            try:
                return _begin(actor, given, values)
            except RefusedError as refusal:
                form.add_error("date_of_birth" if "date_of_birth" in form.fields else None, str(refusal))
    return render(
        request,
        "caseload/refer_start.html",
        {
            "form": form,
            "by_hand": isinstance(form, ByHandForm),
            "is_walk_in": "walk_in" in sources,
            "said": said,
            "services": services,
            "drafts": queries.drafts_of(actor),
        },
    )


def _is_told(given: dict[str, Any], found: lookup.Found, services: list[Service]) -> bool:
    """Whether the record's unit leaves one service, which is then the one given."""
    fitting = [each for each in services if each.unit == found.unit]
    if len(fitting) == 1:
        given["service"] = f"{fitting[0].unit_id} {fitting[0].place_id} {fitting[0].body_id}"
    return len(fitting) == 1


def vars_of(found: lookup.Found) -> dict[str, Any]:
    """The plain columns of what was found."""
    names = ("source", "sentence", "requirement", "sentence_ends_on", "release_on")
    return {name: getattr(found, name) for name in names}


def _begin(actor: Actor, given: dict[str, Any], values: dict[str, Any]) -> HttpResponse:
    unit, place, body = (UUID(each) for each in given["service"].split())
    is_court = "prison-and-court-team" in actor.roles
    source = given.get("source") or values["source"]
    if is_court and source == "community":
        source = "court"
    if source != "walk_in" and not is_court and not values.get("practitioner_name"):
        values |= queries.signed_in(actor)
    made = actions.begin(
        actor=actor,
        at=timezone.now(),
        provider_id=body,
        unit_id=unit,
        place_id=place,
        values={name: value for name, value in values.items() if value is not None} | {"source": source},
        is_made_up=queries.everybody_is_made_up(),
    )
    note_read(actor=actor, at=timezone.now(), people=[made.person_id], what="referral begun")
    return redirect("refer-part", made.reference, "why")


@case_door(*REFERRERS)
@never_cache
@require_http_methods(METHODS)
def part(request: HttpRequest, reference: str, part: str) -> HttpResponse:
    """One page of a draft; saved as it is typed, also without a script."""
    actor, today = actor_of(request), timezone.localdate()
    whole = _draft_or_404(reference)
    if part not in PARTS:
        raise Http404("There is no such page.")
    if whole.referral.state != "draft":
        return redirect("referral", reference)
    goes_on = request.POST.get("then") == "next"
    wants_json = request.headers.get("Accept") == "application/json"
    further = {"on": today, "protocols": whole.protocols} if part == "why" else {}
    form: PartForm = FORMS[part](
        request.POST if request.method == "POST" else None,
        values=whole.values,
        revision=whole.referral.revision,
        is_complete=goes_on and not wants_json,
        **further,
    )
    theirs: list[tuple[str, str]] = []
    if request.method == "POST":
        form.full_clean()
        try:
            saved = _save(actor, whole, form)
        except actions.ChangedMeanwhileError as changed:
            if wants_json:
                return JsonResponse({"refused": str(changed), "both": True}, status=409)
            theirs = _differences(form, changed)
            form.data = request.POST.copy()
            form.data["revision"] = str(changed.revision)
            form.add_error(
                None, f"{changed} What it says there stands below; what you typed is kept. Save again."
            )
        except RefusedError as refusal:
            if wants_json:
                return JsonResponse({"refused": str(refusal)}, status=409)
            form.add_error(None, str(refusal))
        else:
            if wants_json:
                return _saved(form, saved)
            if not form.errors:
                return _after(request, reference, part, goes_on)
            form.data = request.POST.copy()
            form.data["revision"] = str(saved)
    note_read(actor=actor, at=timezone.now(), people=[whole.referral.person_id], what="referral draft")
    return render(
        request,
        "caseload/refer_part.html",
        {
            "whole": whole,
            "form": form,
            "part": part,
            "heading": HEADINGS[part],
            "number": STEPS.index(part) + 1,
            "theirs": theirs,
            "because": None,
        },
    )


def _save(actor: Actor, whole: queries.Whole, form: PartForm) -> int:
    """What can be read of the form is saved, though something else on it is wrong; the revision after it."""
    row = actions.save_part(
        actor=actor,
        at=timezone.now(),
        referral_id=whole.referral.id,
        values=form.said,
        revision=form.cleaned_data.get("revision") or 0,
    )
    return row.revision


def _saved(form: PartForm, revision: int) -> HttpResponse:
    if form.errors:
        wrong = {name: " ".join(map(str, said)) for name, said in form.errors.items()}
        return JsonResponse({"errors": wrong, "revision": revision}, status=422)
    return JsonResponse({"revision": revision, "saved": f"{timezone.localtime():%H:%M}"})


def _differences(form: PartForm, changed: actions.ChangedMeanwhileError) -> list[tuple[str, str]]:
    return [
        (queries.LABELS[name], in_words(name, changed.now.get(name)) or "nothing")
        for name, value in form.said.items()
        if (changed.now.get(name) or "") != (value or "")
    ]


def _after(request: HttpRequest, reference: str, part: str, goes_on: bool) -> HttpResponse:
    if not goes_on:
        messages.success(request, "Saved. The draft waits for you under “What needs you”.")
        return redirect("home")
    if NEXT[part] == "check" or request.GET.get("from") == "check":
        return redirect("refer-check", reference)
    return redirect("refer-part", reference, NEXT[part])


@case_door(*REFERRERS)
@never_cache
@require_http_methods(METHODS)
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """All of it once more, who is eligible, whether the person is with a service already, and the button that sends."""
    actor, at = actor_of(request), timezone.now()
    if request.method == "POST":
        try:
            key = request.POST.get("send_key", "")[:64]
            actions.send(actor=actor, at=at, referral=reference, send_key=key)
        except RefusedError as refusal:
            if _draft_or_404(reference).referral.state != "draft":
                return redirect("referral-sent", reference)
            messages.error(request, str(refusal))
        else:
            return redirect("referral-sent", reference)
    whole = _draft_or_404(reference)
    if whole.referral.state != "draft":
        return redirect("referral", reference)
    note_read(actor=actor, at=at, people=[whole.referral.person_id], what="referral draft")
    return render(
        request,
        "caseload/refer_check.html",
        {
            "whole": whole,
            "today": timezone.localdate(at),
            "same": queries.same(whole.referral, whole.identity.crn),
            "seen_by": queries.seen_by(timezone.localdate()),
            "send_key": uuid4().hex,
            "may_send": Refused("Something is still missing: see above.") if whole.lacks else Allowed(),
        },
    )


@case_door(*REFERRERS)
@never_cache
@require_safe
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """What happens next and by when; says nothing of anybody where the referral is not in sight (any more)."""
    actor = actor_of(request)
    whole = queries.whole(reference, timezone.localdate())
    if whole is not None:
        if whole.referral.sent_at is None:
            return redirect("refer-check", reference)
        note_read(actor=actor, at=timezone.now(), people=[whole.referral.person_id], what="referral sent")
    return render(
        request,
        "caseload/refer_sent.html",
        {
            "whole": whole,
            "reference": reference,
            "seen_by": queries.seen_by(timezone.localdate(whole.referral.sent_at)) if whole else None,
        },
    )


@case_door(*REFERRERS)
@never_cache
@require_http_methods(METHODS)
def discard(request: HttpRequest, reference: str) -> HttpResponse:
    """Throw a draft away, after asking once."""
    whole = _draft_or_404(reference)
    form = forms.Form(request.POST or None)
    if request.method == "POST":
        try:
            actions.discard(actor=actor_of(request), at=timezone.now(), referral_id=whole.referral.id)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The draft is thrown away, and what it said with it.")
            return redirect("home")
    return render(
        request,
        "caseload/refer_discard.html",
        {
            "whole": whole,
            "form": form,
            "gone_on": timezone.localdate(whole.referral.begun_at) + timedelta(days=90),
        },
    )


def _draft_or_404(reference: str) -> queries.Whole:
    whole = queries.whole(reference, timezone.localdate())
    if whole is None or whole.referral.state == "discarded":
        raise Http404("There is no such referral.")
    return whole


def address_of(reference: str) -> str:
    """Where somebody goes on with a draft."""
    return reverse("refer-part", args=[reference, "why"])
