"""The words by which people ask: what each may mean, also misspelt."""

from enum import Enum, auto
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA


class Sense(Enum):
    """What a word may do in a request."""

    QUIZ = auto()
    GAME = auto()
    QUESTION = auto()
    PLAY = auto()
    START = auto()
    STOP = auto()
    BOARD = auto()
    RANK = auto()
    HELP = auto()
    USE = auto()
    RANDOM = auto()
    QUOTE = auto()
    PASSAGE = auto()
    PART = auto()
    FIND = auto()
    SHOW = auto()
    SOMETHING = auto()
    TODAY = auto()
    TOMORROW = auto()
    DAILY = auto()
    EVERY = auto()
    DAY = auto()
    PERIOD = auto()
    POST = auto()
    MANAGE = auto()
    CLOCK = auto()
    NEXT = auto()
    WHO = auto()
    WHAT = auto()
    WHEN = auto()
    HOW = auto()
    WHY = auto()
    WHERE = auto()
    HAPPEN = auto()
    HISTORY = auto()
    CHECK = auto()
    TRUE = auto()
    REALLY = auto()
    SAY = auto()
    ABOUT = auto()
    BY = auto()
    TELL = auto()
    THEME = auto()
    NOT = auto()
    BE = auto()
    POLITE = auto()
    LEVEL = auto()


_WORDS: Final = {
    Sense.QUIZ: "quiz quizz quizzes quizes kwiz trivia",
    Sense.GAME: "game games match session",
    Sense.QUESTION: "question questions round rounds",
    Sense.PLAY: "play playing",
    Sense.START: "start starting begin launch run host open new create make do have another go ready time night",
    Sense.STOP: "stop end finish cancel quit abort halt terminate kill close enough over",
    Sense.BOARD: "leaderboard leaderboards scoreboard scoreboards ranking rankings standings highscore highscores",
    Sense.RANK: "board rank score scores points stats statistics table results result top winning leading winner "
    "winners won win ahead stand most "
    "champion players player best",
    Sense.HELP: "help commands command instructions manual usage guide tutorial",
    Sense.USE: "use using work works function type understand operate features list",
    Sense.RANDOM: "random randomly surprise another inspire whatever",
    Sense.QUOTE: "quote quotes quotation quotations citation citations qotd",
    Sense.PASSAGE: "passage passages paragraph paragraphs para par paragraf excerpt extract",
    Sense.PART: "part bit place line lines sentence words text phrase scene section chapter book quote moment spot one",
    Sense.FIND: "find search searching look looking seek seeking locate lookup remember recall",
    Sense.SHOW: "show read give gimme open display get hear send see reading bring pick hit serve drop",
    Sense.SOMETHING: "something anything smth sth somthing",
    Sense.TODAY: "today todays",
    Sense.TOMORROW: "tomorrow tomorrows tmrw",
    Sense.DAILY: "daily dayly dailies everyday",
    Sense.EVERY: "every each",
    Sense.DAY: "day days morning evening night noon weekday weekdays monday mondays tuesday tuesdays wednesday "
    "wednesdays "
    "thursday thursdays friday fridays saturday saturdays sunday sundays midday midnight",
    Sense.PERIOD: "week weekly month monthly year yearly yesterday alltime today todays overall current far",
    Sense.POST: "post posts posted posting schedule schedules shedule",
    Sense.MANAGE: "set change move pause resume skip remove delete cancel stop turn disable enable add list preview "
    "schedule shedule reschedule edit adjust update doctor unpause suspend restart configure setup switch mute put "
    "make",
    Sense.CLOCK: "time timezone zone hour oclock am pm clock channel here noon midnight midday utc gmt",
    Sense.NEXT: "next upcoming seven coming",
    Sense.WHO: "who whos whois whom",
    Sense.WHAT: "what whats which wich wat",
    Sense.WHEN: "when wen wenn whens",
    Sense.HOW: "how hows",
    Sense.WHY: "why",
    Sense.WHERE: "where wheres",
    Sense.HAPPEN: "happen happened happens happening happend hapened occur occurred occured occurs event events "
    "special",
    Sense.HISTORY: "history anniversary anniversaries",
    Sense.CHECK: "check verify factcheck confirm validate",
    Sense.TRUE: "true real right correct authentic genuine fake legit accurate verbatim false misquote misquoted",
    Sense.REALLY: "really ever actually truly",
    Sense.SAY: "said say says saying wrote write written called told claimed words sayed speak exclaimed",
    Sense.ABOUT: "about on regarding concerning for with where mentioning re",
    Sense.BY: "by of from",
    Sense.TELL: "tell know info information explain introduce bio biography person describe details",
    Sense.THEME: "theme themes topic topics subject tag",
    Sense.NOT: "not dont doesnt never no without cant wont didnt",
    Sense.BE: "is was are were r did does do has had have will be s",
    Sense.POLITE: "please pls plz hey hi hello yo lector bot thanks thx thank ok okay comrade comrades dear kindly "
    "hiya well "
    "now lol haha sorry bonjour hola ciao merci bitte",
    Sense.LEVEL: "level difficulty mode",
}
_FILLERS: Final = frozenset(
    "a an the teh this that these those it its i id im ill me my mine you u your we us our lets let to too in at of "
    "on for "
    "by from with about and or so just some any one ones more very really again already back also then there here now "
    "want wants wanna would like love need needs can could may might shall should will able ur "
    "please pls plz hey hi hello yo lector bot thanks thx thank ok okay dear kindly guys all everybody folks "
    "is was are were be been am do does did has have had if up out got s".split()
)
_SHORTEST_MISSPELT: Final = 4  # letters: shorter words are too near to others
_LONG: Final = 8  # letters from which two slips are allowed
# Common words that a slip or two would turn into a word of the lexicon: they stand for themselves.
_THEMSELVES: Final = frozenset(
    "heck anger angry answer able actual almost alone along area base bear beat been best bets better black blind "
    "blow board body bold bone born "
    "both bound bread break bring broad burn came care case cast cause chance charge chart cheap cheek chick child "
    "clear "
    "climb clock close cloud coat code cold come cook cool cope core cost could count court cover crime cross dead "
    "deal "
    "dear deep door down dozen draw drop dust easy else even event evil face fact fail fair fall fame farm fast fate "
    "fear "
    "feet fell felt file fill film fine fire firm first fish five flag flat foot force form found four free front full "
    "fund gain gate gave gift girl give glad goal gold gone good great grey grow guard guess hair half hall hand hang "
    "happy hard harm hate head heal heap hear heard heart heat held hell here hero hide high hill hire hold hole holy "
    "home hope horse host hour house huge hunt hurt idea inch iron item join joke jump just keep kept kick kill kind "
    "king "
    "knew knows lack lady laid lake lame lamp land lane large last late later laugh lead leap learn least leave left "
    "less "
    "life light limit lined linen link lion lived load loan lock long lord lose loss lost loud loved luck made mail "
    "main "
    "male many mark mass mate math matter mean meat meet mental mere mile milk mill mind mine minor miss mode mood "
    "moon "
    "moral more mouth much name near neck need news nice nine none nose note noted notes noun once only onto order "
    "other "
    "pace pack page paid pain pair pale park pass passed past path peace peak pick piece pile pine pink pipe plan "
    "plane "
    "plant plate plot poem poet point pole poor pope pose possible pour power pray press pride prime print proof proud "
    "pull pure push quiet quite quota quoted race radio rage rail rain raise ran range rare rate rather reach react "
    "real "
    "rear rely rent rest rich rice ride ring rise risk road rock role roll roof room root rope rose rule rural rush "
    "safe "
    "sail sale salt same sand save scale score season seat second seed seek seem seen self sell sent seven shade shake "
    "shall shame shape share sharp sheep shelf shell shift ship shirt shock shoe shoot shop shore short shot shout "
    "shown "
    "shut sick side sight sign silk sing sink site size skill skin sky sleep slip slow small smart smell smile smoke "
    "snow "
    "soap soft soil sold sole some son song soon sore sort soul sound soup south space spare spark speak speech speed "
    "spend spirit split spoke sport spot spread staff stage stake stamp star stare state stay steal steam steel steep "
    "step stick still stir stock stone stood stool store storm story strange street strike strong stuck study stuff "
    "style "
    "such suit sure surprised sweet swept swim sword table tail take tale talk tall tank tape task taste teach team "
    "tear "
    "tell tend tent term test text than thank that theft their them theme themselves there these they thick thin thing "
    "think third those though threat three threw throw thus tick tide tight till time tiny tired title tone took tool "
    "topic torn total touch tough tower town track trade trail train trap treat tree trial tribe trick tried trip "
    "troop "
    "troops truck trust truth tube tune turn twice type ugly under union unit upon used user usual vast verse very "
    "view "
    "vital voice vote wage wait wake walk wall warm warn wash waste water wave weak wealth wear week weigh well went "
    "west "
    "wet wheat wheel where while whip white whole whom whose wide wife wich wild wind wine wing wire wise wish wolf "
    "woman women "
    "wood wool word worker working world worn worry worse worst worth would wound write wrong yard year yell young "
    "zone "
    "minutes seconds minister ministers reading reason reports report resort session mission decision division vision "
    "station nation nations ration rations notion motion section question position passion pension tension version "
    "person persons prison poison reason season treason serious series sense message passenger passage parade".split()
)


