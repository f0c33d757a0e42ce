"""What do a locality's commissioner, its partnership's chair and probation read together: need, money, posts, plans?

All of them read the same words, whoever opens the page. R19, R21, R41, R43
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from throughline.agreements.queries import calendar as commissioning
from throughline.agreements.queries import contracts, joint
from throughline.agreements.queries.contracts import Shown
from throughline.agreements.queries.joint import Plans, PlanShown
from throughline.agreements.queries.posts import PostShown
from throughline.evidence import tables as evidence
from throughline.evidence.tables import NeedOf, PlaceNeed, Source
from throughline.frame.trees import trees
from throughline.funding.queries.streams import Place
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.wording import both, long_date
from throughline.organisations import queries as organisations

from ..reporting import Cell, Offered, Pack, Section
from . import localities
from .joint_changes import Change, cell_in, changes
from .localities import LocalityPage, Row

MAKER = Actor("system:joint-plans", frozenset({"system"}))  # a page that several read is the same for each
READERS = joint.READERS
HIDDEN = Cell("hidden", "", "quiet")
NOTHING = Cell("nothing", "", "quiet")


@dataclass(frozen=True, slots=True)
class JointPage:
    """A locality's joint plan: what it stands on as sections, and the plan itself in its versions."""

    place: Place
    pack: Pack
    plans: Plans


def joint_page(actor: Actor, slug: str, on: date) -> JointPage | None:
    """The page of that locality, or None when the actor may not read it."""
    found = joint.locality_at(actor, slug, on)
    if found is None:
        return None
    place = Place(found.id, found.name, found.slug)
    money = localities.page_of(MAKER, place, on)
    rows, versions = trees(
        contracts.visible_to(MAKER, on).filter(place=place.id), joint.versions_of(place.id)
    )
    held = contracts.shown(rows, on)
    promised = [
        each
        for each in commissioning.countdowns(MAKER, on, held)
        if each.place_id == place.id and not each.is_in
    ]
    plans = joint.plans_in(versions, on)
    gathered = evidence.gathered(actor=MAKER, place=place.name)
    need = next(iter(gathered.need), None)
    units = _units_of(place, on)
    capacity = evidence.capacity_of(units, actor=MAKER)
    sources = [each for each in (gathered.need_source, capacity.source if capacity else None) if each]
    made_up = [each for each in sources if each.is_made_up]
    seeds = both(list(dict.fromkeys(str(each.seed) for each in made_up if each.seed is not None)))
    pack = Pack(
        Offered(
            place.slug, place.name, "For its commissioner, its partnership and probation, to read together"
        ),
        f"Joint plan: {place.name}",
        _finding(place, need, money, plans),
        f"The people behind need and waiting do not exist: a generator made them, seed {seeds}."
        if made_up
        else "",
        tuple(dict.fromkeys(each.of_extract().removeprefix("from the extract ") for each in sources)),
        (
            _actions(plans),
            _changes(changes(money, held, promised, on), money.now),
            _need(place, need, gathered.need_source),
            _capacity(capacity, units),
            _streams(money),
            _posts(money),
            _contracts(held, promised),
        ),
    )
    return JointPage(place, pack, plans)


def _finding(place: Place, need: PlaceNeed | None, money: LocalityPage, plans: Plans) -> str:
    said = []
    if need and need.need and need.unmet:
        said.append(
            f"About {need.unmet.best:,.0f} of {need.need.best:,.0f} people who need help in {place.name} do not get it"
        )
    vacant = sum(each.standing.is_vacant for each in money.posts)
    if vacant:
        said.append(f"{vacant} of {len(money.posts)} posts {'is' if vacant == 1 else 'are'} vacant")
    if money.coming:
        said.append(f"{money.coming.drop} of known money ends with {money.coming.after}")
    said.append("no plan is agreed yet" if plans.in_force is None else _left(plans.in_force))
    words = "; ".join(said)
    return words[0].upper() + words[1:]


def _left(plan: PlanShown) -> str:
    late = sum(each.words == "Late" for each in plan.actions)
    todo = sum(each.done_at is None for each in plan.actions)
    if late:
        return f"{late} of {len(plan.actions)} agreed actions {'is' if late == 1 else 'are'} late"
    return f"{todo} of {len(plan.actions)} agreed actions {'is' if todo == 1 else 'are'} to do"


