"""Two lists that were linked with mistakes: is what a review found of them taken out, with all that it leaves open?"""

import json
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from throughline.cli.__main__ import main
from throughline.evidence.actions.estimating import Linking, enter_estimate
from throughline.evidence.linkage.reviewing import counted, drawn_rates, review
from throughline.evidence.models import HiddenEstimate, Linkage, LinkageAnswer
from throughline.evidence.need.commands import as_text
from throughline.evidence.need.recapture import Rate, TwoLists, chapman
from throughline.evidence.need.relinked import relinked
from throughline.evidence.need.shapes import Histories
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body

AT = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)
ANALYST = Actor("person:0198b1a0-0000-7000-8000-000000000001", frozenset({"analyst"}))
COMMAND = Actor("system:tests", frozenset({"supplier"}))
SYSTEM = Actor("system:evidence", frozenset({"system"}))
# A true 20,000, of whom 6,000 and 5,000 are on a list and 1,500 on both; recall .87, false links .012 of the first.
LISTS = TwoLists(6_000, 5_000, round(0.87 * 1_500 + 0.012 * 4_500))
RATES = (0.87, 0.012)
COUNTS = Histories(
    ("probation", "treatment"), {"10": 6_000 - LISTS.both, "01": 5_000 - LISTS.both, "11": LISTS.both}
)
BANDS = [0, 0, 150, 0, 200, 0, 1_200]


class TestTheErrorThatAReviewFound:
    def test_is_taken_out(self):
        found = relinked(LISTS, RATES, [RATES] * 2_000, seed=1)
        assert found.best == pytest.approx(20_000, rel=0.005)
        assert chapman(LISTS).best > 21_500
        assert found.low < 20_000 < found.high

    def test_is_in_the_interval_with_what_it_leaves_open(self):
        random = np.random.default_rng(4)
        sure = relinked(LISTS, RATES, [RATES] * 2_000, seed=1)
        draws = [*zip(random.beta(87, 13, 2_000), random.beta(3, 240, 2_000), strict=True)]
        unsure = relinked(LISTS, RATES, draws, seed=1)
        assert unsure.best == sure.best
        assert unsure.high - unsure.low > 1.5 * (sure.high - sure.low)

    def test_gives_the_same_for_a_seed(self):
        assert relinked(LISTS, RATES, [RATES] * 500, seed=7) == relinked(LISTS, RATES, [RATES] * 500, seed=7)
        assert relinked(LISTS, RATES, [RATES] * 500, seed=7) != relinked(LISTS, RATES, [RATES] * 500, seed=8)

    @pytest.mark.parametrize(
        ("rates", "says"), [((0.3, 0.1), "hardly more true links"), ((0.87, 0.3), "which cannot be")]
    )
    def test_is_refused_in_words_where_it_cannot_be(self, rates, says):
        with pytest.raises(RefusedError, match=says):
            relinked(LISTS, rates, [rates] * 100, seed=1)

    def test_holds_the_truth_as_often_as_it_says(self):
        random, runs, held = np.random.default_rng(11), 1_200, 0
        truth, r, f, looked_at = 4_000, 0.88, 0.01, 300
        for run in range(runs):
            n1, n2 = random.binomial(truth, 0.35), random.binomial(truth, 0.3)
            both = random.hypergeometric(n1, truth - n1, n2)
            made = random.binomial(both, r) + random.binomial(n1 - both, f)
            right, wrong = random.binomial(looked_at, r), random.binomial(looked_at, f)
            draws = [
                *zip(
                    random.beta(right + 0.5, looked_at - right + 0.5, 400),
                    random.beta(wrong + 0.5, looked_at - wrong + 0.5, 400),
                    strict=True,
                )
            ]
            lists = TwoLists(int(n1), int(n2), int(made))
            found = relinked(lists, (right / looked_at, wrong / looked_at), draws, seed=run)
            held += found.low <= truth <= found.high
        assert 0.93 <= held / runs <= 0.97, held / runs


class TestTheDrawsOfAReview:
    def test_are_those_of_its_intervals(self):
        bands = counted(
            BANDS,
            {
                2: ["same"] * 5 + ["different"] * 25,
                4: ["same"] * 30 + ["different"] * 10,
                6: ["same"] * 58 + ["different"] * 2,
            },
        )
        said = review(bands, 6_000)
        drawn = drawn_rates(bands, 6_000)
        assert said is not None
        assert np.quantile([each[2] for each in drawn], 0.975) == pytest.approx(
            said.false_links.high, abs=0.0003
        )

    def test_are_none_before_every_band_was_looked_at(self):
        assert drawn_rates(counted(BANDS, {4: ["same"] * 30}), 6_000) == []


