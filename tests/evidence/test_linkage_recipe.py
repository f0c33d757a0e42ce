"""Can another body make keys by the recipe of docs/linkage.md alone, and is the linkage as good as it must be?"""

import hmac
import unicodedata
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from pyarrow import csv
from tests.harness import ROOT

from throughline.cli.__main__ import main
from throughline.evidence.linkage.keys import check_of, key_of, write_keyed
from throughline.evidence.linkage.known import BY_MODEL, against, known_pairs
from throughline.evidence.linkage.linking import link, take
from throughline.evidence.linkage.outcome import PROBABLE, Measured
from throughline.evidence.linkage.reading import read_bytes
from throughline.evidence.synthetic.pairs import Pairs, as_csv, make

SECRET = bytes(range(32))
# Of the forename Ann under that secret, and the check of the secret.
WORKED = "01024000c008040604004c600c08242010a60020a2000340040044022080812a"
CHECK = "aed55b88"
# F1 at city-region size in the comparison on which the methods were chosen: with initials, and with keyed names.
BASELINES = {"initials": 0.907, "keys": 0.928}


def by_the_recipe(column: str, name: str) -> str:
    """A key, written anew from the words of docs/linkage.md."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())
    said = f" {bare} "
    bits = 0
    for pair in {said[n : n + 2] for n in range(len(said) - 1)}:
        digest = hmac.new(SECRET, f"{column} {pair}".encode(), sha256).digest()
        for n in range(12):
            bits |= 1 << (256 * digest[2 * n] + digest[2 * n + 1]) % 256
    return f"{bits:064x}"


class TestTheRecipe:
    @pytest.mark.parametrize("name", ["Ann", "O’Neill-Smith", "Zoë", "Jo"])
    def test_gives_the_same_key_as_the_command(self, name: str) -> None:
        for column in ("forename", "surname"):
            assert key_of(SECRET, column, name) == by_the_recipe(column, name)

    def test_has_a_worked_key(self) -> None:
        assert key_of(SECRET, "forename", "Ann") == WORKED
        assert check_of(SECRET) == CHECK

    def test_stands_in_the_guide(self) -> None:
        said = (ROOT / "docs/linkage.md").read_text()
        assert "test_linkage_recipe.py" in said
        assert "HMAC-SHA-256" in said

    def test_of_the_command_prints_nothing_of_anybody(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        made = make(3, 40, 40, 10)
        (tmp_path / "names.csv").write_bytes(as_csv(made.probation))
        (tmp_path / "secret").write_text(SECRET.hex())
        out = tmp_path / "keyed.csv"
        asked = [
            "need",
            "keys",
            str(tmp_path / "names.csv"),
            "--secret",
            str(tmp_path / "secret"),
            "--out",
            str(out),
        ]
        assert main(asked) == 0
        printed = "".join(capsys.readouterr())
        for column in ("person", "forename", "surname", "birth_date", "sector"):
            assert not any(str(cell) in printed for cell in made.probation[column].to_pylist() if cell), (
                column
            )
        assert not any(
            name in out.read_text() for name in made.probation["surname"].to_pylist() if len(name) > 3
        )


class TestAtCityRegionSize:
    @pytest.fixture(scope="class")
    def made(self) -> Pairs:
        return make(7, 12_000, 20_000, 3_500)

    @pytest.mark.parametrize("kind", ["initials", "keys"])
    def test_the_model_is_better_than_the_rules_and_not_below_the_baseline(
        self, made: Pairs, kind: str, tmp_path: Path
    ) -> None:
        for name, table in (("probation.csv", made.probation), ("treatment.csv", made.treatment)):
            content = as_csv(table, initials_only=kind == "initials")
            if kind == "keys":
                write_keyed(read_bytes(name, content), SECRET, tmp_path / name)
            else:
                (tmp_path / name).write_bytes(content)
        csv.write_csv(made.truth, tmp_path / "known.csv")
        files = take(
            tmp_path / "probation.csv", tmp_path / "treatment.csv", today=date(2026, 4, 1),
            known=tmp_path / "known.csv",
        )  # fmt: skip
        done = link(files, tell=lambda said: None)
        truth = known_pairs(files.probation, files.treatment)
        is_made = done.chosen.is_link & (done.chosen.probability >= PROBABLE)
        pairs = zip(
            done.chosen.scored.left[is_made].tolist(), done.chosen.scored.right[is_made].tolist(), strict=True
        )
        whole: Measured = against(truth, BY_MODEL, pairs)
        key, rules, model = done.outcome.measured
        assert whole.f1 >= BASELINES[kind]
        assert model.f1 > rules.f1 > key.f1
        assert all(0 < each.more <= each.people <= each.pairs for each in done.outcome.rules)
