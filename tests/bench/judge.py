"""How right the quiz's judge is on the labelled set, beside plain likeness, and how long it takes.

    python tests/bench/judge.py [--misses] [--tuning]

The judge was not tuned on the set that is measured; ``--tuning`` measures the one that it was tuned on.
"""

import statistics
import sys
import time
from pathlib import Path

ROUNDS = 5


def main() -> None:
    """Print the table, then the microseconds that an answer takes, and on request what was judged wrongly."""
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    from labelled import MEASURED, TUNED_ON, Labelled, rates, table

    from bot.quiz.judge import judge

    path = TUNED_ON if "--tuning" in sys.argv else MEASURED
    labelled = Labelled()
    ready = labelled.ready(path)
    print(f"{path.name}: {len(ready):,} answers to {len({case.right for case, _ in ready}):,} questions\n")
    print("\n".join(table(ready)))
    times = []
    for _ in range(ROUNDS):
        for case, expected in ready:
            began = time.perf_counter()
            judge(case.given, expected)
            times.append((time.perf_counter() - began) * 1e6)
    ordered = sorted(times)
    print(
        f"\n{statistics.mean(times):.0f} µs an answer on average, {ordered[len(ordered) // 2]:.0f} at the median, "
        f"{ordered[len(ordered) * 99 // 100]:.0f} at the 99th hundredth, {ordered[-1]:.0f} at most"
    )
    began = time.perf_counter()
    for case, _ in ready:
        labelled.expected(case)
    print(f"{(time.perf_counter() - began) / len(ready) * 1e6:.0f} µs to make an answer ready to judge by")
    if "--misses" in sys.argv:
        print("\n" + "\n".join(rates(ready).misses))


if __name__ == "__main__":
    main()
