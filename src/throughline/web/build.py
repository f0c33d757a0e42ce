"""Are the pages' styles and scripts built? `python -m throughline.web.build` sees to it."""

import fcntl
import os
import sys

from throughline.frame.environment import NotReadyError, find_node, say
from throughline.frame.installation import ROOT
from throughline.web.assets import AssetsError, assets_digest, build_assets


def main() -> int:
    """Exit code 0 when the files of the present sources stand, 2 after a sentence when they do not."""
    lock = os.open(ROOT / "src", os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (ROOT / "build" / "static" / assets_digest(ROOT)).is_dir():
            build_assets(ROOT, find_node(ROOT))
    except (AssetsError, NotReadyError) as refused:
        say(str(refused))
        return 2
    finally:
        os.close(lock)
    return 0


if __name__ == "__main__":
    sys.exit(main())
