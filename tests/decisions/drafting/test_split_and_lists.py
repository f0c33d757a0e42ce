"""Does a draft read what others keep (the split, the priorities in force) instead of asking for it again?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import html
from pytest_django import Settings
from tests.decisions.conftest import AT, LEAD, OFFICER
from tests.decisions.drafting.conftest import at, save

from throughline.decisions import demonstration
from throughline.decisions import supplied as decisions_supplied
from throughline.decisions.actions import draft_parts, drafting
from throughline.decisions.drafting.content import as_said
from throughline.decisions.models import Draft, DraftSection
from throughline.decisions.ports import PlannedSplit
from throughline.decisions.queries import drafting as queries
from throughline.funding import demonstration as funding_demonstration
from throughline.funding import supplied as funding_supplied
from throughline.governance.actions.priorities import list_plan
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations import actions as organisations
from throughline.organisations import demonstration as people

Staff = Callable[[str], Client]
Choose = Callable[..., PlannedSplit]


@pytest.fixture
def linked(filled: Draft, workbench: Choose) -> Draft:
    draft_parts.link_run(draft_id=filled.id, run_id=workbench().run_id, actor=OFFICER, at=AT)
    return Draft.objects.get(pk=filled.pk)


class TestALinkedSplit:
    def test_asks_who_receives_each_part_and_for_no_figure(self, officer: Client, linked: Draft) -> None:
        page = html.fromstring(officer.get(at(linked, "sections/financial/")).content.decode())
        asked = set(page.xpath("//form[@id='section']//*[not(self::button)]/@name"))
        assert {"receivers-0-recipient", "receivers-1-legal_recipient", "comments"} < asked
        assert not {name for name in asked if "pence" in name or name.startswith(("parts", "by_year"))}
        assert "Bolton, £639,732.00" in page.text_content()

    def test_takes_over_the_receivers_that_were_typed_before_it(self, linked: Draft) -> None:
        assert [award.recipient for award in queries.content_of(linked).awards] == [
            "Bolton Council",
            "Bury Council",
        ]

    def test_gives_each_part_to_whom_is_named_whatever_the_order(
        self, officer: Client, linked: Draft
    ) -> None:
        form = {"revision": 2, "receivers-0-place": "Bolton", "receivers-0-recipient": "Harbour Trust",
                "receivers-1-place": "Bury", "receivers-1-legal_recipient": "Bury Services Ltd"}  # fmt: skip
        officer.post(at(linked, "sections/financial/"), form)
        content = queries.content_of(linked)
        assert [(award.place, award.signs) for award in content.awards] == [
            ("Bolton", "Harbour Trust"), ("Bury", "Bury Services Ltd"),
        ]  # fmt: skip
        assert as_said(content).total_pence == 639_733_00
        assert [(year.year, year.pence) for year in as_said(content).by_year] == [("2026/27", 639_733_00)]

    def test_leaves_nothing_to_be_read_of_figures_that_were_typed_before(
        self, staff: Staff, linked: Draft
    ) -> None:
        adviser = staff("legal")
        for rest in ("sections/financial/", "whole/"):
            page = adviser.get(at(linked, rest)).content.decode()
            assert "£639,733.00" in page
            assert "£70,000.00" not in page
        draft_parts.unlink_run(draft_id=linked.id, actor=OFFICER, at=AT)
        assert queries.content_of(Draft.objects.get(pk=linked.pk)).total.pence == 12_000_000  # type: ignore[union-attr]  # it has one

    def test_that_another_decision_has_locked_is_refused_and_found(
        self, begun: Draft, linked: Draft, workbench: Choose
    ) -> None:
        split = workbench(is_decided=True)
        with pytest.raises(RefusedError, match=r"not chosen"):
            draft_parts.link_run(draft_id=begun.id, run_id=split.run_id, actor=OFFICER, at=AT)
        with pytest.raises(RefusedError, match=r"no longer what it was"):
            drafting.submit_draft(draft_id=linked.id, actor=OFFICER, at=AT)

    def test_is_not_taken_away_twice(self, begun: Draft) -> None:
        with pytest.raises(RefusedError, match=r"No split is linked"):
            draft_parts.unlink_run(draft_id=begun.id, actor=OFFICER, at=AT)

    def test_stays_linked_when_its_section_goes_back_to_an_earlier_version(
        self, filled: Draft, workbench: Choose
    ) -> None:
        drafting.save_version(draft_id=filled.id, why="before", actor=OFFICER, at=AT)
        draft_parts.link_run(draft_id=filled.id, run_id=workbench().run_id, actor=OFFICER, at=AT)
        drafting.restore_section(draft_id=filled.id, section="financial", version=1, actor=OFFICER, at=AT)
        content = queries.content_of(Draft.objects.get(pk=filled.pk))
        assert content.total.pence == 639_733_00  # type: ignore[union-attr]  # it has one


class TestThePriorities:
    @pytest.fixture(autouse=True)
    def plans(self, db: None) -> None:
        for title, since, until in (("Old plan", 2020, 2026), ("New plan", 2026, None)):
            list_plan(
                title=title,
                source="A page",
                priorities=[("Priority 1", f"Safer, says the {title.lower()}")],
                in_force_from=date(since, 4, 1),
                in_force_until=date(until, 4, 1) if until else None,
                actor=LEAD,
                at=AT,
            )

    def offered(self, officer: Client, draft: Draft) -> list[str]:
        page = html.fromstring(officer.get(at(draft, "sections/strategy/")).content.decode())
        return [
            " ".join(each.text_content().split())
            for each in page.xpath("//label[@class]")
            if "Priority" in each.text_content()
        ]

    def test_are_those_in_force_on_the_planned_day(self, officer: Client, begun: Draft) -> None:
        save(begun, "when", {"planned_on": "2026-05-04"})
        assert self.offered(officer, begun) == ["Priority 1: Safer, says the new plan (New plan, unverified)"]
        save(begun, "when", {"planned_on": "2026-03-31"}, revision=1)
        assert self.offered(officer, begun) == ["Priority 1: Safer, says the old plan (Old plan, unverified)"]

    def test_that_were_chosen_stay_chosen_and_say_so_when_the_day_moves(
        self, officer: Client, begun: Draft
    ) -> None:
        save(begun, "when", {"planned_on": "2026-03-31"})
        ((old, _),) = queries.priorities(date(2026, 3, 31))
        officer.post(at(begun, "sections/strategy/"), {"revision": 0, "priorities": [old]})
        save(begun, "when", {"planned_on": "2026-05-04"}, revision=1)
        page = officer.get(at(begun, "sections/strategy/")).content.decode()
        assert "not in force on 4 May 2026" in page
        officer.post(
            at(begun, "sections/strategy/"), {"revision": 1, "priorities": [old], "contribution": "Much."}
        )
        (kept,) = DraftSection.objects.get(draft=begun, section="strategy").values["priorities"]
        assert kept == {"id": old, "title": "Priority 1: Safer, says the old plan (Old plan, unverified)"}


class TestTheDraftOfTheDemonstration:
    def test_links_the_split_that_the_workbench_put_forward(self, db: None, settings: Settings) -> None:
        settings.DEMONSTRATION = True
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        supplier: Any = Actor("system:supplied", frozenset({"supplier"}))
        organisations.load_reference(actor=supplier, at=AT)
        people.load(actor=supplier, at=AT)
        decisions_supplied.load(supplier, AT)
        funding_supplied.load(supplier, AT)
        funding_demonstration.load(supplier, AT)
        assert demonstration.load(actor=supplier, at=AT) is True
        assert demonstration.load(actor=supplier, at=AT) is False
        draft = Draft.objects.get(run_id__isnull=False)
        content = queries.content_of(draft)
        assert (draft.round_code, content.total) == ("gm-irs-dr/2026-27", draft.total_pence)
        assert content.split is not None
        assert not content.split.has_changed
        assert len({award.recipient for award in content.awards}) == len(content.awards) == 10
        typed = DraftSection.objects.get(draft=draft, section="financial").values
        assert not {"total_pence", "parts"} & {name for name, value in typed.items() if value}
