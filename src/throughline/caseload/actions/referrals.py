"""How does a referral begin, which may be acted on, and what sends one?"""

import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from throughline.frame.written import Given, WrittenRows, words_given
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json

from ..lifecycle import REFERRAL
from ..models import NeedSought, Person, Protocol, Referral
from ..queries.papers import missing as missing_papers
from ..rules import may_be_referred, may_real_people_come_in
from ..sealed import Asked, Identity, closed, place_of
from .people import new_person

TABLE = "caseload_referral"
_DRAWS = 8
_HELD = RawSQL(  # not only offered to the asker's units, nor seen through broken glass from another
    "(current_setting('throughline.side', true) NOT IN ('provider', 'probation')"
    " OR (caseload_referral.provider_id = caseload_body() OR current_setting('throughline.side', true) = 'probation')"
    " AND caseload_referral.unit_id = ANY (caseload_units()) OR caseload_referral.state IN ('draft', 'discarded'))",
    [],
    output_field=BooleanField(),
)
_OFFERED = RawSQL("caseload_referral.id = ANY (caseload_ids('offered'))", [], output_field=BooleanField())
LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"  # nothing that is misread on paper, and no word by chance


def new_reference() -> str:
    """Ours for a referral: made by chance, six letters and figures, said over the phone."""
    made = "".join(secrets.choice(LETTERS) for _ in range(6))
    return f"DR-{made[:3]}-{made[3:]}"


def begin(
    *,
    actor: Actor,
    at: datetime,
    provider_id: UUID,
    unit_id: UUID,
    place_id: UUID,
    identity: Identity,
    asked: Asked,
    source: str = "community",
    person: Person | None = None,
    is_made_up: bool = False,
) -> Referral:
    """A draft that only whoever begins it sees; `person` when their record at this provider is known and seen.

    Nobody real is begun before the papers of the service's organisation are there. R30
    """
    REFERRAL.may("begin", None, actor).or_raise()
    papers = [] if is_made_up else missing_papers(provider_id, "support", timezone.localdate(at))
    may_real_people_come_in(papers, is_made_up=is_made_up).or_raise()
    referral = Referral(
        id=uuid4(),
        provider_id=provider_id,
        unit_id=unit_id,
        place_id=place_id,
        state="draft",
        source=source,
        begun_at=at,
        begun_by=actor.id,
    )
    with act(actor=actor, at=at, verb="referral.begun", subject=("referral", referral.id)):
        referral.person = person or new_person(provider_id, identity, is_made_up=is_made_up)
        referral.access = referral.person.access
        referral.access_good_until = referral.person.access_good_until
        referral.asked = closed(referral.person, asked, place_of(TABLE, referral.id, "asked"))
        _save_with_a_reference(referral)
    return referral


def is_sent(referral: Referral, send_key: str) -> bool:
    """Whether it was sent with this key before."""
    return bool(send_key) and referral.state != "draft" and referral.send_key == send_key


@contextmanager
def sending(
    *,
    actor: Actor,
    at: datetime,
    referral: Referral,
    who: Identity,
    send_key: str,
    protocol: Protocol | None = None,
    practitioner: str = "",
    is_limited: bool = False,
) -> Iterator[None]:
    """The locked draft is sent, in one act with what the block does before; nobody sees it whose record is limited."""
    REFERRAL.may("send", referral.state, actor).or_raise()
    on = timezone.localdate(at)
    may_be_referred(who.age_on(on)).or_raise()
    facts: dict[str, Json] = {
        "unit": str(referral.unit_id),
        "provider": str(referral.provider_id),
        "source": referral.source,
        "protocol": str(protocol.id) if protocol else "",
        "on": on.isoformat(),
    }
    with act(actor=actor, at=at, verb="referral.sent", subject=("referral", referral.id), facts=facts):
        yield
        referral.state, referral.sent_at, referral.sent_by, referral.send_key = "sent", at, actor.id, send_key
        referral.protocol, referral.practitioner = protocol, practitioner
        referral.save(update_fields=["state", "sent_at", "sent_by", "send_key", "protocol", "practitioner"])
        if is_limited and referral.person.access == "open":
            Person.objects.filter(id=referral.person_id).update(access="unknown")


def seek(*, referral: Referral, needs: dict[str, str]) -> None:
    """For these needs the referral asks for help, each with its complexity; inside an act."""
    NeedSought.objects.bulk_create(
        NeedSought(referral=referral, need=need, complexity=complexity) for need, complexity in needs.items()
    )


def locked(referral: UUID | str) -> Referral:
    """The row of that id or reference, locked until the transaction ends; Referral.DoesNotExist for whoever may not
    see it.

    Whoever sees it only because it is offered to their unit takes it on first: RefusedError until then. R35. Whoever of
    another unit sees it through broken glass reads it, and acts on nothing. R37
    """
    found = _BY_REFERENCE(said=referral) if isinstance(referral, str) else _BY_ID(ids=[referral])
    if not found:
        raise Referral.DoesNotExist
    [row] = with_people(found)
    return _taken_on(row)


def locked_each(referral_ids: Collection[UUID]) -> dict[UUID, Referral]:
    """The same of many, locked in one order; who is not in sight is not there."""
    return {each.id: _taken_on(each) for each in with_people(_BY_ID(ids=referral_ids))}


def locked_even_when_offered(referral_id: UUID) -> Referral:
    """The row, locked, also for whom it is offered to: for the answer to the offer alone."""
    [row] = with_people([Referral.objects.select_for_update(of=("self",)).get(id=referral_id)])
    return row


def _to_lock() -> QuerySet[Referral]:
    rows = Referral.objects.select_for_update(of=("self",)).annotate(is_held=_HELD, is_offered=_OFFERED)
    return rows.order_by("id")


def _by_id() -> QuerySet[Referral]:
    among: dict[str, Any] = {"id__among": Given("ids")}
    return _to_lock().filter(**among)


def _people() -> QuerySet[Person]:
    among: dict[str, Any] = {"id__among": Given("ids")}
    return Person.objects.filter(**among)


_BY_ID, _PEOPLE = WrittenRows(_by_id), WrittenRows(_people)
_BY_REFERENCE = WrittenRows(lambda: _to_lock().filter(reference=words_given("said")))


def with_people(rows: list[Referral]) -> list[Referral]:
    """Each with its person, read after the rows: joined to locked ones they would be whoever they were before."""
    without = [each for each in rows if not Referral.person.is_cached(each)]
    people = {each.id: each for each in _PEOPLE(ids={row.person_id for row in without})} if without else {}
    for row in without:
        if row.person_id in people:
            row.person = people[row.person_id]
    return rows


def _taken_on(referral: Referral) -> Referral:
    if not getattr(referral, "is_held", False):
        if getattr(referral, "is_offered", False):
            raise RefusedError("This person is only offered to your unit. Take them on first.")
        raise RefusedError(
            "You see this record through broken glass, to read it.", "Its own unit acts on it."
        )
    return referral


def _save_with_a_reference(referral: Referral) -> None:
    """Among a million and a half referrals one new one in three hundred draws a used reference: it draws again."""
    for drawn in range(1, _DRAWS + 1):
        referral.reference = new_reference()
        try:
            with transaction.atomic():
                referral.save(force_insert=True)
            return
        except IntegrityError as fault:
            if drawn == _DRAWS or "referral_reference_is_used_once" not in str(fault):
                raise
