"""The keyword leg: a tantivy index of single Han characters, their 2-grams, and lower-cased Latin words and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import add
from pathlib import Path
from typing import NamedTuple

import tantivy

from assistant.errors import StoreError

HEADING_BOOST = 0.5
SINGLE_BOOST = 0.6
"""Single characters bridge 完成 and 办完 but stand in every text: they weigh less than 2-grams."""
MOST_TERMS = 256
"""A pasted page is searched by its rarest terms."""
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
    """Single Han characters and 2-grams within a run, Latin words, numbers with their decimals."""
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

    @classmethod
    def create(cls, folder: Path) -> KeywordIndex:
        """A new empty index in a folder made for it."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(tantivy.Index(_schema(), path=str(folder), reuse=False))

    @classmethod
    def open(cls, folder: Path) -> KeywordIndex:
        """The index of a folder; ValueError when it holds none that can be read."""
        return cls(tantivy.Index.open(str(folder)))

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

    def count(self) -> int:
        """How many passages are indexed."""
        return int(self._index.searcher().num_docs)

    def query(self, text: str, k: int, reports: frozenset[str] | None = None) -> list[KeywordHit]:
        """The k passages that share the rarest terms with the text, best first; only of the given reports, if given."""
        searcher = self._index.searcher()
        wanted = self._rarest(searcher, text)
        if not wanted or k < 1 or searcher.num_docs == 0:
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in self._term_queries(wanted)])
        if reports is not None:
            chosen = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, "report", sorted(reports)), 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, chosen)])
        found = searcher.search(query, limit=k, count=False).hits
        documents = ((score, searcher.doc(address)) for score, address in found)
        return [KeywordHit(one.get_first("report"), one.get_first("ordinal"), score) for score, one in documents]

    def _rarest(self, searcher: tantivy.Searcher, text: str) -> list[str]:
        """The distinct terms of the query, of a long text only its rarest ones that occur at all."""
        wanted = list(dict.fromkeys(terms(text)))
        if len(wanted) <= MOST_TERMS:
            return wanted
        frequency = {term: searcher.doc_freq("text", term) for term in wanted}
        return sorted((term for term in wanted if frequency[term]), key=frequency.__getitem__)[:MOST_TERMS]

    def _term_queries(self, wanted: list[str]) -> Iterator[tantivy.Query]:
        """Each term in text and heading; user text never reaches tantivy's query parser, which makes phrases of it."""
        for term in wanted:
            weight = SINGLE_BOOST if len(term) == 1 and not term.isascii() else 1.0
            for field, boost in (("text", weight), ("heading", weight * HEADING_BOOST)):
                yield tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, term, "freq"), boost)
