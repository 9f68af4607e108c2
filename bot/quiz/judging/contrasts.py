"""Words that turn an answer into another one: Left and Right, before and after, not."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final

_GROUPS: Final = tuple(
    frozenset(group.split())
    for group in (
        "left right centre center",
        "north south east west northern southern eastern western",
        "before after during until since",
        "first second third fourth fifth sixth last",
        "january february march april may june july august september october november december",
        "spring summer autumn winter",
        "early late middle beginning end",
        "old new former future",
        "upper lower high low highest lowest deepest",
        "above below under over underground abroad",
        "inside outside within",
        "front back forward backward reverse",
        "red white black green blue yellow brown purple",
        "internal external interior exterior home foreign",
        "bolshevik menshevik bolsheviks mensheviks",
        "soldiers sailors workers peasants",
        "american british english french german italian russian polish swedish austrian spanish",
        "revolution counterrevolution",
        "rich poor",
        "more less fewer most least",
        "always never sometimes seldom often",
        "good bad",
        "elder younger eldest youngest older",
        "open secret",
        "active passive",
        "conscious unconscious",
        "possible impossible",
        "same opposite",
        "for against",
        "weekly daily monthly yearly week day month year",
        "social psychic",
        "wet dry",
        "warm cold hot",
        "awake asleep",
        "clean dirty",
        "friend enemy friends enemies",
        "life death",
        "light dark",
        "full empty",
        "up down",
        "majority minority",
        "theory practice",
        "theoretical practical",
        "long short",
        "strong weak",
        "true false",
        "town village towns villages",
        "increase decrease",
        "loved hated",
        "war peace",
        "morning evening noon night",
        "mother father sister brother wife husband son daughter widow",
    )
)
_OF: Final = {word: number for number, group in enumerate(_GROUPS) for word in group}
_DENYING: Final = frozenset(
    "not never neither nor except without non anti no isnt wasnt arent werent didnt doesnt dont wont cannot cant "
    "hadnt hasnt wouldnt couldnt shouldnt aint".split()
)
CONTRASTS: Final = frozenset(_OF)
_MONTH_OR_MODAL: Final = frozenset({"may", "march"})


def clash(given: Iterable[str], right: AbstractSet[str]) -> tuple[str, str] | None:
    """Return a word of ``given`` and the word of ``right`` that it excludes; None where none does."""
    groups: dict[int, str] = {_OF[word]: word for word in right if word in _OF}
    for word in given:
        other = groups.get(_OF.get(word, -1))
        if other is not None and word not in right and word not in _MONTH_OR_MODAL and not _same(word, right):
            return word, other
    return None


def denies(word: str) -> bool:
    """Return whether a word denies what follows it."""
    return word in _DENYING


def _same(word: str, right: AbstractSet[str]) -> bool:
    """Return whether ``right`` has the word in another form: East for Eastern, day for daily."""
    stem = word.removesuffix("ern").removesuffix("s")
    return any(each.removesuffix("ern").removesuffix("s") == stem for each in right)
