"""Which machines may speak for an organisation, how far do they see, and how do they prove who they are?

A client sees the people of the units that it was made for, as far as its organisation does, and nobody whose record is
limited. Whoever makes one sees those people already. RFC 6749 §4.4
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from throughline.frame.sealing import keyed_hashes
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..models import Client, Token
from ..sight import look

READ, SEND, EVENTS, FEEDBACK = "referrals:read", "referrals:send", "events:send", "feedback:read"
SCOPES = {
    READ: "Read referrals",
    SEND: "Send, amend and withdraw referrals",
    EVENTS: "Send what happened",
    FEEDBACK: "Read what probation was told",
}
SCOPES_OF = {"probation": (SEND, READ, FEEDBACK), "provider": (READ, EVENTS, FEEDBACK)}
MAKERS = {"probation": "head-of-unit", "provider": "provider-manager"}
ADMINISTRATOR = "administrator"
TOKEN_LASTS = timedelta(minutes=15)
NOTED_EVERY = timedelta(minutes=1)
# A machine of probation acts as a practitioner may, one of a provider as its own system, which the lifecycle names.
_ROLE = {"probation": "probation-practitioner", "provider": "system"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose machine speaks, for which units, and what it may ask for."""

    client_id: UUID
    body_id: UUID
    body_code: str
    side: str
    units: frozenset[UUID]
    scopes: frozenset[str]

    @property
    def actor(self) -> Actor:
        """Under which name its acts stand on record."""
        return Actor(f"client:{self.client_id}", frozenset({_ROLE[self.side]}))


@dataclass(frozen=True, slots=True)
class Given:
    """A token, shown once, and what it may be used for until when."""

    token: str
    scopes: tuple[str, ...]
    good_until: datetime


def may_make(actor: Actor) -> Verdict:
    """Whether the actor may let a machine speak for their organisation: who answers for its people there."""
    if actor.roles & set(MAKERS.values()):
        return Allowed()
    return Refused(
        "Letting a machine speak for an organisation is not for your role.",
        "The provider’s manager or the head of the unit can do it.",
    )


def make(
    *, actor: Actor, at: datetime, name: str, units: Collection[UUID], scopes: Collection[str]
) -> tuple[Client, str]:
    """The client and its secret, which nobody can read again."""
    may_make(actor).or_raise()
    sight = look(actor, timezone.localdate(at))
    if not name.strip():
        raise RefusedError("Give it a name by which you will know it.")
    if sight.body is None or not units or not set(units) <= sight.units:
        raise RefusedError("Choose among the units that are yours.")
    wanted = [each for each in SCOPES_OF[sight.side] if each in scopes]
    if not wanted or len(wanted) < len(set(scopes)):
        raise RefusedError("Choose what it may do.")
    secret = f"tl-{secrets.token_urlsafe(32)}"
    client = Client(
        id=uuid4(),
        body_id=sight.body,
        name=name.strip(),
        secret=make_password(secret),
        side=sight.side,
        units=sorted(units),
        scopes=" ".join(wanted),
        made_at=at,
        made_by=actor.id,
    )
    facts = {"scopes": list(wanted), "units": sorted(map(str, units))}
    try:
        with (
            transaction.atomic(),
            act(actor=actor, at=at, verb="client.made", subject=("client", client.id), facts=facts),
        ):
            client.save(force_insert=True)
    except IntegrityError as fault:
        raise RefusedError("Another client of your organisation has this name. Give it another.") from fault
    return client, secret


def end(*, actor: Actor, at: datetime, client_id: UUID) -> None:
    """From now on the client is told nothing, whatever token it holds; ended twice is ended once."""
    if ADMINISTRATOR not in actor.roles:
        may_make(actor).or_raise()
    look(actor, timezone.localdate(at))
    client = Client.objects.select_for_update().get(id=client_id)
    if client.ended_at is not None:
        return
    with act(actor=actor, at=at, verb="client.ended", subject=("client", client.id)):
        client.ended_at, client.ended_by = at, actor.id
        client.save(update_fields=["ended_at", "ended_by"])
    Token.objects.filter(client=client).update(good_until=at)


@transaction.atomic
def give_token(*, at: datetime, client_id: str, secret: str, wanted: Collection[str]) -> Given | None:
    """A token for whoever knows the client's secret, for these scopes or all of its own; None for anybody else.

    RefusedError when it asks for what it may not have.
    """
    client = _client(client_id)
    if client is None or client.ended_at is not None:
        make_password(secret)  # as long as for one that there is
        return None
    if not check_password(secret, client.secret):
        return None
    own = client.scopes.split()
    if unknown := set(wanted) - set(own):
        raise RefusedError(f"This client has not {'these scopes' if len(unknown) > 1 else 'this scope'}.")
    scopes = [each for each in own if not wanted or each in wanted]
    token, until = f"tlt-{secrets.token_urlsafe(32)}", at + TOKEN_LASTS
    made = Token(
        client=client,
        hash=keyed_hashes("token", token)[0],
        scopes=" ".join(scopes),
        good_until=until,
        last_used=at,
    )
    made.save(force_insert=True)
    Token.objects.filter(client=client, good_until__lt=at).exclude(id=made.id).delete()
    return Given(token, tuple(scopes), until)


@transaction.atomic
def speaker_of(token: str, at: datetime) -> Speaker | None:
    """Whose token that is; None when it is nobody's, too old, or its client was ended."""
    hashes = list(keyed_hashes("token", token))
    with connection.cursor() as cursor:
        cursor.execute("SELECT caseload_let_speak(%s, %s)", [hashes, at])
    rows = Token.objects.select_related("client__body").filter(
        hash__in=hashes, good_until__gt=at, client__ended_at=None
    )
    found = rows.first()
    if found is None:
        return None
    if at - found.last_used > NOTED_EVERY:
        Token.objects.filter(id=found.id).update(last_used=at)
    client = found.client
    return Speaker(
        client_id=client.id,
        body_id=client.body_id,
        body_code=client.body.code,
        side=client.side,
        units=frozenset(client.units),
        scopes=frozenset(found.scopes.split()),
    )


def _client(client_id: str) -> Client | None:
    """The client that says it is this one, whoever that is: the database shows it by its id alone."""
    try:
        wanted = UUID(client_id)
    except ValueError:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('throughline.client', %s, true)", [f"{{{wanted}}}"])
    return Client.objects.filter(id=wanted).first()
