import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.drafting.archive import open_archive
from bot.content.drafting.draft import DraftChapter
from bot.content.drafting.read import read_source
from bot.content.drafting.source import MAX_BYTES
from bot.errors import UserError

MakeEpub = Callable[..., Path]
PAGE = {"a.xhtml": "<p>One.</p>"}
ENTITIES = "".join(f'<!ENTITY l{n} "{("&l" + str(n - 1) + ";") * 10}">' for n in range(1, 9))
BOMB = f'<!DOCTYPE x [<!ENTITY l0 "ha">{ENTITIES}]>'


def refusal(path: Path) -> str:
    """Return what is said of ``path``, which must be one line; the path itself is left off."""
    with pytest.raises(UserError) as refused:
        read_source(path)
    message = str(refused.value)
    assert "\n" not in message
    return message.replace(str(path), path.name)


def test_byte_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\ntwo\nCl\xe9menceau\n")
    assert refusal(path) == "a.txt:3: byte 0xe9 is not UTF-8: save it as UTF-8"


def test_nul_byte_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>one\nt\0wo")
    assert refusal(path) == "a.html:2: there is a NUL byte, so it is no text: save it as UTF-8"


def test_byte_order_mark_and_carriage_returns_are_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n\r\nthree")
    draft = read_source(path)
    assert draft.chapters == (DraftChapter("", ("one two", "three")),)
    assert draft.changes[:2] == (
        "the byte order mark at the start was left out",
        "carriage returns at line ends were left out: 3 in all",
    )


