"""What does a person read on their own page? Their plan, their next time, who helps, and nothing written about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.organisations.queries import names_of

from ..actions.own_page import OWN, look_at_own, may_ask_for_another_time
from ..actions.people import note_read
from ..care.local_time import clock_words, day_of, day_words, time_words
from ..models import Appointment, Referral, UnitDesk
from .assessing import Content, complete_of
from .cases import Case
from .record_modes import mode_of_row

_PHONE = re.compile(r"\b0\d(?:[ -]?\d){8,9}\b")


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The page, ready for its template; what is not there is None or empty."""

    given_name: str
    is_made_up: bool
    ahead: Sequence[tuple[str, Appointment]]
    content: Content | None
    agreed_at: datetime | None
    review_on: date | None
    helper: str
    service: str
    unit: str
    desk: UnitDesk | None
    phone: str
    is_open: str
    may_ask: bool
    has_ended: bool
    is_elsewhere: bool


def own_page(referral_id: UUID, now: datetime) -> OwnPage | None:
    """The page of this one person; None when there is nothing to show any more. That it was read is on record."""
    look_at_own(referral_id)
    rows = Referral.objects.select_related("person", "unit", "provider")
    rows = rows.annotate(record_mode=mode_of_row(day_of(now)))
    referral = rows.filter(id=referral_id, person__deleted_at=None).first()
    if referral is None:
        return None
    note_read(actor=OWN, at=now, people=[referral.person_id], what="own page")
    case = Case(referral, OWN, now)
    ahead = [each for each in case.appointments if each.state == "scheduled" and each.begins_at >= now]
    done = complete_of(case)
    desk = UnitDesk.objects.filter(unit=referral.unit_id).first()
    last = done[-1] if done else None
    return OwnPage(
        given_name=case.identity.given_names.split(" ")[0],
        is_made_up=referral.person.is_made_up,
        ahead=[
            (f"{day_words(day_of(each.begins_at))} at {clock_words(each.begins_at)}", each)
            for each in ahead[:3]
        ],
        content=last,
        agreed_at=last.row.completed_at if last else None,
        review_on=date.fromisoformat(last.said.review_on) if last and last.said.review_on else None,
        helper=names_of([referral.key_worker]).get(referral.key_worker, "")
        if referral.key_worker.startswith("person:")
        else "",
        service=referral.provider.name,
        unit=referral.unit.name,
        desk=desk,
        phone=phone_in(desk.single_point_of_contact) if desk else "",
        may_ask=bool(ahead and may_ask_for_another_time(ahead[0], is_elsewhere=case.is_elsewhere)),
        is_open=f"{time_words(desk.opens)} to {time_words(desk.closes)}" if desk else "",
        has_ended=referral.state in ("exited", "closed", "withdrawn"),
        is_elsewhere=case.is_elsewhere,
    )


def phone_in(contact: str) -> str:
    """The first telephone number in how a unit is reached, as a phone dials it; empty when it names none."""
    found = _PHONE.search(contact)
    return re.sub(r"\D", "", found[0]) if found else ""
