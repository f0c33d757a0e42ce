"""The page that a commissioner opens: every stream of a locality, and what stands on it."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.agreements.queries.joint import READERS as PLAN_READERS
from throughline.frame.charts import picture
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of
from throughline.funding.lifecycle import STREAM
from throughline.funding.queries import streams as funding
from throughline.funding.queries.money_in import in_figures
from throughline.governance.views.pages import found

from ..locality_chart import draw
from ..queries import localities as queries
from ..reporting import LOCAL, TEAM

READERS = for_roles(*sorted(funding.READERS))


@door(READERS)
@require_safe
def localities(request: HttpRequest) -> HttpResponse:
    """Every locality that one may see; where that is one only, that one."""
    actor, today = actor_of(request), timezone.localdate()
    places = funding.places_visible_to(actor, today)
    if len(places) == 1:
        return redirect("locality", places[0].slug)
    return render(request, "trace/localities.html", {"rows": queries.overview(actor, places, today)})


@door(READERS)
@require_safe
def locality(request: HttpRequest, slug: str) -> HttpResponse:
    """A locality: its streams over years, cliffs, overlaps, what paid before, posts by unit, agreements."""
    actor, today = actor_of(request), timezone.localdate()
    page = found(queries.locality_page(actor, slug, today), "locality")
    return render(
        request,
        "trace/locality.html",
        {
            "page": page,
            "title": page.place.name,
            "papers": queries.papers(actor, page.place.id, today),
            "may_record": STREAM.may("record", None, actor),
            "reads_plan": bool(actor.roles & PLAN_READERS),
            "reads_pack": bool(actor.roles & (TEAM | LOCAL)),
            "sees_posts": queries.sees_posts(actor),
            "cliff_in_words": queries.cliff_in_words,
            "overlap_in_words": queries.overlap_in_words,
        },
    )


@door(READERS)
@require_safe
def locality_svg(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The picture of exactly the streams that the page lists."""
    page = found(queries.streams_page(actor_of(request), slug, timezone.localdate()), "locality")
    return picture(request, draw, queries.facts(page))


@door(READERS)
@require_safe
def locality_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same streams as a file, a row a stream and year."""
    page = found(queries.streams_page(actor_of(request), slug, timezone.localdate()), "locality")
    header = (
        "Letter",
        "Stream",
        "Who pays",
        "For",
        "Year",
        "Amount",
        "Says",
        "Ends",
        "Illustration",
        "Source",
    )
    rows = (
        (
            row.letter,
            row.stream.flow.name,
            row.stream.flow.payer,
            row.stream.purpose,
            str(year.year),
            in_figures(cell.amount),
            cell.says,
            row.stream.flow.ends_on,
            "yes" if row.stream.is_illustration else "",
            row.stream.source,
        )
        for row in page.rows
        for year, cell in zip(page.years, row.cells, strict=True)
        if cell.amount is not None or cell.says
    )
    return csv_download(f"streams-{slug}.csv", header, rows)
