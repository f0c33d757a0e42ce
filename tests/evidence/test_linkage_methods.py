"""Does linking find who is who, the same for the same files in any order, and go on where it was stopped?"""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pyarrow import csv
from tests.harness import ROOT

from throughline.evidence.linkage import scoring
from throughline.evidence.linkage.choosing import choose
from throughline.evidence.linkage.comparing import COMPARED
from throughline.evidence.linkage.engine import compared
from throughline.evidence.linkage.explaining import explained
from throughline.evidence.linkage.known import BY_MODEL, against, known_pairs
from throughline.evidence.linkage.linking import Files, link, take
from throughline.evidence.linkage.model import Model, compared_by, from_bytes, read, shipped
from throughline.evidence.linkage.passes import MONITORING_KEY, PASSES, pairs
from throughline.evidence.linkage.sampling import sample
from throughline.evidence.linkage.scoring import Scored
from throughline.evidence.linkage.shapes import KINDS, NotTakenError
from throughline.evidence.linkage.training import train
from throughline.evidence.synthetic.pairs import as_csv, make
from throughline.frame.sealed_file import new_key
from throughline.kernel.verdict import RefusedError

TODAY = date(2026, 4, 1)
SIZES = (600, 1_000, 175)
KEY = bytes(range(64))


def silent(said: str) -> None:
    """Nobody listens."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files of made-up people, with names and with initials, and who is who."""
    place = tmp_path_factory.mktemp("linkage")
    made = make(11, *SIZES)
    for kind, only in (("names", False), ("initials", True)):
        (place / f"p-{kind}.csv").write_bytes(as_csv(made.probation, initials_only=only))
        (place / f"t-{kind}.csv").write_bytes(as_csv(made.treatment, initials_only=only))
    csv.write_csv(made.truth, place / "known.csv")
    return place


def files_of(folder: Path, kind: str = "names", **more: Any) -> Files:
    return take(folder / f"p-{kind}.csv", folder / f"t-{kind}.csv", today=TODAY, **more)


@pytest.fixture(scope="module")
def files(folder: Path) -> Files:
    return files_of(folder, known=folder / "known.csv")


@pytest.fixture(scope="module")
def scored(files: Files) -> Scored:
    return scoring.score(files.probation, files.treatment, files.model)


class TestMadeUpPairs:
    def test_are_the_same_for_a_seed_and_others_for_another(self):
        assert make(1, *SIZES).probation.equals(make(1, *SIZES).probation)
        assert not make(1, *SIZES).probation.equals(make(2, *SIZES).probation)

    def test_hold_as_many_people_as_asked_and_each_row_says_that_it_is_made_up(self):
        made = make(1, *SIZES)
        assert (made.probation.num_rows, made.treatment.num_rows, made.truth.num_rows) == SIZES
        assert {*made.probation["made_up"].to_pylist()} == {"yes"}

    def test_disagree_now_and_then_about_the_same_person(self):
        made = make(1, *SIZES)
        left = {row["person"]: row for row in made.probation.to_pylist()}
        right = {row["person"]: row for row in made.treatment.to_pylist()}
        both = [(left[row["person"]], right[row["partner"]]) for row in made.truth.to_pylist()]
        for column in ("forename", "surname", "birth_date", "sector"):
            alike = sum(one[column] == other[column] for one, other in both) / len(both)
            assert 0.6 < alike < 0.99, column


