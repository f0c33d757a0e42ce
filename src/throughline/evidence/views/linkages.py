"""Pages: who on probation is also in treatment, how the files and the model stand, and pairs to look at?"""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughline.frame.charts import picture
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date
from throughline.organisations.queries import names_of

from ..actions import linkages, linked_need
from ..charts.linkage import chance, draw_shares, draw_waterfall, draw_weights, times
from ..linkage.outcome import EVIDENCE
from ..linkage.reviewing import ANSWERS
from ..queries import linkages as queries
from ..queries.releases import READERS

MAY_READ = for_roles(*sorted(READERS))
REVIEWER = for_roles("analyst")
LISTING = Listing(
    sorts=(Sort("newest", "Newest", ("-kept_at", "id")), Sort("name", "Name", ("name", "id"))),
    filters=(by("state", "State", ("open", "closed")),),
    size=25,
)
FIELDS = {
    "forename": "First name",
    "surname": "Family name",
    "forename_initial": "First initial",
    "surname_initial": "Family initial",
    "birth_date": "Birth date",
    "sex": "Sex",
    "locality": "Locality",
    "sector": "Postcode sector",
}


@door(MAY_READ)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every linkage on record."""
    actor = actor_of(request)
    listed = LISTING.page(queries.visible_to(actor), request.GET)
    return render(
        request,
        "evidence/linkages.html",
        {
            "title": "Linkages",
            "listed": listed,
            "rows": [(row, queries.expected(row)) for row in listed.rows],
        },
    )


@door(MAY_READ)
@require_safe
def linkage(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """What came of one linkage, how it was made, and how good it is."""
    actor, row = actor_of(request), _linkage(request, linkage_id)
    is_reviewer = queries.of_reviewer(actor, row.id) is not None
    looks = queries.looks(row)
    return render(
        request,
        "evidence/linkage.html",
        {
            "title": row.name,
            "row": row,
            "places": queries.places(row),
            "expected": queries.expected(row),
            "quality": queries.quality(row),
            "is_analyst": "analyst" in actor.roles,
            "review": queries.review_of(row),
            "bands": queries.bands_of(row),
            "agreement": queries.agreement(row),
            "answers_made_up": queries.has_made_up_answers(row),
            "progress": queries.progress(actor, row) if is_reviewer else None,
            "may_close": linkages.may_close(actor, row) if actor.id == row.kept_by else None,
            "may_release": linked_need.may_release(actor, row) if actor.id == row.kept_by else None,
            "left": queries.need_left(row),
            "looks": looks,
            "names": names_of([row.kept_by, row.second_reviewer, *(each["who"] for each in looks)]),
            "weights": queries.weights_facts(row)["rows"],
            "example": _in_words(queries.example_facts(row)),
            "times": times,
        },
    )


@door(MAY_READ)
@require_safe
def shares_svg(request: HttpRequest, linkage_id: UUID) -> HttpResponseBase:
    """Linked, probable and no evidence, a bar a locality."""
    return picture(request, draw_shares, queries.shares_facts(_linkage(request, linkage_id)))


@door(MAY_READ)
@require_safe
def weights_svg(request: HttpRequest, linkage_id: UUID) -> HttpResponseBase:
    """What each agreement and difference says, by the model."""
    return picture(request, draw_weights, queries.weights_facts(_linkage(request, linkage_id)))


@door(MAY_READ)
@require_safe
def example_svg(request: HttpRequest, linkage_id: UUID) -> HttpResponseBase:
    """The weight of two made-up records, step by step."""
    return picture(request, draw_waterfall, queries.example_facts(_linkage(request, linkage_id)))


@door(MAY_READ)
@require_safe
def shares_csv(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """The table as it left through the gate."""
    rows = queries.places(_linkage(request, linkage_id))
    said = (
        (
            each.name,
            *(
                "hidden" if n is None else n
                for n in (each.linked, each.probable, each.no_evidence, each.people)
            ),
        )
        for each in rows
    )
    return csv_download("linkage.csv", ("locality", *EVIDENCE, "all"), said)


@door(REVIEWER)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """One pair side by side, and what somebody says of it; the next one follows."""
    actor, row = actor_of(request), _reviewed(request, linkage_id)
    if request.method == "POST":
        try:
            place = int(request.POST.get("place", ""))
            linkages.answer(
                actor=actor,
                at=timezone.now(),
                linkage_id=row.id,
                place=place,
                said=request.POST.get("answer", ""),
            )
        except (RefusedError, ValueError) as refused:
            messages.error(
                request, str(refused) if isinstance(refused, RefusedError) else "There is no such pair."
            )
            return redirect("linkage-review", row.id)
        return redirect(f"{request.path}?after={place}")
    done = queries.progress(actor, row)
    wanted = _number(request.GET.get("pair")) or done.next
    if wanted is None:
        return render(request, "evidence/linkage_reviewed.html", {"title": "All pairs looked at", "row": row})
    try:
        pair = linkages.look(actor=actor, at=timezone.now(), linkage_id=row.id, place=wanted)
    except RefusedError:
        raise Http404("There is no such pair.") from None
    after = _number(request.GET.get("after"))
    return render(
        request,
        "evidence/linkage_review.html",
        {
            "title": f"Pair {wanted}",
            "row": row,
            "place": wanted,
            "progress": done,
            "pair": _side_by_side(pair),
            "likeness": pair["parts"] if row.kind == "keys" else (),
            "said": queries.answer_of(actor, row, wanted),
            "after": after if after and queries.answer_of(actor, row, after) else None,
            "answers": ANSWERS,
        },
    )


@door(REVIEWER)
@require_safe
def why(request: HttpRequest, linkage_id: UUID, place: int) -> HttpResponse:
    """What the model says of a pair and why: for whoever has answered it."""
    row = _reviewed(request, linkage_id)
    pair = _answered(request, row, place)
    facts = queries.waterfall_facts(row, pair["parts"])
    return render(
        request,
        "evidence/linkage_why.html",
        {
            "title": f"Why: pair {place}",
            "row": row,
            "place": place,
            "pair": _side_by_side(pair),
            "probability": pair["probability"],
            "steps": _in_words(facts),
            "said": ANSWERS.get(queries.answer_of(actor_of(request), row, place), ""),  # type: ignore[call-overload]  # "" has none
        },
    )


@door(REVIEWER)
@require_safe
def why_svg(request: HttpRequest, linkage_id: UUID, place: int) -> HttpResponseBase:
    """The weight of this pair, step by step."""
    row = _reviewed(request, linkage_id)
    return picture(
        request, draw_waterfall, queries.waterfall_facts(row, _answered(request, row, place)["parts"])
    )


@door(REVIEWER)
@require_POST
def let_need_leave(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """Met and unmet need by locality leaves from a reviewed linkage, through the gate."""
    row = _linkage(request, linkage_id)
    try:
        linked_need.release_linked_need(linkage_id=row.id, actor=actor_of(request), at=timezone.now())
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("linkage", linkage_id)
    messages.success(request, "Need by locality has left, and names this linkage and its model.")
    return redirect("need")


@door(REVIEWER)
@require_POST
def close(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """The pairs go; what was learned of them stays."""
    try:
        linkages.close(
            actor=actor_of(request), at=timezone.now(), linkage_id=_linkage(request, linkage_id).id
        )
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, "Closed: the pairs and their key are destroyed. What was learned of them stays."
        )
    return redirect("linkage", linkage_id)


def _linkage(request: HttpRequest, linkage_id: UUID) -> "queries.Kept":
    found = queries.linkage_of(actor_of(request), linkage_id)
    if found is None:
        raise Http404("There is no such linkage.")
    return found


def _reviewed(request: HttpRequest, linkage_id: UUID) -> "queries.Kept":
    found = queries.of_reviewer(actor_of(request), linkage_id)
    if found is None:
        _linkage(request, linkage_id)
        raise PermissionDenied(
            "Its pairs are shown to the analyst who made it and to the second reviewer, until it is closed."
        )
    return found


def _answered(request: HttpRequest, row: "queries.Kept", place: int) -> dict[str, Any]:
    actor = actor_of(request)
    if not queries.answer_of(actor, row, place):
        raise PermissionDenied("Answer the pair first, so that the model does not answer it for you.")
    try:
        return linkages.look(actor=actor, at=timezone.now(), linkage_id=row.id, place=place)
    except RefusedError:
        raise Http404("There is no such pair.") from None


def _side_by_side(pair: dict[str, Any]) -> list[dict[str, Any]]:
    """Each field of both records, and whether they differ; an empty cell differs from nothing."""
    rows = []
    for name, left in pair["left"].items():
        right = pair["right"][name]
        rows.append(
            {
                "field": FIELDS[name],
                "left": _shown(name, left),
                "right": _shown(name, right),
                "differs": bool(left and right and left != right),
                "is_unknown": not (left and right),
            }
        )
    return rows


def _shown(name: str, value: str) -> str:
    return long_date(date.fromisoformat(value)) if name == "birth_date" and value else value


def _in_words(facts: Any) -> dict[str, Any]:
    """The steps of a picture of one pair's weight, as a table reads them."""
    end = facts["prior"] + sum(part["weight"] for part in facts["parts"])
    return {
        "begin": chance(facts["prior"]),
        "end": chance(end),
        "prior": facts["prior"],
        "weight": end,
        "parts": [
            (part["field"], part["level"], part["weight"], times(part["weight"])) for part in facts["parts"]
        ],
    }


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None