def _actions(plans: Plans) -> Section:
    plan = plans.in_force
    if plan is None:
        said = (
            "Nothing is agreed yet. A plan is in force when the commissioner and probation both agreed to it."
        )
        return Section("agreed", "What is agreed", said, ("What", "Who", "By", "Stands"), ())
    agreed = both(
        [f"{each.name} ({each.whose}, {long_date(each.at.date())})" for each in plan.sides if each.at]
    )
    return Section(
        "agreed",
        "What is agreed",
        f"Version {plan.version}, agreed by {agreed}. Both look at it again by {long_date(plan.review_on)}.",
        ("What", "Who", "By", "Stands"),
        tuple(
            (
                Cell(each.what),
                Cell(each.who),
                Cell(long_date(each.by_on)),
                Cell(
                    each.words,
                    long_date(each.done_at.date()) if each.done_at else "",
                    _loud(each.words == "Late"),
                ),
            )
            for each in plan.actions
        ),
        of="action",
    )


def _changes(found: Iterable[Change], now: FinancialYear) -> Section:
    rows = tuple((Cell(long_date(each.on)), Cell(each.what), Cell(each.means)) for each in found)
    return Section(
        "changes",
        f"What changes until the end of {now.next}",
        "What ends, begins or must be answered, the nearest first."
        if rows
        else "Nothing is on record that ends, begins or must be answered. Streams, posts and contracts bring it here.",
        ("From", "What", "What it means"),
        rows,
        of="change",
    )


def _need(place: Place, need: PlaceNeed | None, source: Source | None) -> Section:
    rows = (
        ((Cell(place.name), *(_range(each) for each in (need.need, need.met, need.unmet))),) if need else ()
    )
    return Section(
        "need",
        "How many need help",
        "People on probation who need help with drugs or alcohol, known or not; 95 % of the time it lies between."
        if need
        else "No table of need has left the evidence yet; it comes here once an analyst has let one through the gate.",
        ("Locality", "Need", "Met", "Unmet"),
        rows,
        f"“{source.name}”, {source.in_words().removeprefix(source.name + ', ')}." if source else "",
        of="locality",
    )


def _capacity(capacity: evidence.Capacity | None, units: Mapping[str, tuple[str, ...]]) -> Section:
    rows = capacity.units if capacity else ()
    aim = (
        f"{capacity.share:.0%} of people first seen within {capacity.days:.0f} working days"
        if capacity
        else ""
    )
    others = [f"{name} serves {both(list(also))} too." for name, also in units.items() if also]
    return Section(
        "capacity",
        "How many posts a short wait takes",
        " ".join([f"The aim: {aim}.", *others])
        if rows
        else "No table of waiting has left the evidence for a unit of this locality.",
        ("Unit", "Posts filled", "Posts for the aim", "Wait today"),
        tuple(
            (
                Cell(each.unit),
                Cell(f"{each.posts:g}"),
                Cell("none is enough", "", "stop")
                if each.needed is None
                else Cell(
                    f"{each.needed:g}", _lacks(each.needed - each.posts), _loud(each.needed > each.posts)
                ),
                Cell("grows without end", "", "stop")
                if each.days is None
                else Cell(
                    f"{each.days:.0f} working days", f"for {capacity.share:.0%} of people" if capacity else ""
                ),
            )
            for each in rows
        ),
        f"Capacity, {capacity.source.in_words().removeprefix(capacity.source.name + ', ')}."
        if capacity
        else "",
        of="unit",
    )


def _lacks(many: float) -> str:
    return f"{many:.1f} more" if many > 0 else "enough"


def _streams(money: LocalityPage) -> Section:
    rows = [
        (Cell(row.stream.flow.name, _about(row)), *_two_years(row, money), _ends(row)) for row in money.rows
    ]
    known = {each.year: each for each in money.years}
    if rows:
        sums = [known.get(year) for year in (money.now, money.now.next)]
        rows.append(
            (
                Cell("Known in all"),
                *(
                    Cell(str(each.known), f"and {len(each.unknown)} not stated" if each.unknown else "")
                    if each
                    else NOTHING
                    for each in sums
                ),
                Cell(""),
            )
        )
    asked = [localities.overlap_in_words(each) for each in money.overlaps if each.years[-1] >= money.now]
    return Section(
        "streams",
        "Money, stream by stream",
        " ".join(["All money on record for people on probation here.", *asked])
        if rows
        else "No stream is on record. The locality’s page takes them, also where nobody knows how much.",
        ("Stream", str(money.now), str(money.now.next), "Ends"),
        tuple(rows),
        of="stream",
    )


