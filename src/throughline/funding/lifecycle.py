"""What may become of a scenario, of an allocation run, and of the money that comes in?

A scenario is working text; what is decided is a run, whose inputs are frozen. Authority: DOMAIN §4.
"""

from throughline.kernel.lifecycle import Lifecycle, Step

PLANNERS = frozenset({"programme-officer", "programme-lead", "analyst"})
CHOOSERS = frozenset({"programme-officer", "programme-lead"})
SIGNERS = frozenset({"assistant-director", "director", "treasurer", "deputy-mayor"})
SUPPLIER = frozenset({"supplier"})

SCENARIO = Lifecycle(
    "scenario",
    (
        Step("begin", (), "working", PLANNERS | SUPPLIER, "scenario.begun", "Begins a scenario for a round."),
        Step(
            "edit", ("working",), "working", PLANNERS | SUPPLIER, "scenario.edited", "Changes what it says."
        ),
        Step(
            "put_away",
            ("working",),
            "put_away",
            PLANNERS,
            "scenario.put_away",
            "Puts it away; its runs stay.",
        ),
        Step("take_up", ("put_away",), "working", PLANNERS, "scenario.taken_up", "Goes on with it."),
    ),
)

ALLOCATION_RUN = Lifecycle(
    "allocation run",
    (
        Step(
            "plan",
            (),
            "draft",
            PLANNERS | SUPPLIER,
            "allocation.planned",
            "Works out a split and keeps its inputs.",
        ),
        Step(
            "choose",
            ("draft",),
            "chosen",
            CHOOSERS | SUPPLIER,
            "allocation.chosen",
            "Puts this split forward for the decision.",
        ),
        Step(
            "set_aside",
            ("draft", "chosen", "amended"),
            "set_aside",
            CHOOSERS,
            "allocation.set_aside",
            "Keeps it, unused.",
        ),
        Step(
            "lock",
            ("chosen",),
            "locked",
            SIGNERS,
            "allocation.locked",
            "Makes it the split that was decided; done with the last signature.",
        ),
        Step(
            "amend",
            ("chosen",),
            "amended",
            SIGNERS,
            "allocation.amended",
            "The decision approved it with an amendment in words; nothing is locked before somebody has read them.",
        ),
        Step(
            "stand",
            ("amended",),
            "locked",
            frozenset({"programme-lead"}),
            "allocation.stood",
            "Says that the amendment changes none of its figures, and makes it the split that was decided.",
        ),
        Step(
            "reconstruct",
            (),
            "reconstructed",
            SUPPLIER,
            "allocation.reconstructed",
            "Shows which counts would give a published split; decides nothing.",
        ),
    ),
)

MONEY_IN = frozenset({"programme-officer", "programme-lead", "finance-preparer"})
LEAD = frozenset({"programme-lead"})

INBOUND_AGREEMENT = Lifecycle(
    "inbound agreement",
    (
        Step(
            "record",
            (),
            "recorded",
            MONEY_IN | SUPPLIER,
            "inbound_agreement.recorded",
            "Records what a funder agreed to put in, and on which terms.",
        ),
        Step(
            "amend", ("recorded",), "recorded", MONEY_IN, "inbound_agreement.amended", "Changes what it says."
        ),
        Step(
            "end",
            ("recorded",),
            "ended",
            LEAD,
            "inbound_agreement.ended",
            "It ran out; what came stays on record.",
        ),
    ),
)

FUNDER_DUTY = Lifecycle(
    "funder's condition",
    (
        Step(
            "set", (), "open", MONEY_IN | SUPPLIER, "funder_duty.set", "Records what the funder asks of us."
        ),
        Step(
            "meet",
            ("open",),
            "met",
            MONEY_IN | SUPPLIER,
            "funder_duty.met",
            "Says that it is met, and shows it.",
        ),
        Step(
            "waive", ("open",), "waived", LEAD, "funder_duty.waived", "The funder lets us off, and says so."
        ),
        Step(
            "set_aside",
            ("open",),
            "not_applicable",
            LEAD,
            "funder_duty.not_applicable",
            "Says why it cannot apply here.",
        ),
        Step(
            "reopen",
            ("met", "waived", "not_applicable"),
            "open",
            LEAD,
            "funder_duty.reopened",
            "Asks for it again.",
        ),
    ),
)

RECEIPT = Lifecycle(
    "receipt",
    (
        Step(
            "expect", (), "due", MONEY_IN | SUPPLIER, "receipt.due", "Expects a sum from a funder by a day."
        ),
        Step(
            "invoice",
            ("due",),
            "invoiced",
            MONEY_IN | SUPPLIER,
            "receipt.invoiced",
            "Says that it was asked for.",
        ),
        Step(
            "receive",
            ("due", "invoiced"),
            "received",
            frozenset({"finance-preparer"}) | SUPPLIER,
            "receipt.received",
            "Says that it came, with the finance system's reference.",
        ),
        Step(
            "cancel",
            ("due", "invoiced"),
            "cancelled",
            LEAD,
            "receipt.cancelled",
            "It will not come, and why.",
        ),
    ),
)

STREAMKEEPERS = frozenset({"programme-officer", "programme-lead", "commissioner"})

STREAM = Lifecycle(
    "stream",
    (
        Step(
            "record",
            (),
            "recorded",
            STREAMKEEPERS | SUPPLIER,
            "stream.recorded",
            "Records money that a place gets.",
        ),
        Step(
            "amend",
            ("recorded",),
            "recorded",
            STREAMKEEPERS,
            "stream.amended",
            "Changes what is known of it.",
        ),
        Step(
            "strike",
            ("recorded",),
            "struck",
            STREAMKEEPERS,
            "stream.struck",
            "It was recorded in error, and why.",
        ),
    ),
)
