"""Which files of referrals did somebody bring, what became of each row, and what does the sheet look like?"""

import io
from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from ..actions.referral_files import KIND
from ..elsewhere.referral_rows import COLUMNS, ONE, SEVERAL, TICKS
from ..models import Imported, ImportedReject, Taken
from .referring import LABELS

OUTCOMES = {"taken": "With the service", "rejected": "Not taken"}
_EXAMPLE = {
    "row_id": "2026-001", "crn": "X123456", "given_names": "Ada", "family_name": "Made-Up",
    "date_of_birth": "28/05/1984", "sex": "Female", "why_now": "Starts a community order; asks for help with alcohol.",
    "source": "community", "sentence": "CO", "requirement": "ATR", "need_DNR": "MEDIUM", "risk_public": "LOW",
    "self_risk": "coping", "children_is_parent": "no", "children_at_home": "no", "children_has_contact": "no",
    "children_is_pregnant": "no", "children_known_to_social_care": "no", "safe_contact": "text",
}  # fmt: skip
_OURS = {
    "row_id": "Your own id of the row",
    "unit": "Unit, where you have several",
    "place": "Place, where the unit covers several",
    "provider": "Provider, where several serve it",
}


def files() -> QuerySet[Imported]:
    """The files that whoever looks brought, newest first."""
    return Imported.objects.filter(kind=KIND).order_by("-brought_at", "id")


def one(import_id: UUID) -> Imported | None:
    """One of them; None for anybody else."""
    return files().filter(id=import_id).first()


def rejects_of(run: Imported) -> QuerySet[ImportedReject]:
    """Each column that was wrong, in the order of the sheet."""
    return ImportedReject.objects.filter(imported=run).order_by("row", "id")


def taken_of(run: Imported) -> list[tuple[int, str, str]]:
    """Row, our reference and whom to ask, of those that went to the service, in the order of the sheet."""
    rows = Taken.objects.filter(imported=run).order_by("row").values_list("row", "answer")
    return [(row or 0, answer["reference"], answer["ask"]) for row, answer in rows]


def result(run: Imported) -> Iterator[tuple[object, ...]]:
    """Every row that was taken with its reference, and every column that was wrong with how to put it right."""
    found: list[tuple[object, ...]] = [
        (row, OUTCOMES["taken"], reference, "", f"May be known already: ask {ask}." if ask else "")
        for row, reference, ask in taken_of(run)
    ]
    found += [(each.row, OUTCOMES["rejected"], "", each.column, each.why) for each in rejects_of(run)]
    yield from sorted(found, key=lambda each: (int(str(each[0])), str(each[3])))


def columns() -> list[tuple[str, str, str]]:
    """Each column, what it means and what may stand in it."""
    return [(name, _OURS.get(name) or LABELS[name], _may_stand(name)) for name in COLUMNS]


def example() -> tuple[str, ...]:
    """A row about somebody made up."""
    return tuple(_EXAMPLE.get(name, "") for name in COLUMNS)


def workbook() -> bytes:
    """The sheet as a workbook: its columns, a row of example, and what may stand in each."""
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    sheet.title = "Referrals"
    sheet.append(COLUMNS)
    sheet.append(example())
    sheet.freeze_panes = "D2"
    for number, name in enumerate(COLUMNS, 1):
        letter = sheet.cell(1, number).column_letter
        sheet.column_dimensions[letter].width = max(12, len(name) + 2)
        offered = "yes,no" if name in TICKS else ",".join(ONE.get(name, ()))
        if offered and len(offered) < 250:
            choice = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}{201}")
            sheet.add_data_validation(choice)
    meanings = book.create_sheet("What each column says")
    meanings.append(("Column", "What it says", "What may stand there"))
    for row in columns():
        meanings.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _may_stand(name: str) -> str:
    if name in TICKS:
        return "yes, no"
    if name in SEVERAL:
        return f"{'; '.join(SEVERAL[name])} (several with ; between)"
    return ", ".join(ONE.get(name, ()))
