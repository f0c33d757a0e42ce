"""How does a file leave this room by command? `caseload extract`, `performance`, `key` and `open`."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from throughline.frame import sealed_file
from throughline.frame.lists import csv_line
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

from .exports.reasons import EXTRACT_FOR, PERFORMANCE_FOR

COMMAND = Actor("system:export", frozenset({"system"}))
MAY_ASK = {
    "extract": frozenset({"analyst", "data-protection"}),
    "performance": frozenset({"provider-manager"}),
}


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add what leaves as a file to the caseload's commands."""
    says = "pseudonymised rows for the evidence, sealed; docs/exports.md"
    parser = commands.add_parser("extract", help=says, description=says.capitalize() + ".")
    _asked(parser, EXTRACT_FOR)
    parser.add_argument("--made-up", action="store_true", help="of made-up people, instead of real ones")
    parser.set_defaults(run=extract)
    says = "the 27-column performance file of one provider, sealed; docs/exports.md"
    parser = commands.add_parser("performance", help=says, description=says.capitalize() + ".")
    parser.add_argument("--provider", required=True, metavar="CODE", help="the organisation's code")
    _asked(parser, PERFORMANCE_FOR)
    parser.set_defaults(run=performance)
    says = "a new key for sealed files, in a file of its own"
    parser = commands.add_parser("key", help=says, description=says.capitalize() + ".")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=new_key)
    says = "what is in a sealed file: its manifest, or one of its tables as CSV"
    parser = commands.add_parser("open", help=says, description=says.capitalize() + ".")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--key", required=True, type=Path, metavar="FILE", help="the file with its key")
    parser.add_argument("--table", metavar="NAME", help="this table, as CSV to standard output")
    parser.set_defaults(run=open_file)


def extract(args: argparse.Namespace) -> int:
    """Make the extract; its manifest goes to standard output."""
    key = sealed_file.key_in(args.key)
    with sealed_file.kept_back(args.file) as file, _one_state(args) as asked_by:
        from .actions.extracting import make_extract

        manifest = make_extract(
            actor=COMMAND,
            at=datetime.now(UTC),
            file=file,
            key=key,
            period=(args.since, args.until),
            because=args.because,
            asked_by=asked_by("extract", args.asked_by),
            is_made_up=args.made_up,
        )
    _say(manifest)
    return 0


def performance(args: argparse.Namespace) -> int:
    """Make the performance file of one provider; whoever's record is limited is not in it."""
    key = sealed_file.key_in(args.key)
    with sealed_file.kept_back(args.file) as file, _one_state(args) as asked_by:
        from .actions.performing import make_performance_file

        manifest = make_performance_file(
            actor=COMMAND,
            at=datetime.now(UTC),
            file=file,
            key=key,
            provider=args.provider,
            period=(args.since, args.until - timedelta(days=1)),
            because=args.because,
            asked_by=asked_by("performance", args.asked_by),
        )
    _say(manifest)
    return 0


def new_key(args: argparse.Namespace) -> int:
    """A new key is in that file, which only its owner reads."""
    sealed_file.make_key(args.file)
    sys.stdout.write(f"{args.file} holds a new key. Keep it apart from the files that it opens.\n")
    return 0


def open_file(args: argparse.Namespace) -> int:
    """Print the manifest, or one table as CSV."""
    with sealed_file.opened(args.file, sealed_file.key_in(args.key)) as (manifest, tables):
        if args.table is None:
            _say(manifest)
        elif args.table not in tables.names():
            raise RefusedError(f"This file has no table {args.table}: {', '.join(tables.names())}.")
        else:
            _print(args.table, manifest, tables)
    return 0


def _print(name: str, manifest: dict[str, Any], tables: sealed_file.Tables) -> None:
    """One table, as CSV, whatever form it is kept in."""
    kept = next(part for part in manifest["parts"] if part["name"] == name)
    if kept.get("form") == "parquet":
        from throughline.evidence.extract import rows_of

        sys.stdout.write(csv_line(kept["columns"]))
        for row in rows_of(tables.read(name)):
            sys.stdout.write(csv_line(row))
        return
    for piece in tables.read(name):
        sys.stdout.buffer.write(piece)


def _asked(parser: argparse.ArgumentParser, reasons: dict[str, str]) -> None:
    day = date.fromisoformat
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to write; it must not be there")
    parser.add_argument("--key", required=True, type=Path, metavar="FILE", help="made by `caseload key`")
    parser.add_argument("--from", dest="since", required=True, type=day, metavar="DAY", help="2026-04-01")
    parser.add_argument(
        "--until", required=True, type=day, metavar="DAY", help="the first day that is not in any more"
    )
    parser.add_argument("--because", required=True, choices=list(reasons), help="for what it is made")
    parser.add_argument("--asked-by", required=True, metavar="EMAIL", help="who asked, as they sign in")
    parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")


@contextmanager
def _one_state(args: argparse.Namespace) -> Iterator[Any]:
    """The block sees one state of the records from its beginning to its end; it gets who says who asked."""
    from throughline.frame.installation import running

    with running(args.data, command="throughline caseload"):
        import django
        from django.db import connection, transaction

        django.setup()
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield who_asked


def who_asked(kind: str, email: str) -> str:
    """The actor's id of whoever asked; RefusedError when nobody who may ask signs in by that address."""
    from throughline.organisations import queries as organisations

    person = organisations.person_named(email)
    if person is None or not person.is_active or not person.as_actor().roles & MAY_ASK[kind]:
        raise RefusedError(f"Nobody who signs in as {email} may ask for this file.")
    return f"person:{person.id}"


def _say(manifest: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
