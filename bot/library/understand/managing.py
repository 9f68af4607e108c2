"""Rules for the requests that work on the bot rather than on the works: the daily post, quizzes, scores, help.

What changes something for everybody is read only where command words say so and every word of the sentence is accounted
for; a sentence that asks or denies ("did the quiz stop", "don't stop the quiz") never is.
"""

from typing import Final

from bot.library.understand.heard import Heard, Token
from bot.library.understand.lexicon import Sense
from bot.library.understand.reading import Intent, Reading, Slots
from bot.library.understand.request import Request, reading, unclear

_S = Sense
_OF_THE_DAY: Final = ("of the day", "of day", "of today", "for today", "for the day", "qotd")
_TEST_ME: Final = ("test me", "test us", "test my", "test our", "ask me", "ask us", "challenge me", "challenge us")
_CAPABLE: Final = (
    "what can you", "what do you do", "what you can", "what are you for", "what can i",
    "what should i type", "what to type",
    "what do i type", "what else can you", "what can this bot", "what does this bot", "what can lector",
    "what does lector", "what is lector", "what is this bot", "what this bot",
)  # fmt: skip
_ALLOWED_IN_HELP: Final = frozenset({"what", "which", "type", "bot", "things", "thing", "able", "else", "again", "say"})
_EXPLAINED_DAILY: Final = (
    _S.DAILY, _S.EVERY, _S.DAY, _S.POST, _S.MANAGE, _S.CLOCK, _S.NEXT, _S.QUOTE, _S.TODAY, _S.TOMORROW, _S.SHOW,
    _S.WHEN, _S.WHY, _S.WHAT, _S.PERIOD, _S.START, _S.STOP, _S.BE, _S.NOT, _S.ABOUT, _S.BY, _S.THEME, _S.HOW, _S.HELP,
    _S.SOMETHING,
)  # fmt: skip
_COMING: Final = frozenset("come comes came due only scheduled arrive arrives sent missing late nine ten eight".split())
_MOST_LEFT: Final = 3  # words of a sentence about the daily post that say where, whose or which


def daily(request: Request) -> Reading | None:
    """Manage the daily post: set it, pause it, ask when it comes."""
    heard = request.heard
    regular = heard.has(_S.DAILY) or (heard.has(_S.EVERY) and heard.has(_S.DAY))
    posts = heard.has(_S.POST) or (heard.has(_S.QUOTE) and regular)
    if not (regular or posts) or heard.has(_S.QUIZ) or heard.says("how do", "how can", "how to", "how does"):
        return None
    manages = heard.has(_S.MANAGE, _S.TOMORROW, _S.NEXT) or _has_time(request)
    concerns_it = regular and heard.has(_S.POST, _S.QUOTE)
    left = _left_of_daily(request)
    loosely = (
        (heard.has(_S.EVERY) and regular and posts)
        or (concerns_it and (manages or heard.has(_S.WHY, _S.WHEN)))
        or (heard.opens_with(_S.DAILY) and manages)
    )
    strictly = heard.has(_S.MANAGE, _S.TOMORROW, _S.NEXT) and heard.has(_S.POST, _S.DAILY)
    if (loosely and len(left) <= _MOST_LEFT) or (strictly and not left and not heard.says("post today")):
        return reading(Intent.DAILY)
    return None


def next_post(request: Request) -> Reading | None:
    """When the next quote comes, what will be posted tomorrow, why there is none today: how the daily post stands."""
    heard = request.heard
    ahead = heard.has(_S.TOMORROW) or (heard.has(_S.NEXT) and heard.has(_S.WHEN, _S.WHAT))
    missing = (heard.has(_S.WHY) or heard.has(_S.NOT)) and heard.has(_S.TODAY, _S.PERIOD)
    if (ahead or missing) and heard.has(_S.QUOTE, _S.POST) and not _left_of_daily(request):
        return reading(Intent.DAILY)
    if heard.has(_S.QUOTE) and heard.has(_S.SHOW, _S.POST) and "#" in heard.text:
        return unclear(reading(Intent.DAILY), reading(Intent.RANDOM))
    return None


def _left_of_daily(request: Request) -> list[Token]:
    """Return the words that nobody uses of the daily post, figures and who is to be quoted set aside."""
    left = request.left(*_EXPLAINED_DAILY)
    return [token for token in left if not token.typed[:1].isdigit() and token.word not in _COMING]


def quiz_stop(request: Request) -> Reading | None:
    """Stop the quiz that runs here."""
    heard = request.heard
    if not heard.has(_S.STOP) or not heard.has(_S.QUIZ, _S.GAME):
        return reading(Intent.QUIZ_STOP) if heard.says("no more quiz") else None
    sure = not request.asks and not heard.says("start", "begin", "new")
    left = request.left(_S.STOP, _S.QUIZ, _S.GAME, _S.TODAY, _S.PERIOD, _S.POLITE, _S.BE)
    tired = [token for token in left if token.word not in {"tired", "bored", "done", "running"}]
    if sure and not tired:
        return reading(Intent.QUIZ_STOP)
    if heard.has(_S.HOW, _S.HELP) or (len(left) > _MOST_LEFT):
        return None
    return unclear(reading(Intent.QUIZ_STOP), *_quiz_start_too(heard), reading(Intent.BOARD))


