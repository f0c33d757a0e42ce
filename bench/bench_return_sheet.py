"""How long does a return's spreadsheet of 20,000 rows take to be read and checked?

The floor is calamine's own reading of the same file, every cell of every sheet. Checking is every cell against its
place in the return, then every sum, eligible spend and change since the last time. Medians of the same run; nothing is
gated. `python -m bench.bench_return_sheet [--rows N]`
"""

import argparse
import io
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from uuid import UUID

from python_calamine import load_workbook

from throughline.assurance.returning import sheets
from throughline.assurance.returning.content import Content, GrantPart, Line
from throughline.assurance.returning.rules import read_amount
from throughline.kernel.money import Money

ROWS, ROUNDS, AIM_S = 20_000, 5, 5
GRANT = UUID("3f2a91bc-0000-4000-8000-000000000000")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    rows = parser.parse_args().rows
    asked = a_return(rows)
    file = sheets.write(asked, "A made-up return")

    def floor() -> None:
        book = load_workbook(io.BytesIO(file))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)

    def read() -> None:
        reading = sheets.read("return.xlsx", file, asked)
        if reading.faults or len(reading.rows) != rows:
            raise SystemExit(f"Read {len(reading.rows)} rows, and said {reading.faults[:3]}.")

    def read_and_check() -> None:
        reading = sheets.read("return.xlsx", file, asked)
        typed = {each.ref: each.values for each in reading.rows}
        grant = asked.grants[0]
        lines = tuple(_with(each, typed[each.ref]) for each in grant.lines)
        found = replace(asked, grants=(replace(grant, lines=lines),)).faults()
        if found:
            raise SystemExit(f"A made-up return holds together, and this was found: {found[0].text}")

    least, reading, checking = medians_s(floor, read, read_and_check)
    print(
        f"a return's spreadsheet of {rows:,} rows, {len(file) / 1e6:.1f} MB (median of {ROUNDS}, aim < {AIM_S} s)"
    )
    for what, took in (
        ("floor: calamine alone", least),
        ("read, each cell checked", reading),
        ("and its sums", checking),
    ):
        print(f"  {what:<26}{took:8.2f} s {took / least:6.1f} × floor")


def a_return(rows: int) -> Content:
    """A made-up return with that many lines of spend, each a little different."""
    lines = tuple(
        Line(
            GRANT,
            f"spend:line-{number}",
            f"Line {number}",
            plan=Money(100_00 + number),
            actual=Money(60_00 + number),
            projected=Money(40_00),
            words="As planned." if number % 3 else "",
            revision=1,
            before=Money(100_00 + number),
            spent_before=Money(30_00),
        )
        for number in range(rows)
    )
    award = sum((each.plan or Money(0) for each in lines), Money(0))
    return Content("quarterly", (GrantPart(GRANT, "made-up", "Made up", award, "actual", lines),))


def _with(line: Line, values: dict[str, str]) -> Line:
    return replace(
        line,
        actual=read_amount(values["actual"]),
        projected=read_amount(values["projected"]),
        words=values["words"],
    )


def medians_s(*works: Callable[[], object]) -> list[float]:
    """The median seconds of each, taken in turns so that a busy machine slows all alike."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, times in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return [median(times) for times in taken]


if __name__ == "__main__":
    main()
