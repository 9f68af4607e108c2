import zipfile
from collections.abc import Callable
from pathlib import Path

from bot.content.drafting.draft import DraftChapter
from bot.content.drafting.read import read_source

NCX = (
    '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Of Kings</text></navLabel>'
    '<content src="a%20b.xhtml#top"/></navPoint></navMap></ncx>'
)
MakeEpub = Callable[..., Path]


def test_pages_come_in_the_order_of_the_spine_with_what_the_book_says_of_itself(make_epub: MakeEpub) -> None:
    draft = read_source(
        make_epub({"b.xhtml": "<h2>I. First</h2><p>One.</p>", "a.xhtml": "<h2>II. Second</h2><p>Two.</p>"})
    )
    assert (draft.title, draft.author, draft.language) == ("A Small Book", "A. Reader", "en-GB")
    assert draft.chapters == (DraftChapter("I. First", ("One.",)), DraftChapter("II. Second", ("Two.",)))


def test_contents_name_a_page_without_a_heading_and_one_unnamed_goes_on_with_the_chapter(make_epub: MakeEpub) -> None:
    pages = {
        "a.xhtml": '<?xml version="1.0"?><html><body><p>One.</p></body></html>',
        "b.xhtml": "<p>More.</p>",
        "c.xhtml": "<h4>Two</h4><p>x</p>",
    }
    nav = '<a href="a.xhtml#x">One</a><a href="http://[">bad</a><a href="c.xhtml">Two</a>'
    assert read_source(make_epub(pages, nav=nav)).chapters == (
        DraftChapter("One", ("One.", "More.")),
        DraftChapter("Two", ("x",)),
    )


def test_contents_of_epub_2_name_pages_too(make_epub: MakeEpub) -> None:
    path = make_epub({"a b.xhtml": "<p>One.</p>"}, others={"OPS/toc.ncx": NCX})
    # The maker lists pages only; the table is put in its place in the package.
    patched = path.with_name("patched.epub")
    _with_item(path, patched, '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>')
    assert read_source(patched).chapters == (DraftChapter("Of Kings", ("One.",)),)


def _with_item(source: Path, target: Path, item: str) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            raw = old.read(name)
            new.writestr(name, raw.replace(b"</manifest>", f"{item}</manifest>".encode()))


def test_page_that_is_named_twice_is_read_once(make_epub: MakeEpub) -> None:
    draft = read_source(make_epub({"a.xhtml": "<p>One.</p>", "./a.xhtml": "<p>One.</p>"}))
    assert draft.chapters == (DraftChapter("", ("One.",)),)


def test_obscured_fonts_are_no_protection_of_the_text(make_epub: MakeEpub) -> None:
    encryption = (
        '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod '
        'Algorithm="http://www.idpf.org/2008/embedding"/></enc:EncryptedData></encryption>'
    )
    path = make_epub({"a.xhtml": "<p>One.</p>"}, others={"META-INF/encryption.xml": encryption})
    assert read_source(path).chapters == (DraftChapter("", ("One.",)),)
