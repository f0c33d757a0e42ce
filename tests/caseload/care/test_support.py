"""What is done for a person besides meeting, on whose word, and what of it does probation learn?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.caseload.care.conftest import TEN
from tests.caseload.conftest import SUPPLIER, TODAY, Ward

from throughline.caseload import interventions_supplied
from throughline.caseload.actions import helping, interventions, treatment
from throughline.caseload.actions.treatment import Confirmed, link_of
from throughline.caseload.models import (
    Delivered,
    HarmReduction,
    Intervention,
    Onward,
    Pathway,
    Referral,
    Told,
    Treatment,
)
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]


@pytest.fixture
def catalogue(db: None) -> dict[str, Intervention]:
    interventions_supplied.load(actor=SUPPLIER, at=TEN)
    return {each.code: each for each in Intervention.objects.all()}


@pytest.fixture
def referral(ward: Ward, referred: Make) -> Referral:
    made = referred("assigned")
    look(ward.worker, TODAY)
    return made


def told(referral: Referral) -> list[tuple[str, str]]:
    return list(Told.objects.filter(referral=referral).values_list("kind", "code"))


class TestTheCatalogue:
    def test_is_supplied_once_and_says_that_it_is_an_illustration(
        self, catalogue: dict[str, Intervention]
    ) -> None:
        assert interventions_supplied.load(actor=SUPPLIER, at=TEN) == 0
        assert {each.kind for each in catalogue.values()} == {"brief", "extended"}
        assert all(each.is_illustration and each.version == 1 for each in catalogue.values())

    def test_gets_a_new_version_and_keeps_the_old_one(
        self, ward: Ward, catalogue: dict[str, Intervention]
    ) -> None:
        later = TEN + timedelta(days=30)
        interventions.publish(
            actor=ward.manager, at=later, code="staying-well", kind="extended", title="Staying well", content="New.",
            sessions=5,
        )  # fmt: skip
        old, new = Intervention.objects.filter(code="staying-well").order_by("version")
        assert (old.used_until, new.version, new.used_until) == (later.date(), 2, None)

    def test_is_not_for_a_key_worker_to_write(self, ward: Ward) -> None:
        with pytest.raises(RefusedError, match="not for your role"):
            interventions.publish(
                actor=ward.worker, at=TEN, code="x", kind="brief", title="X", content="X", sessions=1
            )


class TestABriefIntervention:
    def give(
        self, ward: Ward, referral: Referral, which: Intervention, session: int, **changes: Any
    ) -> Delivered:
        given = {"given_on": TODAY, "actor": ward.worker} | changes
        return interventions.give(
            at=TEN, referral_id=referral.id, intervention_id=which.id, session=session, **given
        )

    def test_starts_the_pathway_with_its_first_session_and_completes_it_with_its_last(
        self, ward: Ward, referral: Referral, catalogue: dict[str, Intervention]
    ) -> None:
        which = catalogue["next-90-minutes"]
        self.give(ward, referral, which, 1)
        pathway = Pathway.objects.get()
        assert (pathway.kind, pathway.runs_until) == ("brief", None)
        assert Referral.objects.get(id=referral.id).state == "on_pathway"
        self.give(ward, referral, which, 2)
        pathway.refresh_from_db()
        assert pathway.runs_until == TODAY + timedelta(days=1)
        assert ("intervention_completed", "next-90-minutes") in told(referral)

    def test_of_one_session_is_complete_at_once(
        self, ward: Ward, referral: Referral, catalogue: dict[str, Intervention]
    ) -> None:
        self.give(ward, referral, catalogue["advice-alcohol"], 1)
        assert Pathway.objects.get().runs_until is not None

    def test_sent_twice_is_recorded_once(
        self, ward: Ward, referral: Referral, catalogue: dict[str, Intervention]
    ) -> None:
        for _ in range(2):
            self.give(ward, referral, catalogue["advice-alcohol"], 1)
        assert Delivered.objects.count() == 1

    def test_goes_on_in_the_version_in_which_it_began(
        self, ward: Ward, referral: Referral, catalogue: dict[str, Intervention]
    ) -> None:
        old = catalogue["next-90-minutes"]
        self.give(ward, referral, old, 1)
        interventions.publish(
            actor=ward.manager,
            at=TEN,
            code=old.code,
            kind="brief",
            title=old.title,
            content="New.",
            sessions=3,
        )
        self.give(ward, referral, old, 2)
        assert Pathway.objects.get().runs_until is not None

    def test_keeps_its_order_and_its_day(
        self, ward: Ward, referral: Referral, catalogue: dict[str, Intervention]
    ) -> None:
        with pytest.raises(RefusedError, match="Session 1 comes first"):
            self.give(ward, referral, catalogue["staying-well"], 2)
        with pytest.raises(RefusedError, match="still to come"):
            self.give(ward, referral, catalogue["staying-well"], 1, given_on=TODAY + timedelta(days=1))

    def test_is_not_probations_to_record(
        self, ward: Ward, referral: Referral, catalogue: dict[str, Intervention]
    ) -> None:
        look(ward.practitioner, TODAY)
        with pytest.raises(RefusedError, match="not for your role"):
            self.give(ward, referral, catalogue["advice-alcohol"], 1, actor=ward.practitioner)


class TestSpecialistTreatment:
    def refer(self, ward: Ward, referral: Referral, on: date = TODAY) -> Treatment:
        return treatment.refer(
            actor=ward.worker, at=TEN, referral_id=referral.id, service="Made-up treatment", referred_on=on
        )

    def test_is_under_way_from_its_referral_and_told(self, ward: Ward, referral: Referral) -> None:
        self.refer(ward, referral)
        assert Pathway.objects.get().kind == "specialist"
        assert ("treatment_referred", "") in told(referral)

    def test_sent_twice_is_one_and_another_beside_it_is_refused(self, ward: Ward, referral: Referral) -> None:
        assert self.refer(ward, referral).id == self.refer(ward, referral).id
        with pytest.raises(RefusedError, match="under way already"):
            self.refer(ward, referral, TODAY - timedelta(days=1))

    def test_keeps_the_link_to_its_monitoring_once_and_sealed(self, ward: Ward, referral: Referral) -> None:
        made = self.refer(ward, referral)
        who: dict[str, Any] = {"actor": ward.worker, "at": TEN, "treatment_id": made.id}
        treatment.accept(**who, confirmed=Confirmed(TODAY))
        treatment.start(**who, confirmed=Confirmed(TODAY, client_id="C-4711", episode_id="E-1"))
        kept = Treatment.objects.select_related("referral__person").get()
        assert b"4711" not in bytes(kept.link)
        assert link_of(kept) == {"CLIENTID": "C-4711", "EPISODID": "E-1"}

    def test_follows_its_days(self, ward: Ward, referral: Referral) -> None:
        made = self.refer(ward, referral)
        who: dict[str, Any] = {"actor": ward.worker, "at": TEN, "treatment_id": made.id}
        with pytest.raises(RefusedError, match="before 2 March 2026"):
            treatment.accept(**who, confirmed=Confirmed(TODAY - timedelta(days=1)))
        with pytest.raises(RefusedError, match="still to come"):
            treatment.accept(**who, confirmed=Confirmed(TODAY + timedelta(days=1)))

    def test_ends_its_pathway_when_it_is_refused_with_the_reason(
        self, ward: Ward, referral: Referral
    ) -> None:
        made = self.refer(ward, referral)
        who: dict[str, Any] = {"actor": ward.worker, "at": TEN, "treatment_id": made.id}
        with pytest.raises(RefusedError, match="Choose why"):
            treatment.refuse(**who, confirmed=Confirmed(TODAY))
        for _ in range(2):
            treatment.refuse(**who, confirmed=Confirmed(TODAY, "capacity"))
        assert told(referral).count(("treatment_refused", "capacity")) == 1
        assert Pathway.objects.get().runs_until == TODAY + timedelta(days=1)

    def test_is_reviewed_while_it_runs(self, ward: Ward, referral: Referral) -> None:
        made = self.refer(ward, referral)
        who: dict[str, Any] = {"actor": ward.worker, "at": TEN, "treatment_id": made.id}
        with pytest.raises(RefusedError, match="while it runs"):
            treatment.review(**who, confirmed=Confirmed(TODAY))
        treatment.accept(**who, confirmed=Confirmed(TODAY))
        treatment.start(**who, confirmed=Confirmed(TODAY))
        assert treatment.review(**who, confirmed=Confirmed(TODAY)).reviewed_on == TODAY


class TestHarmReduction:
    def test_is_recorded_once_a_day_and_not_told_to_probation(self, ward: Ward, referral: Referral) -> None:
        before = told(referral)
        for _ in range(2):
            helping.note_harm(actor=ward.worker, at=TEN, referral_id=referral.id, kind="naloxone", on=TODAY)
        assert HarmReduction.objects.count() == 1
        assert told(referral) == before


class TestHelpWithAnotherNeed:
    def test_goes_onward_once_and_gets_its_outcome(self, ward: Ward, referral: Referral) -> None:
        given: dict[str, Any] = {"need": "ACCOM", "service": "Made-up housing", "sent_on": TODAY}
        for _ in range(2):
            helping.send_onward(actor=ward.worker, at=TEN, referral_id=referral.id, **given)
        assert Onward.objects.count() == 1
        assert ("onward", "ACCOM") in told(referral)
        helping.say_outcome(
            actor=ward.worker, at=TEN, onward_id=Onward.objects.get().id, outcome="met", on=TODAY
        )
        assert Onward.objects.get().outcome == "met"

    def test_is_for_the_other_seven_needs(self, ward: Ward, referral: Referral) -> None:
        assert len(helping.OTHER_NEEDS) == 7
        with pytest.raises(RefusedError, match="other seven"):
            helping.send_onward(
                actor=ward.worker, at=TEN, referral_id=referral.id, need="DNR", service="X", sent_on=TODAY
            )


class TestThePageOfSupport:
    def day(self) -> dict[str, str]:
        return {"on_day": "2", "on_month": "3", "on_year": "2026"}

    def test_leads_through_a_brief_intervention_and_a_treatment(
        self, ward: Ward, referral: Referral, catalogue: dict[str, Intervention], browse: Browse
    ) -> None:
        browser, base = browse(ward.worker), f"/people/{referral.reference}/support/"
        which = catalogue["advice-drugs"]
        for path, given in (
            ("session/", {"what": f"{which.id}:1"}),
            ("treatment/", {"service": "Made-up treatment"}),
            ("harm/", {"kind": "naloxone"}),
            ("onward/", {"need": "ETE", "service": "Made-up college"}),
        ):
            answer = browser.post(base + path, {**given, **self.day()})
            assert answer.status_code == 302, (path, answer.content.decode())
        look(ward.worker, TODAY)
        made, sent = Treatment.objects.get(), Onward.objects.get()
        for path, given in (
            (f"treatment/{made.id}/accept/", {}),
            (f"treatment/{made.id}/start/", {"client_id": "C1"}),
            (f"treatment/{made.id}/review/", {}),
            (f"treatment/{made.id}/end/", {"reason": "completed"}),
            (f"onward/{sent.id}/", {"outcome": "taken_up"}),
        ):
            assert browser.get(base + path).status_code == 200, path
            answer = browser.post(base + path, {**given, **self.day()})
            assert answer.status_code == 302, (path, answer.content.decode())
        shown = browser.get(base).content.decode()
        for words in ("A short talk about drugs and harm", "Complete", "Ended", "Naloxone given", "Taken up"):
            assert words in shown

    def test_of_a_person_out_of_sight_is_not_there(
        self, ward: Ward, referral: Referral, browse: Browse
    ) -> None:
        for path in ("", "session/", "treatment/", "harm/", "onward/"):
            assert (
                browse(ward.elm_worker).get(f"/people/{referral.reference}/support/{path}").status_code == 404
            )

    def test_asks_at_most_ten_queries_of_the_caseload(
        self, ward: Ward, referral: Referral, browse: Browse, django_assert_max_num_queries: Any
    ) -> None:
        browser = browse(ward.worker)
        browser.get(f"/people/{referral.reference}/support/")
        with django_assert_max_num_queries(40) as seen:
            assert browser.get(f"/people/{referral.reference}/support/").status_code == 200
        assert sum("caseload_" in each["sql"] for each in seen.captured_queries) <= 10


class TestTheCataloguesPages:
    def test_list_download_and_show_a_version(
        self, ward: Ward, catalogue: dict[str, Intervention], browse: Browse
    ) -> None:
        browser = browse(ward.worker)
        assert "Staying well" in browser.get("/interventions/?q=well").content.decode()
        assert "Staying well" not in browser.get("/interventions/?kind=brief").content.decode()
        assert "staying-well" in browser.get("/interventions.csv").content.decode()
        assert "Illustration" in browser.get("/interventions/staying-well/").content.decode()
        assert browser.get("/interventions/nothing/").status_code == 404
        assert browser.get("/interventions/new/").status_code == 403

    def test_take_a_new_version_from_a_manager(
        self, ward: Ward, catalogue: dict[str, Intervention], browse: Browse
    ) -> None:
        given = {"title": "Staying well", "kind": "extended", "sessions": "5", "content": "Five now."}
        assert browse(ward.manager).post("/interventions/staying-well/next/", given).status_code == 302
        assert Intervention.objects.filter(code="staying-well").count() == 2
