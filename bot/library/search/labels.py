"""What a list of choices shows of a hit: where it is, and the words that matched, within the room there is."""

from typing import Final

from bot.library.search.hits import Hit, shown_name

_LEAST: Final = 16  # characters: fewer words of the text tell nothing
_AROUND: Final = " · “"
_END: Final = "”"


def label(hit: Hit, most: int = 100) -> str:
    """Return ``ML 29:13 · The clean collars · “…such a clean collar…”``, at most ``most`` characters.

    Words are cut whole; what stands before the first `` · `` is the reference, by which a label that is sent back is
    found again.
    """
    name = shown_name(hit.place)
    room = most - len(name) - len(_AROUND) - len(_END)
    if room < _LEAST or not hit.spans:
        return name if len(name) <= most else name[: most - 1].rstrip() + "…"
    return name + _AROUND + _around(next(hit.place.paragraphs).text, _densest(hit.spans, room), room) + _END


def _densest(spans: tuple[tuple[int, int], ...], room: int) -> tuple[int, int]:
    """Return from where to where as many of ``spans`` as fit into ``room`` stand."""
    best, most = spans[0], 0
    for number, (start, _) in enumerate(spans):
        fitting = [span for span in spans[number:] if span[1] - start <= room]
        if len(fitting) > most:
            best, most = (start, fitting[-1][1]), len(fitting)
    return best


def _around(text: str, matched: tuple[int, int], room: int) -> str:
    """Return the part of ``text`` around ``matched`` on whole words, with an ellipsis where it is cut."""
    start, end = matched
    spare = max(0, room - 2 - (end - start))
    start = max(0, start - spare // 2)
    if start:
        start = min(matched[0], text.find(" ", start, matched[0]) + 1 or matched[0])
    end = min(len(text), start + room - 2)
    if end < len(text):
        end = max(min(matched[1], start + room - 2), text.rfind(" ", start, end))
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")
