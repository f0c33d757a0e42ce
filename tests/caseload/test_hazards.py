"""Is every hazard of the log shown by tests that name it, and no other? Authority: DCB0129."""

import ast
import csv
from collections.abc import Iterator

import pytest
from tests.harness import ROOT

with open(ROOT / "docs" / "papers" / "hazards.csv", encoding="utf-8", newline="") as file:
    HAZARDS = list(csv.DictReader(file))


def marked() -> Iterator[tuple[str, str]]:
    """Each hazard that a class of tests names with its marker, and that class."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "mark.hazard(" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            for each in getattr(node, "decorator_list", ()):
                if isinstance(each, ast.Call) and ast.unparse(each.func) == "pytest.mark.hazard":
                    for said in each.args:
                        yield ast.literal_eval(said), f"{path.relative_to(ROOT)}::{node.name}"


class TestTheLog:
    @pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["hazard"])
    def test_says_of_a_hazard_its_cause_harm_and_control(self, hazard: dict[str, str]) -> None:
        assert all(said.strip() for said in hazard.values())

    def test_numbers_each_hazard_once(self) -> None:
        numbers = [each["hazard"] for each in HAZARDS]
        assert numbers == [f"H{number:02}" for number in range(1, len(HAZARDS) + 1)]

    def test_names_of_each_hazard_the_tests_that_name_it_and_they_no_other(self) -> None:
        said = {(each["hazard"], shown) for each in HAZARDS for shown in each["shown by"].split()}
        assert {each["hazard"] for each in HAZARDS} == {number for number, _ in said}
        assert said == set(marked())
