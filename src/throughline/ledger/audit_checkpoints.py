"""Do the signed checkpoints, inside and outside the database, vouch for this tree and no other?"""

from dataclasses import dataclass, field
from typing import Any

import psycopg

from .audit_tree import TreePass
from .outside import Kept
from .verifier import SUCCESSION, PublicKey, Statement, WrongError, opened

Connection = psycopg.Connection[Any]
INSIDE = "SELECT size, sealed_at::text, note, root FROM ledger_checkpoint ORDER BY size"
SUCCESSIONS = """
    SELECT leaf::jsonb->'facts'->>'from', leaf::jsonb->'facts'->>'to', l.number
    FROM ledger_act a JOIN ledger_leaf l ON l.act_id = a.id
    WHERE a.subject_kind = 'ledger' AND a.verb = %s ORDER BY l.number
"""


@dataclass(slots=True)
class KeyChain:
    """Which key signs the checkpoint that follows one of a given size."""

    keys: list[PublicKey]
    from_leaf: list[int]

    @classmethod
    def read(cls, connection: Connection, key: PublicKey) -> "KeyChain":
        """The keys from the first to `key`, the one in custody; WrongError when the acts do not lead to it."""
        steps = connection.execute(SUCCESSIONS, [SUCCESSION]).fetchall()
        chain = cls([PublicKey.parse(steps[0][0]) if steps else key], [])
        for old, new, number in steps:
            if old == str(chain.keys[-1]):
                chain.keys.append(PublicKey.parse(new))
                chain.from_leaf.append(number)
        if chain.keys[-1] != key:
            raise WrongError(f"The key in custody, {key}, is not the one to which the ledger's acts lead.")
        return chain

    def after(self, size: int) -> PublicKey:
        """The key in force once a checkpoint of that size was signed."""
        return self.keys[sum(number < size for number in self.from_leaf)]


@dataclass(slots=True)
class Checkpoints:
    """All checkpoints of a ledger, by size, as the database and the file outside hold them."""

    inside: dict[int, Kept]
    outside: dict[int, Kept]
    roots: dict[int, bytes]
    last: Statement | None = None
    problems: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, connection: Connection, outside: list[Kept]) -> "Checkpoints":
        rows = connection.execute(INSIDE).fetchall()
        return cls(
            {size: Kept(size, at, note) for size, at, note, _ in rows},
            {kept.size: kept for kept in outside},
            {size: bytes(root) for size, _, _, root in rows},
        )

    @property
    def sizes(self) -> list[int]:
        return sorted(self.inside.keys() | self.outside.keys())

    def compare(self, tree: TreePass, keys: KeyChain) -> bool:
        """Note what does not fit; return whether every root that was signed is the tree's own."""
        say = self.problems.append
        wrong_root, before, fits = "", 0, True
        for size in self.sizes:
            inside, outside = self.inside.get(size), self.outside.get(size)
            kept = outside or self.inside[size]
            if inside is None:
                say(f"The checkpoint of {size} leaves is kept outside, and the database has lost it.")
            elif outside is None:
                say(f"The checkpoint of {size} leaves is not kept outside.")
            elif inside.note != outside.note:
                say(f"The checkpoint of {size} leaves says one thing in the database and another outside.")
            try:
                statement = opened(kept.note, [keys.after(before)])
            except WrongError as found:
                say(
                    f"The checkpoint of {size} leaves, sealed {kept.sealed_at}, is not to be trusted. {found}"
                )
                fits = False
                continue
            if statement.size != size or self.roots.get(size, statement.root) != statement.root:
                say(f"The checkpoint of {size} leaves was changed in the database beside its signed note.")
            if size > tree.leaves:
                say(
                    f"The checkpoint sealed {kept.sealed_at} vouches for {size} leaves and there are "
                    f"{tree.leaves}: the last {size - tree.leaves} were taken away, or an older state was put back."
                )
                fits = False
            elif tree.roots[size] != statement.root and not wrong_root:
                wrong_root = (
                    f"The checkpoint of {size} leaves, sealed {kept.sealed_at}, vouches for another tree: a leaf "
                    f"from {before} to {size - 1} was edited, deleted or reordered."
                )
                say(wrong_root)
                fits = False
            before, self.last = size, statement
        if tree.leaves > before:
            say(f"Leaves {before} to {tree.leaves - 1} are under no checkpoint.")
        return fits
