"""Numbers in words or figures, and what carries a unit: money, percentages, quantities.

XSD has no type for a number with a unit, and an amount whose currency is lost would equal a
wrong amount. So a number with a unit is a string, number first: "3200000 USD" (ISO 4217),
"50 km". A bare "$" is the United States', and a bare "pound" of money Britain's.
"""

from __future__ import annotations

import re
from decimal import Decimal

from kg.data import Literal

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: n for n, word in enumerate(_ONES)} | {w: 20 + 10 * n for n, w in enumerate(_TENS)}
_SMALL |= {"a": 1, "an": 1, "couple": 2}
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "k": 10**3,
    "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "b": 10**9,
    "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twentieth": 20,
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100,
}  # fmt: skip
_FIGURES = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?|\.\d+")
_TOKEN = re.compile(rf"({_FIGURES.pattern})|[a-z]+")
_ROUGHLY = re.compile(
    r"(about|around|roughly|approximately|approx\.?|nearly|almost|some|over|under|above|below|"
    r"just|only|exactly|circa|c\.|ca\.|an? estimated|an? average|well over|at least|at most|"
    r"up to|close to|(more|less|fewer|greater|higher|lower|no more|no less|no fewer) than|"
    r"as (many|much|few|little|high|low) as|a total|the|of|~|in|at|by|for|from|to|with|aged?)"
    r"(\s+|(?<=[~.])\s*)(?=\S)"
)

_CURRENCIES = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD",
    "hk$": "HKD", "r$": "BRL", "s$": "SGD", "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY",
    "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS",
}  # fmt: skip
_MONEY_WORDS = {
    "dollar": "USD", "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD",
    "australian dollar": "AUD", "canadian dollar": "CAD", "buck": "USD", "euro": "EUR",
    "pound": "GBP", "pound sterling": "GBP", "quid": "GBP", "yen": "JPY", "yuan": "CNY",
    "renminbi": "CNY", "won": "KRW", "rupee": "INR", "rouble": "RUB", "ruble": "RUB",
    "swiss franc": "CHF", "lira": "TRY", "shekel": "ILS", "rand": "ZAR", "zloty": "PLN",
}  # fmt: skip
_HUNDREDTHS = {"cent": "USD", "euro cent": "EUR", "pence": "GBP", "penny": "GBP", "p": "GBP"}
_CODE = re.compile(r"[a-z]{3}")
_CODES = frozenset(_CURRENCIES.values()) | frozenset(_MONEY_WORDS.values())
_UNITS = {
    "kilometre": "km", "kilometer": "km", "metre": "m", "meter": "m", "centimetre": "cm",
    "centimeter": "cm", "millimetre": "mm", "millimeter": "mm", "mile": "mi", "foot": "ft",
    "feet": "ft", "inch": "in", "inches": "in", "yard": "yd", "hectare": "ha", "tonne": "t",
    "metric ton": "t", "kilogram": "kg", "kilo": "kg", "gram": "g", "pound": "lb", "ounce": "oz",
    "litre": "l", "liter": "l", "gallon": "gal", "barrel": "bbl", "megawatt": "MW",
    "kilowatt": "kW", "gigawatt": "GW", "mph": "mi/h", "kph": "km/h", "degrees celsius": "°C",
    "degrees fahrenheit": "°F", "degree": "°", "knot": "kn",
}  # fmt: skip


def number(text: str) -> Decimal | None:
    """The number that all of `text` says in words or figures, or None.

    >>> number("two and a half million")
    Decimal('2500000.0')
    """
    words = _words(text)
    total, current = Decimal(0), Decimal(0)
    for i, word in enumerate(words):
        value = _value(word)
        if value is None:
            return None
        if word in _SCALES:
            current = (current if i else Decimal(1)) * value
            if value > 100:
                total, current = total + current, Decimal(0)
        elif _follows(current, value):
            current += value
        else:
            return None
    return total + current if words else None


def _follows(current: Decimal, value: Decimal) -> bool:
    """Whether a number can go on with a word: "twenty one", not "two three"."""
    rest = current % 100
    return rest == 0 or value == Decimal("0.5") or (rest % 10 == 0 and rest >= 20 and value < 10)


def amount(text: str) -> Decimal | None:
    """`number` without words such as "about" or "more than" before it."""
    return number(_head(bare(text)))


def ordinal(text: str) -> int | None:
    """The rank that "third", "21st" or "twenty-first" names, or None."""
    text = bare(text)
    found = re.fullmatch(r"(\d{1,9})(st|nd|rd|th)", text)
    if found:
        return int(found[1])
    *lead, last = re.split(r"[\s-]+", text)
    rank = _ORDINALS.get(last)
    if rank is None and last.endswith("th"):
        rank = _SMALL.get(last[:-2])
    tens = number(" ".join(lead)) if lead else Decimal(0)
    return int(tens + rank) if rank is not None and tens is not None and tens % 10 == 0 else None


