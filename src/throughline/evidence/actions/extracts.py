"""How does an extract come in, get opened and go? Whole or not at all, sealed, each opening on record. R30, R39, R40"""

import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from throughline.frame import sealed_file
from throughline.frame.sealing import unwrapped, wrapped
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError, Verdict
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations

from .. import extract
from ..codes import NO_REGISTER, Register
from ..lifecycle import EXTRACT
from ..models import Extract, ReturnedFile
from ..models.extracts import HOLDS
from ..ports import PAPERS_MISSING, YEARS_KEPT

if TYPE_CHECKING:
    import pyarrow as pa

    from ..checking import Rejected

MACHINE = Actor("system:evidence", frozenset({"system"}))
KEPT_FOR = timedelta(days=3 * 365)
MOST_SAID, MOST_KEPT = 20, 500
Tell = Callable[[Sequence["Rejected"]], None]
BECAUSE = {
    "measures": "To work out the measures",
    "need": "To work out need",
    "allocation": "For the next allocation",
    "comparison": "To compare places fairly",
    "checking": "To check what came in",
    "returned": "To take in what the ministry returned",
}


@dataclass(frozen=True, slots=True)
class Source:
    """From where the rows come, which days they cover, and what was turned away on the way in, by reason.

    `origin` is what the caseload's manifest says of its own file, or the digest of each file that a provider sent.
    """

    name: str
    made_from: str
    covers: tuple[date, date]
    is_made_up: bool
    seed: int | None = None
    rejected: Mapping[str, int] = field(default_factory=dict)
    first_rejected: tuple[str, ...] = ()
    drifted: tuple[str, ...] = ()
    origin: Mapping[str, Any] = field(default_factory=dict)


def folder() -> Path:
    """Where sealed extracts lie; there when this returns, for its owner alone."""
    path = Path(settings.THROUGHLINE_DATA) / "extracts"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def take(
    *,
    actor: Actor,
    at: datetime,
    source: Source,
    tables: "Mapping[str, pa.Table]",
    tell: Tell | None = None,
) -> Extract:
    """The extract is held: sealed under a key of its own, with its manifest in the record; or nothing of it is. R40

    RefusedError where a cell is no code of its column; `tell` is given all that are wrong before.
    """
    _may_come(actor, at, source, tables, tell)
    return _hold(actor, at, source, tables)


def _may_come(
    actor: Actor, at: datetime, source: Source, tables: "Mapping[str, pa.Table]", tell: Tell | None
) -> None:
    from ..coded import wrong

    EXTRACT.may("take", None, actor).or_raise()
    if source.covers[1] <= source.covers[0]:
        raise RefusedError("The period of an extract ends after it begins.")
    if not source.is_made_up:
        papers_stand(tables, at.date())
    _turn_back(wrong(tables, _register(is_made_up=source.is_made_up)), tell)


def _hold(actor: Actor, at: datetime, source: Source, tables: "Mapping[str, pa.Table]") -> Extract:
    from .. import store

    row_id, key, step = uuid4(), sealed_file.new_key(), EXTRACT.step("take")
    file = folder() / f"{row_id}.sealed"
    about = {
        "period": [day.isoformat() for day in source.covers],
        "is_made_up": source.is_made_up,
        "made_from": source.made_from,
        "seed": source.seed,
        "taken_at": at.isoformat(),
        "rejected": dict(source.rejected),
        "first_rejected": list(source.first_rejected),
        "drifted": list(source.drifted),
        "origin": dict(source.origin),
    }
    manifest = store.written(file, tables, about, key)
    facts = {"schema": f"{extract.SCHEMA} {extract.VERSION}", "manifest": manifest["seal"], "seed": source.seed,
             "made_from": source.made_from, "is_made_up": source.is_made_up,
             "origin": source.origin.get("seal", ""), "period": about["period"],
             "rejected_for": sorted(source.rejected)}  # fmt: skip
    try:
        with act(actor=actor, at=at, verb=step.event, subject=("extract", row_id), facts=facts):
            return Extract.objects.create(
                id=row_id,
                name=source.name,
                made_from=source.made_from,
                schema_version=extract.VERSION,
                covers_from=source.covers[0],
                covers_until=source.covers[1],
                is_made_up=source.is_made_up,
                seed=source.seed,
                manifest=manifest,
                file=file.name,
                wrapped_key=wrapped(key),
                state=step.to,
                keep_until=_kept_until(tables, at.date()),
                taken_at=at,
                taken_by=actor.id,
            )
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def take_generated(*, actor: Actor, at: datetime, seed: int, people: int, name: str = "") -> Extract:
    """Made-up people by the seeded generator; it says so everywhere."""
    from .. import synthetic

    covers = (date(2024, 4, 1), date(2026, 4, 1))
    source = Source(name or f"Made up by a generator, seed {seed}", "generator", covers, True, seed)
    tables = synthetic.make(seed=seed, people=people, first=covers[0], until=covers[1])
    return take(actor=actor, at=at, source=source, tables=tables)


