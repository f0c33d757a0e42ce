"""What may become of a return, a scrutiny, a corrective action and a year-end decision?

Overdue is a fact about a return, not a state. Authority: DOMAIN §4, R24–R26, R29.
"""

from throughline.kernel.lifecycle import Lifecycle, Step

OFFICERS = frozenset({"programme-officer", "programme-lead"})
LEAD = frozenset({"programme-lead"})
RECIPIENT = frozenset({"commissioner", "provider-manager", "csp-officer"})
CERTIFIER = frozenset({"certifier"})
CSP = frozenset({"csp-officer", "csp-chair"})
CHAIR = frozenset({"csp-chair"})
SENIOR = frozenset({"assistant-director", "director", "treasurer"})
CLOCK = frozenset({"system"})
SUPPLIER = frozenset({"supplier"})

RETURN = Lifecycle(
    "return",
    (
        Step(
            "schedule",
            (),
            "scheduled",
            OFFICERS | CLOCK | SUPPLIER,
            "return.scheduled",
            "Puts a return on the calendar.",
        ),
        Step(
            "open",
            ("scheduled",),
            "open",
            OFFICERS | CLOCK | SUPPLIER,
            "return.opened",
            "Asks for it; it can be filled in.",
        ),
        Step("save", ("open", "queried"), "open", RECIPIENT, "return.saved", "Keeps what was typed."),
        Step(
            "submit",
            ("open", "queried"),
            "submitted",
            RECIPIENT | SUPPLIER,
            "return.submitted",
            "Freezes what it says and passes it to the certifier.",
        ),
        Step(
            "certify",
            ("submitted",),
            "certified",
            CERTIFIER | SUPPLIER,
            "return.certified",
            "Says as finance officer that it is right (R25).",
        ),
        Step(
            "send_back",
            ("submitted",),
            "queried",
            CERTIFIER,
            "return.sent_back",
            "Gives it back to be put right, with words.",
        ),
        Step(
            "query",
            ("certified", "scrutinised"),
            "queried",
            OFFICERS,
            "return.queried",
            "Asks the recipient about it; it is submitted again as a new version.",
        ),
        Step(
            "scrutinise",
            ("certified",),
            "scrutinised",
            CSP | SUPPLIER,
            "return.scrutinised",
            "The partnership has said what it thinks of it.",
        ),
        Step(
            "accept",
            ("certified", "scrutinised"),
            "accepted",
            OFFICERS | SUPPLIER,
            "return.accepted",
            "Takes it as the record of the period.",
        ),
        Step(
            "drop",
            ("scheduled", "open"),
            "dropped",
            LEAD,
            "return.dropped",
            "Does not ask for it after all, and says why.",
        ),
    ),
)

SCRUTINY = Lifecycle(
    "scrutiny",
    (
        Step(
            "begin",
            (),
            "scrutinising",
            CSP | SUPPLIER,
            "scrutiny.begun",
            "Puts a certified return before the partnership.",
        ),
        Step(
            "choose",
            (),
            "sampling",
            OFFICERS | SUPPLIER,
            "scrutiny.chosen",
            "Chooses a return of a partnership that governs the money, and asks for the papers behind it (R25).",
        ),
        Step(
            "state",
            ("scrutinising", "challenged"),
            "stated",
            CHAIR | SUPPLIER,
            "scrutiny.stated",
            "Gives assurance, gives it with conditions, or withholds it, in the partnership's name.",
        ),
        Step(
            "accept",
            ("stated",),
            "accepted",
            OFFICERS | SUPPLIER,
            "scrutiny.accepted",
            "The authority takes the statement.",
        ),
        Step(
            "challenge",
            ("stated",),
            "challenged",
            LEAD,
            "scrutiny.challenged",
            "The authority asks again, with reasons.",
        ),
        Step(
            "sample",
            ("stated", "accepted", "sampling"),
            "sampled",
            OFFICERS | SUPPLIER,
            "scrutiny.sampled",
            "The authority looked at papers itself, and says what it found.",
        ),
    ),
)

CORRECTIVE_ACTION = Lifecycle(
    "corrective action",
    (
        Step(
            "make",
            (),
            "open",
            OFFICERS | {"auditor"} | SUPPLIER,
            "corrective_action.made",
            "Says what was found, and what must be done.",
        ),
        Step(
            "answer",
            ("open",),
            "answered",
            RECIPIENT | OFFICERS,
            "corrective_action.answered",
            "Says what was done, and shows it.",
        ),
        Step(
            "verify",
            ("answered",),
            "verified",
            OFFICERS | {"auditor"},
            "corrective_action.verified",
            "Somebody else has seen that it is done.",
        ),
        Step(
            "return",
            ("answered",),
            "open",
            OFFICERS | {"auditor"},
            "corrective_action.returned",
            "It is not done yet, and why.",
        ),
        Step(
            "withdraw",
            ("open",),
            "withdrawn",
            LEAD,
            "corrective_action.withdrawn",
            "It was no finding, and why.",
        ),
    ),
)

YEAR_END = Lifecycle(
    "year-end decision",
    (
        Step(
            "propose",
            (),
            "proposed",
            OFFICERS | SUPPLIER,
            "year_end.proposed",
            "Proposes what becomes of money not spent.",
        ),
        Step("decide", ("proposed",), "decided", SENIOR | SUPPLIER, "year_end.decided", "Decides it (R29)."),
        Step("return", ("proposed",), "returned", SENIOR, "year_end.returned", "Gives it back with reasons."),
    ),
)
