"""Words in a person's name that are neither given name nor surname. Own knowledge."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from subjects.matching.writing import fold

_TITLES = """
mevr mevrouw mw mej dhr heer hr dr drs ir ing mr mrs ms miss prof professor sir lord dame jhr jkvr ds bsc msc ba ma
phd llm rev fam familie weduwe wed jr sr junior senior meneer sheikh haji hajji hadji mullah maulvi gen col maj capt
general ii iii iv
"""
_PREFIXES = """
van de den der ten ter te het t s v vd vdr vande vander vanden in op aan bij uit uijt voor over onder d du des le la
les l von zu zum zur da das do dos del della di dalla af y e
el al ul ad as ash an at ben bin ibn bint abu abou ait oulad ould ouled bou o mc mac
"""
_ATTACHED = "el al ul ben bin ibn abu abou ait oulad ould bou de van den der ten ter la le du o mc mac"

# The hundred most written ones: short, alike, and never a slip of one another.
_CHINESE = """
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang xu han
feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao zhong cui tan
fan jin shi liao jia xia fu fang zou xiong bai meng qin qiu hou jiang yin xue yan lei long duan hao kong shao mao
chang wan gu lai kang qian
"""

CHINESE_SURNAMES: Final = frozenset(_CHINESE.split())
TITLES: Final = frozenset(_TITLES.split())
PREFIXES: Final = frozenset(_PREFIXES.split())
# These are often written together with the name: *Al Khalaf*, *Alkhalaf*.
ATTACHED: Final = frozenset(_ATTACHED.split())
# With these at the front a name of three words has its surname first: *El Amrani Mohamed*.
ARTICLES: Final = frozenset({"al", "el", "ait", "abu", "abou", "ould"})


@lru_cache(maxsize=1)
def borne_names() -> frozenset[str]:
    """The given names of the lists that the finder of names reads by too, folded."""
    texts = (
        path.read_text(encoding="utf-8") for path in (Path(__file__).parents[1] / "lists").glob("given_*.txt")
    )
    lines = (line for text in texts for line in text.splitlines() if not line.startswith("#"))
    return frozenset(fold(name.strip()) for line in lines for name in line.split(",") if name.strip())
