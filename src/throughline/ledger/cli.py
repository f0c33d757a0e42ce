"""Which commands does the ledger answer? `ledger verify`, `checkpoint`, `key`, `rotate-key` and `seal`."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from throughline.frame.postgres import Addresses

FOUND = 3
MOST_PROBLEMS = 100


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `ledger` to the command line."""
    ledger = subparsers.add_parser("ledger", help="prove what happened, or find what was bent")
    commands = ledger.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, run, says in (
        (
            "verify",
            verify,
            "check rows, history, acts, leaves, tree and checkpoints; 3 when something is wrong",
        ),
        ("checkpoint", checkpoint, "print the last signed checkpoint"),
        ("key", key, "print the public key that signs now"),
        ("seal", seal, "seal the acts that wait"),
        ("rotate-key", rotate_key, "let a new signing key take over, signed by the old one"),
    ):
        parser = commands.add_parser(name, help=says, description=says.capitalize() + ".")
        parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")
        if name == "verify":
            parser.add_argument("--key", help="the public key to verify with (that of keys/ledger.key)")
        parser.set_defaults(run=run)


def verify(args: argparse.Namespace) -> int:
    """Say in a sentence that everything agrees, or name what does not and return 3."""
    with _throughline(args.data, "throughline ledger verify") as addresses:
        import psycopg
        from django.conf import settings

        from throughline.kernel.verdict import RefusedError

        from .audit import audit, tracked_tables
        from .custody import Custody
        from .outside import Outside
        from .queries import public_key
        from .verifier import PublicKey, WrongError

        custody = Custody(settings.THROUGHLINE_DATA)
        kept = Outside(custody.folder).all()
        away = not (args.key or custody.place.exists())
        line = args.key or (public_key() if away else str(custody.key().public))
        try:
            public = PublicKey.parse(line) if line else None
        except WrongError as found:
            raise RefusedError(str(found)) from None
        with psycopg.connect(addresses.keeper, autocommit=True) as connection:
            report = audit(connection, kept, public, tracked_tables())
    if away and public:
        print(
            f"The signing key is not at {custody.place}; the key verified with is the one that the database names. "
            "Compare it with the published one, or give that with --key. Acts wait until the signing key is back.",
            file=sys.stderr,
        )
    if report.problems:
        print("\n".join(report.problems[:MOST_PROBLEMS]))
        more = len(report.problems) - MOST_PROBLEMS
        print(
            f"Wrong: {len(report.problems)} found{f', {more} not printed' if more > 0 else ''}.",
            file=sys.stderr,
        )
        return FOUND
    under = "no checkpoint yet"
    if report.last:
        under = (
            f"the checkpoint of {report.last.size:,} leaves inside and outside, signed by {report.last.key}"
        )
    print(
        f"Whole: every row of {report.tables} tables is what its last act left, and {report.leaves:,} acts are what "
        f"was sealed, under {under}. {report.waiting:,} acts wait to be sealed."
    )
    return 0


def checkpoint(args: argparse.Namespace) -> int:
    """Print the last signed checkpoint, exactly as it was signed."""
    with _throughline(args.data, "throughline ledger checkpoint"):
        from throughline.kernel.verdict import RefusedError

        from .queries import last_checkpoint

        note = last_checkpoint()
        if note is None:
            raise RefusedError("Nothing was sealed yet, so there is no checkpoint.")
        print(note, end="")
    return 0


def key(args: argparse.Namespace) -> int:
    """Print the public key that signs now: the line to give to outsiders."""
    with _throughline(args.data, "throughline ledger key"):
        from django.conf import settings

        from .custody import Custody

        print(Custody(settings.THROUGHLINE_DATA).key().public)
    return 0


def seal(args: argparse.Namespace) -> int:
    """Seal what waits, and say how much that was."""
    with _throughline(args.data, "throughline ledger seal"):
        from django.utils import timezone

        from .sealer import seal as seal_all

        print(f"{seal_all(at=timezone.now())} acts sealed.")
    return 0


def rotate_key(args: argparse.Namespace) -> int:
    """Let a new key take over and print its public line."""
    with _throughline(args.data, "throughline ledger rotate-key"):
        from django.utils import timezone

        from throughline.kernel.actor import Actor

        from .sealer import rotate_key as rotate

        print(rotate(actor=Actor("system:ledger rotate-key"), at=timezone.now()))
    return 0


@contextmanager
def _throughline(data: str | None, command: str) -> "Iterator[Addresses]":
    """The database answers and Django is set up while the block runs."""
    from throughline.frame.installation import running

    with running(data, command=command) as addresses:
        import django

        django.setup()
        yield addresses
