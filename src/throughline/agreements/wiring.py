"""What does this room hear?"""

from collections.abc import Iterable
from datetime import date

from throughline.decisions.decided import DecisionMade
from throughline.evidence.extract import FUNDED
from throughline.frame.events import when
from throughline.funding.events import StreamStruck

from .events import AgreementInForce, GrantStopped


def wire() -> None:
    """Hear from now on."""
    from .actions import posts, varied
    from .actions.agreements import hear_grant_stopped

    FUNDED.provide(_funded)
    when(StreamStruck, posts.hear_strike)
    when(GrantStopped, hear_grant_stopped)
    when(DecisionMade, varied.hear_decision)
    when(AgreementInForce, varied.hear_agreement)


def _funded(
    first: date, until: date, is_made_up: bool
) -> tuple[Iterable[tuple[object, ...]], Iterable[tuple[object, ...]]]:
    from .queries import funded

    return funded.posts(first, until, is_made_up=is_made_up), funded.costs(
        first, until, is_made_up=is_made_up
    )
