"""What an outsider can check offline: checkpoints, proofs, records, and the tool that does it."""

import ast
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from throughline.ledger import verifier
from throughline.ledger.canonical import canonical, commitment
from throughline.ledger.checkpoint import SigningKey, proof_text
from throughline.ledger.tree import Frontier
from throughline.ledger.verifier import PublicKey, WrongError, check, included, leaf_hash, opened

KEY = SigningKey("throughline/test", b"1" * 32)
THIEF = SigningKey("throughline/test", b"2" * 32)
FILE = b"a published document"
SALT = b"s" * 16
ACT = {
    "act": "7f0c",
    "actor": "person:1",
    "at": "2024-05-28T09:30:00.000000Z",
    "facts": {"total_pence": 100, "files": [hashlib.sha256(FILE).hexdigest()]},
    "personal": {"signatory": commitment(SALT, b'"Sam Example"')},
    "about": {"kind": "decision", "id": "12"},
    "did": "decision.published",
}


def sealed(leaf: bytes, key: SigningKey = KEY) -> str:
    """A proof of the leaf as the second of two."""
    frontier = Frontier()
    frontier.append(leaf_hash(b"first"))
    frontier.append(leaf_hash(leaf))
    return proof_text(1, [leaf_hash(b"first")], key.checkpoint(2, frontier.root()))


def record(**other: Any) -> dict[str, Any]:
    leaf = canonical(ACT)
    return {
        "format": verifier.FORMAT,
        "leaf": leaf.decode(),
        "proof": sealed(leaf),
        "key": str(KEY.public),
        "disclosed": {"signatory": {"salt": SALT.hex(), "value": '"Sam Example"'}},
        **other,
    }


def succession(old: SigningKey, new: SigningKey, signer: SigningKey) -> dict[str, str]:
    leaf = canonical({"did": verifier.SUCCESSION, "facts": {"from": str(old.public), "to": str(new.public)}})
    return {"leaf": leaf.decode(), "proof": sealed(leaf, signer)}


class TestASigningKey:
    def test_is_read_back_from_its_line(self) -> None:
        assert SigningKey.parse(KEY.written()) == KEY

    def test_has_a_public_line_that_is_read_back(self) -> None:
        assert PublicKey.parse(str(KEY.public)) == KEY.public

    def test_is_new_each_time_and_keeps_the_name_it_succeeds(self) -> None:
        first = SigningKey.new()
        assert first != SigningKey.new()
        assert SigningKey.new(first.name).name == first.name

    @pytest.mark.parametrize(
        "line", ["", "PRIVATE+KEY+a+b+c", str(KEY.public), KEY.written().replace("test", "tent")]
    )
    def test_is_refused_when_its_line_is_damaged(self, line: str) -> None:
        with pytest.raises(WrongError):
            SigningKey.parse(line)

    @pytest.mark.parametrize("line", ["", "a+b", "a+00000000+AQ==", str(KEY.public).replace("test", "tent")])
    def test_is_refused_when_its_public_line_is_damaged(self, line: str) -> None:
        with pytest.raises(WrongError):
            PublicKey.parse(line)


class TestACheckpoint:
    note = KEY.checkpoint(2, b"r" * 32)

    def test_says_origin_size_and_root_on_three_lines(self) -> None:
        assert self.note.splitlines()[:4] == [
            "throughline/test",
            "2",
            "cnJycnJycnJycnJycnJycnJycnJycnJycnJycnJycnI=",
            "",
        ]

    def test_is_opened_with_its_key(self) -> None:
        assert (opened(self.note, [KEY.public]).size, opened(self.note, [KEY.public]).root) == (2, b"r" * 32)

    def test_is_opened_with_either_signature_when_a_witness_signed_too(self) -> None:
        witness = SigningKey("auditor.example", b"3" * 32)
        both = self.note + witness.signature_line(self.note.partition("\n\n")[0] + "\n")
        assert opened(both, [KEY.public]).size == 2
        with pytest.raises(WrongError, match="another ledger"):
            opened(both, [witness.public])

    def test_is_refused_when_a_figure_was_changed(self) -> None:
        with pytest.raises(WrongError, match="forged or changed"):
            opened(self.note.replace("\n2\n", "\n3\n"), [KEY.public])

    def test_is_refused_when_another_key_signed_it(self) -> None:
        with pytest.raises(WrongError, match="not signed by a key that you trust"):
            opened(THIEF.checkpoint(2, b"r" * 32), [KEY.public])

    @pytest.mark.parametrize("note", ["", "a\n1\nb\n", "a\n1\nb\n\n— a !!!\n", note[:-1]])
    def test_is_refused_when_it_is_damaged(self, note: str) -> None:
        with pytest.raises(WrongError):
            opened(note, [KEY.public])


