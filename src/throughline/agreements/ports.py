"""What do agreements ask of the rooms above: what of a grant's money was asked for, and what is not settled yet?"""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from throughline.frame.ports import Port
from throughline.kernel.money import Money

unsettled: Port[[Collection[UUID]], Mapping[UUID, Sequence[str]]] = Port(
    "unsettled", "What of each grant's money is not paid, spent, carried over, recovered or returned yet?"
)
asked_for: Port[[Collection[UUID]], Mapping[UUID, Money]] = Port(
    "asked for", "How much of each grant was asked of finance, paid or not?"
)
