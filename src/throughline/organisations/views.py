"""Pages about people, their way in, and the bodies and places around them."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import consume_or_429
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from throughline.frame.doors import OPEN, SIGNED_IN, door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations import actions, directories, queries, rules
from throughline.organisations.access import log
from throughline.organisations.access.devices import browser
from throughline.organisations.access.forms import ForgottenForm
from throughline.organisations.access.rules import INVITATION_LASTS
from throughline.organisations.forms import PersonForm
from throughline.organisations.roles import BY_CODE, ROLES, title_of

_ANSWERS_AFTER = 0.25  # seconds, so that how long an answer takes does not say whose address it was
ADMINISTRATORS = for_roles(rules.ADMINISTRATOR)


@door(SIGNED_IN)
@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who you are here, what you may do, and how you get in."""
    today = timezone.localdate()
    me = queries.person_of(actor_of(request))
    roles = [BY_CODE[grant.role] for grant in queries.roles_in_force(me, today) if grant.role in BY_CODE]
    posts = [
        (held.post, queries.title_on(held.post.code, today, held.post.body.code))
        for held in queries.posts_held(me, today)
    ]
    shown = {
        "me": me,
        "roles": roles,
        "posts": posts,
        "has_second_step": is_mfa_enabled(me),
        "told_by": directories.name_of_directory(me),
        "could_be_told_by": directories.directory_for(me),
        "entries": log.own(actor_of(request), newest=8),
        "kinds": log.KINDS,
    }
    return render(request, "organisations/account.html", shown)


