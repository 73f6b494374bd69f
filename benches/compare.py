#!/usr/bin/env python3
"""Whole runs of `skillgap score` beside the same work done by Polars, and beside copying the same bytes.

    cargo build --release
    python3 benches/compare.py [--rows 10000 100000 1000000] [--repeats 5] [--reports 10000] [--folder DIR]

The programs run in turn, so that whatever else the machine does meets all of them; medians are compared, and ratios
printed. Polars computes the same columns but `unmet_must` and `top_gaps`; the time that Python and Polars take to start
is taken off its side. Every number of both outputs must be equal. Needs Python 3.9 or newer; without Polars only the copy
is compared.
"""

import argparse
import csv
import filecmp
import itertools
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent.parent / "target" / "release" / "skillgap"

# The role that the first pack is built for: competency, domain, level, importance.
TARGETS = [
    ("health-it-systems", "technical", 4, 5), ("data-management", "technical", 4, 3),
    ("system-implementation", "technical", 5, 4), ("interoperability", "technical", 4, 4),
    ("cybersecurity", "technical", 4, 3), ("data-governance", "technical", 5, 3),
    ("healthcare-practices", "clinical", 4, 4), ("patient-care-alignment", "clinical", 5, 4),
    ("clinical-decision-support", "clinical", 4, 5), ("evidence-based-guidelines", "clinical", 4, 2),
    ("telehealth-patient-engagement", "clinical", 4, 2), ("team-leadership", "leadership", 5, 6),
    ("project-management", "leadership", 4, 4), ("strategic-planning", "leadership", 5, 8),
    ("regulatory-compliance", "leadership", 4, 5), ("innovation-emerging-tech", "leadership", 4, 3),
    ("budget-vendor-management", "leadership", 4, 3), ("stakeholder-communication", "communication", 5, 6),
    ("training-support", "communication", 4, 3), ("change-adoption", "communication", 5, 5),
    ("executive-influence", "communication", 5, 3), ("data-analysis", "analytical", 4, 4),
    ("problem-solving", "analytical", 4, 4), ("predictive-analytics-ai", "analytical", 4, 3),
    ("process-improvement", "analytical", 4, 4),
]
DOMAINS = list(dict.fromkeys(domain for _, domain, _, _ in TARGETS))
NAMES = [name for name, _, _, _ in TARGETS]


def write_answers(rows, path):
    """Made-up answers to the short form: ratings around a skill of each person, two cells in a hundred empty."""
    numbers = random.Random(1)
    with open(path, "w", newline="\n") as out:
        out.write("respondent," + ",".join(NAMES) + "\n")
        for row in range(rows):
            skill = numbers.gauss(2.2, 1.1)
            cells = (
                "" if numbers.random() < 0.02 else str(min(5, max(0, round(skill + numbers.gauss(0, 1)))))
                for _ in NAMES
            )
            out.write(f"s-{row:08d},{','.join(cells)}\n")


def score_with_polars(source, target):
    import polars as pl

    level = {name: pl.col(name).cast(pl.Int32) for name in NAMES}
    answered = {name: level[name].is_not_null().cast(pl.Int32) for name in NAMES}

    def gap(name, target, missing=None):
        value = level[name] if missing is None else level[name].fill_null(missing)
        return (target - value).clip(lower_bound=0)

    def total(terms):
        return pl.sum_horizontal(list(terms))

    importance = sum(weight for _, _, _, weight in TARGETS)
    needed = sum(weight * target for _, _, target, weight in TARGETS)
    shown = total(answered[name] * weight for name, _, _, weight in TARGETS)
    shown_needed = total(answered[name] * weight * target for name, _, target, weight in TARGETS)
    lost = total((weight * gap(name, target)).fill_null(0) for name, _, target, weight in TARGETS)
    count = total(answered.values())

    def domain(wanted):
        own = [(name, weight) for name, domain, _, weight in TARGETS if domain == wanted]
        points = total((level[name] * weight).fill_null(0) for name, weight in own)
        return (points / total(answered[name] * weight for name, weight in own)).fill_nan(None)

    pl.scan_csv(source, schema={"respondent": pl.String, **{name: pl.Int8 for name in NAMES}}).select(
        "respondent",
        pl.lit("clinical-informatics-director").alias("role"),
        pl.lit("short").alias("form"),
        count.alias("answered"),
        pl.lit(len(TARGETS)).alias("items"),
        (count / len(TARGETS)).alias("coverage"),
        pl.when(shown * 10 >= importance * 8).then(1 - lost / shown_needed).alias("readiness"),
        *(
            (1 - total(weight * gap(name, target, missing) for name, _, target, weight in TARGETS) / needed).alias(alias)
            for alias, missing in (("readiness_low", 0), ("readiness_high", 5))
        ),
        *(domain(name).alias(f"domain.{name}") for name in DOMAINS),
        *(level[name].cast(pl.Float64).alias(f"level.{name}") for name in NAMES),
    ).sink_csv(target, float_precision=4)


