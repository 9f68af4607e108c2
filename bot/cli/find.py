"""``lector ask`` and ``lector show``: the works in a terminal."""

import json
import textwrap
import time
from collections.abc import Iterable, Sequence
from typing import Final, TextIO

from bot.errors import Exit, UserError
from bot.library.citation import citation, correction_notes, narrated_by, transcription
from bot.library.excerpt import excerpt
from bot.library.finder import Finder
from bot.library.fold import query_words
from bot.library.library import Library, Place
from bot.library.search import Found, Hit, shown_name

_WIDTH: Final = 88
_EXCERPT: Final = 400  # characters
_BOLD, _END = "\x1b[1m", "\x1b[0m"


def ask(search: Finder, queries: Iterable[str], out: TextIO, *, as_json: bool) -> Exit:
    """Answer each query; NOTHING where the last one found nothing."""
    code = Exit.FINE
    for query in queries:
        if not as_json and not query_words(query):
            raise UserError("there are no words to look for: try `lector ask lenin clean colar`")
        began = time.perf_counter()
        found = search.find(query)
        took_ms = (time.perf_counter() - began) * 1000
        if as_json:
            print(json.dumps(_record(found, took_ms), ensure_ascii=False), file=out, flush=True)
        else:
            _print_found(found, out)
        code = Exit.FINE if found.hits else Exit.NOTHING
    return code


def show(library: Library, wanted: str, out: TextIO, *, as_json: bool) -> Exit:
    """Print the paragraphs of a reference, or the passage of a title, with the citation."""
    place = library.passage(wanted) or library.at(wanted)
    if as_json:
        print(json.dumps(_place_record(place), ensure_ascii=False), file=out)
        return Exit.FINE
    title = place.passage.title if place.passage else place.chapter.title
    print(f"{title}  [{place.reference}, told by {narrated_by(place)}]\n", file=out)
    for paragraph in place.paragraphs:
        print(textwrap.fill(paragraph.text, _WIDTH) + "\n", file=out)
    print(textwrap.fill(citation(place), _WIDTH), file=out)
    for note in correction_notes(place):
        print(note, file=out)
    print(transcription(place.work), file=out)
    return Exit.FINE


def _record(found: Found, took_ms: float) -> dict[str, object]:
    return {"query": found.query, "hits": [_hit_record(hit) for hit in found.hits], "took_ms": round(took_ms, 3)}


def _hit_record(hit: Hit) -> dict[str, object]:
    return {
        "reference": hit.place.reference,
        "passage": hit.place.passage.id if hit.place.passage else None,
        "score": hit.score,
        "text": next(hit.place.paragraphs).text,
        "spans": [list(span) for span in hit.spans],
    }


def _place_record(place: Place) -> dict[str, object]:
    return {
        "reference": place.reference,
        "passage": place.passage.id if place.passage else None,
        "told_by": narrated_by(place),
        "text": [paragraph.text for paragraph in place.paragraphs],
        "citation": citation(place),
        "corrections": correction_notes(place),
    }


def _print_found(found: Found, out: TextIO) -> None:
    for hit in found.hits:
        print(f"{shown_name(hit.place)}  ({hit.score:.2f})", file=out)
        print(textwrap.indent(_around(hit, bold=out.isatty()), "    ") + "\n", file=out)
    if found.hits:
        return
    print(f"Nothing found for “{found.query}”.", file=out)
    if found.nearest:
        print("The nearest, though none fits well:", file=out)
        for hit in found.nearest:
            print(f"    {shown_name(hit.place)}  ({hit.score:.2f})", file=out)


def _around(hit: Hit, *, bold: bool) -> str:
    text = next(hit.place.paragraphs).text
    start, end = excerpt(text, hit.spans, _EXCERPT)
    shown = (
        _with_spans(text, [span for span in hit.spans if start <= span[0] < end], start, end)
        if bold
        else text[start:end]
    )
    return textwrap.fill(f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}", _WIDTH)


def _with_spans(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> str:
    parts = []
    for first, last in spans:
        parts += [text[start:first], _BOLD, text[first:last], _END]
        start = last
    return "".join([*parts, text[start:end]])
