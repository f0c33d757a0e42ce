"""How does an extract come in by command, how is it measured, and do its figures come out again?

`evidence take`, `files`, `generate`, `measure`, `recompute`.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from throughline.frame.lists import csv_line
from throughline.kernel.verdict import RefusedError

if TYPE_CHECKING:
    from throughline.kernel.actor import Actor

    from .actions.extracts import Tell
    from .checking import Rejected
    from .engines import Opener

MOST_BYTES = 4 * 1024**3


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add them to the evidence's commands."""
    parser = commands.add_parser("take", help="take in an extract that `caseload extract` made")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--key", required=True, type=Path, metavar="FILE", help="the file with its key")
    _rejected(parser)
    _common(parser)
    parser.set_defaults(run=take)
    parser = commands.add_parser("files", help="take in a provider's CSV files, one for each table")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--from", dest="since", required=True, type=date.fromisoformat, metavar="DAY")
    parser.add_argument("--until", required=True, type=date.fromisoformat, metavar="DAY")
    parser.add_argument("--made-up", action="store_true", help="the people in them are made up")
    parser.add_argument(
        "--without-rejected", action="store_true", help="take the other rows where some are wrong"
    )
    _rejected(parser)
    _common(parser)
    parser.set_defaults(run=files)
    parser = commands.add_parser("generate", help="take in made-up people by the seeded generator")
    parser.add_argument("--seed", required=True, type=int)
    parser.add_argument("--people", type=int, default=3000)
    _common(parser)
    parser.set_defaults(run=generate)
    parser = commands.add_parser("measure", help="work out every measure of an extract that is held")
    parser.add_argument("extract", metavar="EXTRACT", help="its identifier, or a part of its name")
    parser.add_argument("--asked-by", required=True, metavar="EMAIL", help="who asks, as they sign in")
    _engines(parser)
    parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")
    parser.set_defaults(run=measure)
    parser = commands.add_parser("recompute", help="work tables that left out again, and say what differs")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--extract", metavar="EXTRACT", help="every table of this extract: identifier, or its name"
    )
    which.add_argument("--release", type=UUID, metavar="ID", help="the one table with this identifier")
    parser.add_argument("--asked-by", required=True, metavar="EMAIL", help="who asks, as they sign in")
    _engines(parser)
    parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")
    parser.set_defaults(run=recompute)


def take(args: argparse.Namespace) -> int:
    """Print the identifier of the extract that is now held."""
    from throughline.frame import sealed_file

    key, tell = sealed_file.key_in(args.key), _told_into(args.rejected)
    with acting(args) as actor:
        from .actions.extracts import take_sealed

        row = take_sealed(
            actor=actor,
            at=datetime.now(UTC),
            file=args.file,
            key=key,
            name=args.name,
            anyway=args.looked_at,
            tell=tell,
        )
        sys.stdout.write(f"{row.id}\n")
    return 0


def files(args: argparse.Namespace) -> int:
    """Print the identifier of the extract, or which rows are wrong."""
    if not args.folder.is_dir():
        raise RefusedError(f"There is no folder {args.folder}.")
    paths = sorted(args.folder.glob("*.csv"))
    if sum(path.stat().st_size for path in paths) > MOST_BYTES:
        raise RefusedError("These files are larger than 4 GiB together. Take a shorter period.")
    tell = _told_into(args.rejected)
    with acting(args) as actor:
        from .actions.extracts import take_files

        row = take_files(
            actor=actor,
            at=datetime.now(UTC),
            files={path.name: path.read_bytes() for path in paths},
            name=args.name or args.folder.name,
            covers=(args.since, args.until),
            is_made_up=args.made_up,
            without_rejected=args.without_rejected,
            anyway=args.looked_at,
            tell=tell,
        )
        sys.stdout.write(f"{row.id}\n")
    return 0


def generate(args: argparse.Namespace) -> int:
    """Print the identifier of the extract of made-up people."""
    if not 0 < args.people <= 1_000_000:
        raise RefusedError("Between one and a million people.")
    with acting(args) as actor:
        from .actions.extracts import take_generated

        row = take_generated(
            actor=actor, at=datetime.now(UTC), seed=args.seed, people=args.people, name=args.name
        )
        sys.stdout.write(f"{row.id}\n")
    return 0


