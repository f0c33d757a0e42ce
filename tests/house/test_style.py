"""Do style, types and the arrows between the rooms hold? Each is a program's answer, asked beside the other tests."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.harness import ROOT

PROGRAMS = Path(sys.executable).parent


@pytest.mark.slow
class TestTheSource:
    @pytest.mark.parametrize(
        "words",
        [
            ("ruff", "check", "--quiet", "."),
            ("mypy", "--no-error-summary"),
            ("lint-imports", "--no-cache", "--no-logo"),
        ],
        ids=["style", "types", "arrows between rooms"],
    )
    def test_holds(self, words: tuple[str, ...]) -> None:
        program, *rest = words
        done = subprocess.run(
            [PROGRAMS / program, *rest], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
