"""What does a variation change, and when?"""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.agreements.conftest import in_an_act
from tests.agreements.varying.conftest import AT, NOTICE, UPLIFT, World

from throughline.agreements.actions import agreements, variations, varied
from throughline.agreements.models import Agreement, Grant, GrantAmount, Variation
from throughline.agreements.queries.grants import awards
from throughline.agreements.rules import uplift
from throughline.agreements.varying.rules import Change
from throughline.decisions.actions import drafting, signing
from throughline.decisions.models import Draft, DraftSection
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError


def everything() -> dict[str, Any]:
    """All that can be varied of every grant: awards, states, and what its agreement in force says."""
    found: dict[str, Any] = {
        str(each): pence for each, pence in awards(Grant.objects.values_list("id", flat=True)).items()
    }
    for each in Agreement.objects.filter(state="in_force"):
        found[f"{each.grant_id}:text"] = (
            each.begins_on,
            each.ends_on,
            each.own_words,
            each.specification_id,
            each.party_id,
            each.place_id,
            each.contract_id,
            each.into_contract_by,
        )
    return found | {f"{each.id}:state": each.state for each in Grant.objects.all()}


class TestAnUpliftForTenAreas:
    def test_is_decided_once_and_then_every_award_is_what_was_named(self, world: World) -> None:
        before = {each.id: world.award(each) for each in world.grants()}
        variation = world.agreed()
        assert variation.state == "agreed"
        assert {each.id: world.award(each) for each in world.grants()} == before
        varied.apply(actor=world["lead"], at=AT, variation_id=variation.id)
        assert world.now(variation).state == "applied"
        assert {each.id: world.award(each) for each in world.grants()} == {
            each: uplift(award, UPLIFT) for each, award in before.items()
        }

    def test_is_drafted_with_exactly_its_figures(self, world: World) -> None:
        variation = world.deciding()
        said = {each.section: each.values for each in DraftSection.objects.filter(draft=variation.draft_id)}
        lines = list(variation.lines.all())
        rise = sum((line.after_pence.pence - line.before_pence.pence) for line in lines)
        assert said["financial"]["total_pence"] == rise == sum(p["pence"] for p in said["financial"]["parts"])
        assert len(said["financial"]["parts"]) == 10
        assert said["when"]["new_award_pence"] == sum(line.after_pence.pence for line in lines)
        assert said["when"]["varied_number"] == world.grant.round.decision.number

    def test_is_signed_by_the_deputy_mayor_because_of_the_whole_award_after_it(self, world: World) -> None:
        variation = world.deciding()
        rise = sum(each.after_pence.pence - each.before_pence.pence for each in variation.lines.all())
        assert rise < 50_000_00
        assert "deputy-mayor" in world.out_for_signature(variation)
        because = Draft.objects.get(pk=variation.draft_id).signatures.get(post__code="deputy-mayor").because
        assert "as varied" in because

    def test_refused_by_those_who_sign_changes_nothing(self, world: World) -> None:
        before = everything()
        variation = world.decide(world.deciding(), "refuse", "Not this year.")
        assert (variation.state, everything()) == ("refused", before)
        assert variation.because.startswith("Refused by decision ")


