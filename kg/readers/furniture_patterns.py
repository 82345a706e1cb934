"""What page furniture looks like: regular expressions for `furniture`."""

from __future__ import annotations

import re

from kg.readers.dates import FULL_DATE, WEEKDAY

_NETWORK = (
    r"(?:facebook|twitter|x|instagram|whatsapp|linked ?in|pinterest|reddit|telegram|youtube"
    r"|tik ?tok|messenger|bluesky|mastodon|flipboard|tumblr|e-?mail|google\+?|google news|sms)"
)
_BUTTON = (
    rf"(?:share(?: (?:this|on|via|by)\b.{{0,30}})?|tweet(?: this)?|pin it|{_NETWORK}|print(?: this"
    r"(?: page| article)?)?|save(?: article)?|copy(?: link| url)?|bookmark"
    r"|comments?(?: \(\d+\))?|\d+ (?:comments?|shares?|likes?)|like|reply|retweet|follow|subscribe"
    r"|sign in|log ?in|register"
    r"|listen(?: again| to this article| now)?|watch(?: again| now| live)?|download(?: pdf)?|embed"
    r"|e-?mail (?:this|to a friend).{0,20}|leave a (?:comment|reply)|toggle caption|more|menu|home"
    r"|view (?:more|comments|gallery)|show more|load more|close|next|previous|back to top)"
)
_AGENCY = (
    r"(?:getty(?: images)?|reuters|associated press|ap|afp|epa|pa(?: wire| media)?|shutterstock"
    r"|istock(?:photo)?|alamy|bloomberg|xinhua|tass|dpa|unsplash|wikimedia(?: commons)?)"
)
_PERSON = (
    r"[A-Z][\w.'’-]*(?: (?:(?:van|von|de|der|den|di|da|del|al|bin|el|la|le) )*[A-Z][\w.'’-]*){1,4}"
)
_NAMES = (  # in capitals, so that no sentence is one
    r"(?-i:(?:[A-Z0-9©(/][\w.'’&/()©,;-]*|of|the|for|via|and|by|courtesy|handout|file|in|[|/&])"
    r"(?: (?:[A-Z0-9©(/][\w.'’&/()©,;-]*|of|the|for|via|and|by|courtesy|handout|file|in|[|/&]))"
    r"{0,14})"
)
_ROLE = (
    r"(?:, [\w/&'’ -]{2,60}| in [A-Z][\w .'’-]{2,40}| for [A-Z][\w .'’-]{2,40}| \| [\w .'’-]{2,60})"
)

# Lines that are furniture as a whole. Letters of either case, except where names are asked for.
_WHOLE = [
    # advertisement
    r"(?:- ?)?(?:paid )?(?:advertise?ments?|sponsored(?: content| by .{1,60})?"
    r"|promoted(?: content)?)(?: ?-)?",
    r"(?:story|article|text|content) continues (?:below|after)(?: (?:this )?advertise?ment)?[.:]?",
    r"(?:scroll|skip) (?:down )?(?:to|past) (?:continue|main content|content|navigation|newsletter"
    r" promotion)(?: reading)?",
    # links
    r"(?:read|see) (?:more|also|next|on)\b ?:.{0,250}",
    r"(?:more (?:from|on|about)|related|recommended|also read|most read|editors?['’] picks?"
    r"|don['’]t miss|further reading|watch|listen|in pictures|video|gallery|podcast)"
    r"(?: [^.:?!]{1,60})?: .{1,200}[^.]",
    r"(?:read more|related (?:articles?|stories|topics|links|content)|more on this story"
    r"|most (?:read|popular|viewed)|top stories|you (?:may|might) also (?:like|be interested in)"
    r"|recommended(?: for you)?|trending(?: now)?|latest (?:news|stories)|tags?|topics|share)"
    r"[:.…]?",
    r"tags: .{1,200}",
    r"(?:follow|like|find|join) (?:us|me|@\w+|[\w ]{1,40})(?:,)? on (?:our )?"
    rf"{_NETWORK}\b[^.!?]{{0,120}}[.!]?",
    r"follow us\b[^.!?]{0,100}[.!]?",
    r"(?:sign up|subscribe|register)(?: now| here| today)? (?:to|for) (?:our|the|your|this|free)\b"
    r"[^.!?]{0,120}[.!]?",
    r"(?:click|tap) here\b[^.!?]{0,100}[.!]?",
    r"(?:share|e-?mail|print) this (?:article|story|page|post|video)\b[^.!?]{0,60}",
    r"(?:https?://|www\.)\S+",
    r"[@#]\w+(?:[ ,]+[@#]\w+)*",
    # rights
    r"(?:©|\(c\) ?(?=\d{4})|copyright (?=©|\(c\)|\d{4}|by\b)).{0,280}",
    r".{0,200}\ball rights reserved\.?(?: .{0,100})?",
    # credits
    r"(?:(?:photo(?:graph)?s?|images?|pictures?|illustrations?|video|graphics?)(?: ?credits?)?"
    rf"|credits?)(?: ?: | by |/|: ){_NAMES}",
    r"(?:image copyright|image source,?|(?:file )?(?:photo|picture|image)[:,]?|source:|via)? ?"
    rf"{_AGENCY}(?:(?:/| via |, ){_AGENCY})*",
    r"(?:file (?:photo|picture|image)|image caption|toggle caption|enlarge(?: this)? image)\.?",
    # who and when
    rf"(?:(?:additional |with additional )?(?:reporting|writing|editing|edited|translated|compiled)"
    rf" by {_NAMES} ?)+",
    r"(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?[: ] ?"
    rf"(?:{WEEKDAY},? ?)?(?:{FULL_DATE}|\d{{1,2}}[:.]\d{{2}})[^.!?]{{0,60}}\.?",
    r"\d{1,3}[ -]min(?:ute)?s?(?: read)?|\d{1,2} (?:minutes?|hours?|days?) ago"
    r"|reading time:? .{1,20}",
    r"on .{3,150} wrote:",
    # pages and rules
    r"[-–— ]*page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?[-–— ]*|[-–—] ?\d{1,4} ?[-–—]|\d{1,4} ?/ ?\d{1,4}",
    r"\d{1,4}",
    r"[^\w\s\"'“”‘’]+(?:\s+[^\w\s]+)+|[^\w\s\"'“”‘’]{2,}|[*•·~_=-]",
    r"[-#* ]*(?:ends|end)[-#* ]+|-+ ?(?:ends|end) ?-+",
]
WHOLE_LINE = re.compile(rf"\s*(?:{'|'.join(_WHOLE)})\s*", re.IGNORECASE)
BYLINE = re.compile(
    rf"\s*(?i:by|words by|text by) (?:{_PERSON}|(?i:{_AGENCY}"
    r"|[\w ]{0,30}(?:staff|correspondents?|desk)(?: writers?| reporters?)?))"
    rf"(?:(?:,| and|, and| &) {_PERSON}){{0,4}}(?:{_ROLE}){{0,2}}\s*"
)
SHOUTED_BYLINE = re.compile(r"\s*BY [A-Z.'’ -]{3,60}\s*")
BUTTONS = re.compile(rf"\s*{_BUTTON}\s*", re.IGNORECASE)
SEPARATOR = re.compile(r"\s*[|·•/»›]\s*|\s{3,}|\t")

