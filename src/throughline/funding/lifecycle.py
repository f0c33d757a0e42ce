"""What may become of a scenario, and of an allocation run?

A scenario is working text; what is decided is a run, whose inputs are frozen. Authority: DOMAIN §4.
"""

from throughline.kernel.lifecycle import Lifecycle, Step

PLANNERS = frozenset({"programme-officer", "programme-lead", "analyst"})
CHOOSERS = frozenset({"programme-officer", "programme-lead"})
SIGNERS = frozenset({"assistant-director", "director", "treasurer", "deputy-mayor"})
SUPPLIER = frozenset({"supplier"})

SCENARIO = Lifecycle(
    "scenario",
    (
        Step("begin", (), "working", PLANNERS | SUPPLIER, "scenario.begun", "Begins a scenario for a round."),
        Step(
            "edit", ("working",), "working", PLANNERS | SUPPLIER, "scenario.edited", "Changes what it says."
        ),
        Step(
            "put_away",
            ("working",),
            "put_away",
            PLANNERS,
            "scenario.put_away",
            "Puts it away; its runs stay.",
        ),
        Step("take_up", ("put_away",), "working", PLANNERS, "scenario.taken_up", "Goes on with it."),
    ),
)

ALLOCATION_RUN = Lifecycle(
    "allocation run",
    (
        Step(
            "plan",
            (),
            "draft",
            PLANNERS | SUPPLIER,
            "allocation.planned",
            "Works out a split and keeps its inputs.",
        ),
        Step(
            "choose",
            ("draft",),
            "chosen",
            CHOOSERS | SUPPLIER,
            "allocation.chosen",
            "Puts this split forward for the decision.",
        ),
        Step(
            "set_aside",
            ("draft", "chosen"),
            "set_aside",
            CHOOSERS,
            "allocation.set_aside",
            "Keeps it, unused.",
        ),
        Step(
            "lock",
            ("chosen",),
            "locked",
            SIGNERS,
            "allocation.locked",
            "Makes it the split that was decided; done with the last signature.",
        ),
        Step(
            "reconstruct",
            (),
            "reconstructed",
            SUPPLIER,
            "allocation.reconstructed",
            "Shows which counts would give a published split; decides nothing.",
        ),
    ),
)
