"""What do agreements ask of the rooms above: what of a grant's money is not settled yet?"""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from throughline.frame.ports import Port

unsettled: Port[[Collection[UUID]], Mapping[UUID, Sequence[str]]] = Port(
    "unsettled", "What of each grant's money is not paid, spent, carried over, recovered or returned yet?"
)