# Ends and beginnings of lines.
EMBED = re.compile(
    r"(?:https?://)?pic\.[a-z]+\.[a-z]+/\S+.*|(?:^|\s)[—–-] ?[^—–@()]{1,80} ?\(@\w+\)"
    rf"(?:[ ,]+(?:{FULL_DATE}))?\s*$",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"[(\[]\s?(?:file )?(?:photo(?:graph)?|image|picture|credit|ap photo|illustration|courtesy)s?\b"
    r"[^()\[\]]{0,80}[)\]]\.?\s*$"
    rf"|[(\[](?:[^()\[\]]{{0,40}}/)?{_AGENCY}[)\]]\.?\s*$"
    r"|(?<=[.!?”\"])\s(?:photo(?:graph)?|image|picture|credit)s?(?: ?credit)?(?: ?:| by) ?"
    r"[^.!?]{2,80}\s*$"
    r"|(?:\s|^)(?:transcript|words|text|photographs?|photos|pictures|interview|graphics?)"
    r" by (?-i:[A-Z])[^.!?,]{2,50}\s*$",
    re.IGNORECASE,
)
CREDIT_HINTS = ("photo", "image", "picture", "credit", ")", "]", " by ", "courtesy")
"""One of these stands in every credit: looking for them is faster than for the pattern."""
CAPTION_LABEL = re.compile(r"\s*(?:image caption|photo caption|pictured|caption)\s?[:,]?\s", re.I)
_CAPITALS = "A-ZÀ-ÖØ-Þ"
_PLACE = (
    rf"[{_CAPITALS}][{_CAPITALS}.'’/ -]{{2,40}}(?:, [A-Z][\w.]{{1,20}}(?: [A-Z][\w.]{{1,20}})?)?"
)
_WHEN = rf"(?:,? (?:{WEEKDAY},? ?)?(?:{FULL_DATE})|,? {WEEKDAY}|, [A-Z][a-z]{{2,8}}\.? \d{{1,2}})"
_DASH = r"\s?(?:[—–]|--|\s-)\s?(?=[“‘\"'A-Z\d])"
DATELINE = re.compile(
    rf"\s*{_PLACE}{_WHEN}?\s?\([A-Z][\w ,./&-]{{1,30}}\){_DASH}|\s*{_PLACE}{_WHEN}{_DASH}"
    rf"|\s*[A-Z]\w+(?: [A-Z]\w+){{0,2}}, (?:{FULL_DATE}){_DASH}"
)
_CITY = rf"[{_CAPITALS}][{_CAPITALS}'’-]{{2,20}}"
BARE_DATELINE = re.compile(
    r"\s*(?!(?:CHAPTER|PART|BOOK|SECTION|ACT|SCENE|NOTE)\b)(?=.{4}[^a-z])"
    rf"{_CITY}(?: {_CITY}){{0,2}}\s?(?:[—–]|--)\s(?=[“‘\"'A-Z\d])"
)