class TestLinkingByNames:
    def test_finds_nearly_everybody_and_hardly_anybody_else(self, files, scored):
        chosen = choose(scored, files.model.share, SIZES[:2])
        is_made = chosen.is_link & (chosen.probability >= 0.5)
        made = zip(scored.left[is_made].tolist(), scored.right[is_made].tolist(), strict=True)
        found = against(known_pairs(files.probation, files.treatment), BY_MODEL, made)
        assert found.precision > 0.97
        assert found.recall > 0.93

    def test_is_better_than_the_plain_rules_and_they_than_the_monitoring_key(self, files):
        key, rules, model = link(files, tell=silent).outcome.measured
        assert model.f1 > rules.f1 > 0.8
        assert model.recall > key.recall

    def test_counts_met_need_by_the_sum_of_probabilities(self, files):
        nobody_known = replace(files, probation=replace(files.probation, partner=None))
        whole = link(nobody_known, tell=silent).outcome.all
        assert whole.people == SIZES[0]
        assert abs(whole.expected - SIZES[2]) < 12
        assert abs(whole.expected - SIZES[2]) < abs(whole.linked - SIZES[2])

    def test_gives_the_same_whatever_the_order_of_the_rows(self, folder, files, tmp_path):
        chance = random.Random(5)
        for name in ("p-names.csv", "t-names.csv"):
            heading, *rows = (folder / name).read_text().splitlines()
            chance.shuffle(rows)
            (tmp_path / name).write_text("\n".join([heading, *rows]) + "\n")
        turned = files_of(tmp_path, known=folder / "known.csv")
        one, other = link(files, tell=silent), link(turned, tell=silent)
        assert one.outcome == other.outcome
        assert np.array_equal(one.chosen.is_link, other.chosen.is_link)
        assert np.array_equal(one.chosen.probability, other.chosen.probability)

    def test_of_people_of_whom_nobody_is_in_both_finds_next_to_nobody(self, tmp_path):
        one, other = make(1, *SIZES), make(2, *SIZES)
        (tmp_path / "p-names.csv").write_bytes(as_csv(one.probation))
        (tmp_path / "t-names.csv").write_bytes(as_csv(other.treatment))
        assert link(files_of(tmp_path), tell=silent).outcome.all.expected < 0.02 * SIZES[0]

    def test_leaves_the_count_of_each_place_as_it_was(self, files):
        places = link(files, tell=silent).outcome.places
        raw = list(files.probation.values["locality"])
        assert {name.casefold(): place.people for name, place in places.items()} == {
            name: raw.count(name) for name in {*raw}
        }


class TestLinkingByInitials:
    def test_finds_more_than_the_rules_without_a_single_name(self, folder):
        _, rules, model = link(
            files_of(folder, "initials", known=folder / "known.csv"), tell=silent
        ).outcome.measured
        assert model.f1 > 0.9
        assert model.recall > rules.recall

    def test_of_somebody_without_a_sector_is_by_the_locality_and_not_by_nothing(self):
        place = next(each for each in COMPARED["initials"] if each["output_column_name"] == "place")
        null = [level["sql_condition"] for level in place["comparison_levels"] if level.get("is_null_level")]
        assert null == ["locality_l IS NULL OR locality_r IS NULL"]