@door(SIGNED_IN)
@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    """Where you are signed in, and a way to end each session, the others, or all with this one."""
    mine = UserSession.objects.purge_and_list(request.user)
    if request.method == "POST":
        wanted = request.POST.get("session", "")
        for each in mine:
            if wanted in ("all", "others", str(each.pk)) and not each.is_current():
                each.end()
        if wanted == "all":
            leads = get_adapter(request).get_logout_redirect_url(request)
            UserSession.objects.filter(user=request.user).delete()
            get_adapter(request).logout(request)
            return redirect(leads)
        messages.success(
            request, "Those sessions have ended." if wanted == "others" else "That session has ended."
        )
        return redirect("sessions")
    mine.sort(key=lambda each: each.last_seen_at, reverse=True)
    return render(
        request,
        "organisations/sessions.html",
        {"sessions": mine, "idle_hours": settings.SESSION_COOKIE_AGE // 3600, "browser": browser},
    )


@door(OPEN)
@never_cache
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Ask for a letter with a link; the answer is the same whether anybody has the address."""
    form = ForgottenForm(request.POST or None)
    is_asked = request.method == "POST" and form.is_valid()
    if is_asked:
        email, now = form.cleaned_data["email"].lower(), timezone.now()
        throttled: HttpResponse | None = consume_or_429(request, action="reset_password", key=email)
        if throttled:
            return throttled
        began = time.monotonic()
        person = actions.offer_new_password(at=now, email=email)
        log.note("forgot", at=now, person=person, request=request)
        time.sleep(max(0.0, began + _ANSWERS_AFTER - time.monotonic()))
    shown = {"form": form, "is_asked": is_asked}
    return render(request, "organisations/forgotten_password.html", shown)


def _listing(today: date) -> Listing:
    return Listing(
        sorts=(
            Sort("name", "Name", ("search_text", "id")),
            Sort("organisation", "Organisation", ("body__name", "search_text", "id")),
            Sort("seen", "Last signed in", ("-last_login", "search_text", "id")),
        ),
        filters=(
            Filter(
                "role",
                "Role",
                lambda _: [(role.code, role.title) for role in ROLES],
                lambda rows, code: queries.having_role(rows, code, today),
            ),
            Filter(
                "body",
                "Organisation",
                lambda _: [(body.code, body.name) for body in queries.bodies()],
                lambda rows, code: rows.filter(body__code=code),
            ),
            Filter(
                "may",
                "May sign in",
                lambda _: [("yes", "Yes"), ("no", "No")],
                lambda rows, may: rows.filter(is_active=may == "yes"),
            ),
        ),
        search_field="search_text",
    )


@door(ADMINISTRATORS)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who may sign in or could once."""
    today = timezone.localdate()
    rows = queries.listed(queries.visible_to(actor_of(request)), today)
    listed = _listing(today).page(rows, request.GET)
    return render(request, "organisations/people.html", {"listed": listed, "title_of": title_of})


@door(ADMINISTRATORS)
@require_safe
def people_csv(request: HttpRequest) -> HttpResponse:
    """The list of people as it is searched and filtered."""
    today = timezone.localdate()
    rows = _listing(today).narrow(
        queries.listed(queries.visible_to(actor_of(request)), today), request.GET.dict()
    )
    header = ("Name", "Email address", "Organisation", "Roles", "May sign in", "Last signed in")
    return csv_download(
        "people.csv",
        header,
        (
            (
                each.name,
                each.email,
                each.body.name,
                "; ".join(title_of(grant.role) for grant in each.roles_in_force),
                "yes" if each.is_active else "no",
                each.last_login.date().isoformat() if each.last_login else "",
            )
            for each in rows
        ),
    )


@door(ADMINISTRATORS)
@never_cache
def add_person(request: HttpRequest) -> HttpResponse:
    """Ask for a person and show the one-time link to hand to them."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person, link = actions.invite(actor=actor_of(request), at=timezone.now(), **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error("email", str(refusal))
        else:
            return _show_link(request, person, link, days=INVITATION_LASTS.days, by_letter=True)
    return render(request, "organisations/add_person.html", {"form": form})


@door(ADMINISTRATORS)
@never_cache
@require_safe
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One person: roles with their verdicts, and the ways to let them in and keep them out."""
    actor, today = actor_of(request), timezone.localdate()
    who = get_object_or_404(queries.visible_to(actor).select_related("body"), id=person_id)
    standing = queries.standing(who, today)
    shown = {
        "person": who,
        "roles": [
            (
                role,
                title_of(role),
                BY_CODE[role].sentence if role in BY_CODE else "",
                rules.may_end_role(actor, standing, role),
            )
            for role in sorted(standing.roles)
        ],
        "further": [role for role in ROLES if role.code not in standing.roles],
        "may_give": rules.may_grant_role(actor, standing),
        "may_issue": rules.may_issue_link(actor, standing),
        "may_deactivate": rules.may_deactivate(actor, standing),
        "may_reactivate": rules.may_reactivate(actor, standing),
        "has_second_step": is_mfa_enabled(who),
        "told_by": directories.name_of_directory(who),
        "history": queries.history(who),
    }
    return render(request, "organisations/person.html", shown)


@door(ADMINISTRATORS)
@require_POST
def give_role(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Give the chosen role."""
    role = request.POST.get("role", "")
    return _change(
        request, person_id, actions.grant_role, f"They are now {title_of(role).lower()}.", role=role
    )


@door(ADMINISTRATORS)
@require_POST
def end_role(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Take the chosen role away."""
    role = request.POST.get("role", "")
    return _change(
        request, person_id, actions.end_role, f"They are no longer {title_of(role).lower()}.", role=role
    )


@door(ADMINISTRATORS)
@require_POST
def deactivate(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Stop the person from signing in."""
    return _change(
        request, person_id, actions.deactivate, "They can no longer sign in, and their sessions have ended."
    )


@door(ADMINISTRATORS)
@require_POST
def reactivate(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Let the person in again."""
    done = "They may sign in again. Make a one-time link and hand it to them."
    return _change(request, person_id, actions.reactivate, done)


@door(ADMINISTRATORS)
@never_cache
@require_POST
def issue_link(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Make a one-time link and show it, once."""
    actor = actor_of(request)
    who = get_object_or_404(queries.visible_to(actor), id=person_id)
    try:
        link = actions.issue_link(actor=actor, at=timezone.now(), person=who)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("person", person_id)
    return _show_link(request, who, link)


@door(OPEN)
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The places, and the probation delivery units that cover them."""
    return render(
        request,
        "organisations/places.html",
        {"places": queries.places(), "units": queries.units(timezone.localdate())},
    )


@door(OPEN)
@require_safe
def places_csv(request: HttpRequest) -> HttpResponse:
    """The places as a file."""
    rows = ((place.name, place.gss_code, place.kind) for place in queries.places())
    return csv_download("places.csv", ("Name", "Code", "Kind"), rows)


@door(OPEN)
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """The organisations, the places they serve, and their posts with what each was called when."""
    return render(request, "organisations/bodies.html", {"bodies": queries.bodies_with_posts()})


@door(OPEN)
@require_safe
def bodies_csv(request: HttpRequest) -> HttpResponse:
    """The organisations as a file."""
    rows = (
        (body.name, body.kind, body.org_id, "; ".join(place.name for place in body.places.all()))
        for body in queries.bodies_with_posts()
    )
    return csv_download("bodies.csv", ("Name", "Kind", "Organisation id", "Serves"), rows)


def _change(
    request: HttpRequest, person_id: UUID, change: Callable[..., None], done: str, **named: Any
) -> HttpResponse:
    """Do one act about a person and say how it went on their page."""
    actor = actor_of(request)
    who = get_object_or_404(queries.visible_to(actor), id=person_id)
    try:
        change(actor=actor, at=timezone.now(), person=who, **named)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("person", person_id)


def _show_link(
    request: HttpRequest, who: Any, link: str, *, days: int = 0, by_letter: bool = False
) -> HttpResponse:
    days = days or settings.PASSWORD_RESET_TIMEOUT // 86_400
    shown = {"person": who, "link": f"{settings.PUBLIC_ADDRESS}{link}", "days": days, "by_letter": by_letter}
    return render(request, "organisations/link.html", shown)
