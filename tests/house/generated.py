"""Which pages of docs/ are made from the code? Run `python -m tests.house.generated` to write them anew."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

from throughline.kernel.lifecycle import Lifecycle

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "throughline"
CITATION = re.compile(r"\bR\d{1,2}\b")


def lifecycles() -> Iterator[Lifecycle]:
    """Every lifecycle table of every room, by room and name."""
    for path in sorted(SOURCE.rglob("lifecycle.py")):
        room = ".".join(path.parent.relative_to(SOURCE).parts)
        if room == "kernel":
            continue
        module = importlib.import_module(f"throughline.{room}.lifecycle")
        yield from (value for _, value in sorted(vars(module).items()) if isinstance(value, Lifecycle))


def lifecycle_page() -> str:
    """docs/lifecycles.md: a diagram and a table for each lifecycle."""
    parts = [
        "# Lifecycles\n\nMade from the tables in code (`lifecycle.py` of each room), which are the law.\n"
    ]
    for each in lifecycles():
        parts.append(f"\n## {each.noun.capitalize()}\n\n```mermaid\n{each.diagram()}```\n\n")
        parts.append("| step | from | to | who may | what it does |\n|---|---|---|---|---|\n")
        for step in each.steps:
            parts.append(
                f"| {step.name.replace('_', ' ')} | {', '.join(step.from_states) or 'nothing'} | {step.to} "
                f"| {', '.join(sorted(step.roles))} | {step.sentence} |\n"
            )
    return "".join(parts)


def dictionary_page() -> str:
    """docs/data-dictionary.md: every column of ours, personal or not, and how long personal ones are kept."""
    from django.apps import apps

    parts = [
        "# Data dictionary\n\nMade from the models. A personal column says how long it is kept. "
        "Each tracked table has a history table with the same columns and the same retention.\n"
    ]
    for app in sorted(apps.get_app_configs(), key=lambda config: config.label):
        if not app.name.startswith("throughline."):
            continue
        for model in sorted(app.get_models(), key=lambda model: model.__name__):
            if model.__name__.endswith("History"):
                continue
            personal: dict[str, str] = getattr(model, "personal_fields", {})
            says = (model.__doc__ or "").strip().partition("\n")[0]
            parts.append(f"\n## {app.label}: {model.__name__}\n\n{says}\n\n")
            parts.append("| column | kind | may be empty | personal, and kept |\n|---|---|---|---|\n")
            for field in model._meta.get_fields():
                if field.auto_created and not field.concrete:
                    continue
                kind = field.get_internal_type()
                empty = "yes" if getattr(field, "null", False) else ""
                parts.append(f"| {field.name} | {kind} | {empty} | {personal.get(field.name, '')} |\n")
    return "".join(parts)


def authority_page() -> str:
    """docs/authority.md: every rule, its authority, and the files that carry it out."""
    rules = _rules()
    cited: dict[str, set[str]] = {}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in {".py", ".html"} and path.is_file():
            for rule in CITATION.findall(path.read_text(encoding="utf-8")):
                cited.setdefault(rule, set()).add(path.relative_to(SOURCE).as_posix())
    parts = [
        "# Authority\n\nEvery rule that the code cites, what it asks for, on whose authority, and where it is "
        "carried out. The wording and the authority stand in `docs/rules.csv`; the last column is found in the code. "
        "Law is *unverified* until the authority's monitoring officer confirms it with name and date.\n\n"
        "| rule | what it asks | authority | carried out in |\n|---|---|---|---|\n"
    ]
    for rule, (asks, authority) in rules.items():
        if rule in cited:
            parts.append(f"| {rule} | {asks} | {authority} | {', '.join(sorted(cited[rule]))} |\n")
    unknown = sorted(cited.keys() - rules.keys())
    if unknown:
        raise ValueError(f"The code cites rules that docs/rules.csv does not have: {', '.join(unknown)}.")
    return "".join(parts)


def _rules() -> dict[str, tuple[str, str]]:
    import csv

    with open(ROOT / "docs" / "rules.csv", encoding="utf-8", newline="") as file:
        return {row["rule"]: (row["asks"], row["authority"]) for row in csv.DictReader(file)}


def measures_page() -> str:
    """docs/measures.md: how measures are made, then each of them as its file has it."""
    from throughline.evidence.measures.catalogue import MEASURES, OBJECTIVES
    from throughline.evidence.measures.shapes import KINDS

    parts = [(Path(__file__).parent / "measures_head.md").read_text(encoding="utf-8")]
    for code, words in OBJECTIVES.items():
        parts.append(f"\n## {code}: {words}\n" if code != "System" else f"\n## {words}\n")
        for each in (one for one in MEASURES if one.objective == code):
            known = f"after {each.matures_after} days" if each.matures_after else "at once"
            needs = (
                f"\n- **Needs** {', '.join(f'`{one}`' for one in each.needs)}; else “not measured”"
                if each.needs
                else ""
            )
            unverified = f" *Unverified:* {each.unverified}" if each.unverified else ""
            parts.append(
                f"\n### {each.name}\n\n{each.definition}\n\n- **Code** `{each.code}`, version {each.version}; "
                f"{KINDS[each.kind]}\n- **Who** {each.cohort}\n- **Left out** {each.exclusions}\n- **Known** {known}\n"
                f"- **Target** {each.target}\n- **Authority** {each.authority}{unverified}{needs}\n"
                f"- **Cannot show** {each.shows_not}\n- **Example** {each.example.how}\n"
            )
    return "".join(parts)


def versions_page() -> str:
    """docs/measure-versions.csv: each version of each measure with its fingerprint, which never changes. R42

    Where a new release of Ibis writes the same in other words, the lines are taken out by hand and made anew.
    """
    import csv
    import io

    from throughline.evidence.measures.catalogue import MEASURES
    from throughline.evidence.measures.fingerprint import fingerprint

    path = ROOT / "docs" / "measure-versions.csv"
    kept: dict[tuple[str, int], str] = {}
    if path.exists():
        with open(path, encoding="utf-8", newline="") as file:
            kept = {(row["measure"], int(row["version"])): row["fingerprint"] for row in csv.DictReader(file)}
    versions_now(kept, {(each.code, each.version): fingerprint(each) for each in MEASURES})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("measure", "version", "fingerprint"))
    writer.writerows((*key, kept[key]) for key in sorted(kept))
    return out.getvalue()


def versions_now(kept: dict[tuple[str, int], str], now: dict[tuple[str, int], str]) -> None:
    """Put new versions to those kept; ValueError when a version that is kept means something else now."""
    changed = [
        f"{code} {version}"
        for (code, version), said in now.items()
        if kept.get((code, version), said) != said
    ]
    if changed:
        raise ValueError(
            f"These measures mean something else than their version says; give them a new one: {', '.join(changed)}."
        )
    kept |= now


PAGES = {
    "lifecycles.md": lifecycle_page,
    "data-dictionary.md": dictionary_page,
    "authority.md": authority_page,
    "measures.md": measures_page,
    "measure-versions.csv": versions_page,
}


def main() -> None:
    """Write every generated page."""
    import django
    import tests.harness  # noqa: F401 - sets the environment that settings read

    django.setup()
    for name, make in PAGES.items():
        (ROOT / "docs" / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
