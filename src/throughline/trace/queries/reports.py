"""What does the evidence say to a partnership, to HMPPS, to the Panel: aims first, then figures, then what it cannot?

Only tables that left through the gate stand in a pack, so whoever may read the pack may read all of it. R40, R42, R43
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from throughline.evidence import tables as evidence
from throughline.evidence.tables import Figure, Gathered, NeedOf, Quarter, Source, StepTaken
from throughline.funding.queries import aims as programme_aims
from throughline.funding.queries import rounds
from throughline.funding.queries.aims import Aim, MeasuredBy
from throughline.funding.queries.streams import places_visible_to
from throughline.kernel.actor import Actor
from throughline.kernel.wording import both, long_date

from ..reporting import HMPPS, LOCAL, PANEL, TEAM, Cell, Offered, Pack, Section

MAKER = Actor("system:packs")  # the Panel reads its pack, and no other page of the evidence
FOR_HMPPS = Offered("hmpps", "HMPPS", "For HMPPS, of all localities")
FOR_PANEL = Offered("panel", "Police, Fire and Crime Panel", "For the Panel, of all localities")
NOT_MEASURED = Cell("Not measured", "Nobody has said by what to tell whether this is met.", "stop")
NOT_YET = Cell("Not measured yet", "", "stop")
MANY = 8  # rows that a page shows without being asked
HIDDEN = Cell("hidden", "", "quiet")
CANNOT = (
    (
        "Whether support caused what followed",
        "The figures say what happened to people who were referred, not what would have happened without it.",
    ),
    (
        "Which locality does better",
        "Their people differ, and small places swing by chance. A difference is a reason to ask, never a rank.",
    ),
    (
        "What stands behind “hidden”",
        "A figure is hidden where few people could be recognised, or where it would give away one that is hidden.",
    ),
    (
        "Whether a change is a trend",
        "Two quarters make none. Quarters that are not over, or too young for the measure, are not compared.",
    ),
    (
        "Who is in need and on no list",
        "Nobody has counted them. They are estimated, and the range says how far that may be off.",
    ),
)


def offered(actor: Actor, on: date) -> list[Offered]:
    """The packs that this actor may read: localities in the order of their codes, then HMPPS, then the Panel."""
    found: list[Offered] = []
    if local := actor.roles & (TEAM | LOCAL):
        reading = Actor(actor.id, frozenset(local))
        found += [
            Offered(each.slug, each.name, "For its community safety partnership", each.name)
            for each in places_visible_to(reading, on)
        ]
    if actor.roles & (TEAM | HMPPS):
        found.append(FOR_HMPPS)
    if actor.roles & (TEAM | PANEL):
        found.append(FOR_PANEL)
    return found


def draft(actor: Actor, slug: str, quarter: Quarter, on: date) -> Pack | None:
    """The pack of that address and quarter by the tables of today, or None where the actor may read no such pack."""
    of = next((each for each in offered(actor, on) if each.slug == slug), None)
    if of is None:
        return None
    gathered = evidence.gathered(actor=MAKER, place=of.place, quarter=quarter)
    programmes = rounds.programmes_visible_to(actor).filter(objectives__isnull=False).distinct()
    here = {each.measure.code: each.here for each in gathered.figures} if of.place else {}
    aims = [
        _aims(each.code, each.name, programme_aims.of_programme(MAKER, each, quarter=quarter), of, here)
        for each in programmes
    ]
    sections = (
        *aims,
        _changes(gathered, of, quarter),
        _need(gathered, of),
        _way(gathered, of),
        _figures(gathered, of),
        _cannot(gathered),
        _cannot_each(gathered),
    )
    made_up = [each for each in gathered.sources if each.is_made_up]
    seeds = dict.fromkeys(str(each.seed) for each in made_up if each.seed is not None)
    with_seed = f", seed {both(list(seeds))}" if seeds else ""
    return Pack(
        of,
        f"Evidence pack: {of.name}, {quarter.words}",
        _finding(gathered, of),
        f"Made up: these people do not exist, a generator made them{with_seed}. Never quote a figure of this pack."
        if made_up
        else "",
        tuple(dict.fromkeys(_period(each) for each in gathered.sources)),
        sections,
        standing=f"Draft of {long_date(on)}, not issued. Its figures may still change.",
        is_draft=True,
        versions=tuple(sorted({(each.measure, each.version) for each in gathered.sources})),
    )


def _finding(gathered: Gathered, of: Offered) -> str:
    """Who needs help and does not get it, where that is shown; else how much was measured."""
    shown = [(each.need, each.unmet) for each in gathered.need if each.need and each.unmet]
    if not shown or len(shown) < len(gathered.need):
        return _counted(gathered, of)
    need, unmet = (sum(each.best for each in kind) for kind in zip(*shown, strict=True))
    where, likely = (f" in {of.place}" if of.place else ""), ""
    if len(shown) == 1:
        likely = f" (likely {_tens(shown[0][1].low)} to {_tens(shown[0][1].high)})"
    return f"About {_tens(unmet)} of {_tens(need)} people who need help{where} do not get it{likely}"


def _tens(figure: float) -> str:
    return f"{round(figure / 10) * 10:,}"


def _counted(gathered: Gathered, of: Offered) -> str:
    said, missing = len(gathered.figures), len(gathered.not_measured)
    if not said:
        return "Nothing was measured yet"
    hidden = sum(each.here == "hidden" for each in gathered.figures)
    where = f" in {of.place}" if of.place else ""
    parts = [f"{said} of {said + missing} measures have a figure"]
    parts += [f"{hidden} of them are hidden{where}"] if hidden else []
    return "; ".join(parts)


def _period(source: Source) -> str:
    first, _, until = source.period.partition("/")
    days = f", {long_date(date.fromisoformat(first))} until before {long_date(date.fromisoformat(until))}"
    return f"{source.of_extract().removeprefix('from the extract ')}{days if first and until else ''}"


def _of(source: Source) -> str:
    return f"version {source.version}, {source.of_extract()}"


def _each(source: Source, all_of: str) -> str:
    """A figure's version; with its extract where the section is of more than one."""
    return f"Version {source.version}" if all_of else f"V{_of(source)[1:]}"


