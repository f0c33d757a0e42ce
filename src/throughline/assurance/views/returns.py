"""The list of returns, the page of one, what was submitted, and its first and last steps."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.db.models import Case, F, Value, When
from django.db.models.functions import Concat, Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Filter, Listing, Rows, Sort, by, csv_download, state_in_words
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError

from ..actions import calendar, certifying
from ..forms.dropping import DropForm
from ..lifecycle import OFFICERS, RETURN
from ..queries import returns as queries
from ..queries.returns import ReturnPage

READERS = for_roles(*sorted(queries.READERS))
TEAM = for_roles(*sorted(OFFICERS))
KINDS = {
    "plan": "Spending plan",
    "quarterly": "Quarterly update",
    "february": "February forecast",
    "year_end": "Year-end return",
}
WHEN = (("late", "Late"), ("soon", "Due in four weeks"), ("later", "Due later"))


def _when(rows: Rows, value: str) -> Rows:
    today = timezone.localdate()
    open_ones = rows.exclude(state__in=(*queries.RECEIVED, "dropped"))
    if value == "late":
        return open_ones.filter(due_on__lt=today)
    if value == "soon":
        return open_ones.filter(due_on__gte=today, due_on__lte=today + timedelta(days=28))
    return open_ones.filter(due_on__gt=today + timedelta(days=28)) if value == "later" else rows


def _years(rows: Rows) -> list[tuple[str, str]]:
    found = rows.order_by("-year").values_list("year", flat=True).distinct()
    return [(each, each) for each in found]


# A return that somebody has to act on stands above those that nobody has to, the longest due first.
WAITS_UNTIL = Case(When(state__in=("open", "queried", "submitted"), then=F("due_on")))
RETURNS = Listing(
    sorts=(
        Sort("due", "What waits first", (WAITS_UNTIL.asc(nulls_last=True), "-due_on", "place__name", "id")),
        Sort("newest", "Newest first", ("-due_on", "place__name", "id")),
        Sort("place", "Place", ("place__name", "-due_on", "id")),
    ),
    filters=(
        by("state", "State", RETURN.states),
        by("kind", "Kind", KINDS),
        Filter("year", "Year", _years, lambda rows, year: rows.filter(year=year)),
        Filter("when", "When", lambda _: WHEN, _when),
    ),
    search_field="searched",
)


def _rows(request: HttpRequest) -> Rows:
    rows = queries.visible_to(actor_of(request), timezone.localdate())
    words = Concat("place__name", Value(" "), "recipient__name", Value(" "), "year")
    return rows.annotate(searched=Lower(words))


@door(READERS)
@require_safe
def returns(request: HttpRequest) -> HttpResponse:
    """Every return that the reader may see: whose, by when, where it is."""
    actor, today = actor_of(request), timezone.localdate()
    missing = queries.areas_without_returns(actor, today) if actor.roles & OFFICERS else 0
    return render(
        request,
        "assurance/returns.html",
        {
            "listed": RETURNS.page(_rows(request), request.GET),
            "today": today,
            "missing": missing,
            "received": queries.RECEIVED,
            "is_team": bool(actor.roles & OFFICERS),
        },
    )


@door(READERS)
@require_safe
def returns_csv(request: HttpRequest) -> HttpResponse:
    """The list as it is searched and filtered."""
    rows = RETURNS.narrow(_rows(request), request.GET.dict())
    header = ("Place", "Recipient", "Return", "Year", "Opens on", "Due on", "State", "Illustration")
    return csv_download(
        "returns.csv",
        header,
        (
            (
                each.place.name,
                each.recipient.name,
                queries.name_of(each),
                each.year,
                each.opens_on,
                each.due_on,
                state_in_words(each.state),
                "yes" if each.is_illustration else "no",
            )
            for each in rows.iterator(chunk_size=1000)
        ),
    )


@door(TEAM)
@require_POST
def schedule(request: HttpRequest) -> HttpResponse:
    """Put the returns of every running grant on the calendar."""
    made = calendar.schedule_returns(actor=actor_of(request), at=timezone.now())
    messages.success(request, f"{len(made)} return{'s' if len(made) != 1 else ''} put on the calendar.")
    return redirect("returns")


@door(READERS)
@require_safe
def one(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """One return as a list of what is to do: done, to look at, prefilled; and what became of it."""
    return _page(request, page_or_404(request, return_id), DropForm())


def _page(request: HttpRequest, page: ReturnPage, drop: DropForm) -> HttpResponse:
    content = page.content
    faults = content.faults()
    there, in_all = content.prefilled
    wrong: dict[str, int] = {}
    for each in faults:
        wrong[each.section] = wrong.get(each.section, 0) + each.stops
    return render(
        request,
        "assurance/return.html",
        {
            "page": page,
            "content": content,
            "drop": drop,
            "wrong": wrong,
            "prefilled": 100 * there // in_all if in_all else 0,
            "stops": sum(each.stops for each in faults),
            "may_check": page.may("submit"),
        },
    )


@door(READERS)
@require_safe
def version(request: HttpRequest, return_id: UUID, number: int) -> HttpResponse:
    """What a version said when it was submitted, who certified it, and what was asked about it."""
    page = page_or_404(request, return_id)
    found = next((each for each in page.versions if each.number == number), None)
    if found is None:
        raise Http404("There is no such version.")
    earlier = next((each for each in page.versions if each.number == number - 1), None)
    said = queries.said_in(found)
    return render(
        request,
        "assurance/return_version.html",
        {
            "page": page,
            "frozen": found,
            "said": said,
            "changed": queries.differences(queries.said_in(earlier), said) if earlier else [],
            "certification": page.certification(found),
            "queried": [each for each in page.queries if each.version_id == found.pk],
        },
    )


@door(READERS)
@require_safe
def version_json(request: HttpRequest, return_id: UUID, number: int) -> HttpResponse:
    """The version's own bytes, over which its hash was taken."""
    page = page_or_404(request, return_id)
    found = next((each for each in page.versions if each.number == number), None)
    if found is None:
        raise Http404("There is no such version.")
    answer = HttpResponse(bytes(found.content), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="return-{return_id}-{number}.json"'
    return answer


@door(TEAM)
@require_POST
def step(request: HttpRequest, return_id: UUID, name: str) -> HttpResponse:
    """Open it now, accept it, or drop it with a reason."""
    page = page_or_404(request, return_id)
    actor, at = actor_of(request), timezone.now()
    form = DropForm(request.POST)
    if name == "drop" and not form.is_valid():
        return _page(request, page, form)
    try:
        if name == "open":
            calendar.open_return(actor=actor, at=at, return_id=return_id)
        elif name == "accept":
            certifying.accept(actor=actor, at=at, return_id=return_id)
        elif name == "drop":
            calendar.drop(actor=actor, at=at, return_id=return_id, because=form.cleaned_data["because"])
        else:
            raise Http404("There is no such step.")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, DONE[name])
    return redirect("return", return_id)


DONE = {
    "open": "It is open, and its people hear of it by letter.",
    "accept": "It is accepted as the record of the period.",
    "drop": "It is not asked for any more.",
}


def page_or_404(request: HttpRequest, return_id: UUID) -> ReturnPage:
    """The return that the address names, for whoever may see it."""
    page = queries.return_page(actor_of(request), return_id, timezone.localdate())
    if page is None:
        raise Http404("There is no such return.")
    return page
