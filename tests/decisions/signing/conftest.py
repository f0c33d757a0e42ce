"""The people who sign, a scheme, and a draft that waits for signatures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.conftest import Prepared
from tests.decisions.drafting.conftest import workbench as workbench
from tests.decisions.drafting.examples import SECTIONS

from throughline.decisions import law_supplied
from throughline.decisions.actions import drafting
from throughline.decisions.actions import signing as actions
from throughline.decisions.models import Draft, DraftSection, DraftVersion, Signature
from throughline.kernel.actor import Actor
from throughline.organisations import actions as organisations
from throughline.organisations.delegation import actions as delegation
from throughline.organisations.delegation.queries import acting_for, staffed
from throughline.organisations.models import Person
from throughline.organisations.queries import body

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
COMMAND = Actor("system:tests", frozenset({"supplier"}))
HOLDERS = ("assistant-director", "director", "treasurer", "deputy-mayor")


@dataclass
class Town:
    """Who is there: one person a role, by role; and the steps of a draft in short words."""

    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, role: str) -> Actor:
        """The person as they stand on the day of the tests, posts and delegations included."""
        actor = Person.objects.get(pk=self.people[role].pk).as_actor()
        posts = staffed(AT.date(), acting_for(actor, AT.date())).values()
        return Actor(actor.id, actor.roles | {post.code for post in posts})

    def add(self, name: str, *roles: str) -> Person:
        person = organisations.add_person(
            actor=COMMAND, at=AT, name=f"A {name}", email=f"{name}@example.org", body=body("gmca")
        )
        for role in roles:
            organisations.grant_role(actor=COMMAND, at=AT, person=person, role=role)
        self.people[name] = person
        return person

    def post(self, code: str) -> UUID:
        return next(each.id for each in staffed(AT.date()).values() if each.code == code)

    def title(self, code: str) -> str:
        return staffed(AT.date())[self.post(code)].title

    def delegate(self, code: str, to: str, *, by: str = "", days: int = 7) -> UUID:
        return delegation.delegate_post(
            post_id=self.post(code),
            person_id=self.people[to].id,
            first=AT.date(),
            last=AT.date() + timedelta(days=days),
            reason="On annual leave",
            actor=self[by or code],
            at=AT,
        )

    def drafted(self, **changed: dict[str, Any]) -> Draft:
        """A draft that the officer has written and submitted."""
        return self.submit(self.begun(**changed))

    def begun(self, *, without: str = "", **changed: dict[str, Any]) -> Draft:
        """A draft that the officer has written, save the section `without`."""
        officer = self["programme-officer"]
        draft = drafting.begin_draft(actor=officer, at=AT)
        DraftSection.objects.bulk_create(
            DraftSection(
                draft=draft,
                section=slug,
                values={**values, **changed.get(slug, {})},
                saved_at=AT,
                saved_by=officer.id,
            )
            for slug, values in SECTIONS.items()
            if slug != without
        )
        return draft

    def save(
        self,
        draft: Draft,
        section: str,
        values: dict[str, Any],
        *,
        revision: int = 1,
        by: Actor | None = None,
    ) -> None:
        drafting.save_section(
            draft_id=draft.id,
            section=section,
            values=values,
            revision=revision,
            actor=by or self["programme-officer"],
            at=AT,
        )

    def submit(self, draft: Draft) -> Draft:
        drafting.submit_draft(draft_id=draft.id, actor=self["programme-officer"], at=AT)
        return Draft.objects.get(pk=draft.pk)

    def ask(self, draft: Draft) -> Draft:
        actions.ask_for_signatures(draft_id=draft.id, actor=self["programme-lead"], at=AT)
        return Draft.objects.get(pk=draft.pk)

    def asked(self, **changed: dict[str, Any]) -> Draft:
        """A draft that is out for signature."""
        return self.ask(self.drafted(**changed))

    def answer(
        self,
        draft: Draft,
        who: str,
        step: str = "sign",
        words: str = "",
        *,
        at: datetime = AT,
        seen: str = "",
    ) -> actions.Answer:
        """What this person answers on the page that shows the newest version."""
        return actions.answer(
            draft_id=draft.id,
            signature="",
            step=step,
            seen=seen or hash_of(draft),
            words=words,
            actor=self[who],
            at=at,
        )

    def signed_by(self, draft: Draft, *who: str) -> Draft:
        for each in who:
            self.answer(draft, each)
        return Draft.objects.get(pk=draft.pk)


def hash_of(draft: Draft) -> str:
    return DraftVersion.objects.filter(draft=draft).order_by("-number")[0].sha256


def states(draft: Draft) -> dict[str, str]:
    """The state of each post's newest signature."""
    rows = Signature.objects.filter(draft=draft).select_related("post").order_by("version__number", "turn")
    return {row.post.code: row.state for row in rows}


def populate() -> Town:
    """Reference data, a scheme, the holders of the posts, a drafter, a lead, a stand-in, an administrator."""
    organisations.load_reference(actor=COMMAND, at=AT)
    law_supplied.load(COMMAND, AT)
    town = Town()
    for role in ("programme-officer", "programme-lead", "administrator", "auditor"):
        town.add(role, role)
    town.add("stand-in")
    for code in HOLDERS:
        person = town.add(code)
        delegation.hand_over_post(
            post_id=town.post(code), person_id=person.id, first=date(2024, 6, 1), actor=COMMAND, at=AT
        )
    return town


@pytest.fixture
def town(db: None, prepared: Prepared) -> Iterator[Town]:
    with prepared(populate) as made:
        yield made


@pytest.fixture
def committed_town(committed_db: str) -> Town:
    """The same where commits are real, for races."""
    return populate()


@pytest.fixture
def browsers(town: Town, settings: Any) -> Callable[[str], Any]:
    """A browser in which one of the town's people has signed in."""
    from django.test import Client

    settings.SECOND_STEP_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def signed_in(who: str) -> Client:
        client = Client()
        town.people[who].set_password("violet anvil seventeen")
        town.people[who].save()
        client.force_login(town.people[who])
        return client

    return signed_in
