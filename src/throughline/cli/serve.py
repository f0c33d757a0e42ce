"""How does it run for real: managed database, settings checked, no made-up people?"""

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from throughline.kernel.verdict import RefusedError
from throughline.organisations.directory_settings import read_directories

HEALTHY_WITHIN_SECONDS = 60
NEEDED = {
    "DATABASE_URL": "the database's address for the role `app`, postgresql://app:password@host/name",
    "DATABASE_KEEPER_URL": "the database's address for the role `keeper`, for what jobs purge",
    "THROUGHLINE_SECRET_KEY": "50 random characters that sign sessions, the same on every machine",
    "THROUGHLINE_ADDRESS": "the public address that people type, beginning with https://",
    "THROUGHLINE_HOSTS": "the names that the web server answers to, with commas between them",
    "THROUGHLINE_DATA": "the folder that keeps the ledger's keys and checkpoints",
}


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer `serve`."""
    parser = commands.add_parser(
        "serve",
        help="run web and worker in production, on a managed database",
        epilog="Each request is a line of JSON on standard error, without names. THROUGHLINE_METRICS_TOKEN opens "
        "/metrics/ to whoever sends it as a bearer token.",
    )
    parser.add_argument("--port", type=int, default=8000, help="port of the web pages (8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on; a proxy speaks TLS before it"
    )
    parser.add_argument(
        "--processes", type=int, default=0, help="web processes (2, or one for each processor)"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Check every setting, then keep web and worker until a signal comes, without the owner's address."""
    from throughline.frame import supervisor

    wrong = [*missing_settings(), *([] if missing_settings() else unfit_database())]
    if wrong:
        raise RefusedError("\n".join(wrong))
    environment = os.environ | {"THROUGHLINE_MODE": "production"}
    environment["DJANGO_SETTINGS_MODULE"] = "throughline.web.settings"
    environment.pop("DATABASE_OWNER_URL", None)
    with supervisor.ending_on_signals(), ExitStack() as stack:
        try:
            listener = stack.enter_context(supervisor.reserved_port(asked.host, asked.port))
            port = listener.getsockname()[1]
            processes = asked.processes or max(2, os.cpu_count() or 2)
            worker = supervisor.start(
                "The worker process", worker_command(), environment=environment, comes_back=True
            )
            stack.callback(worker.end)
            web = supervisor.start(
                "The web process",
                web_command(listener.fileno(), processes),
                environment=environment,
                opened=[listener.fileno()],
            )
            stack.callback(web.end)
            host = os.environ["THROUGHLINE_HOSTS"].split(",")[0]
            place = asked.host if asked.host not in {"0.0.0.0", "::"} else "127.0.0.1"  # noqa: S104  # all addresses
            supervisor.wait_until_healthy(
                f"http://{place}:{port}", [web, worker], HEALTHY_WITHIN_SECONDS, host
            )
            print(
                f"Throughline serves {os.environ['THROUGHLINE_ADDRESS']} from port {port}.", file=sys.stderr
            )
            supervisor.watch([web, worker])
        except supervisor.Ended:
            print("Ending: web, worker.", file=sys.stderr)
    return 0


def missing_settings() -> list[str]:
    """A sentence for each setting that production needs and does not have, or that would do harm."""
    from throughline.frame.carriers import wrong_settings

    wrong = [f"{name} is not set: {why}." for name, why in NEEDED.items() if not os.environ.get(name)]
    if 0 < len(os.environ.get("THROUGHLINE_SECRET_KEY", "")) < 50:
        wrong.append("THROUGHLINE_SECRET_KEY is too short: it needs 50 random characters.")
    address = os.environ.get("THROUGHLINE_ADDRESS", "")
    if address and not address.startswith("https://"):
        wrong.append(
            "THROUGHLINE_ADDRESS does not begin with https://: people's sessions would travel in the open."
        )
    if "*" in os.environ.get("THROUGHLINE_HOSTS", ""):
        wrong.append("THROUGHLINE_HOSTS answers to every name: say which ones are ours.")
    try:
        read_directories(os.environ.get("THROUGHLINE_DIRECTORIES", ""))
    except ValueError as found:
        wrong.append(str(found))
    wrong += wrong_settings(
        *(os.environ.get(f"THROUGHLINE_{name}", "") for name in ("SMTP", "LETTERS_FROM", "NOTIFY_KEY"))
    )
    data = os.environ.get("THROUGHLINE_DATA", "")
    if data and not os.access(data, os.W_OK):
        wrong.append(f"THROUGHLINE_DATA is {data}, which is no folder that this user may write to.")
    return wrong


def unfit_database() -> list[str]:
    """A sentence for each reason why the database cannot be served: away, old, wrong role, no tables."""
    import psycopg

    try:
        with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=10) as connection:
            role, version = connection.execute(
                "SELECT current_user, current_setting('server_version_num')::int / 10000"
            ).fetchall()[0]
            tables = connection.execute("SELECT to_regclass('django_migrations')").fetchall()[0][0]
    except psycopg.Error as found:
        return [f"DATABASE_URL does not answer: {str(found).strip().splitlines()[-1]}"]
    wrong = []
    if version < 15:
        wrong.append(f"The database is PostgreSQL {version}; Throughline needs 15 or newer.")
    if role != "app":
        wrong.append(
            f"DATABASE_URL connects as {role}; the role that serves is `app`, which may not bend history."
        )
    if tables is None:
        wrong.append(
            "The database has no tables yet: run `./throughline migrate` with DATABASE_OWNER_URL set."
        )
    return wrong


def web_command(descriptor: int, processes: int) -> list[str]:
    """The web server on a socket that is open already."""
    in_memory = "/dev/shm" if Path("/dev/shm").is_dir() else tempfile.gettempdir()  # noqa: S108  # heartbeats only
    command = [sys.executable, "-P", "-m", "gunicorn", "throughline.web.wsgi:application"]
    command += ["--bind", f"fd://{descriptor}", "--workers", str(processes), "--threads", "8"]
    command += ["--timeout", "60", "--graceful-timeout", "8", "--worker-tmp-dir", in_memory]
    return [*command, "--no-control-socket", "--log-level", "warning"]


def worker_command() -> list[str]:
    """The process that does what is owed; a job that was done leaves no row behind."""
    return [sys.executable, "-P", "-m", "django", "procrastinate", "worker", "--delete-jobs=successful"]
