"""Benchmark of reading numbers: ours on judged documents, beside recognisers of numbers and of money, in one run.

    python bench/claims.py --peers-python /path/to/venv/bin/python --held-out DIR
    python bench/claims.py --judge DIR… > FIRST.jsonl     # of sets whose errors nobody has read yet
    python bench/claims.py --judged FIRST.jsonl… --fit    # weights of the confidence, from such first readings

The kit brings texts, gold and scorer. The peers live in an environment of their own, made by whoever runs this:
`pip install jionlp==1.5.31 recognizers-text-number-with-unit==1.0.2a2 "emoji<2"`. They find digits, units or times, not
claims: of them only the share of facts whose number they see is given.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import json
import os
import platform
import resource
import subprocess
import sys
import time
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from ruraletl.claims import READER_VERSION, read_claims, read_text
from ruraletl.claims.confidence import SURE, TABLE, find_confidence

ROOT = Path(__file__).resolve().parents[1]
PASSES = 5  # of which the fastest counts
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
HIGHEST = 3.9  # log-odds of 0.98; no reader is sure
PRIOR = 3.0  # by which a weight is drawn to nothing
ROUNDS, STEP = 400, 0.2  # of the ascent; the step in shares of what each code would need if it stood alone
FOLDS = 10  # of documents, in the table of reliability
SMALLEST = 0.01  # weight that is written down
OLDER = "older"  # of a claim, once for each version that its reader is older than the newest; fitted, not written
PEERS = Path(__file__).with_name("claims_peers.py")
TIMEOUT_S = 1200  # for all peers


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of ours with the judge's word on it."""

    document: str
    version: int  # of the reader
    reasons: tuple[str, ...]
    right: bool


def main() -> None:
    """Run, print and save the tables; or fit the confidence."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--kit", type=Path, default=ROOT.parent / "shared" / "eval" / "claims")
    parser.add_argument("--held-out", type=Path, action="append", default=[], help="sets that no rule was written for")
    parser.add_argument("--peers-python", help="interpreter of the environment that holds the peers")
    parser.add_argument("--judge", type=Path, nargs="+", help="print the judgements on these sets and stop")
    parser.add_argument(
        "--judged", type=Path, nargs="+", default=[], help="judgements that were kept, for the confidence"
    )
    parser.add_argument("--fit", action="store_true", help="fit the confidence to the judgements and stop")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "claims.md")
    options = parser.parse_args()
    sys.path.insert(0, str(options.kit))
    if options.judge:
        for judged in judge_sets(options.judge):
            print(json.dumps(asdict(judged)))
        return
    judged = load_judged(options.judged) if options.judged else judge_sets([options.kit, *options.held_out])
    if options.fit:
        fit_table(judged)
        return
    report = "\n".join(write_report(options.kit, options.held_out, options.peers_python, judged))
    print(report)
    options.out.write_text(report + "\n", encoding="utf-8")


def write_report(kit: Path, held_out: Sequence[Path], peers: str | None, judged: Sequence[Judged]) -> list[str]:
    """Return the lines of the report."""
    return [
        "# Reading numbers: results",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, reader version {READER_VERSION}, Python {platform.python_version()}.",
        f"Made by `bench/claims.py`; times are processor seconds of one core, the fastest of {PASSES} passes.",
        f"Load of the machine meanwhile: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; a busy one is slower.",
        "",
        *accuracy_table(kit, held_out),
        "",
        *speed_table(kit, peers),
        "",
        *reliability_table(judged),
    ]


def accuracy_table(kit: Path, held_out: Sequence[Path]) -> list[str]:
    """Score ours and the kit's floor on the kit, and on the other sets together; ours on each of these."""
    floor = importlib.import_module("floor").read_claims
    columns = {
        f"{name}, DEV": score_sets([kit], extract) for name, extract in (("floor", floor), ("ours", read_claims))
    }
    if held_out:
        columns |= {
            "floor, other sets": score_sets(held_out, floor),
            "ours, other sets": score_sets(held_out, read_claims),
        }
    lines = [
        "## Right up to each level (F1)",
        "",
        f"| level | {' | '.join(columns)} |",
        "|---|" + "---|" * len(columns),
    ]
    for level in columns["ours, DEV"]["levels"]:
        cells = (f"{summary['levels'][level]['f1']:.3f}" for summary in columns.values())
        lines.append(f"| {level} | {' | '.join(cells)} |")
    lines.append(f"| facts | {' | '.join(str(summary['facts']) for summary in columns.values())} |")
    if held_out:
        lines += ["", "| set | texts | facts | span | full |", "|---|---|---|---|---|"]
        lines += [set_row(folder) for folder in held_out]
    return lines


