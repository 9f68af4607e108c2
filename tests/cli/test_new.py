import io
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli.new import new
from bot.errors import Exit, UserError


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in-power.txt"
    path.write_text(
        "CHAPTER I\n\nWe saw\nLenin, and Lenin spoke.\n\nCHAPTER II\n\n“So be it,” he said, in 1917.\n", "utf-8"
    )
    return path


def test_what_was_written_changed_and_found_is_printed_with_the_next_step(tmp_path: Path, source: Path) -> None:
    out = io.StringIO()
    assert new(source, tmp_path, out) is Exit.FINE
    folder = tmp_path / "in-power"
    assert out.getvalue() == (
        f"Written to {folder}:\n"
        "  work.yaml\n  people.yaml\n  01-chapter-i.txt\n  01-chapter-i.yaml\n"
        "  02-chapter-ii.txt\n  02-chapter-ii.yaml\n"
        "How its text differs from the source:\n"
        "  - paragraphs were taken to end at blank lines; the lines within one were joined by a space\n"
        "  - each run of white space (line ends, tabs, no-break spaces) became one space: 1 in all\n"
        "  - everything else (quotation marks, accents, dashes, spelling) is as it was\n"
        "Found: 2 chapters, 2 paragraphs, 1 likely person, 0 likely places, 1 date, 1 run in quotation marks.\n"
        f"Next: run `lector check {folder}`: it leads you through 16 places to confirm, work.yaml first.\n"
    )
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["work.yaml", "people.yaml", "01-chapter-i.txt", "01-chapter-i.yaml", "02-chapter-ii.txt", "02-chapter-ii.yaml"]
    )
    assert (folder / "01-chapter-i.txt").read_text("utf-8") == "We saw Lenin, and Lenin spoke.\n"


def test_long_list_of_files_is_cut(tmp_path: Path) -> None:
    source = tmp_path / "long.txt"
    source.write_text("\n\n".join(f"Chapter {number}\n\nText." for number in range(1, 21)), "utf-8")
    out = io.StringIO()
    new(source, tmp_path, out)
    assert "  … 30 more, up to 20-chapter-20.yaml\n" in out.getvalue()


@pytest.mark.parametrize(("made", "where"), [("quotes", "quotes/in-power"), ("other", "in-power")])
def test_work_goes_to_quotes_where_that_is_here(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, made: str, where: str
) -> None:
    (tmp_path / made).mkdir()
    monkeypatch.chdir(tmp_path)
    new(source, None, io.StringIO())
    assert (tmp_path / where / "work.yaml").is_file()


def test_second_draft_of_a_title_is_refused_and_the_first_stays(tmp_path: Path, source: Path) -> None:
    new(source, tmp_path, io.StringIO())
    before = {path: path.read_bytes() for path in (tmp_path / "in-power").iterdir()}
    with pytest.raises(UserError, match="--id"):
        new(source, tmp_path, io.StringIO())
    assert {path: path.read_bytes() for path in (tmp_path / "in-power").iterdir()} == before


def test_command_line_takes_id_short_title_and_folder(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(source), "--into", str(tmp_path), "--id", "my-life", "--short", "ML"]) == Exit.FINE
    assert capsys.readouterr().out.startswith(f"Written to {tmp_path / 'my-life'}:\n")
    assert main(["check", str(tmp_path / "my-life")]) == Exit.NOTHING
    assert {line.split()[1] for line in capsys.readouterr().out.splitlines()[:-1]} == {"Q025"}


def test_source_that_is_not_there_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "none.txt")]) == Exit.USAGE
    assert capsys.readouterr().err == f"lector: there is no file {tmp_path / 'none.txt'}\n"
