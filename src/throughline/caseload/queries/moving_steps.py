"""What does a person's overview say and offer of giving them to somebody else, moving them, pausing and going on?"""

from collections.abc import Iterable

from throughline.kernel.wording import long_date

from .. import codes
from ..allocation.rules import CARED_FOR, may_reassign
from ..lifecycle import REFERRAL, TRANSFER, UNDER_WAY
from .case_shapes import Line, NextStep
from .cases import Case


def moving_steps(case: Case) -> Iterable[NextStep]:
    """Go on after a pause, give to a key worker, another key worker, pause, another unit: no query."""
    actor = case.actor
    if case.state == "paused":
        yield NextStep(
            "Support goes on",
            case.href("resume"),
            30,
            REFERRAL.may("resume", case.state, actor),
            "Support rests. It goes on exactly where it stopped.",
        )
    if case.state == "accepted":
        yield NextStep(
            "Give to a key worker",
            case.href("allocate"),
            20,
            REFERRAL.may("assign", case.state, actor),
            "Nobody takes care of this person yet.",
        )
    if case.state in CARED_FOR:
        yield NextStep("Another key worker", case.href("allocate"), 80, may_reassign(case.state, actor))
    if case.state in REFERRAL.step("pause").from_states:
        yield NextStep("Pause", case.href("pause"), 85, REFERRAL.may("pause", case.state, actor))
    if case.state in UNDER_WAY:
        yield NextStep("Another unit", case.href("transfer-offer"), 90, TRANSFER.may("offer", None, actor))


def paused_now(case: Case) -> Iterable[Line]:
    """Why support rests, and since when; no query."""
    referral = case.referral
    if case.state == "paused" and referral.paused_on:
        why = codes.PAUSES.get(referral.pause, "Paused")
        yield Line("Rests", why, f"since {long_date(referral.paused_on)}", tone="wait")
