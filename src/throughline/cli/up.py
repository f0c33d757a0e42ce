"""How does everything start for somebody who wants to see it?"""

import argparse
import hashlib
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import throughline

if TYPE_CHECKING:
    from throughline.frame.data_folder import DataFolder
    from throughline.frame.postgres import Addresses
    from throughline.frame.supervisor import Child

HEALTHY_WITHIN_SECONDS = 120
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104  # recognised, not chosen


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer `up`."""
    parser = commands.add_parser("up", help="start everything, as a demonstration with made-up people")
    parser.add_argument("--port", type=int, default=8000, help="port of the web pages (8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (127.0.0.1: this machine alone)"
    )
    parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Start database, worker and web server, and keep them until a signal comes; then nothing is left."""
    from throughline.cli.serve import web_command, worker_command
    from throughline.frame import supervisor
    from throughline.frame.data_folder import DataFolder, Holder
    from throughline.frame.installation import (
        ask_for_an_answer,
        data_path,
        environment_of,
        external_addresses,
        in_hand,
    )

    began = float(os.environ.get("THROUGHLINE_DOOR_OPENED", time.time()))
    with supervisor.ending_on_signals(), ExitStack() as stack:
        try:
            listener = stack.enter_context(supervisor.reserved_port(asked.host, asked.port))
            address = f"http://{_reached_at(asked.host)}:{listener.getsockname()[1]}"
            folder = DataFolder(data_path(asked.data))
            folder.make()
            managed = external_addresses()
            if managed:
                ask_for_an_answer(managed)
            stack.enter_context(in_hand(folder, Holder(os.getpid(), "throughline up", address), _tell))
            from_nothing = not managed and not folder.database.exists()
            if from_nothing:
                _tell("Starting from nothing: database, pages, programme. Later starts take seconds.")
            assets = supervisor.start(
                "Building the pages' styles and scripts",
                [*supervisor.PYTHON, "-m", "throughline.web.build"],
                log=folder.logs / "assets.log",
                environment=os.environ,
            )
            stack.callback(assets.end)
            children: list[supervisor.Child] = []
            addresses = managed or _start_database(folder, stack, children)
            environment = os.environ | environment_of(folder, addresses) | {"THROUGHLINE_ADDRESS": address}
            if asked.host in EVERY_ADDRESS:
                environment["THROUGHLINE_HOSTS"] = "*"
            sign_in = _prepare(folder, environment, stack, own=not managed)
            assets.finish()
            del environment["DATABASE_OWNER_URL"]
            for name, command in {
                "worker": worker_command(),
                "web": web_command(listener.fileno(), processes=1),
            }.items():
                child = supervisor.start(
                    f"The {name} process",
                    command,
                    log=folder.logs / f"{name}.log",
                    environment=environment,
                    opened=[listener.fileno()] if name == "web" else (),
                    comes_back=name == "worker",
                )
                stack.callback(child.end)
                children.append(child)
            supervisor.wait_until_healthy(address, children[::-1], HEALTHY_WITHIN_SECONDS)
            print(f"Throughline is at {address}")
            print(f"({'from nothing' if from_nothing else 'started'} in {time.time() - began:.0f} seconds)")
            print(sign_in)
            print("Ctrl-C ends it.", flush=True)
            supervisor.watch(children)
        except supervisor.Ended:
            _tell("Ending: web, worker, database.")
    return 0


def _start_database(folder: "DataFolder", stack: ExitStack, children: "list[Child]") -> "Addresses":
    from throughline.frame.postgres import Server

    server = Server(folder.path)
    stack.callback(server.stop)
    server.start()
    children.append(server.as_child())
    return server.addresses


def _prepare(folder: "DataFolder", environment: dict[str, str], stack: ExitStack, *, own: bool) -> str:
    """The database has its tables and the supplied programme; returns who can sign in, in lines.

    A folder's own database that this very program prepared before is taken as it is, which saves two seconds.
    """
    from throughline.frame import supervisor

    told, stamp = folder.path / "sign-in.txt", folder.path / "prepared"
    program = _digest_of_the_program()
    if own and stamp.exists() and stamp.read_text() == program:
        return told.read_text()
    stamp.unlink(missing_ok=True)
    child = supervisor.start(
        "Preparing the database",
        [*supervisor.PYTHON, "-m", "throughline.cli.prepare", str(told)],
        log=folder.logs / "prepare.log",
        environment=environment,
    )
    stack.callback(child.end)
    child.finish()
    stamp.write_text(program)
    return told.read_text()


def _digest_of_the_program() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(throughline.__path__[0]).rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _reached_at(host: str) -> str:
    if host in EVERY_ADDRESS:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _tell(sentence: str) -> None:
    try:
        print(sentence, file=sys.stderr, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
