"""Sentences are short enough to be understood at first reading."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.markup.sentences import count_words, sentences
from handbook.source.problems import Problem

# In longer sentences readers forget the beginning; many plain-language guides ask for 25 at most.
WISHED = 25
# No sentence of the handbook needs more: a longer one says two things.
MOST = 35
_BEGINNING = 5  # words with which a message quotes a sentence


def sentences_short(case: Case) -> Iterator[Problem]:
    """A sentence has 35 words at most, and preferably no more than 25."""
    for path, text in case.shown_texts:
        for code, words in text.wording.items():
            # Marks add no words, except links to records, which may show a name.
            if "[" not in words and len(words.split()) <= WISHED:
                continue
            plain = case.plain(words, code)
            if len(plain.split()) <= WISHED:
                continue
            for _, sentence in sentences(plain):
                for what, advice in _too_long(sentence):
                    yield case.problem((*path, code), what, _REMEDY, blocks=False, advice=advice)
    for file, passage in case.passages():
        for start, sentence in sentences(passage.text):
            line = passage.line + passage.text[:start].count("\n")
            for what, advice in _too_long(sentence):
                yield Problem(file, line, what, _REMEDY, blocks=False, advice=advice)


_REMEDY = f"split it, {WISHED} words at most in each sentence"


def _too_long(sentence: str) -> Iterator[tuple[str, bool]]:
    """What is wrong with a sentence, and whether that is advice only."""
    if len(sentence.split()) <= WISHED:  # all words, with those that are not counted
        return
    count = count_words(sentence)
    if count > WISHED:
        beginning = " ".join(sentence.split()[:_BEGINNING])
        yield f"the sentence “{beginning} …” has {count} words", count <= MOST


RULES: tuple[Rule, ...] = (sentences_short,)