def run(command):
    """Seconds on the clock, seconds of processors, and the peak of memory in MiB.

    A program's peak counts what the program that started it had; so a small one starts it."""
    measure = [sys.executable, __file__, "--measure", *map(str, command)]
    said = subprocess.run(measure, check=True, stdout=subprocess.PIPE).stdout
    return [float(number) for number in said.split()[-3:]]


def measure(command):
    begun = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    if status != 0:
        sys.exit(f"{command[0]} failed")
    print(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def medians(runs):
    return [statistics.median(column) for column in zip(*runs)]


def differences(ours, theirs):
    """How many numbers differ between two tables, by the columns of the second."""
    with open(ours, newline="") as a, open(theirs, newline="") as b:
        a, b = csv.reader(a), csv.reader(b)
        header, wanted = next(a), next(b)
        places = [header.index(name) for name in wanted]
        count = 0
        for left, right in itertools.zip_longest(a, b):
            if left is None or right is None:
                return "another number of rows"
            count += sum(left[place] != cell for place, cell in zip(places, right))
        return count


def has_polars():
    try:
        import polars  # noqa: F401
    except ImportError:
        print("Polars is not here (`pip install polars`): only copying is compared\n", file=sys.stderr)
        return False
    return True


def compare_scores(args, folder):
    peer = has_polars()
    print("| rows | Polars / skillgap | on one thread | processor time | skillgap / copy | skillgap, MiB | Polars, MiB | numbers that differ |")
    print("|---|---|---|---|---|---|---|---|")
    for rows in args.rows:
        source, ours, single, theirs = (folder / name for name in ("in.csv", "ours.csv", "single.csv", "theirs.csv"))
        write_answers(rows, source)
        times = {"ours": [], "single": [], "theirs": [], "start": [], "copy": []}
        for _ in range(args.repeats):
            for path in (ours, single, theirs, folder / "copy"):
                path.unlink(missing_ok=True)
            times["ours"].append(run([PROGRAM, "score", source, "-o", ours, "-q"]))
            if peer:
                times["theirs"].append(run([sys.executable, __file__, "--peer", source, theirs]))
                times["start"].append(run([sys.executable, "-c", "import polars"]))
            times["single"].append(run([PROGRAM, "score", source, "-o", single, "-q", "--threads", "1"]))
            begun = time.perf_counter()
            for path in (source, ours):
                shutil.copyfile(path, folder / "copy")
                (folder / "copy").unlink()
            times["copy"].append((time.perf_counter() - begun,))
        if not filecmp.cmp(ours, single, shallow=False):
            sys.exit("one thread and several give other bytes")
        clock, processor, memory = medians(times["ours"])
        cells = [rows]
        if peer:
            start = medians(times["start"])
            their_clock, their_processor, their_memory = medians(times["theirs"])
            cells += [
                f"{(their_clock - start[0]) / clock:.1f}",
                f"{(their_clock - start[0]) / medians(times['single'])[0]:.1f}",
                f"{(their_processor - start[1]) / processor:.1f}",
            ]
        else:
            cells += ["", "", ""]
        cells += [f"{clock / medians(times['copy'])[0]:.1f}", f"{memory:.0f}"]
        cells += [f"{their_memory:.0f}", differences(ours, theirs)] if peer else ["", ""]
        print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def compare_reports(args, folder):
    source = folder / "in.csv"
    write_answers(args.reports, source)
    pages = folder / "pages"
    score = [PROGRAM, "score", source, "-o", folder / "scores.csv", "--force", "-q", "--reports"]
    run([*score, pages])
    ours, copies = [], []
    for turn in range(args.repeats):
        # New folders each time: some file systems are slow where much was deleted just before. Who writes first alternates,
        # and what the one wrote is on the disk before the other begins.
        both = [(ours, [*score, folder / f"pages-{turn}"]), (copies, ["cp", "-r", pages, folder / f"copy-{turn}"])]
        for times, command in both if turn % 2 == 0 else reversed(both):
            os.sync()
            times.append(run(command))
    size = sum(path.stat().st_size for path in pages.iterdir()) / 2**20
    clock, processor, memory = medians(ours)
    speed = medians(copies)[0] / clock
    pairs = ", ".join(f"{copy[0] / own[0]:.2f}" for own, copy in zip(ours, copies))
    print(f"\n{args.reports} reports, {size:.0f} MiB: {speed:.2f} times as fast as `cp -r` of them ({pairs}), {memory:.0f} MiB of memory")
    print(f"processor time: {processor / medians(copies)[1]:.1f} times that of the copy")


def main():
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--reports", type=int, default=0)
    parser.add_argument("--folder", help="where to put the files: on the disk that is to be measured")
    parser.add_argument("--peer", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.peer:
        score_with_polars(*args.peer)
        return
    if not PROGRAM.exists():
        sys.exit("build the program first: cargo build --release")
    print(f"{time.strftime('%d %B %Y')}, {platform.system()} on {platform.machine()}, {os.cpu_count()} processors, medians of {args.repeats}\n")
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        if args.rows:
            compare_scores(args, Path(folder))
        if args.reports:
            compare_reports(args, Path(folder))


if __name__ == "__main__":
    main()
