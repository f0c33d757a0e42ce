"""What does this room hear?"""

from throughline.decisions.decided import DecisionMade
from throughline.frame.events import when
from throughline.funding.events import StreamStruck

from .events import AgreementInForce, GrantStopped


def wire() -> None:
    """Hear from now on."""
    from .actions import posts, varied
    from .actions.agreements import hear_grant_stopped

    when(StreamStruck, posts.hear_strike)
    when(GrantStopped, hear_grant_stopped)
    when(DecisionMade, varied.hear_decision)
    when(AgreementInForce, varied.hear_agreement)