class TestWhatIsDecided:
    def test_is_the_variation_to_the_penny_or_nobody_can_decide_it(self, world: World) -> None:
        variation = world.deciding()
        draft = Draft.objects.get(pk=variation.draft_id)
        saved = DraftSection.objects.get(draft=draft, section="financial")
        parts = [dict(each) for each in saved.values["parts"]]
        parts[0]["pence"], parts[1]["pence"] = parts[0]["pence"] + 1, parts[1]["pence"] - 1
        drafting.save_section(
            draft_id=draft.id,
            section="financial",
            values={"parts": parts},
            revision=saved.revision,
            actor=world["officer"],
            at=AT,
        )
        with pytest.raises(RefusedError, match="the variation, to the penny"):
            world.decide(variation)
        assert world.now(variation).state == "deciding"

    def test_cannot_be_a_variation_that_was_taken_back(self, world: World) -> None:
        variation = world.put(
            variations.take_up(actor=world["officer"], at=AT, variation_id=world.asked().id)
        )
        variations.withdraw(
            actor=world["commissioner"], at=AT, variation_id=variation.id, because="No longer needed."
        )
        with pytest.raises(RefusedError, match="taken back: No longer needed"):
            world.decide(variation)

    def test_stays_while_it_is_decided(self, world: World) -> None:
        variation = world.deciding()
        with pytest.raises(RefusedError):
            variations.edit(
                actor=world["officer"],
                at=AT,
                variation_id=variation.id,
                title="More",
                reason="More still.",
                changes=world.raised(),
            )
        for change in (
            "UPDATE agreements_variationline SET after_pence = 1",
            "DELETE FROM agreements_variationline",
        ):
            with (
                pytest.raises(DatabaseError, match="does not change any more"),
                transaction.atomic(),
                in_an_act(),
            ):
                _run(change)

    def test_is_put_only_once_for_the_same_thing_of_a_grant(self, world: World) -> None:
        world.deciding()
        other = world.prepared(title="Another uplift")
        with pytest.raises(RefusedError, match="Another variation of Bolton"):
            world.put(other)

    def test_starts_from_what_is_so(self, world: World) -> None:
        early = world.prepared()
        applied = world.agreed(world.raised([world.grant]))
        varied.apply(actor=world["lead"], at=AT, variation_id=applied.id)
        with pytest.raises(RefusedError, match="changed since this was prepared"):
            world.put(early)

    def test_takes_its_draft_with_it_when_it_is_taken_back(self, world: World) -> None:
        variation = world.deciding()
        variations.withdraw(actor=world["officer"], at=AT, variation_id=variation.id, because="Too early.")
        assert Draft.objects.get(pk=variation.draft_id).state == "withdrawn"

    def test_is_recalled_first_once_it_is_out_for_signature(self, world: World) -> None:
        variation = world.deciding()
        world.out_for_signature(variation)
        with pytest.raises(RefusedError, match="draft is signing"):
            variations.withdraw(
                actor=world["officer"], at=AT, variation_id=variation.id, because="Too early."
            )
        signing.recall(draft_id=variation.draft_id, words="Too early.", actor=world["officer"], at=AT)
        variations.withdraw(actor=world["officer"], at=AT, variation_id=variation.id, because="Too early.")

    @pytest.mark.parametrize("demonstration", [False, True])
    def test_rests_on_decided_grants_save_in_a_demonstration(
        self, world: World, settings: Any, demonstration: bool
    ) -> None:
        settings.DEMONSTRATION = demonstration
        variation = world.prepared([Change(world.illustrated().id, "amount", Money(1_026_00))])
        if demonstration:
            put = world.put(variation)
            assert Draft.objects.get(pk=put.draft_id).title == "Illustration: An uplift"
            return
        with pytest.raises(RefusedError, match="illustration"):
            world.put(variation)


def _run(sql: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)


