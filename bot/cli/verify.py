"""``lector verify``: whether a quotation is right, and what differs."""

import json
import textwrap
from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from bot.errors import Exit, UserError
from bot.library.citation import citation, correction_notes, transcription
from bot.library.verify import Form, Piece, PieceKind, Ruling, Verdict, Verifier

_WIDTH: Final = 88
_MARKED: Final = {PieceKind.EQUAL: "{}", PieceKind.REMOVED: "[-{}-]", PieceKind.ADDED: "{{+{}+}}"}


def verify(verifier: Verifier, claims: Iterable[str], out: TextIO, *, as_json: bool) -> Exit:
    """Print a verdict on each claim; NOTHING unless all are verbatim."""
    code = Exit.FINE
    for claim in claims:
        if not as_json and not claim.strip():
            raise UserError("there are no words to compare: try `lector verify smells terribly of revolution`")
        verdict = verifier.check(claim)
        if as_json:
            print(json.dumps(_record(verdict), ensure_ascii=False), file=out, flush=True)
        else:
            print("\n".join(_lines(verdict)), file=out)
        code = code if verdict.kind is Ruling.VERBATIM else Exit.NOTHING
    return code


def _record(verdict: Verdict) -> dict[str, object]:
    differs = any(piece.kind is not PieceKind.EQUAL for piece in verdict.difference)
    return {
        "verdict": verdict.kind,
        "reference": verdict.place.reference if verdict.place else None,
        "speaker": verdict.attribution,
        "source_text": verdict.source_text,
        "diff": [[piece.kind, piece.text] for piece in verdict.difference] if differs else None,
        "altered": [each.words for each in verdict.altered] or ([verdict.why] if verdict.why else []),
    }


def _lines(verdict: Verdict) -> Iterator[str]:
    if verdict.place is None:
        yield f"Not found: {verdict.why}"
        return
    yield f"{_heading(verdict)}: {verdict.place.reference}, {verdict.attribution}"
    for each in verdict.altered:
        yield textwrap.fill(each.words, _WIDTH, initial_indent="  - ", subsequent_indent="    ")
    shown = " ".join(_marked(piece) for piece in verdict.difference) or verdict.source_text or ""
    yield textwrap.fill(shown, _WIDTH, initial_indent="\n    ", subsequent_indent="    ") + "\n"
    if verdict.cut_off:
        yield f"The text has “{verdict.cut_off}” right before these words."
    if verdict.also:
        yield "Also in " + ", ".join(place.reference for place in verdict.also)
    yield textwrap.fill(citation(verdict.place), _WIDTH)
    yield from correction_notes(verdict.place, verdict.source_text if verdict.form is Form.SERVED else None)
    yield transcription(verdict.place.work)


def _heading(verdict: Verdict) -> str:
    words = str(verdict.kind).capitalize()
    if verdict.form is not Form.SERVED:
        words += ", as transcribed" if verdict.form is Form.TRANSCRIBED else ", in a note of the edition"
    return f"{words}, with an elision marked" if verdict.elided else words


def _marked(piece: Piece) -> str:
    return _MARKED[piece.kind].format(piece.text)
