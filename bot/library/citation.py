"""Who says it, who reports it, and where it stands: the words under everything that is served."""

from bot.content.model import Quote, Work
from bot.library.library import Place


def name_of(work: Work, entity: str) -> str:
    """Return the short name of a person, an organisation or a place."""
    return work.entities[entity].short if entity in work.entities else entity


def attribution(work: Work, speaker: str, reported_by: str | None = None) -> str:
    """Return whose words they are: ``Lenin, as reported by Trotsky``."""
    if reported_by is None or reported_by == speaker:
        return name_of(work, speaker)
    return f"{name_of(work, speaker)}, as reported by {name_of(work, reported_by)}"


def quote_attribution(work: Work, quote: Quote) -> str:
    """Return whose words a quote is."""
    return attribution(work, quote.speaker, quote.reported_by)


def narrated_by(place: Place) -> str:
    """Return who tells a passage: ``Trotsky``, or ``Sedova, in Trotsky's My Life``."""
    passage, work = place.passage, place.work
    if passage is None or passage.narrator == work.author:
        return name_of(work, work.author)
    return f"{name_of(work, passage.narrator)}, in {name_of(work, work.author)}’s {work.title}"


def citation(place: Place) -> str:
    """Return the full citation: author, title, edition, and the chapter and paragraphs or the place as indexed."""
    work, chapter = place.work, place.chapter
    if work.transcription is None:
        where = place.passage.title if place.passage else place.reference
        return f"{edition(work)}, {where}"
    several = len(place.runs) > 1 or place.runs[0].first != place.runs[0].last
    numbers = ", ".join(str(run) for run in place.runs).replace("-", "–")
    return f"{edition(work)}, ch. {chapter.number}, “{chapter.title}”, {'¶¶' if several else '¶'} {numbers}"


def edition(work: Work) -> str:
    """Return author, title, translator and edition of a work."""
    author = work.entities[work.author].name if work.author in work.entities else work.author
    title = f"{work.title}: {work.subtitle}" if work.subtitle else work.title
    translator = f", translated by {work.translator}" if work.translator else ""
    return f"{author}, {title}{translator} ({work.edition.place}: {work.edition.publisher}, {work.edition.year})"


def transcription(work: Work) -> str:
    """Return whose transcription is served, or that there is none to check the words against."""
    if work.transcription is None:
        return "Not checked against a text: this work is quotes only"
    return f"Transcription: {', '.join(work.transcription)}"


def correction_notes(place: Place, words: str | None = None) -> list[str]:
    """Return how the corrected slips are marked: ``¶ 42: transcribed “in quiries”, corrected to “inquiries”``.

    With ``words``, which stand in the place, only the slips that those words show.
    """
    notes, shown, offset = [], _span(place, words), 0
    for paragraph in place.paragraphs:
        for each in paragraph.corrected:
            if offset + each.start < shown[1] and offset + each.end > shown[0]:
                was, now = each.correction.was, each.correction.now
                notes.append(f"¶ {paragraph.number}: transcribed “{was}”, corrected to “{now}”")
        offset += len(paragraph.text) + 1
    return notes


def _span(place: Place, words: str | None) -> tuple[int, int]:
    text = " ".join(paragraph.text for paragraph in place.paragraphs)
    start = 0 if words is None else max(text.find(words), 0)
    return start, len(text) if words is None else start + len(words)
