"""What may become of an allocation run?"""

from throughline.kernel.lifecycle import Lifecycle, Step

PLANNERS = frozenset({"programme-officer", "programme-lead", "analyst"})
CHOOSERS = frozenset({"programme-officer", "programme-lead"})
SUPPLIER = frozenset({"supplier"})

ALLOCATION_RUN = Lifecycle(
    "allocation run",
    (
        Step("plan", (), "draft", PLANNERS, "allocation.planned", "Works out a split and keeps its inputs."),
        Step(
            "choose",
            ("draft",),
            "chosen",
            CHOOSERS,
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
            "reconstruct",
            (),
            "reconstructed",
            SUPPLIER,
            "allocation.reconstructed",
            "Shows which counts would give a published split; decides nothing.",
        ),
    ),
)
