"""What is said to a bot without asking it for anything: greetings, thanks, abuse, orders that are not its business."""

import re
from typing import Final

from bot.library.fold import folded
from bot.library.understand.heard import Heard
from bot.library.understand.lexicon import Sense

_ORDER_REACH: Final = 2_000  # characters that are looked through for orders; whoever hides one puts it early or late
_CHAT: Final = frozenset(
    "hi hello hey hiya heya yo sup howdy greetings morning afternoon evening night nite goodnight bye goodbye cya "
    "later "
    "welcome thanks thank thx thanx ty cheers tysm lol lmao rofl haha hahaha hehe xd ok okay okey k kk yes yeah yep "
    "yup "
    "no nope nah maybe sure nice cool great awesome amazing wonderful lovely funny good bad wow omg damn sorry oops "
    "brb afk "
    "gg wp np gn gm idk btw congrats congratulations bravo perfect excellent interesting agreed indeed exactly true "
    "bot robot comrade comrades friend friends mate dude bro man buddy everyone everybody folks guys all lector "
    "merci beaucoup danke schon schoen bitte bonjour salut hola gracias adios ciao grazie prego spasibo privet "
    "tovarish "
    "tovarisch guten tag morgen abend hallo servus obrigado arigato salam shalom namaste tak dank zdravstvuyte aloha "
    "dinner lunch breakfast coffee wrong channel oh ah hm hmm uh um er well said done job work today tomorrow soon "
    "there how are doing going whats up im fine back my your you i it that thats is was a the so very much lot lots "
    "see for "
    "to and this dear everything we me not happy glad beautiful impressive fun absolutely".split()
)
# A sentence made only of the words above is talk, if one of it is a word that talk is made of.
_WEAK_CHAT: Final = frozenset(
    "how are doing going up im back my your you i it that is was a the so very much lot see for to and this we me "
    "not all "
    "man work today tomorrow true said there well night evening morning done good everything".split()
)
_ABUSE: Final = re.compile(
    r"(fuck\w*|f\*+k?|wtf|stfu|shit\w*|asshole|bitch|bastard|moron|dumbass|retard\w*|suck|sucks|screw you|"
    r"shut up(?! shop)|go away|"
    r"piss off|get lost|(?:stupid|dumb|useless|idiotic|crap|worst|bad|silly|trash|garbage) bot|"
    r"(?:you|u|youre|ur|your)(?: are| r| re)?(?: such| so| really| just| very)*(?: an?)?(?: \w+)? "
    r"(?:stupid|idiot|dumb|useless|trash|garbage|ugly|annoying|boring|loser|fool|clown|worthless|pathetic)|"
    r"(?:i )?hate (?:you|u|this bot))"
)
_ORDERS: Final = re.compile(
    r"((?:ignore|disregard|forget|override|bypass|skip|drop|break|disobey)(?: \w+){0,5} "
    r"(?:instructions?|rules?|prompts?|guidelines|told|programming|directives|training|restrictions|filters?|orders)|"
    r"(?:system|initial|hidden|secret|developer) (?:prompt|message|instructions?)|(?:your|the) (?:prompt|"
    r"instructions|token|"
    r"password|source code|api key|config|secret)|api ?keys?|jailbreak\w*|developer mode|dan mode|do anything now|"
    r"(?:act|behave|speak|talk|respond|answer|reply)(?: \w+){0,3} (?:as|like) (?:a|an|if|my|lenin|stalin|trotsky|"
    r"dan)\b.*|"
    r"pretend (?:to|you|youre|that you)|roleplay|role play|(?:you are|you re|youre) now|from now on you|"
    r"without (?:any )?(?:filters?|restrictions|rules)|repeat after me|give me admin|make me (?:an? )?(?:admin|"
    r"mod\w*|owner)|"
    r"(?:sudo|rm rf|drop table)|"
    r"(?:ban|kick|mute|timeout|unban|warn|dox|hack|spam|ping|raid|nuke)(?: \w+){0,4} "
    r"(?:users?|members?|guys?|server|channel|him|her|them|me|everyone|everybody|all|here|people|role|mods?|someone)|"
    r"(?:delete|purge|clear|wipe)(?: \w+){0,2} (?:messages?|channels?|server|chat|roles?|history)|"
    r"(?:give|grant|assign|add)(?: \w+){0,3} (?:admin|mod|moderator|owner|permissions?|nitro|money)(?: roles?)?)"
)
_SMALL_TALK: Final = re.compile(
    r"(who (?:are|r|made|built|created|wrote) (?:you|u|this bot)|what are you|what is your name|whats your name|"
    r"(?:are|r) (?:you|u) .*|how are .*|how old .*|how is it going.*|hows it going.*|whats up.*|what is up.*|sup|"
    r"do (?:you|u) (?:like|love|hate|think|feel|believe|want|dream|sleep|eat|speak|even|exist|prefer|support|agree|"
    r"remember me).*|"
    r"(?:would|will|can|could|did|have) (?:you|u) (?:marry|like|love|be my|feel|think|eat|dance|sing|sleep|ever).*|"
    r"what (?:do|did|would) (?:you|u) (?:think|like|feel|want|eat|believe|prefer).*|where (?:are|do) (?:you|u).*|"
    r"whats your .*|what is your .*|who is your .*|i (?:love|like|hate|miss|adore) (?:you|u|this|it|lector).*|"
    r"(?:tell|give)(?: \w+)? a (?:joke|story|riddle|secret).*|(?:sing|dance|rap|cook|order)\b.*|"
    r"(?:write|make|compose|generate|draw|code|paint)(?: \w+)? (?:an? )?(?:poem|song|essay|story|rap|code|program|"
    r"script|"
    r"picture|image|meme|haiku|homework|email)\b.*|.*\bmy homework\b.*|"
    r"(?:what|whats|hows|how)(?: is| s)? the weather.*|what time is it.*|whats the time.*|"
    r"(?:calculate|translate|solve|convert|play (?:music|some music|a song))\b.*|what is \d+ .*|whats \d+ .*|"
    r"see (?:you|u|ya).*|have a (?:nice|good|great).*|good (?:night|nite|morning|evening|"
    r"afternoon|bye|luck)\b.*|thank (?:you|u).*|thanks .*|happy (?:birthday|new year).*|im (?:sad|happy|tired|bored|"
    r"hungry|fine|"
    r"good|back|new here)|i am (?:sad|happy|tired|bored|hungry|fine|good|back|new here))"
)
_PRAISE: Final = re.compile(
    r"(?:(?:what a|a|such a|thats a|that is a|thats|that was a|this is a|very|really|wow|haha|lol) )*"
    r"(?:good|nice|clever|smart|great|lovely|cute|beautiful|wonderful|interesting|funny|cool|awesome|amazing|"
    r"excellent|sad|deep|"
    r"powerful) (?:bot|boy|girl|job|work|one|quote|passage|line|choice|find|answer|question|quiz|game)(?: .{0,20})?|"
    r"i (?:really )?(?:love|like|liked|loved|hate|enjoyed) (?:this|that|the|todays) (?:quote|passage|line|quiz|game|"
    r"one|bot)(?: .{0,20})?|"
    r"(?:well|nicely) (?:said|done|put|played).*"
)
# A sentence with one of these asks for something, however it begins: "good morning, a quote please".
_COMMANDS: Final = (
    Sense.QUOTE, Sense.QUIZ, Sense.FIND, Sense.PASSAGE, Sense.BOARD, Sense.RANDOM, Sense.DAILY, Sense.CHECK, Sense.HELP,
)  # fmt: skip
_EVERYBODY: Final = re.compile(r"@(?:everyone|here)\b", re.IGNORECASE)
_GREETING: Final = re.compile(
    r"\s*(?:good (?:morning|evening|afternoon|day)|(?:hello|hi|hey) (?:there|all|everyone|everybody)|thank you|"
    r"thanks|many thanks)"
    r"(?:,? (?:so much|very much|a lot|comrade|comrades|lector|all))?\s*[,.!;-]\s*(?=\w)",
    re.IGNORECASE,
)
_ADDRESSING: Final = frozenset(
    "you u your youre ur yourself im ive id ill i lol haha omg sorry lmao hi hello hey thanks thx brb gtg bro dude "
    "merci danke ok okay".split()
)


