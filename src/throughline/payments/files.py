"""How is a payment request written for the finance system, and how is its answer read?

A mapping names the columns in their order and what of ours stands in each. A file with a column that the mapping does
not name is not taken: bank details stay in the finance system.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from io import StringIO

from throughline.frame.lists import csv_text
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import either, quoted

REQUEST_PARTS = {
    "supplier_number": "Supplier number",
    "cost_centre": "Cost centre",
    "account": "Account",
    "fund": "Fund",
    "commitment": "Commitment",
    "vat_treatment": "VAT treatment",
    "reference": "Our reference",
    "amount": "Amount, as 1234.56",
    "recipient": "Recipient",
    "description": "What it is for",
    "due_on": "Due day, as 2025-04-01",
}
ANSWER_PARTS = {
    "reference": "Our reference",
    "amount": "Amount, as 1234.56",
    "outcome": "Paid or rejected",
    "paid_on": "Day of payment, as 2025-04-01",
    "ledger_reference": "Finance's own reference",
    "reason": "Why it was rejected",
    "ignored": "A column that we do not keep",
}
NEEDED = {"request": ("supplier_number", "reference", "amount"), "answer": ("reference", "amount", "outcome")}
PARTS = {"request": REQUEST_PARTS, "answer": ANSWER_PARTS}
OUTCOMES = {"paid": "paid", "rejected": "rejected", "pay": "paid", "p": "paid", "r": "rejected"}
_MOST_ROWS = 20_000

Columns = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Written:
    """A request file: its bytes and what both sides check."""

    content: bytes
    count: int
    control_total: Money

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def columns_from(kind: str, text: str) -> list[dict[str, str]]:
    """The columns that somebody typed, one "Heading = part" a line; RefusedError names the line that does not fit."""
    found: list[dict[str, str]] = []
    for number, line in enumerate(filter(str.strip, text.splitlines()), 1):
        header, equals, part = (each.strip() for each in line.rpartition("="))
        if not equals or not header or (part not in PARTS[kind] and not part.startswith('"')):
            known = either(sorted(PARTS[kind]))
            raise RefusedError(f"Line {number}: write a heading, =, and one of {known}.")
        found.append({"header": header, "holds": part})
    held = [each["holds"] for each in found]
    if missing := [part for part in NEEDED[kind] if held.count(part) != 1]:
        raise RefusedError(f"One column, and only one, holds {either(missing)}.")
    if len({each["header"] for each in found}) != len(found):
        raise RefusedError("Two columns have the same heading.")
    return found


def columns_typed(columns: Columns) -> str:
    """The columns as somebody types them."""
    return "\n".join(f"{each['header']} = {each['holds']}" for each in columns)


def write_request(columns: Columns, rows: Sequence[Mapping[str, str]], amounts: Sequence[Money]) -> Written:
    """The request file; the same rows give the same bytes, so that a file that is sent again is known by its hash."""
    text = csv_text(
        [each["header"] for each in columns], ([_cell(each, row) for each in columns] for row in rows)
    )
    return Written(text.encode(), len(rows), sum(amounts, Money(0)))


def _cell(column: Mapping[str, str], row: Mapping[str, str]) -> str:
    part = column["holds"]
    return part.strip('"') if part.startswith('"') else row[part]


def pounds(amount: Money) -> str:
    """An amount as finance systems read it: 1234.56."""
    return f"{amount.pence // 100}.{amount.pence % 100:02}"


@dataclass(frozen=True, slots=True)
class Said:
    """One row of an answer, as read; `problem` says why it cannot be used."""

    number: int
    said: dict[str, str]
    reference: str = ""
    outcome: str = ""
    amount: Money | None = None
    paid_on: date | None = None
    problem: str = ""


def read_answer(columns: Columns, content: bytes) -> list[Said]:
    """Every row of an answer; RefusedError when the file as a whole is not what the mapping says."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    text = text.replace("\0", "")
    try:
        rows = list(csv.reader(StringIO(text, newline="")))
    except csv.Error as wrong:
        raise RefusedError(f"This file cannot be read as CSV: {wrong}.") from wrong
    header = [each.strip() for each in rows[0]] if rows else []
    wanted = [each["header"] for each in columns]
    if header != wanted:
        strange = [each for each in header if each not in wanted]
        if strange:
            raise RefusedError(
                f"The file has a column {quoted(strange[0])} that the mapping does not name. Leave it out of the "
                "file, or name it in the mapping; bank details stay in the finance system."
            )
        raise RefusedError(f"The columns of this mapping are {', '.join(wanted)}, in this order.")
    if len(rows) > _MOST_ROWS:
        raise RefusedError(f"A file may have at most {_MOST_ROWS:,} rows.")
    filled = [row for row in rows[1:] if any(each.strip() for each in row)]
    if not filled:
        raise RefusedError("The file has no rows below its headings.")
    return [_read(number, columns, row) for number, row in enumerate(filled, 1)]


def _read(number: int, columns: Columns, row: Sequence[str]) -> Said:
    if len(row) != len(columns):
        return Said(number, {}, problem=f"The row has {len(row)} cells and not {len(columns)}.")
    said = {
        each["holds"]: cell.strip()
        for each, cell in zip(columns, row, strict=True)
        if each["holds"] in ANSWER_PARTS and each["holds"] != "ignored"
    }
    problem, amount, paid_on = "", None, None
    outcome = OUTCOMES.get(said["outcome"].lower(), "")
    try:
        amount = Money.from_pounds(said["amount"])
    except ValueError as wrong:
        problem = str(wrong)
    if not outcome:
        problem = f"{quoted(said['outcome'])} is neither “paid” nor “rejected”."
    if outcome == "paid":
        paid_on = _day(said.get("paid_on", ""))
        if paid_on is None:
            problem = f"{quoted(said.get('paid_on', ''))} is not a day such as 2025-04-01."
    if outcome == "rejected" and not said.get("reason"):
        said["reason"] = "Finance gave no reason."
    return Said(number, said, said["reference"].upper(), outcome, amount, paid_on, problem)


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a business day has no time zone
        except ValueError:
            continue
    return None
