"""Pages about coming in, leaving, roles that need a look, broken glass, and who was here."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from throughline.frame.doors import OPEN, door, for_roles
from throughline.frame.lists import Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations import directories, queries, rules
from throughline.organisations.forms import CorrectionForm
from throughline.organisations.roles import title_of

from . import correcting, glass, invitations, leaving, log, reviews
from .forms import ComeInForm, GlassForm
from .lifecycle import BROKEN_GLASS, INVITATION
from .rules import GLASS_HOURS

ADMINISTRATORS = for_roles(rules.ADMINISTRATOR)
REVIEWERS = for_roles(*sorted(reviews.REVIEWERS))
READERS = for_roles(*sorted(log.READERS))
_STATES = {"open": "Waiting", "accepted": "Accepted", "withdrawn": "Withdrawn"}

INVITATIONS = Listing(
    sorts=(
        Sort("newest", "Newest", ("-invited_at", "id")),
        Sort("name", "Name", ("person__search_text", "id")),
    ),
    filters=(by("state", "State", _STATES),),
    search_field="person__search_text",
)
ENTRIES = Listing(
    sorts=(Sort("newest", "Newest", ("-at", "-id")), Sort("oldest", "Oldest", ("at", "id"))),
    filters=(by("kind", "What", log.KINDS),),
    search_field="search_text",
    size=50,
)


@door(OPEN)
@never_cache
def invitation(request: HttpRequest, invitation_id: UUID, token: str) -> HttpResponse:
    """Come in: by one's own organisation's directory where there is one, else with a password, once."""
    now = timezone.now()
    try:
        invited = invitations.followed(invitation_id, token, at=now)
        told_by = directories.directory_for(invited.person)
        form = ComeInForm(invited.person, request.POST or None)
        if request.method == "POST" and told_by is None and form.is_valid():
            person = invitations.accept(
                at=now, invitation_id=invitation_id, token=token, password=form.cleaned_data["new_password1"]
            )
            log.note("accepted", at=now, person=person, request=request, how="password")
            return redirect("account_reset_password_from_key_done")
    except RefusedError as refusal:
        shown: dict[str, Any] = {"refusal": refusal}
        return render(request, "organisations/access/invitation_over.html", shown, status=410)
    shown = {"form": form, "person": invited.person, "directory": told_by}
    return render(request, "organisations/access/invitation.html", shown)


@door(ADMINISTRATORS)
@never_cache
@require_safe
def invitations_list(request: HttpRequest) -> HttpResponse:
    """Who was invited, who has come, and who has to be asked again."""
    actor = actor_of(request)
    listed = INVITATIONS.page(invitations.all_of_them(), request.GET)
    rows = [
        (each, INVITATION.may("resend", each.state, actor), INVITATION.may("withdraw", each.state, actor))
        for each in listed.rows
    ]
    shown = {"listed": listed, "invited": rows, "now": timezone.now(), "states": _STATES}
    return render(request, "organisations/access/invitations.html", shown)


@door(ADMINISTRATORS)
@never_cache
@require_POST
def resend(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Send a new link and show it, once."""
    try:
        link = invitations.resend(actor=actor_of(request), at=timezone.now(), invitation_id=invitation_id)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("invitations")
    who = invitations.all_of_them().get(id=invitation_id).person
    shown = {"person": who, "link": f"{settings.PUBLIC_ADDRESS}{link}", "days": 7, "by_letter": True}
    return render(request, "organisations/link.html", shown)


