"""What does the command line offer for linking? `need link`, `check`, `train`, `keys`, `secret`, `hidden` …"""

import argparse
import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from throughline.kernel.verdict import RefusedError

from ..need import commands as hidden
from .shapes import KINDS, MEANS

if TYPE_CHECKING:
    from ..gate import Shown
    from .linking import Linked
    from .outcome import Outcome


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `need` to the command line."""
    need = commands.add_parser("need", help="who on probation is also in treatment; docs/linkage.md")
    group = need.add_subparsers(title="commands", metavar="COMMAND", required=True)
    parser = group.add_parser("link", help="link two files; how many are linked, by locality")
    _files(parser)
    parser.add_argument(
        "--model", type=Path, metavar="FILE", help="made by `need train`; else the one that is shipped"
    )
    parser.add_argument(
        "--known", type=Path, metavar="FILE", help="links that are known: CSV with person and partner"
    )
    parser.add_argument(
        "--work", type=Path, metavar="FOLDER", help="keep what is done here, sealed; after a stop it goes on"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write the links here, sealed; rows about people"
    )
    parser.add_argument(
        "--key", type=Path, metavar="FILE", help="for --work and --out: `caseload key` makes one"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument(
        "--period", default="", metavar="FROM/UNTIL", help="whom the files hold: 2025-04-01/2026-04-01"
    )
    parser.add_argument(
        "--keep-as", metavar="NAME", help="put it on record, with a sample of pairs to review"
    )
    parser.add_argument("--second", metavar="EMAIL", help="a second reviewer, as they sign in")
    _asked(parser)
    parser.set_defaults(run=link)
    parser = group.add_parser("check", help="how good two files are, column by column")
    _files(parser)
    parser.set_defaults(run=check)
    parser = group.add_parser("train", help="train a model on two files and freeze it as JSON")
    _files(parser)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the model; it must not be there"
    )
    parser.add_argument("--name", required=True, help="what the model is called")
    parser.add_argument("--seed", type=int, default=1, help="of the random pairs (1)")
    _asked(parser)
    parser.set_defaults(run=train)
    parser = group.add_parser("keys", help="a file of keyed hashes in the place of names")
    parser.add_argument("file", type=Path, metavar="NAMES.csv")
    parser.add_argument(
        "--secret", type=Path, required=True, metavar="FILE", help="made by `need secret`, shared"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.set_defaults(run=keys)
    parser = group.add_parser("secret", help="a new secret for two organisations, in a file of its own")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=secret)
    hidden.add_command(group)
    parser = group.add_parser("made-up", help="two files about made-up people, and who is who, from a seed")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument(
        "--sizes", type=int, nargs=3, default=(12_000, 20_000, 3_500), metavar=("P", "T", "BOTH")
    )
    parser.add_argument("--initials", action="store_true", help="initials in the place of names")
    parser.set_defaults(run=made_up)


def link(args: argparse.Namespace) -> int:
    """Print the table by locality as it left through the gate; progress and reports go to standard error."""
    from throughline.frame import sealed_file

    from .linking import link as link_files
    from .linking import take
    from .printing import as_json, as_text

    if (args.work or args.out) and not args.key:
        raise RefusedError(
            "What is kept of people is kept sealed: name a key with --key. `caseload key` makes one."
        )
    if args.keep_as and not (args.asked_by and args.period):
        raise RefusedError("What goes on record says who asked and for when: --asked-by and --period.")
    period = _period(args.period)
    key = sealed_file.key_in(args.key) if args.key else b""
    if args.out and args.out.exists():
        raise RefusedError(f"{args.out} is there already, and nothing is overwritten. Choose another name.")
    files = take(
        args.probation, args.treatment, today=_today(), model=args.model, known=args.known,
        accepted=tuple(args.accept), kind=args.kind,
    )  # fmt: skip
    for quality in files.quality:
        _tell(quality.as_text())
    _tell(f"Comparing by {files.model.in_words()}.")
    work = (args.work, key) if args.work else None

    def linked() -> "Linked":
        try:
            return link_files(files, tell=_tell, work=work)
        except KeyboardInterrupt:
            _tell(
                "Stopped. The same command goes on where it was."
                if work
                else "Stopped. Nothing is left of it."
            )
            raise

    if files.probation.is_made_up and not args.keep_as:
        done = linked()
        shown = _through_the_gate(done.outcome, period)
    else:
        from .recording import on_record

        done, shown = on_record(args, files, linked, period)
    if args.out:
        from .recording import write_links

        write_links(args.out, key, files, done)
        _tell(f"{args.out} holds the links, sealed.")
    if args.work:
        from .scoring import parts_of
        from .work import Work

        Work(args.work, key, files.probation, files.treatment, files.model).end(
            range(1, parts_of(files.probation) + 1)
        )
    sys.stdout.write((as_json if args.json else as_text)(done.outcome, shown) + "\n")
    return 0


def check(args: argparse.Namespace) -> int:
    """Print the report on both files; 1 when they cannot be linked, and why."""
    from .linking import take
    from .quality import report
    from .reading import read
    from .shapes import NotTakenError

    try:
        quality = take(
            args.probation, args.treatment, today=_today(), accepted=tuple(args.accept), kind=args.kind
        ).quality
    except NotTakenError as refused:
        for file in (args.probation, args.treatment):
            try:
                sys.stdout.write(report(read(file), refused.problems).as_text() + "\n\n")
            except NotTakenError:
                continue  # it could not be read at all, which the problems say
        sys.stderr.write(f"{refused}\n")
        return 1
    sys.stdout.write("\n\n".join(each.as_text() for each in quality) + "\n")
    return 0


def train(args: argparse.Namespace) -> int:
    """The model is in its file, and its hash is printed."""
    from .linking import take
    from .recording import on_behalf
    from .training import train as train_model

    if args.out.exists():
        raise RefusedError(f"{args.out} is there already, and nothing is overwritten. Choose another name.")
    files = take(args.probation, args.treatment, today=_today(), accepted=tuple(MEANS), kind=args.kind)
    what = "made-up people" if files.probation.is_made_up else "people"
    said = f"{what}, {len(files.probation):,} × {len(files.treatment):,}, seed {args.seed}"
    with nullcontext() if files.probation.is_made_up else on_behalf(args, files, "training"):
        model = train_model(
            files.probation,
            files.treatment,
            name=args.name,
            trained_on=said,
            seed=args.seed,
            today=_today(),
            tell=_tell,
        )
    args.out.write_bytes(model.as_bytes())
    sys.stdout.write(f"{args.out} holds the {model.in_words()}.\n")
    return 0


def keys(args: argparse.Namespace) -> int:
    """The file of keys is there; it is personal data still."""
    from .keys import check_of, secret_in, write_keyed
    from .reading import read

    shared = secret_in(args.secret)
    write_keyed(read(args.file), shared, args.out)
    sys.stdout.write(
        f"{args.out} holds keys in the place of names. Check {check_of(shared)}: the other organisation's must be the "
        "same. It is personal data still: send it on the agreed way, and the secret never to whoever links.\n"
    )
    return 0


def secret(args: argparse.Namespace) -> int:
    """A new secret is in that file, which only its owner reads."""
    from .keys import make_secret

    make_secret(args.file)
    sys.stdout.write(
        f"{args.file} holds a new secret. It goes to the other organisation on another way than files.\n"
    )
    return 0


def made_up(args: argparse.Namespace) -> int:
    """probation.csv, treatment.csv and known.csv are in the folder."""
    from pyarrow import csv

    from ..synthetic.pairs import as_csv, make

    probation, treatment, both = args.sizes
    if not (0 < both <= min(probation, treatment) <= max(probation, treatment) <= 1_000_000):
        raise RefusedError(
            "The sizes do not fit: at most a million people in a file, no more in both than in each."
        )
    made = make(args.seed, probation, treatment, both)
    args.folder.mkdir(parents=True, exist_ok=True)
    for name, table in (("probation", made.probation), ("treatment", made.treatment)):
        (args.folder / f"{name}.csv").write_bytes(as_csv(table, initials_only=args.initials))
    csv.write_csv(made.truth, args.folder / "known.csv")
    sys.stdout.write(f"{args.folder} holds two files about made-up people, and known.csv says who is who.\n")
    return 0


def _files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("probation", type=Path, metavar="PROBATION.csv")
    parser.add_argument("treatment", type=Path, metavar="TREATMENT.csv")
    parser.add_argument(
        "--kind", choices=list(KINDS), help="compare by this; else by the most that both files have"
    )
    parser.add_argument(
        "--accept", action="append", default=[], metavar="COLUMN", help="it means what it always did"
    )


def _asked(parser: argparse.ArgumentParser) -> None:
    """Who asks, and whose people these are: for files about real people, and for what goes on record."""
    parser.add_argument("--asked-by", metavar="EMAIL", help="who asks, as they sign in")
    parser.add_argument(
        "--of", action="append", default=[], metavar="CODE", help="an organisation whose people these are"
    )
    parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")


def _through_the_gate(outcome: "Outcome", period: str) -> "Shown":
    from ..gate import through

    return through(outcome.counts(period=period))


def _period(text: str) -> str:
    """As the gate compares periods; RefusedError when it is none."""
    try:
        days = [date.fromisoformat(day) for day in text.split("/")] if text else []
    except ValueError:
        days = [date.max]
    if days and (len(days) != 2 or days[0] >= days[1]):
        raise RefusedError(
            "Say the period as 2025-04-01/2026-04-01: its first day, and the first day after it."
        )
    return text


def _today() -> date:
    from datetime import UTC, datetime

    return datetime.now(UTC).date()


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - a command
