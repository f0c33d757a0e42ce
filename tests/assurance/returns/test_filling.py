"""What is prefilled, kept, refused and frozen of a return; who certifies it; which questions keep every version."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from throughline.agreements.actions import posts
from throughline.assurance.actions import certifying, filling
from throughline.assurance.actions.filling import NotKeptError, Typed
from throughline.assurance.models import Return, ReturnLine, ReturnVersion
from throughline.assurance.queries.contents import content_of
from throughline.assurance.returning.content import Line
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations.delegation import actions as delegation
from throughline.organisations.models import Delegation, Post
from throughline.organisations.queries import body

from .conftest import AT, COMMAND, Area, newest


def first(asked: Return) -> Line:
    return next(content_of(asked).lines)


def save(area: Area, asked: Return, *typed: Typed, by: str = "commissioner") -> filling.Kept:
    return filling.save(actor=area[by], at=AT, return_id=asked.id, typed=typed)


class TestAReturnThatOpens:
    def test_has_its_plan_beside_and_what_was_said_the_last_time(self, granted: Area) -> None:
        granted.accepted(granted.opened("plan"), plan="50000")
        granted.accepted(granted.opened(), actual="9000", projected="41000")
        line = first(granted.opened(quarter=2))
        assert (line.plan, line.spent_before, line.before) == (
            Money(50_000_00),
            Money(9_000_00),
            Money(50_000_00),
        )
        assert (line.actual, line.projected) == (None, None)

    def test_stands_filled_in_by_four_fifths_or_more(self, granted: Area) -> None:
        granted.accepted(granted.opened("plan"), plan="50000")
        granted.accepted(granted.opened(), actual="9000", projected="41000")
        there, in_all = content_of(granted.opened(quarter=2)).prefilled
        assert there * 5 >= in_all * 4

    @pytest.mark.parametrize("kind", ["plan", "quarterly", "february", "year_end"])
    def test_stands_so_the_first_time_too(self, granted: Area, kind: str) -> None:
        if kind != "plan":
            granted.accepted(granted.opened("plan"), plan="50000")
        there, in_all = content_of(granted.opened(kind)).prefilled
        assert there * 5 >= in_all * 4, (there, in_all)

    def test_of_a_new_year_proposes_the_plan_of_the_last(self, granted: Area) -> None:
        granted.accepted(granted.opened("plan"), plan="50000")
        granted.grant("recovery", year="2026/27")
        assert first(granted.opened("plan", year="2026/27")).plan == Money(50_000_00)

    def test_at_a_fixed_price_asks_what_was_delivered_and_no_amount(self, area: Area) -> None:
        area.grant("recovery", basis="fixed")
        content = content_of(area.opened("year_end"))
        assert list(content.lines) == []
        assert [each.code for each in content.questions] == ["delivered", "evidence", "risks"]
        assert area.certified(area.one("year_end")).state == "certified"
        assert "sums" not in json.loads(bytes(ReturnVersion.objects.get().content))["grants"][0]

    def test_at_actual_spend_asks_for_no_evidence_of_delivery(self, granted: Area) -> None:
        assert [each.code for each in content_of(granted.opened()).questions] == ["risks"]


class TestWhatIsTyped:
    def test_is_kept_field_by_field_and_keeps_what_is_prefilled_beside_it(self, granted: Area) -> None:
        granted.accepted(granted.opened("plan"), plan="50000")
        granted.grant("recovery", year="2026/27")
        asked = granted.opened("plan", year="2026/27")
        line = first(asked)
        save(granted, asked, Typed(line.ref, {"words": "As last year."}, 0))
        row = ReturnLine.objects.get(of=asked)
        assert (row.plan_pence, row.words, row.revision) == (Money(50_000_00), "As last year.", 1)

    def test_twice_the_same_is_kept_once(self, granted: Area) -> None:
        asked = granted.opened()
        typed = Typed(first(asked).ref, {"actual": "7"}, 0)
        for _ in range(2):
            assert save(granted, asked, typed).revisions == {typed.ref: 1}
        assert ReturnLine.objects.get().revision == 1

    def test_over_what_somebody_saved_meanwhile_is_refused_and_both_are_said(self, granted: Area) -> None:
        asked = granted.opened()
        ref = first(asked).ref
        save(granted, asked, Typed(ref, {"actual": "7"}, 0))
        with pytest.raises(NotKeptError) as refused:
            save(granted, asked, Typed(ref, {"actual": "8"}, 0), by="provider-manager")
        assert refused.value.meanwhile
        assert "£7.00" in str(refused.value)
        assert ReturnLine.objects.get().actual_pence == Money(700)

    def test_together_with_one_wrong_amount_is_not_kept_at_all(self, granted: Area) -> None:
        asked = granted.opened()
        good, bad, *_ = content_of(asked).lines
        with pytest.raises(NotKeptError, match="Rooms: “x” is not an amount"):
            save(granted, asked, Typed(good.ref, {"actual": "7"}, 0), Typed(bad.ref, {"actual": "x"}, 0))
        assert not ReturnLine.objects.exists()

    @pytest.mark.parametrize("text", ["-1", "1.234", "99999999999999999999", "=1+1", "１２"])
    def test_is_an_amount_of_whole_pence_from_nothing_up(self, granted: Area, text: str) -> None:
        asked = granted.opened()
        with pytest.raises(NotKeptError):
            save(granted, asked, Typed(first(asked).ref, {"actual": text}, 0))

    def test_at_a_place_or_column_that_is_not_asked_is_refused(self, granted: Area) -> None:
        asked = granted.opened()
        for typed in (Typed("nowhere", {"actual": "1"}, 0), Typed(first(asked).ref, {"revision": "9"}, 0)):
            with pytest.raises(NotKeptError):
                save(granted, asked, typed)

    def test_by_people_of_another_organisation_is_refused(self, granted: Area) -> None:
        granted.add("elsewhere", "commissioner", of="bury")
        asked = granted.opened()
        with pytest.raises(RefusedError, match="filled in by people of Bolton"):
            save(granted, asked, Typed(first(asked).ref, {"actual": "1"}, 0), by="elsewhere")

    def test_for_a_partnerships_accountable_body_may_come_from_its_officer(self, area: Area) -> None:
        area.grant("recovery", recipient_kind="accountable_body", recipient="gmca")
        area.add("safety", "csp-officer", of="bolton-csp")
        asked = area.opened()
        save(area, asked, Typed(first(asked).ref, {"actual": "1"}, 0), by="safety")
        with pytest.raises(RefusedError):
            save(area, asked, Typed(first(asked).ref, {"actual": "2"}, 1))


class TestAFundedPost:
    @pytest.fixture
    def vacant(self, granted: Area) -> Area:
        described = posts.Described(
            title="Key worker",
            employer_id=body("bolton").id,
            hundredths_of_full_time=100,
            funded_from=date(2025, 4, 1),
            funded_until=date(2026, 4, 1),
        )
        said: dict[str, Any] = {"actor": granted["programme-officer"], "at": AT}
        place = granted.one().place_id
        post = posts.register_post(**said, place_id=place, described=described)
        grant = granted.grants["recovery"]
        posts.share_cost(**said, post_id=post.id, hundredths=100, paid_from=date(2025, 4, 1), grant_id=grant)
        return granted

    def test_that_is_vacant_is_a_question_of_the_return(self, vacant: Area) -> None:
        asked = vacant.opened()
        [post] = content_of(asked).posts
        assert (post.title, post.is_filled, post.paid) == ("Key worker", False, 100)
        texts = [each.text for each in content_of(asked).faults()]
        assert "Key worker: It is vacant. Say since when, why, and who covers." in texts
        save(vacant, asked, Typed(post.ref, {"words": "Since May. A colleague covers."}, 0))
        assert not [each for each in content_of(asked).faults() if each.section == "posts"]

    def test_is_asked_about_at_the_years_end_too_although_that_is_due_after_it(self, vacant: Area) -> None:
        assert len(content_of(vacant.opened("year_end")).posts) == 1


class TestSubmitting:
    def test_waits_for_what_is_missing_and_says_what(self, granted: Area) -> None:
        asked = granted.opened()
        with pytest.raises(RefusedError, match="Key workers: What was spent is missing"):
            filling.submit(actor=granted["commissioner"], at=AT, return_id=asked.id)

    @pytest.mark.parametrize(
        ("column", "text", "said"),
        [
            ("actual", "99000", "more than awarded"),
            ("projected", "200000", "more than awarded"),
        ],
    )
    def test_of_more_than_the_award_is_refused(
        self, granted: Area, column: str, text: str, said: str
    ) -> None:
        asked = granted.fill(granted.opened(), **{column: text})
        with pytest.raises(RefusedError, match=said):
            filling.submit(actor=granted["commissioner"], at=AT, return_id=asked.id)

    def test_of_spend_that_is_not_allowed_is_refused(self, granted: Area) -> None:
        asked = granted.fill(granted.opened())
        cars = list(content_of(asked).lines)[2]
        save(granted, asked, Typed(cars.ref, {"actual": "1"}, cars.revision))
        with pytest.raises(RefusedError, match="Vehicles: This is not eligible"):
            filling.submit(actor=granted["commissioner"], at=AT, return_id=asked.id)

    def test_of_a_changed_forecast_wants_a_sentence(self, granted: Area) -> None:
        granted.accepted(granted.opened(), actual="1000", projected="1000")
        asked = granted.opened(quarter=2)
        for line in content_of(asked).lines:
            values = {"actual": "9000" if line.is_eligible else "0", "projected": "0", "words": ""}
            save(granted, asked, Typed(line.ref, values, line.revision))
        with pytest.raises(RefusedError, match=r"It was £2,000.00 the last time and is £9,000.00 now"):
            filling.submit(actor=granted["commissioner"], at=AT, return_id=asked.id)

    def test_freezes_bytes_that_nobody_changes(self, granted: Area) -> None:
        version = newest(granted.submitted())
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            act(actor=COMMAND, at=AT, verb="test", subject=("return", version.of_id)),
        ):
            ReturnVersion.objects.filter(pk=version.pk).update(number=9)


class TestCertifying:
    def test_is_not_for_who_submitted_it(self, granted: Area) -> None:
        granted.add("both", "commissioner", "certifier")
        asked = granted.fill(granted.opened())
        filling.submit(actor=granted["both"], at=AT, return_id=asked.id)
        with pytest.raises(RefusedError, match="You submitted this return, so you cannot certify it"):
            certify(granted, asked, "both")
        certify(granted, asked, "certifier")

    def test_is_not_for_who_submitted_an_earlier_version_either(self, granted: Area) -> None:
        granted.add("both", "commissioner", "certifier")
        asked = granted.fill(granted.opened())
        filling.submit(actor=granted["both"], at=AT, return_id=asked.id)
        certifying.send_back(actor=granted["certifier"], at=AT, return_id=asked.id, words="Look again.")
        answer_all(granted, asked)
        filling.submit(actor=granted["commissioner"], at=AT, return_id=asked.id)
        with pytest.raises(RefusedError, match="cannot certify"):
            certify(granted, asked, "both")

    def test_is_for_the_recipients_own_finance_officer(self, granted: Area) -> None:
        granted.add("elsewhere", "certifier", of="bury")
        with pytest.raises(RefusedError, match="section 151 officer of Bolton"):
            certify(granted, granted.submitted(), "elsewhere")

    def test_says_in_which_capacity(self, granted: Area) -> None:
        said = certify(granted, granted.submitted(), "certifier")
        assert (said.name, said.capacity, said.delegation_words) == ("A certifier", "Section 151 officer", "")

    def test_under_a_delegation_on_record_names_it(self, granted: Area) -> None:
        granted.add("stand-in")
        with act(actor=COMMAND, at=AT, verb="test", subject=("post", "certifier")):
            post = Post.objects.create(body=body("bolton"), code="certifier")
        holder = granted.people["certifier"].id
        delegation.hand_over_post(
            post_id=post.id, person_id=holder, first=date(2025, 1, 1), actor=COMMAND, at=AT
        )
        now = timezone.now()  # the roles of people are those of the day of the test
        delegation.delegate_post(
            post_id=post.id,
            person_id=granted.people["stand-in"].id,
            first=timezone.localdate(now),
            last=timezone.localdate(now) + timedelta(days=9),
            reason="On leave",
            actor=granted["certifier"],
            at=now,
        )
        asked = granted.submitted()
        seen = newest(asked).sha256
        said = certifying.certify(actor=granted["stand-in"], at=now, return_id=asked.id, seen=seen)
        assert said.capacity == "For the section 151 officer, by delegation"
        assert "held by A certifier" in said.delegation_words

    def test_under_a_delegation_of_another_bodys_post_is_refused(self, granted: Area) -> None:
        granted.add("stand-in")
        with act(actor=COMMAND, at=AT, verb="test", subject=("post", "certifier")):
            post = Post.objects.create(body=body("bury"), code="certifier")
        today = timezone.localdate()
        with act(actor=COMMAND, at=AT, verb="test", subject=("post", "certifier")):
            Delegation.objects.create(
                post=post,
                person=granted.people["stand-in"],
                held_from=today,
                held_until=today + timedelta(days=9),
                reason="On leave",
                given_at=AT,
                given_by=COMMAND.id,
            )
        asked = granted.submitted()
        with pytest.raises(RefusedError, match="certifier’s post of Bury"):
            certifying.certify(
                actor=Actor(granted["stand-in"].id, frozenset({"certifier"})),
                at=timezone.now(),
                return_id=asked.id,
                seen=newest(asked).sha256,
            )

    def test_of_another_version_than_the_one_that_was_read_is_refused(self, granted: Area) -> None:
        asked = granted.submitted()
        with pytest.raises(RefusedError, match="submitted anew"):
            certifying.certify(actor=granted["certifier"], at=AT, return_id=asked.id, seen="0" * 64)


class TestAPaperThatWantsAStatement:
    def test_is_not_accepted_before_the_partnership_has_said_what_it_thinks(self, granted: Area) -> None:
        asked = granted.certified(granted.opened("year_end"))
        with pytest.raises(RefusedError, match="has not said what it thinks"):
            certifying.accept(actor=granted["programme-officer"], at=AT, return_id=asked.id)
        certifying.scrutinise(actor=COMMAND, at=AT, return_id=asked.id)
        accepted = certifying.accept(actor=granted["programme-officer"], at=AT, return_id=asked.id)
        assert accepted.state == "accepted"

    def test_is_none_in_between(self, granted: Area) -> None:
        asked = granted.certified(granted.opened("february"))
        accepted = certifying.accept(actor=granted["programme-officer"], at=AT, return_id=asked.id)
        assert accepted.state == "accepted"


class TestTheAuthority:
    def test_accepts_nothing_that_the_same_person_submitted_or_certified(self, granted: Area) -> None:
        granted.add("both", "certifier", "programme-officer")
        asked = granted.submitted()
        certify(granted, asked, "both")
        with pytest.raises(RefusedError, match="submitted or certified this return yourself"):
            certifying.accept(actor=granted["both"], at=AT, return_id=asked.id)

    def test_asks_and_every_version_is_kept(self, granted: Area) -> None:
        asked = granted.certified()
        about = [(first(asked).ref, "Why so little?"), ("", "Who covers?"), ("", " ")]
        certifying.query(actor=granted["programme-officer"], at=AT, return_id=asked.id, questions=about)
        with pytest.raises(RefusedError, match="2 questions about the last version wait"):
            filling.submit(actor=granted["commissioner"], at=AT, return_id=asked.id)
        answer_all(granted, asked)
        line = first(asked)
        save(granted, asked, Typed(line.ref, {"actual": "1200"}, line.revision))
        assert granted.one().state == "open"
        filling.submit(actor=granted["commissioner"], at=AT, return_id=asked.id)
        spent = [
            json.loads(bytes(each.content))["grants"][0]["lines"][0]["actual_pence"]
            for each in ReturnVersion.objects.order_by("number")
        ]
        assert spent == [100_000, 120_000]


def certify(area: Area, asked: Return, who: str) -> certifying.Certification:
    return certifying.certify(actor=area[who], at=AT, return_id=asked.id, seen=newest(asked).sha256)


def answer_all(area: Area, asked: Return) -> None:
    for query in newest(asked).queries.all():
        filling.answer_query(actor=area["commissioner"], at=AT, query_id=query.id, answer="Because.")
