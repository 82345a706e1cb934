"""The gender that a word or a name tells: titles, kinship words, nouns, given names."""

from __future__ import annotations

from typing import Final

from kg.resolve.names import Name
from kg.resolve.words import KIN, PERSON_GENDER, TITLE_GENDER

MASCULINE: Final = frozenset(
    "aaron adam adrian ahmed alan albert alejandro alessandro alex alexander alexei ali andre "
    "andreas andrei andrew anthony antonio arnold arthur augustin barack ben benjamin bernard "
    "bernie bill bob boris brad brandon brian bruce bruno carl carlo carlos charles chris "
    "christian christopher clarence claude colin craig dale damien daniel dave david dean "
    "dennis derek diego dmitri dominic donald douglas duncan edgar edmund eduardo edward "
    "elliot emil emmanuel enrico eric erik ernest eugene evan felix fernando francesco "
    "francis franco francois frank franklin fred frederick friedrich gabriel gary gavin "
    "geoffrey george gerald gilbert giovanni giuseppe gordon graham grant greg gregory "
    "guillermo gustav guy hans harold harry hassan hector henri henrik henry herbert hiroshi "
    "howard hugh hugo ian ibrahim igor isaac ivan jack jacob jacques jake james jamie jan "
    "jason javier jean jeff jeffrey jeremy jerome jerry jesus jim jimmy joachim joe joel "
    "johann john johnny jon jonas jonathan jorge jose joseph joshua juan julian julius justin "
    "karl keith ken kenneth kevin klaus kurt kyle lance larry lars lawrence leo leon leonard "
    "leonardo lewis lorenzo louis lucas ludwig luigi luis luke malcolm manuel marcel marco "
    "marcus mario mark marshall martin marvin matteo matthew maurice max maxwell michael "
    "miguel mike mohamed mohammed moses muhammad nathan nathaniel neil nelson nicholas nick "
    "nicolas nigel noah norman oliver omar oscar otto owen pablo patrick paul pedro peter "
    "phil philip philippe pierre piet rafael rajan ralph randy raymond rene ricardo richard "
    "rick robert roberto robin rodney roger roland roman ronald ross roy rudolf rupert "
    "russell ryan salvador samuel scott sean sebastian sergei sergio seth shane simon stanley "
    "stefan stephen steve steven stuart ted terry theodore thomas tim timothy tobias todd tom "
    "tomas tommy tony travis trevor tyler victor vincent vladimir walter warren wayne wilhelm "
    "will william winston wolfgang xavier yusuf zachary".split()
)
FEMININE: Final = frozenset(
    "abigail ada adele adriana agatha agnes alice alicia alison amanda amelia amy ana andrea "
    "angela anita ann anna anne annette annie antonia april ashley astrid audrey barbara "
    "beatrice bernadette beth betty beverly brenda bridget camilla carla carmen carol "
    "carolina caroline catherine cecilia charlotte cheryl chloe christina christine cindy "
    "claire clara claudia colleen constance cristina cynthia daisy dana daniela deborah "
    "denise diana diane dolores donna doris dorothy edith eileen elaine eleanor elena eliza "
    "elizabeth ella ellen elsa emily emma erica erin esther eva evelyn fatima felicity fiona "
    "florence frances francesca gabriela gail georgia geraldine gertrude gillian gina giulia "
    "gladys gloria grace greta hanna hannah harriet hazel heather heidi helen helena helga "
    "hilary hilda hillary ida ines ingrid irene iris irma isabel isabella ivy jane janet "
    "janice jasmine jean jeanne jennifer jenny jessica jill joan joanna joanne josephine "
    "joyce judith judy julia juliana julie juliet karen karin kate katherine kathleen kathryn "
    "katie kelly kirsten kristen kristin laura lauren leah lena leslie lillian linda lisa "
    "livia lois lorraine louise lucia lucille lucy lydia madeleine madonna margaret "
    "marguerite maria marian marie marilyn marina marion marjorie martha mary matilda maureen "
    "megan melania melanie melissa mercedes mia michelle mildred miriam molly monica nadia "
    "nancy naomi natalia natalie natasha nicole nina nora norma olga olivia pamela patricia "
    "paula pauline penelope penny phyllis priscilla rachel rebecca regina renee rhonda rita "
    "roberta rosa rosalind rose rosemary roxanne ruth sabrina sally samantha samira sandra "
    "sara sarah sharon sheila shirley silvia simone sofia sonia sophia sophie stella "
    "stephanie susan susanna suzanne sylvia tamara tanya teresa theresa tiffany tina tracy "
    "ursula valentina valerie vanessa vera veronica victoria viola violet virginia vivian "
    "wanda wendy yolanda yvonne zoe".split()
)


def gender_of_name(name: Name) -> str:
    """The gender that a person's titles or given name tell: "masc", "fem" or ""."""
    told = {TITLE_GENDER.get(t, "") for t in name.titles} - {""}
    if len(told) == 1:
        return told.pop()
    given = name.given[0] if name.given else ""
    if (given in MASCULINE) == (given in FEMININE):
        return ""
    return "masc" if given in MASCULINE else "fem"


def gender_of_noun(lemma: str) -> str:
    """The gender that a noun tells ("sister": "fem"), or ""."""
    if lemma in KIN:
        return KIN[lemma][1]
    return PERSON_GENDER.get(lemma, "") or TITLE_GENDER.get(lemma, "")
