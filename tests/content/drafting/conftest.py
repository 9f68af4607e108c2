"""Books made on the spot, and an author who confirms a draft."""

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)

METADATA = "<dc:title>A Small Book</dc:title><dc:creator>A. Reader</dc:creator><dc:language>en-GB</dc:language>"

MakeEpub = Callable[..., Path]


@pytest.fixture
def make_epub(tmp_path: Path) -> MakeEpub:
    """Return a maker of EPUBs: pages by name in the order of the spine, other files by path."""

    def make(
        pages: Mapping[str, str | bytes],
        *,
        metadata: str = METADATA,
        nav: str = "",
        others: Mapping[str, str | bytes] | None = None,
        without: str = "",
    ) -> Path:
        items = "".join(
            f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>'
            for number, name in enumerate(pages)
        )
        if nav:
            items += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        refs = "".join(f'<itemref idref="i{number}"/>' for number in range(len(pages)))
        package = (
            '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
            f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
            f"<manifest>{items}</manifest><spine>{refs}</spine></package>"
        )
        files: dict[str, str | bytes] = {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OPS/book.opf": package,
            **{f"OPS/{name}": text for name, text in pages.items()},
            **({"OPS/nav.xhtml": f'<html><nav epub:type="toc">{nav}</nav></html>'} if nav else {}),
            **(others or {}),
        }
        path = tmp_path / "book.epub"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
            for name, text in files.items():
                if name != without:
                    zipped.writestr(name, text)
        return path

    return make


SENSIBLE = {
    "author": "the-author",
    "id": "the-author",
    "speaker": "the-author",
    "year": "1930",
    "calendar": "gregorian",
    "language": "en",
}
"""What an author might write where a draft says CONFIRM, by field; any text does for the others."""

Confirm = Callable[[Path], None]


@pytest.fixture
def confirm() -> Confirm:
    """Return what replaces each CONFIRM of a YAML file with something sensible."""

    def replace(path: Path) -> None:
        speaker = re.search(r"^author: ([a-z0-9-]+)", (path.parent / "work.yaml").read_text("utf-8"), re.MULTILINE)
        text = path.read_text("utf-8").replace("calendar:\n  name: CONFIRM", "calendar:\n  name: gregorian")

        def value(match: re.Match[str]) -> str:
            field = match[2]
            if field == "speaker" and speaker is not None:
                return f"{match[1]}{field}: {speaker[1]}"
            return f"{match[1]}{field}: {SENSIBLE.get(field, 'a text')}"

        path.write_text(re.sub(r"^([ -]*)(\w+): CONFIRM\b", value, text, flags=re.MULTILINE), "utf-8")

    return replace
