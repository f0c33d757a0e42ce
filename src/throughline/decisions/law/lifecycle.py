"""What may become of a version of a scheme or of a regime, of a planned key decision, and of a call-in?

Authority: R2, R6. What stands here is how this house works; which regime brings a call-in is dated configuration.
"""

from throughline.kernel.lifecycle import Lifecycle, Step

from ..lifecycle import SIGNERS

LEAD, MONITORING_OFFICER, SUPPLIER = "programme-lead", "monitoring-officer", "supplier"
KEEPERS = frozenset({LEAD, MONITORING_OFFICER})
DRAFTERS = frozenset({"programme-officer", LEAD})
WATCHED = frozenset({MONITORING_OFFICER, LEAD})


def _versions(noun: str, what: str) -> Lifecycle:
    """A dated version of configuration: prepared by keepers, in force once the monitoring officer confirms it."""
    return Lifecycle(
        noun,
        (
            Step(
                "prepare",
                (),
                "prepared",
                KEEPERS | {SUPPLIER},
                f"{noun}.prepared",
                f"Prepare a new version of {what}; the one in force goes on.",
            ),
            Step("edit", ("prepared",), "prepared", KEEPERS, f"{noun}.edited", "Change what it will say."),
            Step(
                "supply",
                ("prepared",),
                "unconfirmed",
                frozenset({SUPPLIER}),
                f"{noun}.supplied",
                "Start with what comes with Throughline; it is used, and marked as unverified.",
            ),
            Step(
                "confirm",
                ("prepared", "unconfirmed"),
                "confirmed",
                frozenset({MONITORING_OFFICER}),
                f"{noun}.confirmed",
                "Confirm with name and date that this is so; it is in force from its day.",
            ),
            Step(
                "discard",
                ("prepared",),
                "discarded",
                KEEPERS,
                f"{noun}.discarded",
                "Throw this version away; the one in force goes on.",
            ),
        ),
    )


SCHEME = _versions("scheme", "the scheme of delegation")
REGIME = _versions("regime", "what the law brings with a function")
IN_FORCE = ("unconfirmed", "confirmed")

PLANNED = Lifecycle(
    "planned key decision",
    (
        Step(
            "announce",
            (),
            "planned",
            DRAFTERS,
            "key_decision.announced",
            "Put a key decision on the forward plan, which everybody can read.",
        ),
        Step(
            "move",
            ("planned",),
            "planned",
            DRAFTERS,
            "key_decision.moved",
            "Change the planned day or what is announced.",
        ),
        Step(
            "settle",
            ("planned",),
            "decided",
            DRAFTERS | SIGNERS,
            "key_decision.settled",
            "Say which decision on record it became; the last signature under its draft does so by itself.",
        ),
        Step(
            "drop",
            ("planned",),
            "dropped",
            DRAFTERS,
            "key_decision.dropped",
            "Say that it will not be decided, and why.",
        ),
    ),
)

CALL_IN = Lifecycle(
    "call-in",
    (
        Step(
            "open_window",
            (),
            "open",
            frozenset({LEAD, SUPPLIER}),
            "call_in.window_opened",
            "The decision is published; members may call it in until the window ends.",
        ),
        Step(
            "let_it_end",
            ("open",),
            "effective",
            WATCHED,
            "call_in.window_ended",
            "The window ended and nobody called it in: the decision takes effect.",
        ),
        Step(
            "call_it_in",
            ("open",),
            "called_in",
            frozenset({MONITORING_OFFICER}),
            "call_in.called_in",
            "Members called the decision in, with reasons: it waits for their meeting.",
        ),
        Step(
            "uphold",
            ("called_in",),
            "effective",
            frozenset({MONITORING_OFFICER}),
            "call_in.upheld",
            "The meeting lets the decision stand: it takes effect.",
        ),
        Step(
            "refer_back",
            ("called_in",),
            "referred_back",
            frozenset({MONITORING_OFFICER}),
            "call_in.referred_back",
            "The meeting sends the decision back to whoever took it, with reasons.",
        ),
        Step(
            "keep_to_it",
            ("referred_back",),
            "effective",
            WATCHED,
            "call_in.kept",
            "Whoever decided has thought again and keeps to it: it takes effect.",
        ),
        Step(
            "give_it_up",
            ("referred_back",),
            "given_up",
            WATCHED,
            "call_in.given_up",
            "Whoever decided has thought again and gives it up: it never takes effect.",
        ),
    ),
)