def _about(row: Row) -> str:
    made_up = ". Illustration" if row.stream.is_illustration else ""
    return f"{row.stream.flow.payer}. {row.stream.purpose}{made_up}"


def _two_years(row: Row, money: LocalityPage) -> Iterator[Cell]:
    for year in (money.now, money.now.next):
        cell = cell_in(row, money, year)
        yield (
            Cell(str(cell.amount), "illustration" if cell.is_made_up else "")
            if cell and cell.amount is not None
            else Cell(cell.says, "", "quiet")
            if cell and cell.says
            else NOTHING
        )


def _ends(row: Row) -> Cell:
    ends = row.stream.flow.ends_on
    return Cell(long_date(ends)) if ends else Cell("not stated", "", "quiet")


def _posts(money: LocalityPage) -> Section:
    vacant = sum(each.standing.is_vacant for each in money.posts)
    return Section(
        "posts",
        "Posts",
        f"{len(money.posts)} on the register, {vacant} of them vacant."
        if money.posts
        else "No post is on the register for this locality yet.",
        ("Post", "Stands", "Paid today", "Funded until"),
        tuple(
            (
                Cell(each.post.title, _where(each)),
                Cell(each.words, _since(each), _loud(each.standing.is_vacant)),
                Cell(f"{each.paid} %", _payers(each), _loud(each.paid == 0)),
                Cell(long_date(each.post.funded_until - timedelta(days=1)))
                if each.post.funded_until
                else Cell("no end stated", "", "quiet"),
            )
            for each in money.posts
        ),
        of="post",
    )


def _where(each: PostShown) -> str:
    unit = f", {each.post.unit.name}" if each.post.unit else ""
    made_up = ". Illustration" if each.post.is_illustration else ""
    return f"{each.post.employer.name}{unit}{made_up}"


def _since(each: PostShown) -> str:
    since = each.standing.vacant_since
    return f"since {long_date(since)}; {each.post.cover or 'nobody'} covers it" if since else ""


def _payers(each: PostShown) -> str:
    paid = "; ".join(f"{share.hundredths} % {share.payer}" for share in each.shares if share.is_paid)
    return paid or "nobody on record pays for it"


def _contracts(held: Iterable[Shown], promised: Iterable[commissioning.Countdown]) -> Section:
    alive = [each for each in held if each.state in contracts.ALIVE]
    by = [
        f"The specification is promised in the local contract by {long_date(each.by)}." for each in promised
    ]
    return Section(
        "contracts",
        "Local contracts",
        " ".join(["What runs and what is planned.", *by])
        if alive
        else "No local contract is on record; the commissioning calendar takes it, and warns before it ends.",
        ("Contract", "From and until", "What is next", "Specification in it"),
        tuple(
            (
                Cell(each.title, _provider(each)),
                Cell(f"{long_date(each.begins_on)} to {long_date(each.last_day)}", each.state),
                _next_step(each),
                Cell(each.integration),
            )
            for each in alive
        ),
        of="contract",
    )


def _provider(each: Shown) -> str:
    made_up = ". Illustration" if each.is_illustration else ""
    return f"{each.provider or 'No provider yet'}{made_up}"


def _next_step(each: Shown) -> Cell:
    step = next((one for one in each.steps if one.done_on is None), None)
    if step is not None:
        return Cell(step.title, f"by {long_date(step.planned_on)}", _loud(step.is_late))
    return (
        Cell(each.warning_words, "", _loud(not each.is_followed))
        if each.warning_words
        else Cell("nothing yet")
    )


def _units_of(place: Place, on: date) -> dict[str, tuple[str, ...]]:
    """The units that serve the place, by the names of every list, each with the other places that it serves."""
    found: dict[str, tuple[str, ...]] = {}
    for unit in organisations.units(on):
        places = {each.place_id: each.place.name for each in unit.coverage.all()}
        if place.id in places:
            found[unit.name] = tuple(name for each, name in places.items() if each != place.id)
    return found


def _range(said: NeedOf | None) -> Cell:
    return Cell(f"{said.best:,.0f}", f"{said.low:,.0f} to {said.high:,.0f}") if said else HIDDEN


def _loud(is_wrong: bool) -> str:
    return "stop" if is_wrong else ""
