"""What does probation's own record say of the person with this CRN?

Two adapters answer the same question: the extract that was imported here, and probation's service, where the settings
name one. Whose record is limited is found by nobody but who supervises them: to everybody else the answer is the same
as that there is no record. A lookup that fails says so, and the referral goes on by hand.
"""

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Protocol

import requests
from django.conf import settings
from django.db import connection

from throughline.frame.sealing import keyed_hashes
from throughline.kernel.actor import Actor
from throughline.organisations import queries as organisations

from .models import ProbationRecord
from .sealed import Asked, Identity, opened, place_of

TABLE = "caseload_probationrecord"
TIMEOUT = 5  # seconds: somebody waits for the answer
_CRN = re.compile(r"[A-Z]\d{6}", re.ASCII)


class LookupFailedError(Exception):
    """The record could not be asked; whether there is one is not known."""


@dataclass(frozen=True, slots=True)
class Found:
    """What probation's record says: who, what a referral asks, the sentence, and where this comes from."""

    identity: Identity
    asked: Asked
    source: str = "community"
    sentence: str = ""
    requirement: str = ""
    sentence_ends_on: date | None = None
    release_on: date | None = None
    is_limited: bool = False
    taken_on: date | None = None
    is_made_up: bool = False
    unit: str = ""


class ProbationRecords(Protocol):
    """Where probation's records are asked."""

    def find(self, crn: str) -> Found | None:
        """The record with that CRN, None when there is none in sight; LookupFailedError when it cannot be asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`kind` is found, none or failed; `found` only with the first."""

    kind: str
    found: Found | None = None


def as_crn(written: str) -> str | None:
    """A CRN as it is kept (X123456), None when this is none."""
    crn = re.sub(r"\s", "", written).upper()
    return crn if _CRN.fullmatch(crn) else None


def look_up(crn: str, actor: Actor) -> Answer:
    """What probation's record says to this actor."""
    try:
        found = adapter().find(crn)
    except LookupFailedError:
        return Answer("failed")
    if found is None or (found.is_limited and not _supervises(actor, found)):
        return Answer("none")
    return Answer("found", found)


def adapter() -> ProbationRecords:
    """Probation's service where the settings name it, else the extract that was imported here."""
    if settings.PROBATION_RECORDS_ADDRESS:
        return OfService(settings.PROBATION_RECORDS_ADDRESS, settings.PROBATION_RECORDS_KEY)
    return OfExtract()


class OfExtract:
    """The imported extract; row security shows of it the record that is asked for, to the asker's units."""

    def find(self, crn: str) -> Found | None:
        hashes = keyed_hashes("crn", crn)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('throughline.crn', %s, true)", [",".join(hashes)])
        rows = ProbationRecord.objects.filter(crn__in=hashes)
        row = rows.select_related("unit").order_by("-taken_on", "id").first()
        if row is None:
            return None
        return Found(
            identity=opened(row, row.identity, Identity, place_of(TABLE, row.id, "identity")),
            asked=opened(row, row.asked, Asked, place_of(TABLE, row.id, "asked")),
            source=row.source,
            sentence=row.sentence,
            requirement=row.requirement,
            sentence_ends_on=row.sentence_ends_on,
            release_on=row.release_on,
            is_limited=row.access != "open",
            taken_on=row.taken_on,
            is_made_up=row.is_made_up,
            unit=row.unit.name,
        )


@dataclass(frozen=True, slots=True)
class OfService:
    """Probation's service by its address and key. The CRN travels in the body, never in an address. Unverified."""

    address: str
    key: str

    def find(self, crn: str) -> Found | None:
        try:
            answer = requests.post(
                f"{self.address.rstrip('/')}/people/find",
                json={"crn": crn},
                headers={"Authorization": f"Bearer {self.key}"},
                timeout=TIMEOUT,
            )
            if answer.status_code == 404:
                return None
            answer.raise_for_status()
            return _found(answer.json())
        except (requests.RequestException, ValueError, TypeError, AttributeError) as fault:
            raise LookupFailedError(
                type(fault).__name__
            ) from None  # never the message: it may carry the record


def _found(said: dict[str, Any]) -> Found:
    """The service's record as ours; ValueError or TypeError when it is no such thing. What is not said is limited."""
    return Found(
        identity=Identity(**_known(Identity, said.get("identity", {}))),
        asked=Asked(**_known(Asked, said.get("referral", {}))),
        source=str(said.get("source", "community")),
        sentence=str(said.get("sentence", "")),
        requirement=str(said.get("requirement", "")),
        sentence_ends_on=_day(said.get("sentence_ends_on")),
        release_on=_day(said.get("release_on")),
        is_limited=said.get("is_limited") is not False,
        taken_on=_day(said.get("taken_on")),
        unit=str(said.get("unit", "")),
    )


def _known(kind: type[Identity] | type[Asked], said: dict[str, Any]) -> dict[str, Any]:
    names = {each.name for each in fields(kind)}
    return {name: part for name, part in said.items() if name in names}


def _day(said: object) -> date | None:
    return date.fromisoformat(str(said)) if said else None


def _supervises(actor: Actor, found: Found) -> bool:
    if not (actor.is_signed_in and found.asked.practitioner_email):
        return False
    return organisations.person_of(actor).email.casefold() == found.asked.practitioner_email.casefold()
