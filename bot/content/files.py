"""Reads a file of the library: bounded, inside its folder, UTF-8 with Unix line ends, or a fault says why not."""

from pathlib import Path

from bot.content.faults import Report, Rule

MAX_BYTES = 32 * 1024 * 1024
"""The largest file that is read, in bytes: a book of 1,000 pages has about 3 MB."""


def read_text(folder: Path, relative: str, report: Report) -> str | None:
    """Return the text of ``folder / relative``, or None with a fault in ``report``."""
    path = folder / relative
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links in a circle: a RuntimeError up to Python 3.12
        inside = False
    if not inside:
        report.add(
            Rule.OUTSIDE_FOLDER, 1, "the file lies outside the library's folder", "copy it in, instead of a link"
        )
        return None
    if path.exists() and not path.is_file():
        report.add(Rule.FILE_MISSING, 1, "this is not a file", "quotes/README.md lists the files of a work")
        return None
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        report.add(Rule.FILE_MISSING, 1, "there is no such file", "quotes/README.md lists the files of a work")
        return None
    except OSError as error:
        report.add(Rule.FILE_MISSING, 1, f"the file can't be read: {error.strerror}", "check its permissions")
        return None
    if len(raw) > MAX_BYTES:
        report.add(Rule.TOO_LARGE, 1, f"the file is over {MAX_BYTES:,} bytes", "split it into chapters")
        return None
    return _decoded(raw, report)


def _decoded(raw: bytes, report: Report) -> str | None:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        report.add(Rule.NOT_UTF8, line, f"byte 0x{raw[error.start]:02x} is not UTF-8", "save the file as UTF-8")
        return None
    if text.startswith("\ufeff"):
        report.add(Rule.BYTE_ORDER_MARK, 1, "the file starts with a byte order mark", "save it as UTF-8 without BOM")
        return None
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        report.add(Rule.LINE_ENDING, line, "a line ends in a carriage return", "save the file with Unix line ends")
        return None
    return text
