"""Closed lists of English words that identity turns on: titles, kin, roles, particles.

All entries are folded (no case, no accents, no full stops). They are small on purpose: a word
that is missing costs a link, never a wrong one.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

TITLE_GENDER: Final = MappingProxyType(
    dict.fromkeys(
        "mr mister sir lord king prince duke baron count father brother pope rabbi imam chairman "
        "congressman alderman emperor sheikh senor monsieur herr signor".split(),
        "masc",
    )
    | dict.fromkeys(
        "mrs ms miss mx madam madame mme mlle lady dame queen princess duchess baroness countess "
        "sister mother chairwoman congresswoman empress senora frau signora".split(),
        "fem",
    )
    | {"mx": ""}
)
"""Titles that tell a gender."""

TITLES: Final = frozenset(TITLE_GENDER) | frozenset(
    "dr doctor prof professor president vice prime deputy minister premier chancellor secretary "
    "senator sen representative rep governor gov mayor councillor councilor ambassador judge "
    "justice attorney general gen colonel col major maj captain capt lieutenant lt sergeant sgt "
    "corporal cpl private pvt admiral adm commander cmdr marshal officer detective inspector "
    "constable sheriff chief chair chairperson director reverend rev bishop archbishop cardinal "
    "squire parson vicar deacon master saint st coach speaker former acting interim leader "
    "dictator chairman comrade cllr hon honourable honorable mp spokesman spokeswoman "
    "spokesperson press foreign finance".split()
)
"""Words that stand before a person's name and are no part of it."""

ABBREVIATIONS: Final = frozenset(
    "mr mrs ms mx dr prof sen rep gov gen col maj capt lt sgt cpl pvt adm cmdr rev hon st "
    "cllr".split()
)
"""Titles that may end with a full stop."""

STYLES: Final = frozenset(
    "king queen prince princess pope saint emperor empress duke duchess sultan lord lady".split()
)
"""Titles without which a single name is not recognised ("Pope Francis")."""

COMMON_STYLES: Final = frozenset("mr mister mrs miss ms".split())
"""Titles of those who have none of rank."""

RANKS: Final = frozenset(
    "sir lord lady dame king queen prince princess duke duchess baron baroness count countess "
    "emperor empress pope".split()
)
"""Titles whose bearers are not called Mr or Mrs."""

