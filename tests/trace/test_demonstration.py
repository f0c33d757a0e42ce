"""What `up` shows of the way from award to reconciled pound; its figures stand in DOMAIN §6 and in the issue."""

import json
from datetime import date

import psycopg
import pytest
from django.utils import timezone
from tests.harness import Cluster, Loaded

from throughline.agreements import demonstration_offer
from throughline.agreements.demonstration import CLOSED, MIDLIFE, NEXT, TOTAL, grant_ids
from throughline.agreements.models import Agreement, Grant, GrantAmount, Terms
from throughline.agreements.queries.offering import to_offer
from throughline.assurance.models import Return, ReturnVersion
from throughline.frame.addresses import with_name
from throughline.funding.queries import rounds
from throughline.kernel.actor import PUBLIC
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.ledger.audit import audit, tracked_tables
from throughline.ledger.custody import Custody
from throughline.ledger.models import Act
from throughline.ledger.outside import Outside
from throughline.organisations import demonstration_localities as localities
from throughline.payments.models import Instalment, Recovery, RequestRun
from throughline.payments.queries import money
from throughline.payments.queries.standing import InstalmentStanding, standings
from throughline.web import supplied

JULY = date(2025, 7, 1)


def _grants(year: FinancialYear) -> list[Grant]:
    return list(Grant.objects.filter(pk__in=grant_ids(year).values()).select_related("recipient", "place"))


def _standing(year: FinancialYear) -> dict[str, InstalmentStanding]:
    ids = grant_ids(year)
    areas = {grant: area for area, grant in ids.items()}
    return {areas[each.grant_id]: each for each in standings(None, JULY, grants=ids.values())}


@pytest.mark.usefixtures("demonstration")
class TestTheYear2021:
    def test_has_ten_closed_grants_that_come_to_what_the_notice_says(self) -> None:
        grants = _grants(CLOSED)
        assert [each.state for each in grants] == ["closed"] * 10
        amounts = GrantAmount.objects.filter(grant__in=grants).values_list("pence", flat=True)
        assert sum(amounts, Money(0)) == Money(63_973_300)
        assert not any(each.is_illustration for each in grants)

    def test_went_to_five_made_up_providers(self) -> None:
        assert len({each.recipient.code for each in _grants(CLOSED)}) == 5
        assert {each.recipient.kind for each in _grants(CLOSED)} == {"provider"}

    def test_has_a_partnership_agreement_signed_by_each_areas_commissioner(self) -> None:
        rows = Agreement.objects.filter(kind="partnership", state="in_force").prefetch_related("texts")
        commissioners = localities.actors([("commissioner", area) for area in localities.areas()])
        signed = {
            (each.place.name.casefold(), one.signed_by)
            for each in rows
            for text in each.texts.all()
            for one in text.signatures.filter(side="other")
        }
        assert signed == {(area, who.id) for (_, area), who in commissioners.items()}

    def test_was_paid_in_the_year_and_reconciled_to_the_penny(self) -> None:
        ids = grant_ids(CLOSED).values()
        assert set(Instalment.objects.filter(grant__in=ids).values_list("state", flat=True)) == {"reconciled"}
        paid = money.of_grants(ids)
        assert sum((each.paid for each in paid.values()), Money(0)) == Money(63_973_300)

    def test_asked_nobody_for_an_underspend(self) -> None:
        for version in ReturnVersion.objects.filter(of__year=str(CLOSED)):
            said = json.loads(bytes(version.content))
            assert all("sums" not in each for each in said["grants"])


@pytest.mark.usefixtures("demonstration")
class TestTheYear2024:
    def test_gives_ten_councils_what_the_record_confirms_in_a_split_that_is_an_illustration(self) -> None:
        grants = _grants(MIDLIFE)
        assert {each.recipient.kind for each in grants} == {"local authority"}
        assert len({each.recipient_id for each in grants}) == 10
        assert all(each.is_illustration for each in grants)
        amounts = GrantAmount.objects.filter(grant__in=grants).values_list("pence", flat=True)
        assert sum(amounts, Money(0)) == TOTAL

    def test_holds_no_first_grant_for_a_paper_that_cannot_exist(self) -> None:
        found = _standing(MIDLIFE)
        assert len(found) == 10
        assert all(each.verdict != "hold" for each in found.values())
        waits = found["trafford"]
        assert waits.verdict == "release"
        asked = {each.condition: each.state for each in waits.reasons}
        assert asked["last_report"] == asked["underspend"] == "not_applicable"

    def test_is_in_mid_life(self) -> None:
        assert {each.state for each in _grants(MIDLIFE)} == {"live"}
        runs = RequestRun.objects.order_by("number").values_list("state", flat=True)
        assert list(runs) == ["answered", "answered", "answered", "prepared"]
        assert Return.objects.filter(year=str(MIDLIFE), state="open").count() == 1