@pytest.fixture
def row(db: None) -> Linkage:
    """A linkage on record, of which nobody has looked at a pair."""
    with act(actor=SYSTEM, at=AT, verb="test", subject=("test", 1)):
        return Linkage.objects.create(
            name="Our year", kind="names", is_made_up=True, covers_from=date(2025, 4, 1),
            covers_until=date(2026, 4, 1), table={}, found={"people": 6_000, "treatment": 5_000}, quality=[],
            model={"sha256": "ab" * 32}, bands=BANDS, wrapped_key=b"x", state="open",
            keep_until=date(2026, 10, 1), kept_at=AT, kept_by=ANALYST.id,
        )  # fmt: skip


@pytest.fixture
def reviewed(row: Linkage) -> Linkage:
    said = [(2, "same")] * 5 + [(2, "different")] * 25 + [(4, "same")] * 30 + [(4, "different")] * 10
    said += [(6, "same")] * 29 + [(6, "different")]
    with act(actor=SYSTEM, at=AT, verb="test", subject=("test", 1)):
        LinkageAnswer.objects.bulk_create(
            LinkageAnswer(linkage=row, place=n, band=band, answer=answer, given_at=AT, given_by=ANALYST.id)
            for n, (band, answer) in enumerate(said, 1)
        )
    return row


def entered(**said: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "about": "x",
        "source": "y",
        "histories": COUNTS,
        "do_refer": False,
        "is_made_up": True,
    }
    found: dict[str, Any] = enter_estimate(actor=ANALYST, at=AT, **{**given, **said}).found
    return found


class TestAnEstimateByALinkageOnRecord:
    def test_takes_both_rates_from_its_review_and_names_it(self, reviewed: Linkage):
        found = entered(linkage_id=reviewed.pk)
        assert found["linkage"]["name"] == "Our year"
        assert found["linkage"]["looked_at"] == 100
        assert found["linkage"]["recall"]["low"] < found["linkage"]["recall"]["best"]
        assert found["corrected"]["low"] < found["corrected"]["best"] < found["corrected"]["high"]
        assert found["typed"] is None
        assert "mistakes of the linkage “Our year” taken out" in as_text(found)
        assert json.dumps(found)

    def test_has_typed_rates_beside_it_as_a_sensitivity_alone(self, reviewed: Linkage):
        by_review = entered(linkage_id=reviewed.pk)["corrected"]
        found = entered(linkage_id=reviewed.pk, linking=Linking(Rate(0.8, 100), Rate(0.02, 100)))
        assert found["corrected"] == by_review
        assert found["typed"]["rates"]["recall"]["share"] == 0.8
        assert found["typed"]["best"] != by_review["best"]

    def test_is_refused_before_its_pairs_were_looked_at(self, row: Linkage):
        with pytest.raises(RefusedError, match="not known yet"):
            entered(linkage_id=row.pk)

    def test_is_refused_for_other_people_than_the_linkage_is_about(self, reviewed: Linkage):
        with pytest.raises(RefusedError, match="made-up people and the other is not"):
            entered(linkage_id=reviewed.pk, is_made_up=False)

    def test_is_refused_for_three_lists(self, reviewed: Linkage):
        three = Histories(
            ("a", "b", "c"), {"100": 300, "010": 250, "001": 60, "110": 280, "101": 70, "111": 55}
        )
        with pytest.raises(RefusedError, match="two lists only"):
            entered(linkage_id=reviewed.pk, histories=three)

    def test_may_be_asked_for_by_command(
        self,
        reviewed: Linkage,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr("throughline.frame.installation.running", lambda *_, **__: nullcontext())
        organisations.load_reference(actor=COMMAND, at=AT)
        person = organisations.add_person(
            actor=COMMAND, at=AT, name="Made Up", email="a@x.example", body=body("gmca")
        )
        organisations.grant_role(actor=COMMAND, at=AT, person=person, role="analyst")
        counts = tmp_path / "counts.txt"
        counts.write_text("probation 4641\ntreatment 3641\nprobation + treatment 1359\n")
        asked = ["need", "hidden", str(counts), "--about", "Bolton", "--source", "two lists", "--made-up"]
        asked += ["--asked-by", "a@x.example", "--rates", "0.8", "100", "0.02", "100", "--linkage"]
        assert main([*asked, "Their year"]) == 2
        assert "No linkage on record is called “Their year”" in capsys.readouterr().err
        assert main([*asked, "Our year"]) == 0
        said = capsys.readouterr().out
        assert "With the mistakes of the linkage “Our year” taken out" in said
        assert "A sensitivity, by rates that were typed" in said
        assert HiddenEstimate.objects.get().found["linkage"]["id"] == str(reviewed.pk)
