"""What may become of a grant, an agreement, a condition, a variation, a specification and a local contract?

Authority: DOMAIN §4, R16–R19. A step that another one brings about (a grant is live with its agreement) is taken by
whoever takes that one.
"""

from throughline.kernel.lifecycle import Lifecycle, Step

OFFICERS = frozenset({"programme-officer", "programme-lead"})
LEAD = frozenset({"programme-lead"})
FOR_THE_AUTHORITY = frozenset({"programme-lead", "assistant-director", "director"})
FOR_THE_OTHER_SIDE = frozenset({"commissioner", "director-of-public-health", "provider-manager", "csp-chair"})
SIGNERS = frozenset({"assistant-director", "director", "treasurer", "deputy-mayor"})
ADVISERS = frozenset({"legal", "procurement"})
SUPPLIER = frozenset({"supplier"})

GRANT = Lifecycle(
    "grant",
    (
        Step(
            "offer",
            (),
            "offered",
            OFFICERS | SUPPLIER,
            "grant.offered",
            "Offers a decided sum to a recipient.",
        ),
        Step(
            "accept",
            ("offered",),
            "accepted",
            FOR_THE_OTHER_SIDE | SUPPLIER,
            "grant.accepted",
            "Takes the offer; done by signing the grant agreement.",
        ),
        Step(
            "go_live",
            ("accepted",),
            "live",
            FOR_THE_AUTHORITY | SUPPLIER,
            "grant.live",
            "Starts the grant; done by countersigning its agreement.",
        ),
        Step("suspend", ("live",), "suspended", LEAD, "grant.suspended", "Stops payments, with a reason."),
        Step("resume", ("suspended",), "live", LEAD, "grant.resumed", "Lets payments go on."),
        Step(
            "begin_closing",
            ("live",),
            "closing",
            OFFICERS | SUPPLIER,
            "grant.closing",
            "Asks for the last papers.",
        ),
        Step(
            "close",
            ("closing",),
            "closed",
            LEAD | SUPPLIER,
            "grant.closed",
            "Ends it: every pound is spent, carried over, recovered or returned.",
        ),
        Step(
            "withdraw",
            ("offered", "accepted"),
            "withdrawn",
            LEAD,
            "grant.withdrawn",
            "Takes the offer back before it is live, with a reason.",
        ),
        Step(
            "terminate",
            ("live", "suspended"),
            "terminated",
            LEAD,
            "grant.terminated",
            "Ends it early, under the agreement's terms, with a reason.",
        ),
    ),
)

AGREEMENT = Lifecycle(
    "agreement",
    (
        Step(
            "draft",
            (),
            "draft",
            OFFICERS | SUPPLIER,
            "agreement.drafted",
            "Puts an agreement together from clauses.",
        ),
        Step(
            "edit", ("draft",), "draft", OFFICERS | SUPPLIER, "agreement.edited", "Changes what it will say."
        ),
        Step(
            "issue",
            ("draft",),
            "issued",
            OFFICERS | SUPPLIER,
            "agreement.issued",
            "Freezes its text and sends it to be signed.",
        ),
        Step(
            "sign",
            ("issued",),
            "signed",
            FOR_THE_OTHER_SIDE | SUPPLIER,
            "agreement.signed",
            "Signs for the other side, with authority to do so.",
        ),
        Step(
            "refuse",
            ("issued",),
            "refused",
            FOR_THE_OTHER_SIDE,
            "agreement.refused",
            "Says no, with reasons.",
        ),
        Step(
            "countersign",
            ("signed",),
            "in_force",
            FOR_THE_AUTHORITY | SUPPLIER,
            "agreement.in_force",
            "Signs the same bytes for the authority; it is in force (R16).",
        ),
        Step(
            "take_back",
            ("issued", "signed"),
            "draft",
            OFFICERS,
            "agreement.taken_back",
            "Takes it back to change it; signatures on the old text fall.",
        ),
        Step(
            "expire",
            ("issued",),
            "expired",
            frozenset({"system"}),
            "agreement.expired",
            "The day passed by which it had to be signed.",
        ),
        Step(
            "reissue",
            ("expired", "refused"),
            "draft",
            OFFICERS,
            "agreement.reopened",
            "Goes back to drafting, to be issued again.",
        ),
        Step(
            "end",
            ("in_force",),
            "ended",
            OFFICERS | SUPPLIER | {"system"},
            "agreement.ended",
            "It ran its time.",
        ),
        Step(
            "replace",
            ("in_force",),
            "varied",
            FOR_THE_AUTHORITY | SUPPLIER,
            "agreement.varied",
            "A variation of it is in force in its place.",
        ),
        Step(
            "terminate",
            ("in_force",),
            "terminated",
            LEAD,
            "agreement.terminated",
            "Ends it early, with a reason.",
        ),
        Step(
            "discard",
            ("draft", "refused", "expired"),
            "discarded",
            OFFICERS,
            "agreement.discarded",
            "Puts it away; it was never in force.",
        ),
    ),
)

