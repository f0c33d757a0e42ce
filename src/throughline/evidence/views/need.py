"""Pages: who needs help and does not get it, and how many people no list knows?"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.charts import picture
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Listing, Sort, csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import names_of

from ..actions import estimating
from ..charts.need import draw_models, draw_need, draw_tiles
from ..forms.need import EstimateForm
from ..queries import linkages
from ..queries import need as queries
from ..queries.own import own_of
from ..queries.releases import READERS

MAY_READ = for_roles(*sorted(READERS))
ANALYST = for_roles("analyst")
LISTING = Listing(
    sorts=(Sort("newest", "Newest", ("-entered_at", "id")), Sort("about", "About", ("about", "id"))),
    size=10,
)


@door(MAY_READ)
@require_safe
def need(request: HttpRequest) -> HttpResponse:
    """Need, met and unmet by locality, and by unit."""
    actor = actor_of(request)
    own = own_of(actor, timezone.localdate())
    places, units = (queries.need_by(actor, which, own) for which in ("place", "unit"))
    shown = {"title": "Need", "places": places, "units": units, "own": own}
    return render(request, "evidence/need.html", shown)


@door(MAY_READ)
@require_safe
def need_csv(request: HttpRequest, which: str) -> HttpResponse:
    """The same figures as a file."""
    page = _page(request, which)
    header = (
        which.capitalize(),
        "Known",
        *(f"{kind} {end}" for kind in queries.KINDS for end in ("best", "low", "high")),
    )
    rows = (
        (
            row.name,
            row.known,
            *(
                getattr(getattr(row, kind), end, "")
                for kind in queries.KINDS
                for end in ("best", "low", "high")
            ),
        )
        for row in page.rows
    )
    return csv_download(f"need-by-{which}.csv", header, rows)


@door(MAY_READ)
@require_safe
def need_svg(request: HttpRequest, which: str) -> HttpResponseBase:
    """Need and its met part, a bar a place or unit."""
    return picture(request, draw_need, queries.chart_facts(_page(request, which)))


@door(MAY_READ)
@require_safe
def tiles_svg(request: HttpRequest) -> HttpResponseBase:
    """The ten localities as tiles."""
    return picture(request, draw_tiles, queries.tile_facts(_page(request, "place")))


def _page(request: HttpRequest, which: str) -> queries.NeedPage:
    actor = actor_of(request)
    page = queries.need_by(actor, which, own_of(actor, timezone.localdate()))
    if page is None:
        raise Http404("No need was released yet.")
    return page


@door(MAY_READ)
@require_safe
def hidden_need(request: HttpRequest) -> HttpResponse:
    """The newest estimate of people on no list, and all that are on record."""
    actor = actor_of(request)
    rows = queries.visible_to(actor)
    listed = LISTING.page(rows, request.GET)
    return render(
        request,
        "evidence/hidden_need.html",
        {
            "title": "Hidden need",
            "newest": rows.first(),
            "listed": listed,
            "names": names_of(each.entered_by for each in listed.rows),
            "may_enter": estimating.may_estimate(actor),
            **_drawn(rows.first()),
        },
    )


@door(MAY_READ)
@require_safe
def estimate(request: HttpRequest, estimate_id: UUID) -> HttpResponse:
    """One estimate: its models, its interval, what it cannot show."""
    actor = actor_of(request)
    found = _estimate(request, estimate_id)
    return render(
        request,
        "evidence/estimate.html",
        {
            "title": found.about,
            "estimate": found,
            "names": names_of([found.entered_by]),
            "may_enter": estimating.may_estimate(actor),
            "rows": queries.histories_in_words(found) if estimating.may_estimate(actor) else (),
            **_drawn(found),
        },
    )


@door(MAY_READ)
@require_safe
def estimate_svg(request: HttpRequest, estimate_id: UUID) -> HttpResponseBase:
    """Every plausible model, a dot and its whisker."""
    found = _estimate(request, estimate_id).found
    if found["kind"] == "two":
        raise Http404("Two lists have no models.")
    models = [each | _rounded(each, "best", "low", "high") for each in found["models"]]
    return picture(request, draw_models, {"models": models, "seen": found["seen"]})


@door(MAY_READ)
@require_safe
def estimate_csv(request: HttpRequest, estimate_id: UUID) -> HttpResponse:
    """Every plausible model as a file."""
    found = _estimate(request, estimate_id).found
    header = (
        "Model",
        "Everybody",
        "Low",
        "High",
        "Standard error",
        "Deviance",
        "Degrees of freedom",
        "BIC behind",
    )
    rows = (
        (
            each["says"],
            *_rounded(each, "best", "low", "high", "error").values(),
            f"{each['deviance']:.1f}",
            each["freedom"],
            f"{each['behind']:.1f}",
        )
        for each in found.get("models", ())
    )
    return csv_download("plausible-models.csv", header, rows)


def _rounded(model: Mapping[str, Any], *names: str) -> dict[str, int]:
    """As the page has them: with every digit, the lists could be worked out, which are for analysts."""
    return {name: round(model[name]) for name in names}


@door(ANALYST)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Counts of lists, and the estimate that follows."""
    choices = linkages.reviewed(actor_of(request))
    form = EstimateForm(request.POST if request.method == "POST" else None, linkages=choices)
    if request.method == "POST" and form.is_valid():
        said, rates = form.cleaned_data, form.rates()
        try:
            made = estimating.enter_estimate(
                about=said["about"],
                source=said["source"],
                histories=said["counts"],
                do_refer=said["do_refer"],
                is_made_up=said["is_made_up"],
                linkage_id=UUID(said["linkage"]) if said["linkage"] else None,
                linking=estimating.Linking(*rates) if rates else None,
                actor=actor_of(request),
                at=timezone.now(),
            )
        except RefusedError as refused:
            form.add_error("counts", str(refused))
        else:
            _draw_soon(made.pk)
            messages.success(request, "The estimate is on record.")
            return redirect("hidden-need-estimate", made.pk)
    return render(request, "evidence/enter_estimate.html", {"title": "Enter list counts", "form": form})


