"""Pages about who signs when the one who signs is away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date

from ..queries import names_of
from ..rules import may_administer
from . import actions, queries, rules
from .forms import NOBODY, DelegationForm, HandOverForm


@door(SIGNED_IN)
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """Every post that signs: who holds it, who covers now and to come, and what covered before."""
    today, actor = timezone.localdate(), actor_of(request)
    shown = [_shown(post, actor) for post in queries.staffed(today).values()]
    names = names_of(cover.given_by for each in shown for cover in each["post"].covers)
    return render(
        request,
        "organisations/posts.html",
        {"title": "Posts, and who covers for them", "posts": shown, "names": names, "today": today},
    )


@door(SIGNED_IN)
@require_safe
def posts_csv(request: HttpRequest) -> HttpResponse:
    """Every delegation of every post, as a file."""
    today = timezone.localdate()
    every = queries.staffed(today).values()
    names = names_of(cover.given_by for post in every for cover in post.covers)
    header = (
        "Post",
        "Holder today",
        "Covered by",
        "First day",
        "Last day",
        "Ended early on",
        "Why",
        "Given by",
    )
    rows = (
        (
            post.title,
            post.holder.name if post.holder else "",
            cover.person.name,
            cover.first.isoformat(),
            cover.last.isoformat(),
            timezone.localdate(cover.ended_at).isoformat() if cover.ended_at else "",
            cover.reason,
            names[cover.given_by],
        )
        for post in every
        for cover in post.covers
    )
    return csv_download("delegations.csv", header, rows)


@door(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def delegate(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Let somebody act for a post on dated days; `?next=` is the page to come back to."""
    today, actor = timezone.localdate(), actor_of(request)
    post = queries.staffed(today, [post_id]).get(post_id)
    if post is None:
        raise Http404("There is no such post.")
    verdict = rules.may_delegate(actor, post.held)
    people = _but_holder(post) if verdict else []
    form = DelegationForm(request.POST if request.method == "POST" else None, people=people, today=today)
    if form.is_valid():
        try:
            actions.delegate_post(
                post_id=post_id,
                person_id=UUID(form.cleaned_data["person"]),
                first=form.cleaned_data["first"],
                last=form.cleaned_data["last"],
                reason=form.cleaned_data["reason"],
                actor=actor,
                at=timezone.now(),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            name = dict(people)[form.cleaned_data["person"]]
            messages.success(
                request, f"{name} may act as {post.title} on these days. They were told by letter."
            )
            return redirect(_next(request))
    return render(
        request,
        "organisations/delegate.html",
        {
            "title": f"Who covers for the {post.title}?",
            "post": post,
            "form": form,
            "verdict": verdict,
            "next": _next(request),
            "is_holder": bool(post.holder and post.holder.actor == actor.id),
        },
    )


@door(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Say who holds the post from which day on, beside everybody who has held it."""
    today, actor = timezone.localdate(), actor_of(request)
    post = queries.staffed(today, [post_id]).get(post_id)
    if post is None:
        raise Http404("There is no such post.")
    verdict = may_administer(actor)
    people = _but_holder(post) if verdict else []
    form = HandOverForm(request.POST if request.method == "POST" else None, people=people, today=today)
    if form.is_valid():
        to, first = form.cleaned_data["person"], form.cleaned_data["first"]
        try:
            actions.hand_over_post(
                post_id=post_id,
                person_id=None if to == NOBODY else UUID(to),
                first=first,
                actor=actor,
                at=timezone.now(),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            name = dict(people).get(to, "Nobody")
            messages.success(
                request,
                f"{name} holds the post of {post.title} since {long_date(first)}. "
                "What is asked of the post is asked of whoever holds it.",
            )
            return redirect("posts")
    return render(
        request,
        "organisations/hand_over.html",
        {
            "title": f"Who holds the post of {post.title}?",
            "post": post,
            "form": form,
            "held": queries.holders_of(post_id),
            "verdict": verdict,
        },
    )


@door(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """Ask once more, then end a delegation before its last day."""
    found = queries.cover(delegation_id)
    if found is None:
        raise Http404("There is no such delegation.")
    post_id, cover = found
    today, actor = timezone.localdate(), actor_of(request)
    post = queries.staffed(today, [post_id])[post_id]
    if request.method == "POST":
        try:
            actions.end_delegation(delegation_id=delegation_id, actor=actor, at=timezone.now())
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{cover.person.name} no longer acts as {post.title}.")
        return redirect("posts")
    verdict = rules.may_end(actor, post.held, delegate=cover.person.actor, is_over=cover.is_over(today))
    return render(
        request,
        "organisations/end_delegation.html",
        {"title": "End this delegation?", "post": post, "cover": cover, "verdict": verdict},
    )


def _but_holder(post: queries.Staffed) -> list[tuple[str, str]]:
    """The people of the post's body as choices, without its holder; for those only who may choose one of them."""
    holder = post.holder.actor if post.holder else ""
    return [each for each in queries.colleagues(post.id) if f"person:{each[0]}" != holder]


def _shown(post: queries.Staffed, actor: Any) -> dict[str, Any]:
    return {
        "post": post,
        "acting": post.acting,
        "to_come": [cover for cover in post.covers if cover.is_to_come(post.on)],
        "over": [cover for cover in post.covers if cover.is_over(post.on)],
        "may_delegate": rules.may_delegate(actor, post.held),
        "may_hand_over": may_administer(actor),
        "may_end": {
            cover.id: rules.may_end(
                actor, post.held, delegate=cover.person.actor, is_over=cover.is_over(post.on)
            )
            for cover in post.covers
        },
    }


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/posts/"
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if safe else "/posts/"