def set_row(folder: Path) -> str:
    """Score ours on one set, as a line of the table of sets."""
    summary = score_sets([folder], read_claims)
    texts = len(importlib.import_module("run").read_calls(folder))
    span, full = (summary["levels"][level]["f1"] for level in ("span", "full"))
    return f"| {folder.name} | {texts} | {summary['facts']} | {span:.3f} | {full:.3f} |"


def score_sets(folders: Sequence[Path], extract: Callable[..., Any]) -> dict[str, Any]:
    """Score an extractor on sets; return the scorer's summary of them together."""
    run, score = importlib.import_module("run"), importlib.import_module("score")
    report = score.Report()
    for folder in folders:
        calls = run.read_calls(folder)
        records = [run.as_record(name, text, claim) for name, text, known in calls for claim in extract(text, **known)]
        report = sum(score.score_set(folder, records).values(), report)
    return dict(report.summary())


def speed_table(kit: Path, peers: str | None) -> list[str]:
    """Time ours and the peers on the kit's texts, one behind the other."""
    run = importlib.import_module("run")
    calls = run.read_calls(kit)
    texts = [text for _, text, _ in calls]
    size = sum(len(text.encode()) for text in texts)
    rows = [("ruraletl claims", best_of(lambda: [read_text(text, **known) for _, text, known in calls]), "1.000")]
    if peers:
        facts = read_facts(kit)
        done = subprocess.run(  # noqa: S603 - the interpreter is named by whoever runs this
            [peers, PEERS], input=json.dumps(texts), stdout=subprocess.PIPE, text=True, check=True, timeout=TIMEOUT_S
        )
        for line in done.stdout.splitlines():
            found = json.loads(line)
            rows.append((found["name"], found["seconds"], f"{share_seen(calls, facts, found['spans']):.3f}"))
    ours = rows[0][1]
    lines = [
        "## Speed",
        "",
        "| what | MB/s | times slower than ours | facts whose number it sees |",
        "|---|---|---|---|",
    ]
    lines += [f"| {name} | {size / 1e6 / t:.2f} | {t / ours:.1f} | {seen} |" for name, t, seen in rows]
    return [*lines, "", f"Import {import_time():.2f} s; peak memory of this process {peak_memory():.0f} MB."]


