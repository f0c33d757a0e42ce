"""Does every hazard of the log name a test that is there? Authority: DCB0129."""

import ast
import csv

import pytest
from tests.harness import ROOT

with open(ROOT / "docs" / "papers" / "hazards.csv", encoding="utf-8", newline="") as file:
    HAZARDS = list(csv.DictReader(file))


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["hazard"])
class TestAHazard:
    def test_says_its_cause_harm_and_control(self, hazard: dict[str, str]) -> None:
        assert all(said.strip() for said in hazard.values())

    def test_names_a_test_that_shows_its_control(self, hazard: dict[str, str]) -> None:
        path, _, name = hazard["shown by"].partition("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        classes = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
        tests = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert name in classes if name else any(each.startswith("test_") for each in tests)
