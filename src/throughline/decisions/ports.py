"""What does a draft ask of rooms above it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from throughline.frame.ports import Port
from throughline.kernel.money import Money


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """One place's planned share, and who will receive it where that is known."""

    place: str
    gss_code: str
    pence: Money
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class PlannedSplit:
    """A split that the workbench has chosen for a round; `digest` is the hash of its frozen record (R15).

    `is_decided` once a decision has locked it: no second one can rest on it.
    """

    run_id: UUID
    round_code: str
    programme_code: str
    year: str
    name: str
    total: Money
    parts: tuple[PlannedPart, ...]
    digest: str
    price_basis: str = ""
    payment_basis: str = ""
    is_decided: bool = False
    is_illustration: bool = False


planned_splits: Port[[], Sequence[PlannedSplit]] = Port(
    "decisions.planned_splits", "Which chosen splits wait for a decision?"
)
planned_split: Port[[UUID], PlannedSplit | None] = Port(
    "decisions.planned_split", "What does the chosen split of that run say now?"
)
