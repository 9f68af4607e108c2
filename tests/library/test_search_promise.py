"""Any three words in a row, each misspelt, find their passage: the chapter from end to end."""

import random
import string
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.library.fold import words
from bot.library.library import Library, Place
from bot.library.search import Search
from bot.library.search.contents import contents_of
from bot.library.search.little import LITTLE

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {pair for row in KEYS for here, after in pairwise(row) for pair in (here + after, after + here)}


def misspelt(word: str, chance: random.Random) -> str:
    """Return ``word`` with one slip: a letter lost, doubled, exchanged or hit beside, the first one left alone."""
    at = chance.randrange(1, len(word) - 1)
    kind = chance.choice("lost doubled exchanged beside".split())
    if kind == "lost":
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[: at + 1] + word[at:]
    if kind == "exchanged" and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    beside = [letter for letter in string.ascii_lowercase if word[at] + letter in NEIGHBOURS] or ["e"]
    return word[:at] + chance.choice(beside) + word[at + 1 :]


def runs(library: Library) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Every three content words in a row of every paragraph: of four letters and more, and no little ones."""
    for place in library.places:
        text = next(place.paragraphs).text
        content = [word.folded for word in words(text) if len(word.folded) > 3 and word.folded not in LITTLE]
        yield from ((place, tuple(content[at : at + 3])) for at in range(len(content) - 2))


def fitting(words_of: dict[str, set[str]], typed: str) -> set[str]:
    """The passages that have, for each word typed, one as near: of the same words, for all that one can tell."""
    fit = set()
    for passage, having in words_of.items():
        near = process.cdist(typed.split(), list(having), scorer=OSA.distance, score_cutoff=1)
        if (near <= 1).any(axis=1).all():
            fit.add(passage)
    return fit


def words_of_passages(library: Library) -> dict[str, set[str]]:
    """The words by which each passage is found: of its text, its title, and the names of those in it."""
    found: dict[str, set[str]] = defaultdict(set)
    for content in contents_of(library):
        for place, text, about in zip(content.places, content.texts, content.about, strict=True):
            found[passage_of(place)] |= {word.folded for word in (*words(text), *words(about))}
    return found


@pytest.mark.parametrize("seed", [10, 1917])
def test_any_three_content_words_each_misspelt_find_their_passage_first(
    library: Library, search: Search, seed: int
) -> None:
    chance = random.Random(seed)
    words_of = words_of_passages(library)
    misses = []
    for place, run in runs(library):
        query = " ".join(misspelt(word, chance) for word in run)
        found = search.find(query)
        first = next((passage_of(hit.place) for hit in (*found.hits, *found.nearest)), None)
        if first != passage_of(place) and first not in fitting(words_of, query):
            misses.append(f"{query} ({' '.join(run)}) -> {first}")
    assert misses == []


def passage_of(place: Place) -> str:
    """What is found: the passage that a paragraph belongs to."""
    return place.passage.id if place.passage else place.reference