CONDITION = Lifecycle(
    "condition",
    (
        Step(
            "set",
            (),
            "open",
            OFFICERS | SUPPLIER,
            "condition.set",
            "Sets what must be so before money moves.",
        ),
        Step(
            "meet",
            ("open", "not_met"),
            "met",
            OFFICERS | SUPPLIER,
            "condition.met",
            "Says that it is met, and shows it.",
        ),
        Step(
            "find_unmet",
            ("open", "met"),
            "not_met",
            OFFICERS,
            "condition.not_met",
            "Says that it is not met, and why.",
        ),
        Step(
            "waive",
            ("open", "not_met"),
            "waived",
            LEAD,
            "condition.waived",
            "Lets the grant go on without it, with a reason.",
        ),
        Step(
            "set_aside",
            ("open", "not_met"),
            "not_applicable",
            OFFICERS | SUPPLIER,
            "condition.not_applicable",
            "Says why it cannot apply here: a first grant has no earlier report.",
        ),
        Step(
            "reopen",
            ("met", "waived", "not_applicable"),
            "open",
            OFFICERS,
            "condition.reopened",
            "Asks for it again, with a reason.",
        ),
    ),
)

VARIATION = Lifecycle(
    "variation",
    (
        Step(
            "ask",
            (),
            "asked",
            FOR_THE_OTHER_SIDE,
            "variation.asked",
            "Asks the authority to change a grant, and says why.",
        ),
        Step(
            "prepare",
            (),
            "prepared",
            OFFICERS | SUPPLIER,
            "variation.prepared",
            "Names exactly what changes.",
        ),
        Step(
            "take_up",
            ("asked",),
            "prepared",
            OFFICERS,
            "variation.taken_up",
            "Works on what the recipient asked for.",
        ),
        Step("decline", ("asked",), "declined", LEAD, "variation.declined", "Answers no, with reasons."),
        Step("edit", ("prepared",), "prepared", OFFICERS, "variation.edited", "Changes what it names."),
        Step(
            "put_to_decision",
            ("prepared",),
            "deciding",
            OFFICERS,
            "variation.put_to_decision",
            "Drafts the decision that it needs; who signs follows from its own total and the new award (R3).",
        ),
        Step("agree", ("deciding",), "agreed", SIGNERS | SUPPLIER, "variation.agreed", "Decided as it is."),
        Step(
            "agree_amended",
            ("deciding",),
            "amended",
            SIGNERS | SUPPLIER,
            "variation.amended",
            "Decided with an amendment: its lines do not say yet what was decided, and nothing is applied.",
        ),
        Step("settle", ("amended",), "agreed", LEAD, "variation.settled", "Names its lines as decided."),
        Step("refuse", ("deciding",), "refused", SIGNERS, "variation.refused", "Decided against it."),
        Step(
            "apply",
            ("agreed",),
            "applied",
            FOR_THE_AUTHORITY | SUPPLIER,
            "variation.applied",
            "Every grant that it names says so now; done when the last varied agreement is in force.",
        ),
        Step(
            "withdraw",
            ("asked", "prepared", "deciding"),
            "withdrawn",
            OFFICERS | FOR_THE_OTHER_SIDE,
            "variation.withdrawn",
            "Takes it back before it is decided.",
        ),
    ),
)

SPECIFICATION = Lifecycle(
    "specification version",
    (
        Step("write", (), "draft", OFFICERS | SUPPLIER, "specification.written", "Begins the next version."),
        Step(
            "edit", ("draft",), "draft", OFFICERS | SUPPLIER, "specification.edited", "Changes a requirement."
        ),
        Step(
            "settle",
            ("draft",),
            "current",
            LEAD | SUPPLIER,
            "specification.settled",
            "Makes it the one that new agreements name.",
        ),
        Step(
            "replace",
            ("current",),
            "earlier",
            LEAD | SUPPLIER,
            "specification.replaced",
            "A newer version is current.",
        ),
        Step(
            "discard", ("draft",), "discarded", OFFICERS, "specification.discarded", "Throws the draft away."
        ),
    ),
)

CONTRACT = Lifecycle(
    "local contract",
    (
        Step(
            "plan",
            (),
            "planned",
            OFFICERS | {"commissioner"} | SUPPLIER,
            "contract.planned",
            "Puts a recommissioning on the calendar.",
        ),
        Step(
            "record",
            (),
            "running",
            OFFICERS | {"commissioner"} | SUPPLIER,
            "contract.recorded",
            "Records a contract that runs already.",
        ),
        Step(
            "edit",
            ("planned",),
            "planned",
            OFFICERS | {"commissioner"},
            "contract.edited",
            "Changes its route or its dates.",
        ),
        Step(
            "amend",
            ("running",),
            "running",
            OFFICERS | {"commissioner"},
            "contract.amended",
            "Changes it after checking whether the law allows that, or takes up an option.",
        ),
        Step(
            "start",
            ("planned",),
            "running",
            OFFICERS | {"commissioner"},
            "contract.started",
            "It was let and runs.",
        ),
        Step(
            "end",
            ("running",),
            "ended",
            OFFICERS | {"commissioner"} | {"system"},
            "contract.ended",
            "It ran out.",
        ),
        Step(
            "drop",
            ("planned",),
            "dropped",
            OFFICERS | {"commissioner"},
            "contract.dropped",
            "It will not be let, and why.",
        ),
    ),
)
