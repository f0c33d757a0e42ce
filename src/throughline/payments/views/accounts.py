"""The page for the accounts: what is paid, owed and committed on a day."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.frame.doors import door, for_roles
from throughline.frame.lists import csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.dates import FinancialYear

from ..queries import accruals as queries
from ..seeing import RUN_READERS


@door(for_roles(*RUN_READERS, "hmpps-finance"))
@require_safe
def accruals(request: HttpRequest) -> HttpResponse:
    """Accruals and commitments at 31 March, or on another day."""
    day = _day(request)
    found = queries.lines(actor_of(request), day)
    return render(
        request,
        "payments/accruals.html",
        {
            "title": "Accruals and commitments",
            "day": day,
            "lines": found,
            "total": queries.total(found),
            "days": _year_ends(),
        },
    )


@door(for_roles(*RUN_READERS, "hmpps-finance"))
@require_safe
def accruals_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    day = _day(request)
    header = ("Place", "Recipient", "Year", "Award", "Paid", "Accrued", "Committed", "Came back")
    return csv_download(
        f"accruals-{day}.csv",
        header,
        (
            (
                each.place,
                each.recipient,
                each.year,
                *(
                    f"{amount.pence / 100:.2f}"
                    for amount in (each.award, each.paid, each.accrued, each.committed, each.came_back)
                ),
            )
            for each in queries.lines(actor_of(request), day)
        ),
    )


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return _year_ends()[0]


def _year_ends() -> list[date]:
    """The last day of this financial year, and of the four before it."""
    this = FinancialYear.of(timezone.localdate()).starts_in
    return [date(year + 1, 3, 31) for year in range(this, this - 5, -1)]
