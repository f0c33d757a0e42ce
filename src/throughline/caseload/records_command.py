"""How does an extract of probation's records come in by command? `caseload records FILE --list NAME`."""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

COMMAND = Actor("system:extract", frozenset({"system"}))


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `records` to the caseload's commands."""
    says = "an extract of probation's records, so that referrals start from what is known; docs/referring.md"
    parser = commands.add_parser("records", help=says, description=says.capitalize() + ".")
    parser.add_argument("file", type=Path, metavar="FILE", help="a CSV file")
    parser.add_argument(
        "--list", required=True, metavar="NAME", help="the list that its units' names are from"
    )
    parser.add_argument(
        "--taken-on", required=True, type=date.fromisoformat, metavar="DAY", help="2026-05-28"
    )
    parser.add_argument("--made-up", action="store_true", help="its people do not exist")
    parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")
    parser.set_defaults(run=take)


def take(args: argparse.Namespace) -> int:
    """Bring the extract in; each row that did not come in is named by its line; 1 when there are any."""
    try:
        text = args.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise RefusedError(f"{args.file} cannot be read as a text file in UTF-8.") from None
    from throughline.frame.installation import running

    with running(args.data, command="throughline caseload records"):
        import django
        from django.db import transaction

        django.setup()
        from .actions.extract import take_extract

        with transaction.atomic():
            came = take_extract(
                actor=COMMAND,
                at=datetime.now(UTC),
                text=text,
                taken_on=args.taken_on,
                unit_list=args.list,
                is_made_up=args.made_up,
            )
    for line, why in came.rejected:
        sys.stderr.write(f"line {line}: {why}\n")
    sys.stdout.write(f"{came.came_in:,} records came in, {len(came.rejected):,} rows did not.\n")
    return 1 if came.rejected else 0
