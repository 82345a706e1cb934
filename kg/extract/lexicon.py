"""Closed word classes that rules consult. Lemmas, lower case."""

from __future__ import annotations

NEGATIONS = frozenset(
    "not n't never no neither nor nobody nothing none nowhere hardly scarcely".split()
)
NEGATIVE_DETERMINERS = frozenset("no neither".split())
NEGATIVE_PRONOUNS = frozenset("nobody nothing none no-one".split())
NEGATIVE_PHRASES = frozenset(
    ("under circumstance", "in way", "by means", "by mean", "at time", "at point", "on account",
     "in case", "in event", "under condition")
)  # fmt: skip
"""Preposition and noun that deny the verb with a "no" between ("under no circumstances")."""

LATER = frozenset("tomorrow soon shortly tonight".split())
"""Adverbs that put a verb in the present into the future."""

MODALS = {
    "can": "ability", "could": "ability", "may": "possibility", "might": "possibility",
    "must": "obligation", "shall": "future", "should": "obligation", "will": "future",
    "would": "condition", "'ll": "future", "'d": "condition", "wo": "future", "ca": "ability",
    "ought": "obligation", "need": "obligation",
}  # fmt: skip

SPEECH = frozenset(
    """say tell announce declare state claim report add explain insist argue assert admit
    acknowledge confirm note warn reply answer write tweet post comment remark observe stress
    emphasise emphasize maintain contend allege suggest reveal disclose recall repeat respond
    quote describe shout whisper cry ask exclaim mutter murmur complain concede conclude caution
    testify swear mention predict joke boast vow pledge promise estimate deny clarify
    advise inform notify remind assure rule"""
    .split()
)  # fmt: skip
"""Verbs whose clausal complement is what somebody said or wrote."""

BELIEF = frozenset(
    "think believe suppose feel assume imagine suspect consider fear hear agree".split()
)
"""Verbs of opinion: their complement is claimed by the subject, not by the document."""

REPORTING = SPEECH | BELIEF
SAYING = SPEECH | frozenset(
    """begin continue go resume interrupt interpose interject observe inquire enquire demand
        return rejoin retort respond ejaculate stammer falter gasp sigh sob groan moan growl snarl
        grumble roar bellow yell scream shriek call cry drawl snap laugh chuckle giggle breathe
        hiss croak mumble stutter plead beg urge persist proceed pursue reflect muse think
        soliloquise soliloquize address apologise apologize object protest scold chide admonish
        correct echo sing read pronounce proclaim assure advise comfort agree explode burst sneer
        scoff mock tease quote describe call dub label put pant thunder volunteer venture hazard
        speculate chime pipe counter drop hint counsel greet exhort exult implore entreat intone
        recite command order bark croon coo chirp blurt whimper whine wail rasp quip swear
        articulate affirm aver assent reiterate""".split()
)
"""Verbs that stand beside words quoted directly, many of them only there ("growled Ann")."""
NOTED = frozenset("note mention acknowledge admit stress emphasise emphasize point add".split())
"""Verbs that say what they embed even where it "should be noted"."""
STATED = NOTED | frozenset("say confess remark observe conclude argue".split())
"""What a writer does by writing it: "I must say that …"."""
ADDRESSED = frozenset("tell inform notify remind warn invite welcome assure".split())
"""What a writer does to "you" by writing it: "we would like to invite you"."""
HELD = frozenset("recommend suggest think like love agree thank congratulate".split())
"""What a writer holds, softened: "I would recommend the place", "we would like to thank all"."""
PERCEIVED = frozenset("see hear feel smell taste tell imagine sense".split())
"""Verbs with which "can" and "could" name the perception itself ("she could see that")."""
DENYING = frozenset("deny reject dispute refute contradict".split())

FACTIVE = frozenset(
    "know realise realize regret discover remember forget notice learn find see".split()
)
"""The complement holds, also where the verb itself is denied."""
FACTIVE_NOUNS = frozenset(
    """fact news evidence proof truth knowledge realisation realization notice reminder awareness
    recognition""".split()
)