def measure(args: argparse.Namespace) -> int:
    """Print how far it is while it works; what was interrupted goes on where it stopped."""
    _may_go_there(args)
    with acting(args) as actor:
        from .actions import measuring
        from .queries.extracts import named

        row = named(args.extract)
        opener = _opener(args)
        measuring.ask(actor=actor, at=datetime.now(UTC), extract_id=row.id, engine=args.engine)

        def tell(sentence: str) -> None:
            sys.stderr.write(f"\r{sentence}")
            sys.stderr.flush()

        run = measuring.measure(at=datetime.now(UTC), extract_id=row.id, tell=tell, opener=opener)
        sys.stderr.write("\n")
        sys.stdout.write(
            f"{run.get_state_display()}: {run.done} of {run.of} tables, {len(run.refused)} held back by the gate.\n"
        )
    return 0 if run.state == "done" else 1


def recompute(args: argparse.Namespace) -> int:
    """Print each number that differs and how many tables are equal; 1 when one is not."""
    _may_go_there(args)
    with acting(args) as actor:
        from .actions import recomputing
        from .queries.extracts import named
        from .queries.releases import held

        release = held(actor, args.release) if args.release else None
        if args.release and release is None:
            raise RefusedError("No table that left has this identifier.")

        def tell(sentence: str) -> None:
            sys.stderr.write(f"\r{sentence}")
            sys.stderr.flush()

        found = recomputing.recompute(
            actor=actor,
            at=datetime.now(UTC),
            extract_id=release.extract_id if release else named(args.extract).id,
            release_id=args.release,
            tell=tell,
            opener=_opener(args),
            engine=args.engine,
        )
        sys.stderr.write("\n")
    for each in found:
        which = (
            f"{each.release.measure} {each.release.measure_version} by {each.release.by} ({each.release.id})"
        )
        for said in (*each.differs, *filter(None, [each.why_not])):
            sys.stdout.write(f"{which}: {said}\n")
    alike = [each for each in found if not each.differs and not each.why_not]
    numbers = sum(each.compared for each in found)
    sys.stdout.write(
        f"{len(alike)} of {len(found)} tables are equal; {sum(bool(each.differs) for each in found)} differ, "
        f"{sum(bool(each.why_not) for each in found)} could not be worked out again. {numbers:,} numbers compared.\n"
    )
    return 1 if any(each.differs for each in found) else 0


def _engines(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="what works it out")
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="Spark's master, as spark://HOST:7077 or yarn (else this machine)",
    )


def _may_go_there(args: argparse.Namespace) -> None:
    if args.cluster and args.engine != "spark":
        raise RefusedError("Only Spark works on a cluster.", "Say --engine spark too.")


def _opener(args: argparse.Namespace) -> "Opener":
    from . import engines

    return engines.on_spark(args.cluster or engines.HERE) if args.engine == "spark" else engines.duckdb


def _rejected(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rejected", type=Path, metavar="FILE", help="write every row that was turned away, and why, as CSV"
    )


def _told_into(path: Path | None) -> "Tell | None":
    """What writes all rejected rows into a new file, which its owner alone reads; it never holds what stood there."""
    if path is None:
        return None
    if path.exists():
        raise RefusedError(f"{path} is there already, and nothing is overwritten. Choose another name.")

    def tell(found: "Sequence[Rejected]") -> None:
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as fault:
            raise RefusedError(f"{path} cannot be made: {fault.strerror}.") from None
        with open(file, "w", encoding="utf-8", newline="") as out:
            out.write(csv_line(("file", "row", "column", "reason")))
            out.writelines(csv_line((each.file, each.row, each.column, each.reason)) for each in found)

    return tell


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", default="", help="how the extract is called")
    parser.add_argument("--asked-by", required=True, metavar="EMAIL", help="who asks, as they sign in")
    parser.add_argument(
        "--looked-at", action="store_true", help="columns that look different from before are right"
    )
    parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")


@contextmanager
def acting(args: argparse.Namespace) -> "Iterator[Actor]":
    """The block acts as whoever asked; their roles decide."""
    from throughline.frame.installation import running

    with running(args.data, command="throughline evidence"):
        import django

        django.setup()
        from throughline.organisations import queries as organisations

        person = organisations.person_named(args.asked_by)
        if person is None or not person.is_active:
            raise RefusedError(f"Nobody signs in as {args.asked_by}.")
        yield person.as_actor()