@door(ADMINISTRATORS)
@require_POST
def withdraw(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """End the link before it was followed."""
    return _do(
        request,
        "invitations",
        "The invitation is withdrawn, and the link no longer works.",
        invitations.withdraw,
        invitation_id=invitation_id,
    )


@door(ADMINISTRATORS)
@never_cache
def correct(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Put a name, an address or an organisation right."""
    actor = actor_of(request)
    who = get_object_or_404(queries.visible_to(actor), id=person_id)
    form = CorrectionForm(
        request.POST or None, initial={"name": who.name, "email": who.email, "body": who.body_id}
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = correcting.correct(actor=actor, at=timezone.now(), person=who, **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, "That is put right." if changed else "Nothing was different.")
            return redirect("person", person_id)
    return render(request, "organisations/access/correct.html", {"form": form, "person": who})


@door(ADMINISTRATORS)
@never_cache
def leave(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What ends when this person leaves, what waits for them, and the one button that does it."""
    actor, now = actor_of(request), timezone.now()
    who = get_object_or_404(queries.visible_to(actor).select_related("body"), id=person_id)
    if request.method == "POST":
        try:
            leaving.leave(actor=actor, at=now, person=who)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "They have left: roles, posts, delegations and sessions ended.")
            return redirect("person", person_id)
    shown = {
        "person": who,
        "ends": leaving.what_ends(who, at=now),
        "may_leave": rules.may_deactivate(actor, queries.standing(who, timezone.localdate(now))),
        "title_of": title_of,
    }
    return render(request, "organisations/access/leave.html", shown)


@door(REVIEWERS)
@never_cache
@require_safe
def role_reviews(request: HttpRequest) -> HttpResponse:
    """The roles that nobody has vouched for lately."""
    actor = actor_of(request)
    shown = {
        "due": reviews.due(actor, timezone.localdate()),
        "today": timezone.localdate(),
        "may_end": rules.may_administer(actor),
    }
    return render(request, "organisations/access/reviews.html", shown)


@door(REVIEWERS)
@require_POST
def confirm_role(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Say that the role is still needed."""
    role = request.POST.get("role", "")
    return _do(
        request,
        "role-reviews",
        "Confirmed for another six months.",
        reviews.confirm,
        person_id=person_id,
        role=role,
    )


@door(READERS)
@never_cache
def broken_glass(request: HttpRequest) -> HttpResponse:
    """Take another role for some hours, loudly; and, for auditors too, who did so before."""
    actor, now = actor_of(request), timezone.now()
    form = GlassForm(request.POST or None, initial={"hours": GLASS_HOURS[0]})
    if request.method == "POST" and form.is_valid():
        try:
            glass.break_glass(actor=actor, at=now, request=request, **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error("role", str(refusal))
        else:
            messages.success(
                request, "You have the role now. Every other administrator and every auditor is told."
            )
            return redirect("broken-glass")
    shown = {
        "form": form,
        "may_break": BROKEN_GLASS.may("break_glass", None, actor),
        "told": glass.told_by_letter(actor, at=now),
        "mine": glass.open_of(actor, at=now),
        "newest": glass.newest(),
        "title_of": title_of,
    }
    return render(request, "organisations/access/glass.html", shown)


@door(ADMINISTRATORS)
@require_POST
def end_glass(request: HttpRequest) -> HttpResponse:
    """Give the role back."""
    return _do(request, "broken-glass", "You have given the role back.", glass.end)


@door(READERS)
@never_cache
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """Who was here, from where, and who was turned away."""
    listed = ENTRIES.page(log.visible_to(actor_of(request)), request.GET)
    return render(request, "organisations/access/entries.html", {"listed": listed, "kinds": log.KINDS})


@door(READERS)
@require_safe
def entries_csv(request: HttpRequest) -> HttpResponse:
    """The access log as it is searched and filtered, at most 10,000 lines."""
    rows = ENTRIES.narrow(log.visible_to(actor_of(request)), request.GET.dict())[:10_000]
    header = ("When", "What", "How", "Name", "Email address", "Device", "Network address")
    return csv_download(
        "access.csv",
        header,
        (
            (
                each.at.isoformat(timespec="seconds"),
                log.KINDS.get(each.kind, each.kind),
                each.how,
                each.person.name if each.person else "",
                each.person.email if each.person else "",
                each.device,
                each.ip or "",
            )
            for each in rows
        ),
    )


def _do(
    request: HttpRequest, then: str, done: str, change: Callable[..., object], **named: Any
) -> HttpResponse:
    """Do one act and say how it went on the page that follows."""
    try:
        change(actor=actor_of(request), at=timezone.now(), **named)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(then)
