"""Are the pages' styles and scripts built? `python -m throughline.web.build` sees to it."""

import fcntl
import os
import sys

from throughline.frame.environment import NotReadyError, find_node, say
from throughline.frame.installation import ROOT
from throughline.web.assets import AssetsError, assets_digest, build_assets

SIGNS_OF_AN_ABSENT_REGISTRY = (
    "ENOTFOUND",
    "ECONNREFUSED",
    "ECONNRESET",
    "ETIMEDOUT",
    "EAI_AGAIN",
    "E404",
    "network",
)


def main() -> int:
    """Exit code 0 when the files of the present sources stand, 2 after a sentence when they do not."""
    if not os.access(os.path.expanduser("~"), os.W_OK):
        os.environ.setdefault("npm_config_cache", str(ROOT / "build" / "npm-cache"))
    lock = os.open(ROOT / "src", os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (ROOT / "build" / "static" / assets_digest(ROOT)).is_dir():
            build_assets(ROOT, find_node(ROOT))
    except (AssetsError, NotReadyError) as refused:
        said = str(refused)
        if any(sign in said for sign in SIGNS_OF_AN_ABSENT_REGISTRY):
            say(
                "The npm registry did not answer while the pages' styles were fetched. Nothing is half done: the "
                "same command, run again, goes on. A registry of your own is set in npm's configuration."
            )
        say(said)
        return 2
    finally:
        os.close(lock)
    return 0


if __name__ == "__main__":
    sys.exit(main())
