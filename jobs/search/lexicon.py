"""The words that queries and texts are cut into: rjieba's, with those of this market added."""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

import rjieba

from jobs.search.text import is_han, normalise, runs

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

# More frequent than anything that rjieba would rather cut the word into.
ADDED_FREQUENCY = 20_000
# What a seeker types around the word that is meant, and what nearly every employer is called.
NOISE = frozenset("招聘找的和与在及或我要想") | {
    *("招聘", "急招", "急聘", "诚聘", "招工", "高薪"),
    *("岗位", "职位", "工作", "求职", "应聘"),
    *("有限公司", "有限责任公司", "股份有限公司"),
}


def seed_lines(name: str) -> Iterable[tuple[int, str]]:
    """(line number, text) of a data file in seeds/, without comments and empty lines."""
    for number, line in enumerate((SEEDS / name).read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


@cache
def cutter() -> rjieba.Jieba:
    """rjieba with the words of seeds/search_words.txt."""
    jieba = rjieba.Jieba()
    for _number, line in seed_lines("search_words.txt"):
        for word in line.split():
            jieba.add_word(normalise(word), ADDED_FREQUENCY, None)
    return jieba


@lru_cache(maxsize=50_000)
def cut(run: str) -> tuple[str, ...]:
    """The words of one run; a Latin word is itself."""
    return tuple(cutter().cut(run)) if is_han(run) else (run,)


def words(text: str) -> list[str]:
    """The words of a normalised text, in order."""
    return list(chain.from_iterable(cut(run) for run in runs(text)))