class TestAProof:
    def test_gives_the_leafs_number(self) -> None:
        assert included(b"leaf", sealed(b"leaf"), [KEY.public])[0] == 1

    def test_may_carry_an_extra_line(self) -> None:
        extra = sealed(b"leaf").replace("index 1", "extra aGk=\nindex 1")
        assert included(b"leaf", extra, [KEY.public])[0] == 1

    @pytest.mark.parametrize(
        ("what", "to"), [("@v1", "@v2"), ("index 1", "index 0"), ("index 1", "index -1"), ("index 1", "")]
    )
    def test_is_refused_when_it_is_damaged(self, what: str, to: str) -> None:
        with pytest.raises(WrongError):
            included(b"leaf", sealed(b"leaf").replace(what, to), [KEY.public])

    def test_is_refused_for_another_leaf(self) -> None:
        with pytest.raises(WrongError, match="was changed, or is not in the ledger"):
            included(b"other", sealed(b"leaf"), [KEY.public])


class TestADownloadedRecord:
    def test_says_who_did_what_when(self) -> None:
        said = check(record(), key=KEY.public)
        assert said[0] == (
            "Proven: leaf 1 of 2 in the ledger throughline/test says that person:1 did “decision.published” "
            "to decision 12 at 2024-05-28T09:30:00.000000Z."
        )

    def test_proves_what_was_disclosed(self) -> None:
        assert 'Proven: “signatory” was "Sam Example".' in check(record())

    def test_proves_the_published_file(self) -> None:
        assert "byte for byte" in " ".join(check(record(), FILE))

    def test_warns_when_the_key_came_with_it(self) -> None:
        assert str(KEY.public) in check(record())[-1]
        assert "Compare" not in " ".join(check(record(), key=KEY.public))

    def test_is_wrong_when_a_fact_was_changed(self) -> None:
        with pytest.raises(WrongError, match="was changed"):
            check(record(leaf=canonical(ACT).decode().replace("100", "900")))

    def test_is_wrong_when_the_file_is_another(self) -> None:
        with pytest.raises(WrongError, match="not the one that the act recorded"):
            check(record(), FILE + b"!")

    def test_is_wrong_when_what_was_disclosed_is_not_what_was_committed_to(self) -> None:
        with pytest.raises(WrongError, match="signatory"):
            check(record(disclosed={"signatory": {"salt": SALT.hex(), "value": '"Alex Example"'}}))

    def test_is_wrong_when_it_was_forged_without_the_key(self) -> None:
        forged = canonical(ACT)
        with pytest.raises(WrongError, match="not signed by a key that you trust"):
            check(
                record(leaf=forged.decode(), proof=sealed(forged, THIEF), key=str(THIEF.public)),
                key=KEY.public,
            )

    @pytest.mark.parametrize(
        "damaged", [{}, {"format": "x"}, {"format": verifier.FORMAT}, {**record(), "leaf": 1}]
    )
    def test_is_wrong_when_it_is_damaged(self, damaged: dict[str, Any]) -> None:
        with pytest.raises(WrongError):
            check(damaged)


class TestARecordAfterTheKeyChanged:
    new = SigningKey("throughline/test", b"4" * 32)
    leaf = canonical(ACT)

    def test_is_trusted_from_the_old_key_through_the_succession_that_the_old_key_signed(self) -> None:
        later = record(proof=sealed(self.leaf, self.new), successions=[succession(KEY, self.new, KEY)])
        assert check(later, key=KEY.public)[0].startswith("Proven")

    def test_is_trusted_from_the_new_key_too(self) -> None:
        later = record(proof=sealed(self.leaf, self.new), successions=[succession(KEY, self.new, KEY)])
        assert check(later, key=self.new.public)[0].startswith("Proven")

    def test_is_not_trusted_when_the_new_key_declared_itself(self) -> None:
        seized = record(proof=sealed(self.leaf, THIEF), successions=[succession(KEY, THIEF, THIEF)])
        with pytest.raises(WrongError, match="not signed by a key that you trust"):
            check(seized, key=KEY.public)


class TestTheToolItself:
    def run(
        self, folder: Path, *words: str, content: dict[str, Any] | None = None
    ) -> subprocess.CompletedProcess[str]:
        (folder / "record.json").write_text(json.dumps(content or record()), encoding="utf-8")
        (folder / "decision.pdf").write_bytes(FILE)
        alone = folder / "verifier.py"
        alone.write_text(Path(verifier.__file__).read_text(encoding="utf-8"), encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-I", str(alone), *words],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )

    def test_runs_alone_and_says_what_was_proven(self, tmp_path: Path) -> None:
        done = self.run(tmp_path, "record.json", "decision.pdf", "--key", str(KEY.public))
        assert (done.returncode, done.stderr) == (0, "")
        assert "byte for byte" in done.stdout

    def test_says_what_is_wrong(self, tmp_path: Path) -> None:
        done = self.run(tmp_path, "record.json", content=record(leaf="{}"))
        assert done.returncode == 1
        assert done.stdout.startswith("Wrong: ")

    def test_says_so_when_a_file_is_not_there(self, tmp_path: Path) -> None:
        assert "cannot be read" in self.run(tmp_path, "nothing.json").stdout

    def test_needs_nothing_but_the_standard_library_and_cryptography(self) -> None:
        source = ast.parse(Path(verifier.__file__).read_text(encoding="utf-8"))
        needed = {
            name.split(".")[0]
            for node in ast.walk(source)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or "."]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert needed - set(sys.stdlib_module_names) == {"cryptography"}