def test_line_of_a_gigabyte_is_refused_after_the_bound(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(1024**3)  # a sparse file: it takes no room
    assert refusal(path) == f"a.txt holds over {MAX_BYTES:,} bytes of text: split it into several works"


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_source_without_words_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    assert refusal(path) == "a.txt has no text in it"


def test_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.", "utf-8")
    link = tmp_path / "b.txt"
    link.symlink_to("a.txt")
    assert refusal(link) == "b.txt is a link: give the file that it points to"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert refusal(pipe) == "pipe.txt is not a file: give one text, Markdown, HTML or EPUB file"
    assert refusal(tmp_path / "none.txt") == "there is no file none.txt"


def test_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    assert refusal(path) == "`.pdf` is not a kind of file that is read: give .txt, .md, .html or .epub"


@pytest.mark.parametrize(
    "piece", ["<div>", "<b>", "<p", "<!--", "<![", "<![CDATA[", "</p>", "&#", "<a b='", "<ul><li>"]
)
def test_markup_repeated_without_end_is_read(tmp_path: Path, piece: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<p>One.</p>{piece * 30_000}", "utf-8")
    assert read_source(path).chapters[0].paragraphs[0].startswith("One.")


def test_page_of_nothing_but_tags_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<b>" * 2_000_001, "utf-8")
    assert refusal(path) == "a.html has over 2,000,000 tags: it is no text to be read"


def test_markdown_nested_beyond_reading_is_refused_rather_than_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"{'>' * 50} fifty deep", "utf-8")
    assert read_source(path).chapters[0].paragraphs == ("fifty deep",)
    path.write_text(f"{'>' * 5_000} too deep", "utf-8")
    assert refusal(path) == "a.md nests quotations or lists 100 deep: it is no text to be read"


def test_epub_that_unpacks_to_200_megabytes_is_refused(make_epub: MakeEpub) -> None:
    path = make_epub({"a.xhtml": b"<p>" + b" " * (200 * 1024 * 1024)})
    assert path.stat().st_size < 210 * 1024
    assert refusal(path) == f"book.epub holds over {MAX_BYTES:,} bytes of text: split it into several works"


def test_bound_of_an_epub_counts_its_pages_together(make_epub: MakeEpub) -> None:
    page = b"<p>" + b" " * (MAX_BYTES // 2)
    assert "holds over" in refusal(make_epub({"a.xhtml": page, "b.xhtml": page}))


def test_size_that_a_zip_claims_is_not_believed(make_epub: MakeEpub) -> None:
    path = make_epub({"a.xhtml": b"<p>" + b" " * (MAX_BYTES + 1)})
    raw = path.read_bytes()
    path.write_bytes(raw.replace((MAX_BYTES + 4).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert refusal(path)


@pytest.mark.parametrize("name", ["../evil.xhtml", "/etc/passwd", "OPS/../../evil", "..\\evil", "OPS\\..\\..\\evil"])
def test_path_out_of_the_epub_is_refused(make_epub: MakeEpub, name: str) -> None:
    path = make_epub(PAGE, others={name: "x"})
    assert refusal(path) == f"book.epub holds a file outside itself ({name!r}): it is not to be trusted"


def test_page_outside_the_epub_is_only_looked_for_inside(make_epub: MakeEpub) -> None:
    assert refusal(make_epub({"../../../../etc/passwd": b"x"}, without="OPS/../../../../etc/passwd")) == (
        "book.epub lacks ../../../etc/passwd, so it is no whole EPUB"
    )


def test_link_in_an_epub_is_refused(make_epub: MakeEpub) -> None:
    path = make_epub(PAGE)
    link = zipfile.ZipInfo("OPS/link.xhtml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as zipped:
        zipped.writestr(link, "/etc/passwd")
    assert refusal(path) == "book.epub holds a link ('OPS/link.xhtml'): it is not to be trusted"


def test_encrypted_file_of_a_zip_is_refused(make_epub: MakeEpub) -> None:
    path = make_epub(PAGE)
    raw = bytearray(path.read_bytes())
    flags = raw.index(b"PK\x01\x02", raw.index(b"PK\x01\x02") + 1) + 8  # of the second file, container.xml
    raw[flags] |= 1
    path.write_bytes(raw)
    assert refusal(path) == "book.epub: META-INF/container.xml is encrypted: a copy without protection is needed"


def test_protected_epub_is_refused(make_epub: MakeEpub) -> None:
    encryption = (
        '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod '
        'Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></enc:EncryptedData></encryption>'
    )
    path = make_epub(PAGE, others={"META-INF/encryption.xml": encryption})
    assert refusal(path) == "book.epub is encrypted: a copy without protection is needed"


def test_epub_without_its_container_is_refused(make_epub: MakeEpub) -> None:
    path = make_epub(PAGE, without="META-INF/container.xml")
    assert refusal(path) == "book.epub lacks META-INF/container.xml, so it is no whole EPUB"


def test_epub_without_pages_is_refused(make_epub: MakeEpub) -> None:
    assert refusal(make_epub({})) == "book.epub lists no pages, so it is no whole EPUB"


@pytest.mark.parametrize("name", ["META-INF/container.xml", "OPS/book.opf"])
def test_entities_of_an_xml_file_are_refused(make_epub: MakeEpub, name: str) -> None:
    path = make_epub(PAGE, others={name: f"{BOMB}<x>&l8;</x>"})
    assert refusal(path) == f"book.epub: {name} defines entities of its own: it is not to be trusted"


def test_entities_of_a_page_are_not_resolved(make_epub: MakeEpub) -> None:
    path = make_epub({"a.xhtml": f"{BOMB}<html><p>One &l8;</p></html>"})
    assert "One &l8;" in " ".join(read_source(path).chapters[0].paragraphs)


def test_package_that_is_not_xml_is_named_with_its_line(make_epub: MakeEpub) -> None:
    message = refusal(make_epub(PAGE, others={"OPS/book.opf": "<package>\n<metadata>\n</package>"}))
    assert message.startswith("book.epub: OPS/book.opf:3: not XML: ")


def test_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(b"no zip")
    assert refusal(path) == "book.epub is no EPUB: File is not a zip file"


def test_archive_is_closed_after_use(make_epub: MakeEpub) -> None:
    with open_archive(make_epub(PAGE)) as archive:
        assert archive.read("OPS/a.xhtml") == b"<p>One.</p>"
    with pytest.raises(ValueError, match="closed"):
        archive.read("OPS/a.xhtml")


def test_damaged_epub_is_read_or_refused_but_never_crashes(make_epub: MakeEpub) -> None:
    path = make_epub(PAGE, nav='<a href="a.xhtml">One</a>')
    raw = path.read_bytes()
    chance = random.Random(1917)
    refusals = []
    for _ in range(300):
        damaged = bytearray(raw)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(raw))] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            read_source(path)
        except UserError as error:
            refusals.append(str(error))
    # Damage of both kinds was met: what can still be read, and what can't.
    assert 0 < len(refusals) < 300
    assert [each for each in refusals if path.name not in each] == []
