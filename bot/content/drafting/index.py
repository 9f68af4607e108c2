"""Drafts the three kinds of YAML of a work: ``work.yaml``, ``people.yaml`` and a chapter's index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.content.drafting.datings import Dating, find_datings
from bot.content.drafting.draft import Draft
from bot.content.drafting.ids import Ids
from bot.content.drafting.names import Name, forms_in
from bot.content.drafting.passages import DraftPassage, group
from bot.content.drafting.spoken import Spoken, find_spoken
from bot.content.drafting.yaml_text import CONFIRM, GUESS, commented, flow, scalar

_HEADER = (
    "# A draft of `lector new`. CONFIRM stands where only you can say what is right, and `lector check` finds each;",
    "# `# CONFIRM` marks a guess: mend it or leave it, and take the mark off. quotes/README.md explains each field.",
)


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of ``people.yaml`` to be: the author, or a likely name."""

    id: str
    name: Name


def work_yaml(draft: Draft, work_id: str, short: str, author: str) -> list[str]:
    """Return the lines of ``work.yaml``; ``author`` is an id, or CONFIRM."""
    language = draft.language.partition("-")[0].casefold()
    is_code = len(language) == len("en") and language.isascii() and language.isalpha()
    return [
        *_HEADER,
        f"id: {work_id}{GUESS}: it is for ever",
        f"short: {scalar(short)}{GUESS}: the short title in references, {scalar(short)} 1:3",
        f"title: {scalar(draft.title)}{GUESS}" if draft.title else f"title: {CONFIRM}",
        f"author: {author}  # an id of people.yaml" if author == CONFIRM else f"author: {author}{GUESS}",
        "edition:",
        f"  publisher: {CONFIRM}",
        f"  place: {CONFIRM}",
        f"  year: {CONFIRM}",
        f"language: {language}{GUESS}" if is_code else f"language: {CONFIRM}  # two letters: en",
        "transcription:",
        f"  origin: {CONFIRM}  # who transcribed it",
        f"  updated: {CONFIRM}  # its date, as given there",
        f"rights: {CONFIRM}  # why it may be shown here",
        "calendar:",
        f"  name: {CONFIRM}  # gregorian, or julian with `until`, the last day that it dates so, in today's calendar",
        "themes: []",
        "# themes:",
        "#   - id: everyday-life",
        "#     title: Everyday life",
    ]


def people_yaml(author: Person | None, people: Sequence[Person], title: str) -> list[str]:
    """Return the lines of ``people.yaml``. The author, where unknown, is the first person to confirm."""
    lines = [*_HEADER, "# A name that is an organisation's goes to `organisations`; take out what is no name at all."]
    persons = [person for person in people if not person.name.is_place]
    places = [person for person in people if person.name.is_place]
    about = f"The author of {title}." if title else CONFIRM
    lines.append("persons:")
    lines += _person(CONFIRM, CONFIRM, (), CONFIRM) if author is None else _author(author, about)
    for person in persons:
        lines += _likely(person)
    lines += ["", "organisations: []", ""]
    lines.append("places:" if places else "places: []")
    for place in places:
        lines += _likely(place)
    return lines


def chapter_yaml(
    number: str, title: str, paragraphs: Sequence[str], people: Sequence[Person], ids: Mapping[str, Ids]
) -> list[str]:
    """Return the lines of a chapter's index; ``number`` and ``title`` are as they are to stand in it."""
    lines = [*_HEADER, f"chapter: {number}", f"title: {title}", "", "passages:"]
    by_form = {form: person for person in people for form in person.name.forms}
    forms = forms_in([person.name for person in people])
    for passage in group(paragraphs):
        text = " ".join(paragraphs[each - 1] for each in passage.run.numbers)
        named = dict.fromkeys(by_form[match] for match in forms.findall(text))
        lines += _passage(passage, ids["passage"].make(passage.title, "passage"), list(named))
    spoken = list(find_spoken(paragraphs))
    lines += _speech(spoken)
    lines += _quote_example()
    lines += _events((at, dating) for at, text in enumerate(paragraphs, start=1) for dating in find_datings(text))
    return lines


def _author(author: Person, about: str) -> list[str]:
    return _person(author.id, author.name.name, author.name.spellings, about, mark=GUESS)


def _likely(person: Person) -> list[str]:
    times = f"{person.name.count:,} times in the text"
    return _person(person.id, person.name.name, person.name.spellings, CONFIRM, mark=f"{GUESS}: {times}")


def _person(person_id: str, name: str, spellings: Sequence[str], about: str, mark: str = "") -> list[str]:
    lines = [
        f"  - id: {person_id}{mark}",
        f"    name: {scalar(name)}{mark and GUESS}",
    ]
    if spellings:
        lines.append(f"    spellings: {flow(spellings)}{GUESS}")
    return [*lines, f"    about: {scalar(about)}{'' if about == CONFIRM else GUESS}"]


def _passage(passage: DraftPassage, passage_id: str, named: Sequence[Person]) -> Iterator[str]:
    persons = [person.id for person in named if not person.name.is_place]
    places = [person.id for person in named if person.name.is_place]
    yield f"  - id: {passage_id}{GUESS}"
    yield f"    in: {passage.run}{GUESS}"
    yield f"    title: {scalar(passage.title)}{GUESS}"
    yield "    speakers: []"
    yield f"    persons: {flow(persons)}{GUESS if persons else ''}"
    yield f"    places: {flow(places)}{GUESS if places else ''}"
    yield "    themes: []"
    yield f"    context: {CONFIRM}"
    yield ""


def _speech(spoken: Iterable[Spoken]) -> list[str]:
    likely = [each for each in spoken if each.is_likely]
    other = [each for each in spoken if not each.is_likely]
    lines = [
        "# Words in quotation marks. Take out what nobody says or writes; add `to` and `reported_by` where needed.",
        "speech:" if likely else "# speech:",
    ]
    for each in likely:
        lines += _speech_entry(each)
    if other:
        lines.append("# Shorter ones, more likely set apart than spoken:")
        lines += commented(line for each in other for line in _speech_entry(each))
    return [*lines, ""]


def _speech_entry(spoken: Spoken) -> list[str]:
    run = str(spoken.first) if spoken.first == spoken.last else f"{spoken.first}-{spoken.last}"
    return [f"  - in: {run}", f"    speaker: {CONFIRM}", f"    words: {scalar(spoken.words)}{GUESS}"]


def _quote_example() -> list[str]:
    return [
        "# Quotes are yours to choose: a short run of words that stands alone, as the text has it.",
        "# quotes:",
        "#   - id: a-few-words-of-it",
        "#     in: 1",
        "#     text: words of paragraph 1",
        "#     speaker: the id of whose words they are",
        "",
    ]


def _events(found: Iterable[tuple[int, Dating]]) -> list[str]:
    lines = ["# Dates in the text. Where one dates an event, take the `# ` off and fill it in.", "# events:"]
    for number, dating in found:
        date = dating.written or f"{CONFIRM}: the year is not said here"
        lines += commented(
            [
                f"  - id: {CONFIRM}",
                f"    title: {CONFIRM}",
                f"    in: {number}",
                f"    date: {scalar(date)}",
                f"    calendar: {CONFIRM}",
                f"    wording: {scalar(dating.wording)}",
                "    dated: stated",
                "    persons: []",
                "    places: []",
            ]
        )
    return lines
