"""Does a sealed extract come back row for row, and does nobody open it who changed it or has another key?"""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from throughline.evidence import extract, store, synthetic
from throughline.frame import sealed_file
from throughline.kernel.verdict import RefusedError

SEED = 6


@pytest.fixture(scope="module")
def made_up() -> dict[str, pa.Table]:
    return synthetic.make(seed=SEED, people=120)


class TestASealedExtract:
    def test_comes_back_row_for_row_and_never_lies_open(
        self, made_up: dict[str, pa.Table], tmp_path: Path
    ) -> None:
        key = sealed_file.new_key()
        manifest = store.written(tmp_path / "one", made_up, {"period": ["a", "b"]}, key)
        _, back = store.opened(tmp_path / "one", key)
        for name, table in made_up.items():
            assert back[name].to_pylist() == table.to_pylist(), name
        assert [part["rows"] for part in manifest["parts"]] == [
            made_up[each.name].num_rows for each in extract.TABLES
        ]
        content = (tmp_path / "one").read_bytes()
        assert b"PAR1" not in content
        assert made_up["referrals"].column("referral")[0].as_py().encode() not in content

    def test_has_the_same_bytes_for_the_same_rows(self, made_up: dict[str, pa.Table], tmp_path: Path) -> None:
        for name in ("one", "two"):
            store.written(tmp_path / name, made_up, {}, bytes(range(64)))
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()

    def test_writes_with_each_group_of_rows_only_the_pseudonyms_that_stand_in_them(
        self, made_up: dict[str, pa.Table], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(store, "ROWS_IN_A_GROUP", 50)
        key = sealed_file.new_key()
        store.written(tmp_path / "one", made_up, {}, key)
        _, back = store.opened(tmp_path / "one", key)
        assert back["contacts"].to_pylist() == made_up["contacts"].to_pylist()
        with sealed_file.opened(tmp_path / "one", key) as (_, parts):
            file = pq.ParquetFile(pa.BufferReader(b"".join(parts.read("contacts"))))
        groups = [file.read_row_group(number).column("referral") for number in range(file.num_row_groups)]
        assert len(groups) > 2
        for column in groups:
            assert set(column.chunk(0).dictionary.to_pylist()) == set(column.to_pylist())

    def test_is_refused_when_it_was_changed_or_the_key_is_another(
        self, made_up: dict[str, pa.Table], tmp_path: Path
    ) -> None:
        key = sealed_file.new_key()
        store.written(tmp_path / "one", made_up, {}, key)
        with pytest.raises(RefusedError, match="not its key"):
            store.opened(tmp_path / "one", sealed_file.new_key())
        whole = bytearray((tmp_path / "one").read_bytes())
        whole[len(whole) // 2] ^= 1
        with pytest.raises(RefusedError):
            store.opened(bytes(whole), key)

    def test_numbers_each_pseudonym_once_wherever_it_stands(self) -> None:
        tables = {each.name: store.from_text(each, []) for each in extract.TABLES}
        contact = next(each for each in extract.TABLES if each.name == "contacts")
        referral = next(each for each in extract.TABLES if each.name == "referrals")
        rows = [["" for _ in referral.names] for _ in range(2)]
        rows[0][0], rows[1][0] = "b" * 32, "a" * 32
        tables["referrals"] = store.from_text(referral, rows)
        blank = [""] * (len(contact.names) - 1)
        tables["contacts"] = store.from_text(contact, [[each * 32, *blank] for each in "bca"])
        found = store.numbered(tables)
        assert found["referrals"].column("referral").to_pylist() == [1, 0]  # by pseudonym, not by row
        assert found["contacts"].column("referral").to_pylist() == [1, None, 0]
