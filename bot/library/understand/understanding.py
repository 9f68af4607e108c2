"""From a sentence to what it asks for: each rule in turn, the first that explains the whole sentence wins."""

from collections.abc import Callable
from typing import Final

from bot.library.almanac import Almanac
from bot.library.directory import Directory
from bot.library.library import Library
from bot.library.understand import asking, claims, managing, quoting, slashed, talk
from bot.library.understand.amounts import find_count, find_difficulty
from bot.library.understand.days import find_day
from bot.library.understand.heard import LONGEST, Heard, hear
from bot.library.understand.lexicon import Lexicon, Sense
from bot.library.understand.names import Names
from bot.library.understand.places import Places
from bot.library.understand.reading import Intent, Reading
from bot.library.understand.request import Lore, Request, reading, unclear

# Those that change something come where their words can't be meant otherwise; looking for words comes last.
_RULES: Final = (
    slashed.read,
    asking.passage,
    claims.check,
    managing.daily,
    managing.next_post,
    managing.help_,
    managing.quiz_stop,
    managing.board,
    managing.quiz_start,
    managing.today,
    asking.on_this_day,
    asking.when,
    asking.who,
    quoting.random,
)
_TELLING: Final = 6  # words from which a sentence that sounds like talk may be a line that somebody remembers
_FEW: Final = 2  # words of a command that needs more: "cancel it", "stop please"
_ASKING: Final = {Sense.FIND, Sense.QUOTE, Sense.PASSAGE, Sense.PART, Sense.WHO, Sense.WHAT, Sense.SOMETHING}
_SHORT: Final = 3  # words: "stop talking"
_MOST_READINGS: Final = 3
_LONGEST_NAME: Final = 6  # words


class Understanding:
    """What reads sentences; built once, then only read, so threads may share it.

    ``fits`` tells whether the library surely has a passage with such words.
    """

    def __init__(self, library: Library, directory: Directory, almanac: Almanac, fits: Callable[[str], bool]) -> None:
        self._lexicon = Lexicon()
        self._places = Places(library.works)
        self._lore = Lore(Names(directory, library.works, self._lexicon.is_common), almanac, fits)

    def read(self, sentence: str) -> Reading:
        """Return what ``sentence``, without the mention of the bot, asks for. It may search the library."""
        heard = hear(talk.without_greeting(sentence), self._lexicon)
        if not heard.tokens or talk.is_order(sentence) or talk.is_abuse(sentence) or talk.calls_everybody(heard):
            return Reading(Intent.NONE)
        words_to_find = reading(Intent.SEARCH, query=sentence.strip())
        return words_to_find if len(sentence) > LONGEST else self._ruled(heard, words_to_find)

    def _ruled(self, heard: Heard, words_to_find: Reading) -> Reading:
        day = find_day(heard)
        count = None if day else find_count(heard)
        request = Request(heard, self._lore, day, self._places.find(heard), count, find_difficulty(heard))
        talks = request.place is None and talk.is_small_talk(heard)
        if talks and not (len(heard.tokens) >= _TELLING and self._lore.fits(heard.text)):
            return Reading(Intent.NONE)
        found = (rule(request) for rule in _RULES)
        return (
            next((each for each in found if each is not None), None)
            or self._word_alone(request)
            or self._name_alone(request)
            or quoting.search(request)
            or self._bare(request, words_to_find)
        )

    def _bare(self, request: Request, words_to_find: Reading) -> Reading:
        """Take the sentence for half-remembered words, unless it is talk and the library has nothing like it."""
        heard = request.heard
        says_little = all(token.filler for token in heard.tokens)
        if says_little and len(heard.tokens) < _SHORT:
            return Reading(Intent.NONE)
        if (says_little or talk.may_be_talk(heard)) and not self._lore.fits(heard.text):
            return Reading(Intent.NONE)
        if heard.opens_with(Sense.STOP) and len(heard.tokens) <= _SHORT and not self._lore.fits(heard.text):
            return unclear(Reading(Intent.QUIZ_STOP), Reading(Intent.DAILY), words_to_find)
        return words_to_find

    def _word_alone(self, request: Request) -> Reading | None:
        """Ask back where a sentence is one word of a command that needs more."""
        heard = request.heard
        telling = [token for token in heard.tokens if not token.filler]
        if not telling or len(telling) > _FEW or request.left(*_ALONE):
            return None
        intents = [intent for sense, likely in _ALONE.items() if heard.has(sense) for intent in likely]
        likely = [Reading(intent) for intent in list(dict.fromkeys(intents))[:_MOST_READINGS]]
        return unclear(*likely) if likely else None

    def _name_alone(self, request: Request) -> Reading | None:
        """Ask back where a sentence is only a name: who that is, their words, or passages with the name."""
        heard = request.heard
        start = next(
            (at for at, each in enumerate(heard.tokens) if not (each.filler or Sense.SHOW in each.senses)), None
        )
        if start is None or len(heard.tokens) > _LONGEST_NAME or heard.tokens[start].senses & _ASKING:
            return None
        person = self._lore.names.person(heard.since(start))
        if person is None:
            return None
        as_words = reading(Intent.SEARCH, query=heard.since(start))
        quotes = reading(Intent.SEARCH, person=person)
        return unclear(reading(Intent.WHO, person=person), as_words, quotes)


_ALONE: Final = {
    Sense.STOP: (Intent.QUIZ_STOP, Intent.DAILY),
    Sense.MANAGE: (Intent.DAILY, Intent.QUIZ_STOP),
    Sense.START: (Intent.QUIZ_START, Intent.DAILY),
    Sense.DAILY: (Intent.TODAY, Intent.DAILY),
    Sense.TODAY: (Intent.TODAY, Intent.ON_THIS_DAY),
    Sense.WHO: (Intent.HELP, Intent.BOARD),
    Sense.WHEN: (Intent.HELP, Intent.ON_THIS_DAY),
    Sense.GAME: (Intent.QUIZ_START, Intent.BOARD),
    Sense.POST: (Intent.DAILY, Intent.TODAY),
}