def _all_of(sources: Iterable[Source]) -> str:
    """The one extract that all of these were made of, said once under their table; empty for several."""
    extracts = {each.of_extract() for each in sources}
    return f"All {extracts.pop()}." if len(extracts) == 1 else ""


def _aims(code: str, programme: str, aims: Sequence[Aim], of: Offered, here: Mapping[str, str]) -> Section:
    """Every aim and means by all its measures; of a place what came out there, too."""
    rows: list[tuple[Cell, ...]] = []
    owners = {each.owner for aim in aims for each in aim.measures}
    one_owner = next(iter(owners)) if len(owners) == 1 else ""
    all_of = _all_of(each.figure.source for aim in aims for each in aim.measures if each.figure)
    places = (of.place,) if of.place else ()
    for aim in aims:
        name = Cell(f"{aim.objective.code} {aim.objective.text}")
        if not aim.measures:
            rows.append((name, NOT_MEASURED, *[Cell("")] * (2 + len(places))))
        for each in aim.measures:
            row = each.row
            on = f"{long_date(row.baseline_on)}, {row.baseline_source}" if row.baseline_on else ""
            rows.append(
                (
                    name,
                    Cell(each.measure.name, _towards(each, all_of, one_owner)),
                    Cell(row.baseline, on) if row.baseline else Cell("nobody knows", "", "quiet"),
                    Cell(each.figure.words) if each.figure else NOT_YET,
                    *(_said(here.get(each.measure.code, "")) for _ in places),
                )
            )
    return Section(
        f"aims-{code}",
        f"Aims and means of {programme}",
        _measured(aims, one_owner),
        ("Aim or means", "Measured by", "Before", "All localities", *places),
        tuple(rows),
        all_of,
        of="aim",
    )


