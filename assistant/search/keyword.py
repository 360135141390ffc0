"""The keyword leg: a tantivy index of single Han characters, their 2-grams, and lower-cased Latin words and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import log
from operator import add
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from assistant.errors import StoreError

HEADING_BOOST = 0.5
SINGLE_BOOST = 0.6
"""Single characters bridge 完成 and 办完 but stand in every text: they weigh less than 2-grams."""
TIES = 16
"""So many more are fetched than asked for, to put those of one score in order."""
MOST_OTHERS = 48
MOST_TERMS = 256
"""A pasted page is searched by its rarest terms."""
COMMON_SHARE, COMMON_LEAST = 0.3, 5_000
"""In a large library a single character that stands in more than this share of all passages costs most of the time and decides nothing."""
MOST_NAMED = 3_000
"""A scope of more reports is looked up in what is found without it: naming them all takes longer."""
MOST_KNOWN = 20_000
"""So many counts of terms in reports that do not count are kept until the index changes."""
FIRST_LOOK, FURTHER = 20, 4
"""So many times more is asked for then, and so many times more again while too little of it counts."""
WRITER_BYTES = 64_000_000

_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z]+|[0-9]+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[\u3400-\u9fff\u0000-\u007f，。、；：？！（）《》“”‘’…—【】「」]*")
"""Characters whose normal form parts a text into the same runs as they do."""


class KeywordEntry(NamedTuple):
    """What is indexed of one passage."""

    report: str
    ordinal: int
    heading: str
    text: str


class KeywordHit(NamedTuple):
    """A passage that shares terms with the query; scores compare within one query."""

    report: str
    ordinal: int
    score: float


def terms(text: str) -> list[str]:
    """Single Han characters and 2-grams within a run, Latin words, numbers with their decimals.

    A segmenter's words beside them, 3-grams, and less weight for 2-grams across the borders of words were tried on 235 questions over
    15,175 passages of news: hit@5 102 without, 98 to 103 with (bm25s over jieba words 90), never a gain that a paired test confirms.
    """
    found: list[str] = []
    for run in _RUN.findall((text if _PLAIN.fullmatch(text) else unicodedata.normalize("NFKC", text)).lower()):
        if run[0].isascii():
            found.append(run)
        else:
            found.extend(run)
            found.extend(map(add, run, run[1:]))
    return found


@lru_cache(maxsize=64)
def _heading_terms(heading: str) -> str:
    """The terms of a heading, which all passages of a section share."""
    return " ".join(terms(heading))


def _schema() -> tantivy.Schema:
    """Terms are cut here, so the fields only split at blanks; positions are never asked for."""
    builder = tantivy.SchemaBuilder()
    for field in ("text", "heading"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("report", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("ordinal", stored=True)
    return builder.build()


class KeywordIndex:
    """One index folder; opening it for reading takes no lock, writing takes tantivy's."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._schema = index.schema
        self._index.config_reader("manual")
        self._index.reload()
        self._hidden: dict[tuple[frozenset[str], str, str], int] = {}

    @classmethod
    def create(cls, folder: Path) -> KeywordIndex:
        """A new empty index in a folder made for it."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(tantivy.Index(_schema(), path=str(folder), reuse=False))

    @classmethod
    def open(cls, folder: Path) -> KeywordIndex:
        """The index of a folder; ValueError when it holds none that can be read."""
        return cls(tantivy.Index.open(str(folder)))

    @staticmethod
    def files(folder: Path) -> list[str]:
        """The files of a closed index, without those that only lock it."""
        return [path.name for path in folder.iterdir() if path.suffix != ".lock"]

    def write(self, entries: Iterable[KeywordEntry] = (), remove: Sequence[str] = ()) -> None:
        """Remove the passages of these reports, then add; visible to every reader after its `reload`.

        Raises:
            StoreError: another process is writing this index.
        """
        try:
            writer = self._index.writer(WRITER_BYTES, 1)
        except ValueError as error:
            if "lock" not in str(error).lower():
                raise
            raise StoreError("检索索引正在被另一个程序写入，请等它结束后再试。") from error
        for report in remove:
            writer.delete_documents_by_term("report", report)
        for entry in entries:
            heading, text = _heading_terms(entry.heading), " ".join(terms(entry.text))
            writer.add_document(tantivy.Document(report=entry.report, ordinal=entry.ordinal, heading=heading, text=text))
        writer.commit()
        writer.wait_merging_threads()
        self.reload()

    def reload(self) -> None:
        """See what other processes have committed since the last time."""
        self._index.reload()
        self._hidden = {}

    def count(self) -> int:
        """How many passages are indexed."""
        return int(self._index.searcher().num_docs)

    def query(
        self,
        text: str,
        k: int,
        reports: frozenset[str] | None = None,
        also: str = "",
        weight: float = 0.0,
        uncounted: frozenset[str] = frozenset(),
    ) -> list[KeywordHit]:
        """The k passages that share the rarest terms with the text, best first; only of the given reports, if given.

        `also` are other words for the same, blanks between them, each term of which counts `weight` times as much as one of the text.
        How rare a term is goes by all passages but those of the `uncounted` reports: to who may not see them, ranks tell nothing of them.
        """
        searcher = self._index.searcher()
        rarity = _Rarity(searcher, self._schema, uncounted, self._hidden)
        wanted = self._rarest(rarity, text)
        if not wanted or k < 1 or searcher.num_docs == 0:
            return []
        parts = [*self._term_queries(rarity, self._telling(rarity, wanted)), *self._other_queries(rarity, also, frozenset(wanted), weight)]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        if reports is not None and len(reports) > MOST_NAMED:
            return self._among(searcher, query, k, reports)
        if reports is not None:
            chosen = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, "report", sorted(reports)), 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, chosen)])
        return self._hits(searcher, query, k)

    def _hits(self, searcher: tantivy.Searcher, query: tantivy.Query, k: int) -> list[KeywordHit]:
        return self._named(searcher, searcher.search(query, limit=k + TIES, count=False).hits, k)

    def _among(self, searcher: tantivy.Searcher, query: tantivy.Query, k: int, reports: frozenset[str]) -> list[KeywordHit]:
        """The k best of very many reports: as far down the list of all as it takes."""
        asked = FIRST_LOOK * k
        while True:
            found = searcher.search(query, limit=asked, count=False).hits
            hits = self._named(searcher, found, k, reports)
            if len(hits) >= k or len(found) < asked:
                return hits
            asked *= FURTHER

    @staticmethod
    def _named(searcher: tantivy.Searcher, found: Sequence[Any], k: int, reports: frozenset[str] | None = None) -> list[KeywordHit]:
        """The first k of these reports among what was found; names are read no further than it takes, for that takes longest.

        Passages that score the same come by their names: the order in which an index grew is no reason to quote one before another.
        """
        hits: list[KeywordHit] = []
        for score, address in found:
            if len(hits) >= k and score < hits[k - 1].score:
                break
            one = searcher.doc(address)
            report = one.get_first("report")
            if reports is None or report in reports:
                hits.append(KeywordHit(report, one.get_first("ordinal"), score))
        return sorted(hits, key=lambda hit: (-hit.score, hit.report, hit.ordinal))[:k]

    @staticmethod
    def _telling(rarity: _Rarity, wanted: list[str]) -> list[str]:
        """The terms without single characters that nearly every passage has; all of them when there are no others."""
        most = max(COMMON_SHARE * rarity.passages, COMMON_LEAST)
        kept = [term for term in wanted if len(term) > 1 or rarity.frequency("text", term) <= most]
        return kept or wanted

    def _other_queries(self, rarity: _Rarity, also: str, wanted: frozenset[str], weight: float) -> Iterator[tantivy.Query]:
        """The 2-grams and words of other wordings; single characters of words nobody said find too much."""
        found = dict.fromkeys(term for term in terms(also) if len(term) > 1 and term not in wanted)
        for term in list(found)[:MOST_OTHERS]:
            yield rarity.weighted("text", term, weight)

    @staticmethod
    def _rarest(rarity: _Rarity, text: str) -> list[str]:
        """The distinct terms of the query, of a long text only its rarest ones that occur at all."""
        wanted = list(dict.fromkeys(terms(text)))
        if len(wanted) <= MOST_TERMS:
            return wanted
        frequency = {term: rarity.frequency("text", term) for term in wanted}
        return sorted((term for term in wanted if frequency[term]), key=frequency.__getitem__)[:MOST_TERMS]

    @staticmethod
    def _term_queries(rarity: _Rarity, wanted: list[str]) -> Iterator[tantivy.Query]:
        """Each term in text and heading; user text never reaches tantivy's query parser, which makes phrases of it."""
        for term in wanted:
            weight = SINGLE_BOOST if len(term) == 1 and not term.isascii() else 1.0
            for field, boost in (("text", weight), ("heading", weight * HEADING_BOOST)):
                yield rarity.weighted(field, term, boost)


