"""What comes of it when two people act on variations in the same moment?"""

from tests.agreements.varying.conftest import AT, World
from tests.races import outcomes

from throughline.agreements.actions import agreements, variations, varied
from throughline.agreements.models import Agreement, GrantAmount, Variation
from throughline.agreements.varying.rules import Change
from throughline.kernel.money import Money


class TestTwoWhoPutVariationsOfOneGrantToADecision:
    def test_one_is_put_and_the_other_waits(self, committed_world: World) -> None:
        world = committed_world
        both = [world.prepared(world.raised([world.grant]), title=title) for title in ("One", "Another")]
        said = outcomes(*(lambda each=each: world.put(each) for each in both))
        assert sorted(each == "done" for each in said) == [False, True]
        assert any("Another variation of Bolton" in each for each in said)
        assert Variation.objects.filter(state="deciding").count() == 1


class TestTwoWhoApplyOne:
    def test_change_each_award_once(self, committed_world: World) -> None:
        world = committed_world
        variation = world.agreed()
        lead = world["lead"]
        said = outcomes(*[lambda: varied.apply(actor=lead, at=AT, variation_id=variation.id)] * 2)
        assert sorted(each == "done" for each in said) == [False, True]
        assert GrantAmount.objects.filter(variation=variation).count() == 10


class TestTheLastTwoCountersignaturesAtOnce:
    def test_apply_the_variation_once(self, committed_world: World) -> None:
        world = committed_world
        bolton, bury = world.grants()[:2]
        world.live(bolton)
        world.live(bury)
        variation = world.agreed(world.raised([bolton, bury]), by_notice="")
        signers = {bolton.id: world.people["commissioner"].id, bury.id: world.people["commissioner-bury"].id}
        papers = world.vary_papers(variation)
        for paper in papers:
            agreements.issue(actor=world["officer"], at=AT, agreement_id=paper.id)
        said = outcomes(*(lambda each=each: world.sign_for(each, signers[each.grant_id]) for each in papers))
        assert said == ["done", "done"]
        assert world.now(variation).state == "applied"
        assert Agreement.objects.filter(variation=variation, state="in_force").count() == 2


class TestWhoEditsWhileAnotherPutsItToADecision:
    def test_what_is_drafted_is_what_the_variation_names(self, committed_world: World) -> None:
        world = committed_world
        variation = world.prepared(world.raised([world.grant]))
        officer = world["officer"]
        outcomes(
            lambda: world.put(variation),
            lambda: variations.edit(
                actor=officer,
                at=AT,
                variation_id=variation.id,
                title="Another",
                reason="Other figures.",
                changes=[Change(world.grant.id, "amount", Money(1_00))],
            ),
        )
        now = world.now(variation)
        if now.state != "deciding":
            world.put(now)
        assert world.decide(world.now(variation)).state == "agreed"
