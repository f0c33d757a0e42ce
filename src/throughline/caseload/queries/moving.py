"""Where can a person move, what does an offer say, and since when does support rest?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughline.kernel.actor import Actor
from throughline.kernel.wording import long_date
from throughline.organisations import working
from throughline.organisations.queries import names_of

from .. import codes
from ..actions.people import note_read
from ..actions.transfers import words_of
from ..allocation.rules import Suggestion, suggestion
from ..models import Referral, ReleasePlan, Transfer
from .allocating import Choice
from .candidates import candidates, wanted_for, who_may_take
from .cases import Case
from .inbox import OFFERED_TO_US

GOES_ON = {
    "accepted": "The person waits for a key worker, as before.",
    "assigned": "The first assessment comes next, as before.",
    "assessed": "The assessment is done: a pathway comes next, as before.",
    "on_pathway": "The pathway goes on.",
}
NOBODY = Choice((), Suggestion("", ""), (), "", {})


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer; `case` is None once the person is no longer in sight."""

    transfer: Transfer
    case: Case | None
    is_to_us: bool
    because: str
    answer: str
    by: str
    answered_by: str
    choice: Choice

    @property
    def asks_for_worker(self) -> bool:
        """Whether the person has a key worker, and so gets one at the new unit at once."""
        return self.case is not None and bool(self.case.referral.key_worker)


def units_to_offer(case: Case) -> list[tuple[str, str]]:
    """Every unit with its provider and locality but the person's own, as one choice each; their unit's others first."""
    referral = case.referral
    found = []
    for unit, name, body, provider, place, locality in working.served_units_and_places(case.today):
        stays = (unit, body) == (referral.unit_id, referral.provider_id)
        if stays and place in (None, referral.place_id):
            continue
        choice = f"{unit} {body} {place or referral.place_id}", f"{name}: {provider}{_for(locality)}"
        found.append((not stays, choice))
    return [choice for _, choice in sorted(found, key=lambda each: each[0])]


def _for(locality: str) -> str:
    return f", for {locality}" if locality else ""


def offer_of(transfer_id: UUID, actor: Actor, now: datetime) -> Offer | None:
    """The offer with the person, as far as the actor sees them; that they were read is on record."""
    parts = ("from_unit", "from_provider", "to_unit", "to_provider", "to_place")
    rows = Transfer.objects.filter(id=transfer_id).annotate(is_to_us=OFFERED_TO_US)
    transfer = rows.select_related(*parts).first()
    if transfer is None:
        return None
    names = names_of({transfer.offered_by, transfer.answered_by} - {""})
    whole = Referral.objects.select_related("person", "unit", "provider", "place")
    referral, is_to_us = whole.filter(id=transfer.referral_id).first(), transfer.is_to_us
    by, answered_by = names[transfer.offered_by], names.get(transfer.answered_by, "")
    if referral is None:
        return Offer(transfer, None, is_to_us, "", "", by, answered_by, NOBODY)
    note_read(actor=actor, at=now, people=[referral.person_id], what="transfer")
    case = Case(referral, actor, now)
    transfer.person = referral.person
    said = words_of(transfer)
    choice = NOBODY
    if is_to_us and transfer.state == "offered" and referral.key_worker:
        workers = who_may_take(referral, transfer.to_unit_id, transfer.to_provider_id, actor, case.today)
        able, wanted = candidates(workers, case.today), wanted_for(case)
        choice = Choice(tuple(able), suggestion(able, wanted), tuple(wanted.values()), "", {})
    return Offer(transfer, case, is_to_us, said.text, said.more.get("answer", ""), by, answered_by, choice)


def rested(case: Case) -> list[tuple[str, str]]:
    """Since when and why support rests, and what is known of the release."""
    referral = case.referral
    plan = ReleasePlan.objects.filter(referral=referral).first()
    found = [("Why", codes.PAUSES.get(referral.pause, ""))]
    if referral.paused_on:
        found.append(("Since", long_date(referral.paused_on)))
    if plan and plan.prison:
        found.append(("Prison", plan.prison))
    return found
