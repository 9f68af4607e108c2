"""The slowest of hostile queries on a large library, and whether any raises.

    python tests/bench/hostile.py PASSAGES.txt [--seconds 60] [--seed N]

``PASSAGES.txt`` has a passage a line. Queries are of any Unicode and up to 4,000 characters: noise, the library's most
frequent words and beginnings, its own text cut and glued, phrases, minuses, one word without end.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

LONGEST = 4000


def makers(passages: list[str], chance: random.Random) -> list[Callable[[], str]]:
    """Return what makes hostile queries."""
    counted = Counter(word for passage in chance.sample(passages, min(5000, len(passages))) for word in passage.split())
    frequent = [word for word, _ in counted.most_common(300)]
    return [
        lambda: "".join(
            chr(chance.choice((chance.randrange(0xD800), chance.randrange(0xE000, 0x110000))))
            for _ in range(chance.randrange(LONGEST))
        ),
        lambda: "".join(chance.choices("abcdefghij -\"'“”", k=chance.randrange(LONGEST))),
        lambda: " ".join(chance.choices(frequent, k=chance.randint(1, 60))),
        lambda: '"' + " ".join(chance.choices(frequent[:20], k=chance.randint(2, 5))) + '"',
        lambda: " ".join("-" + word for word in chance.choices(frequent, k=8)) + " " + chance.choice(frequent),
        lambda: chance.choice(passages)[: chance.randrange(1, 400)],
        lambda: chance.choice(passages)[:300].replace(" ", ""),
        lambda: " ".join(word[: chance.randint(1, 3)] for word in chance.choice(passages).split()[:40]),
        lambda: " ".join("".join(chance.choices("etaoinsr", k=4)) for _ in range(40)),
        lambda: chance.choice("ax1é") * chance.randrange(LONGEST),
        lambda: chance.choice(passages).translate({ord("e"): "e\u0301\u0335" * 9}),
    ]


def main() -> None:
    """Print how many queries were asked and how long the slowest took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("passages", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    from bot.library.search.index import Index

    passages = options.passages.read_text(encoding="utf-8").splitlines()
    index = Index.build(passages)
    made = makers(passages, random.Random(options.seed))
    took: list[tuple[float, str]] = []
    end = time.perf_counter() + options.seconds
    while time.perf_counter() < end:
        query = made[len(took) % len(made)]()
        for ask in (index.search, index.complete):
            began = time.perf_counter()
            ask(query, 25)
            took.append((time.perf_counter() - began, query))
    took.sort(reverse=True)
    print(f"{len(took):,} queries, p50 {took[len(took) // 2][0] * 1000:.1f} ms, the slowest:")
    for seconds, query in took[:5]:
        print(f"{seconds * 1000:7.1f} ms  {query[:80]!r}")


if __name__ == "__main__":
    main()