NAME_SUFFIXES: Final = MappingProxyType(
    {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr"}
    | {numeral: numeral for numeral in ("ii", "iii", "iv", "v")}
)
"""Generational suffixes and the form in which they are compared."""

DEGREES: Final = frozenset("phd md msc bsc ba ma obe mbe cbe kc qc esq".split())
"""Letters after a name that tell nobody apart."""

PARTICLES: Final = frozenset(
    "van von der den de del della di da dos das du la le el al bin ibn ben ter ten zu zur".split()
)
"""Words that open a surname of more than one word."""

SURNAME_FIRST: Final = frozenset(
    "kim lee park pak choi jung jeong kang cho yoon jang lim han shin seo kwon hwang ahn song moon "
    "ri xi li wang zhang chen liu yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo "
    "zheng liang xie tang deng mao jiang nguyen tran pham hoang phan vu vo dang bui".split()
)
"""Surnames that stand first in Korean, Chinese and Vietnamese names."""

LEGAL_FORMS: Final = frozenset(
    "inc incorporated ltd limited llc llp corp corporation co company plc gmbh ag sa nv bv "
    "pty oy ab spa srl".split()
)
"""Last words of a company's name that are often left out."""

COMPANY_WORDS: Final = (
    frozenset(
        "energy bank group holdings motors industries airlines airways systems technologies steel "
        "pharmaceuticals media partners capital foods shipping electric oil gas insurance brothers "
        "shipyard shipyards brewery publishing press mining".split()
    )
    | LEGAL_FORMS
)
"""Last words of a company's name that say only what it does."""

MINOR_WORDS: Final = frozenset("the a an of for and in on at to de la le du des et und".split())
"""Words of a name that leave no letter in its acronym."""

DETERMINERS: Final = frozenset(
    "the a an this that these those some any each every another both all no neither".split()
)
"""Determiners that are left out of labels and comparisons."""

KIN: Final = MappingProxyType(
    {
        **dict.fromkeys("brother half-brother".split(), ("sibling", "masc")),
        **dict.fromkeys("sister half-sister".split(), ("sibling", "fem")),
        **dict.fromkeys("sibling twin".split(), ("sibling", "")),
        "husband": ("spouse", "masc"),
        "wife": ("spouse", "fem"),
        **dict.fromkeys("spouse partner fiance fiancee".split(), ("spouse", "")),
        **dict.fromkeys("father dad".split(), ("parent", "masc")),
        **dict.fromkeys("mother mum mom".split(), ("parent", "fem")),
        "parent": ("parent", ""),
        "son": ("child", "masc"),
        "daughter": ("child", "fem"),
        "child": ("child", ""),
        "uncle": ("uncle", "masc"),
        "aunt": ("uncle", "fem"),
        "nephew": ("nephew", "masc"),
        "niece": ("nephew", "fem"),
        "cousin": ("cousin", ""),
        "grandfather": ("grandparent", "masc"),
        "grandmother": ("grandparent", "fem"),
        "grandson": ("grandchild", "masc"),
        "granddaughter": ("grandchild", "fem"),
    }
)
"""Kinship words: the relation that they name, and the gender of who bears it."""

INVERSE_KIN: Final = MappingProxyType(
    {
        "sibling": "sibling",
        "spouse": "spouse",
        "cousin": "cousin",
        "parent": "child",
        "child": "parent",
        "uncle": "nephew",
        "nephew": "uncle",
        "grandparent": "grandchild",
        "grandchild": "grandparent",
    }
)
"""What the one is to the other, seen from the other end."""

PERSON_GENDER: Final = MappingProxyType(
    dict.fromkeys(
        "man boy gentleman guy bloke lad spokesman businessman chairman policeman fisherman king "
        "prince actor waiter widower fireman salesman statesman congressman".split(),
        "masc",
    )
    | dict.fromkeys(
        "woman girl lady spokeswoman businesswoman chairwoman policewoman queen princess actress "
        "waitress widow heroine stateswoman congresswoman saleswoman".split(),
        "fem",
    )
)
"""Nouns for a person of one gender."""

PERSONS: Final = (
    frozenset(PERSON_GENDER)
    | frozenset(KIN)
    | frozenset(
        "activist admiral adult adviser advisor aide ally ambassador analyst architect artist "
        "assistant athlete attorney author baby biologist bishop boss candidate captain chair "
        "chairperson champion chancellor character chef chemist chief citizen clerk coach "
        "colleague colonel commander composer cook counterpart criminal critic dancer defendant "
        "deputy designer detective developer dictator diplomat director doctor driver economist "
        "editor emperor employee engineer executive expert fan farmer figure founder friend "
        "general governor guest heir hero historian host hydrologist immigrant journalist judge "
        "kid lawyer leader manager mathematician mayor member minister monk mp musician "
        "narrator native negotiator neighbor neighbour novelist nun nurse oceanographer officer "
        "official owner painter passenger patient people person philosopher photographer "
        "physician physicist pilot player poet politician pope porter predecessor premier "
        "president priest prisoner producer professor prosecutor pupil refugee reporter "
        "researcher resident rival sailor saint scholar scientist sculptor secretary senator "
        "sergeant sheriff singer soldier speaker spokesperson stranger student successor "
        "surgeon suspect teacher teenager translator victim winner witness worker writer".split()
    )
)
"""Nouns for a person."""

KINDS: Final = MappingProxyType(
    {
        **dict.fromkeys("company firm manufacturer corporation employer retailer".split(), "ORG"),
        **dict.fromkeys("organisation organization agency charity institution".split(), "ORG"),
        **dict.fromkeys("newspaper broadcaster publisher party club".split(), "ORG"),
        **dict.fromkeys("country nation city town village".split(), "GPE"),
    }
)
"""Nouns that name only the kind of a thing, and that kind's type."""

PAIRS: Final = MappingProxyType({"pair": 2, "couple": 2, "duo": 2, "twosome": 2, "trio": 3})
"""Nouns that name a group by its size."""

NUMERALS: Final = MappingProxyType(
    {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3}
)
"""Words that tell the size of a group."""

NICKNAMES: Final = MappingProxyType(
    {
        short: full
        for full, forms in {
            "william": "bill billy will willie",
            "robert": "bob bobby rob robbie",
            "richard": "dick rick rich",
            "james": "jim jimmy jamie",
            "john": "jack johnny",
            "joseph": "joe joey",
            "michael": "mike mick",
            "thomas": "tom tommy",
            "edward": "ed eddie ted",
            "charles": "charlie chuck",
            "anthony": "tony",
            "daniel": "dan danny",
            "david": "dave",
            "donald": "don",
            "matthew": "matt",
            "andrew": "andy",
            "samuel": "sam",
            "benjamin": "ben",
            "stephen": "steve",
            "elizabeth": "liz beth betty lizzie lizzy eliza",
            "henry": "harry hal",
            "caroline": "carrie",
            "edmund": "ned",
            "margaret": "maggie peggy meg margie",
            "katherine": "kate kathy katie",
            "susan": "sue susie",
            "deborah": "deb debbie",
            "barbara": "barb",
            "jennifer": "jen jenny",
            "christopher": "chris",
            "alexander": "alex",
            "nicholas": "nick",
            "timothy": "tim",
            "gregory": "greg",
            "jeffrey": "jeff",
            "kenneth": "ken",
            "ronald": "ron",
            "lawrence": "larry",
        }.items()
        for short in forms.split()
    }
)
"""Short forms of given names, and the full form that they are compared as."""

SHORT_PLACES: Final = MappingProxyType(
    {
        "us": "united states",
        "usa": "united states",
        "united states of america": "united states",
        "uk": "united kingdom",
        "eu": "european union",
        "un": "united nations",
        "uae": "united arab emirates",
        "dprk": "north korea",
        "prc": "china",
        "ussr": "soviet union",
        "nyc": "new york city",
    }
)
"""Initials that stand for a state or union without being introduced."""
