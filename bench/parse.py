"""Benchmark of reading pages: ours beside other extractors, on the evaluation kit's pages, in one run.

    python bench/parse.py --kit ../shared/eval/html --peers-python /path/to/venv/bin/python

The kit brings the pages, their gold, the adapters of the peers and the scorer. The peers live in an environment of
their own, made by whoever runs this: `pip install -r KIT/peers-requirements.txt`. Every extractor runs in a process
of its own, one behind the other, as many rounds as wanted; of its CPU times on a page the lowest counts.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
OURS = "ruraletl:parse_page"
PEERS = (
    "readability", "trafilatura", "trafilatura_precision", "newspaper4k", "goose3", "justext", "gne", "resiliparse",
    "html_text",
)  # fmt: skip
MEASURES = (
    "P", "R", "F1", "F≥.9", "must", "must-not", "all right", "title", "date", "来源", "kind", "policy", "invented",
    "empty", "failed",
)  # fmt: skip
FAMILIES = ("hand-annotated", "daniel_zh", "aeb")
PACKAGES = """import importlib.metadata as m
print(", ".join(f"{n} {m.version(n)}" for n in (
    "readability-lxml", "trafilatura", "newspaper4k", "goose3", "jusText", "gne", "Resiliparse", "html-text", "lxml")))
"""

Row = dict[str, Any]  # a prediction as the kit saves it
Gold = dict[tuple[str, str], Row]  # by set and id


@dataclass(frozen=True, slots=True)
class Run:
    """What one extractor found, in its best time, and the most memory its process had."""

    name: str
    rows: tuple[Row, ...]
    peak_mb: float


def main() -> None:
    """Run, score, print and save the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--kit", type=Path, default=ROOT.parent / "shared" / "eval" / "html")
    parser.add_argument("--peers-python", type=Path, help="the Python of an environment with the peers")
    parser.add_argument("--peers", default=",".join(PEERS), help="names, divided by commas")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--day", type=date.fromisoformat, default=datetime.now(UTC).date(), help="to be written down")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "parse.md")
    options = parser.parse_args()
    names = [name for name in options.peers.split(",") if name] if options.peers_python else []
    runs = measure(options.kit.resolve(), [OURS, *names], options.peers_python, options.rounds)
    versions = f"ruraletl {version('ruraletl')} (parser {parser_version()}), lxml {version('lxml')}"
    if names:
        peers = subprocess.run([options.peers_python, "-c", PACKAGES], capture_output=True, text=True, check=True)  # noqa: S603
        versions += f"; peers: {peers.stdout.strip()}"
    text = "\n".join(report(runs, load_score(options.kit), options.kit.resolve(), f"{options.day}, {versions}"))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text + "\n", "utf-8")
    print(text)


def parser_version() -> str:
    """Return the version of what is measured."""
    return str(importlib.import_module("ruraletl.parse").PARSER_VERSION)


def measure(kit: Path, names: Sequence[str], peers_python: Path | None, rounds: int) -> list[Run]:
    """Run every extractor, in rounds, so that a busy minute of the machine hits them all."""
    rows: dict[str, list[Row]] = {}
    peaks: dict[str, float] = dict.fromkeys(names, 0.0)
    for _ in range(rounds):
        for name in names:
            found, peak = run_once(kit, name, peers_python)
            before = rows.setdefault(name, found)
            for best, row in zip(before, found, strict=True):
                best["cpu_ms"] = min(best["cpu_ms"], row["cpu_ms"])
            peaks[name] = max(peaks[name], peak)
    return [Run(name, tuple(rows[name]), peaks[name]) for name in names]


def run_once(kit: Path, name: str, peers_python: Path | None) -> tuple[list[Row], float]:
    """Return what an extractor finds on all pages of the kit, and the most memory of its process, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "found.jsonl")
        ours = [sys.executable, str(kit / "run.py"), "--extractor", OURS]
        peer = [str(peers_python), str(kit / "run.py"), "--extractor", "none:none", "--peers", name]
        command = [*(ours if name == OURS else peer), "--out", str(out)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{name} ended with status {process.returncode}; run {' '.join(command)} to see why.")
        return [json.loads(line) for line in out.read_text("utf-8").splitlines()], usage.ru_maxrss / 1024


def load_score(kit: Path) -> Any:  # noqa: ANN401 - a module of the kit, which has no types here
    """Import the kit's scorer."""
    sys.path.insert(0, str(kit))
    return importlib.import_module("score")


def report(runs: Sequence[Run], score: Any, kit: Path, title: str) -> Iterator[str]:  # noqa: ANN401
    """Yield the lines of the report, in Markdown."""
    gold = score.load_gold(kit)
    reports = {run.name: score_run(run, score, gold) for run in runs}
    yield f"# Reading pages: {title}"
    yield f"\n{platform.python_implementation()} {platform.python_version()}, one process at a time."
    yield "CPU ms: median / 95th percentile per page. Peak: the most memory of the process, the kit's pages included."
    for family in FAMILIES:
        yield f"\n## {family}\n"
        columns = [name for name in MEASURES if any(r[family].get(name) is not None for r in reports.values())]
        yield f"| | {' | '.join(columns)} | CPU ms | peak MB |\n|---|{'---|' * (len(columns) + 2)}"
        for run in runs:
            row = reports[run.name][family]
            cells = [score.show_cell(name, row.get(name)) for name in columns]
            yield f"| {run.name} | {' | '.join(cells)} | {row['CPU ms']:.1f} / {row['p95']:.1f} | {run.peak_mb:.0f} |"
    yield from report_speed(runs, gold)
    ours = runs[0]
    yield f"\n## Ours, by feature of the page\n\n| feature | {' | '.join(MEASURES)} |\n|---|{'---|' * len(MEASURES)}"
    for feature, row in sorted(score_run(ours, score, gold, by="feature").items()):
        yield f"| {feature} | {' | '.join(score.show_cell(name, row.get(name)) for name in MEASURES)} |"


def score_run(run: Run, score: Any, gold: Gold, by: str = "family") -> dict[str, Row]:  # noqa: ANN401
    """Return the kit's measures of an extractor, by groups of pages."""
    given = score.find_given(list(run.rows))
    known = [(gold[key], row) for row in run.rows if (key := (row["set"], row["id"])) in gold]
    groups: dict[str, Row] = score.summarise_by([score.score_page(own, row, given) for own, row in known], by)
    return groups


def report_speed(runs: Sequence[Run], gold: Gold) -> Iterator[str]:
    """Yield how many times longer each peer takes than ours: on a page in the median, and over all pages."""
    hand = {key for key, record in gold.items() if record["must"]}
    ours = {(row["set"], row["id"]): row["cpu_ms"] for row in runs[0].rows}
    yield "\n## How many times longer than ours: on the hand-annotated pages, and over all pages"
    yield "\n| | medians | page by page | all pages, sum |\n|---|---|---|---|"
    for run in runs[1:]:
        pairs = [(row["cpu_ms"], ours[key]) for row in run.rows if (key := (row["set"], row["id"])) in hand]
        medians = median(theirs for theirs, _ in pairs) / median(own for _, own in pairs)
        by_page = median(theirs / own for theirs, own in pairs)
        total = sum(row["cpu_ms"] for row in run.rows) / sum(ours.values())
        yield f"| {run.name} | {medians:.1f} | {by_page:.1f} | {total:.1f} |"


if __name__ == "__main__":
    main()
