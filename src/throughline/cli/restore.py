"""How does everything come back from one file?"""

import argparse
from pathlib import Path


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer `restore`."""
    parser = commands.add_parser("restore", help="bring a backup back into an empty folder")
    parser.add_argument("file", type=Path, help="what `backup` wrote")
    parser.add_argument("--data", required=True, help="the folder to restore into: new, or empty")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Restore, then say what to do next."""
    from throughline.frame.backup import restore
    from throughline.frame.installation import data_path

    data = data_path(asked.data)
    made = restore(asked.file, data)
    print(f"{data} holds what was backed up on {made.made_at}. `./throughline up --data {data}` starts it.")
    if not made.with_keys:
        print(f"The signing keys were not in the backup: put them into {data / 'keys'} before starting.")
    return 0
