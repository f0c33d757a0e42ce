"""Under which of several protocols is somebody referred, who sees its words where they decide, and who reviews it?"""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.api.conftest import SAID as OVER_THE_API
from tests.caseload.conftest import AT, Ward
from tests.caseload.test_referring_pages import CHILDREN, Browse, begin, known, revision
from tests.pages import words

from throughline.caseload.actions import after_sending, cohorts, protocols
from throughline.caseload.actions.referring_in import refer
from throughline.caseload.models import Protocol, Referral
from throughline.caseload.queries import interface, referring_tasks
from throughline.caseload.sight import look
from throughline.frame.tasks import told
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date
from throughline.ledger.models import Act
from throughline.organisations.working import services_of, sight_of

pytestmark = pytest.mark.django_db
__all__ = ["known"]
SAID = protocols.Said(
    "Adults of the unit.", "Both sides tell.", "Seen within ten days.", date(2026, 1, 1), date(2027, 1, 1)
)
LEAVING = replace(SAID, eligible="Adults out within six weeks.", who_does_what="Met before the gate.")


def agreed(ward: Ward, cohort: str, said: protocols.Said = SAID) -> Protocol:
    """A version that both sides of the north unit agreed."""
    row = protocols.draft(
        actor=ward.head, at=AT, provider_id=ward.ash, unit_id=ward.north, cohort=cohort, said=said
    )
    for actor in (ward.head, ward.manager):
        protocols.agree(actor=actor, at=AT, protocol_id=row.id)
    return row


def filled(client: Any, **why: str) -> tuple[str, Any]:
    """A draft of somebody whom probation knows, filled but for the page that asks why; and that page's answer."""
    reference = begin(client)
    answer = said_why(client, reference, **why)
    for part, said in (
        ("risk", {"need_DNR": "MEDIUM", **CHILDREN}),
        ("practical", {"safe_contact": "text", "practitioner_name": "Made-up practitioner"}),
    ):
        address = f"/referrals/{reference}/refer/{part}/"
        client.post(address, {**said, "revision": revision(client, address), "then": "next"})
    return reference, answer


def said_why(client: Any, reference: str, **why: str) -> Any:
    address = f"/referrals/{reference}/refer/why/"
    said = {"why_now": "Asks for help.", "source": "community", "then": "next", **why}
    return client.post(address, {**said, "revision": revision(client, address)})


def sent(client: Any, reference: str, reader: Actor) -> Referral:
    """The referral after the button that sends it was pressed, as its reader sees it."""
    client.post(f"/referrals/{reference}/refer/check/", {"send_key": reference})
    look(reader, timezone.localdate())
    return Referral.objects.get(reference=reference)


@pytest.mark.usefixtures("known")
class TestWhereOneCohortApplies:
    def test_nobody_is_asked_and_the_referral_is_made_under_its_version(
        self, ward: Ward, browse: Browse
    ) -> None:
        row = agreed(ward, "Adults")
        client = browse(ward.practitioner)
        reference, answer = filled(client)
        assert answer.status_code == 302
        assert 'name="cohort"' not in client.get(f"/referrals/{reference}/refer/why/").content.decode()
        assert SAID.who_does_what in words(client.get(f"/referrals/{reference}/refer/check/"))
        assert sent(client, reference, ward.practitioner).protocol_id == row.id


