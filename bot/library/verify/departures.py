"""How a claim departs from the text, told apart in words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.library.verify.align import Block, Op
from bot.library.verify.alike import Names, is_about_not, letters, replaced
from bot.library.verify.claim import Claim
from bot.library.verify.corpus import Stretch
from bot.library.verify.verdict import Altered, Change, Piece, PieceKind
from bot.library.verify.wording import Word

_SENTENCE_END: Final = re.compile(r"[.?!…][”’\"')\]]*\s")
_SPEECH_BORDER: Final = re.compile(r":\s*[“\"‘]|,[”\"]\s")
_END_MARKS: Final = re.compile(r"[.?!…]+")
_POINTS: Final = ".,;:?!…"
_MOST_OF_A_SENTENCE: Final = 4  # words left out at a sentence's end or beginning: more, and two sentences are spliced
_MOST_JOINED: Final = 3  # words of the text that are written as fewer or more in the claim
_LONGEST_SHOWN: Final = 120  # characters of words that are named in a reason
_LEAST_ELSEWHERE: Final = 4  # words that tell that they are from another place, or one less where they are all


@dataclass(frozen=True, slots=True)
class Departure:
    """Words of the text that became words of the claim; either may be none. Both as they count."""

    op: Op
    lost: tuple[str, ...]
    put: tuple[str, ...]
    lost_text: str
    put_text: str
    change: Change | None
    """What it is where words took the place of others."""


def departures(ops: Sequence[Op], stretch: Stretch, claim: Claim, names: Names) -> list[Departure]:
    """Return where the claim differs, with the words."""
    found = []
    for op in ops:
        if op.equal:
            continue
        lost = tuple(stretch.word(position).counted for position in range(op.position, op.position_after))
        put = tuple(word.counted for word in claim.words[op.index : op.index_after])
        lost_text = stretch_text(stretch, op.position, op.position_after).rstrip(_POINTS)
        put_text = cut_text(claim.text, claim.words, op.index, op.index_after).rstrip(_POINTS)
        found.append(
            Departure(op, lost, put, lost_text, put_text, replaced(lost, put, names) if lost and put else None)
        )
    return found


def elsewhere(found: Sequence[Departure], blocks: Sequence[Block]) -> dict[Op, Block]:
    """Return the departures whose words stand together at another place, each with the longest run that does."""
    moved = {}
    for each in found:
        cuts = [cut for block in blocks if (cut := _within(block, each.op)) is not None]
        longest = max(cuts, key=lambda cut: cut.size, default=None)
        if longest is not None:
            moved[each.op] = longest
    return moved


def _within(block: Block, op: Op) -> Block | None:
    """Return the part of a block that is in the words of the claim at an op, where it is long enough to tell."""
    first, after = max(block.index, op.index), min(block.index_after, op.index_after)
    whole = after - first == op.index_after - op.index
    if after - first < _LEAST_ELSEWHERE - whole:
        return None
    return Block(first, block.position + first - block.index, after - first)


def settled(ops: Sequence[Op], stretch: Stretch, claim: Claim) -> list[Op]:
    """Return the ops so that at an end of the claim no word takes the place of more than it can.

    It takes that of the same letters (``today`` of ``to-day``), or else of words of its own sentence only.
    """
    kept = list(ops)
    last, first = kept[-1], kept[0]
    if not last.equal:
        ends = [at + 1 for at in range(last.position - 1, last.position_after - 1) if _ends(stretch, at)]
        sizes = (size for size in range(1, _MOST_JOINED + 1) if _spells(last, last.position, size, stretch, claim))
        after = next((last.position + size for size in sizes), ends[0] if ends else last.position_after)
        kept[-1] = replace(last, position_after=after)
    if not first.equal:
        end = first.position_after
        ends = [at + 1 for at in range(first.position, end) if _ends(stretch, at)]
        sizes = (size for size in range(1, _MOST_JOINED + 1) if _spells(first, end - size, size, stretch, claim))
        kept[0] = replace(first, position=next((end - size for size in sizes), ends[-1] if ends else first.position))
    return kept


def _spells(op: Op, position: int, size: int, stretch: Stretch, claim: Claim) -> bool:
    """Tell whether so many words of the text from a position have the letters that the claim has at an op."""
    if position < stretch.first or position + size > stretch.first + len(stretch.words):
        return False
    said = [word.counted for word in claim.words[op.index : op.index_after]]
    return letters(said) == letters([stretch.word(at).counted for at in range(position, position + size)])


def alterations(
    found: Sequence[Departure], found_in: tuple[int, int], stretch: Stretch, claim: Claim
) -> Iterator[Altered]:
    """Yield what each departure is. ORDER alone where the claim has the text's words and no others.

    ``found_in`` has the positions from which and before which the text is that the claim comes nearest to.
    """
    lost: Counter[str] = Counter()
    put: Counter[str] = Counter()
    for each in found:
        lost.update(each.lost)
        put.update(each.put)
    if put and lost == put:
        yield Altered(Change.ORDER, "words stand in another order: " + "; ".join(map(_told, found)))
        return
    moved = {each.put for each in found} & {each.lost for each in found} - {()}
    for run in sorted(moved):
        yield Altered(Change.ORDER, f"words stand in another order: “{' '.join(run)}”")
    for each in found:
        if each.put in moved or each.lost in moved:
            continue
        if each.put and not each.lost and _stands_beside(each.put, found_in, stretch):
            yield Altered(Change.ORDER, f"words stand in another order: “{each.put_text}”")
        else:
            yield from _alteration(each, stretch, claim)


def _stands_beside(run: Sequence[str], found_in: tuple[int, int], stretch: Stretch) -> bool:
    """Tell whether words that are put in stand, in whatever order, right before or after where the claim is found."""
    first, after = (position - stretch.first for position in found_in)
    reach = len(run) + 1
    for beside in (stretch.words[max(first - reach, 0) : first], stretch.words[after : after + reach]):
        if len(run) > 1 and not Counter(run) - Counter(word.counted for word in beside):
            return True
    return False


def pieces(ops: Sequence[Op], stretch: Stretch, claim: Claim) -> tuple[Piece, ...]:
    """Return the difference, with the text's own punctuation and, in what is added, the claim's."""
    found = []
    for op in ops:
        if op.position_after > op.position:
            kind = PieceKind.EQUAL if op.equal else PieceKind.REMOVED
            found.append(Piece(kind, stretch_text(stretch, op.position, op.position_after)))
        if op.index_after > op.index and not op.equal:
            found.append(Piece(PieceKind.ADDED, cut_text(claim.text, claim.words, op.index, op.index_after)))
    return tuple(found)


def stretch_text(stretch: Stretch, first: int, after: int) -> str:
    """Return the words between two positions as the text has them, with what ends their sentence."""
    return cut_text(stretch.text, stretch.words, first - stretch.first, after - stretch.first)


def cut_text(text: str, found: Sequence[Word], first: int, after: int) -> str:
    """Return ``found[first:after]`` as they stand in ``text``, with the marks that cling to them on the right."""
    if first >= after:
        return ""
    end = found[after - 1].end
    between = text[end : found[after].start if after < len(found) else len(text)]
    clinging = between.split(maxsplit=1)[0] if between.strip() and not between[0].isspace() else ""
    marks = _END_MARKS.match(clinging) or re.match(r"[,;:]", clinging)
    return text[found[first].start : end + (marks.end() if marks else 0)]


def ends_sentence(stretch: Stretch, position: int) -> bool:
    """Tell whether a word is the last of its sentence, which an initial (``L. D.``) never is."""
    initial = len(stretch.word(position).counted) == 1 and stretch.word(position).counted != "i"
    return not initial and _SENTENCE_END.search(stretch.between(position)) is not None


def _alteration(each: Departure, stretch: Stretch, claim: Claim) -> Iterator[Altered]:
    if each.change is not None:
        yield Altered(each.change, f"{_WORDS[each.change]}: “{each.put_text}” for “{each.lost_text}”")
    elif each.put and is_about_not(each.put):
        yield Altered(Change.ADDED_NOT, f"a “not” is added: “{each.put_text}”")
    elif each.put:
        yield Altered(Change.ADDITION, f"words are added: “{each.put_text}”")
    elif is_about_not(each.lost):
        yield Altered(Change.LOST_NOT, f"a “not” is lost: “{each.lost_text}”")
    elif _is_splice(each.op, stretch):
        yield Altered(Change.SPLICE, f"two sentences are spliced; between them stands “{short(each.lost_text)}”")
    elif each.op.index not in claim.elided:
        yield Altered(Change.ELISION, f"an unmarked elision: “{short(each.lost_text)}” is left out")


_WORDS: Final = {
    Change.OTHER_WORD: "another word",
    Change.NAME: "a name in another form",
    Change.SPELLING: "another spelling",
    Change.ORDER: "words stand in another order",
    Change.LOST_NOT: "a “not” is lost",
    Change.ADDED_NOT: "a “not” is added",
}


def _is_splice(op: Op, stretch: Stretch) -> bool:
    """Tell whether what is left out reaches from one sentence into another, or is a whole one."""
    before = op.position - 1 >= stretch.first and _ends(stretch, op.position - 1)
    ends = [at for at in range(op.position, op.position_after) if _ends(stretch, at)]
    if not ends:
        return False
    if before or ends[-1] + 1 < op.position_after:
        return True
    return op.position_after - op.position > _MOST_OF_A_SENTENCE


def _ends(stretch: Stretch, position: int) -> bool:
    """Tell whether a sentence ends after a word, or direct speech begins or ends there."""
    if position < stretch.first:
        return False
    return ends_sentence(stretch, position) or _SPEECH_BORDER.search(stretch.between(position)) is not None


def _told(each: Departure) -> str:
    return (
        f"“{each.put_text}” for “{each.lost_text}”"
        if each.lost and each.put
        else f"“{each.lost_text or each.put_text}”"
    )


def short(text: str) -> str:
    """Return a long text by its beginning and its end."""
    if len(text) <= _LONGEST_SHOWN:
        return text
    half = _LONGEST_SHOWN // 2
    return f"{text[:half].rsplit(maxsplit=1)[0]} … {text[-half:].split(maxsplit=1)[-1]}"