class TestAVariationThatIsSigned:
    def test_changes_each_grant_when_both_sides_have_signed_its_paper(self, world: World) -> None:
        bolton, bury = world.grants()[:2]
        old, _ = world.live(bolton), world.live(bury)
        before = world.award(bolton), world.award(bury)
        variation = world.agreed(world.raised([bolton, bury]), by_notice="")
        papers = {each.grant_id: each for each in world.vary_papers(variation)}
        assert set(papers) == {bolton.id, bury.id}
        assert (world.award(bolton), world.award(bury)) == before

        world.sign_both(papers[bolton.id])
        assert (world.award(bolton), world.award(bury)) == (uplift(before[0], UPLIFT), before[1])
        assert world.again(old).state == "varied"
        assert world.now(variation).state == "agreed"
        with pytest.raises(RefusedError, match="Not signed yet: Bury"):
            varied.apply(actor=world["lead"], at=AT, variation_id=variation.id)

        agreements.issue(actor=world["officer"], at=AT, agreement_id=papers[bury.id].id)
        world.sign_for(papers[bury.id], world.people["commissioner-bury"].id)
        assert world.award(bury) == uplift(before[1], UPLIFT)
        assert world.now(variation).state == "applied"

    def test_says_the_new_award_in_its_text(self, world: World) -> None:
        world.live(world.grant)
        variation = world.agreed(world.raised([world.grant]), by_notice="")
        [paper] = world.vary_papers(variation)
        text = agreements.issue(actor=world["officer"], at=AT, agreement_id=paper.id)
        after = variation.lines.get().after_pence
        assert f'"pence":{after.pence}'.encode() in bytes(text.content)

    def test_has_no_paper_before_it_is_agreed_and_each_only_once(self, world: World) -> None:
        world.live(world.grant)
        variation = world.deciding(world.raised([world.grant]), by_notice="")
        with pytest.raises(RefusedError, match="agreed"):
            world.vary_papers(variation)
        world.decide(variation)
        assert len(world.vary_papers(variation)) == 1
        assert world.vary_papers(variation) == []

    def test_says_in_its_paper_what_the_variation_names_and_nothing_else(self, world: World) -> None:
        world.live(world.grant)
        [paper] = world.vary_papers(world.agreed(world.raised([world.grant]), by_notice=""))
        with pytest.raises(RefusedError, match="follows from its variation"):
            agreements.edit(
                actor=world["officer"],
                at=AT,
                agreement_id=paper.id,
                wanted=agreements.Wanted(paper.begins_on, date(2030, 3, 31)),
            )

    def test_is_done_without_a_grant_whose_paper_was_refused_and_put_away(self, world: World) -> None:
        world.live(world.grant)
        before = everything()
        variation = world.agreed(world.raised([world.grant]), by_notice="")
        [paper] = world.vary_papers(variation)
        agreements.discard(actor=world["officer"], at=AT, agreement_id=paper.id)
        varied.apply(actor=world["lead"], at=AT, variation_id=variation.id)
        assert everything() == before

    def test_waits_where_an_agreement_is_out_to_be_signed(self, world: World) -> None:
        world.issued(begins_on=date(2026, 4, 1), ends_on=date(2027, 3, 31))
        with pytest.raises(RefusedError, match="out to be signed"):
            world.deciding(world.raised([world.grant]))


class TestAVariation:
    @pytest.mark.parametrize("what", ["ends_on", "words", "specification"])
    def test_of_anything_but_money_is_signed_and_needs_an_agreement_in_force(
        self, world: World, what: str
    ) -> None:
        change = Change(world.grant.id, what, "2028-03-31" if what == "ends_on" else "Some words")
        with pytest.raises(RefusedError, match="no agreement in force"):
            world.prepared([change], by_notice="")
        with pytest.raises(RefusedError, match="By notice only an award changes"):
            world.prepared([change], by_notice=NOTICE)

    @pytest.mark.parametrize("after", [Money(-1), "words", None])
    def test_names_an_award_as_money_of_nothing_or_more(self, world: World, after: Any) -> None:
        with pytest.raises(RefusedError, match="Say what the award"):
            world.prepared([Change(world.grant.id, "amount", after)])

    def test_names_something_and_nothing_twice(self, world: World) -> None:
        with pytest.raises(RefusedError, match="Name at least one change"):
            variations.prepare(actor=world["officer"], at=AT, title="None", reason="Of no use.", changes=[])
        with pytest.raises(RefusedError, match="changed twice"):
            world.prepared([*world.raised([world.grant]), *world.raised([world.grant])])

    def test_may_take_an_award_away_altogether(self, world: World) -> None:
        variation = world.agreed([Change(world.grant.id, "amount", Money(0))])
        varied.apply(actor=world["lead"], at=AT, variation_id=variation.id)
        assert world.award() == Money(0)

    def test_of_two_opposite_changes_counts_both(self, world: World) -> None:
        bolton, bury = world.grants()[:2]
        variation = world.deciding(
            [
                Change(bolton.id, "amount", world.award(bolton) - Money(50_00)),
                Change(bury.id, "amount", world.award(bury) + Money(50_00)),
            ]
        )
        said = DraftSection.objects.get(draft=variation.draft_id, section="financial").values
        assert said["total_pence"] == 0

    def test_cannot_be_for_another_grant_by_any_way_around_the_actions(self, world: World) -> None:
        variation = world.agreed(world.raised([world.grant]))
        other = world.grants()[1]
        for grant, pence in ((other, 1), (world.grant, 1)):
            with (
                pytest.raises(DatabaseError, match="by what a decided variation names"),
                transaction.atomic(),
                in_an_act(),
            ):
                GrantAmount.objects.create(
                    grant=grant,
                    pence=Money(pence),
                    variation=variation,
                    because="More",
                    added_at=AT,
                    added_by="x",
                )

    def test_that_is_not_decided_changes_no_award_whoever_tries(self, world: World) -> None:
        variation = world.deciding(world.raised([world.grant]))
        line = variation.lines.get()
        with pytest.raises(DatabaseError, match="by what a decided"), transaction.atomic(), in_an_act():
            GrantAmount.objects.create(
                grant=world.grant,
                pence=line.after_pence - line.before_pence,
                variation=variation,
                because="More",
                added_at=AT,
                added_by="x",
            )


