"""Which commands does the caseload answer? `synth`: made-up people; `caseload import`: a provider's own events."""

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from throughline.kernel.verdict import RefusedError

from . import export_commands, keys_command, records_command


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `synth` and `caseload` to the command line."""
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
    caseload = subparsers.add_parser(
        "caseload", help="what comes in from other systems, and what leaves as a file"
    )
    commands = caseload.add_subparsers(title="commands", metavar="COMMAND", required=True)
    says = "a provider's events from its own system, each taken once; docs/caseload-import.md"
    parser = commands.add_parser("import", help=says, description=says.capitalize() + ".")
    parser.add_argument("file", type=Path, metavar="FILE", help="a CSV file or an XLSX workbook")
    parser.add_argument("--provider", required=True, metavar="CODE", help="the organisation's code")
    parser.add_argument(
        "--monitoring",
        action="store_true",
        help="the file is the national monitoring file, not a sheet of events",
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")
    parser.set_defaults(run=import_events)
    records_command.add_command(commands)
    keys_command.add_commands(commands)
    export_commands.add_commands(commands)


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


def import_events(args: argparse.Namespace) -> int:
    """Bring the file in and print what became of its rows; 1 when some were rejected. Begun twice, it goes on."""
    try:
        content = args.file.read_bytes()
    except OSError as fault:
        raise RefusedError(f"{args.file} cannot be read: {fault.strerror}.") from None
    from throughline.frame.installation import running

    with running(args.data, command="throughline caseload import"):
        import django

        django.setup()
        from throughline.kernel.actor import Actor
        from throughline.organisations import queries as organisations

        from .actions import importing, monitoring
        from .actions.importing import Provider
        from .queries.imports import everything_of

        body = next((each for each in organisations.bodies() if each.code == args.provider), None)
        if body is None:
            raise RefusedError(f"There is no organisation with the code {args.provider}.")
        provider, began, told = Provider(body.id, body.code), time.monotonic(), [0.0]

        def tell(run: Any) -> None:
            if (now := time.monotonic()) - told[0] > 5:
                told[0] = now
                print(f"{run.done:,} of {run.rows:,} rows", file=sys.stderr, flush=True)

        bring_in = monitoring.bring_in if args.monitoring else importing.bring_in
        run = bring_in(
            actor=Actor("system:caseload-import", frozenset({"system"})),
            at=datetime.now(UTC),
            provider=provider,
            name=args.file.name,
            content=content,
            tell=tell,
        )
        found = everything_of(provider, run, datetime.now(UTC))
    found["seconds"] = round(time.monotonic() - began, 1)
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print(
            "{rows:,} rows: {taken:,} taken, {same:,} known already, {rejected:,} rejected".format(**found)
            + (", {passed_over:,} passed over.".format(**found) if args.monitoring else ".")
        )
        for each in found["rejects"]:
            print(f"row {each['row']}, {each['column'] or 'row'}: {each['why']}")
    return 1 if found["rejected"] else 0
