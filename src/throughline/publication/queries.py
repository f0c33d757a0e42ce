"""What may everyone see, and where does it stand?

Everything here is asked as the public: what is not published is not there, whoever asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth
from django.urls import reverse

from throughline.decisions.made import Attachment
from throughline.decisions.queries import call_in
from throughline.decisions.queries import notices as decisions
from throughline.decisions.record import for_all
from throughline.decisions.shown import ShownDecision, shown_published
from throughline.frame.lists import Filter, Listing, Rows, Sort, fold
from throughline.frame.search import Found
from throughline.funding import queries as funding
from throughline.governance.queries import promises as governance
from throughline.kernel.actor import PUBLIC
from throughline.ledger import queries as ledger
from throughline.ledger.queries import Entry
from throughline.organisations import queries as organisations
from throughline.publication.models import Edition
from throughline.publication.monthly import Month, months_until

MOST_UNPLACED = 100
BANDS: tuple[tuple[str, str, Q], ...] = (
    ("under-50k", "Under £50,000", Q(total_pence__lt=5_000_000)),
    ("50k-250k", "£50,000 to £250,000", Q(total_pence__gte=5_000_000, total_pence__lt=25_000_000)),
    ("250k-1m", "£250,000 to £1 million", Q(total_pence__gte=25_000_000, total_pence__lt=100_000_000)),
    ("over-1m", "£1 million and over", Q(total_pence__gte=100_000_000)),
    ("unstated", "No total stated", Q(total_pence__isnull=True)),
)


def _years(rows: Rows) -> list[tuple[str, str]]:
    ends = register().order_by().aggregate(first=Min("decided_on"), last=Max("decided_on"))
    if ends["first"] is None:
        return []
    return [(str(year), str(year)) for year in range(ends["last"].year, ends["first"].year - 1, -1)]


def _places(rows: Rows) -> list[tuple[str, str]]:
    return [(place.gss_code, place.name) for place in organisations.localities()]


def _programmes(rows: Rows) -> list[tuple[str, str]]:
    return [(programme.code, programme.name) for programme in funding.programmes_visible_to(PUBLIC)]


def _in_band(rows: Rows, band: str) -> Rows:
    return next((rows.filter(condition) for key, _, condition in BANDS if key == band), rows)


DECISIONS = Listing(
    sorts=(
        Sort("newest", "Newest first", (F("decided_on").desc(nulls_last=True), "-number")),
        Sort("oldest", "Oldest first", (F("decided_on").asc(nulls_last=True), "number")),
        Sort("largest", "Largest total first", (F("total_pence").desc(nulls_last=True), "number")),
    ),
    filters=(
        Filter(
            "year",
            "Year of decision",
            _years,
            lambda rows, year: (
                rows.filter(decided_on__year=int(year)) if year.isdecimal() and len(year) == 4 else rows
            ),
        ),
        Filter(
            "place", "Place", _places, lambda rows, code: rows.filter(id__in=decisions.deciding_for(code))
        ),
        Filter(
            "programme",
            "Programme",
            _programmes,
            lambda rows, code: rows.filter(id__in=funding.decisions_of(code)),
        ),
        Filter("amount", "Amount", lambda _: [(key, words) for key, words, _ in BANDS], _in_band),
    ),
    search_field="search_text",
)
GRANTS = Listing(
    sorts=(
        Sort(
            "newest",
            "Newest first",
            (F("notice__decided_on").desc(nulls_last=True), "-notice__number", "position"),
        ),
        Sort("largest", "Largest first", ("-pence", "notice__number", "position")),
        Sort("place", "Place", ("place", "-notice__number", "position")),
    ),
    filters=(
        Filter("place", "Place", _places, lambda rows, code: rows.filter(gss_code=code)),
        Filter(
            "year",
            "Year of decision",
            _years,
            lambda rows, year: (
                rows.filter(notice__decided_on__year=int(year))
                if year.isdecimal() and len(year) == 4
                else rows
            ),
        ),
    ),
    search_field="notice__search_text",
    size=50,
)
ALLOCATIONS = Listing(
    sorts=(
        Sort("newest", "Newest year first", ("-round__year", "place__name", "id")),
        Sort("place", "Place", ("place__name", "-round__year", "id")),
        Sort("largest", "Largest first", ("-amount_pence", "id")),
    ),
    filters=(
        Filter("place", "Place", _places, lambda rows, code: rows.filter(place__gss_code=code)),
        Filter(
            "year",
            "Financial year",
            lambda rows: [
                (year, year) for year in rows.order_by().values_list("round__year", flat=True).distinct()
            ],
            lambda rows, year: rows.filter(round__year=year),
        ),
    ),
    size=50,
)


def register() -> Rows:
    """Every published decision as a list shows it, newest first."""
    return decisions.listed(decisions.visible_to(PUBLIC))


def tabled(rows: Rows) -> Rows:
    """The same decisions as plain rows of a table."""
    return decisions.tabled(rows.prefetch_related(None))


def with_last_change(rows: Rows) -> Rows:
    """The same decisions with the moment `changed_at` of their newest edition."""
    newest = Edition.objects.filter(decision=OuterRef("pk")).order_by("-version").values("made_at")[:1]
    changed: Rows = rows.annotate(changed_at=Subquery(newest))
    return changed


def grants() -> Rows:
    """Every award line of a published decision, with its decision; never an illustration (R46)."""
    return decisions.published_award_lines()


def allocations() -> Rows:
    """Every place's part of a round whose decision is published; never an illustration (R46)."""
    return funding.allocations_visible_to(PUBLIC)