FIELDS = ("amount", "ends_on", "words")


class TestExactlyWhatItNames:
    @settings(
        max_examples=8,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.dictionaries(
            st.integers(0, 2), st.sets(st.sampled_from(FIELDS), min_size=1), min_size=1, max_size=3
        ),
        st.integers(-5_000, 50_000),
    )
    def test_changes_and_every_other_grant_and_field_stays(
        self, world: World, named: dict[int, set[str]], by: int
    ) -> None:
        with transaction.atomic():
            grants = world.grants()
            for each in [name for name in world.people if name.startswith("commissioner-")]:
                del world.people[each]  # they were there in an example that was undone
            for each in grants[:3]:
                world.live(each)
            before, expected = everything(), everything()
            changes = []
            for number, fields in named.items():
                grant = grants[number]
                text = list(before[f"{grant.id}:text"])
                for what in sorted(fields):
                    after: Any = "2027-09-30" if what == "ends_on" else "Two workers start in May."
                    if what == "amount":
                        after = world.award(grant) + Money(by or 1)
                        expected[str(grant.id)] = after
                    else:
                        text[FIELDS.index(what)] = date(2027, 9, 30) if what == "ends_on" else after
                    changes.append(Change(grant.id, what, after))
                expected[f"{grant.id}:text"] = tuple(text)
            variation = world.agreed(changes, by_notice="")
            assert everything() == before
            signers = {each.grant_id: world._signer_of(each.grant) for each in variation.lines.all()}
            signers[world.grant.id] = world.people["commissioner"].id
            for paper in world.vary_papers(variation):
                agreements.issue(actor=world["officer"], at=AT, agreement_id=paper.id)
                world.sign_for(paper, signers[paper.grant_id])
            assert world.now(variation).state == "applied"
            assert everything() == expected
            transaction.set_rollback(True)
        world.people = {
            name: each for name, each in world.people.items() if not name.startswith("commissioner-")
        }


class TestWhatARecipientAsksFor:
    def test_is_taken_up_and_decided_like_any_other(self, world: World) -> None:
        asked = world.asked()
        variations.take_up(actor=world["officer"], at=AT, variation_id=asked.id)
        variation = world.decide(world.put(asked))
        varied.apply(actor=world["lead"], at=AT, variation_id=variation.id)
        assert world.award() == variation.lines.get().after_pence

    def test_is_for_a_grant_of_its_own_area(self, world: World) -> None:
        with pytest.raises(RefusedError, match="your own organisation or area"):
            world.asked("stranger")

    def test_is_answered_with_no_and_why(self, world: World) -> None:
        asked = world.asked()
        with pytest.raises(RefusedError, match="Say why"):
            variations.decline(actor=world["lead"], at=AT, variation_id=asked.id, because=" ")
        declined = variations.decline(
            actor=world["lead"], at=AT, variation_id=asked.id, because="No money is left."
        )
        assert (declined.state, declined.because) == ("declined", "No money is left.")

    def test_is_taken_back_only_by_those_who_asked(self, world: World) -> None:
        asked, prepared = world.asked(), world.prepared(title="Ours")
        for variation, who in ((asked, "stranger"), (prepared, "commissioner")):
            with pytest.raises(RefusedError):
                variations.withdraw(actor=world[who], at=AT, variation_id=variation.id, because="No more.")
        variations.withdraw(actor=world["commissioner"], at=AT, variation_id=asked.id, because="No more.")
        assert Variation.objects.get(pk=asked.pk).state == "withdrawn"
