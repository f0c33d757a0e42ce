"""Does need that left of a linkage come out again of what the linkage keeps, and is it seen when it does not?"""

import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.evidence.held import held_extract

from throughline.evidence.actions import linkages, linked_need, recomputing
from throughline.evidence.actions.linked_need import release_linked_need
from throughline.evidence.linkage import demonstration as linked
from throughline.evidence.linkage.linking import link
from throughline.evidence.models import Extract, Linkage, Release
from throughline.evidence.need import demonstration
from throughline.evidence.need.made_up import made_up
from throughline.evidence.need.parts import Lists, from_json, on_no_list
from throughline.evidence.queries.linkages import review_of
from throughline.frame.sealing import seal, unwrapped
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.queries import history_of
from throughline.organisations import actions as organisations

BEFORE, AT, LATER = (datetime(2026, 5, 1, hour, tzinfo=UTC) for hour in (8, 9, 10))
COMMAND = Actor("system:tests", frozenset({"supplier"}))
ANALYST = Actor("person:0198b1a0-0000-7000-8000-000000000001", frozenset({"analyst"}))
UNITS = {
    "Bolton": "Bolton",
    "Bury": "Bury and Rochdale",
    "Rochdale": "Bury and Rochdale",
    "Wigan": "Wigan",
}
AREAS = made_up(3, {where: 60 + 7 * number for number, where in enumerate(UNITS.items())})
LISTS = replace(demonstration.lists_of(AREAS, seed=3), draws=50)
ONCE: dict[str, Any] = {}


def an_extract() -> Extract:
    return held_extract(actor=COMMAND, at=BEFORE, name="the synthetic year", seed=3)


@pytest.fixture
def row(db: None) -> Linkage:
    """A linkage of made-up people with their lists, reviewed, of which need has not left yet."""
    organisations.load_reference(actor=COMMAND, at=BEFORE)
    an_extract()
    if not ONCE:
        files, truth = linked.made_up_files(AREAS, BEFORE.date())
        ONCE.update(files=files, truth=truth, done=link(files, tell=lambda said: None))
    return linked.keep(**ONCE, lists=LISTS, actor=ANALYST, at=BEFORE)


@pytest.fixture
def left(row: Linkage) -> list[Release]:
    """Need, met and unmet by place and unit, and the evidence by unit."""
    return release_linked_need(linkage_id=row.pk, actor=ANALYST, at=AT)


def again(**only: Any) -> list[recomputing.Again]:
    extract = Extract.objects.get()
    return recomputing.recompute(actor=ANALYST, at=LATER, extract_id=extract.id, **only)


def changed(row: Linkage, **values: Any) -> None:
    """Somebody changes the linkage behind everybody's back."""
    with act(actor=COMMAND, at=LATER, verb="test", subject=("test", 2)):
        Linkage.objects.filter(pk=row.pk).update(**values)


def one(left: list[Release], measure: str, by: str) -> Release:
    return next(each for each in left if (each.measure, each.by) == (measure, by))


