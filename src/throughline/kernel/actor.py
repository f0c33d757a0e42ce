"""Who is acting?"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a command or nobody in particular, as rules and the ledger see them.

    `id` is stable and says nothing about the person: `person:<uuid>`, `client:<uuid>` (a machine),
    `system:<command>` or `public`.
    """

    id: str
    roles: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_signed_in(self) -> bool:
        return self.id.startswith("person:")

    @property
    def is_system(self) -> bool:
        return self.id.startswith("system:")


PUBLIC = Actor("public")
