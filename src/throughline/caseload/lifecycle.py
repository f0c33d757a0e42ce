"""What may become of a referral, a transfer to another unit and a protocol?

Authority: DOMAIN §4, R30–R39. Who may take a step says nothing yet about which rows they see: that is `walls`.
"""

from throughline.kernel.lifecycle import Lifecycle, Step

PROBATION = frozenset({"probation-practitioner", "head-of-unit", "prison-and-court-team"})
WORKER = frozenset({"key-worker"})
PROVIDER = frozenset({"key-worker", "provider-manager"})
MANAGER = frozenset({"provider-manager"})
MACHINE = frozenset({"system"})
SUPPLIER = frozenset({"supplier"})

UNDER_WAY = ("accepted", "assigned", "assessed", "on_pathway", "paused")
OPEN = ("sent", *UNDER_WAY)

REFERRAL = Lifecycle(
    "referral",
    (
        Step("begin", (), "draft", PROBATION | PROVIDER, "referral.begun", "Begins a referral."),
        Step(
            "send",
            ("draft",),
            "sent",
            PROBATION | PROVIDER | MACHINE,
            "referral.sent",
            "Sends it to the service.",
        ),
        Step(
            "discard",
            ("draft",),
            "discarded",
            PROBATION | PROVIDER | MACHINE,
            "referral.discarded",
            "Throws the draft away.",
        ),
        Step(
            "accept", ("sent",), "accepted", PROVIDER | MACHINE, "referral.accepted", "Takes the referral on."
        ),
        Step(
            "redirect",
            ("sent",),
            "redirected",
            PROVIDER | MACHINE,
            "referral.redirected",
            "Sends it where it belongs.",
        ),
        Step(
            "decline",
            ("sent",),
            "declined",
            PROVIDER | MACHINE,
            "referral.declined",
            "Declines it, with the reason.",
        ),
        Step(
            "note_treatment",
            ("sent",),
            "already_in_treatment",
            PROVIDER | MACHINE,
            "referral.already_in_treatment",
            "Says that treatment is under way already.",
        ),
        Step(
            "coordinate",
            ("already_in_treatment",),
            "accepted",
            PROVIDER | MACHINE,
            "referral.coordinated",
            "Takes on to coordinate with treatment under way.",
        ),
        Step(
            "assign",
            ("accepted",),
            "assigned",
            PROVIDER | MACHINE,
            "referral.assigned",
            "Gives it to a key worker.",
        ),
        Step(
            "assess",
            ("assigned",),
            "assessed",
            PROVIDER | MACHINE,
            "referral.assessed",
            "Completes the first assessment (R33).",
        ),
        Step(
            "start",
            ("assigned", "assessed"),
            "on_pathway",
            PROVIDER | MACHINE,
            "referral.pathway_started",
            "Starts a pathway: specialist, intervention or coordination (R34).",
        ),
        Step(
            "pause",
            ("accepted", "assigned", "assessed", "on_pathway"),
            "paused",
            PROVIDER | PROBATION | MACHINE,
            "referral.paused",
            "Pauses it for recall or remand (R35).",
        ),
        Step(
            "resume_accepted",
            ("paused",),
            "accepted",
            PROVIDER | MACHINE,
            "referral.resumed_accepted",
            "Goes on, to be given to a key worker.",
        ),
        Step(
            "resume_assigned",
            ("paused",),
            "assigned",
            PROVIDER | MACHINE,
            "referral.resumed_assigned",
            "Goes on, to be assessed.",
        ),
        Step(
            "resume_assessed",
            ("paused",),
            "assessed",
            PROVIDER | MACHINE,
            "referral.resumed_assessed",
            "Goes on, its assessment done.",
        ),
        Step(
            "resume",
            ("paused",),
            "on_pathway",
            PROVIDER | MACHINE,
            "referral.resumed",
            "Goes on, on its pathway.",
        ),
        Step(
            "exit",
            ("accepted", "assigned", "assessed", "on_pathway", "paused"),
            "exited",
            PROVIDER | MACHINE,
            "referral.exited",
            "Ends the support, planned or unplanned, with outcomes.",
        ),
        Step(
            "close",
            ("exited",),
            "closed",
            PROVIDER | MACHINE,
            "referral.closed",
            "Closes it after the recovery checks.",
        ),
        Step(
            "withdraw",
            OPEN,
            "withdrawn",
            PROBATION | MACHINE,
            "referral.withdrawn",
            "Withdraws it, with one of thirteen codes.",
        ),
    ),
)

TRANSFER = Lifecycle(
    "transfer",
    (
        Step(
            "offer",
            (),
            "offered",
            PROVIDER | PROBATION | MACHINE,
            "transfer.offered",
            "Offers the person to another unit (R35).",
        ),
        Step("take", ("offered",), "taken", PROVIDER, "transfer.taken", "Takes the person on."),
        Step(
            "turn_down",
            ("offered",),
            "turned_down",
            PROVIDER,
            "transfer.turned_down",
            "Turns it down, with the reason.",
        ),
        Step(
            "take_back",
            ("offered",),
            "taken_back",
            PROVIDER | PROBATION,
            "transfer.taken_back",
            "Takes the offer back.",
        ),
    ),
)

PROTOCOL = Lifecycle(
    "protocol",
    (
        Step(
            "draft",
            (),
            "draft",
            PROVIDER | frozenset({"head-of-unit", "programme-officer"}) | SUPPLIER,
            "protocol.drafted",
            "Writes a version.",
        ),
        Step(
            "agree",
            ("draft",),
            "half_agreed",
            frozenset({"provider-manager", "head-of-unit"}) | SUPPLIER,
            "protocol.agreed_once",
            "Agrees for one side.",
        ),
        Step(
            "agree_too",
            ("half_agreed",),
            "agreed",
            frozenset({"provider-manager", "head-of-unit"}) | SUPPLIER,
            "protocol.agreed",
            "Agrees for the other side; it is in force.",
        ),
        Step(
            "replace",
            ("agreed",),
            "replaced",
            frozenset({"provider-manager", "head-of-unit"}) | SUPPLIER,
            "protocol.replaced",
            "Makes way for a newer version.",
        ),
        Step(
            "end",
            ("agreed",),
            "ended",
            frozenset({"provider-manager", "head-of-unit"}),
            "protocol.ended",
            "Ends the cohort from a day on, with the reason.",
        ),
        Step(
            "discard",
            ("draft", "half_agreed"),
            "discarded",
            frozenset({"provider-manager", "head-of-unit", "programme-officer"}) | SUPPLIER,
            "protocol.discarded",
            "Throws it away.",
        ),
    ),
)
