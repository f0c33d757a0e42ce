"""What may become of a version of a locality's joint plan, and who may do it?

Both sides agree to one and the same wording: who agreed before it was taken back has not agreed to what follows.
"""

from throughline.kernel.lifecycle import Lifecycle, Step

SUPPLIER = frozenset({"supplier"})
LOCALITY = frozenset({"commissioner"})
PROBATION = frozenset({"head-of-unit", "director-of-probation"})
OFFICERS = frozenset({"programme-officer", "programme-lead"})
WRITERS = LOCALITY | PROBATION | OFFICERS | {"director-of-public-health", "csp-officer", "csp-chair"}

JOINT_PLAN = Lifecycle(
    "joint plan",
    (
        Step("draft", (), "draft", WRITERS | SUPPLIER, "joint_plan.drafted", "Begins the next version."),
        Step(
            "write",
            ("draft",),
            "draft",
            WRITERS | SUPPLIER,
            "joint_plan.written",
            "Says who does what by when, or takes an action out.",
        ),
        Step(
            "agree",
            ("draft",),
            "half_agreed",
            LOCALITY | PROBATION | SUPPLIER,
            "joint_plan.agreed_once",
            "Agrees for one side.",
        ),
        Step(
            "agree_too",
            ("half_agreed",),
            "agreed",
            LOCALITY | PROBATION | SUPPLIER,
            "joint_plan.agreed",
            "Agrees for the other side; the plan is in force and replaces the one before.",
        ),
        Step(
            "take_back",
            ("half_agreed",),
            "draft",
            WRITERS | SUPPLIER,
            "joint_plan.taken_back",
            "Opens the wording again; the side that had agreed agrees anew.",
        ),
        Step(
            "finish",
            ("agreed",),
            "agreed",
            WRITERS | SUPPLIER,
            "joint_plan.action_done",
            "Says that an action is done.",
        ),
        Step(
            "replace",
            ("agreed",),
            "replaced",
            LOCALITY | PROBATION | SUPPLIER,
            "joint_plan.replaced",
            "Makes way for a newer version.",
        ),
        Step(
            "discard",
            ("draft", "half_agreed"),
            "discarded",
            WRITERS | SUPPLIER,
            "joint_plan.discarded",
            "Throws it away before both agreed.",
        ),
    ),
)
WAITING = ("draft", "half_agreed")