def take_sealed(
    *,
    actor: Actor,
    at: datetime,
    file: Path,
    key: bytes,
    name: str = "",
    anyway: bool = False,
    tell: Tell | None = None,
) -> Extract:
    """An extract that the caseload's command made, sealed anew here: its old key opens nothing of ours."""
    from .. import store

    EXTRACT.may("take", None, actor).or_raise()
    manifest, tables = store.opened(file, key)
    first, until = (date.fromisoformat(day) for day in manifest["period"])
    source = Source(
        name or f"{file.stem}, {first:%B %Y} to {until - timedelta(days=1):%B %Y}",
        "caseload", (first, until), bool(manifest["is_made_up"]), manifest.get("seed"),
        origin={name: manifest[name] for name in ("seal", "pseudonyms", "providers", "left_out") if name in manifest},
    )  # fmt: skip
    _may_come(actor, at, source, tables, tell)
    return _hold(actor, at, _looked_at(actor, at, source, tables, anyway=anyway), tables)


def take_files(
    *,
    actor: Actor,
    at: datetime,
    files: Mapping[str, bytes],
    name: str,
    covers: tuple[date, date],
    is_made_up: bool,
    without_rejected: bool = False,
    anyway: bool = False,
    tell: Tell | None = None,
) -> Extract:
    """A provider's CSV files, one for each table, checked row by row.

    RefusedError says which rows are wrong, and nothing is taken, unless `without_rejected` leaves them out. `tell` is
    given every row that is turned away, before anything is refused.
    """
    from .. import store
    from ..checking import check

    EXTRACT.may("take", None, actor).or_raise()
    checked = check(files, at.date(), _register(is_made_up=is_made_up))
    if tell:
        tell(checked.rejected)
    _turn_back(() if without_rejected else checked.rejected, None)
    said = tuple(each.in_words() for each in checked.rejected[:MOST_KEPT])
    tables = {table.name: store.from_text(table, checked.rows[table.name]) for table in extract.TABLES}
    sent = [
        {"name": file, "bytes": len(content), "sha256": sha256(content).hexdigest()}
        for file, content in sorted(files.items())
    ]
    source = Source(
        name, "provider", covers, is_made_up, None, checked.by_reason, said, origin={"files": sent}
    )
    _may_come(actor, at, source, tables, None)
    return _hold(actor, at, _looked_at(actor, at, source, tables, anyway=anyway), tables)


def opened(
    *,
    actor: Actor,
    at: datetime,
    extract_id: UUID,
    because: str,
    for_whom: str = "",
    only: Collection[str] = (),
    engine: str = "duckdb",
) -> "dict[str, pa.Table]":
    """All tables, or those named, in memory; who opened which extract, why and for which engine is on record, and
    nothing of the people in it. R39
    """
    from .. import store

    row = Extract.objects.get(id=extract_id)
    if not (actor.is_system or "analyst" in actor.roles):
        Refused("Only an analyst opens an extract.", "Ask an analyst.").or_raise()
    if because not in BECAUSE:
        raise RefusedError("Say for what the extract is opened.")
    if row.state != "held":
        raise RefusedError("This extract was destroyed: its rows are gone, and its tables stay.")
    file = folder() / row.file
    if not file.exists():
        raise RefusedError("The file of this extract is not here.", "Take the extract again.")
    facts = {"because": because, "for": for_whom, "engine": engine}
    with act(actor=actor, at=at, verb="extract.opened", subject=("extract", row.id), facts=facts):
        manifest, tables = store.opened(file, unwrapped(bytes(row.wrapped_key)), only=only)
    if manifest["seal"] != row.manifest["seal"]:
        raise RefusedError("The file of this extract is another one than the record says.")
    return tables


def destroy(*, actor: Actor, at: datetime, extract_id: UUID) -> Extract:
    """The key is destroyed, so that no copy opens again; the files go, the ministry's too; released tables stay. R39"""
    row = Extract.objects.select_for_update().get(id=extract_id)
    may_destroy(row, actor).or_raise()
    step = EXTRACT.step("destroy")
    with act(actor=actor, at=at, verb=step.event, subject=("extract", row.id)):
        row.state, row.wrapped_key = step.to, b""
        row.save()
    files = [row.file, *ReturnedFile.objects.filter(extract=row).values_list("file", flat=True)]

    def gone() -> None:
        for name in files:
            (folder() / name).unlink(missing_ok=True)

    transaction.on_commit(gone)
    return row


def may_destroy(row: Extract, actor: Actor) -> Verdict:
    """Whether the rows may be destroyed now: never under a legal hold. R39"""
    if row.state == "held" and row.legal_hold:
        return Refused("A legal hold stands on this extract.", "Whoever protects data can end it.")
    return EXTRACT.may("destroy", row.state, actor)


