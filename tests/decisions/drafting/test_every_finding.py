"""Does every finding that a draft may have stand beside the field that it concerns?"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import html
from tests.decisions.drafting.examples import draft, leaning

import throughline.decisions
from throughline.decisions.drafting.content import Content, LeansOn, LinkedSplit
from throughline.decisions.drafting.findings import LEANINGS, DraftFinding, findings
from throughline.decisions.drafting.sections import BY_SLUG, SECTIONS
from throughline.decisions.models import Draft
from throughline.decisions.queries.drafting import WholeDraft
from throughline.decisions.reading.shape import Finding

ROOM = Path(throughline.decisions.__file__).parent
CHECKED = (*sorted((ROOM / "checking").glob("*.py")), ROOM / "drafting" / "findings.py")
UNDER_THE_LAW = (ROOM / "law" / "duties.py",)
NEVER_OF_A_DRAFT = {"sign-off-not-evidenced", "limit-reached", "published-late", "contact-missing"}
NINE = ("Bolton", "Bury", "Manchester", "Oldham", "Rochdale", "Salford", "Stockport", "Tameside", "Trafford")
CHANGED = LinkedSplit("1", "harbour/2026-27", "By need", "2026/27", 5, (), "b", "a")


def found_in(*files: Path) -> dict[str, str]:
    """The code of every finding that is written there, with the path that it names where that is plain."""
    return {code: path for file in files for code, path in _made(ast.parse(file.read_text(encoding="utf-8")))}


def _made(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not call.args or not isinstance(call.args[0], ast.Constant):
            continue
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name in ("Finding", "find") and len(call.args) > 2:
            named = [each.value for each in call.keywords if each.arg == "field"]
            yield (
                str(call.args[0].value),
                str(named[0].value) if named and isinstance(named[0], ast.Constant) else "",
            )


def parts(*places: str, pence: int = 10_000_00) -> dict[str, Any]:
    rows = [{"place": each, "recipient": "A body", "legal_recipient": "", "pence": pence} for each in places]
    return {"total_pence": pence * len(places), "parts": rows}


EXAMPLES: dict[str, tuple[Content, str, str]] = {
    "not-said": (draft(reasons={"reasons": ""}), "reasons", "reasons"),
    "parts-do-not-sum": (draft(financial={"total_pence": 12_000_001}), "financial", "parts"),
    "recipient-not-named": (
        draft(financial={"parts": [{"place": "Bolton", "pence": 12_000_000}]}), "financial", "parts",
    ),
    "part-below-nothing": (draft(financial=parts("Bolton", "Bury", pence=-5)), "financial", "parts"),
    "new-award-not-said": (draft(when={"varies": "varies"}), "when", "new_award_pence"),
    "split-has-changed": (replace(draft(), split=CHANGED), "financial", "parts"),
    "ground-missing": (draft(exempt={"exempt": [{"section": "risk", "ground": ""}]}), "exempt", "exempt"),
    "decision-exempt": (
        draft(exempt={"exempt": [{"section": "decision", "ground": "business"}]}), "exempt", "exempt",
    ),
    "legal-route-unresolved": (draft(route={"route": "not-yet"}), "route", "route"),
    "award-at-or-over-threshold": (draft(when={"whole_life_pence": 36_000_000}), "route", "route"),
    "totals-disagree": (draft(financial={"comments": "The total is £130,000."}), "financial", "total_pence"),
    "place-missing": (
        draft(
            financial=parts(*NINE),
            decision={"decision": "Grants of £90,000 in total are awarded to each of the ten localities."},
        ),
        "financial",
        "parts",
    ),
    "place-repeated": (draft(financial=parts("Bolton", "Bury", "Bury")), "financial", "parts"),
    "place-inconsistent": (
        draft(
            subject={"title": "Bolton harbour outreach programme 2026/27"},
            reasons={"reasons": "The Wigan harbour outreach programme reaches more people each winter."},
        ),
        "subject",
        "title",
    ),
    "breakdown-missing": (
        draft(
            financial={"parts": []},
            decision={"decision": "To award grants to six charities at a total cost of £120,000."},
        ),
        "financial",
        "parts",
    ),
    "date-weekday-disagrees": (
        draft(decision={"conditions": [{"text": "A report by Monday 5 May 2026."}]}), "decision", "conditions",
    ),
    "year-not-confirmed": (
        draft(financial={"comments": "Funding for 2027/28 has not yet been confirmed."}), "financial", "by_year",
    ),
    "safeguarding-unanswered": (
        draft(safeguarding={"adults_answer": "TBC", "adults_lead": ""}), "safeguarding", "adults_answer",
    ),
    "safeguarding-without-evidence": (
        draft(safeguarding={"children_answer": "Yes, we care.", "children_policy": ""}),
        "safeguarding",
        "children_answer",
    ),
    "owner-missing": (
        draft(leans={"promises": [{"text": "A plan is made.", "owner": "", "due": "2026-06-30"}]}),
        "leans",
        "promises",
    ),
    "promise-without-date": (
        draft(leans={"promises": [{"text": "A plan is made.", "owner": "The lead", "due": None}]}),
        "leans",
        "promises",
    ),
    "priority-unnumbered": (
        draft(strategy={"contribution": "- Priority – Less violence"}), "strategy", "contribution",
    ),
    "related-decision-not-held": (
        leaning(draft(), LeansOn("words", "Decision on the pilot", decided_on="2023-04-19")), "leans", LEANINGS,
    ),
}  # fmt: skip


class TestEveryFindingOfTheText:
    def test_has_an_example_here_or_is_never_asked_of_a_draft(self) -> None:
        assert set(found_in(*CHECKED)) == set(EXAMPLES) | NEVER_OF_A_DRAFT

    @pytest.mark.parametrize("code", EXAMPLES)
    def test_has_the_field_that_it_concerns(self, code: str) -> None:
        content, section, field = EXAMPLES[code]
        placed = {(each.section, each.field) for each in findings(content) if each.finding.code == code}
        assert placed == {(section, field)}
        assert field == LEANINGS or BY_SLUG[section].field(field)


class TestEveryFindingOfTheLaw:
    @pytest.mark.parametrize(("code", "path"), found_in(*UNDER_THE_LAW).items())
    def test_has_the_field_that_it_concerns(self, code: str, path: str) -> None:
        (found,) = [
            each
            for each in findings(draft(), of_law=[Finding(code, "note", "Look.", field=path)])
            if each.finding.code == code
        ]
        assert BY_SLUG[found.section].field(found.field)

    def test_is_among_these(self) -> None:
        assert {"key-decision", "forward-plan-missing", "call-in-denied", "regime-unverified"} <= set(
            found_in(*UNDER_THE_LAW)
        )


class TestTheFindingsOfASection:
    @pytest.mark.parametrize("slug", [section.slug for section in SECTIONS if section.fields])
    def test_stand_each_beside_its_own_field(
        self, staff: Callable[[str], Client], filled: Draft, monkeypatch: pytest.MonkeyPatch, slug: str
    ) -> None:
        names = [field.name for field in BY_SLUG[slug].fields if field.name != "receivers"]
        here = [DraftFinding(slug, name, Finding("one", "note", f"Look at «{name}».")) for name in names]
        monkeypatch.setattr(WholeDraft, "findings", tuple(here))
        page = html.fromstring(
            staff("programme-officer").get(f"/drafts/{filled.id}/sections/{slug}/").content.decode()
        )
        for name in names:
            (said,) = page.xpath(f"//p[contains(., 'Look at «{name}».')]")
            beside = said.xpath("ancestor::*[self::fieldset or contains(@class, 'tl-draft-field')][1]")
            assert beside, name
            label = BY_SLUG[slug].field(name).label
            assert label in beside[0].text_content(), name
