"""The register of funded posts, one post, one unit, and each step with a post."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, csv_download
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS, Back, form_page, found, sent
from throughline.kernel.verdict import Verdict

from ..actions import posts as actions
from ..forms.posts import AccessForm, EndShareForm, FillForm, PostForm, ShareForm, VacateForm
from ..posts import rules
from ..queries import post_choices as choices
from ..queries import posts as queries

READERS = for_roles(*sorted(queries.READERS))
KEEPERS = for_roles(*sorted(rules.KEEPERS - {"supplier"}))
EMPLOYERS = for_roles(*sorted((rules.KEEPERS | rules.EMPLOYERS) - {"supplier"}))
LISTING = Listing(
    sorts=(
        Sort("place", "Locality", ("place__gss_code", "title", "id")),
        Sort("unit", "Unit", ("unit__name", "title", "id")),
    ),
    filters=(
        Filter(
            "standing",
            "Filled or vacant",
            lambda _: [("filled", "Filled"), ("vacant", "Vacant")],
            lambda rows, value: rows.filter(is_filled=value == "filled", is_funded=True),
        ),
        Filter(
            "place",
            "Locality",
            choices.places_among,
            lambda rows, code: rows.filter(place__gss_code=code),
        ),
    ),
    search_field="said",
)


@door(READERS)
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """Every post within reach: filled or vacant since when, and who pays."""
    actor, today = actor_of(request), timezone.localdate()
    listed = LISTING.page(queries.visible_to(actor, today).prefetch_related(*queries.parts()), request.GET)
    return render(
        request,
        "agreements/posts.html",
        {
            "listed": listed,
            "rows": queries.shown(listed.rows, today),
            "may_register": bool(rules.may_keep(actor, is_in_reach=True)),
            "units": choices.units_of(listed.rows),
        },
    )


@door(READERS)
@require_safe
def posts_csv(request: HttpRequest) -> HttpResponse:
    """The register as it is searched and filtered."""
    today = timezone.localdate()
    rows = LISTING.narrow(queries.visible_to(actor_of(request), today), request.GET.dict())
    header = (
        "Locality",
        "Post",
        "Employer",
        "% of full time",
        "Unit",
        "Site",
        "Days",
        "Stands",
        "Vacant since",
        "Cover",
        "% paid",
        "Paid by",
        "Illustration",
    )
    return csv_download(
        "funded-posts.csv",
        header,
        (
            (
                each.post.place.name,
                each.post.title,
                each.post.employer.name,
                each.post.hundredths_of_full_time,
                each.post.unit.name if each.post.unit else "",
                each.post.site,
                each.post.days_on_site,
                each.words,
                each.standing.vacant_since,
                each.post.cover,
                each.paid,
                "; ".join(f"{share.hundredths} % {share.payer}" for share in each.shares if share.is_paid),
                "yes" if each.post.is_illustration else "",
            )
            for each in queries.shown(rows, today)
        ),
    )


@door(READERS)
@require_safe
def post(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """One post."""
    each = _post(request, post_id)
    keep, say = _may(request, each)
    return render(
        request,
        "agreements/post.html",
        {
            "each": each,
            "places": queries.places_of_post(each.post, timezone.localdate()),
            "may_keep": keep,
            "may_say": say,
        },
    )


@door(READERS)
@require_safe
def unit_posts(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """A unit's posts: who is on site on which day, and how its cost is apportioned."""
    actor, today = actor_of(request), timezone.localdate()
    unit = found(choices.unit(unit_id), "unit")
    here = queries.shown(queries.visible_to(actor, today).filter(unit=unit_id), today)
    return render(
        request,
        "agreements/unit_posts.html",
        {
            "unit": unit,
            "places": queries.places_of_unit(unit_id, today),
            "posts": here,
            "days": queries.on_days(here),
            "rules": sorted({s.because for each in here for s in each.shares if s.because}),
        },
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def register(request: HttpRequest) -> HttpResponse:
    """Put a post on the register."""
    actor = actor_of(request)
    form = PostForm(
        *sent(request), initial={"vetting": "none", "hundredths_of_full_time": 100}, **_choices(request)
    )

    def act(given: dict[str, Any]) -> str:
        made = actions.register_post(
            place_id=UUID(given["place"]), described=form.described(), **_who(request)
        )
        return reverse("funded-post", args=[made.id])

    return form_page(
        request,
        form,
        act,
        title="Which post does the money pay for?",
        button="Put it on the register",
        back=Back("Posts", reverse("funded-posts")),
        done="It is on the register, vacant until somebody says that it is filled.",
        verdict=rules.may_keep(actor, is_in_reach=True),
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def change(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Describe the post anew."""
    each = _post(request, post_id)
    names = (
        "title hundredths_of_full_time site days_on_site funded_from funded_until vetting "
        "has_building_access has_system_access cover"
    )
    now = {name: getattr(each.post, name) for name in names.split()}
    now |= {"employer": str(each.post.employer_id), "unit": str(each.post.unit_id or "")}
    form = PostForm(*sent(request), is_new=False, initial=now, **_choices(request))

    def act(given: dict[str, Any]) -> object:
        return actions.change_post(
            post_id=post_id, described=form.described(), because=given["because"], **_who(request)
        )

    return _page(
        request,
        each,
        form,
        act,
        ("What is the post now?", "Save the change", "Saved."),
        _may(request, each)[0],
    )


@door(EMPLOYERS)
@require_http_methods(FORMS)
def say(request: HttpRequest, post_id: UUID, step: str) -> HttpResponse:
    """Say that the post is filled or vacant, or who covers it."""
    each = _post(request, post_id)
    about = {"post_id": post_id, **_who(request)}
    if step == "fill":
        form: forms.Form = FillForm(*sent(request))
        words = ("Is somebody in this post?", "Say that it is filled", "The post is filled.")
        act: Callable[..., object] = actions.fill_post
    elif step == "vacate":
        form = VacateForm(*sent(request), initial={"cover": each.post.cover})
        words = (
            "Is this post vacant?",
            "Say that it is vacant",
            "The post is vacant. The next return asks about it.",
        )
        act = actions.vacate_post
    else:
        now = {
            n: getattr(each.post, n) for n in ("cover", "vetting", "has_building_access", "has_system_access")
        }
        form = AccessForm(*sent(request), initial=now)
        words = ("Who covers it, and what may whoever is in it enter?", "Save it", "Saved.")
        act = actions.say_cover
    return _page(request, each, form, lambda given: act(**given, **about), words, _may(request, each)[1])


@door(KEEPERS)
@require_http_methods(FORMS)
def share(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Say who pays which part of the post."""
    each = _post(request, post_id)
    places = queries.places_of_post(each.post, timezone.localdate())
    form = ShareForm(
        *sent(request),
        payers=choices.payers_of(actor_of(request), {each.post.place_id, *places}, timezone.localdate()),
        initial={"hundredths": each.unpaid or None},
    )
    if len(places) < 2:
        del form.fields["because"]
    else:
        form.fields["because"].required = True
    left = (
        f"{each.paid} % is paid today. {each.unpaid} % is left."
        if each.unpaid
        else "All of it is paid today."
    )
    return _page(
        request,
        each,
        form,
        lambda _: actions.share_cost(post_id=post_id, **form.said(), **_who(request)),
        ("Who pays for this post?", "Add the share", "The share is on the register."),
        _may(request, each)[0],
        lead=left,
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def end_share(request: HttpRequest, post_id: UUID, share_id: int) -> HttpResponse:
    """Say until when a share is paid."""
    each = _post(request, post_id)
    one = found(next((s for s in each.shares if s.id == share_id), None), "share")
    return _page(
        request,
        each,
        EndShareForm(*sent(request)),
        lambda given: actions.end_share(post_id=post_id, share_id=share_id, **given, **_who(request)),
        (f"Until when does {one.payer} pay?", "Save the day", "Saved. That part is free for another stream."),
        _may(request, each)[0],
        lead=f"{one.hundredths} % of the post.",
    )


def _page(
    request: HttpRequest,
    each: queries.PostShown,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    words: tuple[str, str, str],
    verdict: Verdict,
    lead: str = "",
) -> HttpResponse:
    def done(given: dict[str, Any]) -> str:
        act(given)
        return each.href

    title, button, after = words
    return form_page(
        request,
        form,
        done,
        title=title,
        button=button,
        back=Back(each.post.title, each.href),
        done=after,
        caption=f"{each.post.title}, {each.post.place.name}",
        lead=lead,
        verdict=verdict,
    )


def _post(request: HttpRequest, post_id: UUID) -> queries.PostShown:
    post: queries.PostShown = found(
        queries.post_shown(actor_of(request), post_id, timezone.localdate()), "post"
    )
    return post


def _may(request: HttpRequest, each: queries.PostShown) -> tuple[Verdict, Verdict]:
    """Whether the actor may keep the post's row, and say who is there; the post was found, so it is within reach."""
    actor = actor_of(request)
    return rules.may_keep(actor, is_in_reach=True), rules.may_say_who_is_there(actor, is_in_reach=True)


def _choices(request: HttpRequest) -> dict[str, Any]:
    actor, today = actor_of(request), timezone.localdate()
    return {
        "places": choices.places(actor, today),
        "bodies": choices.bodies(),
        "units": choices.units(),
    }


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"actor": actor_of(request), "at": timezone.now()}
