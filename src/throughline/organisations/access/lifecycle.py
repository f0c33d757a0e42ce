"""What may become of an invitation and of a broken glass, and who may do it?"""

from throughline.kernel.lifecycle import Lifecycle, Step

ADMINISTRATOR = "administrator"
INVITED = "invited"  # whoever follows the link; no person holds it
CLOCK = "clock"  # the job that ends what has run out; no person holds it

INVITATION = Lifecycle(
    "invitation",
    (
        Step(
            "invite",
            (),
            "open",
            frozenset({ADMINISTRATOR}),
            "invitation.made",
            "Ask somebody in, with a link that works once.",
        ),
        Step(
            "resend",
            ("open",),
            "open",
            frozenset({ADMINISTRATOR}),
            "invitation.resent",
            "Send a new link; the earlier one ends.",
        ),
        Step(
            "accept",
            ("open",),
            "accepted",
            frozenset({INVITED}),
            "invitation.accepted",
            "Follow the link and choose how to sign in.",
        ),
        Step(
            "withdraw",
            ("open",),
            "withdrawn",
            frozenset({ADMINISTRATOR}),
            "invitation.withdrawn",
            "End the link before it was followed.",
        ),
    ),
)

BROKEN_GLASS = Lifecycle(
    "broken glass",
    (
        Step(
            "break_glass",
            (),
            "open",
            frozenset({ADMINISTRATOR}),
            "glass.broken",
            "Take another role for a few hours, with a reason that every administrator is told.",
        ),
        Step(
            "end",
            ("open",),
            "ended",
            frozenset({ADMINISTRATOR, CLOCK}),
            "glass.ended",
            "Give the role back.",
        ),
    ),
)
