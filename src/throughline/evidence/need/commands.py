"""How is hidden need estimated from the command line? `need hidden COUNTS --linkage NAME`; the same as by the page."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from throughline.kernel.verdict import RefusedError

if TYPE_CHECKING:
    from ..actions.estimating import Linking


def add_command(group: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `need hidden` to the command line."""
    parser = group.add_parser("hidden", help="how many people are on no list; docs/hidden-need.md")
    parser.add_argument(
        "counts", type=Path, metavar="COUNTS", help="a line for each combination: probation + treatment 57"
    )
    parser.add_argument("--about", required=True, help="where and when, such as Bolton, 2025/26")
    parser.add_argument("--source", required=True, help="which lists, and how they were linked")
    parser.add_argument(
        "--linkage", metavar="NAME", help="of two lists: take its mistakes out as its review found them"
    )
    parser.add_argument(
        "--rates", type=float, nargs=4, metavar=("RECALL", "OF", "FALSE", "OF"),
        help="beside it, a sensitivity: shares of one, and how many each was found from",
    )  # fmt: skip
    parser.add_argument("--refer", action="store_true", help="one of the lists sends people to the other")
    parser.add_argument("--made-up", action="store_true", help="these counts are made up")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--asked-by", required=True, metavar="EMAIL", help="who asks, as they sign in")
    parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")
    parser.set_defaults(run=estimate)


def estimate(args: argparse.Namespace) -> int:
    """Put the estimate on record and print it."""
    from throughline.frame.installation import running

    try:
        text = args.counts.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise RefusedError(f"{args.counts} cannot be read: {fault}.") from None
    with running(args.data, command="throughline need"):
        import django

        django.setup()
        from ..actions import estimating
        from ..linkage.recording import somebody
        from ..queries.linkages import named
        from .entered import histories

        actor = somebody(args.asked_by)
        row = named(actor, args.linkage) if args.linkage else None
        if args.linkage and row is None:
            raise RefusedError(f"No linkage on record is called “{args.linkage}”.")
        made = estimating.enter_estimate(
            about=args.about,
            source=args.source,
            histories=histories(text),
            do_refer=args.refer,
            is_made_up=args.made_up,
            linkage_id=row.pk if row else None,
            linking=_typed(args.rates) if args.rates else None,
            seed=args.seed,
            actor=actor,
            at=datetime.now(UTC),
        )
        estimating.draw_more(made.pk)
        found = made.found
    sys.stdout.write(
        (json.dumps(found, ensure_ascii=False, indent=1) if args.json else as_text(found)) + "\n"
    )
    return 0


def as_text(found: dict[str, Any]) -> str:
    """The estimate in a few lines."""
    lines = [f"{found['seen']:,} people are on a list. Everybody: {_range(found)}."]
    if found.get("bound"):
        lines.append(found["bound"])
    if (by := found.get("linkage")) is not None:
        lines.append(
            f"With the mistakes of the linkage “{by['name']}” taken out: {_range(found['corrected'])}. By its review "
            f"of {by['looked_at']} pairs, recall {by['recall']['best']:.1%} ({by['recall']['low']:.1%} to "
            f"{by['recall']['high']:.1%}), false links {by['false_links']['best']:.2%} "
            f"({by['false_links']['low']:.2%} to {by['false_links']['high']:.2%}); {by['draws']:,} draws."
        )
    if found.get("typed"):
        lines.append(f"A sensitivity, by rates that were typed: {_range(found['typed'])}.")
    lines += [
        f"  {each['says']}: {_range(each)}, BIC behind {each['behind']:.1f}"
        for each in found.get("models", ())
    ]
    return "\n".join([*lines, *found.get("warnings", ())])


def _range(figure: dict[str, float]) -> str:
    return f"{figure['best']:,.0f} ({figure['low']:,.0f} to {figure['high']:,.0f})"


def _typed(rates: list[float]) -> "Linking":
    from ..actions.estimating import Linking
    from .recapture import Rate

    recall, recall_of, false_links, false_of = rates
    return Linking(Rate(recall, int(recall_of)), Rate(false_links, int(false_of)))
