"""Ways to search one list of texts, ours and those of others as they come, behind one protocol."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from assistant.config import Settings
from assistant.search.building import IndexedPassage
from assistant.search.embeddings import BuiltinEmbeddings
from assistant.search.hybrid import SearchIndex
from assistant.search.settling import distinct
from assistant.types import Hit, Passage

CHROMA_BATCH = 5_000
"""langchain-chroma does not split what it is given, and Chroma refuses more than 5,461 rows."""
PER_REPORT = 4
"""So many passages of the corpus make one report: about what one of its texts is."""


class Method(Protocol):
    """One way to search; passages are named by their place in the list."""

    def build(self, texts: Sequence[str], folder: Path) -> None:
        """Index the texts, on disk below the folder where the method keeps anything there."""
        ...

    def query(self, text: str, k: int) -> Sequence[int]:
        """The k best passages, best first."""
        ...

    def close(self) -> None:
        """Give files and memory back."""
        ...


class Ours:
    """The product's index; its legs alone and together answer from what was built once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._index: SearchIndex | None = None
        self._texts: Sequence[str] = ()

    def build(self, texts: Sequence[str], folder: Path) -> None:
        """Both legs in one build, as the product makes them."""
        self._texts = texts
        self._index = SearchIndex(folder, Settings(home=folder))
        began = time.perf_counter()
        self._index.rebuild(
            IndexedPassage(f"{place // PER_REPORT:07d}", place % PER_REPORT, "", "", "", (), text) for place, text in enumerate(texts)
        )
        self.seconds = time.perf_counter() - began

    def query(self, text: str, k: int, legs: Sequence[str] = ("keyword", "vector"), reports: frozenset[str] | None = None) -> Sequence[int]:
        """What the index finds with these legs, in these reports."""
        assert self._index is not None
        whole = len(legs) > 1
        found = self._index.search(text, 2 * k if whole else k, reports, legs=legs)
        places = [int(one.report) * PER_REPORT + one.ordinal for one in found]
        if not whole:
            return places
        hits = [Hit(Passage(str(place), (), 0, 0, self._texts[place]), "", "", 0.0) for place in places]
        return [int(hit.passage.report) for hit in distinct(hits, k)]

    def close(self) -> None:
        """Release the caches."""
        if self._index is not None:
            self._index.close()


class JiebaWords:
    """Texts as words of jieba; what took long is done once for every method that wants it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._of: dict[int, list[list[str]]] = {}

    def of(self, texts: Sequence[str]) -> list[list[str]]:
        """The words of each text."""
        if id(texts) not in self._of:
            began = time.perf_counter()
            self._of = {id(texts): [self.cut(text) for text in texts]}
            self.seconds = time.perf_counter() - began
        return self._of[id(texts)]

    def cut(self, text: str) -> list[str]:
        """The words of one text."""
        return [word for word in _jieba().lcut(text) if word.strip()]


class RankBm25:
    """rank_bm25 over jieba words, the usual Chinese example."""

    def __init__(self, words: JiebaWords) -> None:
        self._words = words
        self._index: Any = None

    def build(self, texts: Sequence[str], folder: Path) -> None:
        """Everything in memory."""
        from rank_bm25 import BM25Okapi

        self._index = BM25Okapi(self._words.of(texts))

    def query(self, text: str, k: int) -> Sequence[int]:
        """The best by score; what shares no word counts as found by nothing."""
        scores = self._index.get_scores(self._words.cut(text))
        best = np.argpartition(-scores, min(k, len(scores) - 1))[:k]
        return [int(place) for place in best[np.argsort(-scores[best], kind="stable")] if scores[place] > 0]

    def close(self) -> None:
        """Let go of the index."""
        self._index = None


class Bm25s:
    """bm25s over jieba words."""

    def __init__(self, words: JiebaWords) -> None:
        self._words = words
        self._index: Any = None

    def build(self, texts: Sequence[str], folder: Path) -> None:
        """Everything in memory, saved once for its size."""
        import bm25s

        self._index = bm25s.BM25()
        self._index.index(self._words.of(texts), show_progress=False)
        self._index.save(folder)

    def query(self, text: str, k: int) -> Sequence[int]:
        """The best by score."""
        found, scores = self._index.retrieve([self._words.cut(text)], k=k, show_progress=False)
        return [int(place) for place, score in zip(found[0], scores[0], strict=True) if score > 0]

    def close(self) -> None:
        """Let go of the index."""
        self._index = None


class LangChainBm25:
    """LangChain's BM25Retriever as it comes: it splits at blanks."""

    def __init__(self) -> None:
        self._retriever: Any = None

    def build(self, texts: Sequence[str], folder: Path) -> None:
        """Everything in memory."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from langchain_community.retrievers import BM25Retriever

            self._retriever = BM25Retriever.from_texts(texts, metadatas=[{"place": place} for place in range(len(texts))])

    def query(self, text: str, k: int) -> Sequence[int]:
        """What it returns, whatever the score."""
        self._retriever.k = k
        return [int(document.metadata["place"]) for document in self._retriever.invoke(text)]

    def close(self) -> None:
        """Let go of the index."""
        self._retriever = None


class LangChainChroma:
    """Chroma through langchain-chroma with the built-in embedding, texts and all, as its guide shows it."""

    def __init__(self) -> None:
        self._store: Any = None

    def build(self, texts: Sequence[str], folder: Path) -> None:
        """One collection in a folder."""
        from langchain_chroma import Chroma

        self._store = Chroma("passages", BuiltinEmbeddings(), persist_directory=str(folder), collection_metadata={"hnsw:space": "cosine"})
        waiting = iter(enumerate(texts))
        while batch := list(islice(waiting, CHROMA_BATCH)):
            self._store.add_texts([text for _, text in batch], ids=[str(place) for place, _ in batch])

    def query(self, text: str, k: int) -> Sequence[int]:
        """The nearest by cosine."""
        return [int(document.id) for document in self._store.similarity_search(text, k)]

    def close(self) -> None:
        """Let go of the client; its folder goes with the bench."""
        self._store = None


def _jieba() -> Any:  # noqa: ANN401 - jieba ships no types
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(40)
    return jieba


def rivals(words: JiebaWords) -> dict[str, Callable[[], Method]]:
    """What others offer, by name; each is made when its turn comes."""
    return {
        "rank_bm25 + jieba": lambda: RankBm25(words),
        "bm25s + jieba": lambda: Bm25s(words),
        "LangChain BM25Retriever": LangChainBm25,
        "LangChain Chroma": LangChainChroma,
    }