def is_order(sentence: str) -> bool:
    """Whether a sentence orders the bot to break its rules, or to do what a moderator or another bot does."""
    return _ORDERS.search(folded(sentence[:_ORDER_REACH])) is not None


def is_abuse(sentence: str) -> bool:
    """Whether a sentence insults the bot, or swears at it."""
    return _within(_ABUSE, folded(sentence[:_ORDER_REACH]))


def calls_everybody(heard: Heard) -> bool:
    """Whether a sentence is meant to ping a channel; in the midst of other words the mention is merely pasted along."""
    match = _EVERYBODY.search(heard.text)
    if match is None:
        return False
    before = [token for token in heard.tokens if token.end <= match.start()]
    after = [token for token in heard.tokens if token.start >= match.end()]
    known = any(token.filler or token.senses or token.typed in _CHAT for token in before)
    return known or not before or not after


def is_small_talk(heard: Heard) -> bool:
    """Whether a sentence greets, thanks, or asks about the bot itself."""
    typed = [token.typed for token in heard.tokens]
    only_chat = bool(typed) and all(word in _CHAT for word in typed)
    if only_chat and any(word not in _WEAK_CHAT for word in typed):
        return True
    rest = _bare(typed)
    if _PRAISE.fullmatch(rest):
        return True
    return not heard.has(*_COMMANDS) and _SMALL_TALK.fullmatch(rest) is not None


def may_be_talk(heard: Heard) -> bool:
    """Whether a sentence speaks to somebody: worth no search if the library has nothing like it."""
    return any(token.typed in _ADDRESSING for token in heard.tokens)


def without_greeting(sentence: str) -> str:
    """Return a sentence without the greeting before what it asks: "good morning, a quote please"."""
    match = _GREETING.match(sentence)
    return sentence if match is None else sentence[match.end() :]


def _within(pattern: re.Pattern[str], text: str) -> bool:
    return re.search(rf"\b{pattern.pattern}\b", text) is not None


def _bare(typed: list[str]) -> str:
    while typed and typed[0] in {"hey", "hi", "hello", "yo", "lector", "ok", "so", "please", "and", "well"}:
        typed = typed[1:]
    return " ".join(typed)