@door(ANALYST)
@require_POST
def drawing(request: HttpRequest, estimate_id: UUID) -> HttpResponse:
    """Stop the drawing of an interval, or go on with it."""
    stop = request.POST.get("stop") == "yes"
    found = _estimate(request, estimate_id)
    estimating.stop_or_go_on(estimate_id=found.pk, stop=stop, actor=actor_of(request), at=timezone.now())
    if not stop:
        _draw_soon(found.pk)
    return redirect("hidden-need-estimate", found.pk)


@door(MAY_READ)
@require_safe
def does_it_compute(request: HttpRequest) -> HttpResponse:
    """Published estimates, ours beside theirs."""
    from ..need.published import published

    tables = published()
    checks = [each for table in tables for each in table.checks if each.must_agree]
    return render(
        request,
        "evidence/does_it_compute.html",
        {
            "title": "Does it compute?",
            "tables": tables,
            "agree": sum(each.agrees for each in checks),
            "of": len(checks),
        },
    )


def _estimate(request: HttpRequest, estimate_id: UUID) -> Any:
    found = queries.estimate_of(actor_of(request), estimate_id)
    if found is None:
        raise Http404("There is no such estimate.")
    return found


def _drawn(found: Any) -> dict[str, Any]:
    """How far the interval is, or in words why there is none."""
    if found is None:
        return {"drawing": None, "refused": ""}
    try:
        return {"drawing": queries.drawing(found), "refused": ""}
    except RefusedError as refused:
        return {"drawing": None, "refused": str(refused)}


def _draw_soon(estimate_id: UUID) -> None:
    from ..jobs import draw_estimate

    draw_estimate.defer(estimate_id=str(estimate_id))
