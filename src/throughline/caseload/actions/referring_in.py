"""How does a referral come in whole, from a machine or a row of a sheet? As from the pages: begun and sent, at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations.working import Service

from ..models import Referral
from ..queries.referring import contact_of, everybody_is_made_up, same
from . import joining, referring
from .taking import key_of


@dataclass(frozen=True, slots=True)
class Referred:
    """The referral, and whom to ask where the person may be known already: the same for somebody restricted."""

    referral: Referral
    ask: str


def refer(*, actor: Actor, at: datetime, service: Service, values: Mapping[str, Any], key: str) -> Referred:
    """The person is with the service; RefusedError says why not. Papers, age and what is missing are asked as ever."""
    joining.one_at_a_time(str(values.get("crn") or ""))
    begun = referring.begin(
        actor=actor,
        at=at,
        provider_id=service.body_id,
        unit_id=service.unit_id,
        place_id=service.place_id,
        values=values,
        is_made_up=everybody_is_made_up(),
    )
    if begun.begun_at != at:
        raise RefusedError("You have a draft about this person. Send it, or throw it away, first.")
    found = same(begun, str(values.get("crn") or ""))
    ask = found.ask or (contact_of(begun.unit_id) if found.seen else "")
    sent = referring.send(actor=actor, at=at, referral=begun.id, send_key=key_of(key))
    return Referred(sent, ask)
