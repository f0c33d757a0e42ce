"""Which commands does decisions answer? `notice read`: what a notice says, where it says it, and what to look at."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reading.files import NoticeFile
    from .reading.shape import Finding, ReadDecision

UNREADABLE, NO_DECISION = 2, 3
_LONGEST_VALUE = 100


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `notice read` to the command line."""
    notice = subparsers.add_parser("notice", help="read a decision notice").add_subparsers(
        metavar="read", required=True
    )
    reader = notice.add_parser(
        "read",
        help="what a notice says, and where",
        description="Read a decision notice or record (text, HTML, PDF, Word) and check it. Nothing is stored.",
    )
    reader.add_argument("file", metavar="FILE")
    shape = reader.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print everything as JSON")
    shape.add_argument("--text", action="store_true", help="print the text that every offset counts in")
    reader.set_defaults(run=read)


def read(args: argparse.Namespace) -> int:
    """Print what the file says; 2 when it cannot be read, 3 when it holds no decision, each with a sentence."""
    from pathlib import Path

    from .reading.files import read_file
    from .reading.limits import UnreadableFileError

    try:
        file = read_file(Path(args.file))
    except UnreadableFileError as unreadable:
        print(unreadable, file=sys.stderr)
        return UNREADABLE
    if args.text:
        _write(file.text)
        return 0
    decisions = _checked(file)
    if not decisions:
        print(
            f"No decision was found in {file.name}. Give the decision notice or the decision record itself.",
            file=sys.stderr,
        )
        return NO_DECISION
    if file.unread_pages:
        pages = ", ".join(map(str, file.unread_pages))
        print(f"These pages are pictures without text and were not read: {pages}.", file=sys.stderr)
    _write(_as_json(file, decisions) if args.json else _as_summary(decisions))
    return 0


def _checked(file: "NoticeFile") -> "list[tuple[ReadDecision, tuple[Finding, ...]]]":
    from .checking import check, supplied_facts
    from .reading.reader import read_decisions

    facts = supplied_facts()
    found = read_decisions(file.text, facts.places)
    return [(decision, check(decision, file.text, facts)) for decision in found]


def _as_json(file: "NoticeFile", decisions: "list[tuple[ReadDecision, tuple[Finding, ...]]]") -> str:
    import json

    from .reading.published import as_json

    printed = {
        "file": {
            "name": file.name,
            "sha256": file.sha256,
            "text_sha256": file.text_sha256,
            "kind": file.kind,
            "pages": file.pages,
        },
        "decisions": [
            {**as_json(decision), "findings": [_finding(finding) for finding in findings]}
            for decision, findings in decisions
        ],
    }
    return json.dumps(printed, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: "Finding") -> dict[str, Any]:
    shown = {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "text": finding.text,
        "field": finding.field,
    }
    return shown if finding.post is None else {**shown, "post": finding.post}


def _as_summary(decisions: "list[tuple[ReadDecision, tuple[Finding, ...]]]") -> str:
    lines: list[str] = []
    for number, (decision, findings) in enumerate(decisions, start=1):
        if len(decisions) > 1:
            lines.append(f"Decision {number} of {len(decisions)}")
        lines += _values(decision)
        count = len(findings)
        lines += [
            "",
            f"{count} finding{'' if count == 1 else 's'}" if count else "Nothing was found to look at.",
        ]
        lines += [line for finding in findings for line in _finding_lines(finding)]
        lines.append("")
    return "\n".join(lines)


def _values(decision: "ReadDecision") -> "Iterator[str]":
    from .reading.published import as_json

    for name, value in as_json(decision).items():
        if name in ("findings", "evidence", "amounts", "percentages") or value in (None, [], ""):
            continue
        label = name.removesuffix("_pence").replace("_", " ")
        rows = value if isinstance(value, list) else [value]
        for i, row in enumerate(rows):
            path = f"{name}[{i}]" if isinstance(value, list) else name
            quote = decision.evidence.get(path) or decision.evidence.get(f"{path}.pence")
            said = _shown(row, in_pence=name.endswith("_pence"))
            stands = f"  “{_short(quote.text)}”" if quote and _short(quote.text) != said else ""
            yield f"{label if not i else '':<20} {said}{stands}"


def _shown(value: object, *, in_pence: bool) -> str:
    from throughline.kernel.money import Money

    if isinstance(value, dict):
        parts = (_shown(part, in_pence=key == "pence") for key, part in value.items() if part is not None)
        return " · ".join(part for part in parts if part)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(Money(value)) if in_pence and isinstance(value, int) else _short(str(value))


def _finding_lines(finding: "Finding") -> "Iterator[str]":
    yield f"  {finding.severity:<8} {finding.code}: {finding.message}"
    if finding.text:
        yield f"           “{_short(finding.text)}”"


def _short(text: str) -> str:
    line = "".join(character if character.isprintable() else " " for character in " ".join(text.split()))
    return line if len(line) <= _LONGEST_VALUE else f"{line[: _LONGEST_VALUE - 1]}…"


def _write(text: str) -> None:
    """Exactly these characters as UTF-8, whatever the terminal's encoding and line endings are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