def best_of(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return the shortest time of several passes, in seconds of this processor, or of another clock."""
    seconds = []
    for _ in range(PASSES):
        start = clock()
        work()
        seconds.append(clock() - start)
    return min(seconds)


def import_time() -> float:
    """Return how long a new process takes to import the reader beyond its own start, in seconds."""

    def start(code: str) -> float:
        return best_of(lambda: subprocess.run([sys.executable, "-c", code], check=True), time.perf_counter)  # noqa: S603

    return start("import ruraletl.claims") - start("pass")


def peak_memory() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def read_facts(folder: Path) -> dict[str, list[tuple[int, int]]]:
    """Return where the facts of a set stand, by document."""
    facts = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["is_indicator"]:
            facts[record["doc_id"]].append((record["start"], record["end"]))
    return facts


def share_seen(calls: Sequence[Any], facts: dict[str, list[tuple[int, int]]], spans: Sequence[Any]) -> float:
    """Return the share of facts that some span overlaps."""
    seen = total = 0
    for (name, *_), found in zip(calls, spans, strict=True):
        for start, end in facts[name]:
            total += 1
            seen += any(first < end and start < last for first, last in found)
    return seen / total


def judge_sets(folders: Sequence[Path]) -> list[Judged]:
    """Read sets and tell of each scored claim whether all of it is right."""
    return [judged for folder in folders for judged in judge_set(folder)]


def load_judged(files: Sequence[Path]) -> list[Judged]:
    """Load the judgements of first readings; those of an older reader say so among their reasons."""
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    newest = max(row["version"] for row in rows)
    older = ((OLDER,) * (newest - row["version"]) for row in rows)
    return [Judged(**row | {"reasons": (*row["reasons"], *codes)}) for row, codes in zip(rows, older, strict=True)]


def judge_set(folder: Path) -> list[Judged]:
    """Read a set and tell of each scored claim whether all of it is right."""
    run, score = importlib.import_module("run"), importlib.import_module("score")
    calls = {name: (text, known) for name, text, known in run.read_calls(folder)}
    gold = defaultdict(list)
    for record in score.read_jsonl(folder / "gold.jsonl"):
        gold[record["doc_id"]].append(record)
    judged = []
    for document in score.read_jsonl(folder / "documents.jsonl"):
        name = document["doc_id"]
        text, known = calls[name]
        claims = {claim.start: claim for claim in read_claims(text, **known)}
        records = [run.as_record(name, text, claim) for claim in claims.values()]
        report = score.score_document(document, gold[name], records)
        right = {claim["start"] for _, claim, verdict in report.pairs if all(verdict.values())}
        starts = [record["start"] for record in report.claims]
        version = int(READER_VERSION)
        judged += [Judged(folder.name + name, version, claims[at].reasons, at in right) for at in starts]
    return judged


def fit_weights(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the log-odds of a claim without a doubt, and what each reason takes away: a logistic regression.

    Weights are drawn to nothing by the prior and never raise a claim; the start is held under the highest confidence.
    Claims with the same reasons count together.
    """
    groups: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    for claim in judged:
        groups[claim.reasons][claim.right] += 1
    weights = dict.fromkeys([SURE, *sorted({reason for reasons in groups for reason in reasons})], 0.0)
    for _ in range(ROUNDS):
        slopes = {code: -PRIOR * weight if code != SURE else 0.0 for code, weight in weights.items()}
        bends = dict.fromkeys(weights, PRIOR)
        for reasons, (wrong, right) in groups.items():
            share = find_confidence(reasons, weights)
            for code in (SURE, *reasons):
                slopes[code] += right - (wrong + right) * share
                bends[code] += (wrong + right) * share * (1 - share)
        for code, slope in slopes.items():
            weights[code] = min(weights[code] + STEP * slope / bends[code], HIGHEST if code == SURE else 0.0)
    return weights


def fit_table(judged: Sequence[Judged]) -> None:
    """Write the weights where the reader finds them."""
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines, lineterminator="\n")
        rows.writerow(("reason", "weight"))
        rows.writerows(
            (code, f"{weight:.3f}")
            for code, weight in fit_weights(judged).items()
            if abs(weight) >= SMALLEST and code != OLDER
        )


def rank_share(expected: Sequence[tuple[float, bool]]) -> float:
    """Return the share of pairs, one right and one wrong, in which the right is trusted more; ties count half."""
    wrong = sorted(value for value, right in expected if not right)
    above = [bisect_left(wrong, value) + bisect_right(wrong, value) for value, right in expected if right]
    return sum(above) / max(1, 2 * len(above) * len(wrong))


def reliability_table(judged: Sequence[Judged]) -> list[str]:
    """Compare confidence and share right, each document judged with factors fitted on the others."""
    documents = sorted({claim.document for claim in judged})
    expected: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        aside = set(documents[fold::FOLDS])
        weights = fit_weights([claim for claim in judged if claim.document not in aside])
        own = (claim for claim in judged if claim.document in aside)
        expected += [(find_confidence(claim.reasons, weights), claim.right) for claim in own]
    lines = [
        "## Confidence",
        "",
        f"{len(judged)} claims of {len(documents)} documents, with weights fitted on the nine tenths they are not",
        f"of. Of two claims, one right and one wrong, the right one is trusted more in {rank_share(expected):.1%}.",
        "",
        "| confidence | claims | mean confidence | share right |",
        "|---|---|---|---|",
    ]
    for low, high in pairwise(BINS):
        inside = [(value, right) for value, right in expected if low <= value < high]
        if inside:
            mean, share = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            lines.append(f"| {low:.1f}–{min(high, 1.0):.1f} | {len(inside)} | {mean:.2f} | {share:.2f} |")
    return lines


if __name__ == "__main__":
    main()