class _Rarity:
    """How rare terms are among the passages that count: all of the index but those of some reports."""

    def __init__(
        self,
        searcher: tantivy.Searcher,
        schema: tantivy.Schema,
        uncounted: frozenset[str],
        hidden: dict[tuple[frozenset[str], str, str], int],
    ) -> None:
        self._searcher, self._schema = searcher, schema
        self._uncounted, self._known = uncounted, hidden
        self._theirs = tantivy.Query.term_set_query(schema, "report", sorted(uncounted)) if uncounted else None
        self.passages = searcher.num_docs - self._hidden("report", "", tantivy.Query.all_query())

    def frequency(self, field: str, term: str) -> int:
        """How many of the passages have a term."""
        return max(int(self._searcher.doc_freq(field, term)) - self._hidden(field, term, self._query(field, term)), 0)

    def weighted(self, field: str, term: str, boost: float) -> tantivy.Query:
        """The query for a term, which weighs as it would in an index of the passages that count."""
        query = self._query(field, term)
        if self._theirs is not None:
            boost *= _weight(self.frequency(field, term), self.passages) / _weight(
                self._searcher.doc_freq(field, term), self._searcher.num_docs
            )
        return tantivy.Query.boost_query(query, boost)

    def _query(self, field: str, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, term, "freq")

    def _hidden(self, field: str, term: str, query: tantivy.Query) -> int:
        """How many of the passages that do not count a query finds."""
        if self._theirs is None:
            return 0
        key = (self._uncounted, field, term)
        if key not in self._known:
            both = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, self._theirs)])
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            self._known[key] = int(self._searcher.search(both, limit=1, count=True).count or 0)
        return self._known[key]


def _weight(passages_with: int, passages: int) -> float:
    """The weight of a term by how many of the passages have it, as tantivy works it out."""
    return log(1 + (max(passages - passages_with, 0) + 0.5) / (passages_with + 0.5))
