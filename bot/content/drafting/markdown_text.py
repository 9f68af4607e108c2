"""Markdown: CommonMark by markdown-it-py; the marks go, the words stay."""

from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.content.drafting.draft import Block, Reading
from bot.content.drafting.html_text import page_blocks, parse_html
from bot.content.faults import Report
from bot.content.strict_yaml import Scalar, parse
from bot.errors import UserError

_DEEPEST: Final = 100  # quotations and lists within each other: beyond it the parser would leave words out
_FENCE: Final = "---\n"


def read_markdown(text: str, name: str) -> Reading:
    """Return the blocks of ``text``, and what its front matter says of the work; UserError where it nests too deep."""
    about, body = _front_matter(text)
    tokens = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).parse(body)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise UserError(f"{name} nests quotations or lists {_DEEPEST} deep: it is no text to be read")
    return Reading(
        _blocks(tokens, name),
        title=about.get("title", ""),
        author=about.get("author", ""),
        language=about.get("lang", about.get("language", "")),
        changes=("the text was taken out of its Markdown; emphasis, bullets, links and images are not kept",),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the texts of the YAML between ``---`` lines at the start, and what follows; else all of it."""
    head, end, body = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    mapping = parse(head, Report("", [])) if text.startswith(_FENCE) and end else None
    if mapping is None:
        return {}, text
    return {name: node.text for name, node in mapping.fields.items() if isinstance(node, Scalar)}, body


def _blocks(tokens: Sequence[Token], name: str) -> Iterator[Block]:
    level: int | None = None
    number = ""
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            # "1917. That was the year" is read as a list too: its number is a word of the text.
            number = f"{token.info}{token.markup} "
        elif token.type == "heading_open":
            level = int(token.tag.removeprefix("h"))
        elif token.type == "heading_close":
            level = None
        elif token.type == "inline":
            yield Block(number + "".join(_words(token.children or [])), level)
            number = ""
        elif token.type in {"fence", "code_block"}:
            yield from (Block(part) for part in token.content.split("\n\n"))
        elif token.type == "html_block":
            yield from page_blocks(parse_html(token.content, name))


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield "\n"
