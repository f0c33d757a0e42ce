"""How does an extract become tables of every measure? One at a time through the gate; it can be stopped and goes on.

Whatever left already is left as it is, so that starting again makes nothing twice. R40, R42, R43
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError
from throughline.ledger.actions import act

from ..gate import Within
from ..models import Extract, Measuring, Release
from .capacities import release_capacity
from .comparing import compare
from .extracts import MACHINE, opened
from .offences import returned_rows
from .releasing import release

if TYPE_CHECKING:
    from ..engines import Engine, Opener
    from ..measures.counting import Group, Members
    from ..measures.shapes import Measure

BREAKDOWNS = (
    ("place",),
    ("quarter",),
    ("month",),
    ("unit",),
    ("provider",),
    ("sex",),
    ("ethnicity",),
    ("age_band",),
    ("disability",),
    ("place", "quarter"),
    ("place", "sex"),
    ("place", "ethnicity_in_two"),
    ("place", "age_in_three"),
)
OF_POSTS = (("place",), ("unit",))
IN_SHORT = (("place",), ("quarter",), ("month",))
# Of these a locality's pack says from the first start what changed; of all of them it would cost eight seconds.
CHANGES_IN_SHORT = frozenset({"appropriate", "first-contact", "planned-exits", "feedback"})
Tell = Callable[[str], None]


def ask(*, actor: Actor, at: datetime, extract_id: UUID, engine: str = "duckdb") -> Measuring:
    """All measures of this extract will be worked out by the worker; asked again, it goes on where it stopped.

    The ledger keeps on which engine they were asked for: rows about people may leave this machine for it.
    """
    if not (actor.is_system or "analyst" in actor.roles):
        Refused("Only an analyst has measures worked out.", "Ask an analyst.").or_raise()
    with transaction.atomic():
        row = Extract.objects.select_for_update().get(id=extract_id)
        if row.state != "held":
            raise RefusedError("This extract was destroyed; its tables stay as they are.")
        run, _ = Measuring.objects.get_or_create(
            extract=row, defaults={"state": "waiting", "asked_at": at, "asked_by": actor.id}
        )
        if run.state == "running":
            raise RefusedError("This extract is being measured now.")
        run.state, run.asked_at, run.asked_by = "waiting", at, actor.id
        run.save()
        asked = ("extract", row.id)
        with act(actor=actor, at=at, verb="extract.measuring_asked", subject=asked, facts={"engine": engine}):
            pass
    return run


def waits(extract_id: UUID) -> bool:
    """Whether somebody waits for the measures of this extract."""
    return Measuring.objects.filter(extract_id=extract_id, state__in=("waiting", "running")).exists()


def waiting(*, at: datetime) -> list[UUID]:
    """Extracts whose measures wait for a worker, or whose worker has said nothing for ten minutes."""
    lost = Q(state="running", heard_at__lt=at - timedelta(minutes=10))
    rows = Measuring.objects.filter(Q(state="waiting") | lost, extract__state="held")
    return list(rows.order_by("asked_at").values_list("extract_id", flat=True))


def stop(*, actor: Actor, extract_id: UUID) -> None:
    """After the table that is under way nothing more is worked out, until somebody asks again."""
    if not (actor.is_system or "analyst" in actor.roles):
        Refused("Only an analyst stops this.", "Ask an analyst.").or_raise()
    Measuring.objects.filter(extract_id=extract_id, state__in=("waiting", "running")).update(state="stopped")


def measure(
    *,
    at: datetime,
    extract_id: UUID,
    in_short: bool = False,
    tell: Tell | None = None,
    opener: "Opener | None" = None,
) -> Measuring:
    """Every measure of the extract by every breakdown has passed the gate or was refused by it; the run says how far.

    `in_short` works out the tables by place, quarter and month alone, and a few by place and quarter. Each table is in
    the record as soon as it left. `opener` is the engine: DuckDB in this process, if none is named.
    """
    from .. import engines, store
    from ..measures import counting
    from ..measures.catalogue import MEASURES

    run = Measuring.objects.select_related("extract").get(extract_id=extract_id)
    row = run.extract
    todo = [(each, _breakdowns(each, in_short=in_short)) for each in MEASURES]
    run.state, run.done, run.of = "running", 0, sum(len(many) for _, many in todo)
    run.not_measured, run.refused, run.heard_at = [], [], timezone.now()
    run.save()
    try:
        rows = opened(actor=MACHINE, at=at, extract_id=extract_id, because="measures", for_whom=run.asked_by)
        offences, heard = returned_rows(row)
        tables = store.numbered(rows | offences)
        opened_on = opener or engines.duckdb
        with opened_on(tables, row.covers_from, row.covers_until, heard=heard) as engine:
            people = counting.people_of(engine)
            within = counting.lying(engine, people)
            for each, breakdowns in todo:
                if not _go_on(run, tell):
                    return run
                _measured(run, engine, people, each, breakdowns, within, at)
            compare(
                engine=engine,
                extract=row,
                period=_period(row),
                within=within,
                actor=MACHINE,
                at=at,
                refused=run.refused,
            )
        try:
            release_capacity(extract=row, tables=tables, within=within, actor=MACHINE, at=at)
        except RefusedError as refused:
            run.refused = [*run.refused, {"measure": "capacity", "by": "unit", "why": str(refused)}]
        run.state = "done"
    except BaseException:
        run.state = "failed"
        raise
    finally:
        run.save()
    return run


def _breakdowns(each: "Measure", *, in_short: bool) -> tuple[tuple[str, ...], ...]:
    if each.kind == "posts":
        return OF_POSTS
    own = tuple((name,) for name in each.own)
    if not in_short:
        return own + BREAKDOWNS
    return own + IN_SHORT + ((("place", "quarter"),) if each.code in CHANGES_IN_SHORT else ())


def _go_on(run: Measuring, tell: Tell | None) -> bool:
    if tell:
        tell(f"{run.done} of {run.of} tables")
    Measuring.objects.filter(id=run.id).update(done=run.done, heard_at=timezone.now())
    run.refresh_from_db(fields=["state"])
    return run.state == "running"


def _measured(
    run: Measuring,
    engine: "Engine",
    people: "Mapping[str, Group]",
    each: "Measure",
    breakdowns: tuple[tuple[str, ...], ...],
    within: tuple[Within, ...],
    at: datetime,
) -> None:
    from ..measures import counting

    there = set(
        Release.objects.filter(
            extract=run.extract, measure=each.code, measure_version=each.version
        ).values_list("by", flat=True)
    )
    missing = [by for by in breakdowns if "+".join(by) not in there]
    run.done += len(breakdowns) - len(missing)
    if not missing:
        return
    members = counting.members_of(engine, each, people)
    if not members.is_measured:
        run.not_measured = [*run.not_measured, each.code]
    for by in missing if members.is_measured else ():
        try:
            _released(run.extract, members, by, within, engine.name, at)
        except RefusedError as refused:
            run.refused = [*run.refused, {"measure": each.code, "by": "+".join(by), "why": str(refused)}]
    run.done += len(missing)


def _released(
    row: Extract,
    members: "Members",
    by: tuple[str, ...],
    within: tuple[Within, ...],
    engine: str,
    at: datetime,
) -> None:
    from ..measures import counting

    each, name = members.measure, "+".join(by)
    if each.kind == "posts":
        _posts(row, members, by, engine, at)
        return
    release(
        extract=row,
        measure=each.code,
        version=each.version,
        by=name,
        period=_period(row),
        counts=counting.counted(members, by),
        cohort=each.people_of,
        figures=lambda shown: counting.figures(members, by, shown),
        engine=engine,
        within=within,
        actor=MACHINE,
        at=at,
    )


def _posts(row: Extract, members: "Members", by: tuple[str, ...], engine: str, at: datetime) -> None:
    """Posts are no people, and whom the money employs is public: nothing of their tables is hidden."""
    from ..measures import counting
    from ..measures.fingerprint import of_code

    each = members.measure
    with act(actor=MACHINE, at=at, verb="table.released", subject=("extract", row.id)) as doing:
        doing.facts |= {"measure": each.code, "version": each.version, "by": "+".join(by), "hidden": 0}
        Release.objects.create(
            extract=row,
            measure=each.code,
            measure_version=each.version,
            name=each.name,
            cohort=each.code,
            by="+".join(by),
            period=_period(row),
            dimensions=[
                {"name": name, "categories": members.groups[name].categories, "is_sensitive": False}
                for name in by
            ],
            cells=[],
            figures=counting.posts_of(members, by),
            hidden=0,
            seal=row.manifest.get("seal", ""),
            expression=of_code(each.code),
            engine=engine,
            released_at=at,
            released_by=MACHINE.id,
        )


def _period(row: Extract) -> str:
    return f"{row.covers_from}/{row.covers_until}"