@pytest.mark.usefixtures("demonstration")
class TestTheIllustrativeYear2025:
    def test_releases_the_area_with_exactly_the_limit_and_holds_the_one_with_a_penny_more(self) -> None:
        found = _standing(NEXT)
        at_limit, over = found["salford"], found["rochdale"]
        assert at_limit.verdict == "release"
        assert "£15,000.00 is unallocated" in _text(at_limit, "underspend")
        assert over.verdict == "hold"
        assert [each.condition for each in over.in_the_way] == ["underspend"]
        assert "£15,000.01 is unallocated, which is £0.01 more" in _text(over, "underspend")

    def test_names_who_can_clear_each_instalment_that_is_held(self) -> None:
        held = [each for each in _standing(NEXT).values() if each.verdict == "hold"]
        assert held
        assert all(reason.who for each in held for reason in each.in_the_way)

    def test_waits_for_one_commissioner_and_for_one_countersignature(self) -> None:
        ids = grant_ids(NEXT)
        states = dict(Grant.objects.filter(pk__in=ids.values()).values_list("pk", "state"))
        assert (states[ids["wigan"]], states[ids["trafford"]]) == ("offered", "accepted")

    def test_says_that_it_is_an_illustration(self) -> None:
        assert all(each.is_illustration for each in _grants(NEXT))


@pytest.mark.usefixtures("demonstration")
class TestTheDemonstration:
    def test_has_a_sum_that_comes_back_and_waits_to_be_asked_for(self) -> None:
        coming = Recovery.objects.get()
        assert (coming.state, coming.grant_id) == ("approved", grant_ids(MIDLIFE)["wigan"])
        assert coming.proposed_by != coming.approved_by
        assert "(Illustration.)" in coming.reason

    def test_has_an_instalment_that_a_person_holds_today_and_that_nobody_held_in_july(self) -> None:
        ids = grant_ids(NEXT)
        [today] = standings(None, timezone.localdate(), grants=[ids["tameside"]])
        [held] = [each for each in today.in_the_way if each.condition == "hold"]
        assert (held.who, today.state) == ("Programme lead", "held")
        assert "(Illustration.)" in held.text
        assert _standing(NEXT)["tameside"].verdict == "release"

    def test_has_a_decided_round_that_waits_to_be_offered(self) -> None:
        [(round_, parts)] = to_offer(timezone.localdate())
        assert (round_.programme.code, parts) == (demonstration_offer.CODE, 4)
        assert round_.decision.title.startswith("Illustration: ")
        assert Terms.objects.get(round=round_).is_illustration
        assert not rounds.visible_to(PUBLIC).filter(pk=round_.pk).exists()
        assert not Act.objects.filter(subject_id=str(round_.pk), public=True).exists()

    def test_lets_nobody_act_twice_in_a_run_or_on_a_return(self) -> None:
        for run in RequestRun.objects.exclude(state="prepared"):
            assert len({run.prepared_by, run.approved_by, run.released_by}) == 3
        for version in ReturnVersion.objects.exclude(certification=None).select_related("certification"):
            assert version.submitted_by != version.certification.certified_by

    def test_comes_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            supplied, "seal", lambda at: None
        )  # it seals outside transactions, and this is one
        before = Act.objects.count()
        supplied.load_supplied()
        assert Act.objects.count() == before

    def test_has_every_instalment_explained_once(self) -> None:
        found = standings(None, JULY)
        assert len({each.instalment_id for each in found}) == len(found) == 20 + 10 + 8
        assert all(each.reasons for each in found)


def _text(standing: InstalmentStanding, condition: str) -> str:
    return next(each.text for each in standing.reasons if each.condition == condition)


class TestItsLedger:
    def test_is_whole(self, looked_through: Loaded, cluster: Cluster) -> None:
        name, folder = looked_through
        with psycopg.connect(with_name(cluster.addresses["keeper"], name), autocommit=True) as keeper:
            report = audit(keeper, Outside(folder).all(), Custody(folder).key().public, tracked_tables())
        assert (report.problems, report.waiting) == ([], 0)
