"""Does docs/journeys.md have a row of every journey that is counted, and none of a journey that nobody goes?"""

import ast

from tests.harness import ROOT
from tests.journeys.counting import rows


def counted() -> list[str]:
    """What every journey says that it was."""
    found = []
    for path in sorted((ROOT / "tests" / "journeys").glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tell":
                said = node.args[0]
                assert isinstance(said, ast.Constant), f"{path.name}: a journey is told by its name"
                found.append(str(said.value))
    return found


class TestThePageOfJourneys:
    def test_has_a_row_of_each_that_is_counted_and_no_other(self) -> None:
        assert sorted(counted()) == sorted(rows())
