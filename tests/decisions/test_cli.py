"""Which commands does decisions answer?"""

import argparse
import json
import os
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from throughline.decisions.cli import add_commands

RECORD = """Decision maker: Director of Communities
Decision status: Approved
Title: Community grants
Date of decision: 4 June 2024
Publication date: 20 July 2024
Decision: To award a grant of £20,000 to Acorn Trust.\r
Signed: ______ Date: ______
Chief Executive
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "a record.txt"
    path.write_bytes(RECORD.encode())
    return path


def notice(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    args = parser.parse_args(["notice", "read", *map(str, words)])
    code: int = args.run(args)
    return code


class TestReadingANotice:
    def test_as_json_prints_the_file_and_its_decisions(
        self, record: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        assert notice(record, "--json") == 0
        out, err = capfdbinary.readouterr()
        printed = json.loads(out)
        assert printed["file"] == {
            "name": "a record.txt",
            "sha256": sha256(RECORD.encode()).hexdigest(),
            "text_sha256": sha256(RECORD.encode()).hexdigest(),
            "kind": "text",
            "pages": None,
        }
        assert list(printed) == ["file", "decisions"]
        assert printed["decisions"][0]["total_pence"] == 2_000_000
        assert err == b""

    def test_as_json_gives_each_finding_its_place_and_a_missing_signature_its_post(
        self, record: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        notice(record, "--json")
        findings = json.loads(capfdbinary.readouterr().out)["decisions"][0]["findings"]
        signature, late = findings
        assert list(late) == ["code", "severity", "message", "text", "field"]
        assert (late["code"], late["text"]) == ("published-late", "20 July 2024")
        assert (signature["code"], signature["post"]) == ("sign-off-not-evidenced", "Chief Executive")

    def test_as_text_prints_exactly_the_text_that_was_hashed(
        self, record: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        assert notice(record, "--text") == 0
        assert capfdbinary.readouterr().out == RECORD.encode()

    def test_without_an_option_prints_a_summary_for_a_person(
        self, record: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        assert notice(record) == 0
        out = capfdbinary.readouterr().out.decode()
        assert "total                £20,000.00  “£20,000”" in out
        assert "2 findings" in out
        assert "published-late: It was published 46 days after the decision" in out

    def test_never_prints_a_control_character_of_the_file_in_a_summary(
        self, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        path = tmp_path / "x.txt"
        path.write_text(RECORD.replace("Community grants", "Community \x1b[31mgrants"), encoding="utf-8")
        notice(path)
        assert b"\x1b" not in capfdbinary.readouterr().out


class TestAFileThatGivesNothing:
    def test_without_a_decision_is_exit_3_and_a_sentence(
        self, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        path = tmp_path / "letter.txt"
        path.write_text("Dear all, the office is closed on Monday.", encoding="utf-8")
        assert notice(path, "--json") == 3
        out, err = capfdbinary.readouterr()
        assert out == b""
        assert err.startswith(b"No decision was found in letter.txt.")

    @pytest.mark.parametrize("option", ["--json", "--text"])
    def test_that_cannot_be_read_is_exit_2_and_a_sentence(
        self, option: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        (tmp_path / "empty.pdf").touch()
        for name, said in (
            ("empty.pdf", b"The file is empty."),
            ("absent", b"There is no file"),
            (".", b"folder"),
        ):
            assert notice(tmp_path / name, option) == 2
            out, err = capfdbinary.readouterr()
            assert out == b""
            assert said in err
            assert err.count(b"\n") == 1


class TestTheCommandLine:
    def test_starts_without_django_and_without_the_libraries_of_other_formats(self, record: Path) -> None:
        program = (
            "import sys, argparse\n"
            "from throughline.decisions.cli import add_commands\n"
            "parser = argparse.ArgumentParser(); add_commands(parser.add_subparsers())\n"
            "args = parser.parse_args(['notice', 'read', sys.argv[1], '--json']); args.run(args)\n"
            "heavy = {'django', 'lxml', 'pypdfium2', 'docx', 'holidays'} & set(sys.modules)\n"
            "sys.exit(9 if heavy else 0)\n"
        )
        source = str(Path(__file__).parents[2] / "src")
        done = subprocess.run(
            [sys.executable, "-c", program, str(record)],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": source},
        )
        assert done.returncode == 0, done.stderr

    def test_reads_a_notice_in_a_warm_process_well_under_a_tenth_of_a_second(
        self, record: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        notice(record, "--json")
        started = time.process_time()
        notice(record, "--json")
        assert time.process_time() - started < 0.1
