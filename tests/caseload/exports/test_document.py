"""Does the document of the exports say every column of every file, as the code has it?"""

from pathlib import Path

from throughline.caseload.exports import evaluation, performance
from throughline.evidence import extract

SAID = (Path(__file__).resolve().parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")


def test_it_says_each_of_the_27_columns_its_rule_and_whether_it_is_established() -> None:
    for each in performance.COLUMNS:
        assert f"| `{each.name}` | {each.rule} | {'yes' if each.is_verified else 'no'} |" in SAID


def test_it_says_each_column_of_an_evaluation_and_each_reason_to_be_left_out() -> None:
    for each in evaluation.COLUMNS:
        assert f"| `{each.name}` | {each.means} |" in SAID
    for why in evaluation.LEFT_OUT.values():
        assert why[1:] in SAID


def test_it_says_each_table_of_the_extract_with_its_columns() -> None:
    for table in extract.TABLES:
        columns = ", ".join(f"`{column.name}` ({column.kind})" for column in table.columns)
        assert f"| `{table.name}` | {table.row} | {columns} |" in SAID
