"""What may become of a linkage that is on record? Its pairs are looked at, and go when it is closed. R39, R40"""

from throughline.kernel.lifecycle import Lifecycle, Step

ANALYST = frozenset({"analyst"})
SYSTEM = frozenset({"system"})

LINKAGE = Lifecycle(
    "linkage",
    (
        Step(
            "keep", (), "open", ANALYST | SYSTEM, "linkage.kept", "Puts it on record, with pairs to look at."
        ),
        Step(
            "close",
            ("open",),
            "closed",
            ANALYST | SYSTEM,
            "linkage.closed",
            "Destroys the pairs and their key; what was learned of them stays.",
        ),
    ),
)
