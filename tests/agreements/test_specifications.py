"""Does a specification grow by versions that stay as they were settled, each saying whom it reaches and who asked?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from tests.agreements.conftest import AT, LEAD, OFFICER, in_an_act
from tests.pages import words
from tests.races import outcomes

from throughline.agreements.actions import specifications as actions
from throughline.agreements.actions.specifications import RequirementText
from throughline.agreements.models import Agreement, AgreementText, Requirement, SpecificationVersion
from throughline.agreements.queries import specifications as queries
from throughline.agreements.specifications import Said, differences
from throughline.funding.models import Programme
from throughline.kernel.verdict import RefusedError
from throughline.organisations.models import Body, Place

WORKERS = RequirementText("R1", "A key worker in each unit", "hmpps", "More appropriate referrals")
EVENINGS = RequirementText(
    "R2", "Groups meet in the evening too", "lived_experience", "More people retained", "I work until six."
)


def written(*requirements: RequirementText, title: str = "The service") -> SpecificationVersion:
    return actions.write_version(
        actor=OFFICER,
        at=AT,
        programme_id=Programme.objects.get().id,
        title=title,
        requirements=requirements,
    )


def settled(version: SpecificationVersion, day: date = date(2024, 7, 1)) -> SpecificationVersion:
    return actions.settle(actor=LEAD, at=AT, version_id=version.id, in_use_from=day)


def put(version: SpecificationVersion, requirement: RequirementText) -> Requirement:
    return actions.put_requirement(actor=OFFICER, at=AT, version_id=version.id, requirement=requirement)


@pytest.fixture
def first(looked_at: None) -> SpecificationVersion:
    """The first version, settled."""
    return settled(written(WORKERS, EVENINGS))


class TestTheNextVersion:
    def test_begins_with_what_the_current_one_asks_for(self, first: SpecificationVersion) -> None:
        following = written()
        assert following.number == 2
        codes = following.requirements.order_by("code").values_list("code", "origin_words")
        assert list(codes) == [("R1", ""), ("R2", "I work until six.")]
        assert first.requirements.count() == 2

    def test_is_one_at_a_time(self, first: SpecificationVersion) -> None:
        written()
        with pytest.raises(RefusedError, match="being written already"):
            written()

    def test_takes_the_place_of_the_current_one(self, first: SpecificationVersion) -> None:
        following = settled(written(), date(2024, 8, 1))
        first.refresh_from_db()
        assert (first.state, following.state) == ("earlier", "current")
        assert queries.current_of(first.programme_id) == following

    def test_is_not_in_use_before_the_one_that_it_replaces(self, first: SpecificationVersion) -> None:
        following = written()
        with pytest.raises(RefusedError, match="not in use before"):
            settled(following, date(2024, 6, 30))
        first.refresh_from_db()
        assert first.state == "current"

    def test_is_settled_only_when_it_asks_for_something(self, looked_at: None) -> None:
        with pytest.raises(RefusedError, match="asks for nothing yet"):
            settled(written())

    def test_leaves_no_trace_on_the_current_one_when_it_is_thrown_away(
        self, first: SpecificationVersion
    ) -> None:
        following = written()
        actions.discard(actor=OFFICER, at=AT, version_id=following.id)
        first.refresh_from_db()
        assert first.state == "current"
        assert written().number == 3


class TestARequirement:
    def test_of_the_same_number_says_something_else_from_now_on(self, first: SpecificationVersion) -> None:
        following = written()
        put(following, RequirementText("R1", "Two key workers in each unit", "hmpps", "More referrals"))
        assert following.requirements.get(code="R1").text == "Two key workers in each unit"
        assert first.requirements.get(code="R1").text == "A key worker in each unit"

    def test_is_taken_out_of_a_draft(self, first: SpecificationVersion) -> None:
        following = written()
        actions.drop_requirement(actor=OFFICER, at=AT, version_id=following.id, code="R2")
        assert not following.requirements.filter(code="R2").exists()
        with pytest.raises(RefusedError, match="no requirement R2"):
            actions.drop_requirement(actor=OFFICER, at=AT, version_id=following.id, code="R2")

    @pytest.mark.parametrize(
        ("requirement", "sentence"),
        [
            (RequirementText("R3", " ", "hmpps", "x"), "says what is asked for"),
            (RequirementText("R3", "x", "hmpps", " "), "what it serves"),
            (RequirementText("R3", "x", "nobody", "x"), "who asked for it"),
            (RequirementText("R3", "x", "lived_experience", "x"), "what people said"),
        ],
    )
    def test_says_what_who_and_what_for(
        self, looked_at: None, requirement: RequirementText, sentence: str
    ) -> None:
        with pytest.raises(RefusedError, match=sentence):
            put(written(), requirement)

    @pytest.mark.parametrize("change", ["change", "delete", "add", "move"])
    def test_of_a_settled_version_stays_in_the_database_too(
        self, first: SpecificationVersion, change: str
    ) -> None:
        draft = written()
        row = first.requirements.get(code="R1")
        acts: dict[str, Callable[[], Any]] = {
            "change": lambda: Requirement.objects.filter(pk=row.pk).update(text="Nothing"),
            "delete": row.delete,
            "add": lambda: Requirement.objects.create(
                version=first, code="R9", text="x", origin="hmpps", serves="x"
            ),
            "move": lambda: draft.requirements.filter(code="R1").update(version=first, code="R8"),
        }
        with pytest.raises(IntegrityError, match="write its next version"), in_an_act():
            acts[change]()


class TestDifferences:
    OLD = Said("R1", "One", "A review", "Health")

    def test_are_what_came_went_and_changed_in_order(self) -> None:
        new = Said("R2", "Two", "A review", "Health")
        changed = Said("R1", "One and a half", "A review", "Health")
        gone = Said("R0", "Nought", "A review", "Health")
        found = differences([gone, self.OLD], [changed, new])
        assert [(each.kind, each.code) for each in found] == [
            ("removed", "R0"),
            ("changed", "R1"),
            ("added", "R2"),
        ]

    def test_are_none_between_the_same(self) -> None:
        assert differences([self.OLD], [self.OLD]) == ()


class TestWhomAVersionReaches:
    @pytest.fixture
    def agreement(self, first: SpecificationVersion) -> Agreement:
        place = Place.objects.get(name="Bolton")
        with in_an_act():
            return Agreement.objects.create(
                kind="partnership",
                programme=first.programme,
                place=place,
                party=Body.objects.get(code="bolton"),
                specification=first,
                begins_on=date(2024, 7, 1),
                ends_on=date(2027, 3, 31),
                state="draft",
                drafted_at=AT,
                drafted_by=OFFICER.id,
            )

    def test_is_every_agreement_that_names_it(
        self, first: SpecificationVersion, agreement: Agreement, staff: Callable[..., Client]
    ) -> None:
        path = f"/specifications/{first.id}/"
        assert "Bolton: partnership agreement" in words(staff("programme-officer").get(path))
        commissioner = staff("commissioner", "bolton")
        assert "Bolton: partnership agreement" not in words(commissioner.get(path))  # a draft is ours alone
        with in_an_act():
            AgreementText.objects.create(
                agreement=agreement,
                number=1,
                content=b"x",
                sha256="0" * 64,
                frozen_at=AT,
                frozen_by=OFFICER.id,
            )
            Agreement.objects.filter(pk=agreement.pk).update(state="issued")
        assert "Bolton: partnership agreement" in words(commissioner.get(path))
        assert "Bolton: partnership agreement" not in words(staff("key-worker", "bolton").get(path))

    def test_is_not_told_to_another_council(
        self, first: SpecificationVersion, agreement: Agreement, staff: Callable[..., Client]
    ) -> None:
        said = words(staff("commissioner", "bury").get(f"/specifications/{first.id}/"))
        assert "Bolton: partnership agreement" not in said
        assert "A key worker in each unit" in said


class TestYouSaidWeDid:
    def test_shows_the_words_and_what_came_of_them(
        self, first: SpecificationVersion, staff: Callable[..., Client]
    ) -> None:
        said = words(staff("lived-experience").get("/specifications/said/gm-irs-dr/"))
        assert "“I work until six.”" in said
        assert "The service must: Groups meet in the evening too" in said
        assert "In the current version" in said

    def test_says_so_when_it_is_asked_for_no_more(self, first: SpecificationVersion) -> None:
        following = written()
        actions.drop_requirement(actor=OFFICER, at=AT, version_id=following.id, code="R2")
        settled(following)
        found = queries.you_said(OFFICER, first.programme_id)
        assert [(each.since.number, each.is_current) for each in found] == [(1, False)]

    def test_counts_from_the_version_in_which_it_came(self, first: SpecificationVersion) -> None:
        settled(written())
        found = queries.you_said(OFFICER, first.programme_id)
        assert [(each.since.number, each.is_current) for each in found] == [(1, True)]


class TestThePages:
    def test_let_officers_write_add_and_leads_settle(
        self, looked_at: None, staff: Callable[..., Client]
    ) -> None:
        officer, lead = staff("programme-officer"), staff("programme-lead")
        programme = Programme.objects.get().id
        sent = {"programme_id": str(programme), "title": "The service", "source": ""}
        assert "begins with" in words(officer.post("/specifications/write/", sent, follow=True))
        version = SpecificationVersion.objects.get()
        sent = {"code": "R1", "text": "A key worker", "origin": "hmpps", "serves": "Referrals"}
        path = f"/specifications/{version.id}/"
        assert "R1" in words(officer.post(f"{path}requirements/add/", sent, follow=True))
        assert "not for your role" in words(officer.get(f"{path}settle/"))
        day = {"in_use_from_day": "1", "in_use_from_month": "7", "in_use_from_year": "2024"}
        assert "This version is current" in words(lead.post(f"{path}settle/", day, follow=True))

    def test_show_drafts_to_officers_only(self, looked_at: None, staff: Callable[..., Client]) -> None:
        draft = written(WORKERS)
        assert staff("programme-officer").get(f"/specifications/{draft.id}/").status_code == 200
        assert staff("commissioner", "bury").get(f"/specifications/{draft.id}/").status_code == 404
        assert "No specification is settled yet" in words(
            staff("commissioner", "bolton").get("/specifications/")
        )


class TestTwoAtOnce:
    @pytest.fixture
    def draft(self, loaded: str) -> SpecificationVersion:
        return written(WORKERS)

    def test_settle_a_version_once(self, draft: SpecificationVersion) -> None:
        said = outcomes(lambda: settled(draft), lambda: settled(draft))
        assert said.count("done") == 1
        assert any("is current; this can be done while it is draft" in each for each in said)

    def test_settle_it_with_or_without_what_is_being_added(self, draft: SpecificationVersion) -> None:
        said = outcomes(lambda: settled(draft), lambda: put(draft, EVENINGS))
        assert said[0] == "done"
        codes = set(draft.requirements.values_list("code", flat=True))
        assert codes == ({"R1", "R2"} if said[1] == "done" else {"R1"})

    def test_begin_the_next_version_once(self, loaded: str) -> None:
        said = outcomes(lambda: written(WORKERS), lambda: written(WORKERS))
        assert said.count("done") == 1
        assert SpecificationVersion.objects.count() == 1
