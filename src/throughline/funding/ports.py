"""What does funding ask of the rooms above: what became of a round's money once it was given?"""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from throughline.frame.ports import Port
from throughline.kernel.money import Money


class Used(NamedTuple):
    """What became of a round's money.

    `committed` is given out or promised in grants, and does not come back; `paid` went to recipients, less what they
    gave back; `to_return` must go back to whoever funded it, by a recorded decision.
    """

    committed: Money = Money(0)
    paid: Money = Money(0)
    to_return: Money = Money(0)


used: Port[[Collection[UUID]], dict[UUID, Used]] = Port(
    "used", "How much of each round is committed, paid, and to be returned to whoever funded it?"
)
