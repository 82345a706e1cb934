"""Whether a line is a caption's fragment rather than a sentence, told by words alone.

Whatever might be a finite verb counts as one: only what is surely a fragment is called so.
"""

from __future__ import annotations

import re

_SMALL = frozenset(
    "a an the and or of his her their its with this that two three four five six seven several"
    " other others former new late his sister brother wife husband son daughter father mother"
    " family".split()
)
"""Words of a name or of a description of people that aren't written in capitals."""
_PLACING = frozenset(
    "after before during at in on outside inside near beside alongside with from under above"
    " behind aboard between across".split()
)
"""Words that say where and when a picture was taken."""
_PERSONS = re.compile(
    r"[a-z-]*(?:ers?|ors?|ists?|ians?|ants?|ents?|men|man|woman|women|people|chief|head|king"
    r"|queen|prince|princess|secretary|deputy|delegates?|delegations?|crowds?|members?)"
)
_FINITE = re.compile(
    r"(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must"
    r"|shall|should|said|says|say|went|came|took|gave|made|met|saw|got|left|told|held|led|won|lost"
    r"|stood|sat|spoke|became|began|knew|thought|felt|found|kept|put|ran|sent|set|shook|kissed"
    r"|[a-z]+n['’]t|[a-z]{2,}ed)"
)
_DETERMINERS = frozenset(
    "the a an his her its their our my your these those some two three four five six many several"
    " of in at on to and".split()
)
_WORD = re.compile(r"[\w'’.-]*\w")
_INNER_STOP = re.compile(r"[.!?;:] +[^\W\d_]")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mrs?|Ms|Dr|Prof|St|Sen|Gov)\.")


def is_caption(line: str) -> bool:
    """Whether `line` is one long fragment with a full stop."""
    words = line.split()
    return 8 <= len(words) <= 40 and line.rstrip().endswith(".") and is_fragment(line)


def is_fragment(text: str) -> bool:
    """Whether `text` is names, then places or occasions, without any finite verb.

    "Kim Jong Un and Donald Trump after their first meeting in Hanoi."
    """
    if _INNER_STOP.search(_ABBREVIATION.sub("", text)):
        return False
    words = _WORD.findall(text)
    placing = next((i for i, w in enumerate(words) if w in _PLACING), len(words))
    names = words[:placing]
    # One capital alone may begin an imperative: "Look at the picture on the wall."
    if sum(w[:1].isupper() for w in names) < 2 or not all(map(_may_name, names)):
        return False
    return not any(_may_be_verb(words[i - 1], words[i]) for i in range(placing + 1, len(words)))


def _may_name(word: str) -> bool:
    if not word[0].islower():
        return not _FINITE.fullmatch(word.lower())
    return word in _SMALL or bool(_PERSONS.fullmatch(word))


def _may_be_verb(before: str, word: str) -> bool:
    if not word[0].islower():
        return False
    plural = word.endswith("s") and word not in _DETERMINERS and before.lower() not in _DETERMINERS
    return plural or bool(_FINITE.fullmatch(word))
