"""What may become of an appointment, a concern, an assessment, a handover to a prison and a specialist treatment?

Authority: DOMAIN §4, R31, R33, R34.
"""

from throughline.kernel.lifecycle import Lifecycle, Step

from ..lifecycle import MACHINE, PROBATION, PROVIDER, WORKER

APPOINTMENT = Lifecycle(
    "appointment",
    (
        Step("book", (), "scheduled", PROVIDER | MACHINE, "appointment.booked", "Books a time."),
        Step(
            "attend",
            ("scheduled",),
            "attended",
            PROVIDER | MACHINE,
            "appointment.attended",
            "Says that the person came.",
        ),
        Step(
            "miss",
            ("scheduled",),
            "did_not_attend",
            PROVIDER | MACHINE,
            "appointment.missed",
            "Says that the person did not come.",
        ),
        Step(
            "fall_through",
            ("scheduled",),
            "did_not_happen",
            PROVIDER | MACHINE,
            "appointment.fell_through",
            "Says that it did not happen, and why.",
        ),
        Step(
            "reschedule",
            ("scheduled",),
            "rescheduled",
            PROVIDER | MACHINE,
            "appointment.rescheduled",
            "Moves it to another time.",
        ),
        Step(
            "reopen_attended",
            ("attended",),
            "scheduled",
            PROVIDER,
            "appointment.corrected",
            "Takes back what was recorded in error.",
        ),
        Step(
            "reopen_missed",
            ("did_not_attend", "did_not_happen"),
            "scheduled",
            PROVIDER,
            "appointment.put_right",
            "Takes back that it was missed.",
        ),
    ),
)

CONCERN = Lifecycle(
    "concern",
    (
        Step(
            "raise",
            (),
            "raised",
            PROVIDER | PROBATION | MACHINE,
            "concern.raised",
            "Raises a concern with its owner and deadline (R31).",
        ),
        Step(
            "acknowledge",
            ("raised",),
            "acknowledged",
            PROVIDER | PROBATION,
            "concern.acknowledged",
            "Says that it was read.",
        ),
        Step(
            "act",
            ("acknowledged",),
            "acting",
            PROVIDER | PROBATION,
            "concern.acting",
            "Says what is being done, by which statutory route.",
        ),
        Step(
            "close",
            ("acting",),
            "closed",
            PROVIDER | PROBATION,
            "concern.closed",
            "Closes it with the receipt of the statutory body.",
        ),
    ),
)

ASSESSMENT = Lifecycle(
    "assessment",
    (
        Step("open", (), "draft", WORKER | MACHINE, "assessment.opened", "Begins an assessment or a review."),
        Step(
            "complete",
            ("draft",),
            "complete",
            WORKER | MACHINE,
            "assessment.completed",
            "Completes it; it is not changed afterwards.",
        ),
        Step("discard", ("draft",), "discarded", WORKER, "assessment.discarded", "Throws the draft away."),
    ),
)

HANDOVER = Lifecycle(
    "handover",
    (
        Step(
            "send",
            (),
            "sent",
            PROVIDER | PROBATION,
            "handover.sent",
            "Tells prison healthcare what it needs to know (R35).",
        ),
        Step(
            "confirm",
            ("sent",),
            "received",
            PROVIDER | PROBATION,
            "handover.received",
            "Says that the team has it, with its receipt.",
        ),
        Step(
            "bring_back",
            ("sent", "received"),
            "returned",
            PROVIDER,
            "handover.returned",
            "Says what prison healthcare handed back at release.",
        ),
        Step(
            "overtake",
            ("sent", "received"),
            "overtaken",
            PROVIDER | PROBATION,
            "handover.overtaken",
            "Makes way for a newer one, as after a move to another prison.",
        ),
    ),
)

TREATMENT = Lifecycle(
    "specialist treatment",
    (
        Step(
            "refer",
            (),
            "referred",
            PROVIDER | MACHINE,
            "treatment.referred",
            "Refers to specialist treatment.",
        ),
        Step(
            "accept",
            ("referred",),
            "accepted",
            PROVIDER | MACHINE,
            "treatment.accepted",
            "Says that the treatment service accepted.",
        ),
        Step(
            "refuse",
            ("referred",),
            "refused",
            PROVIDER | MACHINE,
            "treatment.refused",
            "Says that it did not, and why.",
        ),
        Step(
            "start",
            ("accepted",),
            "started",
            PROVIDER | MACHINE,
            "treatment.started",
            "Says from when treatment runs.",
        ),
        Step(
            "exit",
            ("started",),
            "ended",
            PROVIDER | MACHINE,
            "treatment.ended",
            "Says when and how it ended.",
        ),
        Step(
            "not_start",
            ("accepted",),
            "not_started",
            PROVIDER | MACHINE,
            "treatment.not_started",
            "Says that it never began, and why.",
        ),
    ),
)
