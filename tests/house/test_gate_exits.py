"""Does everything that the evidence shows pass the gate, and nothing beside it? R40, R43"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

SOURCE = Path(__file__).parents[2] / "src" / "throughline"
EVIDENCE = SOURCE / "evidence"
# What reads rows of people, opens an extract, or counts them. (Rooms above import `evidence.tables` alone, by a
# contract of their own.)
ROWS = {
    "engines",
    "store",
    "counting",
    "cohorts",
    "people",
    "measuring",
    "synthetic",
    "opened",
    "returned_rows",
}
# Acts that a page may begin; what they count leaves through `release`.
ACTS = {"capacity": set(), "extracts": {"measuring"}}
SHOWING = sorted(
    [
        *(EVIDENCE / "views").glob("*.py"),
        *(EVIDENCE / "queries").glob("*.py"),
        *(EVIDENCE / "charts").glob("*.py"),
        EVIDENCE / "tables.py",
    ]
)
# Where one amount is one price times a count, and how the count passes the gate. None does so today: an allocation
# shares by need that left, and cautions where a count of 1 to 4 was typed (`small_count_caution`).
PRICES: dict[str, str] = {}
A_PRICE = re.compile(
    r"(^|_)(price|rate|tariff|unit_cost|per_(person|head|start|session|outcome|unit))(_pence)?$"
)


def imported(tree: ast.AST) -> Iterator[str]:
    """Each name that a module imports, and each part of where it takes it from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (node.module or "").split(".")
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (part for each in node.names for part in each.name.split("."))


def makers(folder: Path) -> Iterator[tuple[str, str]]:
    """Each function that makes a row of tables that left."""
    for path in folder.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and re.match(
                        r"(evidence\.)?Release(\.objects\.(bulk_|get_or_|update_or_)?create)?\(",
                        ast.unparse(node),
                    ):
                        yield path.relative_to(folder).as_posix(), function.name


class TestTheOneGate:
    def test_is_the_only_way_by_which_a_table_leaves_save_that_of_posts(self) -> None:
        assert {*makers(EVIDENCE)} == {
            ("actions/releasing.py", "release"),
            ("actions/measuring.py", "_posts"),
        }

    def test_asks_the_gate_in_the_one_place(self) -> None:
        text = (EVIDENCE / "actions" / "releasing.py").read_text()
        assert text.index("through(table") < text.index("Release.objects.create")

    @pytest.mark.parametrize("path", SHOWING, ids=lambda path: path.relative_to(SOURCE).as_posix())
    def test_is_behind_whatever_shows_or_hands_on(self, path: Path) -> None:
        allowed = ACTS.get(path.stem, set()) if path.parent.name == "views" else set()
        assert not ROWS & {*imported(ast.parse(path.read_text()))} - allowed

    def test_has_no_person_among_the_posts_that_go_past_it(self) -> None:
        from throughline.evidence.measures.catalogue import MEASURES

        posts = [each for each in MEASURES if each.kind == "posts"]
        assert posts
        for each in posts:
            assert {*each.example.rows} <= {"posts", "calendar"}, each.code


# Small numbers hidden by hand: a bound of one's own, or the words with which they are replaced.
BY_HAND = re.compile(
    r"\b0\s*<\s*[\w.\[\]\"']+\s*<\s*5\b|\b1\s*<=\s*[\w.\[\]\"']+\s*<=\s*4\b|\brange\(1, 5\)|"
    r"^(FEWEST|SMALL|SMALLEST|LEAST)\w*\s*(:.*)?=\s*5\b|(fewer|less) than (5|five)\b|\bunder (5|five)\b|&lt;\s*5\b",
    re.MULTILINE,
)


def by_hand(text: str) -> bool:
    """Whether this text of a program or a page hides small numbers by itself."""
    return BY_HAND.search(text) is not None


class TestSmallNumbers:
    def test_are_hidden_by_the_gate_and_nowhere_by_hand(self) -> None:
        found = [
            path.relative_to(SOURCE).as_posix()
            for path in SOURCE.rglob("*")
            if path.suffix in (".py", ".html", ".typ", ".txt")
            and not {"migrations", "gate"} & {*path.relative_to(SOURCE).parts}
            and by_hand(path.read_text())
        ]
        assert found == []

    @pytest.mark.parametrize(
        "text",
        [
            "FEWEST = 5  # R43",
            "SMALL = range(1, 5)",
            "return -1 if 0 < many < 5 else many",
            "{% if 0 < part.rows < 5 %}fewer than 5{% endif %}",
            "hidden: under 5, or it would give one away",
            "1 <= count <= 4",
        ],
    )
    def test_would_be_seen(self, text: str) -> None:
        assert by_hand(text)

    def test_others_are_left_alone(self) -> None:
        assert not by_hand("FEWEST = 500\nLEAST = 12\nif 0 < score < 50: days = 5  # under 50")


class TestMoney:
    """At one price each, an amount is a count under another name."""

    def test_has_no_price_whose_amounts_do_not_pass_the_gate(self) -> None:
        found = {
            f"{model._meta.label}.{field.name}"
            for config in apps.get_app_configs()
            if config.name.startswith("throughline.")
            for model in config.get_models()
            for field in model._meta.get_fields()
            if A_PRICE.search(field.name) and not model.__name__.endswith("History")
        }
        assert found == {*PRICES}

    def test_a_price_would_be_seen(self) -> None:
        assert all(
            map(A_PRICE.search, ("price_pence", "unit_price", "session_rate", "pence_per_start", "tariff"))
        )
        assert not any(map(A_PRICE.search, ("price_basis", "pence", "is_separate", "rated_on")))
