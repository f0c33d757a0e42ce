"""The canonical record: one form for people, programs and proofs."""

import json
from dataclasses import replace
from datetime import date
from importlib import resources

import pytest
from tests.published_schema import follows_schema

from throughline.decisions.reading.shape import (
    Finding,
    PlacePart,
    Promise,
    ReadDecision,
    RelatedDecision,
    Safeguarding,
    SignOff,
    StatedAmount,
    StatedPercentage,
    YearPart,
)
from throughline.decisions.record import (
    FIELDS,
    FileFacts,
    Recorded,
    as_values,
    field_of,
    from_values,
    published_bytes,
    published_form,
)

SAID = ReadDecision(
    title="Lantern Street outreach grants",
    author="Ines Marchetti (ines.marchetti@example.org)",
    contact="Ines Marchetti, 01632 960999",
    function="authority",
    decision_makers=("Director of Neighbourhoods",),
    key_decision=False,
    decided_on=date(2023, 3, 14),
    total_pence=9_000_000,
    breakdown=(PlacePart("Halewick", None, 4_000_000), PlacePart("Bury", "E08000002", 5_000_000)),
    by_year=(YearPart("2023/24", 9_000_000), YearPart("2024/25", None)),
    amounts=(StatedAmount(9_000_000, "£90,000", 5, 12),),
    percentages=(StatedPercentage(2.6, "2.6 %"),),
    conditions=("Paid in arrears; ask grants+street@example.org.",),
    sign_offs=(SignOff("Director of Neighbourhoods", date(2023, 3, 14)), SignOff("Treasurer", None)),
    related=(RelatedDecision("Outreach strategy", None),),
    promises=(Promise("A report is made", "The Director", None),),
    safeguarding=Safeguarding(None, ""),
)
DECISION = Recorded(
    id="7d2f4f0e-6f3f-4a63-9a53-0a4ae1a3a0f0",
    number="2023-001",
    state="published",
    said=SAID,
    purpose="outreach to rough sleepers",
    findings=(Finding("sign-off-not-evidenced", "error", "The Treasurer's is not shown.", post="Treasurer"),),
    evidence={
        "title": {"start": 0, "end": 5, "sha256": "0" * 64},
        "contact": {"start": 9, "end": 12, "sha256": "1" * 64},
    },
    file=FileFacts("lantern.txt", "a" * 64, "b" * 64, is_held=True),
)
ONLY_SOME = ["made_here", "version", "revisions", "superseded_by"]
SCHEMA = json.loads(
    resources.files("throughline.decisions").joinpath("data/decision.schema.json").read_text("utf-8")
)


class TestThePublishedForm:
    def test_follows_the_published_schema_for_a_full_and_for_an_empty_decision(self) -> None:
        empty = replace(DECISION, said=ReadDecision(), evidence={}, findings=())
        assert follows_schema(published_form(DECISION), SCHEMA)
        assert follows_schema(published_form(empty), SCHEMA)

    def test_says_nothing_that_the_schema_does_not_explain(self) -> None:
        assert list(published_form(DECISION)) == SCHEMA["required"]
        assert list(SCHEMA["properties"]) == [*SCHEMA["required"], *ONLY_SOME]

    def test_never_carries_the_contact_or_an_email_address(self) -> None:
        form = published_bytes(DECISION).decode()
        assert "contact" not in form
        assert "960999" not in form
        assert "@" not in form
        assert "Ines Marchetti (" in form, "an author's name stays as in the record"

    def test_tells_not_asked_from_left_empty(self) -> None:
        assert published_form(DECISION)["safeguarding"] == {"children": None, "adults": ""}

    def test_has_one_spelling(self) -> None:
        again = replace(DECISION, said=from_values(json.loads(json.dumps(as_values(SAID)))))
        assert published_bytes(again) == published_bytes(DECISION)


class TestTheTableOfFields:
    def test_covers_everything_that_a_notice_says(self) -> None:
        outer = {field.name.partition(".")[0] for field in FIELDS}
        assert outer == set(as_values(SAID))

    def test_names_the_parts_that_the_values_have(self) -> None:
        values = as_values(SAID)
        for field in FIELDS:
            if field.is_list and not field.is_plain:
                assert {part.name for part in field.parts} <= set(values[field.name][0])

    @pytest.mark.parametrize(
        ("path", "name"),
        [
            ("title", "title"),
            ("breakdown[3].pence", "breakdown"),
            ("safeguarding.adults", "safeguarding.adults"),
        ],
    )
    def test_knows_the_field_of_a_path(self, path: str, name: str) -> None:
        assert field_of(path).name == name
