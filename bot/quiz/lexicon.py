"""Words by what they mean, so that a word of a quote can be exchanged for another of the same kind.

The words of a line are of one part of speech, number and kind, and none means the same as another. The first is the one
that is exchanged; where the line starts with ``=``, each is. A word that is also a verb, or has several senses, is no
first word.
"""

from collections import defaultdict
from functools import lru_cache
from typing import Final

_KINDS: Final = """
=autumn winter spring summer
=January February March April May June July August September October November December
abstractions superstitions ceremonies ambitions
ambassador consul banker bishop
apron coat gown cap
battery engine lamp bell
beards cheeks chins faces
bicycle telegraph motor-car telephone
blunders delays threats forgeries
books archives newspapers files
boycotting joining praising closing
building street square garden
busts crosses fountains flags
chairman secretary treasurer editor
chairs desks stairs mats
chandeliers candles torches lanterns
chaos panic anger despair
childhood schooldays marriage exile
collar coat hat shirt
collars coats boots shirts
commissaries directors delegates deputies
conferences elections congresses parades
confusion hatred doubt alarm
conquest election congress defeat
contradictions intrigues robberies quarrels
correspondence speeches photographs articles
corridor staircase courtyard cellar
counter-revolution famine invasion inflation
country army city church
creation destruction legend science
cultures religions parties parliaments
decrees speeches telegrams pamphlets
devil police tsar future
diplomacy industry finance education
discharge quarrel speech smile
disdain pity curiosity envy
dream nightmare letter novel
dream play mirror film
embarrassed amused puzzled flattered
enthusiasm hatred suspicion jealousy
epoch legend party nation
ether cable mail ocean
experts workers officers scholars
eyes faces hands lips
fathers teachers leaders neighbours
floor table stairs roof
food-supply education justice health
fools cowards spies drunkards
forebears servants rivals disciples
frenzy wisdom poetry comedy
fury silence wit politeness
general colonel admiral minister
government parliament army church
greetings loans weapons newspapers
hall theatre palace cathedral
hats books caps coats
hearts purses memories ears
history philosophy fortune tragedy literature
imagination memory patience discipline
indifference cruelty friendship equality
insinuations pamphlets manifestos caricatures
inspiration discipline superstition illusion
instinct habit reason duty
internationalism pacifism patriotism scepticism
intimacy fatigue anger distrust
journalist lawyer soldier physician
journalists diplomats deputies lawyers
languages religions professions customs
leaders poets generals teachers
legislation speculation agitation celebration
legislators generals ministers teachers
malice cunning vulgarity vanity
manners grammar sense French
masses officers peasants soldiers workers ministers students merchants
members enemies pupils admirers
memory literature law custom
microscope telescope barometer mirror
mills schools docks banks
ministers generals governors directors
monuments hospitals libraries theatres
nation army dynasty capital
nationality religion property seniority
nausea fear pride shame
negotiations quarrels partnership competition
notes letters telegrams orders
officer journalist interpreter engineer
officers journalists priests merchants
orator composer sculptor actor
organism crowd machine party
origin name family accent
passion vanity patience ambition
peoples parliaments governments newspapers
persecution poverty obscurity idleness
plot strike mutiny boycott
precedents traditions authorities archives
press army treasury railways
proclamations loans ultimatums maps
propaganda prophecy education publicity
proposal order threat appeal
protests loans congratulations gifts
publications railways schools prisons
raid strike boycott pilgrimage
regime alliance conference blockade
reports letters telegrams articles
requirements memories complaints illusions
reserve warmth contempt curiosity
revolution war struggle uprising movement
romance quarrel dream headache
room hall office library
routine morality order discipline
rules laws forms limits
rumors maps documents banknotes
sailor student worker clerk peasant
scapegoat hero deserter spy
scent hearing sight speech
school church barracks theatre
scorpion serpent spider wasp
secretary bodyguard brother interpreter
sharpness slowness softness vagueness
shoulders hands fists eyebrows
shyness pride sadness haste
sister mother brother daughter
smell colour shape taste
smoke steam dust noise
sociologists philosophers economists poets
sofas floors benches tables
sons servants pupils brothers
strategist moralist sceptic pamphleteer
streets factories barracks stations
stupidity vanity cowardice greed
surgeon soldier gambler gardener
swallow sparrow crow lark
tablets gates gardens chapels
tail claws wings sting
theory power property tradition
thinker dreamer conspirator gambler
threats promises prayers jokes
tirelessness carelessness secrecy severity
tower palace temple school
towns schools barracks parks
transport justice health post
trifles insults riddles rumours
uprising armistice election strike trial
villages factories cemeteries theatres
warmth suspicion irony politeness
watchfulness weariness gladness contempt
weapon excuse burden insult
wire wool silk paper
world east empire west
writer lawyer sailor teacher
writer painter scholar statesman peasant
"""
CONTRASTS: Final = {
    "unconscious": "conscious",
    "highest": "lowest",
    "friendly": "hostile",
    "hostile": "friendly",
    "victory": "defeat",
    "always": "never",
    "never": "always",
    "often": "seldom",
    "opposite": "same",
    "impossible": "possible",
    "majority": "minority",
    "minority": "majority",
    "everything": "nothing",
    "farthest": "nearest",
    "strength": "weakness",
    "suddenly": "gradually",
    "abruptly": "gradually",
    "reluctantly": "gladly",
    "hesitatingly": "firmly",
    "conscientiously": "carelessly",
    "vaguely": "solemnly",
    "softly": "sternly",
    "unexpected": "expected",
    "dangerous": "harmless",
    "indefatigably": "impatiently",
    "no more than": "far more than",
    "very little": "a great deal of",
    "none of them": "all of them",
    "after the": "before the",
    "before the": "after the",
}
"""Words that turn a statement round, each with what it is turned into; not every pair can be turned back."""

NEGATIONS: Final = {
    "was not": "was",
    "were not": "were",
    "is not": "is",
    "could not": "could",
    "would not": "would",
    "does not": "does",
    "can’t": "can",
    "won’t": "will",
    "don’t": "do",
    "weren’t": "were",
    "there were no": "there were many",
}
"""Negations, each with what is left where “not” is lost."""

CLINGING: Final = frozenset("exactly yet only either".split())
"""Words that show a lost “not”, since they are seldom said without one."""


@lru_cache(maxsize=1)
def word_kinds() -> dict[str, tuple[str, ...]]:
    """Return for each word that can be exchanged those that can stand for it."""
    kinds: dict[str, dict[str, None]] = defaultdict(dict)
    for line in _KINDS.split("\n"):
        row = line.removeprefix("=").split()
        for word in row if line.startswith("=") else row[:1]:
            kinds[word].update(dict.fromkeys(other for other in row if other != word))
    return {word: tuple(others) for word, others in kinds.items()}
