"""How do two sides sign the same bytes, and what keeps anybody from it? Authority: R16."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError

from throughline.agreements.actions import agreements as actions
from throughline.agreements.actions import authorities, grants
from throughline.agreements.models import (
    Agreement,
    AgreementSignature,
    AgreementText,
    Grant,
    SigningAuthority,
)
from throughline.agreements.signing import standing
from throughline.agreements.signing.content import from_frozen
from throughline.frame.models import Letter
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.models import Act
from throughline.organisations import actions as organisations
from throughline.organisations.queries import body

from .conftest import AT, SUPPLIER, Town, hash_of


def subjects(name: str = "") -> list[str]:
    rows = Letter.objects.filter(to=f"{name}@example.org") if name else Letter.objects.all()
    return list(rows.order_by("owed_at", "key").values_list("subject", flat=True))


class TestAGrantAgreement:
    def test_is_in_force_when_both_sides_signed_the_same_bytes_and_its_grant_is_live(
        self, town: Town
    ) -> None:
        agreement = town.in_force()
        assert agreement.state == "in_force"
        rows = AgreementSignature.objects.filter(text__agreement=agreement).order_by("side")
        assert [(each.side, each.name, each.capacity) for each in rows] == [
            ("authority", "A director", "Signs for gmca"),
            ("other", "A commissioner", "Signs for bolton"),
        ]
        assert {each.sha256 for each in rows} == {hash_of(agreement)}
        assert Grant.objects.get(pk=town.grant.pk).state == "live"

    def test_accepts_its_grant_when_the_other_side_signs(self, town: Town) -> None:
        town.signed()
        assert Grant.objects.get(pk=town.grant.pk).state == "accepted"

    def test_says_in_the_ledger_which_bytes_were_signed(self, town: Town) -> None:
        agreement = town.in_force()
        rows = Act.objects.filter(subject_kind="agreement", subject_id=str(agreement.id))
        said = dict(rows.values_list("verb", "leaf"))
        assert set(said) == {
            "agreement.drafted",
            "agreement.issued",
            "agreement.signed",
            "agreement.in_force",
        }
        del said["agreement.drafted"]
        assert all(hash_of(agreement) in leaf for leaf in said.values())
        assert not any("A commissioner" in leaf for leaf in said.values()), "who it was is personal"

    def test_names_the_award_its_instalments_conditions_and_what_it_may_be_spent_on(self, town: Town) -> None:
        agreement = town.issued()
        said = from_frozen(bytes(AgreementText.objects.get(agreement=agreement).content))
        assert said.amount is not None
        assert said.amount.pence == sum(each.pence for each in said.instalments)
        assert [each.due_on for each in said.instalments] == ["2021-11-30", "2022-02-28"]
        assert {each.code for each in said.conditions} == {"delivery", "spending_plan", "last_report"}
        assert [each.set_aside_because for each in said.conditions if each.code == "last_report"] == [
            "A first grant has no earlier report."
        ]
        assert [(each.label, each.is_eligible) for each in said.spend] == [
            ("Key workers", True),
            ("Buildings", False),
        ]
        assert said.requirements == (
            ("R1", "Workers sit in the unit."),
            ("R2", "Help is offered within ten days."),
        )
        assert str(said.amount) in said.clauses[0].text
        assert not any("{" in each.text for each in said.clauses)

    def test_is_not_drafted_twice_at_a_time(self, town: Town) -> None:
        town.drafted()
        with pytest.raises(RefusedError, match="on its way already"):
            town.drafted()

    def test_names_what_its_grant_names(self, town: Town) -> None:
        with pytest.raises(RefusedError, match="another place, recipient or programme"):
            town.drafted(party_id=body("bury").id)

    def test_names_its_specification(self, town: Town) -> None:
        """R18"""
        agreement = town.drafted()
        assert agreement.specification is not None
        wanted = actions.Wanted(agreement.begins_on, agreement.ends_on)
        actions.edit(actor=town["officer"], at=AT, agreement_id=agreement.id, wanted=wanted)
        with pytest.raises(RefusedError, match="Name the version"):
            actions.issue(actor=town["officer"], at=AT, agreement_id=agreement.id)


class TestAPartnershipAgreement:
    def test_runs_over_years_and_moves_no_money(self, town: Town) -> None:
        agreement = town.in_force("partnership")
        said = from_frozen(bytes(AgreementText.objects.get(agreement=agreement).content))
        assert (agreement.state, said.amount, said.instalments) == ("in_force", None, ())
        assert "1 April 2026" in " ".join(each.text for each in said.clauses)
        assert Grant.objects.get(pk=town.grant.pk).state == "offered", "it is not the grant’s agreement"

    def test_stands_once_for_a_place(self, town: Town) -> None:
        town.in_force("partnership")
        later = town.drafted("partnership")
        with pytest.raises(RefusedError, match="about the same is in force"):
            actions.issue(actor=town["officer"], at=AT, agreement_id=later.id)

    def test_takes_the_place_of_the_one_that_it_names(self, town: Town) -> None:
        first = town.in_force("partnership")
        second = town.in_force("partnership", replaces_id=first.id, ends_on=date(2029, 3, 31))
        assert (town.again(first).state, second.state) == ("varied", "in_force")

    def test_is_signed_whatever_sum_limits_an_authority(self, town: Town) -> None:
        agreement = town.issued("partnership")
        assert town.sign(agreement, "deputy").state == "signed"

    def test_ends_after_its_last_day_and_not_before(self, town: Town) -> None:
        agreement = town.in_force("partnership")
        with pytest.raises(RefusedError, match="End it early with reasons"):
            actions.end(actor=town["officer"], at=AT, agreement_id=agreement.id)
        later = datetime(2027, 4, 1, 9, tzinfo=UTC)
        assert actions.end(actor=town["officer"], at=later, agreement_id=agreement.id).state == "ended"


class TestAnAuthorityToSign:
    def test_is_needed_for_the_very_body(self, town: Town) -> None:
        agreement = town.issued()
        with pytest.raises(RefusedError, match="No authority to sign for"):
            town.sign(agreement, "stranger")

    def test_goes_up_to_its_sum(self, town: Town) -> None:
        agreement = town.issued()
        with pytest.raises(RefusedError, match=r"goes up to £1,000\.00, and this is about £"):
            town.sign(agreement, "deputy")

    def test_covers_its_sum_to_the_penny(self, town: Town) -> None:
        said = from_frozen(bytes(AgreementText.objects.get(agreement=town.issued()).content))
        assert said.pence is not None
        town.add("exact", "commissioner", "bolton", said.pence)
        town.add("short", "commissioner", "bolton", said.pence - 1)
        agreement = Agreement.objects.get()
        with pytest.raises(RefusedError, match="goes up to"):
            town.sign(agreement, "short")
        assert town.sign(agreement, "exact").state == "signed"

    def test_that_has_ended_is_none(self, town: Town) -> None:
        agreement = town.issued()
        row = SigningAuthority.objects.get(person=town.people["commissioner"])
        authorities.end_authority(actor=town["officer"], at=AT, authority_id=row.id, until=AT.date())
        with pytest.raises(RefusedError, match="No authority to sign for"):
            town.sign(agreement)

    def test_without_the_role_signs_nothing(self, town: Town) -> None:
        town.add("lender", "key-worker", "bolton", None)
        with pytest.raises(RefusedError, match="not for your role"):
            town.sign(town.issued(), "lender")

    def test_is_recorded_by_nobody_for_themselves(self, town: Town) -> None:
        with pytest.raises(RefusedError, match="their own authority"):
            authorities.record_authority(
                actor=town["officer"],
                at=AT,
                person_id=town.people["officer"].id,
                body_id=body("gmca").id,
                capacity="Officer",
                source="None",
                held_from=AT.date(),
            )


class TestTwoSides:
    def test_are_never_signed_for_by_one_person(self, town: Town) -> None:
        town.add("both", "director", "gmca", None)
        town.authority("both", "bolton")
        organisations.grant_role(actor=SUPPLIER, at=AT, person=town.people["both"], role="commissioner")
        agreement = town.sign(town.issued(), "both")
        with pytest.raises(RefusedError, match="nobody signs for both"):
            town.countersign(agreement, "both")
        assert town.countersign(agreement).state == "in_force"

    def test_are_not_signed_for_by_who_drafted_edited_or_issued_it(self, town: Town) -> None:
        by_the_lead = town.signed(by="lead")
        with pytest.raises(RefusedError, match="nobody signs what they drafted"):
            town.countersign(by_the_lead, "lead")
        assert town.countersign(by_the_lead, "director").state == "in_force"

    def test_are_not_signed_for_by_who_edited_it_once(self, town: Town) -> None:
        agreement = town.drafted()
        wanted = actions.Wanted(
            agreement.begins_on, agreement.ends_on, agreement.specification_id, own_words="More."
        )
        actions.edit(actor=town["lead"], at=AT, agreement_id=agreement.id, wanted=wanted)
        actions.issue(actor=town["officer"], at=AT, agreement_id=agreement.id)
        signed = town.sign(agreement)
        with pytest.raises(RefusedError, match="nobody signs what they drafted"):
            town.countersign(signed, "lead")

    def test_sign_what_they_have_seen(self, town: Town) -> None:
        agreement = town.issued()
        with pytest.raises(RefusedError, match="issued anew since you opened"):
            town.sign(agreement, seen="0" * 64)

    def test_are_not_signed_for_by_the_authority_over_its_limit(self, town: Town) -> None:
        signed = town.signed()
        with pytest.raises(RefusedError, match=r"goes up to £50,000\.00"):
            town.countersign(signed, "assistant")

    def test_are_signed_for_in_another_name_by_what_is_supplied_only(self, town: Town) -> None:
        agreement = town.issued()
        seen, whom = hash_of(agreement), town.people["commissioner"].id
        with pytest.raises(RefusedError, match="somebody else’s name"):
            actions.sign(actor=town["lead"], at=AT, agreement_id=agreement.id, seen=seen, as_person=whom)
        actions.sign(actor=SUPPLIER, at=AT, agreement_id=agreement.id, seen=seen, as_person=whom)
        row = AgreementSignature.objects.get(text__agreement=agreement)
        assert (row.name, row.signed_by) == ("A commissioner", f"person:{whom}")


class TestTakingBack:
    def test_lets_the_signature_fall(self, town: Town) -> None:
        agreement = town.signed()
        before = hash_of(agreement)
        actions.take_back(actor=town["officer"], at=AT, agreement_id=agreement.id, because="A date is wrong.")
        assert town.again(agreement).state == "draft"
        actions.issue(actor=town["officer"], at=AT, agreement_id=agreement.id)
        assert hash_of(agreement) != before
        with pytest.raises(RefusedError, match="this can be done while it is signed"):
            town.countersign(town.again(agreement))
        signed = town.sign(town.again(agreement))
        assert town.countersign(signed).state == "in_force"

    def test_tells_whoever_was_asked_or_had_signed(self, town: Town) -> None:
        agreement = town.signed()
        actions.take_back(actor=town["officer"], at=AT, agreement_id=agreement.id)
        assert subjects("commissioner")[-1] == "An agreement that you were asked to sign was taken back"
        assert "taken back" not in " ".join(subjects("stranger"))

    def test_is_the_only_way_once_the_award_is_another(
        self, town: Town, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        agreement = town.issued()
        monkeypatch.setattr(standing, "amount_now", lambda _: Money(1))
        with pytest.raises(RefusedError, match=r"The award is £0\.01 by now, and this text says"):
            town.sign(agreement)


class TestARefusal:
    def test_has_reasons_that_its_drafters_are_told_of(self, town: Town) -> None:
        agreement = town.issued()
        with pytest.raises(RefusedError, match="Say why"):
            self.refuse(town, agreement, "No")
        self.refuse(town, agreement, "The days are not ours.")
        assert (town.again(agreement).state, town.again(agreement).because) == (
            "refused",
            "The days are not ours.",
        )
        assert subjects("officer") == ["An agreement was refused with reasons"]

    def test_can_be_answered_by_issuing_it_anew(self, town: Town) -> None:
        agreement = town.issued()
        self.refuse(town, agreement, "The days are not ours.")
        actions.reissue(actor=town["officer"], at=AT, agreement_id=agreement.id)
        actions.issue(actor=town["officer"], at=AT, agreement_id=agreement.id)
        assert town.sign(town.again(agreement)).state == "signed"

    def refuse(self, town: Town, agreement: Agreement, because: str) -> Any:
        return actions.refuse(
            actor=town["commissioner"],
            at=AT,
            agreement_id=agreement.id,
            seen=hash_of(agreement),
            because=because,
        )


class TestAGrantThatStops:
    @pytest.mark.parametrize(
        ("so_far", "left"), [("drafted", "discarded"), ("issued", "discarded"), ("signed", "discarded")]
    )
    def test_takes_its_agreement_with_it_when_it_is_withdrawn(
        self, town: Town, so_far: str, left: str
    ) -> None:
        agreement = getattr(town, so_far)()
        grants.stop_or_resume(
            actor=town["lead"],
            at=AT,
            grant_id=town.grant.id,
            step="withdraw",
            because="The offer was a mistake.",
        )
        assert town.again(agreement).state == "discarded"

    def test_takes_its_agreement_with_it_when_it_is_terminated(self, town: Town) -> None:
        agreement = town.in_force()
        grants.stop_or_resume(
            actor=town["lead"],
            at=AT,
            grant_id=town.grant.id,
            step="terminate",
            because="The provider closed.",
        )
        assert (town.again(agreement).state, town.again(agreement).because) == (
            "terminated",
            "The provider closed.",
        )


class TestTheDatabase:
    def test_lets_nothing_be_in_force_without_two_signatures_on_the_newest_text(self, town: Town) -> None:
        agreement = town.signed()
        with (
            pytest.raises(DatabaseError, match="both sides signed identical bytes"),
            act(actor=SUPPLIER, at=AT, verb="tried", subject=("test", "1")),
        ):
            Agreement.objects.filter(pk=agreement.pk).update(state="in_force")

    def test_keeps_texts_and_signatures_as_they_are(self, town: Town) -> None:
        agreement = town.signed()
        for table in (AgreementText, AgreementSignature):
            with (
                pytest.raises(DatabaseError),
                act(actor=SUPPLIER, at=AT, verb="tried", subject=("test", "1")),
            ):
                table.objects.update(sha256="0" * 64)  # type: ignore[attr-defined]  # a class of models
        assert hash_of(agreement)

    def test_lets_nothing_that_was_issued_say_another_thing(self, town: Town) -> None:
        agreement = town.issued()
        with (
            pytest.raises(DatabaseError, match="changed by taking it back"),
            act(actor=SUPPLIER, at=AT, verb="tried", subject=("test", "1")),
        ):
            Agreement.objects.filter(pk=agreement.pk).update(ends_on=date(2029, 3, 31))

    def test_lets_an_authority_only_end(self, town: Town) -> None:
        row = SigningAuthority.objects.get(person=town.people["deputy"])
        with (
            pytest.raises(DatabaseError),
            act(actor=SUPPLIER, at=AT, verb="tried", subject=("test", "1")),
        ):
            SigningAuthority.objects.filter(pk=row.pk).update(up_to_pence=Money(10**9))