OPEN_NOUNS = frozenset(
    """suspicion fear hope possibility chance risk idea suggestion speculation expectation
    likelihood threat promise prediction notion prospect danger thought plan intention option
    goal purpose accusation""".split()
)
"""Nouns whose gerund is feared, planned or possible ("the risk of losing")."""
OPEN_ADJECTIVES = frozenset("interested think consider depend keen bent".split())
AVERTING = frozenset(
    """prevent stop keep block ban bar prohibit discourage deter dissuade hinder refrain abstain
    forbid save protect exclude restrain disqualify exempt excuse rescue spare inhibit
    preclude""".split()
)
"""Verbs after which "from" names what did not happen."""
AVERTING_AWAY = frozenset(
    "walk shy back turn step stay pull move keep steer scare frighten hold shrink draw".split()
)
"""Verbs that do so with "away" or "back" ("walked away from signing")."""
CLAIMING = frozenset("claim allege".split())
"""Verbs whose infinitive is what their subject says of itself."""
MOVED = frozenset(
    """sorry happy glad sad saddened surprised astonished amazed shocked thrilled delighted pleased
    disappointed proud relieved horrified stunned impressed excited lucky fortunate""".split()
)
"""What somebody is "to see" or "to hear" only where it was seen and heard."""
LEARNT = frozenset("see hear learn find read discover know say report note realise realize".split())
"""What one is "surprised to" do; "happy to help" is no more than willing."""
CONATIVE = frozenset("try attempt".split())
FOND = frozenset("like love hate prefer enjoy".split())
"""Verbs of taste: without a modal, what follows is a habit."""

IMPLICATIVE = frozenset(
    """manage begin start continue stop keep finish get go come happen proceed help remain use
    have seem appear prove turn tend cease bother dare let make cause force lead enable allow
    serve""".split()
)  # fmt: skip
"""Verbs that pass the factuality of their own clause on to an infinitive or participle."""

NEGATIVE_IMPLICATIVE = frozenset(
    "fail refuse decline avoid neglect forget omit miss prevent stop resist escape forbid block "
    "prohibit bar ban cease".split()
)
"""What follows did not happen."""

UNCERTAIN = frozenset(
    """want wish hope plan intend try attempt seek aim agree decide ask order urge tell request
    demand expect promise threaten need offer propose prepare like love prefer consider advise
    encourage invite require persuade wait long desire mean vow pledge hesitate choose suppose
    schedule design say believe report set due likely able ready willing unable eager supposed
    instruct command recommend suggest hurry struggle strive move vote fight call push work
    doubt""".split()
)  # fmt: skip
"""What follows is open: wanted, planned, asked for."""

CONDITIONAL_MARKS = frozenset("if unless whether lest provided supposing".split())
NEGATIVE_MARKS = frozenset("without instead rather".split())

HEARSAY = frozenset("allegedly reportedly supposedly purportedly ostensibly".split())
"""Adverbs that leave a predicate to others' word."""
PERHAPS = frozenset("perhaps maybe possibly conceivably potentially".split())
"""Adverbs that leave a predicate open."""
ALMOST = frozenset("almost nearly".split())
"""Adverbs of what did not quite happen."""
ACCUSING = frozenset("accuse suspect charge indict".split())
"""Verbs behind which a gerund is held against somebody ("accused of stealing")."""
ACQUITTING = frozenset("acquit exonerate absolve clear".split())
"""Verbs behind which a gerund was not done, by what was found out."""
FALSE = frozenset("false untrue wrong incorrect impossible".split())
"""Adjectives of what is not so ("it is untrue that …")."""
IMAGINING = frozenset("dream pretend fantasise fantasize hallucinate".split())
"""Verbs of what is only thought up."""

KINSHIP = frozenset(
    """sister brother father mother son daughter wife husband spouse partner widow widower uncle
    aunt nephew niece cousin grandfather grandmother grandson granddaughter stepfather stepmother
    stepson stepdaughter half-brother half-sister father-in-law mother-in-law son-in-law
    daughter-in-law brother-in-law sister-in-law twin child parent sibling fiancé fiancée fiance
    fiancee ex-wife ex-husband""".split()
)  # fmt: skip

SOCIAL = frozenset(
    """friend colleague ally rival successor predecessor mentor student pupil assistant deputy
    lawyer spokesman spokeswoman spokesperson adviser advisor aide boss neighbour neighbor
    confidant confidante doctor teacher biographer translator agent""".split()
)  # fmt: skip

PARTICLES = frozenset(
    """up down out off away back over along apart together forward ahead on in through around about
    by""".split()
)
"""Adverbs that belong to the verb when they follow it ("walk away", "give up")."""

HONORIFICS = frozenset("mr mrs ms miss mx dr prof sir lord lady dame madam st".split())

PERSON_TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir lord lady dame president minister chancellor senator
    judge captain colonel general major sergeant lieutenant admiral king queen prince princess
    bishop pope father sister brother reverend rev chairman chairwoman chair director secretary
    inspector governor mayor ambassador commissioner""".split()
)  # fmt: skip

ACCORDING = frozenset(("according to", "in the words of", "in the view of", "in the opinion of"))
"""Prepositions before the source of a statement."""

QUANTITIES = frozenset(
    """number lot amount bit piece kind sort type form range array variety series set group pair
    couple rest majority half part member percent sense matter terms term lack way whole side end
    top bottom centre center middle edge front beginning start one none""".split()
)
"""Nouns that only measure or class what stands behind "of"."""
