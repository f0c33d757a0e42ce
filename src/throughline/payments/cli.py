"""Which commands do payments answer? `payments due`: how each instalment stands on a day, and why."""

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING

from throughline.kernel.verdict import RefusedError

if TYPE_CHECKING:
    from .queries.standing import InstalmentStanding

_WORDS = {
    "release": "may be asked for",
    "hold": "held",
    "not_due": "not due yet",
    "requested": "asked for",
    "paid": "paid",
}


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `payments` to the command line."""
    payments = subparsers.add_parser("payments", help="what may be paid, and why not")
    commands = payments.add_subparsers(title="commands", metavar="COMMAND", required=True)
    says = "how each instalment stands on a day, with every reason"
    parser = commands.add_parser("due", help=says, description=says.capitalize() + ".")
    parser.add_argument("--on", metavar="DATE", help="the day, such as 2025-07-01 (today)")
    parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=due)


def due(args: argparse.Namespace) -> int:
    """Print every instalment that counts, by its day."""
    try:
        on = date.fromisoformat(args.on) if args.on is not None else date.today()  # noqa: DTZ011 - a business day
    except ValueError:
        raise RefusedError("--on is a day such as 2025-07-01.") from None
    from throughline.frame.installation import running

    with running(args.data, command="throughline payments due"):
        import django

        django.setup()
        from .queries.standing import standings

        found = standings(None, on)
    if args.json:
        print(json.dumps([as_json(each) for each in found], ensure_ascii=False, indent=2))
    else:
        print("\n".join(_in_words(each) for each in found) or "No grant has an instalment.")
    return 0


def as_json(each: "InstalmentStanding") -> dict[str, object]:
    """One instalment as the command prints it; docs/payments.md explains every name."""
    return {
        "grant": str(each.grant_id),
        "locality": each.locality,
        "instalment": each.number,
        "due_on": each.due_on.isoformat(),
        "pence": each.amount.pence,
        "state": each.state,
        "verdict": each.verdict,
        "reasons": [
            {"condition": one.condition, "state": one.state, "text": one.text, "who": one.who}
            for one in each.reasons
        ],
    }


def _in_words(each: "InstalmentStanding") -> str:
    line = f"{each.due_on}  {each.locality}, instalment {each.number}: {each.amount}, {_WORDS[each.verdict]}"
    return "\n".join(
        [line, *(f"    {one.text}{f' ({one.who})' if one.who else ''}" for one in each.in_the_way)]
    )
