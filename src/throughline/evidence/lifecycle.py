"""What may become of an extract that the evidence holds? Rows about people, until they are destroyed. R39, R40"""

from throughline.kernel.lifecycle import Lifecycle, Step

ANALYST = frozenset({"analyst"})
DATA_PROTECTION = frozenset({"data-protection"})
SYSTEM = frozenset({"system"})

EXTRACT = Lifecycle(
    "extract",
    (
        Step(
            "take", (), "held", ANALYST | SYSTEM, "extract.taken", "Takes an extract in, once it was checked."
        ),
        Step(
            "destroy",
            ("held",),
            "destroyed",
            DATA_PROTECTION | SYSTEM,
            "extract.destroyed",
            "Destroys the rows and their key; the tables that were made of them stay.",
        ),
    ),
)
