"""Does the repository keep its own habits?"""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.house.generated import PAGES

ROOT = Path(__file__).resolve().parents[2]
TRACKED = subprocess.run(
    ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    cwd=ROOT,
    capture_output=True,
    text=True,
    check=True,
).stdout.split("\0")[:-1]
SOURCES = [ROOT / name for name in TRACKED if name.endswith(".py") and (ROOT / name).is_file()]
BANNED = {"utils", "helpers", "common", "misc", "manager", "base"}
DATA_LIBRARIES = {"pandas", "numpy", "duckdb", "ibis", "splink", "altair", "scipy", "statsmodels"}


class TestFiles:
    def test_no_source_file_is_longer_than_400_lines(self) -> None:
        long = {
            str(path.relative_to(ROOT)): count
            for path in SOURCES
            if "migrations" not in path.parts
            and (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
        }
        assert long == {}

    def test_no_module_has_a_name_that_says_nothing(self) -> None:
        assert [path for path in SOURCES if path.stem in BANNED] == []

    def test_every_module_of_ours_says_which_question_it_answers(self) -> None:
        silent = []
        for path in SOURCES:
            text = path.read_text(encoding="utf-8").lstrip()
            if (
                "migrations" not in path.parts
                and "src" in path.parts
                and text
                and not text.startswith(('"""', "#!"))
            ):
                silent.append(str(path.relative_to(ROOT)))
        assert silent == []

    def test_locks_name_no_address(self) -> None:
        locks = [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]
        assert [
            lock.name for lock in locks if re.search(r"https?://(?!opencollective|github)", _addresses(lock))
        ] == []

    def test_nothing_says_that_it_is_unfinished(self) -> None:
        words = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b|NotImplemented" + r"Error")
        assert [
            str(p.relative_to(ROOT)) for p in SOURCES if words.search(p.read_text(encoding="utf-8"))
        ] == []

    def test_a_day_in_words_is_written_in_one_place(self) -> None:
        by_hand = re.compile(r"day:%B %Y|\.day\} \{|%-d %B")
        rooms = ROOT / "src" / "throughline"
        assert [
            str(p.relative_to(rooms))
            for p in rooms.rglob("*.py")
            if by_hand.search(p.read_text(encoding="utf-8"))
        ] == ["kernel/wording.py"]


def _addresses(lock: Path) -> str:
    lines = lock.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if '"url": ' not in line)


class TestGeneratedPages:
    @pytest.mark.parametrize("name", sorted(PAGES))
    def test_a_generated_page_is_what_the_code_says_now(self, name: str) -> None:
        kept = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert kept == PAGES[name](), f"docs/{name} is old: run python -m tests.house.generated"


class TestImports:
    def test_the_web_room_loads_no_data_library(self) -> None:
        ask = f"import sys, throughline.web; print(sorted(set({sorted(DATA_LIBRARIES)!r}) & sys.modules.keys()))"
        done = subprocess.run(
            [sys.executable, "-c", ask],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": str(ROOT / "src")},
        )
        assert done.stdout.strip() == "[]"


class TestDocumentation:
    def test_every_word_of_the_glossary_is_used(self) -> None:
        glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
        words = re.findall(r"^\*\*(.+?)\*\*", glossary, re.MULTILINE)
        everything = "\n".join(
            path.read_text(encoding="utf-8").lower()
            for path in [*SOURCES, *(ROOT / "src").rglob("*.html"), *(ROOT / "docs" / "adr").glob("*.md")]
        )
        assert words
        assert [word for word in words if word.lower() not in everything] == []

    def test_every_lifecycle_noun_stands_in_the_glossary(self) -> None:
        from tests.house.generated import lifecycles

        glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").lower()
        assert [each.noun for each in lifecycles() if f"**{each.noun}**" not in glossary] == []

    def test_links_between_documents_lead_somewhere(self) -> None:
        lost = []
        for name in TRACKED:
            if not name.endswith(".md") or not (ROOT / name).is_file():
                continue
            page = ROOT / name
            for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
                if not (page.parent / target).exists():
                    lost.append(f"{name} → {target}")
        assert lost == []
