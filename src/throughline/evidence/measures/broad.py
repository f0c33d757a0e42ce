"""Which groups are put together where people are counted by place too, so that more can leave and less is hidden? R43

They are the same whatever the numbers are: what is put together by looking at the numbers tells of them.
"""

from collections.abc import Mapping

from ..gate.shapes import Within

NOT_SAID = "not said"
# Each broad group: of which finer one it is made, and which of its categories lie in which of the broad ones.
BROAD: Mapping[str, tuple[str, Mapping[str, tuple[str, ...]]]] = {
    "ethnicity_in_two": (
        "ethnicity",
        {
            "white": ("white",),
            "all other groups": ("asian", "black", "mixed", "other"),
            NOT_SAID: ("not_coded", NOT_SAID),
        },
    ),
    "age_in_three": (
        "age_band",
        {
            "18-34": ("18-24", "25-34"),
            "35-54": ("35-44", "45-54"),
            "55 and over": ("55-64", "65+"),
            NOT_SAID: (NOT_SAID,),
        },
    ),
}


def what_is_put_together() -> tuple[Within, ...]:
    """What everybody knows: in which broad category each finer one lies, for the gate."""
    return tuple(
        Within(fine, broad, {each: frozenset({one}) for one, those in inside.items() for each in those})
        for broad, (fine, inside) in BROAD.items()
    )