def _towards(each: MeasuredBy, all_of: str, one_owner: str) -> str:
    """Which way is good, how far, who answers where that is not the same for all, and the version of the figure."""
    said = [f"{each.measure.direction}."]
    said += [f"Target: {each.row.target}."] if each.row.target else []
    said += [] if one_owner else [f"{each.owner} answers."]
    said += [f"{_each(each.figure.source, all_of)}."] if each.figure else []
    return " ".join(said)


def _measured(aims: Sequence[Aim], one_owner: str) -> str:
    """How many aims can be told by a figure, which cannot, and who answers."""
    unmet = [each.objective.code for each in aims if not each.is_measured]
    figureless = [each.objective.code for each in aims if each.is_measured and not each.has_figure]
    said = [f"{len(aims) - len(unmet) - len(figureless)} of {len(aims)} aims and means have a figure."]
    said += [f"Nobody has said by what to measure {both(unmet)}."] if unmet else []
    said += (
        [f"{both(figureless)} {'has' if len(figureless) == 1 else 'have'} none yet."] if figureless else []
    )
    said += [f"{one_owner} answers for all of them."] if one_owner else []
    return " ".join(said)


def _named(figure: Figure, all_of: str) -> Cell:
    measure = figure.measure
    note = f"{measure.objective}. {measure.direction}. {_each(figure.source, all_of)}"
    return Cell(measure.name, note)


def _said(words: str) -> Cell:
    if not words:
        return NOT_YET
    return HIDDEN if words == HIDDEN.text else Cell(words)


def _figures(gathered: Gathered, of: Offered) -> Section:
    """A place beside all places; only the latter in a pack of all."""
    all_of = _all_of(each.source for each in gathered.figures)
    rows = [
        (
            _named(each, all_of),
            *([_said(each.here)] if of.place else []),
            _said(each.everywhere),
        )
        for each in gathered.figures
    ]
    here = (of.place,) if of.place else ()
    rows += [
        (Cell(each.name, f"{each.objective}. {each.direction}"), *[NOT_YET] * (1 + len(here)))
        for each in gathered.not_measured
    ]
    return Section(
        "figures",
        "What came out of each measure",
        f"{_counted(gathered, of)}. The newest figure of each, of people for whom enough time is over.",
        ("Measure", *here, "All localities"),
        tuple(rows),
        all_of,
        is_long=True,
    )


def _changes(gathered: Gathered, of: Offered, quarter: Quarter) -> Section:
    """First what can be compared with this very quarter, then what takes longer to be known."""
    all_of = _all_of(each.source for each in gathered.figures if each.change)
    found = [(each, each.change) for each in gathered.figures if each.change]
    found.sort(key=lambda one: one[1].later != quarter.name)
    rows = tuple(
        (
            _named(each, all_of),
            Cell(change.before, change.earlier),
            Cell(change.now, change.later),
        )
        for each, change in found
    )
    where = f" in {of.place}" if of.place else ""
    many = f"{len(rows)} of {len(gathered.figures)} measures"
    return Section(
        "changes",
        "What changed since the quarter before",
        f"{many} can be compared{where}: both quarters are over, old enough for the measure, and both are shown."
        if rows
        else f"Nothing can be compared yet{where}: no measure has two quarters that are over and shown.",
        ("Measure", "Quarter before", "Last quarter"),
        rows,
        all_of,
        is_long=len(rows) > MANY,
    )


