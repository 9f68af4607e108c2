"""Words that come with names without being part of them: titles, little words, numbers of rulers, what a body is."""

from typing import Final

from bot.quiz.judging.numerals import ORDINALS

LITTLE: Final = frozenset("the a an of for in at on to by from de von van der la le and his her their our".split())
TITLES: Final = frozenset(
    "general gen comrade tsar czar tzar king queen emperor empress ambassador mr mrs ms miss monsieur madame sir "
    "minister president captain colonel count prince princess dr doctor professor lieutenant marshal admiral uncle "
    "commissar commissary citizen kaiser lord lady herr".split()
)
GENERIC: Final = frozenset(
    "party union committee commission mission government soviet council commissariat department ministry body "
    "organisation organization bureau institute street prospect station city town group congress front tower "
    "building peace treaty republic state people peoples troops members member".split()
)
COUNTRIES: Final = frozenset(
    "finland poland russia ussr france germany austria hungary greece sweden england britain "
    "ukraine europe italy".split()
)
NEARBY: Final = frozenset("in near at outside".split())

_ROMAN: Final = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16", "xvii": "17", "xviii": "18",
}  # fmt: skip
_ENDINGS: Final = ("st", "nd", "rd", "th")


def numeral(word: str, *, roman: bool) -> str | None:
    """Return the digits of a number in a name: of ``2nd`` and ``second``, and, where ``roman``, of ``ii``."""
    if word.isdigit():
        return word
    if word[:-2].isdigit() and word.endswith(_ENDINGS):
        return word[:-2]
    if word in ORDINALS:
        return str(ORDINALS[word])
    return _ROMAN.get(word) if roman else None


def is_patronymic(word: str) -> bool:
    """Return whether a word is a Russian patronymic, which is no surname."""
    return word.endswith(("vich", "ovich", "evich", "yich", "vna", "ichna", "inishna", "ilich", "ilyich"))
