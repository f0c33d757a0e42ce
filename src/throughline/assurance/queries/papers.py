"""Which of the papers that a payment waits for are there, grant by grant?

A paper that cannot exist is None: nobody is asked for it. Authority: R22, R23.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from throughline.agreements.queries import grants as agreements
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money

from ..lifecycle import CLOCK
from ..models import ReturnGrant, Statement
from ..rules import NOTHING
from ..scrutiny.rules import Covered, model_of
from .reported import reported_of

RECEIVED = frozenset({"certified", "scrutinised", "accepted"})
_READER = Actor("system:papers", CLOCK)
Area = tuple[UUID, UUID, str]


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What assurance knows of a grant's papers, with the meaning of `payments.rules.Papers`."""

    csp_approval: bool | None = False
    spending_plan: bool | None = False
    last_report: bool | None = None
    quarterly_updates: bool | None = None
    unallocated: Money | None = None


@dataclass(frozen=True, slots=True)
class _Paper:
    kind: str
    due_on: date
    state: str
    id: UUID


@dataclass(slots=True)
class _Given:
    """One grant with what its papers depend on; `before` are the grants here of the year before, of all programmes."""

    programme: UUID
    area: Area
    round: UUID
    recipient_kind: str
    papers: list[_Paper] = field(default_factory=list)
    before: tuple[UUID, ...] = ()


def papers_of(grant_ids: Iterable[UUID], on: date) -> dict[UUID, PaperFacts]:
    """The papers of each grant as they stand on that day, in a constant number of queries.

    The report before is that of the same recipient's grant of the same programme here the year before. Unallocated is
    that of `reported_of`; summed over the area's programmes where the terms pool them.
    """
    wanted = set(grant_ids)
    known = _grants(wanted)
    terms = agreements.terms_of({known[each].round for each in wanted & known.keys()}, whole=False)
    before = {each: _before(known, known[each]) for each in wanted & known.keys()}
    pooled = {each: known[each].before for each in wanted & known.keys()}
    reported = reported_of({one for pool in pooled.values() for one in pool})
    stated = _stated({paper.id for each in known.values() for paper in each.papers})
    found = {}
    for grant in wanted & known.keys():
        rules, now = terms.get(known[grant].round), known[grant]
        first = before[grant]
        last = known[first] if first and not (rules and rules.is_first_year) else None
        lying = pooled[grant] if rules is None or rules.pools_programmes else tuple(filter(None, [first]))
        amounts = [
            unallocated
            for each in lying
            if each in reported and (unallocated := reported[each].unallocated) is not None
        ]
        model = model_of([Covered(rules.assurance_model, now.recipient_kind)] if rules else [])
        found[grant] = PaperFacts(
            csp_approval=None if model == "csp_governs" else _approved(now, last, stated, on),
            spending_plan=_any(now, ("plan",), {"accepted", "scrutinised"}),
            last_report=_received(last, ("february", "year_end"), on) if last else None,
            quarterly_updates=_quarters(now, last, on),
            unallocated=sum(amounts, NOTHING) if last and amounts else None,
        )
    return found


def _grants(wanted: set[UUID]) -> dict[UUID, _Given]:
    """The grants asked for and those of the year before in their areas, with the papers that decide about them."""
    seen = agreements.visible_to(_READER, date.min).order_by()
    areas = set(seen.filter(id__in=wanted).values_list("place", "recipient", "round__year"))
    areas |= {_year_before(each) for each in areas}
    rows = seen.filter(
        place__in={place for place, _, _ in areas}, round__year__in={year for *_, year in areas}
    ).exclude(state__in=("withdrawn", "terminated"))
    known = {
        grant: _Given(programme, (place, recipient, year), round_, kind)
        for grant, programme, place, recipient, year, round_, kind in rows.values_list(
            *("id", "round__programme", "place", "recipient", "round__year", "round", "recipient_kind")
        )
        if (place, recipient, year) in areas
    }
    by_area: dict[Area, list[UUID]] = {}
    for grant, each in known.items():
        by_area.setdefault(each.area, []).append(grant)
    asked = wanted & known.keys()
    for each in (known[grant] for grant in asked):
        each.before = tuple(by_area.get(_year_before(each.area), ()))
    asked |= {first for grant in asked if (first := _before(known, known[grant]))}
    covered = ReturnGrant.objects.filter(grant__in=asked).exclude(of__state="dropped")
    for grant, kind, due_on, state, of in covered.order_by("of__due_on", "of").values_list(
        "grant", "of__kind", "of__due_on", "of__state", "of"
    ):
        known[grant].papers.append(_Paper(kind, due_on, state, of))
    return known


def _year_before(area: Area) -> Area:
    return (*area[:2], str(FinancialYear.parse(area[2]).previous))


def _before(known: dict[UUID, _Given], now: _Given) -> UUID | None:
    return next((each for each in now.before if known[each].programme == now.programme), None)


def _any(given: _Given, kinds: tuple[str, ...], states: set[str]) -> bool:
    return any(each.kind in kinds and each.state in states for each in given.papers)


def _received(given: _Given, kinds: tuple[str, ...], on: date) -> bool | None:
    """Whether every such paper that was due by then is here; None where none was due."""
    due = [each for each in given.papers if each.kind in kinds and each.due_on <= on]
    return all(each.state in RECEIVED for each in due) if due else None


def _quarters(now: _Given, last: _Given | None, on: date) -> bool | None:
    found = [_received(each, ("quarterly",), on) for each in (now, last) if each]
    known = [each for each in found if each is not None]
    return all(known) if known else None


def _approved(now: _Given, last: _Given | None, stated: dict[UUID, str], on: date) -> bool:
    """Whether the newest statement on this year's papers, or else on the last report, gives assurance."""
    for given in (now, last):
        outcomes = [stated[each.id] for each in (given.papers if given else ()) if each.id in stated]
        if outcomes:
            return outcomes[-1] != "withheld"
    return False


def _stated(returns: set[UUID]) -> dict[UUID, str]:
    """The newest statement about each of these returns, where the authority has not challenged it."""
    rows = Statement.objects.filter(scrutiny__version__of__in=returns).exclude(scrutiny__state="challenged")
    return dict(rows.order_by("stated_at", "id").values_list("scrutiny__version__of", "outcome"))
