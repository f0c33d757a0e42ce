"""What may become of an instalment, a request run, a payment request and a recovery?

Preparer, approver and releaser differ (R27); a request is sent once (R28). Authority: DOMAIN §4. A step that another
one brings about (a signed agreement plans its instalments) is taken by whoever takes that one, in the clock's role.
"""

from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Lifecycle, Step

PREPARER = frozenset({"finance-preparer"})
APPROVER = frozenset({"finance-approver"})
RELEASER = frozenset({"finance-releaser"})
OFFICERS = frozenset({"programme-officer", "programme-lead"})
LEAD = frozenset({"programme-lead"})
CLOCK = frozenset({"system"})
SUPPLIER = frozenset({"supplier"})
SENIOR = frozenset({"assistant-director", "director", "treasurer"})  # who may agree to pass over a condition

INSTALMENT = Lifecycle(
    "instalment",
    (
        Step(
            "plan",
            (),
            "planned",
            OFFICERS | SUPPLIER | CLOCK,
            "instalment.planned",
            "Plans a part of a grant's award.",
        ),
        Step("fall_due", ("planned",), "due", CLOCK | SUPPLIER, "instalment.due", "Its day has come."),
        Step(
            "hold",
            ("due", "held"),
            "held",
            OFFICERS | CLOCK,
            "instalment.held",
            "Holds it back, with reasons.",
        ),
        Step("clear", ("held",), "due", OFFICERS | CLOCK, "instalment.cleared", "Nothing holds it any more."),
        Step(
            "request",
            ("due",),
            "requested",
            RELEASER | SUPPLIER,
            "instalment.requested",
            "Asks finance to pay it.",
        ),
        Step(
            "reject",
            ("requested",),
            "due",
            PREPARER,
            "instalment.rejected",
            "Finance did not pay it, and says why.",
        ),
        Step("pay", ("requested",), "paid", PREPARER | SUPPLIER, "instalment.paid", "Finance paid it."),
        Step(
            "reconcile",
            ("paid",),
            "reconciled",
            PREPARER | SUPPLIER,
            "instalment.reconciled",
            "Our record and finance's agree.",
        ),
        Step(
            "cancel",
            ("planned", "due", "held"),
            "cancelled",
            OFFICERS | CLOCK,
            "instalment.cancelled",
            "It will not be paid, and why.",
        ),
    ),
)

REQUEST_RUN = Lifecycle(
    "request run",
    (
        Step(
            "prepare",
            (),
            "prepared",
            PREPARER | SUPPLIER,
            "run.prepared",
            "Puts together what is due and not held.",
        ),
        Step(
            "amend",
            ("prepared",),
            "prepared",
            PREPARER,
            "run.amended",
            "Takes an instalment out of it; whoever approves must look again.",
        ),
        Step(
            "discard",
            ("prepared", "approved"),
            "discarded",
            PREPARER | APPROVER,
            "run.discarded",
            "Sends nothing; what was in it is due again.",
        ),
        Step(
            "approve",
            ("prepared",),
            "approved",
            APPROVER | SUPPLIER,
            "run.approved",
            "Approves it, as a second person.",
        ),
        Step(
            "release",
            ("approved",),
            "released",
            RELEASER | SUPPLIER,
            "run.released",
            "Releases the file to finance, as a third person.",
        ),
        Step(
            "answer",
            ("released", "part_answered"),
            "part_answered",
            PREPARER | SUPPLIER,
            "run.part_answered",
            "Finance answered a part of it.",
        ),
        Step(
            "complete",
            ("released", "part_answered"),
            "answered",
            PREPARER | SUPPLIER,
            "run.answered",
            "Finance answered all of it.",
        ),
    ),
)

RECOVERY = Lifecycle(
    "recovery",
    (
        Step(
            "propose",
            (),
            "proposed",
            OFFICERS | SUPPLIER | CLOCK,
            "recovery.proposed",
            "Says what must come back, and how.",
        ),
        Step(
            "approve",
            ("proposed",),
            "approved",
            APPROVER | SUPPLIER,
            "recovery.approved",
            "Approves it, as a second person.",
        ),
        Step(
            "ask",
            ("approved",),
            "asked",
            RELEASER | SUPPLIER,
            "recovery.asked",
            "Asks finance to invoice or offset it, as a third person.",
        ),
        Step(
            "receive",
            ("asked",),
            "recovered",
            PREPARER | SUPPLIER,
            "recovery.received",
            "It came back, with finance's reference.",
        ),
        Step(
            "drop",
            ("proposed", "approved", "asked"),
            "dropped",
            LEAD,
            "recovery.dropped",
            "It is not asked for after all, and why.",
        ),
    ),
)


def as_clock(actor: Actor) -> Actor:
    """The same actor in the clock's role, for a step that what they did brings about."""
    return Actor(actor.id, CLOCK)
