"""Which commands look after keys and looks? `caseload rotate-keys` and `caseload verify-reads`."""

import argparse
import os
import sys
import time
from datetime import UTC, datetime
from typing import Any

FOUND = 3


def add_commands(commands: Any) -> None:
    """Add both to `caseload`."""
    for name, run, says in (
        (
            "rotate-keys",
            rotate_keys,
            "bring every record under the newest secret; cut off, it goes on; docs/keys.md",
        ),
        (
            "verify-reads",
            verify_reads,
            "compare who looked with the ledger's daily leaves; 3 when something is wrong",
        ),
    ):
        parser = commands.add_parser(name, help=says, description=says.capitalize() + ".")
        parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")
        parser.set_defaults(run=run)


def rotate_keys(args: argparse.Namespace) -> int:
    """Print how many came under the newest secret in this run."""
    from throughline.frame.installation import running

    with running(args.data, command="throughline caseload rotate-keys") as addresses:
        os.environ["DATABASE_URL"] = addresses.keeper  # who sees everybody; `running` puts it back
        import django

        django.setup()
        from .actions.rotating import Rotated, rotate

        told = [0.0]

        def tell(done: Rotated) -> None:
            if (now := time.monotonic()) - told[0] > 5:
                told[0] = now
                sys.stderr.write(f"{done.people:,} people\n")

        done = rotate(at=datetime.now(UTC), tell=tell)
    sys.stdout.write(
        f"{done.people:,} people, {done.probation_records:,} probation records, {done.asks:,} questions, "
        f"{done.other_keys:,} other keys and {done.second_steps:,} second steps came under the newest secret; "
        "everything else was already.\n"
    )
    return 0


def verify_reads(args: argparse.Namespace) -> int:
    """Say in a sentence that every day agrees, or name those that do not and return 3."""
    from throughline.frame.installation import running

    with running(args.data, command="throughline caseload verify-reads"):
        import django

        django.setup()
        from .actions.reads import wrong_days

        days, wrong = wrong_days()
    if wrong:
        sys.stdout.write("\n".join(wrong) + "\n")
        return FOUND
    sys.stdout.write(f"Whole: the looks of {days:,} days are what the ledger sealed.\n")
    return 0
