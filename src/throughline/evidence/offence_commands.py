"""How does the ministry's file come in by command? `evidence returned`."""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from throughline.kernel.verdict import RefusedError

from .extract_commands import acting


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add it to the evidence's commands."""
    parser = commands.add_parser("returned", help="take in the proven offences that the ministry returned")
    parser.add_argument("extract", metavar="EXTRACT", help="its identifier, or a part of its name")
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="CSV or XLSX; docs/offences.md says its columns"
    )
    parser.add_argument(
        "--known-until",
        required=True,
        type=date.fromisoformat,
        metavar="DAY",
        help="the last day up to which the ministry looked",
    )
    parser.add_argument(
        "--evaluation", type=UUID, metavar="ID", help="the evaluation file that was sent, where one was"
    )
    parser.add_argument(
        "--without-strangers", action="store_true", help="leave out people whom the extract does not have"
    )
    parser.add_argument("--asked-by", required=True, metavar="EMAIL", help="who asks, as they sign in")
    parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")
    parser.set_defaults(run=returned)


def returned(args: argparse.Namespace) -> int:
    """Print how many people the ministry matched, or which rows are wrong."""
    with acting(args) as actor:
        from .actions.offences import MOST_BYTES, take
        from .queries.extracts import named

        try:
            is_large = args.file.stat().st_size > MOST_BYTES
            content = b"" if is_large else args.file.read_bytes()
        except OSError as fault:
            raise RefusedError(f"{args.file} cannot be read: {fault.strerror}.") from None
        if is_large:
            raise RefusedError(f"{args.file.name} is larger than 512 MiB.", "Keep the columns asked for.")
        held = take(
            actor=actor,
            at=datetime.now(UTC),
            extract_id=named(args.extract).id,
            name=args.file.name,
            content=content,
            known_until=args.known_until,
            evaluation=args.evaluation,
            without_strangers=args.without_strangers,
        )
        many = f"{held.manifest['matched']:,} of {held.manifest['sent']:,} people matched"
        sys.stdout.write(f"{many}, known until {held.known_until}.\n")
    return 0