def _need(gathered: Gathered, of: Offered) -> Section:
    rows = tuple(
        (
            Cell(each.place),
            _range(each.need),
            _range(each.met, each.need),
            _range(each.unmet, each.need),
        )
        for each in gathered.need
    )
    source = gathered.need_source
    return Section(
        "need",
        f"Need in {of.place}, met and unmet" if of.place else "Need, met and unmet",
        f"{_in_words(gathered)}People on probation; the range holds 95 times in 100."
        if rows
        else "No table of need has left yet.",
        ("Locality", "Need", "Met", "Unmet"),
        rows,
        f"“{source.name}”, {_of(source)}." if source else "",
        of="locality",
    )


def _in_words(gathered: Gathered) -> str:
    """Who needs help, who gets it and who does not, of one place; nothing where there are several."""
    shown = [
        (each.need, each.met, each.unmet) for each in gathered.need if each.need and each.met and each.unmet
    ]
    if len(gathered.need) != 1 or not shown:
        return ""
    need, met, unmet = (_tens(each.best) for each in shown[0])
    return f"About {need} need help with drugs or alcohol, {met} get it, {unmet} do not. "


def _range(said: NeedOf | None, whole: NeedOf | None = None) -> Cell:
    """The figure and its range; with a bar where it is a part of a whole."""
    if said is None:
        return HIDDEN
    bar = round(100 * min(1, said.best / whole.best)) if whole and whole.best else None
    return Cell(f"{said.best:,.0f}", f"{said.low:,.0f} to {said.high:,.0f}", bar=bar)


def _way(gathered: Gathered, of: Offered) -> Section:
    counted = [each for each in gathered.steps if not each.estimate]
    need = len(counted) < len(gathered.steps)
    first = next((each.people for each in counted), None)
    rows = tuple(
        (
            Cell(each.name),
            _range(each.estimate) if each.estimate else _count(each.people, first),
            Cell("; ".join([each.not_counted] * bool(each.not_counted) + _lost(each.lost))),
        )
        for each in gathered.steps
    )
    source = gathered.steps_source
    return Section(
        "way",
        f"How far people get in {of.place}" if of.place else "How far people get",
        f"{_how_far(counted)}Everybody referred at least a year before the extract ends."
        + (" Need is an estimate of people, with its 95% range; the steps count referrals." if need else "")
        if rows
        else "No table of how far people get has left yet.",
        ("Step", "People", "Who did not take it"),
        rows,
        f"“{source.name}”, {_of(source)}." if source else "",
        of="step",
    )


def _how_far(steps: Sequence[StepTaken]) -> str:
    """How many of the first step took the last one, and where most were lost."""
    if not steps or steps[0].people is None or steps[-1].people is None:
        return ""
    said = f"Of {steps[0].people:,} referred, {steps[-1].people:,} got to the end: {steps[-1].name.lower()}. "
    lost = [(many, why) for each in steps[1:] for why, many in each.lost if many]
    return said + (f"Most were lost here: {max(lost)[0]:,} {max(lost)[1]}. " if lost else "")


def _count(many: int | None, of: int | None) -> Cell:
    if many is None:
        return HIDDEN
    return Cell(f"{many:,}", bar=round(100 * many / of) if of else None)


def _lost(lost: Sequence[tuple[str, int | None]]) -> list[str]:
    return [f"hidden: {why}" if many is None else f"{many:,} {why}" for why, many in lost]


def _cannot(gathered: Gathered) -> Section:
    reasons = dict.fromkeys(reason for each in gathered.figures for reason in each.reasons)
    rows = [(Cell(what), Cell(why)) for what, why in CANNOT]
    rows += [(Cell("Why something is hidden"), Cell(" ".join(reasons)))] if reasons else []
    return Section(
        "cannot",
        "What this cannot show",
        "It holds for every figure of this pack.",
        ("What", "Why not"),
        tuple(rows),
        of="limit",
    )


def _cannot_each(gathered: Gathered) -> Section:
    return Section(
        "cannot-each",
        "What each measure cannot show",
        "Read it before you use one figure alone.",
        ("Measure", "What it cannot show"),
        tuple((Cell(each.measure.name), Cell(each.shows_not)) for each in gathered.figures),
        is_long=True,
    )
