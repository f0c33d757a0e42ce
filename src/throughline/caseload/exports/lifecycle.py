"""What may become of a file for an evaluation, and of a person's request for their own record? R30, R37, R40"""

from throughline.kernel.lifecycle import Lifecycle, Step

from ..lifecycle import MANAGER, PROVIDER

ANALYST = frozenset({"analyst"})
DATA_PROTECTION = frozenset({"data-protection"})

EVALUATION_FILE = Lifecycle(
    "evaluation file",
    (
        Step("ask", (), "asked", ANALYST, "evaluation_file.asked", "Asks for a file for an evaluation."),
        Step(
            "turn_down",
            ("asked",),
            "turned_down",
            DATA_PROTECTION,
            "evaluation_file.turned_down",
            "Does not agree to the file.",
        ),
        Step(
            "release",
            ("asked",),
            "released",
            DATA_PROTECTION,
            "evaluation_file.released",
            "Agrees, as the second person; the file is made and sealed.",
        ),
        Step(
            "end",
            ("released",),
            "ended",
            DATA_PROTECTION,
            "evaluation_file.ended",
            "Destroys the key: every copy of the file is unreadable.",
        ),
    ),
)

SUBJECT_ACCESS = Lifecycle(
    "subject access request",
    (
        Step(
            "ask",
            (),
            "asked",
            PROVIDER,
            "subject_access.asked",
            "Records that a person asks for their record.",
        ),
        Step(
            "check",
            ("asked",),
            "checked",
            PROVIDER,
            "subject_access.checked",
            "Says what is left out and why; the copy is frozen.",
        ),
        Step(
            "send_back",
            ("checked",),
            "asked",
            MANAGER,
            "subject_access.sent_back",
            "Sends it back to be checked again.",
        ),
        Step(
            "release",
            ("checked",),
            "released",
            MANAGER,
            "subject_access.released",
            "Releases it, as somebody who did not check it.",
        ),
        Step(
            "refuse",
            ("asked", "checked"),
            "refused",
            MANAGER,
            "subject_access.refused",
            "Refuses it, with the ground and how to complain.",
        ),
    ),
)