class TestOnePartnerEach:
    def scored(self, *rows: tuple[int, int, float]) -> Scored:
        left, right, weight = zip(*rows, strict=True)
        return Scored(np.array(left), np.array(right), np.array(weight, float))

    def test_is_the_likelier_of_two_candidates(self):
        chosen = choose(self.scored((0, 0, 20.0), (0, 1, 25.0), (1, 0, 18.0)), 0.5, (2, 2))
        assert chosen.best(2)[0].tolist() == [1, 0]

    def test_makes_two_equal_candidates_share_one_probability(self):
        chosen = choose(self.scored((0, 0, 30.0), (0, 1, 30.0)), 0.3, (10, 10))
        assert np.allclose(chosen.probability, 0.5, atol=0.01)
        assert chosen.best(10)[2][0] <= 1

    def test_is_by_the_files_own_numbers_where_all_else_is_equal(self):
        chosen = choose(self.scored((0, 0, 30.0), (0, 1, 30.0), (1, 0, 30.0), (1, 1, 30.0)), 0.3, (10, 10))
        assert chosen.best(10)[0][:2].tolist() == [0, 1]

    def test_is_nobody_where_no_pair_was_looked_at(self):
        nothing = Scored(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
        chosen = choose(nothing, 0.3, (5, 5))
        assert chosen.best(5)[2].sum() == 0

    def test_is_never_two(self, files, scored):
        chosen = choose(scored, files.model.share, SIZES[:2])
        for side in (scored.left, scored.right):
            assert len({*side[chosen.is_link].tolist()}) == int(chosen.is_link.sum())


class TestThePlainRules:
    def test_link_who_agrees_in_all_their_columns_and_nobody_else(self, files):
        with compared(files.probation, files.treatment) as connection:
            found = pairs(connection, (MONITORING_KEY["names"],))
            assert set(found) >= set(pairs(connection, PASSES["names"][:1]))
        values = files.probation.values
        rows = sorted(range(SIZES[0]), key=files.probation.persons.__getitem__)
        others = sorted(range(SIZES[1]), key=files.treatment.persons.__getitem__)
        for left, right in found[:20]:
            for column in ("birth_date", "sex"):
                assert values[column][rows[left]] == files.treatment.values[column][others[right]]

    def test_never_link_by_a_value_that_is_not_known(self, files):
        unknown = replace(files.probation, values={**files.probation.values, "sex": [None] * SIZES[0]})
        with compared(unknown, files.treatment) as connection:
            assert pairs(connection, PASSES["names"]) == []


class TestKnownLinks:
    def test_may_come_as_a_column_of_the_first_file(self, folder, tmp_path):
        known = dict(
            line.split(",") for line in (folder / "known.csv").read_text().replace('"', "").splitlines()[1:]
        )
        heading, *rows = (folder / "p-names.csv").read_text().splitlines()
        more = [f'{row},"{known.get(row.split(",")[0].strip(chr(34)), "")}"' for row in rows]
        (tmp_path / "p-names.csv").write_text("\n".join([heading + ',"partner"', *more]) + "\n")
        (tmp_path / "t-names.csv").write_bytes((folder / "t-names.csv").read_bytes())
        files = files_of(tmp_path)
        assert len(known_pairs(files.probation, files.treatment)) == SIZES[2]

    def test_to_somebody_who_is_not_there_are_refused_by_row(self, folder, tmp_path):
        (tmp_path / "k.csv").write_text("person,partner\nP0000001,T9999999\n")
        with pytest.raises(NotTakenError, match=r"k.csv, column partner, row 2: No row of t-names.csv"):
            files_of(folder, known=tmp_path / "k.csv")

    def test_that_name_somebody_twice_are_refused(self, folder, tmp_path):
        (tmp_path / "k.csv").write_text("person,partner\nP0000001,T0000001\nP0000001,T0000002\n")
        with pytest.raises(NotTakenError, match="stands in an earlier row"):
            files_of(folder, known=tmp_path / "k.csv")


class TestAModel:
    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_comes_with_throughline_for_each_kind_of_file_and_says_that_it_is_made_up(self, kind):
        model = shipped(kind)
        assert model.kind == kind
        assert model.is_made_up
        assert "made-up people" in model.trained_on

    def test_is_named_by_the_hash_of_its_very_bytes(self):
        model = shipped("names")
        assert from_bytes(model.as_bytes()) == model
        assert len(model.sha256) == 64

    def test_holds_numbers_alone_and_no_rule_that_would_be_run(self):
        assert b"_l" not in shipped("names").as_bytes().replace(b"made_up", b"")

    def test_that_was_trained_on_another_way_of_comparing_is_refused(self):
        changed = replace(shipped("names"), compared_by="0" * 12)
        with pytest.raises(RefusedError, match="another way of comparing"):
            from_bytes(changed.as_bytes())

    @pytest.mark.parametrize(
        "content", [b"", b"{}", b'{"format": "throughline linkage model 1"}', b"[]", b"\xff"]
    )
    def test_that_is_none_is_refused(self, content):
        with pytest.raises(RefusedError, match="no linkage model"):
            from_bytes(content)

    def test_of_another_kind_than_the_files_is_refused(self, folder, tmp_path):
        (tmp_path / "m.json").write_bytes(shipped("initials").as_bytes())
        with pytest.raises(NotTakenError, match="was trained on initials, and these files have names"):
            files_of(folder, model=tmp_path / "m.json")

    def test_is_trained_the_same_from_the_same_seed_and_then_frozen(self, folder, monkeypatch):
        files = files_of(folder, "initials")
        monkeypatch.setattr("throughline.evidence.linkage.training._RANDOM_PAIRS", 2e5)

        def trained() -> Model:
            return train(
                files.probation,
                files.treatment,
                name="small",
                trained_on="made-up people",
                seed=3,
                today=TODAY,
                tell=silent,
            )

        one, other = trained(), trained()
        assert one.as_bytes() == other.as_bytes()
        assert one.compared_by == compared_by("initials")
        assert abs(one.share - SIZES[2] / SIZES[0]) < 0.05

    def test_is_not_trained_on_a_handful_of_people(self, files):
        few = replace(files.probation, persons=files.probation.persons[:10])
        with pytest.raises(RefusedError, match="at least 500"):
            train(few, files.treatment, name="x", trained_on="x", seed=1, today=TODAY, tell=silent)


class TestWhyTwoRecordsAreOnePerson:
    def test_is_told_by_parts_that_sum_to_the_weight(self, files, scored):
        links = np.flatnonzero(choose(scored, files.model.share, SIZES[:2]).is_link)[:12]
        asked = [(int(scored.left[at]), int(scored.right[at])) for at in links]
        for parts, at in zip(
            explained(files.probation, files.treatment, files.model, asked), links, strict=True
        ):
            assert sum(part.weight for part in parts) == pytest.approx(float(scored.weight[at]), abs=0.001)
            assert [part.comparison for part in parts][:2] == ["First name", "Family name"]

    def test_is_asked_of_a_sample_that_a_seed_draws_again(self, files, scored):
        chosen = choose(scored, files.model.share, SIZES[:2])
        one, other = (
            sample(files.probation, files.treatment, files.model, chosen, seed=4, wanted=30) for _ in range(2)
        )
        assert one == other
        assert sum(one.pairs) >= len(one.drawn) >= 30
        assert {*one.drawn[0].left} == {"forename", "surname", "birth_date", "sex", "locality", "sector"}


class TestWorkThatIsStopped:
    @pytest.fixture(autouse=True)
    def small_parts(self, monkeypatch):
        monkeypatch.setattr(scoring, "ROWS_AT_ONCE", 200)

    def test_goes_on_where_it_was_and_comes_to_the_same(self, files, tmp_path):
        work = (tmp_path / "work", new_key())
        told: list[str] = []

        def stop(said: str) -> None:
            told.append(said)
            if "2 of 3" in said:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            link(files, tell=stop, work=work)
        assert len(list((tmp_path / "work").iterdir())) == 2
        again: list[str] = []
        done = link(files, tell=again.append, work=work)
        assert again[:2] == ["2 of 3 parts were done before.", "Compared 3 of 3 parts."]
        assert done.outcome == link(files, tell=silent).outcome

    def test_leaves_nothing_in_its_folder_that_could_be_read(self, files, tmp_path):
        link(files, tell=silent, work=(tmp_path / "work", KEY))
        kept = sorted((tmp_path / "work").iterdir())
        assert len(kept) == 3
        for file in kept:
            assert file.stat().st_mode & 0o77 == 0
            content = file.read_bytes()
            assert not any(person.encode() in content for person in files.probation.persons[:50])

    def test_does_not_take_parts_of_other_files_or_of_another_key(self, files, tmp_path):
        link(files, tell=silent, work=(tmp_path / "work", KEY))
        told: list[str] = []
        link(files, tell=told.append, work=(tmp_path / "work", new_key()))
        assert not any("done before" in each for each in told)
        told.clear()
        other = replace(files, probation=replace(files.probation, sha256="0" * 64))
        link(other, tell=told.append, work=(tmp_path / "work", KEY))
        assert not any("done before" in each for each in told)

    def test_that_was_killed_goes_on_in_another_process(self, files, folder, tmp_path):
        (tmp_path / "key").write_text(KEY.hex() + "\n")
        words = (
            "need",
            "link",
            f"{folder}/p-names.csv",
            f"{folder}/t-names.csv",
            "--work",
            f"{tmp_path}/work",
        )
        program = (
            "import sys; from throughline.evidence.linkage import scoring; scoring.ROWS_AT_ONCE = 100; "
            "from throughline.cli.__main__ import main; sys.exit(main(sys.argv[1:]))"
        )

        def begun() -> subprocess.Popen[str]:
            return subprocess.Popen(
                [sys.executable, "-P", "-c", program, *words, "--key", f"{tmp_path}/key"],
                env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )

        killed, until = begun(), time.monotonic() + 120
        while killed.poll() is None and len(list((tmp_path / "work").glob("*.sealed"))) < 2:
            assert time.monotonic() < until
            time.sleep(0.01)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
        again = begun()
        out, told = again.communicate(timeout=120)
        assert again.returncode == 0, told
        assert "parts were done before" in told
        assert "All" in out
        assert list((tmp_path / "work").iterdir()) == []


def test_the_model_file_that_is_shipped_can_be_read_by_its_name(tmp_path):
    (tmp_path / "m.json").write_bytes(shipped("keys").as_bytes())
    assert read(tmp_path / "m.json") == shipped("keys")
