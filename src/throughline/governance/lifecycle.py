"""What may become of a meeting, an action, a consultation, an appraisal, and who may do it?

Authority: R10. Beside their roles, two people are known by what they are to a thing: an action's owner may close it,
a group's chair may confirm its minutes.
"""

from throughline.kernel.lifecycle import Lifecycle, Step

OFFICER, LEAD = "programme-officer", "programme-lead"
KEEPERS = frozenset({OFFICER, LEAD})
SUPPLIER = "supplier"  # the command that loads what comes with Throughline; no person holds it
CHAIR, OWNER = "chair-of-the-group", "owner-of-the-action"  # what somebody is to this one thing
CONFIRMER = "monitoring-officer"

# Who sees everything that governance keeps (see queries/seeing.py), and who sees what is about a programme.
READERS = KEEPERS | {
    "analyst",
    "assistant-director",
    "director",
    "treasurer",
    "deputy-mayor",
    "monitoring-officer",
    "procurement",
    "legal",
    "finance-preparer",
    "finance-approver",
    "finance-releaser",
    "auditor",
    "data-protection",
}
PARTNERS = frozenset({"hmpps-contract-manager", "hmpps-finance", "hmpps-analyst", "director-of-probation"})

# Meetings, actions, consultations, appraisals

MEETING = Lifecycle(
    "meeting",
    (
        Step(
            "plan",
            (),
            "planned",
            KEEPERS | {SUPPLIER},
            "meeting.planned",
            "Say that the group will meet.",
        ),
        Step(
            "prepare",
            ("planned", "notified"),
            "planned",
            KEEPERS,
            "meeting.prepared",
            "Change the day, the place or the agenda; a pack that was sent is sent again.",
        ),
        Step(
            "send_pack",
            ("planned",),
            "notified",
            KEEPERS,
            "meeting.pack_sent",
            "Send every member the pack: agenda and papers.",
        ),
        Step(
            "add_late_paper",
            ("notified",),
            "notified",
            KEEPERS,
            "meeting.late_paper_added",
            "Add a paper after the pack was sent; it says that it is late.",
        ),
        Step(
            "hold",
            ("planned", "notified"),
            "held",
            KEEPERS | {SUPPLIER},
            "meeting.held",
            "Say that the meeting took place, and who was there.",
        ),
        Step(
            "minute",
            ("held", "minuted"),
            "minuted",
            KEEPERS,
            "meeting.minuted",
            "Write down what was said and decided; draft minutes until the next meeting confirms them.",
        ),
        Step(
            "confirm_minutes",
            ("minuted",),
            "confirmed",
            KEEPERS | {CHAIR},
            "meeting.minutes_confirmed",
            "Say that a later meeting found the minutes right.",
        ),
        Step(
            "cancel",
            ("planned", "notified"),
            "cancelled",
            KEEPERS,
            "meeting.cancelled",
            "Call the meeting off; it is kept and says why.",
        ),
    ),
)
BEFORE = ("planned", "notified")  # a meeting that is still to come
TOOK_PLACE = ("held", "minuted", "confirmed")

ACTION = Lifecycle(
    "action",
    (
        Step("agree", (), "open", KEEPERS, "action.agreed", "Say who does what by when."),
        Step(
            "move",
            ("open",),
            "open",
            KEEPERS,
            "action.moved",
            "Give the action another owner or another day, and say why.",
        ),
        Step(
            "close",
            ("open",),
            "done",
            KEEPERS | {OWNER},
            "action.closed",
            "Say what was done, with evidence where there is some.",
        ),
        Step("drop", ("open",), "dropped", KEEPERS, "action.dropped", "Give the action up, and say why."),
        Step(
            "reopen",
            ("done", "dropped"),
            "open",
            KEEPERS,
            "action.reopened",
            "Open the action again, and say why.",
        ),
    ),
)

CONSULTATION = Lifecycle(
    "consultation",
    (
        Step(
            "ask",
            (),
            "open",
            KEEPERS | {SUPPLIER},
            "consultation.asked",
            "Put a question to people and bodies.",
        ),
        Step(
            "ask_further",
            ("open",),
            "open",
            KEEPERS | {SUPPLIER},
            "consultation.asked_further",
            "Ask somebody else, too.",
        ),
        Step(
            "note_answer",
            ("open",),
            "open",
            KEEPERS | {SUPPLIER},
            "consultation.answered",
            "Write down what somebody answered, and their position.",
        ),
        Step(
            "close",
            ("open",),
            "closed",
            KEEPERS | {SUPPLIER},
            "consultation.closed",
            "End the consultation and say what came of it.",
        ),
    ),
)

APPRAISAL = Lifecycle(
    "appraisal",
    (
        Step("begin", (), "open", KEEPERS, "appraisal.begun", "Begin to compare options."),
        Step(
            "compare",
            ("open",),
            "open",
            KEEPERS,
            "appraisal.compared",
            "Add options and criteria, score and note them.",
        ),
        Step(
            "choose",
            ("open",),
            "chosen",
            KEEPERS,
            "appraisal.chosen",
            "Choose one option, and say why it and why not the others.",
        ),
        Step(
            "take_up_again",
            ("chosen",),
            "open",
            KEEPERS,
            "appraisal.taken_up_again",
            "Compare anew because something has changed, and say what.",
        ),
    ),
)
