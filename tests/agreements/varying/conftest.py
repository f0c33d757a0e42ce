"""A decided round whose ten grants are varied: people who prepare, sign decisions, sign agreements; all made up."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.agreements.conftest import TERMS, in_an_act
from tests.agreements.signing.conftest import SUPPLIER, Town, hash_of
from tests.agreements.signing.conftest import populate as agreeing

from throughline.agreements.actions import agreements, grants, terms, variations, varied
from throughline.agreements.models import Agreement, Grant, Variation
from throughline.agreements.queries.grants import awards
from throughline.agreements.varying.rules import Change
from throughline.decisions.actions import drafting, signing
from throughline.decisions.models import Draft, DraftVersion
from throughline.funding.models import Round
from throughline.kernel.money import Money
from throughline.organisations.delegation import actions as delegation
from throughline.organisations.delegation.queries import staffed

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
POSTS = ("assistant-director", "director", "treasurer", "deputy-mayor")
NOTICE = "Clause 4: the authority may change the award by notice."
UPLIFT = Fraction("2.6")


class World(Town):
    """The town, its ten grants, and the steps of a variation in short words."""

    def grants(self) -> list[Grant]:
        return list(
            Grant.objects.filter(round=self.grant.round)
            .select_related("round__programme", "place", "recipient")
            .order_by("place__name")
        )

    def award(self, grant: Grant | None = None) -> Money:
        found = grant or self.grant
        return awards([found.id])[found.id]

    def raised(self, grants: Sequence[Grant] | None = None) -> list[Change]:
        """2.6 % more for each."""
        return variations.uplifted([each.id for each in grants or self.grants()], UPLIFT)

    def prepared(
        self, changes: Sequence[Change] | None = None, *, by_notice: str = NOTICE, title: str = "An uplift"
    ) -> Variation:
        return variations.prepare(
            actor=self["officer"],
            at=AT,
            title=title,
            reason="Pay has risen.",
            changes=changes or self.raised(),
            by_notice=by_notice,
        )

    def asked(self, who: str = "commissioner") -> Variation:
        return variations.ask(
            actor=self[who],
            at=AT,
            title="More for Bolton",
            reason="Pay has risen.",
            changes=[Change(self.grant.id, "amount", self.award() + Money(100_00))],
        )

    def put(self, variation: Variation) -> Variation:
        return variations.put_to_decision(
            actor=self["officer"],
            at=AT,
            variation_id=variation.id,
            decision_type="deputy-mayor",
            function="police-and-crime",
        )

    def deciding(self, changes: Sequence[Change] | None = None, *, by_notice: str = NOTICE) -> Variation:
        return self.put(self.prepared(changes, by_notice=by_notice))

    def out_for_signature(self, variation: Variation) -> list[str]:
        """Its draft is submitted and sent; the codes of the posts that are asked, by turn."""
        by: dict[str, Any] = {"draft_id": variation.draft_id, "at": AT}
        drafting.submit_draft(actor=self["officer"], **by)
        signing.ask_for_signatures(actor=self["lead"], **by)
        rows = Draft.objects.get(pk=variation.draft_id).signatures.select_related("post")
        return [each.post.code for each in rows.order_by("turn", "post__code")]

    def decide(self, variation: Variation, last: str = "sign", words: str = "") -> Variation:
        """Everybody who is asked signs; the last of them answers with that step."""
        posts = self.out_for_signature(variation)
        for post in posts:
            self.answer(variation, post, last if post == posts[-1] else "sign", words)
        return self.now(variation)

    def answer(self, variation: Variation, post: str, step: str = "sign", words: str = "") -> None:
        version = DraftVersion.objects.filter(draft=variation.draft_id).order_by("-number")[0]
        signing.answer(
            draft_id=version.draft_id,
            signature="",
            step=step,
            seen=version.sha256,
            words=words,
            actor=self[post],
            at=AT,
        )

    def agreed(self, changes: Sequence[Change] | None = None, *, by_notice: str = NOTICE) -> Variation:
        return self.decide(self.deciding(changes, by_notice=by_notice))

    def now(self, variation: Variation) -> Variation:
        return Variation.objects.get(pk=variation.pk)

    def sign_both(self, agreement: Agreement) -> Agreement:
        """The agreement goes out and both sides sign it."""
        agreements.issue(actor=self["officer"], at=AT, agreement_id=agreement.id)
        self.sign(agreement, at=AT)
        return self.countersign(agreement, at=AT)

    def live(self, grant: Grant, **changed: Any) -> Agreement:
        """The grant has an agreement in force; what is signed for others is signed by whom the supplier names."""
        signer = self.people["commissioner"].id if grant == self.grant else self._signer_of(grant)
        said: dict[str, Any] = {"actor": SUPPLIER, "at": AT}
        drafted = agreements.draft_agreement(
            kind="grant",
            place_id=grant.place_id,
            party_id=grant.recipient_id,
            programme_id=grant.round.programme_id,
            grant_id=grant.id,
            **{"begins_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31), **changed},
            **said,
        )
        agreements.issue(agreement_id=drafted.id, **said)
        self.sign_for(drafted, signer)
        return self.again(drafted)

    def sign_for(self, agreement: Agreement, signer: UUID) -> None:
        """Both sides sign, in the names of those people."""
        said: dict[str, Any] = {"actor": SUPPLIER, "at": AT, "agreement_id": agreement.id}
        agreements.sign(seen=hash_of(agreement), as_person=signer, **said)
        agreements.countersign(seen=hash_of(agreement), as_person=self.people["director"].id, **said)

    def illustrated(self) -> Grant:
        """A grant that no decision awarded."""
        round_ = Round.objects.get(year="2025/26")
        terms.set_terms(actor=SUPPLIER, at=AT, round_id=round_.id, terms=replace(TERMS, is_illustration=True))
        [grant] = grants.offer_illustration(
            actor=SUPPLIER,
            at=AT,
            round_id=round_.id,
            amounts={self.grant.place_id: Money(1_000_00)},
            recipients={self.grant.place_id: self.grant.recipient_id},
        )
        return grant

    def _signer_of(self, grant: Grant) -> UUID:
        name = f"commissioner-{grant.recipient.code}"
        if name not in self.people:
            self.add(name, "commissioner", grant.recipient.code, None)
        return self.people[name].id

    def vary_papers(self, variation: Variation) -> list[Agreement]:
        return varied.draft_agreements(actor=self["officer"], at=AT, variation_id=variation.id)


def populate() -> World:
    """The town with everybody who signs decisions."""
    town = agreeing()
    world = World(town.grant, town.people)
    world.grant = Grant.objects.select_related("round__programme", "place", "recipient").get(pk=town.grant.pk)
    for code in POSTS:
        if code not in world.people:
            world.add(code, code, "gmca")
        post = next(each.id for each in staffed(AT.date()).values() if each.code == code)
        delegation.hand_over_post(
            post_id=post, person_id=world.people[code].id, first=date(2024, 6, 1), actor=SUPPLIER, at=AT
        )
    return world


@pytest.fixture
def world(looked_at: None) -> World:
    return populate()


@pytest.fixture
def committed_world(loaded: str) -> World:
    """The same where commits are real, for races."""
    return populate()


@pytest.fixture
def browsers(world: World, settings: Any) -> Callable[[str], Client]:
    """A browser in which one of these people has signed in."""
    settings.SECOND_STEP_REQUIRED = False

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(world.people[who])
        return client

    return signed_in


def in_state(variation: Variation, state: str) -> Variation:
    """The variation stands in that state, as if others had acted."""
    with in_an_act():
        Variation.objects.filter(pk=variation.pk).update(state=state, because="A reason.")
    return Variation.objects.get(pk=variation.pk)
