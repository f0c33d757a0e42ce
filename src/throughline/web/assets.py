"""Which styles and scripts do the pages use, and are they built?

The folder `build/static/<digest>/` is named after everything that goes into it, so a folder that stands is
current and a browser may keep its files for good.
"""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

_SOURCES = ("styles", "scripts", "images")
_GOVUK = "node_modules/govuk-frontend/dist/govuk"
_MOJ = "node_modules/@ministryofjustice/frontend/moj"


class AssetsError(Exception):
    """The front-end assets could not be built. The message is a sentence for the person who started it."""


def assets_digest(root: Path) -> str:
    """Return the name of the folder that the present sources build into: twelve hexadecimal digits."""
    digest = hashlib.sha256()
    for path in _inputs(root):
        digest.update(f"{path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


KEPT_BUILDS = 3  # a page that is open may still ask for the files of the last one


def build_assets(root: Path, node: Path) -> Path:
    """Return the folder of the pages' files, built with this Node program unless it is current."""
    folder = root / "build" / "static" / assets_digest(root)
    installed = root / "node_modules" / ".throughline-lock"
    lock = (root / "package-lock.json").read_bytes()
    wanted = hashlib.sha256(lock).hexdigest()
    if not installed.is_file() or installed.read_text("utf-8") != wanted:
        _run(root, node, str(_npm(node)), "ci", "--ignore-scripts", "--omit=optional", "--no-progress")
        installed.write_text(wanted, "utf-8")
    if not folder.is_dir():
        _build(root, node, folder)
    return folder


def _inputs(root: Path) -> Iterator[Path]:
    yield root / "package-lock.json"
    web = Path(__file__).resolve().parent
    yield web / "assets.py"
    for name in _SOURCES:
        yield from sorted(path for path in (web / name).rglob("*") if path.is_file())


def _build(root: Path, node: Path, folder: Path) -> None:
    web = Path(__file__).resolve().parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(mkdtemp(prefix="new-", dir=root / "build"))
    try:
        new.chmod(0o755)
        css = new / "throughline.css"
        sass = str(root / "node_modules/sass/sass.js")
        options = (f"--load-path={root}", "--style=compressed", "--no-source-map", "--quiet-deps")
        _run(root, node, sass, *options, f"{web / 'styles/throughline.scss'}:{css}")
        shutil.copy(root / _GOVUK / "govuk-frontend.min.js", new)
        for path in [*(web / "scripts").iterdir(), *(web / "images").iterdir()]:
            shutil.copy(path, new)
        for name in set(re.findall(r"url\(\"?(images/[^)\"]+)", css.read_text("utf-8"))):
            (new / "images").mkdir(exist_ok=True)
            shutil.copy(root / _MOJ / "assets" / name, new / name)
        for path in [*new.glob("*.css"), *new.glob("*.js")]:
            Path(f"{path}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        try:
            new.rename(folder)
        except OSError:  # another start built the same folder meanwhile
            if not folder.is_dir():
                raise
        for old in sorted(folder.parent.iterdir(), key=lambda path: path.stat().st_mtime)[:-KEPT_BUILDS]:
            shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _npm(node: Path) -> Path:
    """npm's own program, which stands beside Node or, in a wheel, in the library folder next to it."""
    beside = node.parent / "npm"
    places = [beside.resolve(), node.resolve().parents[1] / "lib/node_modules/npm/bin/npm-cli.js"]
    found = shutil.which("npm")
    places += [Path(found).resolve()] if found else []
    for place in places:
        if place.is_file() and place.suffix == ".js":
            return place
    raise AssetsError("Node.js is here, but npm is not. Install npm, or remove Node.js and start again.")


def _run(root: Path, node: Path, *command: str) -> None:
    environment = os.environ | {"PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run([str(node), *command], cwd=root, env=environment, capture_output=True, text=True)
    if done.returncode:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-12:])
        raise AssetsError(f"{Path(command[0]).stem} did not finish. It said:\n{last}")
