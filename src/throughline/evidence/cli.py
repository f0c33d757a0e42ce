"""Which commands does the evidence answer? Each has a module of its own."""

import argparse

from . import extract_commands, offence_commands
from .linkage import commands as linkage_commands


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `evidence …` and `need …` to the command line."""
    evidence = commands.add_parser("evidence", help="extracts and what is measured of them").add_subparsers(
        metavar="take | generate | returned | measure", required=True
    )
    extract_commands.add_commands(evidence)
    offence_commands.add_commands(evidence)
    linkage_commands.add_commands(commands)
