"""What is the root over all leaves, and which hashes prove a leaf or an earlier root?

The tree of RFC 6962. Leaf hashes and the complete subtrees of every eighth level are kept; everything
between is recomputed from at most 256 of them, so appending needs only the frontier and a proof a few
hundred hashes.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .verifier import node_hash

STRIDE = 8
HASH_BYTES = 32
Span = tuple[int, int]  # leaves from–until
Node = tuple[int, int, bytes]  # level, index, hash
Row = tuple[int, int, int]  # kept level, first index, index after the last
Kept = dict[tuple[int, int], bytes]


@dataclass(slots=True)
class Frontier:
    """The complete subtrees at the tree's right edge: all that appending and the root need."""

    size: int = 0
    hashes: list[bytes] = field(default_factory=list)

    @classmethod
    def read(cls, size: int, data: bytes) -> "Frontier":
        """The frontier that `bytes()` of one of this size gave."""
        return cls(size, [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)])

    def __bytes__(self) -> bytes:
        return b"".join(self.hashes)

    def append(self, new: bytes, level: int = 0) -> list[Node]:
        """Add a leaf hash, or a complete subtree of 2**level leaves; return each subtree now complete."""
        index = self.size >> level
        self.size += 1 << level
        completed = [(level, index, new)]
        while index & 1:
            new = node_hash(self.hashes.pop(), new)
            level, index = level + 1, index >> 1
            completed.append((level, index, new))
        self.hashes.append(new)
        return completed

    def root(self) -> bytes:
        """The root over all leaves so far."""
        return folded(self.hashes) if self.hashes else hashlib.sha256(b"").digest()


def folded(hashes: list[bytes]) -> bytes:
    """The root over complete subtrees of falling size, from left to right."""
    *others, root = hashes
    for left in reversed(others):
        root = node_hash(left, root)
    return root


def pairs(hashes: list[bytes]) -> list[bytes]:
    """The next level above: each pair's node; a last hash without a neighbour is left out."""
    sha256 = hashlib.sha256
    return [
        sha256(b"\x01" + left + right).digest()
        for left, right in zip(hashes[::2], hashes[1::2], strict=False)
    ]


def inclusion_spans(index: int, size: int) -> list[Span]:
    """The spans whose roots prove the leaf, from the leaf upwards. Authority: RFC 6962 §2.1.1."""
    first, until, spans = 0, size, []
    while until - first > 1:
        middle = first + _split(until - first)
        if index < middle:
            spans.append((middle, until))
            until = middle
        else:
            spans.append((first, middle))
            first = middle
    return spans[::-1]


def consistency_spans(old: int, new: int) -> list[Span]:
    """The spans whose roots prove that `new` leaves begin with `old`. Authority: RFC 6962 §2.1.2."""
    if old == 0:
        return []
    first, until, spans = 0, new, []
    while until != old:
        middle = first + _split(until - first)
        if old <= middle:
            spans.append((middle, until))
            until = middle
        else:
            spans.append((first, middle))
            first = middle
    if first:
        spans.append((first, until))
    return spans[::-1]


def roots_of(spans: list[Span], fetch: Callable[[list[Row]], Kept]) -> list[bytes]:
    """The root of each span; `fetch` is asked once, for rows of kept hashes."""
    covers = [list(_cover(first, until)) for first, until in spans]
    kept = fetch(sorted({_row(level, index) for cover in covers for level, index in cover}))
    return [folded([_subtree(level, index, kept) for level, index in cover]) for cover in covers]


def _split(width: int) -> int:
    """The largest power of two below `width`."""
    return 1 << ((width - 1).bit_length() - 1)


def _cover(first: int, until: int) -> Iterable[tuple[int, int]]:
    """The complete subtrees, as (level, index), that make up the leaves from–until."""
    while first < until:
        level = (until - first).bit_length() - 1
        if first:
            level = min(level, (first & -first).bit_length() - 1)
        yield level, first >> level
        first += 1 << level


def _row(level: int, index: int) -> Row:
    rise = level % STRIDE
    return level - rise, index << rise, (index + 1) << rise


def _subtree(level: int, index: int, kept: Kept) -> bytes:
    base, first, until = _row(level, index)
    hashes = [kept[base, at] for at in range(first, until)]
    while len(hashes) > 1:
        hashes = pairs(hashes)
    return hashes[0]
