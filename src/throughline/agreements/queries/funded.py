"""Which posts and how much money stand behind the support, as an extract for the evidence says it? R21, R40"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Sum

from throughline.kernel.dates import FinancialYear

from ..models import FundedPost, Grant
from .grants import _ENDED, _money
from .posts import WEEKDAYS

Row = tuple[object, ...]


def posts(first: date, until: date, *, is_made_up: bool) -> Iterator[Row]:
    """Each span of each funded post in these days: filled by somebody, or vacant. Who holds it is not kept."""
    rows = FundedPost.objects.filter(is_illustration=is_made_up).select_related("place", "employer", "unit")
    for post in rows.prefetch_related("filled").order_by("id"):
        begins, ends = max(post.funded_from, first), min(post.funded_until or until, until)
        filled = sorted((each.filled_from, each.filled_until or until) for each in post.filled.all())
        for state, since, to in _spans(filled, begins, ends):
            days = sum(day in (post.days_on_site or "") for day in WEEKDAYS)
            unit = post.unit.name if post.unit else ""
            yield (
                str(post.id), post.employer.code, post.place.name, unit, post.hundredths_of_full_time, days, state,
                since.isoformat(), to.isoformat(),
            )  # fmt: skip


def costs(first: date, until: date, *, is_made_up: bool) -> Iterator[Row]:
    """What our grants give each place, month by month: the award of the year in twelve parts, to the penny.

    What was spent stands in the returns, above this room. An award stands for it, and the measures say so.
    """
    rows = Grant.objects.filter(is_illustration=is_made_up).exclude(state__in=_ENDED)
    found = rows.select_related("place", "round").annotate(pence=Sum("amounts__pence")).order_by("id")
    for grant in found:
        award = _money(grant.pence)
        start = FinancialYear.parse(grant.round.year).period.start
        months = [
            date(start.year + (start.month + n - 1) // 12, (start.month + n - 1) % 12 + 1, 1)
            for n in range(12)
        ]
        for month, part in zip(months, award.share_out([1] * 12), strict=True):
            if first <= month < until and part.pence:
                yield grant.place.name, f"{month:%Y-%m}", "grant", part.pence


def _spans(filled: list[tuple[date, date]], begins: date, ends: date) -> Iterator[tuple[str, date, date]]:
    """The days from `begins` until `ends`, cut where somebody came or left."""
    day = begins
    for since, until in filled:
        since, until = max(since, day), min(until, ends)
        if since >= until:
            continue
        if day < since:
            yield "vacant", day, since
        yield "filled", since, until
        day = until
    if day < ends:
        yield "vacant", day, ends
