"""What does somebody read of one instalment, of one payment, and of a list of them?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, QuerySet, Sum, Value, When
from django.db.models.functions import Concat, Lower

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.organisations import queries as organisations

from ..models import Hold, Instalment, Override, PaymentRequest, Recovery
from ..rules import NOTHING
from .money import PLACES
from .ready import offsets
from .standing import SETTLED, InstalmentStanding, standings_of, visible_to, with_papers

WORDS = {
    "release": ("May be asked for", "good"),
    "hold": ("Held", "stop"),
    "not_due": ("Not due yet", "quiet"),
    "requested": ("Asked for", "wait"),
    "paid": ("Paid", "good"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the list: the instalment, how it stands, in words and a tone."""

    instalment: Instalment
    standing: InstalmentStanding
    words: str
    tone: str

    @property
    def why(self) -> str:
        """The first thing in the way, and how many there are beside it."""
        found = self.standing.in_the_way
        more = f" And {len(found) - 1} more." if len(found) > 1 else ""
        return f"{found[0].text}{more}" if found else ""

    @property
    def who(self) -> str:
        return self.standing.in_the_way[0].who if self.standing.in_the_way else ""


def shown(rows: Iterable[Instalment], on: date) -> list[Shown]:
    """These instalments as a list shows them; the number of queries does not grow with them."""
    by_id = {each.pk: each for each in rows}
    return [
        Shown(by_id[each.instalment_id], each, *words_of(each)) for each in standings_of(by_id.values(), on)
    ]


def words_of(standing: InstalmentStanding) -> tuple[str, str]:
    """How it stands in words, with their tone."""
    if standing.state == "reconciled":
        return "Paid and reconciled", "good"
    if standing.verdict == "release" and standing.in_run:
        return f"In run {standing.in_run}, not released yet", "wait"
    return WORDS[standing.verdict]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the page of one instalment shows; `names` of those who acted, by their ids."""

    instalment: Instalment
    standing: InstalmentStanding
    words: str
    tone: str
    offset: Money
    holds: Sequence[Hold]
    overrides: Sequence[Override]
    requests: Sequence[PaymentRequest]
    in_run: PaymentRequest | None
    names: dict[str, str]

    @property
    def name(self) -> str:
        """What it is called on every page."""
        grant = self.instalment.grant
        return f"{grant.place.name}, {grant.round.year}, instalment {self.instalment.number}"

    @property
    def open_holds(self) -> list[Hold]:
        return [each for each in self.holds if each.lifted_at is None]

    @property
    def asked(self) -> Override | None:
        """The override that waits for a second senior person."""
        waiting = [each for each in self.overrides if not each.agreed_by and not each.declined_because]
        return waiting[0] if waiting else None


def page(actor: Actor, instalment_id: UUID, on: date) -> Page | None:
    """What the actor reads of one instalment; None when there is none within reach."""
    row = with_papers(visible_to(actor, on)).filter(pk=instalment_id).first()
    if row is None:
        return None
    standing = standings_of([row], on)[0]
    holds, overrides, requests = (
        list(row.holds.all()),
        list(row.overrides.all()),
        list(row.requests.all()),
    )
    acted = {each.placed_by for each in holds} | {each.lifted_by for each in holds}
    acted |= {each.asked_by for each in overrides} | {each.agreed_by for each in overrides}
    words, tone = words_of(standing)
    return Page(
        instalment=row,
        standing=standing,
        words=words,
        tone=tone,
        offset=offsets([row.pk]).get(row.pk, NOTHING),
        holds=holds,
        overrides=overrides,
        requests=requests,
        in_run=next((each for each in requests if each.is_live), None),
        names=organisations.names_of(acted - {""}),
    )


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment as its notice shows it; `came_back` is what was taken off, by which recovery."""

    request: PaymentRequest
    instalment: Instalment
    came_back: Sequence[Recovery]


def payment(actor: Actor, request_id: UUID, on: date) -> Payment | None:
    """A payment that finance made, within the actor's reach."""
    request = PaymentRequest.objects.filter(pk=request_id, outcome="paid").first()
    if request is None:
        return None
    row = visible_to(actor, on).filter(pk=request.instalment_id).first()
    if row is None:
        return None
    back = Recovery.objects.filter(offset_against=row, state="recovered").order_by("reference")
    return Payment(request, row, list(back))


def searchable(rows: QuerySet[Instalment]) -> QuerySet[Instalment]:
    """The same instalments with what a list goes by: the words that find them, and what comes before what."""
    return rows.annotate(
        search_text=Lower(Concat("grant__place__name", Value(" "), "grant__recipient__name")),
        turn=Case(
            When(state__in=SETTLED, then=Value(2)), When(state="requested", then=Value(1)), default=Value(0)
        ),
    )


def years(rows: QuerySet[Instalment]) -> list[str]:
    """The financial years that these instalments are of, newest first."""
    return sorted(set(rows.order_by().values_list("grant__round__year", flat=True)), reverse=True)


def totals(rows: QuerySet[Instalment]) -> tuple[int, list[tuple[str, Money]]]:
    """How many instalments these are, and what they come to by where their money is, and in all; one query."""
    found, count = dict.fromkeys(TOTALS, NOTHING), 0
    sums = rows.order_by().values("state").annotate(pence_sum=Sum("amount_pence"), number=Count("pk"))
    for row in sums:
        pence = row["pence_sum"]
        amount = pence if isinstance(pence, Money) else Money(int(pence))
        found[PLACES[row["state"]]] += amount
        count += row["number"]
    there = [(TOTALS[place], amount) for place, amount in found.items() if amount]
    return count, [*there, ("In all", sum(found.values(), NOTHING))]


TOTALS = {"planned": "Planned", "due": "Due or held", "requested": "Asked for", "paid": "Paid"}