def plain(value: Decimal) -> str:
    """A number in figures, without exponent and needless zeros: "3200000", "0.5"."""
    return format(value.normalize(), "f") if value else "0"


def bare(text: str) -> str:
    """`text` without what only says how exact a number is."""
    while (found := _ROUGHLY.match(text)) and found.end() < len(text):
        text = text[found.end() :]
    return text


def cardinal(text: str) -> Literal | None:
    """ "about 300", "two of them": xsd:integer, with a fraction xsd:decimal."""
    value = amount(text)
    return counted(value, "CARDINAL") if value is not None else None


def counted(value: Decimal, type_: str) -> Literal:
    """A bare number as a literal."""
    whole = value == value.to_integral_value()
    return Literal(plain(value), "xsd:integer" if whole else "xsd:decimal", type_)


def percent(text: str) -> Literal | None:
    """ "about 40 per cent": xsd:decimal "40"."""
    shown = re.sub(r"\s*(per\s?cent|percentage points?|percent|pct\.?|%)$", "", _head(bare(text)))
    value = amount(shown)
    return Literal(plain(value), "xsd:decimal", "PERCENT") if value is not None else None


def money(text: str) -> Literal | None:
    """ "$3.2 million": "3200000 USD" as xsd:string; xsd:decimal where no currency is named."""
    text = _head(bare(text))
    for sign in sorted(_CURRENCIES, key=len, reverse=True):
        if text.startswith(sign) or text.endswith(sign):
            return _priced(text.removeprefix(sign).removesuffix(sign), _CURRENCIES[sign])
    code = text[:3] if text[:3].upper() in _CODES else text[-3:]
    if _CODE.fullmatch(code) and code.upper() in _CODES:
        return _priced(text.removeprefix(code).removesuffix(code), code.upper())
    for words, scale in ((_MONEY_WORDS, Decimal(1)), (_HUNDREDTHS, Decimal("0.01"))):
        value, unit = _with_unit(text, words)
        if value is not None:
            return Literal(f"{plain(value * scale)} {unit}", "xsd:string", "MONEY")
    value = number(text)
    return Literal(plain(value), "xsd:decimal", "MONEY") if value is not None else None


def quantity(text: str) -> Literal | None:
    """ "50 kilometres": "50 km" as xsd:string; a bare number is xsd:integer or xsd:decimal."""
    text = _head(bare(text))
    value = number(text)
    if value is not None:
        return counted(value, "QUANTITY")
    power = "2" if "square" in text else "3" if "cubic" in text else ""
    value, unit = _with_unit(re.sub(r"\b(square|cubic)[\s-]+", "", text), _UNITS)
    if value is not None:
        return Literal(f"{plain(value)} {unit}{power}", "xsd:string", "QUANTITY")
    found = re.fullmatch(rf"({_FIGURES.pattern})\s*([a-z°/]+[23]?)", text)
    if found is None:
        return None
    return Literal(f"{plain(_figures(found[1]))} {found[5]}", "xsd:string", "QUANTITY")


def _priced(text: str, currency: str) -> Literal | None:
    value = number(bare(text.strip()))
    if value is None:
        return None
    return Literal(f"{plain(value)} {currency}", "xsd:string", "MONEY")


def _with_unit(text: str, units: dict[str, str]) -> tuple[Decimal | None, str]:
    """The number and the unit of a text that ends in one of `units`, in singular or plural."""
    words = re.split(r"[\s-]+", text)
    for size in (2, 1):
        unit = " ".join(words[-size:])
        known = units.get(unit) or units.get(unit.removesuffix("s"))
        if known and len(words) > size:
            return number(" ".join(words[:-size])), known
    return None, ""


def _head(text: str) -> str:
    """A noun phrase without what follows "of": "40% of voters"."""
    return re.sub(r"(?<=\S)\s+of\s+.*$", "", text)


def _words(text: str) -> list[str]:
    """Words and figures of a number; "and", hyphens and the "a" of "half a" only join."""
    text = re.sub(r"\bhalf an?\b", "half", text)
    text = re.sub(r"\ba (?=couple\b|half\b)", "", text)
    text = re.sub(r"(?<=\S)\s+and\s+(?=\S)|(?<=[a-z])-(?=[a-z])", " ", text)
    if _TOKEN.sub("", text).strip():
        return ["?"]
    return [m[0] for m in _TOKEN.finditer(text)]


def _value(word: str) -> Decimal | None:
    if word == "half":
        return Decimal("0.5")
    if word in _SCALES:
        return Decimal(_SCALES[word])
    if word in _SMALL:
        return Decimal(_SMALL[word])
    return _figures(word) if _FIGURES.fullmatch(word) else None


def _figures(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
