"""How fast, how large and how right is linking two files, beside plain Splink on the same files?

    .venv/bin/python -m bench.bench_linkage             12,000 × 20,000, a city-region
    .venv/bin/python -m bench.bench_linkage --large     250,000 × 300,000, a country; some minutes

Plain Splink reads the same CSV with DuckDB, compares in the same way, trains on the files at hand and predicts, all in
one piece; a pair counts from even odds, each person once. Ours reads and checks every cell, uses the frozen model and
chooses. Each way runs in a process of its own, whose processor seconds and largest memory are printed too. All people
are made up from a seed and the rates at which the files disagree are invented: compare, do not quote. Nothing is gated.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SIZES = {"city": (12_000, 20_000, 3_500), "country": (250_000, 300_000, 64_799)}
BASELINES = {  # F1 of the comparison on which the methods were chosen
    "city": {"key": 0.820, "rules": 0.890, "initials": 0.907, "names": 0.985, "keys": 0.928},
    "country": {"key": 0.324, "rules": 0.881, "initials": 0.893, "names": 0.976},
}
TODAY = "2026-04-01"
SEED = 7


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--way", nargs=3, metavar=("WAY", "KIND", "FOLDER"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.way:
        way, kind, folder = args.way
        print(json.dumps({"ours": ours, "plain": plain, "rules": rules}[way](kind, Path(folder))))
        return
    size = "country" if args.large else "city"
    probation, treatment, both = SIZES[size]
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        _make(folder, SIZES[size])
        print(f"{probation:,} × {treatment:,} made-up people, {both:,} in both, seed {SEED}")
        print(f"{'':34}{'precision':>10}{'recall':>8}{'F1':>7}{'was':>7}{'seconds':>9}{'CPU':>7}{'GiB':>6}")
        found = _run("rules", "names", folder)
        for name, words in (("key", "initials, birth date, sex"), ("rules", "three plain rules")):
            _print(words, found[name], BASELINES[size][name])
        for kind in ("initials", "names", "keys"):
            for way in ("plain", "ours"):
                found = _run(way, kind, folder)
                _print(
                    f"{'Splink, ' if way == 'plain' else 'ours, '}{kind}", found, BASELINES[size].get(kind)
                )
                print(f"{'':10}{', '.join(f'{name} {took:.1f} s' for name, took in found['steps'].items())}")


def _make(folder: Path, sizes: tuple[int, int, int]) -> None:
    from pyarrow import csv

    from throughline.evidence.linkage.keys import write_keyed
    from throughline.evidence.linkage.reading import read
    from throughline.evidence.synthetic.pairs import as_csv, make

    made = make(SEED, *sizes)
    for name, table in (("probation", made.probation), ("treatment", made.treatment)):
        (folder / f"{name}-names.csv").write_bytes(as_csv(table))
        (folder / f"{name}-initials.csv").write_bytes(as_csv(table, initials_only=True))
        write_keyed(
            read(folder / f"{name}-names.csv"),
            b"a bench has no secret to keep....",
            folder / f"{name}-keys.csv",
        )
    csv.write_csv(made.truth, folder / "known.csv")


def _run(way: str, kind: str, folder: Path) -> dict[str, Any]:
    words = [sys.executable, "-m", "bench.bench_linkage", "--way", way, kind, str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _print(words: str, found: dict[str, Any], was: float | None) -> None:
    said = f"{found['precision']:10.3f}{found['recall']:8.3f}{found['f1']:7.3f}{was or 0:7.3f}"
    took = f"{found.get('seconds', 0):9.1f}{found.get('cpu', 0):7.1f}{found.get('gib', 0):6.2f}"
    print(f"{words:<34}{said}{took}", flush=True)


def _files(kind: str, folder: Path) -> Any:
    from datetime import date

    from throughline.evidence.linkage.linking import take

    return take(
        folder / f"probation-{kind}.csv",
        folder / f"treatment-{kind}.csv",
        today=date.fromisoformat(TODAY),
        kind=kind,  # type: ignore[arg-type]  # one of KINDS
    )


def _truth(folder: Path, files: Any) -> set[tuple[int, int]]:
    from throughline.evidence.linkage.known import known_pairs, with_known

    return known_pairs(with_known(files.probation, files.treatment, folder / "known.csv"), files.treatment)


def _right(pairs: set[tuple[int, int]], truth: set[tuple[int, int]]) -> dict[str, float]:
    right = len(pairs & truth)
    return {
        "precision": right / max(1, len(pairs)),
        "recall": right / len(truth),
        "f1": 2 * right / (len(pairs) + len(truth)),
    }


def _told(began: float, steps: dict[str, float]) -> dict[str, Any]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    return {"seconds": time.perf_counter() - began, "cpu": time.process_time(), "steps": steps, "gib": peak}


def rules(kind: str, folder: Path) -> dict[str, Any]:
    """The plain rules, every pair that they link."""
    from throughline.evidence.linkage.engine import compared
    from throughline.evidence.linkage.passes import MONITORING_KEY, PASSES, pairs

    files = _files(kind, folder)
    truth = _truth(folder, files)
    with compared(files.probation, files.treatment) as connection:
        return {
            name: _right(set(pairs(connection, passes)), truth)
            for name, passes in (("key", (MONITORING_KEY["names"],)), ("rules", PASSES["names"]))
        }


def ours(kind: str, folder: Path) -> dict[str, Any]:
    """As `need link` does it, from the files to the links."""
    from throughline.evidence.linkage.choosing import choose
    from throughline.evidence.linkage.scoring import score

    began = time.perf_counter()
    files = _files(kind, folder)
    read = time.perf_counter()
    scored = score(files.probation, files.treatment, files.model)
    compared = time.perf_counter()
    chosen = choose(scored, files.model.share, (len(files.probation), len(files.treatment)))
    steps = {
        "read and checked": read - began,
        "compared": compared - read,
        "chosen": time.perf_counter() - compared,
    }
    told = _told(began, steps)
    made = chosen.is_link & (chosen.probability >= 0.5)
    pairs = set(zip(scored.left[made].tolist(), scored.right[made].tolist(), strict=True))
    return {**_right(pairs, _truth(folder, files)), **told}


def plain(kind: str, folder: Path) -> dict[str, Any]:
    """Splink as its documentation teaches it, by the same comparisons."""
    import logging

    import duckdb
    from splink import DuckDBAPI, Linker

    from throughline.evidence.linkage.comparing import TRAINED_ON, settings
    from throughline.evidence.linkage.engine import _DERIVED, _NAMED

    logging.getLogger("splink").setLevel(logging.ERROR)
    began = time.perf_counter()
    con = duckdb.connect(config={"threads": 2})
    for name in ("probation", "treatment"):
        con.execute(
            f"CREATE TABLE {name} AS WITH given AS (SELECT row_number() OVER (ORDER BY person) - 1 AS number, * REPLACE"
            " (date_diff('day', DATE '1970-01-01', birth_date)::INT AS birth_date, nullif(sex, '') AS sex,"
            f" lower(locality) AS locality, nullif(sector, '') AS sector {_lower(kind)})"
            f" FROM read_csv('{folder}/{name}-{kind}.csv', types={{'birth_date': 'DATE'}}))"
            f" SELECT number, {_NAMED[kind]}, {_DERIVED} FROM given"
        )
    api = DuckDBAPI(con)
    splink = Linker([api.register("probation"), api.register("treatment")], settings(kind), log_level=None)  # type: ignore[arg-type]
    read = time.perf_counter()
    splink.training.estimate_u_using_random_sampling(max_pairs=2e7, seed=1, min_count_per_level=None)
    for rule in TRAINED_ON:
        splink.training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=True, max_pairs=2e6
        )
    many = con.execute("SELECT count(*) FROM treatment").fetchone()
    splink._settings_obj._probability_two_random_records_match = (
        0.27 / many[0]
    )  # as well as anybody could know it
    trained = time.perf_counter()
    found = splink.inference.predict(threshold_match_probability=0.5)
    rows = con.execute(
        f"SELECT number_l, number_r FROM {found.physical_name} ORDER BY match_weight DESC, number_l, number_r"
    ).fetchall()
    predicted = time.perf_counter()
    pairs, left, right = set(), set(), set()
    for one, other in rows:
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
            pairs.add((one, other))
    steps = {"read": read - began, "trained": trained - read, "predicted": predicted - trained}
    told = _told(began, steps)
    return {**_right(pairs, _truth(folder, _files(kind, folder))), **told}


def _lower(kind: str) -> str:
    names = {"names": ("forename", "surname"), "initials": ("forename_initial", "surname_initial")}.get(
        kind, ()
    )
    return "".join(f", lower({name}) AS {name}" for name in names)


if __name__ == "__main__":
    main()
