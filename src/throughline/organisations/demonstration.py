"""Who are the made-up people that a demonstration signs in as?

One for each role, with names drawn by a seeded generator, so that every installation has the same ones. They exist in
demonstration mode only, and nowhere else does a session of theirs hold (`rules.may_sign_in`).

They share one password that is printed on the sign-in page. A secret one would protect nothing: whoever reaches the
page may be any of them, the data is made up, and `up` listens on this computer only.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import actions
from throughline.organisations.models import Body, Holding, Person, Post, RoleGrant
from throughline.organisations.roles import GROUPS, ROLES, Role

PASSWORD = "made up for demonstrations"  # noqa: S105 - printed on the page on purpose, see above
SEED = 2021
DOMAIN = "demonstration.example"  # a domain that can never exist (RFC 2606)
_FIRST = (
    "Aisha", "Bronagh", "Carys", "Dawit", "Eleanor", "Farouk", "Grainne", "Harjit", "Imogen", "Jakub", "Kemi", "Liam",
    "Mairéad", "Nasreen", "Olu", "Priya", "Quentin", "Rosalind", "Siân", "Tariq", "Una", "Viktor", "Wenlan", "Yusuf",
)  # fmt: skip
_LAST = (
    "Adeyemi", "Bracegirdle", "Chowdhury", "D’Souza", "Entwistle", "Farnworth", "Grzelak", "Hargreaves", "Iqbal",
    "Jankowska", "Kershaw", "Lomax", "MacDonald-Reid", "Nuttall", "O'Malley", "Pilkington", "Qureshi", "Rigby",
    "Seddon", "Tattersall", "van der Berg", "Walmsley", "Yates", "Zielińska",
)  # fmt: skip
_ONE_WORD = "Suharto"  # some people have one name
_BODY_OF_GROUP = {
    "HMPPS and probation leadership": "hmpps",
    "Localities": "bolton",
    "Practice": "demonstration-provider",
}
_BODY_OF_ROLE = {
    "director-of-probation": "probation-greater-manchester",
    "csp-officer": "bolton-csp",
    "csp-chair": "bolton-csp",
    "csp-member": "bolton-csp",
    "probation-practitioner": "probation-greater-manchester",
    "head-of-unit": "probation-greater-manchester",
    "prison-and-court-team": "probation-greater-manchester",
    "lived-experience": "demonstration-provider",
}
_POSTS = ("assistant-director", "director", "treasurer", "deputy-mayor", "director-of-probation")
_SINCE = date(2024, 5, 28)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Somebody who does not exist, with the one role they have."""

    role: Role
    name: str
    email: str
    body: str


def people() -> tuple[MadeUp, ...]:
    """The made-up people, one for each role in the order of roles; the same every time."""
    chance = random.Random(SEED)  # noqa: S311 - names for a demonstration, nothing secret
    firsts, lasts = chance.sample(_FIRST, len(_FIRST)), chance.sample(_LAST, len(_LAST))
    made = []
    for number, role in enumerate(ROLES):
        name = f"{firsts[number % len(firsts)]} {lasts[(number + number // len(lasts)) % len(lasts)]}"
        if role.code == "lived-experience":
            name = _ONE_WORD
        body = _BODY_OF_ROLE.get(role.code) or _BODY_OF_GROUP.get(role.group, "gmca")
        made.append(MadeUp(role, name, f"{role.code}@{DOMAIN}", body))
    return tuple(made)


def by_group() -> tuple[tuple[str, tuple[MadeUp, ...]], ...]:
    """The made-up people under the headings of their roles, for the sign-in page."""
    made = people()
    return tuple((group, tuple(each for each in made if each.role.group == group)) for group in GROUPS)


def sign_in_lines() -> list[str]:
    """What `up` prints about signing in: the password, then one line for each person."""
    lines = [f"{each.email:<46} {each.name}, {each.role.title.lower()}" for each in people()]
    return [f"Sign in as any of these made-up people; the password of all is: {PASSWORD}", *lines]


def load(*, actor: Actor, at: datetime) -> int:
    """Add the made-up people who are missing and return how many that was; RefusedError outside demonstrations."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up people are for demonstrations; this installation is not one.")
    with transaction.atomic():
        known = set(Person.objects.filter(is_demonstration=True).values_list("email", flat=True))
        missing = [each for each in people() if each.email not in known]
        if missing:
            _add(missing, actor=actor, at=at)
    return len(missing)


def _add(missing: list[MadeUp], *, actor: Actor, at: datetime) -> None:
    password = make_password(PASSWORD)
    with act(
        actor=actor,
        at=at,
        verb="demonstration.people_added",
        subject=("demonstration", SEED),
        facts={"people": len(missing)},
    ):
        Body.objects.get_or_create(
            code="demonstration-provider",
            defaults={"name": "A made-up treatment provider", "kind": "provider"},
        )
        bodies = {body.code: body for body in Body.objects.all()}
        posts = {post.code: post for post in Post.objects.filter(code__in=_POSTS)}
        for each in missing:
            person = actions.new_person(each.name, each.email, bodies[each.body], is_demonstration=True)
            person.password = password
            person.save(force_insert=True)
            RoleGrant.objects.create(person=person, role=each.role.code, held_from=timezone.localdate(at))
            if each.role.code in posts:
                Holding.objects.create(post=posts[each.role.code], person=person, held_from=_SINCE)
