"""What may become of a decision, of the reading of a notice, of a draft and of its signatures, and who may do it?

Authority: DOMAIN §4. A decision recorded from a published notice is refused nothing: what its form lacks is a
finding. A decision made here is refused whatever its scheme and R4, R5 refuse.
"""

from throughline.kernel.lifecycle import Lifecycle, Step

OFFICER, LEAD = "programme-officer", "programme-lead"
SUPPLIER = "supplier"  # the command that loads what comes with Throughline; no person holds it
DRAFTERS = frozenset({OFFICER, LEAD})
SIGNERS = frozenset({"assistant-director", "director", "treasurer", "deputy-mayor"})  # codes of posts, too

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
            name="decide",
            from_states=(),
            to="decided",
            roles=SIGNERS,
            event="decision.made",
            sentence="Put on record what was decided here, with the last signature.",
        ),
        Step(
            name="publish",
            from_states=("recorded", "decided"),
            to="published",
            roles=frozenset({LEAD, SUPPLIER}),
            event="decision.published",
            sentence="Show the decision to everyone on the public register.",
        ),
        Step(
            name="correct",
            from_states=("published",),
            to="published",
            roles=frozenset({LEAD}),
            event="decision.corrected",
            sentence="Publish a new version of the record that says what was wrong, and why.",
        ),
        Step(
            name="supersede",
            from_states=("published",),
            to="superseded",
            roles=frozenset({LEAD}),
            event="decision.superseded",
            sentence="Say that a later decision stands in the place of this one.",
        ),
    ),
)
PUBLIC_STATES = ("published", "superseded")  # what everybody may see

READING = Lifecycle(
    "reading",
    (
        Step(
            name="read",
            from_states=(),
            to="open",
            roles=DRAFTERS,
            event="notice.read",
            sentence="Read a notice from a file.",
        ),
        Step(
            name="confirm",
            from_states=("open",),
            to="open",
            roles=DRAFTERS,
            event="notice.confirmed",
            sentence="Confirm, correct or take out what was read.",
        ),
        Step(
            name="finish",
            from_states=("open",),
            to="recorded",
            roles=DRAFTERS,
            event="notice.finished",
            sentence="Record the decision from this reading.",
        ),
        Step(
            name="discard",
            from_states=("open",),
            to="discarded",
            roles=DRAFTERS,
            event="notice.discarded",
            sentence="Throw this reading away; nothing is recorded from it.",
        ),
    ),
)

DRAFT = Lifecycle(
    "draft",
    (
        Step("begin", (), "draft", DRAFTERS, "draft.begun", "Begin to draft a decision."),
        Step("edit", ("draft", "returned"), "draft", DRAFTERS, "draft.edited", "Change what the draft says."),
        Step(
            "submit",
            ("draft", "returned"),
            "submitted",
            DRAFTERS,
            "draft.submitted",
            "Freeze the draft and hand it to the programme lead.",
        ),
        Step(
            "ask_for_signatures",
            ("submitted",),
            "signing",
            frozenset({LEAD}),
            "draft.signatures_asked",
            "Send the draft to the posts that must sign it.",
        ),
        Step(
            "recall",
            ("submitted", "signing"),
            "draft",
            DRAFTERS,
            "draft.recalled",
            "Take the draft back to change it; every signature falls.",
        ),
        Step(
            "return_with_reasons",
            ("submitted", "signing"),
            "returned",
            SIGNERS | {LEAD},
            "draft.returned",
            "Send the draft back and say what must change; every signature falls.",
        ),
        Step(
            "correct_harmlessly",
            ("signing",),
            "signing",
            DRAFTERS,
            "draft.corrected_harmlessly",
            "Correct what decides nothing, such as a telephone number; signatures stand and the change is logged.",
        ),
        Step("sign", ("signing",), "signing", SIGNERS, "draft.signed", "Sign the draft."),
        Step(
            "approve",
            ("signing",),
            "approved",
            SIGNERS,
            "draft.approved",
            "Sign as the last one, and decide.",
        ),
        Step(
            "approve_as_amended",
            ("signing",),
            "approved_as_amended",
            SIGNERS,
            "draft.approved_as_amended",
            "Sign as the last one with an amendment in words.",
        ),
        Step("refuse", ("signing",), "refused", SIGNERS, "draft.refused", "Decide against it."),
        Step(
            "defer", ("signing",), "deferred", SIGNERS, "draft.deferred", "Put the decision off, and say why."
        ),
        Step(
            "take_up_again",
            ("deferred",),
            "draft",
            DRAFTERS,
            "draft.taken_up_again",
            "Go on with a decision that was put off.",
        ),
        Step(
            "withdraw",
            ("draft", "submitted", "returned"),
            "withdrawn",
            DRAFTERS,
            "draft.withdrawn",
            "Give the draft up; it is kept and goes no further.",
        ),
    ),
)
OPEN_TO_CHANGE = ("draft", "returned")
DECIDED = ("approved", "approved_as_amended", "refused")

SIGNATURE = Lifecycle(
    "signature",
    (
        Step(
            "plan",
            (),
            "planned",
            frozenset({LEAD}),
            "signature.planned",
            "Say which post must sign, and why.",
        ),
        Step("ask", ("planned",), "asked", SIGNERS | {LEAD}, "signature.asked", "Ask the post to sign now."),
        Step("give", ("asked",), "given", SIGNERS, "signature.given", "Sign."),
        Step(
            "withhold",
            ("asked",),
            "withheld",
            SIGNERS,
            "signature.withheld",
            "Return, refuse or defer instead of signing.",
        ),
        Step(
            "lapse",
            ("planned", "asked", "given"),
            "lapsed",
            SIGNERS | DRAFTERS,
            "signature.lapsed",
            "What was signed has changed or come back, so the signature no longer counts.",
        ),
    ),
)
