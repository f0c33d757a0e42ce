"""Who are the made-up people of the ten localities and of the providers, beside one person for each role?

A commissioner, a certifying finance officer and a partnership's chair for each area; a manager and a finance director
for each of five made-up providers; a key worker where the provider's own system is the record. The people of
`demonstration` stay who they are: Bolton's are theirs already.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import actions, queries
from throughline.organisations.demonstration import DOMAIN
from throughline.organisations.models import Body, Person, PlaceServed, RoleGrant
from throughline.organisations.places import known_places
from throughline.organisations.roles import title_of

FIRST_AREA = "bolton"  # its people are the ones that `demonstration` has for each role
FIRST_PROVIDER = "demonstration-provider"
OWN_SYSTEM = "demonstration-provider-3"  # the one whose own case system is the record
IN_AN_AREA = ("commissioner", "certifier", "csp-chair")
IN_A_PROVIDER = ("provider-manager", "certifier")
# Five made-up providers and the areas that they serve: ten allocations are not ten providers (DOMAIN §6).
PROVIDERS: dict[str, tuple[str, tuple[str, ...]]] = {
    FIRST_PROVIDER: ("A made-up treatment provider", ("bolton", "salford", "trafford")),
    "demonstration-provider-2": ("Larkspur Treatment (made up)", ("manchester",)),
    "demonstration-provider-3": ("Thistledown Recovery (made up)", ("bury", "oldham", "rochdale")),
    "demonstration-provider-4": ("Quillwort Recovery (made up)", ("stockport", "tameside")),
    "demonstration-provider-5": ("Meadowsweet Services (made up)", ("wigan",)),
}
_FIRST = (
    "Ada", "Bashir", "Ceri", "Dilys", "Ekow", "Fenella", "Gwilym", "Hodan", "Ines", "Jolanta", "Kwame", "Lorcan",
    "Marisol", "Niamh", "Oisín", "Parveen", "Quincy", "Renée", "Sorcha", "Teodor", "Ursula", "Vikram", "Winifred",
    "Xanthe", "Yolanda", "Zubair",
)  # fmt: skip
_LAST = (
    "Ashworth", "Barlow", "Crompton", "Duxbury", "Eckersley", "Fairhurst", "Greenhalgh", "Haslam", "Isherwood",
    "Jolley", "Kenyon", "Leyland", "Mistry", "Ní Bhriain", "Ogden", "Prestwich", "Quayle", "Ramsbottom", "Shuttleworth",
    "Turton", "Unsworth", "Vickers", "Wolstenholme", "Yearsley", "Zaman",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Local:
    """Somebody who does not exist, in an area's council or partnership or in a provider."""

    role: str
    name: str
    email: str
    body: str


def areas() -> tuple[str, ...]:
    """The codes of the ten areas, which are the codes of their councils, by name."""
    return tuple(name.casefold() for name, _ in known_places())


def people() -> tuple[Local, ...]:
    """Everybody who is added here, the same every time."""
    wanted = [
        (role, f"{area}-csp" if role == "csp-chair" else area, area)
        for area in areas()
        if area != FIRST_AREA
        for role in IN_AN_AREA
    ]
    for number, code in enumerate(PROVIDERS, 1):
        roles = IN_A_PROVIDER if code != FIRST_PROVIDER else ("certifier",)
        wanted += [(role, code, f"provider-{number}") for role in roles]
    wanted.append(("key-worker", OWN_SYSTEM, f"provider-{list(PROVIDERS).index(OWN_SYSTEM) + 1}"))
    return tuple(
        Local(role, f"{_FIRST[n % len(_FIRST)]} {_LAST[n % len(_LAST)]}", f"{role}.{where}@{DOMAIN}", body)
        for n, (role, body, where) in enumerate(wanted)
    )


def address_of(role: str, code: str) -> str:
    """Where the made-up person of that role in that area or provider signs in."""
    if code == FIRST_AREA or (code == FIRST_PROVIDER and role == "provider-manager"):
        return f"{role}@{DOMAIN}"
    where = f"provider-{list(PROVIDERS).index(code) + 1}" if code in PROVIDERS else code
    return f"{role}.{where}@{DOMAIN}"


def by_body() -> tuple[tuple[str, tuple[tuple[Local, str], ...]], ...]:
    """Those people with their role's title under the names of their areas and providers, for the sign-in page."""
    groups: dict[str, list[tuple[Local, str]]] = {}
    for each in people():
        name = PROVIDERS[each.body][0] if each.body in PROVIDERS else each.body.removesuffix("-csp").title()
        groups.setdefault(name, []).append((each, title_of(each.role)))
    return tuple((name, tuple(found)) for name, found in groups.items())


def provider_of(area: str) -> str:
    """The code of the made-up provider that serves an area."""
    return next(code for code, (_, served) in PROVIDERS.items() if area in served)


def actors(asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Actor]:
    """Those people as they act, by role and by the code of their area or provider; one query."""
    addresses = {address_of(*each): each for each in asked}
    found = Person.objects.filter(email__in=addresses)
    return {
        addresses[each.email]: Actor(f"person:{each.id}", frozenset({addresses[each.email][0]}))
        for each in found
    }


def load(*, actor: Actor, at: datetime) -> int:
    """Add those who are missing, and the made-up providers; how many people that was. RefusedError elsewhere."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up people are for demonstrations; this installation is not one.")
    with transaction.atomic():
        known = set(Person.objects.filter(is_demonstration=True).values_list("email", flat=True))
        missing = [each for each in people() if each.email not in known]
        if missing:
            with act(
                actor=actor,
                at=at,
                verb="demonstration.people_added",
                subject=("demonstration", "localities"),
                facts={"people": len(missing), "providers": len(PROVIDERS)},
            ):
                _add(missing, at)
    return len(missing)


def _add(missing: list[Local], at: datetime) -> None:
    bodies = {each.code: each for each in queries.bodies()}
    new = [
        Body(code=code, name=name, kind="provider")
        for code, (name, _) in PROVIDERS.items()
        if code not in bodies
    ]
    Body.objects.bulk_create(new)
    bodies |= {each.code: each for each in new}
    _serve(bodies)
    # One password for all, hashed once: a slow hash for each of them would be felt at every first start.
    shared = Person.objects.get(email=f"programme-officer@{DOMAIN}").password
    added: list[Person] = []
    for each in missing:
        person = actions.new_person(each.name, each.email, bodies[each.body], is_demonstration=True)
        person.password = shared
        added.append(person)
    Person.objects.bulk_create(added)
    RoleGrant.objects.bulk_create(
        RoleGrant(person=person, role=each.role, held_from=timezone.localdate(at))
        for person, each in zip(added, missing, strict=True)
    )


def _serve(bodies: dict[str, Body]) -> None:
    places = {each.name.casefold(): each.id for each in queries.localities()}
    known: set[tuple[UUID, UUID]] = set(PlaceServed.objects.values_list("body_id", "place_id"))
    PlaceServed.objects.bulk_create(
        PlaceServed(body=bodies[code], place_id=places[area])
        for code, (_, served) in PROVIDERS.items()
        for area in served
        if (bodies[code].id, places[area]) not in known
    )
