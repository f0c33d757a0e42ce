"""How does every record come under the installation's newest secret, whatever is killed meanwhile?

Each person in a transaction of their own: their key wrapped anew, and what they are found by hashed anew. Then every
other key that any room keeps wrapped, in a column called `wrapped_key`, and the secrets of second steps. Whoever is
done is passed over, so that a run which was cut off goes on where it was, and one more run changes nothing. No sealed
text is touched, and no key or hash ever stood in history. Run as the keeper, who sees everybody. docs/keys.md
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet

from throughline.frame.encryption import box, is_newest
from throughline.frame.sealing import is_rewrapped, keyed_hashes, rewrapped
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations import second_steps

from ..lookup import TABLE as RECORD
from ..models import AskedToSee, EpisodeLink, OwnCode, Person, ProbationRecord, SearchHash, Token
from ..queries.seeing import ASKED
from ..sealed import Identity, opened, place_of
from .episodes import client_hashes, numbers_of
from .people import hashes_of, identity_of

MACHINE = Actor("system:rotate-keys", frozenset({"system"}))


@dataclass(slots=True)
class Rotated:
    """How many came under the newest secret in this run."""

    people: int = 0
    probation_records: int = 0
    asks: int = 0
    other_keys: int = 0
    second_steps: int = 0


def rotate(*, at: datetime, tell: Callable[[Rotated], None] = lambda _: None) -> Rotated:
    """Everything sealed or found by an older secret is so by the newest; `tell` hears after each one that is done."""
    done = Rotated()
    people = Person.objects.exclude(wrapped_key=b"").order_by("id").values_list("id", "wrapped_key")
    for row, key in people.iterator():
        if not is_rewrapped(key) and _person(row):
            done.people += 1
            tell(done)
    for row, key in ProbationRecord.objects.order_by("id").values_list("id", "wrapped_key").iterator():
        if not is_rewrapped(key) and _probation_record(row):
            done.probation_records += 1
            tell(done)
    for row, sealed in AskedToSee.objects.exclude(sealed=b"").values_list("id", "sealed").iterator():
        if not is_newest(ASKED, bytes(sealed)):
            AskedToSee.objects.filter(id=row, sealed=sealed).update(sealed=box(ASKED).rotate(bytes(sealed)))
            done.asks += 1
            tell(done)
    for kept in _wrapped_elsewhere():
        for row, held in kept.order_by("pk").values_list("pk", "wrapped_key").iterator():
            if held and not is_rewrapped(held):
                kept.filter(pk=row, wrapped_key=held).update(wrapped_key=rewrapped(held))
                done.other_keys += 1
                tell(done)
    done.second_steps = second_steps.rewrap()
    _forget_what_lapsed(at)
    facts = {
        name: getattr(done, name)
        for name in ("people", "probation_records", "asks", "other_keys", "second_steps")
    }
    with act(actor=MACHINE, at=at, verb="keys.rotated", subject=("caseload", "keys"), facts=facts):
        pass
    return done


def _wrapped_elsewhere() -> Iterator[QuerySet[Any]]:
    """The rows of each table that keeps a wrapped key and nothing that is found by a hash beside it."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if "wrapped_key" in names and model not in (Person, ProbationRecord):
            yield model._default_manager.exclude(wrapped_key=b"").exclude(wrapped_key=None)


@transaction.atomic
def _forget_what_lapsed(at: datetime) -> None:
    """Tokens and one-time codes cannot be hashed anew, because nobody keeps them; those that are over leave no hash."""
    Token.objects.filter(good_until__lt=at).delete()
    OwnCode.objects.filter(Q(good_until__lt=at) | Q(used_on__isnull=False)).exclude(hash="").update(hash="")


@transaction.atomic
def _person(row: UUID) -> bool:
    person = Person.objects.select_for_update(of=("self",)).get(id=row)
    if not person.wrapped_key or is_rewrapped(person.wrapped_key):
        return False  # deleted or done meanwhile
    found_by = hashes_of(person.id, identity_of(person))
    if SearchHash.objects.filter(person=person).delete()[0]:
        SearchHash.objects.bulk_create(found_by)
    for link in EpisodeLink.objects.filter(person=person).select_related("person"):
        [newest, *_] = client_hashes(numbers_of(link)["CLIENTID"])
        EpisodeLink.objects.filter(id=link.id).update(client_hash=newest)
    Person.objects.filter(id=row).update(wrapped_key=rewrapped(person.wrapped_key))
    return True


@transaction.atomic
def _probation_record(row: UUID) -> bool:
    record = ProbationRecord.objects.select_for_update(of=("self",)).get(id=row)
    if is_rewrapped(record.wrapped_key):
        return False
    crn = opened(record, record.identity, Identity, place_of(RECORD, row, "identity")).crn
    ProbationRecord.objects.filter(id=row).update(
        wrapped_key=rewrapped(record.wrapped_key), crn=keyed_hashes("crn", crn)[0]
    )
    return True
