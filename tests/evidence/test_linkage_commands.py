"""Do the commands that link two files say what they made, and keep nothing of people that no key closes?"""

import json

import pytest

from throughline.cli.__main__ import main

pytestmark = pytest.mark.django_db


class TestTheCommands:
    def test_lead_from_made_up_files_to_a_table_and_its_figures(self, tmp_path, capsys):
        files = [str(tmp_path / name) for name in ("probation.csv", "treatment.csv")]
        sizes = ["--sizes", "600", "1000", "175"]
        assert main(["need", "made-up", str(tmp_path), "--seed", "3", *sizes, "--initials"]) == 0
        assert main(["need", "check", *files]) == 0
        capsys.readouterr()
        assert main(["need", "link", *files, "--known", str(tmp_path / "known.csv"), "--json"]) == 0
        told = capsys.readouterr()
        said = json.loads(told.out)
        assert said["kind"] == "initials"
        assert said["is_made_up"]
        assert {cell["count"] for cell in said["cells"] if cell["key"] == ["total", "total"]} == {600}
        assert said["measured"][2]["f1"] > 0.9
        assert "probation.csv, 600 rows" in told.err

    def test_keep_nothing_of_people_without_a_key(self, tmp_path, capsys):
        assert main(["need", "link", "p.csv", "t.csv", "--work", str(tmp_path)]) == 2
        assert "kept sealed: name a key" in capsys.readouterr().err

    def test_write_links_that_only_their_key_opens(self, tmp_path, capsys):
        files = [str(tmp_path / name) for name in ("probation.csv", "treatment.csv")]
        main(["need", "made-up", str(tmp_path), "--seed", "3", "--sizes", "600", "1000", "175"])
        key, out = str(tmp_path / "key"), tmp_path / "links.sealed"
        main(["caseload", "key", key])
        assert main(["need", "link", *files, "--out", str(out), "--key", key]) == 0
        assert b"P0000" not in out.read_bytes()
        capsys.readouterr()
        assert main(["caseload", "open", str(out), "--key", key, "--table", "people"]) == 0
        heading, *rows = capsys.readouterr().out.splitlines()
        assert heading == "person,probability,evidence"
        assert len(rows) == 600

    def test_check_tells_what_is_wrong_beside_the_report(self, tmp_path, capsys):
        (tmp_path / "p.csv").write_text(
            "person,forename,surname,birth_date,sex,locality\nP1,A,B,2031-01-01,M,Bury\n"
        )
        (tmp_path / "t.csv").write_bytes(b"")
        assert main(["need", "check", str(tmp_path / "p.csv"), str(tmp_path / "t.csv")]) == 1
        told = capsys.readouterr()
        assert "t.csv: It is empty." in told.err
        assert "p.csv" in told.out
