"""What may become of a promise, a risk, a milestone, a review's recommendation, and who may do it?

Authority: R10. Whoever owns one of these, by role, by post or by their organisation, may say how it is going and show
that it is done; the programme team agrees or sends it back.
"""

from throughline.kernel.lifecycle import Lifecycle, Step

from ..lifecycle import KEEPERS, LEAD, SUPPLIER

ITS_OWNER = "its-owner"  # what somebody is to this one thing, as its role, post or body has it
SIGNERS = frozenset({"assistant-director", "director", "treasurer", "deputy-mayor"})

PROMISE = Lifecycle(
    "promise",
    (
        Step(
            "make",
            (),
            "open",
            KEEPERS | SIGNERS | {SUPPLIER},
            "promise.made",
            "Say what will be done, by whom and by when.",
        ),
        Step(
            "change",
            ("open",),
            "open",
            KEEPERS,
            "promise.changed",
            "Give the promise another owner, day or wording, and say why.",
        ),
        Step(
            "note",
            ("open",),
            "open",
            KEEPERS | {ITS_OWNER},
            "promise.noted",
            "Say how it is going.",
        ),
        Step(
            "show",
            ("open", "shown"),
            "shown",
            KEEPERS | {ITS_OWNER},
            "promise.evidence_shown",
            "Show evidence that the promise is kept: a file, a meeting, a decision, or words.",
        ),
        Step(
            "send_back",
            ("shown",),
            "open",
            KEEPERS,
            "promise.evidence_sent_back",
            "Say why the evidence does not show that the promise is kept.",
        ),
        Step(
            "keep",
            ("shown",),
            "kept",
            KEEPERS,
            "promise.kept",
            "Agree that the evidence shows it: the promise is kept. Not for whoever showed it.",
        ),
        Step(
            "give_up",
            ("open", "shown"),
            "given_up",
            frozenset({LEAD}),
            "promise.given_up",
            "Give the promise up by a decision, and say why.",
        ),
        Step(
            "reopen",
            ("kept", "given_up"),
            "open",
            frozenset({LEAD}),
            "promise.reopened",
            "Open the promise again, and say why.",
        ),
    ),
)

RISK = Lifecycle(
    "risk",
    (
        Step(
            "add",
            (),
            "open",
            KEEPERS | {SUPPLIER},
            "risk.added",
            "Say what may go wrong, how likely and how bad it is.",
        ),
        Step(
            "review",
            ("open",),
            "open",
            KEEPERS | {ITS_OWNER, SUPPLIER},
            "risk.reviewed",
            "Look at the risk again: score it, say why, and when to look next.",
        ),
        Step(
            "control",
            ("open",),
            "open",
            KEEPERS | {ITS_OWNER, SUPPLIER},
            "risk.controlled",
            "Say what is done against it, or that it is in place.",
        ),
        Step(
            "change", ("open",), "open", KEEPERS, "risk.changed", "Give the risk another owner, and say why."
        ),
        Step(
            "happen",
            ("open",),
            "happened",
            KEEPERS | {ITS_OWNER},
            "risk.happened",
            "Say that it has come true, and what is being done.",
        ),
        Step(
            "close",
            ("open", "happened"),
            "closed",
            KEEPERS,
            "risk.closed",
            "Close the risk: it can no longer come true, or was dealt with.",
        ),
        Step(
            "reopen",
            ("happened", "closed"),
            "open",
            KEEPERS,
            "risk.reopened",
            "Open the risk again, and say why.",
        ),
    ),
)

MILESTONE = Lifecycle(
    "milestone",
    (
        Step(
            "plan",
            (),
            "planned",
            KEEPERS | {SUPPLIER},
            "milestone.planned",
            "Say what is to be reached, and by which day.",
        ),
        Step(
            "forecast",
            ("planned",),
            "planned",
            KEEPERS | {ITS_OWNER, SUPPLIER},
            "milestone.forecast",
            "Say on which day it is expected now, and why.",
        ),
        Step(
            "change",
            ("planned",),
            "planned",
            KEEPERS,
            "milestone.changed",
            "Give the milestone another owner, promise or wording, and say why.",
        ),
        Step(
            "reach",
            ("planned",),
            "reached",
            KEEPERS | {ITS_OWNER, SUPPLIER},
            "milestone.reached",
            "Say that it was reached, and on which day.",
        ),
        Step(
            "drop",
            ("planned",),
            "dropped",
            frozenset({LEAD}),
            "milestone.dropped",
            "Take it out of the plan, and say why.",
        ),
        Step(
            "reopen",
            ("reached", "dropped"),
            "planned",
            KEEPERS,
            "milestone.reopened",
            "Put it back into the plan, and say why.",
        ),
    ),
)

REVIEW = Lifecycle(
    "review",
    (
        Step(
            "enter",
            (),
            "entered",
            KEEPERS | {SUPPLIER},
            "review.entered",
            "Enter a review, with what it recommends.",
        ),
        Step(
            "recommend",
            ("entered",),
            "entered",
            KEEPERS | {SUPPLIER},
            "review.recommendation_added",
            "Add what the review recommends.",
        ),
    ),
)

RECOMMENDATION = Lifecycle(
    "recommendation",
    (
        Step(
            "recommend",
            (),
            "open",
            KEEPERS | {SUPPLIER},
            "recommendation.entered",
            "Enter what a review recommends.",
        ),
        Step(
            "answer",
            ("open", "answered"),
            "answered",
            KEEPERS | SIGNERS,
            "recommendation.answered",
            "Accept it, wholly or in part, or not, and say why.",
        ),
        Step(
            "show",
            ("answered",),
            "done",
            KEEPERS | {ITS_OWNER},
            "recommendation.done",
            "Show evidence that it was carried out: a file, a meeting, a decision, or words.",
        ),
        Step(
            "reopen",
            ("done",),
            "answered",
            KEEPERS,
            "recommendation.reopened",
            "Open it again, and say why.",
        ),
    ),
)