def hold(*, actor: Actor, at: datetime, extract_id: UUID, because: str) -> None:
    """A legal hold stands on the extract for this reason, or none does any more where it is empty. R39"""
    if "data-protection" not in actor.roles:
        Refused("Only whoever protects data holds an extract.", "Ask the data protection officer.").or_raise()
    if because and because not in dict(HOLDS):
        raise RefusedError("Say why it is held.")
    row = Extract.objects.select_for_update().get(id=extract_id)
    if row.state != "held":
        raise RefusedError("This extract was destroyed: there is nothing to hold.")
    if row.legal_hold == because:
        return
    verb, facts = (
        "extract.hold_set" if because else "extract.hold_ended",
        {"because": because or row.legal_hold},
    )
    with act(actor=actor, at=at, verb=verb, subject=("extract", row.id), facts=facts):
        row.legal_hold = because
        row.save()


def let_go(*, at: datetime) -> int:
    """Extracts past their day are destroyed, and files that belong to none (their taking was cut off) go."""
    many = 0
    over = Extract.objects.filter(state="held", keep_until__lte=at.date(), legal_hold="")
    for each in over.order_by("taken_at"):
        with transaction.atomic():
            destroy(actor=MACHINE, at=at, extract_id=each.id)
        many += 1
    held = set(Extract.objects.filter(state="held").values_list("file", flat=True))
    held |= set(ReturnedFile.objects.filter(extract__state="held").values_list("file", flat=True))
    for path in folder().iterdir():
        is_old = at.timestamp() - path.stat().st_mtime > 24 * 3600
        if is_old and path.name not in held:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            many += 1
    return many


def _register(*, is_made_up: bool) -> Register:
    """The places, units and providers that rows about real people may name; made-up ones may be made up too."""
    if is_made_up:
        return NO_REGISTER
    return {
        "place": frozenset(organisations.places().values_list("name", flat=True)),
        "unit": frozenset(each.name for each in organisations.units()),
        "provider": frozenset(organisations.bodies().values_list("code", flat=True)),
    }


def _turn_back(found: "Sequence[Rejected]", tell: Tell | None) -> None:
    """RefusedError naming the first rows that are wrong, if any is; `tell` is given all of them."""
    if tell:
        tell(found)
    if found:
        many = len(found)
        further = f" And {many - MOST_SAID:,} more; --rejected names them all." if many > MOST_SAID else ""
        said = " ".join(each.in_words() for each in found[:MOST_SAID])
        is_wrong = "row is" if many == 1 else "rows are"
        raise RefusedError(f"{many:,} {is_wrong} wrong, and nothing was taken. {said}{further}")


def _looked_at(
    actor: Actor, at: datetime, source: Source, tables: "Mapping[str, pa.Table]", *, anyway: bool
) -> Source:
    """The source with the columns that look like others than before; RefusedError unless somebody looked. R40"""
    from ..drifting import drifted

    before = (
        Extract.objects.filter(state="held", made_from=source.made_from, is_made_up=source.is_made_up)
        .order_by("-taken_at")
        .first()
    )
    if before is None:
        return source
    found = drifted(opened(actor=actor, at=at, extract_id=before.id, because="checking"), tables)
    if found and not anyway:
        raise RefusedError(
            "Columns look as if they meant something else than in the extract before: "
            + " ".join(found[:10]),
            "Look at them; if they are right, take it with “looked at”.",
        )
    return replace(source, drifted=tuple(found))


def _kept_until(tables: "Mapping[str, pa.Table]", on: date) -> date:
    """Three years at most, and no longer than any organisation whose rows are in it keeps its records. R39"""
    bodies = organisations.bodies().filter(code__in=_providers(tables)).values_list("id", flat=True)
    years = [said for body in bodies if (said := YEARS_KEPT(body, on)) is not None]
    return min([on + KEPT_FOR, *(on + timedelta(days=365 * each) for each in years)])


def _providers(tables: "Mapping[str, pa.Table]") -> list[str]:
    import pyarrow as pa
    import pyarrow.compute as pc

    found: list[str] = (
        pc.unique(tables["people"].column("provider").cast(pa.string())).drop_null().to_pylist()
    )
    return found


def papers_stand(tables: "Mapping[str, pa.Table]", on: date) -> None:
    """Rows about real people come in only when nothing is missing at any organisation whose they are. R30"""
    codes = _providers(tables)
    bodies = dict(organisations.bodies().filter(code__in=codes).values_list("code", "id"))
    if unknown := sorted(set(codes) - bodies.keys()):
        raise RefusedError(f"No organisation here has the code {', '.join(unknown[:5])}.")
    lacking = [paper for code in sorted(codes) for paper in PAPERS_MISSING(bodies[code], on)]
    if lacking or not codes:
        raise RefusedError(
            "Rows about real people may not be held yet. Missing: " + ", ".join(dict.fromkeys(lacking)) + ".",
            "Whoever protects data records these papers.",
        )