class Lexicon:
    """From a word as typed to what it may mean; built once, then only read."""

    def __init__(self) -> None:
        self._senses: dict[str, set[Sense]] = {}
        for sense, listed in _WORDS.items():
            for word in listed.split():
                self._senses.setdefault(word, set()).add(sense)
        self._long_enough = [word for word in {*self._senses, *_FILLERS} if len(word) >= _SHORTEST_MISSPELT]
        self._common = _FILLERS | _THEMSELVES | set(self._senses)

    def corrected(self, word: str) -> str:
        """Return the word of the lexicon that ``word`` is, or is a slip of; ``word`` itself where there is none."""
        if word in self._common or len(word) < _SHORTEST_MISSPELT:
            return word
        slips = 1 if len(word) < _LONG else 2
        best = process.extractOne(word, self._long_enough, scorer=OSA.distance, score_cutoff=slips)
        return word if best is None else best[0]

    def is_common(self, word: str) -> bool:
        """Whether a word is of the language of requests, or so common that it is no misspelt name."""
        return word in self._common

    def senses(self, word: str) -> frozenset[Sense]:
        """Return what a corrected word may mean."""
        return frozenset(self._senses.get(word, ()))

    def is_filler(self, word: str) -> bool:
        """Whether a corrected word says nothing of what is asked for."""
        return word in _FILLERS
