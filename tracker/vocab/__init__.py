"""The lists every room speaks by: minerals, countries, agencies, firms and the codebook's actions.

Makes one frozen :class:`Vocab` out of five YAML files beside this module, checked as a whole at load. It knows nothing
of articles, sentences or databases, and it matches no text: it only says what may be matched, and under which
condition. How the mentions room is to read an :class:`Alias`:

* `lang` is the language of the texts it is for. Text is compared after :func:`fold`. In alphabetic scripts an alias
  stands between word boundaries and any case will do, unless `cased` asks for the very letters; a plural is listed
  where it counts. Of overlapping aliases the longest span wins: 美国商务部 beats 商务部.
* `near`: counts only if one of these words stands in the same sentence, outside the alias itself (any case; whole
  words in alphabetic scripts, substrings in Chinese). So "tin" wants a smelter or zinc beside it. A title may borrow
  the words of the first paragraph.
* `within`: counts only as a part of one of these longer strings, and the mention is the alias's own span, not the
  longer string. So 中 is China in 中美 and 对中, 铜 is copper in 铜矿 and 铜价, lead is the metal in "lead and zinc".
  Put the longer strings into the automaton and emit the part, at each place where the alias stands in it.
* `unless`: does not count as a part of one of these longer strings ("lead time", "tin roof", 日 in 9日). It looks at
  the letters around, so the longer strings need no word boundary at their ends.
* `generic`: the words fit several terms ("commerce ministry", 外交部). Take the owner whose `country` stands directly
  before the alias (泰国商务部, India's commerce ministry), else an owner that holds the text without `generic` (the
  default), else the owner whose country the sentence names, then the article's most named country, then the
  publisher's; none if no owner fits.
* `capital`: a seat of government. The government is meant where it acts ("Beijing said"), the city after a locative
  ("in Beijing", 在北京): then the mention bears ``place=True``.
* `place`: a country alias that is only a place (Shenzhen): the mention bears ``place=True``. Places are cased.

Conditions on one alias all have to hold. Two terms of a kind may own the same text only if both carry one, or
one is generic.
"""

from __future__ import annotations

from tracker.vocab.reading import VocabError, codebook, examples, load
from tracker.vocab.spelling import fold, slug
from tracker.vocab.terms import (
    Action,
    Alias,
    Classification,
    Codebook,
    Crosswalk,
    Example,
    Kind,
    OfficialList,
    Polarity,
    Term,
    Vocab,
    Word,
)

__all__ = [
    "Action",
    "Alias",
    "Classification",
    "Codebook",
    "Crosswalk",
    "Example",
    "Kind",
    "OfficialList",
    "Polarity",
    "Term",
    "Vocab",
    "VocabError",
    "Word",
    "codebook",
    "examples",
    "fold",
    "load",
    "slug",
]
