"""Which commands does funding answer? `allocate`: divide a total between places."""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from fractions import Fraction
from os.path import isfile
from pathlib import Path

from throughline.funding.allocation import METHOD, Run, run
from throughline.funding.rows import parse_amount, parse_count, read_rows
from throughline.funding.rules import Inputs, Place
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import quoted

REFUSED = 2
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,9})?) ?%?", re.ASCII)


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `allocate` to the command line."""
    parser = subparsers.add_parser(
        "allocate",
        help="divide a total between places, to the penny",
        description="Divide a total between places by what was counted in each (docs/allocation.md).",
    )
    either = "an amount for every place, or a CSV file place,amount"
    parser.add_argument("--total", required=True, metavar="POUNDS", help="what to divide, such as 639733.00")
    parser.add_argument("--by", required=True, type=Path, metavar="FILE", help="CSV file place,count")
    parser.add_argument("--floor", metavar="F", help=f"the least a place may get: {either}")
    parser.add_argument("--cap", metavar="C", help=f"the most a place may get: {either}")
    parser.add_argument("--last-year", type=Path, metavar="FILE", help="CSV file place,amount of last year")
    parser.add_argument(
        "--max-loss", metavar="PERCENT", help="the most a place may lose of last year's amount"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=allocate)


def allocate(args: argparse.Namespace) -> int:
    """Print the shares; 2 with one sentence on standard error when the inputs have none."""
    try:
        inputs = inputs_from(args)
        result = run(inputs)
    except RefusedError as refused:
        print(refused, file=sys.stderr)
        return REFUSED
    print(_as_json(inputs, result) if args.json else "\n".join(_as_table(inputs, result)))
    return 0


def inputs_from(args: argparse.Namespace) -> Inputs:
    """The run that the command line asks for; RefusedError says which option or row is wrong."""
    try:
        total = parse_amount(args.total.strip())
    except ValueError as wrong:
        raise RefusedError(f"The amount of --total {wrong}.") from wrong
    counts = read_rows(args.by, "count", parse_count)
    places = {key: row.place for key, row in counts.items()}
    floors, caps = _bounds("--floor", args.floor, places), _bounds("--cap", args.cap, places)
    if (args.last_year is None) != (args.max_loss is None):
        raise RefusedError("--last-year and --max-loss are only used together.")
    last_year = {} if args.last_year is None else _amounts(args.last_year, places)
    for key, row in counts.items():
        if last_year and key not in last_year:
            raise RefusedError(
                f"{args.by.name}, row {row.number}: {quoted(row.place)} has no amount in "
                f"{args.last_year.name}; write 0 there if it got nothing."
            )
    return Inputs(
        total,
        tuple(
            Place(
                row.place, row.value, floor=floors.get(key), cap=caps.get(key), last_year=last_year.get(key)
            )
            for key, row in counts.items()
        ),
        None if args.max_loss is None else _percent(args.max_loss.strip()),
    )


def _bounds(option: str, given: str | None, places: Mapping[str, str]) -> dict[str, Money]:
    """The floor or cap of each place that has one: the same for all, or from a file."""
    if given is None:
        return {}
    try:
        return dict.fromkeys(places, parse_amount(given.strip()))
    except ValueError as wrong:
        if isfile(given):
            return _amounts(Path(given), places)
        raise RefusedError(f"The amount of {option} {wrong}, and there is no such file.") from wrong


def _amounts(path: Path, places: Mapping[str, str]) -> dict[str, Money]:
    """The amount of each place in the file; a place that has no count is refused."""
    rows = read_rows(path, "amount", parse_amount)
    for key, row in rows.items():
        if key not in places:
            raise RefusedError(f"{path.name}, row {row.number}: {quoted(row.place)} is not among the counts.")
    return {key: row.value for key, row in rows.items()}


def _percent(text: str) -> Fraction:
    match = _PERCENT.fullmatch(text)
    if match is None or Fraction(match[1]) > 100:
        raise RefusedError(f"--max-loss is a percentage from 0 to 100, such as 5, not {quoted(text)}.")
    return Fraction(match[1])


def _as_json(inputs: Inputs, result: Run) -> str:
    """The result as one object; its numbers are explained in docs/allocation.md."""
    split = result.split
    answer: dict[str, object] = {
        "total_pence": inputs.total.pence,
        "method": METHOD,
        "unit_price": None if split.unit_price is None else float(split.unit_price / 100),
    }
    if split.growth_factor is not None:
        answer["growth_factor"] = float(split.growth_factor)
    answer["shares"] = [
        {
            "place": share.place,
            "count": _number(share.count),
            "pence": share.amount.pence,
            "bound": share.bound,
        }
        for share in split.shares
    ]
    answer["digest"] = result.digest
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _as_table(inputs: Inputs, result: Run) -> Iterator[str]:
    """The result as a person reads it."""
    split = result.split
    rows: list[tuple[str, str, str, str]] = [
        (share.place, f"{_number(share.count):,}", str(share.amount), share.bound or "")
        for share in split.shares
    ]
    rows = [("Place", "Count", "Share", "Held at"), *rows]
    first, second, third = (max(len(row[column]) for row in rows) for column in range(3))
    for place, count, amount, bound in rows:
        yield f"{place:<{first}}  {count:>{second}}  {amount:>{third}}  {bound}".rstrip()
    given = sum((share.amount for share in split.shares), Money(0))
    yield ""
    yield f"The shares add up to {given}; the total is {inputs.total}."
    if split.unit_price is None:
        yield "Every share stands at a limit, so a unit of need has no price."
    else:
        yield f"A unit of need is worth £{float(split.unit_price / 100):,.4f}."
    if split.growth_factor is not None:
        kept = float(split.growth_factor * 100)
        yield f"So that no place loses more, {kept:.2f} % of what is above the guaranteed parts is kept."
    yield f"Digest of the record: {result.digest}"


def _number(count: Fraction) -> int | float:
    """The count as a JSON number: with at most 15 digits a float prints the digits that were typed."""
    return count.numerator if count.denominator == 1 else float(count)