def rounds() -> Rows:
    """Every round, with those not held here as gaps."""
    return funding.visible_to(PUBLIC)


@dataclass(frozen=True, slots=True)
class Published:
    """A published decision as it was frozen, where its record stands, and what was done to it."""

    number: str
    shown: ShownDecision
    fingerprint: str
    is_supplied: bool
    act: UUID
    acts: Sequence[Entry]

    @property
    def is_sealed(self) -> bool:
        """Whether the act that froze this edition has its place in the ledger."""
        return any(entry.id == self.act and entry.number is not None for entry in self.acts)


def published(number: str, *, today: date) -> Published | None:
    """The published decision of that number, from its frozen record; None when there is none. Six queries at most."""
    found = _editions(number).values_list("record_id", "record__content", "act", "decision__file").first()
    if found is None:
        return None
    fingerprint, record, act, file = found
    shown = shown_published(
        bytes(record), governance.promises_of(number, today=today), decisions.superseded_by(number)
    )
    if shown.made and shown.made.days_of_call_in:
        shown = replace(shown, call_in=call_in.standing_of(PUBLIC, number, today))
    acts = ledger.history_of("decision", number)
    in_order = sorted(acts, key=lambda entry: (entry.number is None, entry.number or 0, entry.at))
    return Published(number, shown, fingerprint, file is None, act, in_order)


def _editions(number: str) -> QuerySet[Edition]:
    """The editions of a published decision, the newest first."""
    rows = Edition.objects.filter(decision__in=decisions.visible_to(PUBLIC).filter(number=number).order_by())
    return rows.order_by("-version")


@dataclass(frozen=True, slots=True)
class Frozen:
    """A file as it was frozen when its decision was published."""

    content: bytes
    sha256: str
    made_at: datetime


def frozen(number: str, kind: str, version: int | None = None) -> Frozen | None:
    """The frozen bytes of a published decision, or of one version of it; None when there are none."""
    form = {"json": "record", "pdf": "document"}[kind]
    rows = _of_version(number, version).values_list(f"{form}__content", f"{form}_id", "made_at")
    found = rows.first()
    return None if found is None else Frozen(bytes(found[0]), found[1], found[2])


def proof_bundle(number: str, version: int | None = None) -> dict[str, Any] | None:
    """What verifier.py reads for a published decision; None while it is being sealed or when there is none."""
    act = _of_version(number, version).values_list("act", flat=True).first()
    return None if act is None else ledger.record_of(act)


