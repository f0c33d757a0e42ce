"""The tree of RFC 6962: its roots, and the proofs that lead to them."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.ledger.tree import (
    HASH_BYTES,
    STRIDE,
    Frontier,
    consistency_spans,
    inclusion_spans,
    roots_of,
)
from throughline.ledger.verifier import extends, includes, leaf_hash, node_hash

# The leaves and roots that implementers of Certificate Transparency test against.
KNOWN_LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
KNOWN_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def by_definition(leaves: list[bytes]) -> bytes:
    """The root as RFC 6962 §2.1 defines it, without any of our short cuts."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    middle = 1 << ((len(leaves) - 1).bit_length() - 1)
    return node_hash(by_definition(leaves[:middle]), by_definition(leaves[middle:]))


class Grown:
    """A tree as the database keeps it: leaf hashes and every eighth level, nothing between."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.frontier = Frontier()
        self.kept = {
            (level, index): digest
            for leaf in leaves
            for level, index, digest in self.frontier.append(leaf_hash(leaf))
            if level % STRIDE == 0
        }

    def roots_of(self, spans: list[tuple[int, int]]) -> list[bytes]:
        return roots_of(
            spans,
            lambda rows: {
                (level, at): self.kept[level, at]
                for level, first, until in rows
                for at in range(first, until)
            },
        )


class TestATreeOfKnownLeaves:
    @pytest.mark.parametrize("size", KNOWN_ROOTS)
    def test_has_the_root_that_others_compute(self, size: int) -> None:
        tree = Grown([bytes.fromhex(leaf) for leaf in KNOWN_LEAVES[:size]])
        assert tree.frontier.root().hex() == KNOWN_ROOTS[size]


class TestATreeOfAnySize:
    leaves = st.integers(0, 600).map(lambda size: [b"leaf %d" % number for number in range(size)])

    @given(leaves)
    def test_has_the_root_of_its_definition(self, leaves: list[bytes]) -> None:
        assert Grown(leaves).frontier.root() == by_definition(leaves)

    @given(leaves)
    def test_goes_on_from_a_frontier_that_was_written_down(self, leaves: list[bytes]) -> None:
        frontier = Grown(leaves).frontier
        again = Frontier.read(len(leaves), bytes(frontier))
        again.append(leaf_hash(b"one more"))
        assert again.root() == by_definition([*leaves, b"one more"])
        assert len(bytes(frontier)) <= HASH_BYTES * 10

    def test_grows_by_whole_subtrees_as_by_leaves(self) -> None:
        leaves = [b"%d" % number for number in range(24)]
        frontier = Frontier()
        for start in range(0, 24, 8):
            frontier.append(by_definition(leaves[start : start + 8]), level=3)
        assert (frontier.size, frontier.root()) == (24, by_definition(leaves))


class TestAProofOfInclusion:
    @given(st.data())
    def test_leads_from_every_leaf_to_the_root(self, data: st.DataObject) -> None:
        size = data.draw(st.integers(1, 700))
        index = data.draw(st.integers(0, size - 1))
        leaves = [b"%d" % number for number in range(size)]
        tree = Grown(leaves)
        path = tree.roots_of(inclusion_spans(index, size))
        assert includes(index, size, leaf_hash(leaves[index]), path, tree.frontier.root())

    @given(st.data())
    def test_fails_for_another_leaf_place_path_or_root(self, data: st.DataObject) -> None:
        size = data.draw(st.integers(2, 300))
        index = data.draw(st.integers(0, size - 1))
        leaves = [b"%d" % number for number in range(size)]
        tree = Grown(leaves)
        path, root = tree.roots_of(inclusion_spans(index, size)), tree.frontier.root()
        leaf = leaf_hash(leaves[index])
        assert not includes(index, size, leaf_hash(b"other"), path, root)
        assert not includes((index + 1) % size, size, leaf, path, root)
        assert not includes(index, size, leaf, path[:-1], root)
        assert not includes(index, size, leaf, [*path, root], root)
        assert not includes(index, size, leaf, path, leaf_hash(b"other root"))
        assert not includes(size, size, leaf, path, root)


class TestAProofOfConsistency:
    @given(st.data())
    def test_shows_that_a_tree_only_grew(self, data: st.DataObject) -> None:
        new = data.draw(st.integers(0, 700))
        old = data.draw(st.integers(0, new))
        leaves = [b"%d" % number for number in range(new)]
        path = Grown(leaves).roots_of(consistency_spans(old, new))
        assert extends(old, by_definition(leaves[:old]), new, by_definition(leaves), path)

    @given(st.data())
    def test_fails_when_an_earlier_leaf_was_changed(self, data: st.DataObject) -> None:
        new = data.draw(st.integers(2, 300))
        old = data.draw(st.integers(1, new))
        changed = data.draw(st.integers(0, old - 1))
        before = [b"%d" % number for number in range(new)]
        after = [b"edited" if number == changed else leaf for number, leaf in enumerate(before)]
        path = Grown(after).roots_of(consistency_spans(old, new))
        assert not extends(old, by_definition(before[:old]), new, by_definition(after), path)

    def test_fails_when_the_tree_shrank(self) -> None:
        assert not extends(3, b"", 2, b"", [])