@pytest.mark.usefixtures("known")
class TestWhereSeveralApply:
    def test_the_referrer_reads_who_belongs_to_each_and_chooses(self, ward: Ward, browse: Browse) -> None:
        agreed(ward, "Adults")
        leaving = agreed(ward, "Leaving prison", LEAVING)
        client = browse(ward.practitioner)
        reference, refused = filled(client)
        page = words(client.get(f"/referrals/{reference}/refer/why/"))
        assert SAID.eligible in page
        assert LEAVING.eligible in page
        assert "Say to which cohort the person belongs: Adults; Leaving prison." in words(refused)
        assert sent(client, reference, ward.practitioner).state == "draft"
        said_why(client, reference, cohort="Leaving prison")
        check = words(client.get(f"/referrals/{reference}/refer/check/"))
        assert LEAVING.who_does_what in check
        assert SAID.who_does_what not in check
        assert sent(client, reference, ward.practitioner).protocol_id == leaving.id

    def test_the_key_worker_decides_beside_the_words_of_the_version_that_it_was_made_under(
        self, ward: Ward, browse: Browse
    ) -> None:
        agreed(ward, "Adults")
        agreed(ward, "Leaving prison", LEAVING)
        client = browse(ward.practitioner)
        reference, _ = filled(client, cohort="Leaving prison")
        sent(client, reference, ward.worker)
        agreed(ward, "Leaving prison", replace(LEAVING, who_does_what="Met after the gate."))
        decides = browse(ward.worker)
        for page in ("", "redirect/", "decline/"):
            said = words(decides.get(f"/inbox/{reference}/{page}"))
            assert LEAVING.eligible in said, page
            assert LEAVING.who_does_what in said, page
            assert "Met after the gate." not in said, page

    def test_what_was_sent_keeps_its_cohort(self, ward: Ward, browse: Browse) -> None:
        agreed(ward, "Adults")
        agreed(ward, "Leaving prison", LEAVING)
        client = browse(ward.practitioner)
        reference, _ = filled(client, cohort="Adults")
        row = sent(client, reference, ward.practitioner)
        page = client.get(f"/referrals/{reference}/amend/why/").content.decode()
        assert "Asks for help." in page
        assert 'name="cohort"' not in page
        look(ward.practitioner, timezone.localdate())
        with pytest.raises(RefusedError, match="keeps the cohort"):
            after_sending.amend(
                actor=ward.practitioner,
                at=timezone.now(),
                referral_id=row.id,
                values={"cohort": "Leaving prison"},
                because="It is the other.",
            )

    def test_a_machine_is_told_the_cohorts_and_names_one(
        self, ward: Ward, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("throughline.caseload.actions.referring_in.everybody_is_made_up", lambda: True)
        agreed(ward, "Adults")
        leaving = agreed(ward, "Leaving prison", LEAVING)
        today = timezone.localdate()
        look(ward.practitioner, today)
        [service] = [each for each in services_of([ward.north], today) if each.body_id == ward.ash]
        assert interface.cohorts([service], today) == {(ward.ash, ward.north): ["Adults", "Leaving prison"]}
        said = interface.flat(OVER_THE_API) | {"date_of_birth": date(1990, 5, 6)}
        send: dict[str, Any] = {"actor": ward.practitioner, "at": timezone.now(), "service": service}
        with pytest.raises(RefusedError, match="Adults; Leaving prison"):
            refer(**send, values=said | {"cohort": "Somebody else"}, key="one")
        send["at"] += timedelta(seconds=1)
        sent = refer(**send, values=said | {"crn": "X765433", "cohort": "leaving prison"}, key="two")
        assert sent.referral.protocol_id == leaving.id


class TestAVersionThatBeginsLater:
    def test_leaves_the_one_before_in_force_until_that_day(self, ward: Ward) -> None:
        first = agreed(ward, "Adults")
        second = agreed(ward, "Adults", replace(SAID, eligible_from=date(2026, 6, 1)))
        for day, row in ((date(2026, 5, 31), first), (date(2026, 6, 1), second)):
            assert cohorts.in_force(ward.ash, ward.north, day) == [row]


class TestAReviewThatIsDue:
    def test_is_a_task_of_both_owners_from_its_day_and_of_nobody_else(self, ward: Ward) -> None:
        row = agreed(ward, "Adults")

        def asked_of(actor: Actor, on: date) -> list[str]:
            look(actor, on)
            now = timezone.make_aware(datetime.combine(on, time(9)))
            found = told(referring_tasks.waiting_for(actor, sight_of(actor, on), on, now))
            return [each.what for each in found]

        for actor in (ward.head, ward.manager):
            assert asked_of(actor, row.review_on - timedelta(days=1)) == []
            assert asked_of(actor, row.review_on) == ["Review the protocol: Adults, version 1"]
        for actor in (ward.worker, ward.practitioner, ward.elm_manager):
            assert asked_of(actor, row.review_on) == []

    def test_is_said_in_the_list_on_the_page_and_where_somebody_decides(
        self, ward: Ward, browse: Browse
    ) -> None:
        today = timezone.localdate()
        late = agreed(ward, "Adults", replace(SAID, review_on=today))
        agreed(ward, "Leaving prison", replace(LEAVING, review_on=today + timedelta(days=1)))
        client = browse(ward.practitioner)
        listed = words(client.get("/protocols/?review=due"))
        assert "Adults, version 1" in listed
        assert "Leaving prison" not in listed
        assert "its review is due" in words(client.get(f"/protocols/{late.id}/"))


def ended(ward: Ward, row: Protocol, on: date, **changes: Any) -> Protocol:
    said: dict[str, Any] = {"actor": ward.head, "at": AT, "because": "Housing takes them now."} | changes
    return protocols.end(protocol_id=row.id, on=on, **said)


class TestACohortThatEnds:
    """AT is in January 2026: the head of the unit ends what both sides agreed."""

    DAY = AT.date() + timedelta(days=30)

    def test_is_in_force_until_its_day_and_no_version_of_it_from_then_on(self, ward: Ward) -> None:
        agreed(ward, "Adults")
        second = agreed(ward, "Adults")
        leaving = agreed(ward, "Leaving prison", LEAVING)
        ended(ward, second, self.DAY)
        before = self.DAY - timedelta(days=1)
        assert cohorts.in_force(ward.ash, ward.north, before) == [second, leaving]
        assert cohorts.in_force(ward.ash, ward.north, self.DAY) == [leaving]

    def test_leaves_no_version_that_was_to_begin_later(self, ward: Ward) -> None:
        first = agreed(ward, "Adults")
        later = agreed(ward, "Adults", replace(SAID, eligible_from=self.DAY + timedelta(days=30)))
        ended(ward, later, self.DAY)
        assert cohorts.in_force(ward.ash, ward.north, self.DAY - timedelta(days=1)) == [first]
        for days in (0, 30, 300):
            assert cohorts.in_force(ward.ash, ward.north, self.DAY + timedelta(days=days)) == []

    def test_begins_again_with_a_newer_version_to_which_both_agree(self, ward: Ward) -> None:
        ended(ward, agreed(ward, "Adults"), self.DAY)
        again = agreed(ward, "Adults", replace(SAID, eligible_from=self.DAY + timedelta(days=10)))
        assert again.version == 2
        assert cohorts.in_force(ward.ash, ward.north, self.DAY + timedelta(days=9)) == []
        assert cohorts.in_force(ward.ash, ward.north, self.DAY + timedelta(days=10)) == [again]

    def test_ends_on_no_day_that_is_past_and_not_without_a_reason(self, ward: Ward) -> None:
        row = agreed(ward, "Adults")
        with pytest.raises(RefusedError, match="today or on a later day"):
            ended(ward, row, AT.date() - timedelta(days=1))
        with pytest.raises(RefusedError, match="Say why"):
            ended(ward, row, self.DAY, because="  ")

    def test_is_ended_and_a_draft_thrown_away_by_neither_another_unit_nor_another_provider(
        self, ward: Ward
    ) -> None:
        row = agreed(ward, "Adults")
        drafted = protocols.draft(
            actor=ward.head, at=AT, provider_id=ward.ash, unit_id=ward.north, cohort="Others", said=SAID
        )
        with pytest.raises(RefusedError, match="another unit’s or another provider’s"):
            ended(ward, row, self.DAY, actor=ward.elm_manager)
        with pytest.raises(RefusedError, match="another unit’s or another provider’s"):
            protocols.discard(actor=ward.elm_manager, at=AT, protocol_id=drafted.id)
        protocols.discard(actor=ward.manager, at=AT, protocol_id=drafted.id)
        assert ended(ward, row, self.DAY, actor=ward.manager).state == "ended"

    def test_is_in_the_ledger_with_its_day_and_side_and_without_the_reason(self, ward: Ward) -> None:
        row = ended(ward, agreed(ward, "Adults"), self.DAY)
        found = Act.objects.get(verb="protocol.ended", subject_id=str(row.id))
        assert json.loads(found.leaf)["facts"] == {"on": self.DAY.isoformat(), "side": "probation"}

    def test_is_read_by_the_other_side_on_its_first_page_for_two_weeks(self, ward: Ward) -> None:
        ended(ward, agreed(ward, "Adults"), self.DAY)

        def asked_of(actor: Actor, days: int) -> list[str]:
            now = AT + timedelta(days=days)
            look(actor, now.date())
            rows = referring_tasks.waiting_for(actor, sight_of(actor, now.date()), now.date(), now)
            return [each.what for each in told(rows)]

        [said] = asked_of(ward.manager, 1)
        assert said == f"The other side ended the cohort Adults from {long_date(self.DAY)}"
        assert asked_of(ward.manager, 15) == asked_of(ward.head, 1) == asked_of(ward.elm_manager, 1) == []

    def test_is_ended_on_a_page_that_says_first_what_it_means(self, ward: Ward, browse: Browse) -> None:
        row, today = agreed(ward, "Adults"), timezone.localdate()
        for other in (ward.worker, ward.practitioner):
            assert browse(other).get(f"/protocols/{row.id}/end/").status_code == 403
            assert "/end/" not in browse(other).get(f"/protocols/{row.id}/").content.decode()
        client = browse(ward.manager)
        assert f"/protocols/{row.id}/end/" in client.get(f"/protocols/{row.id}/").content.decode()
        page = words(client.get(f"/protocols/{row.id}/end/"))
        assert "Referrals sent before keep version 1" in page
        said = {"on_day": today.day, "on_month": today.month, "on_year": today.year, "because": "Moved."}
        on = today + timedelta(days=3)
        said |= {"on_day": on.day, "on_month": on.month, "on_year": on.year}
        assert client.post(f"/protocols/{row.id}/end/", said).status_code == 302
        shown = words(client.get(f"/protocols/{row.id}/"))
        assert f"In force until {long_date(on)}" in shown
        assert "Moved." in shown
        assert "Begin again with a new version" in shown

    @pytest.mark.usefixtures("known")
    def test_is_not_chosen_by_a_draft_that_named_it_before(self, ward: Ward, browse: Browse) -> None:
        adults, now = agreed(ward, "Adults"), timezone.now()
        leaving = agreed(ward, "Leaving prison", LEAVING)
        client = browse(ward.practitioner)
        reference, _ = filled(client, cohort="Leaving prison")
        ended(ward, leaving, timezone.localdate(), at=now)
        check = words(client.get(f"/referrals/{reference}/refer/check/"))
        assert "Say to which cohort the person belongs: Adults." in check
        assert sent(client, reference, ward.practitioner).state == "draft"
        assert 'name="cohort"' in client.get(f"/referrals/{reference}/refer/why/").content.decode()
        said_why(client, reference, cohort="Adults")
        assert sent(client, reference, ward.practitioner).protocol_id == adults.id

    @pytest.mark.usefixtures("known")
    def test_is_kept_by_what_was_sent_before_and_the_service_reads_that_it_ended(
        self, ward: Ward, browse: Browse
    ) -> None:
        row, today = agreed(ward, "Adults"), timezone.localdate()
        client = browse(ward.practitioner)
        reference, _ = filled(client)
        assert sent(client, reference, ward.worker).protocol_id == row.id
        ended(ward, row, today, at=timezone.now())
        page = words(browse(ward.worker).get(f"/inbox/{reference}/"))
        assert SAID.eligible in page
        assert f"the cohort ended on {long_date(today)}; this referral keeps it" in page

    @pytest.mark.usefixtures("known")
    def test_is_not_offered_to_a_machine(self, ward: Ward) -> None:
        for cohort in ("Adults", "Leaving prison", "Others"):
            row = agreed(ward, cohort)
        today = timezone.localdate()
        ended(ward, row, today, at=timezone.now())
        look(ward.practitioner, today)
        [service] = [each for each in services_of([ward.north], today) if each.body_id == ward.ash]
        assert interface.cohorts([service], today) == {(ward.ash, ward.north): ["Adults", "Leaving prison"]}
