"""Which command was asked for, and which room answers it?"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import throughline
from throughline.kernel.verdict import RefusedError

ROOMS = (
    "evidence",
    "governance",
    "decisions",
    "caseload",
    "funding",
    "payments",
    "publication",
    "organisations",
    "ledger",
)
OWN = ("up", "serve", "migrate", "backup", "restore", "test")


def parser() -> argparse.ArgumentParser:
    """Every command of the house: our own, then what each room offers in its `cli.py`."""
    house = argparse.ArgumentParser(
        prog="./throughline",
        description="Throughline: one line from the public decision to a person's recovery.",
    )
    house.add_argument("--version", action="version", version=f"Throughline {throughline.__version__}")
    commands = house.add_subparsers(title="commands", metavar="COMMAND")
    for name in OWN:
        import_module(f"throughline.cli.{name}").add_command(commands)
    for room in ROOMS:
        if (Path(throughline.__path__[0]) / room / "cli.py").exists():
            import_module(f"throughline.{room}.cli").add_commands(commands)
    return house


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0 fine, 2 refused with one sentence on standard error, or what the command says."""
    asked = parser().parse_args(words)
    if not hasattr(asked, "run"):
        parser().print_help()
        return 0
    try:
        code: int = asked.run(asked)
        sys.stdout.flush()
        return code
    except RefusedError as refused:
        print(refused, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
