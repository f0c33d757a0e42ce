"""Which commands does the caseload answer? `synth`: made-up people in great numbers, to try the house out."""

import argparse
import sys
from datetime import UTC, datetime


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `synth` to the command line."""
    says = "made-up people, referrals and contacts in a demonstration, by a seeded generator"
    parser = subparsers.add_parser("synth", help=says, description=says.capitalize() + ".")
    parser.add_argument("--people", type=_count, default=12_000, metavar="N", help="how many people (12000)")
    parser.add_argument(
        "--referrals-each", type=float, default=1.5, metavar="X", help="referrals of each (1.5)"
    )
    parser.add_argument(
        "--contacts-each", type=_count, default=8, metavar="N", help="contacts of each referral (8)"
    )
    parser.add_argument("--seed", type=int, default=2026, help="the same seed makes the same people (2026)")
    parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")
    parser.set_defaults(run=synth)


def synth(args: argparse.Namespace) -> int:
    """Fill the demonstration in that folder; how many rows came in is printed."""
    from throughline.frame.installation import running

    with running(args.data, command="synth") as addresses:
        import django
        from django.db import transaction

        django.setup()
        from .synthetic.desks import ask_for_units, make_desks, workers_for
        from .synthetic.loading import load

        at = datetime.now(UTC)
        mix = "busy" if args.referrals_each < 3 else "long"
        with transaction.atomic():
            desks = make_desks(at=at, on=at.date(), workers_each=workers_for(args.people, mix))
        ask_for_units(desks)
        made = load(
            addresses.owner,
            desks,
            seed=args.seed,
            how_many=args.people,
            referrals_each=args.referrals_each,
            contacts_each=args.contacts_each,
            at=at,
            mix=mix,
            tell=lambda words: print(words, file=sys.stderr, flush=True),
        )
    print(
        f"{made.people:,} made-up people, {made.referrals:,} referrals, {made.contacts:,} contacts are there."
    )
    return 0


def _count(text: str) -> int:
    number = int(text)
    if not 0 < number <= 1_000_000:
        raise argparse.ArgumentTypeError("a whole number from 1 to 1,000,000")
    return number
