"""EPUB 2 and 3: the pages of the spine in order, named by the table of contents where they don't name themselves."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError

from bs4 import Tag
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.content.drafting.archive import Archive, open_archive
from bot.content.drafting.draft import Block, Reading
from bot.content.drafting.html_text import page_blocks, parse_html
from bot.content.drafting.outline import fold
from bot.content.drafting.source import decode
from bot.errors import UserError

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_CONTAINER_NS: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_NCX: Final = "{http://www.daisy.org/z3986/2005/ncx/}"
_NCX_TYPE: Final = "application/x-dtbncx+xml"
_PAGES: Final = frozenset({"application/xhtml+xml", "text/html"})
_ENC: Final = "{http://www.w3.org/2001/04/xmlenc#}"
_FONT_ALGORITHMS: Final = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})


@dataclass(frozen=True, slots=True)
class _Item:
    path: str
    media_type: str
    is_contents: bool


def read_epub(path: Path) -> Reading:
    """Return the blocks of the book at ``path``, and what it says of itself; UserError where it can't be read."""
    with open_archive(path) as archive:
        _refuse_protection(archive)
        package_path = _package_path(archive)
        package = _xml(archive, package_path)
        items = dict(_items(package, posixpath.dirname(package_path)))
        labels = _labels(archive, items)
        blocks: list[Block] = []
        changes: dict[str, None] = {
            "the text was taken out of the book's pages; emphasis, links and images are not kept": None
        }
        for item in _spine(archive, package, items):
            page = decode(archive.read(item.path), f"{path}: {item.path}")
            changes |= dict.fromkeys(page.changes)
            blocks += _page(page.text, f"{path}: {item.path}", labels.get(item.path, ""))
        return Reading(
            blocks,
            title=_metadata(package, "title"),
            author=_metadata(package, "creator"),
            language=_metadata(package, "language"),
            changes=tuple(changes),
        )


def _refuse_protection(archive: Archive) -> None:
    """Refuse a book whose pages are encrypted; fonts that are only obscured are no part of the text."""
    if _ENCRYPTION not in archive:
        return
    methods = _xml(archive, _ENCRYPTION).iter(f"{_ENC}EncryptionMethod")
    if any(method.get("Algorithm") not in _FONT_ALGORITHMS for method in methods):
        raise UserError(f"{archive.name} is encrypted: a copy without protection is needed")


def _package_path(archive: Archive) -> str:
    found = _xml(archive, _CONTAINER).find(f".//{_CONTAINER_NS}rootfile")
    path = None if found is None else found.get("full-path")
    if not path:
        raise UserError(f"{archive.name}: {_CONTAINER} names no package, so it is no whole EPUB")
    return path


def _xml(archive: Archive, path: str) -> Element:
    raw = archive.read(path)
    try:
        root: Element = fromstring(raw)
    except ParseError as error:
        raise UserError(f"{archive.name}: {path}:{error.position[0]}: not XML: {error}") from error
    except DefusedXmlException as error:
        raise UserError(f"{archive.name}: {path} defines entities of its own: it is not to be trusted") from error
    except (LookupError, ValueError) as error:
        raise UserError(f"{archive.name}: {path}: not XML: {error}") from error
    return root


def _items(package: Element, folder: str) -> Iterator[tuple[str, _Item]]:
    for item in package.iter(f"{_OPF}item"):
        path = _resolved(folder, item.get("href", ""))
        is_contents = "nav" in item.get("properties", "").split()
        yield item.get("id", ""), _Item(path, item.get("media-type", ""), is_contents)


def _spine(archive: Archive, package: Element, items: Mapping[str, _Item]) -> Iterator[_Item]:
    found = [items.get(each.get("idref", "")) for each in package.iter(f"{_OPF}itemref")]
    pages = [item for item in found if item is not None and item.media_type in _PAGES and not item.is_contents]
    if not pages:
        raise UserError(f"{archive.name} lists no pages, so it is no whole EPUB")
    yield from dict.fromkeys(pages)


def _page(text: str, name: str, label: str) -> Iterator[Block]:
    """Yield a page's blocks; where no heading of its own starts a chapter, its name in the contents does."""
    blocks = [block for block in page_blocks(parse_html(text, name)) if block.text.strip()]
    if label and blocks and not any(block.level in {1, 2} for block in blocks):
        yield Block(label, 1)
        if fold(blocks[0].text).casefold() == label.casefold():
            blocks = blocks[1:]
    yield from blocks


def _labels(archive: Archive, items: Mapping[str, _Item]) -> dict[str, str]:
    """Return what the table of contents (EPUB 3's, else EPUB 2's) calls each page, the first name first."""
    found: dict[str, str] = {}
    contents = next((item for item in items.values() if item.is_contents), None)
    table = next((item for item in items.values() if item.media_type == _NCX_TYPE), None)
    if contents is not None and contents.path in archive:
        for href, label in _contents(archive, contents.path):
            found.setdefault(_resolved(posixpath.dirname(contents.path), href), fold(label))
    elif table is not None and table.path in archive:
        for point in _xml(archive, table.path).iter(f"{_NCX}navPoint"):
            content, text = point.find(f"{_NCX}content"), point.find(f"{_NCX}navLabel/{_NCX}text")
            if content is not None and text is not None:
                href = _resolved(posixpath.dirname(table.path), content.get("src", ""))
                found.setdefault(href, fold(text.text or ""))
    return found


def _contents(archive: Archive, path: str) -> Iterator[tuple[str, str]]:
    name = f"{archive.name}: {path}"
    soup = parse_html(decode(archive.read(path), name).text, name)
    nav = soup.find("nav", attrs={"epub:type": "toc"}) or soup.find("nav")
    for link in nav.find_all("a") if isinstance(nav, Tag) else []:
        yield str(link.get("href", "")), link.get_text()


def _metadata(package: Element, name: str) -> str:
    found = package.find(f".//{_DC}{name}")
    return "" if found is None else found.text or ""


def _resolved(folder: str, href: str) -> str:
    """Return the path in the archive that a link of a file in ``folder`` leads to; its place in the page left off."""
    try:
        path = unquote(urlsplit(href).path)
    except ValueError:  # no address at all, such as `http://[`: it leads nowhere
        path = ""
    return posixpath.normpath(posixpath.join(folder, path))
