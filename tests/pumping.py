"""Inputs that make a pattern work hardest: what it repeats, repeated, and then something that it cannot match."""

import re
import time
from collections.abc import Callable, Iterator
from heapq import nlargest
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

LENGTHS, TIMES = (800, 1_600, 3_200), 8
AT_ONCE_SECONDS, SLOW_SECONDS, _SLOWEST = 0.004, 0.02, 8
MOST_GROWTH = 26
"""Eight times the input takes eight times as long where growth is linear, 64 times where it is quadratic."""
_OF_CATEGORY = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_WORD: " ",
}
_OTHERS = "a1 (<\"'=é\x01"
Method = Callable[[re.Pattern, str | bytes], object]
Shape = tuple[str, str, str]
"""What stands before, what is repeated, what stands after."""
METHODS: dict[str, Method] = {
    "match": lambda form, text: form.match(text),  # type: ignore[arg-type]
    "fullmatch": lambda form, text: form.fullmatch(text),  # type: ignore[arg-type]
    "search": lambda form, text: [found.end() for found in form.finditer(text)],  # type: ignore[arg-type]
}


def worst_growth(form: re.Pattern, method: str = "search") -> float:
    """How many times longer eight times the text takes, of the texts that take longest; 0 where all is done at once.

    A text that takes very long and grows too fast is told at once: others could take hours.
    """
    run, tried = METHODS[method], []
    for shape in _shapes(form):
        seconds = _seconds(run, form, shape, LENGTHS[0] * TIMES)
        if seconds > SLOW_SECONDS and (growth := _growth(run, form, shape)) > MOST_GROWTH:
            return growth
        tried.append((seconds, shape))
    return max(_growth(run, form, shape) for _, shape in nlargest(_SLOWEST, tried))


def _growth(run: Method, form: re.Pattern, shape: Shape) -> float:
    """The growth from the first length on that can be measured."""
    lengths = (one for one in LENGTHS if _seconds(run, form, shape, one * TIMES) >= AT_ONCE_SECONDS)
    if not (length := next(lengths, None)):
        return 0.0
    short = min(_seconds(run, form, shape, length) for _ in range(5))
    return min(_seconds(run, form, shape, length * TIMES) for _ in range(3)) / max(short, 1e-5)


def _seconds(run: Method, form: re.Pattern, shape: Shape, length: int) -> float:
    before, unit, after = shape
    text: str | bytes = before + unit * (length // len(unit)) + after
    text = text.encode("latin-1", "replace") if isinstance(form.pattern, bytes) else text
    begun = time.process_time()
    run(form, text)
    return time.process_time() - begun


def _shapes(form: re.Pattern) -> Iterator[Shape]:
    tree = parser.parse(form.pattern, form.flags & ~re.DEBUG)
    text = form.pattern if isinstance(form.pattern, str) else form.pattern.decode("latin-1")
    whole = list(dict.fromkeys(_examples(tree)))[:40]
    signs = list(dict.fromkeys([*_signs(tree), *_OTHERS]))[:16]
    begins = list(dict.fromkeys(word[:end] for word in whole[:6] for end in range(min(len(word), 12) + 1)))
    units = [*signs, *map("".join, product(signs[:9], repeat=2)), *whole, *(f"{word} " for word in whole)]
    units += [word[:-1] for word in whole]
    assert text is not None
    for unit in dict.fromkeys(filter(None, units)):
        yield "", unit, "\x01"
        yield "", unit, "\n\x01"
    for before, unit in product(begins, signs[:8]):
        yield before, unit, "\x01"


def _signs(tree: object) -> Iterator[str]:
    """One sign for everything that a pattern can match one sign with."""
    for kind, told in tree:  # type: ignore[attr-defined]
        if kind is codes.LITERAL:
            yield chr(told)
        elif kind is codes.IN:
            yield from _of_set(told)
        elif kind is codes.ANY or kind is codes.NOT_LITERAL:
            yield "a"
        else:
            yield from (sign for part in _parts(kind, told) for sign in _signs(part))


def _of_set(told: list) -> Iterator[str]:
    if told and told[0][0] is codes.NEGATE:
        yield from ("a", "é")
    for kind, value in told:
        if kind is codes.LITERAL:
            yield chr(value)
        elif kind is codes.RANGE:
            yield chr(value[0])
        elif kind is codes.CATEGORY:
            yield _OF_CATEGORY.get(value, "a")


def _parts(kind: object, told: object) -> list:
    """The patterns within a part of a pattern."""
    if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [told[2]]  # type: ignore[index]
    if kind is codes.SUBPATTERN:
        return [told[3]]  # type: ignore[index]
    if kind is codes.BRANCH:
        return list(told[1])  # type: ignore[index]
    if kind in (codes.ASSERT, codes.ASSERT_NOT):
        return [told[1]]  # type: ignore[index]
    return [told] if kind is codes.ATOMIC_GROUP else []


def _examples(tree: object) -> Iterator[str]:
    """Texts that the pattern matches, one for each of its ways, as far as its parts are independent."""
    ways = [_ways(kind, told) for kind, told in tree]  # type: ignore[attr-defined]
    for at, alternatives in enumerate(ways):
        for one in alternatives:
            yield "".join(one if place == at else other[0] for place, other in enumerate(ways))


def _ways(kind: object, told: object) -> list[str]:
    if kind is codes.LITERAL:
        return [chr(told)]  # type: ignore[arg-type]
    if kind in (codes.IN, codes.ANY, codes.NOT_LITERAL):
        return list(_of_set(told))[:2] if kind is codes.IN else ["a"]  # type: ignore[arg-type]
    if kind in (codes.ASSERT, codes.ASSERT_NOT, codes.AT, codes.GROUPREF):
        return [""]
    inner = [word for part in _parts(kind, told) for word in list(_examples(part))[:30]] or [""]
    least = told[0] if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT) else 1  # type: ignore[index]
    return [word * max(least, 1) for word in inner]
