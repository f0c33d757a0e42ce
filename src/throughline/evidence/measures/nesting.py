"""Which measures count some of another's people? The gate looks at their tables together. R43, docs/gate.md

By what the measures say of themselves: whoever reads two definitions knows it. A test finds what is missing here.
"""

from collections.abc import Iterator

from ..gate.shapes import Nested
from .broad import BROAD
from .shapes import GROUPS

OTHER_DAYS = frozenset({*GROUPS, *BROAD})
SAME_DAYS = OTHER_DAYS | {"month", "quarter"}
NOTHING_SHARED: frozenset[str] = frozenset()
YES = ("answer", "yes")


def _of(outer: str, *inner: str, by: frozenset[str] = OTHER_DAYS) -> Iterator[Nested]:
    return (Nested(outer, (each,), by) for each in inner)


_TOLD = (
    *_of("referrals", "first-contact", "risk-of-harm", "revoked", by=SAME_DAYS),
    *_of(
        "referrals", "appropriate", "engagement", "continuity", "treatment-start", "contacts", "virus-tests"
    ),
    *_of("referrals", "cost-per-start", "planned-exits", "caseload-per-post", "profile-use", "naloxone"),
    *_of("referrals", "deaths"),
    *_of("deaths", "deaths-reviewed"),
    Nested("referrals", ("capacity",), frozenset({"unit"})),
    *_of("first-contact", "colocated", by=SAME_DAYS),
    *_of("colocated", "recalled", by=SAME_DAYS),
    *_of("treatment-start", "retained"),
    *_of("cost-per-start", "retained", "proven-reoffending", by=SAME_DAYS),
    Nested("cost-per-start", ("stays",), NOTHING_SHARED),
    *_of("profile-use", "injecting", "sharing", by=SAME_DAYS),
    Nested("planned-exits", ("no-return",), SAME_DAYS, YES),
    *(Nested("planned-exits", (f"recovery-{months}",), OTHER_DAYS, YES) for months in (3, 6, 12)),
    *(Nested("recovery-coverage", (f"recovery-{months}",), SAME_DAYS, YES) for months in (3, 6, 12)),
)
# Whoever left is not still here; and those reached at any check are those reached at three, six or twelve months.
_APART = (
    Nested("referrals", ("planned-exits", "caseload-per-post"), OTHER_DAYS),
    Nested("recovery-coverage", ("recovery-3", "recovery-6", "recovery-12"), SAME_DAYS, YES, is_all=True),
)


def _through_others() -> Iterator[Nested]:
    """Whom a cohort counts within one that lies within another."""
    waiting = [*_TOLD]
    while waiting:
        outer = waiting.pop()
        yield outer
        waiting += (
            Nested(outer.outer, inner.inner, outer.by & inner.by, outer.among)
            for inner in _TOLD
            if (inner.outer,) == outer.inner
        )


NESTED: tuple[Nested, ...] = (*dict.fromkeys(_through_others()), *_APART)
COHORTS = frozenset(name for each in NESTED for name in (each.outer, *each.inner))
