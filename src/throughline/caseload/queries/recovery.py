"""Which recovery checks are due, how late is each, and what was said at those that were made?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, QuerySet

from throughline.frame.lists import Filter, Listing, Rows, Sort
from throughline.organisations.queries import names_of

from ..actions.leaving import ENDED
from ..actions.people import identity_of
from ..care.leaving import ANSWERS, EARLY_DAYS, STANDS, standing_of
from ..models import RecoveryCheck, Referral
from ..rules import CHECK_MONTHS
from .by_unit import by_unit
from .record_modes import HERE, mode_of_row
from .referrals import searched


@dataclass(frozen=True, slots=True)
class Row:
    """One check of somebody whose support ended: when it is due, how it stands, and what was answered."""

    check: RecoveryCheck
    name: str
    key_worker: str
    standing: str
    answer: str
    may_record: bool


def listing(today: date) -> Listing:
    """How the checks are filtered and sorted on that day."""
    near, over = today + timedelta(days=EARLY_DAYS), today - timedelta(days=EARLY_DAYS)
    narrowing = {
        "overdue": lambda rows: rows.filter(answer="", due_on__lt=over),
        "due": lambda rows: rows.filter(answer="", due_on__range=(over, near)),
        "ahead": lambda rows: rows.filter(answer="", due_on__gt=near),
        "done": lambda rows: rows.exclude(answer=""),
    }

    def at_months(rows: Rows, value: str) -> Rows:
        return rows.filter(months=int(value)) if value in map(str, CHECK_MONTHS) else rows.none()

    return Listing(
        sorts=(
            Sort("due", "Due first", (F("done_on").asc(nulls_first=True), "due_on", "id")),
            Sort("done", "Made last", (F("done_on").desc(nulls_last=True), "due_on", "id")),
        ),
        filters=(
            Filter(
                "stands",
                "Stands",
                lambda _: list(STANDS.items()),
                lambda rows, value: narrowing[value](rows) if value in narrowing else rows.none(),
            ),
            Filter(
                "worker", "Key worker", _workers, lambda rows, value: rows.filter(referral__key_worker=value)
            ),
            Filter("months", "Check", lambda _: [(str(n), f"{n} months") for n in CHECK_MONTHS], at_months),
            by_unit("referral__"),
        ),
    )


def checks(today: date, asked: str = "") -> QuerySet[RecoveryCheck]:
    """Every check in sight after support that ended as planned; of those who died only what was answered."""
    rows = RecoveryCheck.objects.filter(referral__state__in=ENDED, referral__person__deleted_at=None)
    rows = rows.exclude(answer="", referral__person__died_on__isnull=False).exclude(
        answer="", referral__state="closed"
    )
    if asked:
        rows = rows.filter(referral__in=searched(Referral.objects.filter(state__in=ENDED), asked))
    rows = rows.select_related("referral__person", "referral__unit")
    return rows.annotate(mode=mode_of_row(today, "referral__"))


def rows_of(found: Iterable[RecoveryCheck], today: date) -> list[Row]:
    """The lines of the list, with names; one query."""
    page = list(found)
    names = names_of({each.referral.key_worker for each in page} - {""})
    rows = []
    for each in page:
        standing = standing_of(each.due_on, each.answer, today)
        open_now = standing in ("due", "overdue") or each.answer == "not_reached"
        may = open_now and each.referral.state == "exited" and each.referral.person.died_on is None
        rows.append(
            Row(
                each,
                identity_of(each.referral.person).name or "Name not known",
                names.get(each.referral.key_worker, ""),
                standing,
                ANSWERS.get(each.answer, ""),
                may and vars(each)["mode"] == HERE,
            )
        )
    return rows


def _workers(rows: Rows) -> list[tuple[str, str]]:
    found = rows.exclude(referral__key_worker="").order_by("referral__key_worker")
    names = names_of(found.values_list("referral__key_worker", flat=True).distinct())
    return sorted(names.items(), key=lambda each: each[1])
