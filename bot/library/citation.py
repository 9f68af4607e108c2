"""Who says it, who reports it, and where it stands: the words under everything that is served."""

from bot.content.model import Correction, Quote, Work
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
    """Return the full citation: author, title, edition, chapter and paragraphs."""
    work, chapter = place.work, place.chapter
    author = work.entities[work.author].name if work.author in work.entities else work.author
    title = f"{work.title}: {work.subtitle}" if work.subtitle else work.title
    translator = f", translated by {work.translator}" if work.translator else ""
    edition = f"{work.edition.place}: {work.edition.publisher}, {work.edition.year}"
    several = len(place.runs) > 1 or place.runs[0].first != place.runs[0].last
    numbers = ", ".join(str(run) for run in place.runs).replace("-", "–")
    return (
        f"{author}, {title}{translator} ({edition}), ch. {chapter.number}, “{chapter.title}”, "
        f"{'¶¶' if several else '¶'} {numbers}"
    )


def transcription(work: Work) -> str:
    """Return whose transcription is served."""
    return f"Transcription: {work.transcribed_by}, {work.transcription_updated}"


def correction_note(correction: Correction) -> str:
    """Return how a card marks a corrected slip: ``¶ 43: “in quiries” reads “inquiries” here``."""
    where = f"¶ {correction.paragraph}" if correction.note is None else f"note {correction.note}"
    return f"{where}: “{correction.was}” reads “{correction.now}” here"
