"""The two real notices that the programme stands on come out whole (DOMAIN §6)."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from throughline.decisions.reading import Place, ReadDecision, as_json, read_decisions
from throughline.decisions.reading.shape import RelatedDecision, SignOff

_DATA = Path(__file__).parents[3] / "src/throughline/organisations/data/localities.csv"
_NOTICES = os.environ.get("THROUGHLINE_NOTICES")
pytestmark = pytest.mark.skipif(
    not _NOTICES, reason="THROUGHLINE_NOTICES does not name the folder of the real notices"
)

ALLOCATIONS = {
    "Bolton": 6957332, "Bury": 3874173, "Manchester": 15352873, "Oldham": 4988785, "Rochdale": 5537102,
    "Salford": 7065198, "Stockport": 4314625, "Tameside": 4746087, "Trafford": 3137092, "Wigan": 8000033,
}  # fmt: skip


def places() -> list[Place]:
    with _DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Place(row["name"], row["gss_code"]) for row in rows if row["kind"] == "metropolitan district"]


def read(start: str) -> tuple[str, ReadDecision]:
    (path,) = Path(_NOTICES or "").glob(f"{start}*.txt")
    text = path.read_text(encoding="utf-8")
    (decision,) = read_decisions(text, places())
    return text, decision


class TestTheNoticeOf2021:
    @pytest.fixture
    def notice(self) -> tuple[str, ReadDecision]:
        return read("000")

    def test_divides_its_total_among_ten_places_to_the_penny(self, notice: tuple[str, ReadDecision]) -> None:
        decision = notice[1]
        assert decision.total_pence == 63973300
        assert {part.place: part.pence for part in decision.breakdown} == ALLOCATIONS
        assert all(part.gss_code for part in decision.breakdown)
        assert [(part.year, part.pence) for part in decision.by_year] == [("2021/22", 63973300)]

    def test_shows_three_signatures_and_no_assistant_director(self, notice: tuple[str, ReadDecision]) -> None:
        assert notice[1].sign_offs == (
            SignOff("Director – Police, Crime, Criminal Justice and Fire", date(2021, 10, 27)),
            SignOff("GMCA Treasurer", date(2021, 10, 28)),
            SignOff("Deputy Mayor", date(2021, 11, 1)),
        )
        assert notice[1].decided_on == date(2021, 11, 1)

    def test_says_whose_function_it_is_and_who_endorses_it(self, notice: tuple[str, ReadDecision]) -> None:
        decision = notice[1]
        assert decision.function == "police-and-crime"
        assert decision.endorsements == (
            "GMIRS Steering Group",
            "Director of Greater Manchester Probation Service",
        )
        assert (decision.author, decision.contact) == ("Alison Connelly", None)
        assert decision.decision_type == "Commissioning Decision final sign off"
        assert decision.title is not None
        assert decision.title.endswith("Dependency and Recovery Service")

    def test_states_its_terms_in_its_own_words(self, notice: tuple[str, ReadDecision]) -> None:
        decision = notice[1]
        assert decision.price_basis == "fixed price"
        assert decision.payment_basis is not None
        assert decision.payment_basis.startswith("in-year")
        assert decision.recipients == "Substance Misuse Providers & Commissioners in each GM LA area"
        assert (decision.key_decision, decision.subject_to_call_in, decision.published_on) == (
            None,
            None,
            None,
        )

    def test_promises_four_things_and_names_one_owner(self, notice: tuple[str, ReadDecision]) -> None:
        promises = notice[1].promises
        assert [promise.owner for promise in promises] == [None, None, None, "Each Commissioner"]
        words = ("risk log", "Operational Development Group", "protocols", "Partnership Agreement")
        assert all(word in promise.text for word, promise in zip(words, promises, strict=True))

    def test_answers_both_safeguarding_questions(self, notice: tuple[str, ReadDecision]) -> None:
        assert "children" in (notice[1].safeguarding.children or "")
        assert (notice[1].safeguarding.adults or "").startswith("Yes")


class TestTheRecordOf2024:
    @pytest.fixture
    def notice(self) -> tuple[str, ReadDecision]:
        return read("002")

    def test_says_who_decided_what_and_when(self, notice: tuple[str, ReadDecision]) -> None:
        decision = notice[1]
        assert decision.decision_makers == (
            "Director for Safer and Stronger Communities",
            "GM Deputy Mayor",
            "Group Chief Finance Officer",
        )
        assert decision.status == "Recommendations Approved"
        assert (decision.key_decision, decision.subject_to_call_in) == (False, False)
        assert (decision.decided_on, decision.published_on) == (date(2024, 5, 28), date(2024, 7, 8))

    def test_states_one_total_and_no_split(self, notice: tuple[str, ReadDecision]) -> None:
        assert notice[1].total_pence == 125700000
        assert notice[1].breakdown == ()
        assert [part.year for part in notice[1].by_year] == ["2024/25"]
        assert notice[1].recipients == "the ten Greater Manchester local authorities"

    def test_leans_on_two_earlier_decisions(self, notice: tuple[str, ReadDecision]) -> None:
        assert [decision.decided_on for decision in notice[1].related] == [
            date(2023, 11, 29),
            date(2023, 4, 19),
        ]
        assert all(isinstance(decision, RelatedDecision) for decision in notice[1].related)

    def test_prints_no_title_and_no_signature_so_none_is_supplied(
        self, notice: tuple[str, ReadDecision]
    ) -> None:
        assert (notice[1].title, notice[1].sign_offs, notice[1].function) == (None, (), None)


class TestTheEvidenceOfBoth:
    @pytest.mark.parametrize("start", ["000", "002"])
    def test_quotes_the_text_to_the_character(self, start: str) -> None:
        text, decision = read(start)
        assert decision.evidence
        assert all(text[quote.start : quote.end] == quote.text for quote in decision.evidence.values())
        assert all(text[amount.start : amount.end] == amount.text for amount in decision.amounts)

    @pytest.mark.parametrize("start", ["000", "002"])
    def test_is_there_for_every_value(self, start: str) -> None:
        published = as_json(read(start)[1])
        evidence = published["evidence"]
        assert isinstance(evidence, dict)
        for name, value in published.items():
            if name not in ("evidence", "findings", "amounts", "safeguarding") and value not in (None, []):
                assert any(path.split(".")[0].split("[")[0] == name for path in evidence), name
