"""What was asked, said and offered about the made-up referrals in a unit's inbox?"""

from datetime import datetime, time
from typing import Any

from .actions import questions, transfers, triage
from .care.local_time import day_of
from .demonstration_people import Made, ago, moment
from .demonstration_staff import Staff
from .sight import look


def load(made: Made, salford: Made, staff: Staff, *, at: datetime) -> None:
    """One is asked about, one in treatment already, one waits for the practitioner; Salford offers somebody."""
    day = day_of(at)
    about: dict[str, Any] = {"at": moment(ago(day, 1), time(15), at)}
    worker, manager = staff["worker"], staff["manager"]
    look(manager, day)
    asked = "Which mornings suit? The clinic is full on Tuesday."
    questions.ask(actor=worker, referral_id=made["Dariusz"].id, question=asked, **about)
    nurse = "The practice’s alcohol nurse, since spring."
    triage.note_treatment(actor=worker, referral_id=made["Wayne"].id, because=nurse, **about)
    triage.wait_for(actor=worker, referral_id=made["Parveen"].id, reason="practitioner", **about)
    unit = staff.units["Bolton"]
    transfers.offer(
        actor=manager,
        referral_id=salford["Leroy"].id,
        to_unit=unit.id,
        to_provider=unit.body,
        to_place=unit.place,
        because="Moves in with her sister next week. Likes to be called before ten.",
        **about,
    )
