"""How well the score tells what is in a library from what is not: the shares served and refused, by threshold.

    python tests/bench/refusals.py --bench DIR --data DATA [--sizes 65 1000 ...] [--seed N]

``DIR`` has the shared bench's ``queries.py``, ``DATA`` its libraries. True queries are 60 of each class, of which those
count whose passage comes first. Foreign ones are the lines of ``tests/library/foreign.txt`` and nonsense, 300 in all;
the famous lines that the larger libraries hold themselves (the Bible, proverbs) are left out there.
"""

import argparse
import importlib
import random
import sys
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[2]))

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
FOREIGN = 300


def nonsense(chance: random.Random, count: int) -> list[str]:
    """Return queries of one to five words of no language."""
    hammered = [lambda: "".join(chance.choices("qwrtpsdfghjklzxcvbnm", k=chance.randint(4, 8)))]
    spoken = [lambda: "".join(chance.choice("bcdfghklmnprstvzxq") + chance.choice("aeiouy") for _ in range(3))]
    return [" ".join(chance.choice(hammered + spoken)() for _ in range(chance.randint(1, 5))) for _ in range(count)]


def main() -> None:
    """Print a table of each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="*", default=[65, 1000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.path.insert(0, str(options.bench))
    queries = importlib.import_module("queries")
    print("| passages | what | " + " | ".join(f"{each:.1f}" for each in THRESHOLDS) + " |")
    print("|---|---|" + "---|" * len(THRESHOLDS))
    for size in options.sizes:
        passages = (options.data / f"passages_{size}.txt").read_text(encoding="utf-8").splitlines()
        classes = [each for each in queries.CLASSES if not each.startswith("prefix")]
        true = queries.make(passages, 60, options.seed, n_real=167_185, classes=classes)
        served, refused = measure(passages, true, foreign(passages, random.Random(options.seed)))
        print(f"| {size:,} | true, served | " + " | ".join(f"{each:.3f}" for each in served) + " |")
        print("| | foreign, refused | " + " | ".join(f"{each:.3f}" for each in refused) + " |", flush=True)


def foreign(passages: list[str], chance: random.Random) -> list[str]:
    """Return 300 queries of which nothing in the library is meant."""
    lines = (HERE.parents[1] / "library" / "foreign.txt").read_text(encoding="utf-8").splitlines()
    library = "\n".join(passages).lower()
    held = [line for line in lines if line and not line.startswith("#") and line.lower() not in library]
    return held + nonsense(chance, FOREIGN - len(held))


def measure(passages: list[str], true: list[dict[str, object]], others: list[str]) -> tuple[list[float], list[float]]:
    """Return, by threshold, which share of the true queries is served, and of the others refused."""
    from bot.library.search.index import Index

    index = Index.build(passages)
    right = [
        found[0].score
        for query in true
        if (found := index.search(str(query["q"]), 5)) and found[0].passage == query["target"]
    ]
    wrong = [found[0].score if (found := index.search(query, 5)) else 0.0 for query in others]
    served = [sum(score >= each for score in right) / len(right) for each in THRESHOLDS]
    return served, [sum(score < each for score in wrong) / len(wrong) for each in THRESHOLDS]


if __name__ == "__main__":
    main()
