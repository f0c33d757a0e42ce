"""Who waits, to whom can they be given, how full is everybody, and whose people does a cover see?"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import AT, TODAY, Ward
from tests.caseload.triage_steps import asked_by, limit
from tests.pages import words

from throughline.caseload.actions import triage, workers
from throughline.caseload.models import Absence, Referral, Skill, Told
from throughline.caseload.queries.candidates import whose_people
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import working

pytestmark = pytest.mark.django_db
Make = Callable[..., Referral]
Browse = Callable[[Actor], Client]


class TestTheWaitingList:
    def test_says_how_long_and_what_for(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made, client = referred("accepted"), browse(ward.worker)
        assert "Nobody has said why" in words(client.get("/waiting/"))
        client.post(f"/inbox/{made.reference}/waits/", {"reason": "capacity"})
        said = words(client.get("/waiting/"))
        assert "No key worker is free" in said
        assert f"{(timezone.localdate() - TODAY).days} days" in said

    def test_knows_of_a_release_to_come(self, ward: Ward, referred: Make) -> None:
        made = referred()
        look(ward.worker, TODAY)
        with act(actor=ward.worker, at=AT, verb="test.moved", subject=("referral", made.id)):
            Referral.objects.filter(id=made.id).update(release_on=TODAY + timedelta(days=30))
        assert triage.accept(actor=ward.worker, at=AT, referral_id=made.id).waits_for == "release"

    def test_is_left_when_a_key_worker_is_given(self, ward: Ward, referred: Make, browse: Browse) -> None:
        made, client = referred("accepted"), browse(ward.worker)
        page = client.get(f"/inbox/{made.reference}/allocate/")
        assert "Suggested: Made-up worker has 0 of 40 people" in words(page)
        client.post(f"/inbox/{made.reference}/allocate/", {"key_worker": ward.worker.id})
        assert "Nobody waits" in words(client.get("/waiting/"))
        look(ward.worker, TODAY)
        assert Told.objects.filter(kind="allocated").count() == 1

    def test_gives_nobody_to_a_worker_of_another_unit(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made, client = referred("accepted"), browse(ward.manager)
        page = client.post(f"/inbox/{made.reference}/allocate/", {"key_worker": ward.worker_south.id})
        assert page.status_code == 200
        assert "There is a problem" in words(page)

    def test_gives_a_limited_record_only_to_whom_it_names(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("accepted")
        limit(ward, made, ward.manager.id)
        page = words(browse(ward.manager).get(f"/inbox/{made.reference}/allocate/"))
        assert "Made-up worker" not in page
        limit(ward, made, ward.worker.id)
        page = words(browse(ward.manager).get(f"/inbox/{made.reference}/allocate/"))
        assert "Made-up worker" in page


class TestCaseloads:
    def test_say_who_has_how_many_of_how_many(self, ward: Ward, referred: Make, browse: Browse) -> None:
        referred("assigned")
        client = browse(ward.manager)
        assert "1 of 40" in words(client.get("/caseloads/"))
        worker = ward.worker.id.removeprefix("person:")
        client.post(f"/caseloads/{worker}/", {"most_people": "1", "skills": ["high", "ur"]})
        said = words(client.get("/caseloads/"))
        assert "1 of 1 (full)" in said
        assert "High complexity, Urdu" in said
        assert asked_by(client, "/caseloads/") == 7

    def test_are_for_the_manager_of_the_provider_alone(self, ward: Ward, browse: Browse) -> None:
        worker = ward.worker.id.removeprefix("person:")
        assert browse(ward.worker).get("/caseloads/").status_code == 403
        assert browse(ward.elm_manager).get(f"/caseloads/{worker}/").status_code == 404
        assert "Made-up worker" not in words(browse(ward.elm_manager).get("/caseloads/"))

    def test_say_who_is_away_and_who_covers(self, ward: Ward, referred: Make, browse: Browse) -> None:
        client, today = browse(ward.manager), timezone.localdate()
        given = {"worker": ward.worker.id, "covered_by": ward.worker_south.id}
        for name, day in (("away_from", today), ("away_until", today + timedelta(days=7))):
            given |= {
                f"{name}_day": str(day.day),
                f"{name}_month": str(day.month),
                f"{name}_year": str(day.year),
            }
        page = client.post("/caseloads/away/", given)
        assert "does not work in North unit" in words(page)
        client.post(
            f"/working/{ward.north}/add/",
            {"person": ward.worker_south.id.removeprefix("person:"), "since": f"{today:%d/%m/%Y}"},
        )
        assert client.post("/caseloads/away/", given).status_code == 302
        said = words(client.get("/caseloads/"))
        assert "Made-up worker-south covers" in said
        made = referred("accepted")
        page = words(client.get(f"/inbox/{made.reference}/allocate/"))
        assert "covered by Made-up worker-south" in page
        assert "Suggested: Made-up worker-south" in page

    def test_are_kept_behind_the_provider_s_wall(self, ward: Ward) -> None:
        look(ward.manager, TODAY)
        with act(actor=ward.manager, at=AT, verb="test.made", subject=("worker", "x")):
            Skill.objects.create(body_id=ward.ash, worker=ward.worker.id)
        for actor, many in ((ward.worker_south, 1), (ward.elm_manager, 0), (ward.practitioner, 0)):
            look(actor, TODAY)
            assert (Skill.objects.count(), Absence.objects.count()) == (many, 0)


class TestACover:
    @pytest.fixture
    def away(self, ward: Ward) -> Absence:
        """The north unit's worker is away for a week, and the south unit's, who works there too, covers."""
        person = ward.worker_south.id.removeprefix("person:")
        working.place_worker(actor=ward.manager, at=AT, person_id=person, unit_id=ward.north, since=TODAY)
        look(ward.manager, TODAY)
        return workers.be_away(
            actor=ward.manager,
            at=AT,
            body=ward.ash,
            worker=ward.worker.id,
            away_from=TODAY,
            away_until=TODAY + timedelta(days=7),
            covered_by=ward.worker_south.id,
        )

    def test_has_the_absent_worker_s_people_in_their_lists_for_as_long_as_it_lasts(
        self, ward: Ward, away: Absence
    ) -> None:
        look(ward.worker_south, TODAY)
        for day, both in ((0, True), (6, True), (7, False), (-1, False)):
            people = whose_people(ward.worker_south, TODAY + timedelta(days=day))
            assert (ward.worker.id in people) is both, day
            assert ward.worker_south.id in people

    def test_ends_when_the_worker_is_back_sooner(self, ward: Ward, away: Absence) -> None:
        look(ward.manager, TODAY)
        who = {"actor": ward.manager, "at": AT, "absence_id": away.id}
        with pytest.raises(RefusedError, match="back by then already"):
            workers.be_back(**who, on=TODAY + timedelta(days=7))
        with pytest.raises(RefusedError, match="after they left"):
            workers.be_back(**who, on=TODAY)
        workers.be_back(**who, on=TODAY + timedelta(days=3))
        assert ward.worker.id not in whose_people(ward.worker_south, TODAY + timedelta(days=3))

    @pytest.mark.parametrize("who", ["worker", "practitioner", "head", "officer"])
    def test_is_arranged_by_the_manager_alone(self, ward: Ward, who: str) -> None:
        actor = getattr(ward, who)
        look(actor, TODAY)
        with pytest.raises(RefusedError, match="Skills and absences are not for your role"):
            workers.say_skills(
                actor=actor, at=AT, body=ward.ash, worker=ward.worker.id, skills=(), most_people=5
            )

    def test_is_of_the_same_organisation(self, ward: Ward) -> None:
        look(ward.manager, TODAY)
        with pytest.raises(RefusedError, match="another organisation"):
            workers.be_away(
                actor=ward.manager,
                at=AT,
                body=ward.ash,
                worker=ward.worker.id,
                away_from=TODAY,
                away_until=TODAY + timedelta(days=7),
                covered_by=ward.elm_worker.id,
            )


class TestAnotherKeyWorker:
    def test_takes_over_as_far_as_the_person_had_come(
        self, ward: Ward, referred: Make, browse: Browse
    ) -> None:
        made = referred("assigned")
        person = ward.worker_south.id.removeprefix("person:")
        working.place_worker(actor=ward.manager, at=AT, person_id=person, unit_id=ward.north, since=TODAY)
        client = browse(ward.worker)
        page = words(client.get(f"/inbox/{made.reference}/allocate/"))
        assert "Made-up worker takes care of the person now." in page
        assert (
            client.post(
                f"/inbox/{made.reference}/allocate/", {"key_worker": ward.worker_south.id}
            ).status_code
            == 302
        )
        look(ward.worker, TODAY)
        made.refresh_from_db()
        assert (made.state, made.key_worker) == ("assigned", ward.worker_south.id)
        assert Told.objects.filter(kind="allocated").count() == 2

    def test_is_not_the_one_who_has_them_already(self, ward: Ward, referred: Make) -> None:
        made = referred("assigned")
        look(ward.worker, TODAY)
        with pytest.raises(RefusedError, match="already"):
            triage.reassign(actor=ward.worker, at=AT, referral_id=made.id, key_worker=ward.worker.id)