def attachment(number: str, sha256: str) -> Attachment | None:
    """The file that the newest record of a published decision names by that hash; None when it names none."""
    record = _editions(number).values_list("record__content", flat=True).first()
    made = None if record is None else shown_published(bytes(record)).made
    return next((each for each in made.attachments if each.sha256 == sha256), None) if made else None


def _of_version(number: str, version: int | None) -> QuerySet[Edition]:
    rows = _editions(number)
    return rows if version is None else rows.filter(version=version)


def search_decisions(words: str, limit: int = 20) -> list[Found]:
    """Published decisions that carry all the words, at their public addresses."""
    return [
        Found(
            for_all(each.heading),
            reverse("public-decision", args=[each.number]),
            _amount(each),
            each.decided_on,
        )
        for each in _with_words(register(), "search_text", words)[:limit]
    ]


def search_grants(words: str, limit: int = 20) -> list[Found]:
    """Published grants whose place, or whose decision, carries all the words."""
    rows = grants().order_by(F("notice__decided_on").desc(nulls_last=True), "-notice__number", "position")
    found = []
    for line in _with_words(rows, "notice__search_text", words)[:200]:
        if any(word in fold(line.place) for word in fold(words).split()):
            href = reverse("public-decision", args=[line.notice.number])
            found.append(
                Found(
                    f"{line.place}: {line.pence}",
                    href,
                    for_all(line.notice.heading),
                    line.notice.decided_on,
                )
            )
    return found[:limit]


def _with_words(rows: Rows, field: str, words: str) -> Rows:
    for word in fold(words).split():
        rows = rows.filter(**{f"{field}__contains": word})
    return rows


def _amount(decision: Any) -> str:
    total = decision.total_pence
    return f"{decision.number}, {total if total is not None else 'no total stated'}"


def months(today: date) -> list[Month]:
    """The months of the monthly register, the newest first, with how many decisions are on record for each."""
    by_month = _police_and_crime().order_by().annotate(month=TruncMonth("decided_on"))
    counted = by_month.values_list("month").annotate(Count("pk"))
    return months_until(dict(counted), today)


def decisions_of_month(month: date) -> Sequence[ShownDecision]:
    """The police and crime decisions of a month as they were frozen. Authority: R6 (SI 2011/3050, unverified)."""
    of_month = _police_and_crime().filter(decided_on__year=month.year, decided_on__month=month.month)
    rows = Edition.objects.filter(decision__in=of_month.order_by())
    in_order = ("decision__decided_on", "decision__number")
    newest = rows.order_by(*in_order, "-version").distinct(*in_order)
    return [shown_published(bytes(record)) for record in newest.values_list("record__content", flat=True)]


def without_function(month: date | None = None) -> Sequence[Any]:
    """Decisions (of a month) whose record does not say whose function it was: they may belong in the month too."""
    rows = register().filter(function__isnull=True)
    if month:
        rows = rows.filter(decided_on__year=month.year, decided_on__month=month.month)
    return list(rows[:MOST_UNPLACED])


def _police_and_crime() -> Rows:
    return decisions.visible_to(PUBLIC).filter(function="police-and-crime", decided_on__isnull=False)


def addresses() -> list[tuple[str, date | None]]:
    """Every public page with the day it last changed, for the map of the site; a fixed number of queries."""
    fixed = [
        "register",
        "register-rounds",
        "register-allocations",
        "register-grants",
        "register-months",
        "verify",
    ]
    found: list[tuple[str, date | None]] = [
        (reverse(name), None) for name in (*fixed, "accessibility", "privacy")
    ]
    found += [
        (reverse("programme", args=[each.code]), None) for each in funding.programmes_visible_to(PUBLIC)
    ]
    found += [(funding.round_address(each), None) for each in rounds()]
    decided = _police_and_crime().order_by().dates("decided_on", "month")
    found += [(reverse("register-month", args=[f"{month:%Y-%m}"]), None) for month in decided]
    rows = with_last_change(register()).values_list("number", "changed_at")
    found += [(reverse("public-decision", args=[number]), at.date() if at else None) for number, at in rows]
    return found
