"""The peers of the claims benchmark: recognisers run over texts in an environment of their own.

Reads a JSON list of texts from standard input; writes a line for each peer: its name, seconds, the spans it found.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version

PASSES = 2
Find = Callable[[str], list[tuple[int, int]]]


def recognizers_numbers() -> Find:
    """Return the recogniser of numbers of recognizers-text."""
    from recognizers_number import NumberRecognizer  # noqa: PLC0415 - each peer is imported when its turn comes

    model = NumberRecognizer("zh-cn").get_number_model()
    return lambda text: [(found.start, found.end + 1) for found in model.parse(text)]


def recognizers_units() -> Find:
    """Return the recogniser of sums and quantities with their units of recognizers-text."""
    from recognizers_number_with_unit import NumberWithUnitRecognizer  # noqa: PLC0415

    recognizer = NumberWithUnitRecognizer("zh-cn")
    models = [recognizer.get_currency_model(), recognizer.get_dimension_model(), recognizer.get_age_model()]
    return lambda text: [(found.start, found.end + 1) for model in models for found in model.parse(text)]


def jionlp_money() -> Find:
    """Return the recogniser of sums of money of jionlp."""
    import jionlp  # noqa: PLC0415

    return lambda text: [tuple(found["offset"]) for found in jionlp.ner.extract_money(text)]


def jionlp_times() -> Find:
    """Return the recogniser of times of jionlp."""
    import jionlp  # noqa: PLC0415

    return lambda text: [tuple(found["offset"]) for found in jionlp.ner.extract_time(text)]


PEERS = (
    ("recognizers-text numbers", "recognizers-text-number", recognizers_numbers),
    ("recognizers-text units", "recognizers-text-number-with-unit", recognizers_units),
    ("jionlp money", "jionlp", jionlp_money),
    ("jionlp times", "jionlp", jionlp_times),
)


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text with their offsets; a whole text at once would slow the peers down."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def main() -> None:
    """Run every peer."""
    texts = json.load(sys.stdin)
    out = sys.stdout
    for name, package, build in PEERS:
        sys.stdout = sys.stderr  # a peer greets on import
        find = build()
        best, spans = float("inf"), []
        for _ in range(PASSES):
            start = time.process_time()
            spans = [[(at + a, at + b) for at, line in lines(text) for a, b in find(line)] for text in texts]
            best = min(best, time.process_time() - start)
        sys.stdout = out
        print(json.dumps({"name": f"{name} {version(package)}", "seconds": best, "spans": spans}), flush=True)


if __name__ == "__main__":
    main()
