"""Every state × step × role of an assessment, and of the steps by which it takes a referral on."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from tests.caseload.conftest import AT, TODAY, Ward, make_referral, make_ward
from tests.caseload.triage_steps import bring, undone
from tests.races import outcomes

from throughline.caseload import codes
from throughline.caseload.actions import assessing, pathways
from throughline.caseload.actions.assessing import ChangedMeanwhileError
from throughline.caseload.care.lifecycle import ASSESSMENT
from throughline.caseload.lifecycle import REFERRAL
from throughline.caseload.models import Assessment, NeedLevel, OutcomesProfile, Pathway, Referral, Told
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import NOBODY, Lifecycle
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

Make = Callable[..., Referral]
AFTER = sorted(to for start, to in REFERRAL.transitions() if start == "assigned")
LEVELS = {"levels": {code: {"level": "low"} for code in codes.NEEDS}}


def actors(table: Lifecycle) -> dict[str, Actor]:
    return {role: Actor(f"person:{uuid4()}", frozenset({role} - {NOBODY})) for role in (NOBODY, *table.roles)}


def drafted(ward: Ward, made: Referral, *, is_filled: bool = True) -> Assessment:
    look(ward.worker, TODAY)
    draft = assessing.begin(actor=ward.worker, at=AT, referral_id=made.id, kind="first")
    if is_filled:
        assessing.save_section(
            actor=ward.worker, at=AT, assessment_id=draft.id, section="needs", values=LEVELS, revision=0
        )
    return draft


def in_state(ward: Ward, made: Referral, state: str) -> Assessment:
    draft = drafted(ward, made)
    if state != "draft":
        with act(actor=ward.worker, at=AT, verb="test.moved", subject=("referral", made.id)):
            Assessment.objects.filter(id=draft.id).update(state=state, completed_at=AT)
    draft.refresh_from_db()
    return draft


@pytest.mark.django_db
@pytest.mark.parametrize("state", ASSESSMENT.states)
@pytest.mark.parametrize("name", ["complete", "discard"])
class TestAnAssessment:
    def test_goes_a_step_where_the_table_allows_it_and_stays_where_not(
        self, ward: Ward, referred: Make, state: str, name: str
    ) -> None:
        row = in_state(ward, referred("assigned"), state)
        step = ASSESSMENT.step(name)
        take = {"complete": assessing.complete, "discard": assessing.discard}[name]
        for role, actor in actors(ASSESSMENT).items():
            cell = (state, name, role)
            with undone():
                if state in step.from_states and role in step.roles:
                    take(actor=actor, at=AT, assessment_id=row.id)
                    row.refresh_from_db()
                    assert row.state == step.to, cell
                else:
                    with pytest.raises(RefusedError):
                        pytest.fail(f"{cell}: {take(actor=actor, at=AT, assessment_id=row.id)}")
            row.refresh_from_db()
            assert row.state == state, cell


@pytest.mark.django_db
class TestBeginning:
    def test_is_for_whom_the_table_says(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        for role, actor in actors(ASSESSMENT).items():
            with undone():
                if role in ASSESSMENT.step("open").roles:
                    begun = assessing.begin(actor=actor, at=AT, referral_id=made.id, kind="first")
                    assert begun.state == "draft", role
                else:
                    with pytest.raises(RefusedError):
                        assessing.begin(actor=actor, at=AT, referral_id=made.id, kind="first")

    @pytest.mark.parametrize("state", REFERRAL.states)
    def test_fits_a_referral_that_has_its_key_worker(self, ward: Ward, referred: Make, state: str) -> None:
        made = referred("draft")
        bring(ward, made, state)
        look(ward.practitioner if state in ("draft", "discarded") else ward.worker, TODAY)
        if state == "assigned":
            assert (
                assessing.begin(actor=ward.worker, at=AT, referral_id=made.id, kind="first").kind == "first"
            )
        else:
            with pytest.raises((RefusedError, Referral.DoesNotExist)):
                assessing.begin(actor=ward.worker, at=AT, referral_id=made.id, kind="first")


@pytest.mark.django_db
class TestAReferral:
    @pytest.mark.parametrize("state", ["assigned", *AFTER])
    def test_is_assessed_by_its_first_assessment_from_where_the_table_says(
        self, ward: Ward, referred: Make, state: str
    ) -> None:
        made = referred("assigned")
        draft = drafted(ward, made)
        with act(actor=ward.worker, at=AT, verb="test.moved", subject=("referral", made.id)):
            Referral.objects.filter(id=made.id).update(state=state)
        for role, actor in actors(REFERRAL).items():
            step = REFERRAL.step("assess")
            allowed = state in step.from_states and role in ASSESSMENT.step("complete").roles & step.roles
            with undone():
                if allowed:
                    assessing.complete(actor=actor, at=AT, assessment_id=draft.id)
                    made.refresh_from_db()
                    assert made.state == "assessed", (state, role)
                else:
                    with pytest.raises(RefusedError):
                        assessing.complete(actor=actor, at=AT, assessment_id=draft.id)

    @pytest.mark.parametrize("state", REFERRAL.states)
    def test_starts_a_pathway_from_where_the_table_says(self, ward: Ward, referred: Make, state: str) -> None:
        made = referred("draft")
        bring(ward, made, state)
        look(ward.practitioner if state in ("draft", "discarded") else ward.worker, TODAY)
        step = REFERRAL.step("start")
        for role, actor in actors(REFERRAL).items():
            cell = (state, role)
            further = state == "on_pathway" and role in step.roles
            with undone():
                if (state in step.from_states and role in step.roles) or further:
                    pathways.start(actor=actor, at=AT, referral_id=made.id, kind="brief", runs_from=TODAY)
                    made.refresh_from_db()
                    assert made.state == "on_pathway", cell
                    assert Pathway.objects.get(referral=made).kind == "brief", cell
                    assert Told.objects.get(referral=made).code == "brief", cell
                else:
                    with pytest.raises(RefusedError):
                        pathways.start(actor=actor, at=AT, referral_id=made.id, kind="brief", runs_from=TODAY)


@pytest.mark.django_db
class TestACompleteAssessment:
    def test_is_held_by_the_database_too(self, ward: Ward, referred: Make) -> None:
        draft = drafted(ward, referred("assigned"))
        assessing.complete(actor=ward.worker, at=AT, assessment_id=draft.id)
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            act(actor=ward.worker, at=AT, verb="test.moved", subject=("referral", draft.referral_id)),
        ):
            Assessment.objects.filter(id=draft.id).update(state="draft")

    def test_keeps_its_profile_and_drops_an_audit_that_was_not_asked(
        self, ward: Ward, referred: Make
    ) -> None:
        draft = drafted(ward, referred("assigned"))
        for section, values in (
            ("alcohol", {"alcohol": {"1": 1, "2": 0, "3": 0}}),
            ("audit", {"alcohol": {"4": 4}}),
            ("outcomes", {"outcomes": {"opioids": 20}}),
        ):
            assessing.save_section(
                actor=ward.worker, at=AT, assessment_id=draft.id, section=section, values=values, revision=0
            )
        assessing.complete(actor=ward.worker, at=AT, assessment_id=draft.id)
        kept = Assessment.objects.select_related("referral__person").get(id=draft.id)
        said = assessing.said_of(kept)
        assert said.alcohol == {"1": 1, "2": 0, "3": 0}
        assert not said.levels
        assert NeedLevel.objects.filter(assessment=kept).count() == 8
        profile = OutcomesProfile.objects.select_related("referral__person").get()
        assert (profile.stage, assessing.outcomes_of(profile)) == ("start", {"opioids": 20})


class TestTwoWindows:
    def test_that_save_one_section_at_once_keep_one_and_say_so_to_the_other(self, committed_db: str) -> None:
        with transaction.atomic():
            ward = make_ward()
            draft = drafted(ward, make_referral(ward, "assigned"), is_filled=False)

        def saving(text: str) -> Callable[[], None]:
            def do() -> None:
                with transaction.atomic():
                    look(ward.worker, TODAY)
                    assessing.save_section(
                        actor=ward.worker,
                        at=AT,
                        assessment_id=draft.id,
                        section="strengths",
                        values={"strengths": text, "motivation": ""},
                        revision=0,
                    )

            return do

        became = outcomes(saving("One"), saving("Two"))
        assert became.count("done") == 1
        assert any("saved in another window" in each for each in became)
        with transaction.atomic():
            look(ward.worker, TODAY)
            said = assessing.said_of(Assessment.objects.select_related("referral__person").get())
            assert said.strengths == ("One", "Two")[became.index("done")]
            assert said.revisions == {"strengths": 1}

    def test_that_complete_at_once_complete_once(self, committed_db: str) -> None:
        with transaction.atomic():
            ward = make_ward()
            draft = drafted(ward, make_referral(ward, "assigned"))

        def completing() -> None:
            with transaction.atomic():
                look(ward.worker, TODAY)
                assessing.complete(actor=ward.worker, at=AT, assessment_id=draft.id)

        assert outcomes(completing, completing).count("done") == 1
        with transaction.atomic():
            look(ward.worker, TODAY)
            assert NeedLevel.objects.count() == 8
            assert Told.objects.filter(kind="assessed").count() == 1


def test_a_conflict_is_a_refusal_that_carries_what_stands_there() -> None:
    assert issubclass(ChangedMeanwhileError, RefusedError)