def quiz_start(request: Request) -> Reading | None:
    """Start a quiz, with its number of questions, difficulty and theme."""
    heard = request.heard
    named = _named_subject(request)
    besides = (named[1],) if named else ()
    left = request.left(
        _S.QUIZ,
        _S.GAME,
        _S.QUESTION,
        _S.START,
        _S.PLAY,
        _S.SHOW,
        _S.THEME,
        _S.LEVEL,
        _S.RANDOM,
        _S.ABOUT,
        besides=besides,
    )
    left = [token for token in left if token.word not in _QUIZ_TALK and not token.typed.isdigit()]
    asked = heard.has(_S.QUIZ) or (heard.has(_S.QUESTION) and (request.count is not None or heard.says(*_TEST_ME)))
    asked = asked or heard.says(*_TEST_ME[:4]) or (heard.has(_S.PLAY) and heard.says("play"))
    if not asked or heard.has(_S.HOW, _S.WHY, _S.BOARD):
        return None
    denied = heard.has(_S.NOT) and request.level is None
    if heard.has(_S.DAILY) or (heard.has(_S.QUIZ) and (request.asks_plainly or denied or left)):
        return _doubtful_quiz(request) if len(left) <= _MOST_LEFT else None
    if left or request.asks_plainly or denied:
        return None
    slots = Slots(
        person=named[0].person if named else None,
        theme=named[0].theme if named else None,
        count=request.count[0] if request.count else None,
        difficulty=request.level[0] if request.level else None,
    )
    return Reading(Intent.QUIZ_START, slots)


_QUIZ_TALK: Final = frozenset(
    "minute minutes min second seconds sec per each who wants quick short long little knowledge test us me history "
    "fun ask level difficulty please challenge bit too so "
    "not everyone everybody group evening tonight today prepare give start people server channel".split()
)


def _doubtful_quiz(request: Request) -> Reading:
    first = Reading(Intent.QUIZ_START, Slots(count=request.count[0] if request.count else None))
    return unclear(first, reading(Intent.SEARCH, query=request.heard.text.strip()), reading(Intent.HELP))


def _quiz_start_too(heard: Heard) -> tuple[Reading, ...]:
    return (reading(Intent.QUIZ_START),) if heard.has(_S.START) else ()


def _named_subject(request: Request) -> tuple[Slots, range] | None:
    """Return whom or which theme the words after "about" or after the command words name."""
    heard = request.heard
    for index in range(len(heard.tokens)):
        token = heard.tokens[index]
        if token.filler or token.senses:
            continue
        theme = request.lore.names.theme(heard.since(index))
        if theme is not None:
            return Slots(theme=theme), range(index, len(heard.tokens))
        found = request.lore.names.person_at(heard, index)
        return None if found is None else (Slots(person=found[0]), found[1])
    return None


def board(request: Request) -> Reading | None:
    """Show the scores."""
    heard = request.heard
    if not heard.has(_S.BOARD, _S.RANK):
        return None
    left = request.left(
        _S.BOARD,
        _S.RANK,
        _S.QUIZ,
        _S.GAME,
        _S.SHOW,
        _S.WHO,
        _S.WHAT,
        _S.HOW,
        _S.PERIOD,
        _S.TODAY,
        _S.WHERE,
        _S.BE,
        _S.PLAY,
    )
    told = heard.has(_S.BOARD) or heard.has(_S.QUIZ, _S.GAME, _S.WHO, _S.SHOW, _S.WHAT, _S.HOW, _S.WHERE)
    alone = len([token for token in heard.tokens if not token.filler]) <= 2  # noqa: PLR2004 - "my score", "top players"
    ranks = heard.has(_S.BOARD) or not heard.says("best", "most", "one stand")
    ranks = ranks or heard.says("points", "score", "scores", "player", "players")
    return reading(Intent.BOARD) if not left and ranks and (told or alone) else None


def today(request: Request) -> Reading | None:
    """Show the quote of the day."""
    heard = request.heard
    of_today = heard.has(_S.TODAY, _S.DAILY) or heard.says(*_OF_THE_DAY)
    if not of_today or not (heard.has(_S.QUOTE) or heard.says("qotd") or heard.has(_S.POST)):
        return None
    if heard.has(_S.DAILY) and heard.has(_S.POST):
        return None if request.left(_S.DAILY, _S.POST) else unclear(reading(Intent.TODAY), reading(Intent.DAILY))
    left = request.left(
        _S.TODAY, _S.DAILY, _S.QUOTE, _S.POST, _S.DAY, _S.SHOW, _S.WHAT, _S.BE, _S.RANDOM, _S.WHERE, _S.FIND, _S.HOW
    )
    left = [token for token in left if token.word not in {"missed", "miss", "new", "me", "repeat", "once", "can"}]
    return None if left else reading(Intent.TODAY)


def help_(request: Request) -> Reading | None:
    """Tell what the bot can do."""
    heard = request.heard
    left = request.left(
        _S.HELP, _S.USE, _S.QUIZ, _S.GAME, _S.QUOTE, _S.DAILY, _S.SHOW, _S.POST, _S.PLAY, _S.START, _S.STOP, _S.HOW,
        _S.BE, _S.MANAGE, _S.FIND, _S.TELL, _S.POLITE, _S.NOT,
    )  # fmt: skip
    left = [token for token in left if token.word not in _ALLOWED_IN_HELP]
    if left:
        return None
    how = heard.has(_S.HOW) and heard.has(_S.USE, _S.STOP, _S.PLAY, _S.QUIZ, _S.FIND, _S.MANAGE)
    return reading(Intent.HELP) if heard.has(_S.HELP) or how or heard.says(*_CAPABLE) else None


def _has_time(request: Request) -> bool:
    """Whether a time of day, a channel or a zone is named."""
    heard = request.heard
    figures = any(token.typed[:1].isdigit() for token in heard.tokens)
    return figures or "#" in heard.text or heard.says("at nine", "only") or heard.has(_S.CLOCK)
