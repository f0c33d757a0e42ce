"""How is everything kept in one file?"""

import argparse
from pathlib import Path


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer `backup`."""
    parser = commands.add_parser("backup", help="keep everything in one file, also while `up` runs")
    parser.add_argument("file", type=Path, help="the file to write; it must not be there yet")
    parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")
    parser.add_argument(
        "--with-keys",
        action="store_true",
        help="also the ledger's signing keys: keep such a file like a seal",
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Write the file, then say what is in it and what is not."""
    from datetime import UTC, datetime

    from throughline.frame.backup import back_up

    made = back_up(asked.file, asked.data, with_keys=asked.with_keys, at=datetime.now(UTC))
    size = asked.file.stat().st_size
    print(
        f"{asked.file} holds the database and {len(made.parts) - 1} files beside it, {size:,} bytes in all."
    )
    if asked.with_keys:
        print("The ledger's signing keys are in it: whoever has this file can sign as the ledger.")
    else:
        print("The ledger's signing keys are not in it: keep the folder `keys` somewhere safe as well.")
    return 0
