"""How long a library takes to be checked and loaded, and how much memory, by the number of its paragraphs.

    python tests/bench/content_load.py [PARAGRAPHS ...]

Each size runs in a process of its own, beside the shipped library. Works have 200 paragraphs of 80 words in one
chapter, 50 passages, 50 quotes and 20 questions each, made of random words of one seed.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEED = 1917
PARAGRAPHS_A_WORK = 200
WORDS_A_PARAGRAPH = 80
SIZES = (10_000, 50_000, 200_000)

WORK = """\
id: {id}
short: {short}
title: Work {short}
author: author
edition: {{publisher: A press, place: A town, year: 1900}}
language: en
transcription: {{origin: made for this measurement, updated: "2026"}}
rights: in the public domain
calendar: {{name: gregorian}}
themes: [{{id: theme, title: A theme}}]
"""
PEOPLE = "persons:\n  - {id: author, name: The Author, about: who wrote it}\n"


def make(folder: Path, paragraphs: int) -> None:
    """Write a library of so many paragraphs into ``folder``."""
    chance = random.Random(SEED)
    vocabulary = ["".join(chance.choices("abcdefghijklmnoprstuvwy", k=chance.randint(2, 10))) for _ in range(20_000)]
    for number in range(paragraphs // PARAGRAPHS_A_WORK):
        work = folder / f"w{number}"
        work.mkdir(parents=True)
        (work / "work.yaml").write_text(WORK.format(id=f"w{number}", short=f"W{number}"))
        (work / "people.yaml").write_text(PEOPLE)
        lines = [" ".join(chance.choices(vocabulary, k=WORDS_A_PARAGRAPH)) for _ in range(PARAGRAPHS_A_WORK)]
        (work / "01-one.txt").write_text("\n".join(lines))
        (work / "01-one.yaml").write_text(_index(lines))


def _index(lines: list[str]) -> str:
    rows = ["chapter: 1", "title: One", "passages:"]
    rows += [
        f"  - {{id: p{start}, in: {start}-{start + 3}, title: Passage {start}, themes: [theme], context: It}}"
        for start in range(1, len(lines), 4)
    ]
    rows.append("quotes:")
    for start in range(1, len(lines), 4):
        text = " ".join(lines[start - 1].split()[10:24])
        rows.append(f"  - {{id: q{start}, in: {start}, text: {text}, speaker: author, themes: [theme]}}")
    rows.append("questions:")
    for start in range(1, len(lines), 10):
        words = lines[start - 1].split()
        proof = " ".join(words[:6])
        rows.append(
            f"  - {{id: z{start}, kind: text, difficulty: easy, text: Which, answer: {proof}, "
            f"options: [one1, two2, three3], why: It says so, proof: [{{in: {start}, words: {proof}}}]}}"
        )
    return "\n".join(rows) + "\n"


def measure(folder: Path) -> dict[str, float]:
    """Load ``folder`` in this process; seconds, and megabytes that the process grew by at its peak."""
    from bot.content.loader import load

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    loaded = load(folder)
    seconds = time.perf_counter() - began
    if loaded.faults:
        raise SystemExit(f"the library has faults: {loaded.faults[0]}")
    count = sum(len(chapter.paragraphs) for work in loaded.works for chapter in work.chapters)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {"paragraphs": count, "seconds": seconds, "megabytes": grown}


def main() -> None:
    """Print a table of all sizes, the shipped library first."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(Path(sys.argv[2]))))
        return
    print("| library | paragraphs | s | MB | s / 10,000 | MB / 10,000 |\n|---|---|---|---|---|---|")
    shipped = Path(__file__).parents[2] / "quotes"
    _row("shipped", shipped)
    for size in [int(each) for each in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), size)
            _row("made", Path(folder))


def _row(name: str, folder: Path) -> None:
    answer = subprocess.run(
        [sys.executable, __file__, "--one", str(folder)], check=True, capture_output=True, text=True
    )
    got = json.loads(answer.stdout)
    share = 10_000 / got["paragraphs"]
    print(
        f"| {name} | {got['paragraphs']:,} | {got['seconds']:.2f} | {got['megabytes']:.0f} "
        f"| {got['seconds'] * share:.2f} | {got['megabytes'] * share:.1f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
