"""How do all areas stand, on one page, as cards on a phone, and as a file?"""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.agreements.doors import READERS
from throughline.frame.doors import door
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of
from throughline.funding.planning.downloads import Cell, as_xlsx
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money

from ..queries import position as queries
from ..queries.position import LABELS, MONEY, AreaRow, Choice, Position
from ..rules import GRAVEST, RULES

SORTS = {"area": "Area", "colour": "What needs somebody first", "unallocated": "Most unallocated"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER = (
    *("Area", "Recipient", *(LABELS[name] for name in MONEY), "Returns", "Statement", "Conditions", "Risk"),
    *("Why", "Illustration"),
)


@door(READERS)
@require_safe
def position(request: HttpRequest) -> HttpResponse:
    """The areas of one round: money and papers, one rule a colour, every figure a way to what it rests on."""
    actor, on = actor_of(request), timezone.localdate()
    choices = queries.choices(actor, on)
    chosen = _chosen(request, choices)
    shown = _position(request, actor, on, chosen) if chosen else None
    return render(
        request,
        "trace/position.html",
        {
            "title": "Position",
            "choices": choices,
            "chosen": chosen,
            "programmes": list({each.programme: each.name for each in choices}.items()),
            "years": sorted({each.year for each in choices}, reverse=True),
            "it": shown,
            "on": on,
            "money": [(name, LABELS[name]) for name in MONEY],
            "rules": [(tone, *RULES[tone]) for tone in GRAVEST],
            "sorts": SORTS,
            "sorted_by": _sort(request),
            "formats": _formats(chosen) if chosen else [],
        },
    )


@door(READERS)
@require_safe
def position_format(request: HttpRequest, code: str, year: str, kind: str) -> HttpResponse:
    """The same table as CSV, or as a workbook."""
    actor, on = actor_of(request), timezone.localdate()
    year = year.replace("-", "/")
    chosen = next(
        (each for each in queries.choices(actor, on) if (each.programme, each.year) == (code, year)), None
    )
    if chosen is None:
        raise Http404
    shown = _position(request, actor, on, chosen)
    name = f"position-{code}-{year.replace('/', '-')}"
    rows = [*(_cells(row) for row in shown.rows), _sums(shown)]
    if kind == "csv":
        return csv_download(f"{name}.csv", HEADER, rows)
    response = HttpResponse(as_xlsx(HEADER, rows, f"Position {year}"), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _chosen(request: HttpRequest, choices: Sequence[Choice]) -> Choice | None:
    """The round asked for; where that has no grants, the nearest: the same programme's newest, else the newest."""
    programme, year = request.GET.get("programme", ""), request.GET.get("year", "")
    exact = [each for each in choices if (each.programme, each.year) == (programme, year)]
    near = [each for each in choices if each.programme == programme or (not programme and each.year == year)]
    return next(iter([*exact, *near, *choices]), None)


def _position(request: HttpRequest, actor: Actor, on: date, chosen: Choice) -> Position:
    shown = queries.position(actor, on, programme=chosen.programme, year=chosen.year)
    return queries.ordered(shown, _sort(request))


def _sort(request: HttpRequest) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked in SORTS else "area"


def _formats(chosen: Choice) -> list[dict[str, str]]:
    year = chosen.year.replace("/", "-")
    files = (("csv", "CSV", "text/csv"), ("xlsx", "Spreadsheet", XLSX))
    found = [
        {"text": text, "href": reverse("position-format", args=[chosen.programme, year, kind]), "type": type_}
        for kind, text, type_ in files
    ]
    pack = reverse("pack-of-year", args=[chosen.programme, year])
    return [*found, {"text": "Assurance pack (PDF)", "href": pack, "type": "application/pdf"}]


def _cells(row: AreaRow) -> list[Cell]:
    marks = (row.returns, row.statement, row.conditions, row.risk)
    notes = "; ".join(each.note for each in (row.lying, *marks) if each.note)
    money = [_pounds(getattr(row, name)) for name in MONEY]
    words = [each.words for each in marks]
    return [row.area, row.recipient, *money, *words, notes, "yes" if row.is_illustration else ""]


def _sums(shown: Position) -> list[Cell]:
    return ["Total", None, *(_pounds(shown.sums[name]) for name in MONEY), *[None] * 6]


def _pounds(amount: Money | None) -> float | None:
    return None if amount is None else amount.pence / 100
