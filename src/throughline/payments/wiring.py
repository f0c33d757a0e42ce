"""What do payments answer to the rooms below, and what do they hear from them?"""

from throughline.agreements import ports as agreements
from throughline.agreements.events import AwardChanged, GrantLive, GrantStopped
from throughline.assurance.events import YearEndDecided
from throughline.frame.events import when
from throughline.funding import ports
from throughline.payments.actions.planning import hear_award, hear_live, hear_stopped
from throughline.payments.actions.recoveries import hear_year_end
from throughline.payments.queries.money import asked_for, used_by_round
from throughline.payments.queries.settling import unsettled


def wire() -> None:
    """A live grant has its instalments, a changed award fewer or more; what is decided to be recovered is proposed."""
    ports.used.provide(used_by_round)
    agreements.unsettled.provide(unsettled)
    agreements.asked_for.provide(asked_for)
    when(GrantLive, hear_live)
    when(AwardChanged, hear_award)
    when(GrantStopped, hear_stopped)
    when(YearEndDecided, hear_year_end)
