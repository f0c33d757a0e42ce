"""What does funding ask of the rooms above: what became of a round's money once it was given?"""

from collections.abc import Collection
from uuid import UUID

from throughline.frame.ports import Port
from throughline.kernel.money import Money

committed: Port[[Collection[UUID]], dict[UUID, Money]] = Port(
    "committed", "How much of each round is given out or promised in grants, and does not come back?"
)
paid: Port[[Collection[UUID]], dict[UUID, Money]] = Port(
    "paid", "How much of each round has been paid to recipients, less what they gave back?"
)
to_return: Port[[Collection[UUID]], dict[UUID, Money]] = Port(
    "to return", "How much of each round must go back to whoever funded it, by a recorded decision?"
)
