"""Numbers as words, the British way: one hundred and twelve, five point two, minus three."""

from math import floor

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def whole(number: int) -> str:
    """Give the words of a whole number under a thousand million."""
    if number < 0:
        return f"minus {whole(-number)}"
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
    if number < 1000:
        return _joined(f"{_SMALL[number // 100]} hundred", number % 100)
    if number < 1_000_000:
        return _joined(f"{whole(number // 1000)} thousand", number % 1000)
    return _joined(f"{whole(number // 1_000_000)} million", number % 1_000_000)


def decimal(written: str) -> str:
    """Give the words of a number as written: sign, thousands' commas and decimals; 5.0 is five."""
    sign = {"-": "minus ", "+": "plus "}.get(written[:1], "")
    before, _, after = written.lstrip("+-").replace(",", "").partition(".")
    if not after.strip("0"):
        return sign + whole(int(before))
    return f"{sign}{whole(int(before))} point {' '.join(_SMALL[int(digit)] for digit in after)}"


def halves(number: float) -> str:
    """Give a number to the nearest half: seventeen, seventeen and a half."""
    twice = floor(2.0 * number + 0.5)
    words = whole(twice // 2)
    return f"{words} and a half" if twice % 2 else words


def _joined(high: str, rest: int) -> str:
    if not rest:
        return high
    return f"{high} and {whole(rest)}" if rest < 100 else f"{high} {whole(rest)}"
