"""From a file to a draft: which reader reads which kind of file."""

from pathlib import Path

from bot.content.drafting.draft import Draft, Reading
from bot.content.drafting.epub import read_epub
from bot.content.drafting.html_text import read_html
from bot.content.drafting.markdown_text import read_markdown
from bot.content.drafting.outline import outline
from bot.content.drafting.plain_text import read_plain
from bot.content.drafting.source import check_source, decode, read_bounded
from bot.errors import UserError


def read_source(path: Path) -> Draft:
    """Return the text at ``path``, split into chapters; UserError, in one line, where it can't be read."""
    check_source(path)
    match path.suffix.casefold():
        case ".epub":
            reading = read_epub(path)
        case ".html" | ".htm" | ".xhtml" | ".md" | ".markdown" | ".txt" | ".text" | "":
            reading = _read_text(path)
        case suffix:
            raise UserError(f"`{suffix}` is not a kind of file that is read: give .txt, .md, .html or .epub")
    return outline(reading, str(path))


def _read_text(path: Path) -> Reading:
    decoded = decode(read_bounded(path), str(path))
    match path.suffix.casefold():
        case ".html" | ".htm" | ".xhtml":
            reading = read_html(decoded.text, str(path))
        case ".md" | ".markdown":
            reading = read_markdown(decoded.text, str(path))
        case _:
            reading = read_plain(decoded.text)
    changes = (*decoded.changes, *reading.changes)
    return Reading(reading.blocks, reading.title, reading.author, reading.language, changes)
