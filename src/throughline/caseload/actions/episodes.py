"""How is a person's number in treatment monitoring linked, once, at source? Authority: R32; the walls hide the rest."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from throughline.frame.sealing import keyed_hashes
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError
from throughline.ledger.actions import act

from ..lifecycle import MACHINE, PROVIDER
from ..models import EpisodeLink, Person, Referral
from ..sealed import Words, closed, opened, place_of
from .referrals import locked

TABLE = "caseload_episodelink"
PURPOSE = "client id"


def client_hashes(client_id: str) -> tuple[str, ...]:
    """By which a CLIENTID is found, written in whatever case."""
    return keyed_hashes(PURPOSE, client_id.strip().upper())


def link(*, actor: Actor, at: datetime, referral_id: UUID, client_id: str, episode_id: str) -> EpisodeLink:
    """The person has this CLIENTID at this provider; said again it is kept once, and another person's is refused."""
    referral = locked(referral_id)
    if not actor.roles & (PROVIDER | MACHINE):
        Refused("Linking is not for your role.", "It is for the service’s key workers.").or_raise()
    if not client_id.strip():
        raise RefusedError("Write the CLIENTID.")
    numbers = {"CLIENTID": client_id.strip().upper(), "EPISODID": episode_id.strip().upper()}
    for there in links_of(referral.provider_id, [client_id]):
        if there.person_id != referral.person_id:
            raise RefusedError("This CLIENTID is linked to somebody else. Check it in your own system.")
        if numbers["EPISODID"] in ("", numbers_of(there)["EPISODID"]):
            return there
    known = {numbers_of(each)["CLIENTID"] for each in of_person(referral)}
    if known - {numbers["CLIENTID"]}:
        raise RefusedError("This person has another CLIENTID already. Check it in your own system.")
    made = EpisodeLink(
        id=uuid4(),
        person=referral.person,
        body_id=referral.provider_id,
        client_hash=client_hashes(client_id)[0],
        linked_at=at,
        linked_by=actor.id,
    )
    made.link = closed(referral.person, Words(more=numbers), place_of(TABLE, made.id, "link"))
    with act(actor=actor, at=at, verb="episode.linked", subject=("referral", referral.id)):
        made.save(force_insert=True)
    return made


def links_of(body: UUID, client_ids: Iterable[str]) -> list[EpisodeLink]:
    """The links with these CLIENTIDs at a provider, of the people in sight."""
    wanted = {found for each in client_ids for found in client_hashes(each)}
    rows = EpisodeLink.objects.filter(body=body, client_hash__in=wanted).select_related("person")
    return list(rows.order_by("linked_at", "id"))


def numbers_of(row: EpisodeLink) -> dict[str, str]:
    """CLIENTID and EPISODID."""
    return opened(row.person, row.link, Words, place_of(TABLE, row.id, "link")).more


def of_person(referral: Referral) -> list[EpisodeLink]:
    """The links of this person at this provider."""
    rows = EpisodeLink.objects.filter(body=referral.provider_id, person=referral.person_id)
    person: Person = referral.person
    found = list(rows)
    for each in found:
        each.person = person
    return found
