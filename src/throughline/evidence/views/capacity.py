"""Pages: how many posts each unit needs, and where one more buys most."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.frame.charts import picture
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError

from ..charts.capacity import draw_capacity
from ..forms.capacity import AimForm, ByHandForm
from ..queries import capacity as queries
from ..queries.own import own_of
from ..queries.releases import READERS

MAY_READ = for_roles(*sorted(READERS))


@door(MAY_READ)
@require_safe
def capacity(request: HttpRequest) -> HttpResponse:
    """Every unit for the aim that was asked for; ten working days for nine in ten without one."""
    form = AimForm(request.GET or None)
    page = _page(request, form)
    return render(
        request,
        "evidence/capacity.html",
        {"title": "Capacity", "form": form, "page": page, "query": request.GET.urlencode()},
    )


@door(MAY_READ)
@require_safe
def capacity_svg(request: HttpRequest) -> HttpResponseBase:
    """Waiting against posts, a small picture a unit."""
    return picture(request, draw_capacity, queries.facts(_there(request)))


@door(MAY_READ)
@require_safe
def capacity_csv(request: HttpRequest) -> HttpResponse:
    """The table as a file."""
    page = _there(request)
    gains = {gain.service.name: gain for gain in page.gains}
    header = (
        "Unit",
        "Taken on a working day",
        "Working days on a caseload",
        "Posts filled",
        "People a post",
        "Mean working days to a first contact",
        "Within the aim",
        "Posts for the aim",
        "Days less with one more post",
    )
    rows = (
        (
            row.service.name,
            row.service.arrivals,
            row.service.stay,
            row.service.posts,
            row.service.each,
            round(row.now.mean, 1) if row.now.catches_up else "never catches up",
            round(row.now.within, 3),
            row.needed,
            "" if (less := gains[row.service.name].days_less) is None else round(less, 2),
        )
        for row in page.rows
    )
    return csv_download("capacity.csv", header, rows)


@door(MAY_READ)
@require_safe
def by_hand(request: HttpRequest) -> HttpResponse:
    """The same for one unit, with figures that somebody types."""
    form = ByHandForm(request.GET or None)
    page = None
    if request.GET and form.is_valid():
        service = form.service()
        try:
            page = queries.worked_out([service], form.aim(), service.each)
        except RefusedError as refused:
            form.add_error(None, str(refused))
    shown = {"title": "Capacity of one unit", "form": form, "page": page}
    return render(request, "evidence/capacity_by_hand.html", shown)


def _page(request: HttpRequest, form: AimForm) -> queries.CapacityPage | None:
    asked = form.cleaned_data.get("each") if form.is_valid() else None
    actor = actor_of(request)
    return queries.capacity(actor, form.aim(), asked, own_of(actor, timezone.localdate()))


def _there(request: HttpRequest) -> queries.CapacityPage:
    page = _page(request, AimForm(request.GET or None))
    if page is None:
        raise Http404("No capacity was released yet.")
    return page
