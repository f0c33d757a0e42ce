"""How does a person's record begin, change and get found again?"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection

from throughline.frame.sealing import keyed_hashes, new_key, wrapped
from throughline.frame.written import array_of
from throughline.kernel.actor import Actor

from ..models import EpisodeLink, OwnCode, Person, Read, SearchHash
from ..rules import words_of
from ..sealed import Identity, closed, opened, place_of

TABLE = "caseload_person"


def new_person(body_id: UUID, identity: Identity, *, is_made_up: bool) -> Person:
    """A person of that organisation's record with a key of their own; inside the act of whoever begins the record."""
    person = Person(id=uuid4(), body_id=body_id, wrapped_key=wrapped(new_key()), is_made_up=is_made_up)
    person.identity = closed(person, identity, place_of(TABLE, person.id, "identity"))
    person.save(force_insert=True)
    SearchHash.objects.bulk_create(hashes_of(person.id, identity))
    return person


def identity_of(person: Person) -> Identity:
    """Who the person is; DeletedError when their data were deleted."""
    return opened(person, person.identity, Identity, place_of(TABLE, person.id, "identity"))


def change_identity(person: Person, identity: Identity) -> None:
    """Their identity is this from now on, and they are found by it; inside an act, with the row locked."""
    person.identity = closed(person, identity, place_of(TABLE, person.id, "identity"))
    person.save(update_fields=["identity"])
    SearchHash.objects.filter(person=person).delete()  # what was wrong finds them no more
    SearchHash.objects.bulk_create(hashes_of(person.id, identity))


def forget(person_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Without its key nothing of them opens any more, in history neither, and nothing finds them; inside an act."""
    SearchHash.objects.filter(person=person_id).delete()
    EpisodeLink.objects.filter(person=person_id).update(client_hash="")
    OwnCode.objects.filter(referral__person=person_id).update(hash="")
    Person.objects.filter(id=person_id).update(
        identity=b"", wrapped_key=b"", deleted_at=at, deleted_by=actor.id
    )


def hashes_of(person_id: UUID, identity: Identity) -> list[SearchHash]:
    """By what the person is found: CRN, each word of the name, the first three letters of each."""
    words = words_of(identity.name)
    kept = [("crn", identity.crn)] if identity.crn else []
    kept += [("word", word) for word in words] + [("start", word[:3]) for word in words]
    found = {(kind, keyed_hashes(kind, text)[0]) for kind, text in kept}
    return [SearchHash(person_id=person_id, kind=kind, hash=each) for kind, each in sorted(found)]


def note_read(
    *,
    actor: Actor,
    at: datetime,
    people: Iterable[UUID],
    what: str,
    because: str = "",
    body: UUID | None = None,
) -> None:
    """Somebody saw something of these people; one statement, however many. R39"""
    seen = dict.fromkeys(people)
    if not seen:
        return
    with connection.cursor() as cursor:  # by hand: every page of the room ends with it
        cursor.execute(
            f"INSERT INTO {Read._meta.db_table} (id, person_id, what, because, body, read_at, read_by)"  # noqa: S608 - our own name
            " SELECT gen_random_uuid(), person, %s, %s, %s, %s, %s FROM unnest(%s::uuid[]) AS person",
            [what, because, body, at, actor.id, array_of(seen)],
        )