class TestNeedThatLeftOfALinkage:
    def test_comes_out_again_number_by_number_and_no_row_about_people_is_opened(
        self, left: list[Release]
    ) -> None:
        found = again()
        assert {(each.release.measure, each.release.by) for each in found} == {
            *((f"need-{kind}", by) for kind in ("estimate", "met", "unmet") for by in ("place", "unit")),
            ("need-evidence", "unit"),
        }
        assert [(each.release.measure, each.differs, each.why_not) for each in found] == [
            (each.release.measure, (), "") for each in found
        ]
        for each in found:
            shown = sum(cell["count"] is not None for cell in each.release.cells)
            figures = sum(len(named) for named in each.release.figures.values())
            assert each.compared == shown + figures
            assert shown > 10
            assert bool(figures) == (each.release.measure != "need-evidence")
        verbs = {each.verb for each in history_of("extract", Extract.objects.get().pk)}
        assert "extract.recomputed" in verbs
        assert "extract.opened" not in verbs

    def test_holds_those_on_no_list_and_draws_them_anew(
        self, left: list[Release], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        table = one(left, "need-estimate", "place")
        known = {cell["key"][0]: cell["count"] for cell in table.cells if cell["key"][1] == "total"}
        assert all(table.figures[name]["best"] > known[name] for name in UNITS)
        monkeypatch.setattr(linked_need, "lists_of", lambda row: replace(LISTS, seed=LISTS.seed + 100))
        differing = {each.release.measure for each in again() if each.differs}
        assert differing == {"need-estimate", "need-unmet"}

    def test_comes_out_whoever_answered_pairs_since_then(
        self, row: Linkage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for said in ("different", "same"):
            for place in range(1, 21):
                linkages.answer(actor=ANALYST, at=BEFORE, linkage_id=row.pk, place=place, said=said)
        before = review_of(row)
        release_linked_need(linkage_id=row.pk, actor=ANALYST, at=AT)
        for place in range(1, 41):  # half of them were answered before, and their answer changes
            linkages.answer(actor=ANALYST, at=LATER, linkage_id=row.pk, place=place, said="different")
        assert review_of(row) != before
        assert review_of(row, until=AT) == before
        assert not [each for each in again() if each.differs or each.why_not]
        monkeypatch.setattr(recomputing, "review_of", lambda row, until: review_of(row))
        assert [each for each in again() if each.differs]

    def test_is_for_analysts_alone(self, left: list[Release]) -> None:
        reader = Actor("person:reader", frozenset({"commissioner"}))
        with pytest.raises(RefusedError, match="Only an analyst"):
            recomputing.recompute(actor=reader, at=LATER, extract_id=left[0].extract_id)


class TestANumberThatIsAnother:
    """In memory: the database lets nobody write such a table."""

    def test_is_named_whether_it_is_a_count_or_a_figure(self, left: list[Release]) -> None:
        need = recomputing._Need()
        for table in left:
            worse = copy.deepcopy(table)
            place = next(n for n, cell in enumerate(worse.cells) if cell["count"])
            worse.cells[place]["count"] += 1
            [said] = need.again(worse).differs
            assert said.startswith(f"{' + '.join(table.cells[place]['key'])}: ")
            if table.figures:
                name = next(iter(table.figures))
                worse = copy.deepcopy(table)
                worse.figures[name]["high"] += 1
                [said] = need.again(worse).differs
                assert said.startswith(f"{name}, high: ")

    def test_is_seen_where_the_table_is_said_to_be_of_another_linkage(self, left: list[Release]) -> None:
        outcome = ONCE["done"].outcome
        likelier = replace(outcome.places["Bolton"], expected=outcome.places["Bolton"].expected + 20)
        done = replace(
            ONCE["done"], outcome=replace(outcome, places={**outcome.places, "Bolton": likelier}, units={})
        )
        other = linked.keep(ONCE["files"], done, ONCE["truth"], LISTS, actor=ANALYST, at=BEFORE)
        table = copy.deepcopy(one(left, "need-met", "place"))
        table.linkage = other
        need = recomputing._Need()
        assert "Bolton + met" in need.again(table).differs[0]
        table = copy.deepcopy(one(left, "need-evidence", "unit"))
        table.linkage = other
        assert need.again(table).differs == ("Its linkage makes no such table.",)


class TestALinkageThatWasChanged:
    def test_is_told_when_its_model_is_another(self, row: Linkage, left: list[Release]) -> None:
        changed(row, model=row.model | {"sha256": "0" * 64})
        assert {each.differs for each in again()} == {
            ("Its linkage names another model than when it was kept.",)
        }

    def test_is_told_when_it_keeps_other_sums(self, row: Linkage, left: list[Release]) -> None:
        """Even of the same words: whoever holds the key can seal anew, and the ledger knows what was sealed."""
        place = linkages._place_of(row.pk)
        said = linkages._unsealed(row)
        text = seal(unwrapped(bytes(row.wrapped_key)), linkages.json.dumps(said), place=place)
        changed(row, sealed_places=text)
        assert {each.differs for each in again()} == {
            ("What its linkage keeps sealed is not what was sealed when it was kept.",)
        }

    def test_is_told_when_its_own_table_is_another(self, row: Linkage, left: list[Release]) -> None:
        table = copy.deepcopy(row.table)
        cell = next(each for each in table["cells"] if each["count"])
        cell["count"] += 1
        changed(row, table=table)
        assert {each.differs for each in again()} == {
            ("Its linkage’s own table shows other counts than come out of its sums.",)
        }


class TestNeedThatCannotBeWorkedOutAgain:
    def why_not(self) -> str:
        [why] = {each.why_not for each in again()}
        assert not any(each.compared or each.differs for each in again())
        return why

    def test_says_that_its_linkage_is_closed(self, row: Linkage, left: list[Release]) -> None:
        linkages.close(actor=ANALYST, at=LATER, linkage_id=row.pk)
        assert self.why_not() == recomputing.GONE

    def test_says_that_it_left_by_an_earlier_version(
        self, left: list[Release], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(linked_need, "VERSION", 99)
        assert self.why_not() == "It left by version 2, and this program has 99."

    def test_says_that_its_linkage_was_kept_without_lists(
        self, left: list[Release], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept = linkages._kept
        monkeypatch.setattr(
            linkages, "_kept", lambda row: {name: said for name, said in kept(row).items() if name != "sums"}
        )
        assert self.why_not() == recomputing.NOT_KEPT


class TestListsOfPartsOfUnits:
    def test_are_the_same_after_they_were_kept(self, row: Linkage) -> None:
        assert linkages.lists_of(row) == LISTS
        assert from_json(LISTS.as_json()) == LISTS

    def test_give_each_place_the_sum_of_its_parts_and_nobody_where_there_are_none(self) -> None:
        found = on_no_list(replace(LISTS, parts=LISTS.parts[:3]))
        assert set(found["place"]) == {*list(UNITS)[:3]}
        assert on_no_list(Lists()) == {"place": {}, "unit": {}}
        two = tuple(replace(each, unit="One unit") for each in LISTS.parts[:2])
        together = on_no_list(replace(LISTS, parts=two))
        assert together["unit"]["One unit"].best == pytest.approx(
            sum(each.best for each in together["place"].values())
        )


class TestNeedWithoutAnybodyOnNoList:
    def test_comes_out_again_too(self, row: Linkage) -> None:
        bare = linked.keep(**ONCE, lists=Lists(), actor=ANALYST, at=BEFORE + timedelta(minutes=1))
        left = release_linked_need(linkage_id=bare.pk, actor=ANALYST, at=AT)
        met, need = one(left, "need-met", "place"), one(left, "need-estimate", "place")
        assert need.figures["Bolton"]["low"] == need.figures["Bolton"]["high"]
        assert met.figures["Bolton"]["low"] < met.figures["Bolton"]["high"]
        assert not [each for each in again() if each.differs or each.why_not]
