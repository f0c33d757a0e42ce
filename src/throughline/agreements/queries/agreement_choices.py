"""Among what does somebody choose who drafts agreements, or records who may sign?"""

from datetime import date
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat, Lower

from throughline.funding.queries import rounds as funding
from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations

from ..models import Agreement, Grant, LocalContract, SigningAuthority, SpecificationVersion, Terms
from ..signing.standing import authorities_on
from .grants import awards, visible_to

_KEPT = ("draft", "issued", "signed", "in_force")


def grants_without(actor: Actor, on: date) -> list[tuple[str, str]]:
    """The offered grants that have no agreement on its way, as choices: place, year, recipient, award."""
    has = Agreement.objects.filter(grant=OuterRef("pk"), state__in=_KEPT)
    rows = list(visible_to(actor, on).filter(~Exists(has), state__in=("offered", "accepted")))
    sums = awards([each.id for each in rows])
    return [
        (str(each.id), f"{each.place.name}, {each.round.year}: {each.recipient.name}, {sums[each.id]}")
        for each in rows
    ]


def wanted_for(grant_id: UUID) -> dict[str, object]:
    """What an agreement on that grant takes from it and from the terms of its round."""
    grant = Grant.objects.select_related("round").get(pk=grant_id)
    terms = Terms.objects.get(round=grant.round_id)
    return {
        "kind": "grant",
        "grant_id": grant.id,
        "place_id": grant.place_id,
        "party_id": grant.recipient_id,
        "programme_id": grant.round.programme_id,
        "begins_on": terms.begins_on,
        "ends_on": terms.ends_on,
        "is_illustration": grant.is_illustration,
    }


def programmes() -> list[tuple[str, str]]:
    """Every programme."""
    return [(str(each.id), each.name) for each in funding.programmes()]


def places() -> list[tuple[str, str]]:
    """Every locality."""
    return [(str(each.id), each.name) for each in organisations.localities().order_by("name")]


def bodies() -> list[tuple[str, str]]:
    """Every organisation that a person may sign for."""
    return [(str(each.id), each.name) for each in organisations.bodies().order_by("name", "id")]


def people() -> list[tuple[str, str]]:
    """Everybody who signs in, with their organisation."""
    rows = organisations.people_who_sign_in().select_related("body").only("id", "name", "body__name")
    return [(str(each.id), f"{each.name}, {each.body.name}") for each in rows]


def specifications(programme_id: UUID) -> list[tuple[str, str]]:
    """The programme's settled versions, newest first."""
    rows = SpecificationVersion.objects.filter(programme=programme_id, state__in=("current", "earlier"))
    return [
        (
            str(each.id),
            f"Version {each.number}: {each.title}{'' if each.state == 'current' else ' (earlier)'}",
        )
        for each in rows.order_by("-number")
    ]


def contracts(place_id: UUID) -> list[tuple[str, str]]:
    """The place's local contracts that are planned or running."""
    rows = LocalContract.objects.filter(place=place_id, state__in=("planned", "running"))
    return [(str(each.id), each.title) for each in rows.order_by("title", "id")]


def council_of(place_id: UUID, on: date) -> UUID | None:
    """The local authority that serves the place on that day: the other side of its partnership agreement."""
    for each in organisations.bodies_with_posts().filter(kind="local authority"):
        if any(place.id == place_id for place in each.places.all()):
            return each.id
    return None


def authorities(on: date) -> QuerySet[SigningAuthority]:
    """Every authority to sign that is in force on that day, with its person, its body, and words to search."""
    words = Concat("person__name", Value(" "), "body__name", Value(" "), "capacity", output_field=CharField())
    return authorities_on(on).select_related("person", "body").annotate(search_text=Lower(words))


def authority(authority_id: UUID) -> SigningAuthority | None:
    """One of them."""
    return SigningAuthority.objects.select_related("person", "body").filter(pk=authority_id).first()
