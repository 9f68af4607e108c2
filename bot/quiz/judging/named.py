"""Makes the rule for a name: every form of it, of the wrong options, and what tells of it without naming it."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.content.model import AnswerKind, EntityKind
from bot.quiz.judging.contrasts import CONTRASTS
from bot.quiz.judging.name_forms import Form, Strength, name_forms, name_sounds
from bot.quiz.judging.name_index import NameIndex, mentions
from bot.quiz.judging.names import WRONG, NameRule
from bot.quiz.judging.said import read
from bot.quiz.judging.sought import Sought
from bot.quiz.judging.spelling import sound
from bot.quiz.judging.telling import LITTLE

NAME_KINDS: Final = {
    AnswerKind.PERSON: EntityKind.PERSON,
    AnswerKind.PLACE: EntityKind.PLACE,
    AnswerKind.ORGANISATION: EntityKind.ORGANISATION,
}


_CONTRASTING: Final = frozenset(map(sound, CONTRASTS))


def name_rule(sought: Sought, index: NameIndex) -> NameRule:
    """Return the rule for an answer that is a person, a place or an organisation; ``index`` has all known names."""
    kind, entity = NAME_KINDS[sought.kind], sought.entity
    owner = entity.id if entity else f"={sought.answer}"
    own = [form for name in sought.forms for form in name_forms(name, owner, kind)]
    if entity is None:
        own += list(_renamed(own, index))
    else:
        own = [form for form in own if form.strength is Strength.FULL]
    names = (*sought.forms, *(entity.names if entity else ()))
    every = [*own, *(form for name in names for form in name_forms(name, owner, kind))]
    told = f"{entity.name} {' '.join(entity.epithets)} {entity.about}" if entity else sought.answer
    offered = frozenset(owner for option in sought.options for owner in _named(option, index))
    return NameRule(
        answer=sought.answer,
        owner=owner,
        kind=kind,
        indexes=(NameIndex([*own, *_wrong(sought, kind, own)]), index),
        words=frozenset(word for form in every for word in form.words),
        plain=frozenset(token.word for name in names for token in read(name).tokens),
        described=_telling_sounds(told),
        asked=_named(sought.text, index) - offered,
        in_index=entity is not None,
    )


def _wrong(sought: Sought, kind: EntityKind, own: Iterable[Form]) -> Iterator[Form]:
    """Yield the whole forms of the wrong options that are no form of the right answer."""
    right = {form.words for form in own}
    for option in sought.options:
        for form in name_forms(option, WRONG + option, kind):
            if form.strength is Strength.FULL and form.words not in right:
                yield form


def _renamed(own: Iterable[Form], index: NameIndex) -> Iterator[Form]:
    """Yield forms with the other names of what stands in them: Left SRs for Left Socialist-Revolutionaries."""
    for form in own:
        inside = {
            known.owner
            for known in index.forms
            if set(known.words) < set(form.words)
            and (len(known.words) > 1 or set(form.words) - set(known.words) <= _CONTRASTING)
        }
        for known in index.forms:
            if known.owner in inside and set(known.words) < set(form.words):
                rest = tuple(word for word in form.words if word not in known.words)
                for other in index.forms:
                    if other.owner == known.owner and other.strength is Strength.FULL:
                        yield Form((*rest, *other.words), form.owner, Strength.FULL)


def _named(text: str, index: NameIndex) -> frozenset[str]:
    """Return the ids of all that a text names."""
    found = mentions((index,), read(text).tokens, roman=True) if text else []
    return frozenset(owner for each in found if each.strength is Strength.FULL for owner in each.owners)


def _telling_sounds(text: str) -> frozenset[str]:
    tokens = (token for token in read(text).tokens if token.word not in LITTLE and len(token.word) > 1)
    return frozenset(word for word in name_sounds(tokens, roman=False) if not word.isdigit())
