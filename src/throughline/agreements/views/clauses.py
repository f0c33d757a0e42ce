"""The clauses that agreements are put together from, and who may sign agreements."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Listing, Sort, csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

from ..actions import authorities
from ..actions import clauses as actions
from ..forms.agreements import AuthorityForm, ClauseForm
from ..queries import agreement_choices as choices
from ..queries import agreements
from ..queries import clauses as queries
from ..terms import KINDS

AUTHORITIES = Listing(
    sorts=(
        Sort("body", "By organisation", ("body__name", "person__name", "id")),
        Sort("person", "By name", ("person__name", "body__name", "id")),
    ),
    search_field="search_text",
)
INSIDE = for_roles(*sorted(agreements.INSIDE - {"system", "supplier"}))


@door(INSIDE)
@require_safe
def clauses(request: HttpRequest) -> HttpResponse:
    """Every clause in use, by kind of agreement."""
    return render(request, "agreements/clauses.html", {"kinds": queries.in_use(timezone.localdate())})


@door(INSIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: HttpRequest, clause_id: int) -> HttpResponse:
    """A clause with its versions; a legal adviser confirms or rewrites it, an officer rewrites it."""
    page, actor = queries.clause_page(clause_id), actor_of(request)
    if page is None:
        raise Http404("There is no such clause.")
    confirms = bool(actor.roles & actions.CONFIRMERS)
    form = ClauseForm(
        request.POST if request.method == "POST" else None,
        initial={
            "text": page.newest.text,
            "source": "" if confirms else page.newest.source,
            "was": page.newest.number,
        },
    )
    if form.is_valid():
        try:
            actions.word_clause(actor=actor, at=timezone.now(), clause_id=clause_id, **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                "Confirmed with your name and today’s date." if confirms else "Saved. Legal confirms it.",
            )
            return redirect("clause", clause_id)
    shown = {
        "page": page,
        "form": form,
        "kind": KINDS[page.clause.kind],
        "may_write": bool(actor.roles & actions.WRITERS),
        "confirms": confirms,
    }
    return render(request, "agreements/clause.html", shown)


@door(INSIDE)
@require_safe
def signing_authorities(request: HttpRequest) -> HttpResponse:
    """Who may sign for whom, up to which sum, on which paper."""
    listed = AUTHORITIES.page(choices.authorities(timezone.localdate()), request.GET)
    shown = {"listed": listed, "may_record": authorities.may_record(actor_of(request))}
    return render(request, "agreements/signing_authorities.html", shown)


@door(INSIDE)
@require_safe
def signing_authorities_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a file, as it is searched."""
    rows = AUTHORITIES.narrow(choices.authorities(timezone.localdate()), request.GET.dict())
    header = ("Person", "Signs for", "Capacity", "Up to", "From", "Until", "On which paper")
    return csv_download(
        "who-may-sign.csv",
        header,
        (
            (
                each.person.name,
                each.body.name,
                each.capacity,
                each.up_to_pence or "no limit",
                each.held_from,
                each.held_until,
                each.source,
            )
            for each in rows
        ),
    )


@door(INSIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def record_authority(request: HttpRequest) -> HttpResponse:
    """Record who may sign for an organisation."""
    actor = actor_of(request)
    form = AuthorityForm(
        request.POST if request.method == "POST" else None,
        people=choices.people(),
        bodies=choices.bodies(),
        initial={"held_from": timezone.localdate()},
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            authorities.record_authority(
                actor=actor,
                at=timezone.now(),
                person_id=UUID(said["person"]),
                body_id=UUID(said["body"]),
                capacity=said["capacity"],
                source=said["source"],
                held_from=said["held_from"],
                held_until=said["held_until"],
                up_to=None if said["up_to"] is None else Money(said["up_to"]),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Recorded. They can sign what their authority covers.")
            return redirect("signing-authorities")
    shown = {"form": form, "may_record": authorities.may_record(actor)}
    return render(request, "agreements/signing_authority.html", shown)


@door(INSIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def end_authority(request: HttpRequest, authority_id: UUID) -> HttpResponse:
    """From today this person signs no more for that body; asked once before it is done."""
    authority = choices.authority(authority_id)
    if authority is None:
        raise Http404("There is no such authority.")
    if request.method != "POST":
        shown = {"authority": authority, "may_record": authorities.may_record(actor_of(request))}
        return render(request, "agreements/signing_authority_end.html", shown)
    try:
        authorities.end_authority(
            actor=actor_of(request), at=timezone.now(), authority_id=authority_id, until=timezone.localdate()
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Ended from today. What they signed stands.")
    return redirect("signing-authorities")
