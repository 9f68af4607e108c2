"""HTML: the text of its blocks, in reading order, by BeautifulSoup over lxml.

lxml (from 6.0, with HTML5's own tokens) keeps every word of any markup in linear time, resolves no entity but HTML's
own, and fetches nothing. Python's parser drops the `;` of `R&D;` and is quadratic, in 3.11, over an open `<a b='`.
"""

import html
import warnings
from collections.abc import Iterator
from typing import Final

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from bs4.element import PageElement, PreformattedString

from bot.content.drafting.draft import Block, Reading
from bot.content.drafting.plain_text import one_a_line
from bot.errors import UserError

_MOST_TAGS: Final = 2_000_000
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_NOT_TEXT: Final = frozenset("head nav noscript script style svg template title".split())
_NAMES: Final = ("author", "dc.creator", "dcterms.creator")


def read_html(text: str, name: str) -> Reading:
    """Return the blocks of a page, and what its head says of the work."""
    soup = parse_html(text, name)
    left_out = sorted({tag.name for tag in soup.find_all(["nav", "noscript", "svg"])})
    return Reading(
        page_blocks(soup),
        title=soup.title.get_text() if soup.title else "",
        author=_author(soup),
        language=_language(soup),
        changes=(
            "the text was taken out of its HTML; emphasis, links and images are not kept",
            *(f"what stands in <{tag}> was left out" for tag in left_out),
        ),
    )


def parse_html(text: str, name: str) -> BeautifulSoup:
    """Return the tree of a page; UserError where its markup is beyond all measure."""
    if text.count("<") > _MOST_TAGS:
        raise UserError(f"{name} has over {_MOST_TAGS:,} tags: it is no text to be read")
    with warnings.catch_warnings():
        # A page of an EPUB is XML as well as HTML, and reads the same.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        # A page may hold nothing but an address.
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(_without_cdata(text), "lxml")


def _without_cdata(text: str) -> str:
    """Write XHTML's `<![CDATA[…]]>`, which HTML takes for a comment, as the text that it is."""
    before, *sections = text.split("<![CDATA[")
    halves = (section.partition("]]>") for section in sections)
    return before + "".join(f"{html.escape(inside, quote=False)}{after}" for inside, _, after in halves)


def page_blocks(soup: BeautifulSoup) -> Iterator[Block]:
    """Yield each run of text between the starts and ends of blocks, and the headings with their level."""
    run: list[str] = []
    level: int | None = None
    for event in _walk(soup):
        if isinstance(event, str):
            run.append(event)
            continue
        tag, opens = event
        if tag.name == "br":
            run.append("\n")
        elif tag.name in _HEADINGS or tag.name in _BLOCKS:
            yield from _blocks("".join(run), level, preformatted=tag.name == "pre" and not opens)
            run = []
            level = _HEADINGS.get(tag.name) if opens else None


def _blocks(text: str, level: int | None, *, preformatted: bool) -> Iterator[Block]:
    """Yield a run as one block; where it is preformatted, its blank lines part paragraphs, as in plain text."""
    if not preformatted:
        yield Block(text, level)
        return
    for part in text.split("\n" if one_a_line(text) else "\n\n"):
        yield Block(part)


def _walk(soup: BeautifulSoup) -> Iterator[str | tuple[Tag, bool]]:
    """Yield the texts, and the tags as they open (True) and close; no depth of nesting is too much."""
    waiting: list[tuple[PageElement, bool]] = [(soup, True)]
    while waiting:
        node, opens = waiting.pop()
        if isinstance(node, Tag):
            if node.name in _NOT_TEXT:
                continue
            yield node, opens
            if opens:
                waiting.append((node, False))
                waiting.extend((child, True) for child in reversed(node.contents))
        elif not isinstance(node, PreformattedString):
            # Preformatted strings are comments, doctypes and instructions.
            yield str(node)


def _author(soup: BeautifulSoup) -> str:
    for tag in soup.find_all("meta"):
        if str(tag.get("name", "")).casefold() in _NAMES:
            return str(tag.get("content", ""))
    return ""


def _language(soup: BeautifulSoup) -> str:
    return "" if soup.html is None else str(soup.html.get("lang") or soup.html.get("xml:lang") or "")
