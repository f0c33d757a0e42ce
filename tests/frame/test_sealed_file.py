"""Is a sealed file whole, the same for the same content, and closed to whoever has not its key?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from throughline.frame import sealed_file
from throughline.frame.sealed_file import Part
from throughline.kernel.verdict import RefusedError

KEY = bytes(range(64))
ABOUT = {"schema": "made up 1"}


def parts(many: int = 3) -> list[Part]:
    return [
        Part("people", ("person", "sex"), [("p1", "F"), ("p2", "=HYPERLINK()")]),
        Part("contacts", ("person", "on"), (("p1", f"2026-03-{each % 28 + 1:02}") for each in range(many))),
    ]


def content(file: Path, name: str, key: bytes = KEY) -> bytes:
    with sealed_file.opened(file, key) as (_, tables):
        return b"".join(tables.read(name))


class TestASealedFile:
    def test_gives_back_each_part_and_says_how_many_rows_it_has(self, tmp_path: Path) -> None:
        file = tmp_path / "one"
        manifest = sealed_file.write(file, parts(), ABOUT, KEY)
        assert [(part["name"], part["rows"]) for part in manifest["parts"]] == [
            ("people", 2),
            ("contacts", 3),
        ]
        assert content(file, "people") == b"person,sex\r\np1,F\r\np2,'=HYPERLINK()\r\n"
        assert file.stat().st_mode & 0o777 == 0o600

    def test_has_the_same_bytes_for_the_same_content_and_none_of_it_readable(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            sealed_file.write(tmp_path / name, parts(), ABOUT, KEY)
        one, two = ((tmp_path / name).read_bytes() for name in ("one", "two"))
        assert one == two
        assert b"HYPERLINK" not in one
        assert b"2026-03" not in one
        assert sealed_file.sealed(parts(), ABOUT, KEY)[0] == one

    def test_of_many_pieces_comes_back_whole(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sealed_file, "_PIECE", 64)
        sealed_file.write(tmp_path / "one", parts(5000), ABOUT, KEY)
        assert content(tmp_path / "one", "contacts").count(b"\r\n") == 5001

    def test_does_not_open_with_another_key(self, tmp_path: Path) -> None:
        sealed_file.write(tmp_path / "one", parts(), ABOUT, KEY)
        with pytest.raises(RefusedError, match="not its key"):
            content(tmp_path / "one", "people", bytes(64))

    def test_that_was_changed_anywhere_is_refused(self, tmp_path: Path) -> None:
        sealed_file.write(tmp_path / "one", parts(), ABOUT, KEY)
        good = (tmp_path / "one").read_bytes()
        where = [good.index(b'"rows": 3') + 8, good.index(b"\x01\x00\x00") + 30]
        for at in where:
            (tmp_path / "bad").write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
            with pytest.raises(RefusedError):
                content(tmp_path / "bad", "people")
        (tmp_path / "bad").write_bytes(good[: good.index(b"contacts.sealed") + 512 + 20])
        with pytest.raises(RefusedError):
            content(tmp_path / "bad", "contacts")

    def test_overwrites_nothing_and_leaves_nothing_when_its_rows_fail(self, tmp_path: Path) -> None:
        def failing() -> Iterator[tuple[str]]:
            yield ("p1",)
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            sealed_file.write(tmp_path / "one", [Part("people", ("person",), failing())], ABOUT, KEY)
        assert list(tmp_path.iterdir()) == []
        (tmp_path / "one").write_text("mine")
        with pytest.raises(RefusedError, match="already"):
            sealed_file.write(tmp_path / "one", parts(), ABOUT, KEY)
        assert (tmp_path / "one").read_text() == "mine"


class TestAKey:
    def test_lies_in_a_file_of_its_own_that_is_never_overwritten(self, tmp_path: Path) -> None:
        file = tmp_path / "key"
        sealed_file.make_key(file)
        assert len(sealed_file.key_in(file)) == 64
        assert file.stat().st_mode & 0o777 == 0o600
        with pytest.raises(RefusedError):
            sealed_file.make_key(file)

    def test_that_is_none_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "key").write_text("abc")
        for name in ("key", "nowhere"):
            with pytest.raises(RefusedError, match="holds no key"):
                sealed_file.key_in(tmp_path / name)


class TestAFileThatIsToBeOnRecord:
    def test_has_its_name_once_all_else_is_done(self, tmp_path: Path) -> None:
        with sealed_file.kept_back(tmp_path / "one") as draft:
            sealed_file.write(draft, parts(), ABOUT, KEY)
            assert not (tmp_path / "one").exists()
        assert content(tmp_path / "one", "people")
        assert [each.name for each in tmp_path.iterdir()] == ["one"]

    def test_is_not_there_when_it_could_not_be_put_on_record(self, tmp_path: Path) -> None:
        def fail() -> None:
            with sealed_file.kept_back(tmp_path / "one") as draft:
                sealed_file.write(draft, parts(), ABOUT, KEY)
                raise ConnectionError

        with pytest.raises(ConnectionError):
            fail()
        assert list(tmp_path.iterdir()) == []

    def test_never_takes_the_name_of_another(self, tmp_path: Path) -> None:
        (tmp_path / "one").write_text("Mine.")
        with pytest.raises(RefusedError, match="there already"), sealed_file.kept_back(tmp_path / "one"):
            pass
        with pytest.raises(RefusedError, match="no folder"), sealed_file.kept_back(tmp_path / "a" / "b"):
            pass
