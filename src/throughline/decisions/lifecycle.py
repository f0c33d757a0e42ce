"""What may become of a decision, and of the reading of a notice, and who may do it?

Authority: DOMAIN §4. A decision recorded from a published notice is refused nothing: what its form lacks is a
finding.
"""

from throughline.kernel.lifecycle import Lifecycle, Step

OFFICER, LEAD = "programme-officer", "programme-lead"
SUPPLIER = "supplier"  # the command that loads what comes with Throughline; no person holds it

NOTICE = Lifecycle(
    "decision",
    (
        Step(
            name="record",
            from_states=(),
            to="recorded",
            roles=frozenset({OFFICER, LEAD, SUPPLIER}),
            event="decision.recorded",
            sentence="Put a published notice on record, as a person has confirmed it.",
        ),
        Step(
            name="publish",
            from_states=("recorded",),
            to="published",
            roles=frozenset({LEAD, SUPPLIER}),
            event="decision.published",
            sentence="Show the decision to everyone on the public register.",
        ),
    ),
)

READING = Lifecycle(
    "reading",
    (
        Step(
            name="read",
            from_states=(),
            to="open",
            roles=frozenset({OFFICER, LEAD}),
            event="notice.read",
            sentence="Read a notice from a file.",
        ),
        Step(
            name="confirm",
            from_states=("open",),
            to="open",
            roles=frozenset({OFFICER, LEAD}),
            event="notice.confirmed",
            sentence="Confirm, correct or take out what was read.",
        ),
        Step(
            name="finish",
            from_states=("open",),
            to="recorded",
            roles=frozenset({OFFICER, LEAD}),
            event="notice.finished",
            sentence="Record the decision from this reading.",
        ),
        Step(
            name="discard",
            from_states=("open",),
            to="discarded",
            roles=frozenset({OFFICER, LEAD}),
            event="notice.discarded",
            sentence="Throw this reading away; nothing is recorded from it.",
        ),
    ),
)
