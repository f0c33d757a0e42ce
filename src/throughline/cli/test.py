"""Does everything hold: style, types, arrows between the rooms, and what the tests say?"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from throughline.kernel.verdict import RefusedError

ROOT = Path(__file__).resolve().parents[3]
NOWHERE = "postgresql://nobody:nobody@/nowhere?host=/nonexistent"
DEBIANS = Path("/usr/lib/postgresql/15/bin")
PYTEST = [sys.executable, "-m", "pytest", "-n", str(max(2, os.cpu_count() or 2))]
PYTEST += ["--dist", "loadfile", "--no-loadscope-reorder"]  # what a file's tests share is made once
PAGES = [sys.executable, "-P", "-m", "throughline.web.build"]  # their styles and scripts
UNHEARD = {"THROUGHLINE_DATA", "PYTHONDONTWRITEBYTECODE"}  # a hundred starts need not compile everything anew
SHELL = "chromium-headless-shell"  # Chromium without its own windows: the same pages for half the work
FONT = "fonts-liberation"  # as wide as the Arial that the pages ask for
FONTS = Path("/usr/share/fonts/truetype/liberation")
JAVA = "openjdk-17-jre-headless"  # Spark wants 17 and none newer
BROWSERS = (SHELL, "chromium", "chromium-browser", "google-chrome")


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer `test`."""
    parser = commands.add_parser("test", help="prove it: everything, or one room")
    parser.add_argument("room", nargs="?", help="only the tests of this room (a folder of tests/)")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """0 when every part holds; the last line is pytest's own."""
    rooms = sorted(path.name for path in (ROOT / "tests").iterdir() if any(path.glob("**/test_*.py")))
    if asked.room and asked.room not in rooms:
        raise RefusedError(f"There are no tests of {asked.room}. There are: {', '.join(rooms)}.")
    built = subprocess.run(PAGES, cwd=ROOT, env=_environment(), check=False)
    if built.returncode:
        _tell("The pages' styles and scripts were NOT built, as said above. The tests follow.")
    if not asked.room or any(
        "browser" in path.read_text() for path in (ROOT / "tests" / asked.room).rglob("*.py")
    ):
        _bring_browser()
    if asked.room in (None, "evidence"):
        _bring_java()
    tests = [*PYTEST, "-p", "tests.seconds", f"tests/{asked.room}" if asked.room else "tests"]
    older = {} if asked.room or not DEBIANS.exists() else {"THROUGHLINE_TEST_OLDER": str(DEBIANS)}
    code = subprocess.run(tests, cwd=ROOT, env=_environment() | older, check=False).returncode
    return code or built.returncode


def _environment() -> dict[str, str]:
    """No test reaches a database that somebody uses."""
    nowhere = dict.fromkeys(("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_KEEPER_URL"), NOWHERE)
    kept = {name: value for name, value in os.environ.items() if name not in UNHEARD}
    return kept | nowhere | {"THROUGHLINE_MODE": "test", "DJANGO_SETTINGS_MODULE": "throughline.web.settings"}


def _bring_browser() -> None:
    """Chromium and its font are there for the tests that need one, from the system’s packages if we may."""
    if not FONTS.is_dir():
        _brought("font as wide as Arial", FONT, "the widths of pages")
    if shutil.which(SHELL) or _brought(SHELL, SHELL, "the browser tests"):
        return
    if not any(shutil.which(name) for name in BROWSERS):
        _tell(
            f"No Chromium on this machine, so the browser tests are left out. `apt install {SHELL}`, as root, "
            f"brings it."
        )


def _bring_java() -> None:
    """Java 17 is there for the tests on Spark, from the system's packages if we may install them."""
    if not shutil.which("java") and not _brought("java", JAVA, "the tests on Spark"):
        _tell(
            f"No Java on this machine, so the tests on Spark are left out. `apt install {JAVA}`, as root, brings it."
        )


def _brought(program: str, package: str, wherefor: str) -> bool:
    """Whether the package could be installed."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    _tell(f"No {program} on this machine: installing {package} with apt-get, for {wherefor}.")
    commands = (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package],
    )
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    if all(subprocess.run(each, env=environment, stdout=sys.stderr).returncode == 0 for each in commands):
        return True
    _tell("apt-get did not finish.")
    return False


def _tell(sentence: str) -> None:
    print(sentence, flush=True)
