"""Train the built-in Chinese embedding: `python eval/train_embedding.py CORPUS_FOLDER OUTPUT_FOLDER` (needs the `models` extra).

Four steps: a vocabulary of frequent words (Unigram), vectors from which words stand near each other (PPMI and SVD), contrastive
training in which a sentence has to find the passage it stands in, and a float16 folder that model2vec and sentence-transformers load.
"""

from __future__ import annotations

import argparse
import json
import logging
import lzma
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from model2vec.persistence import save_pretrained
from scipy.sparse import csr_matrix, diags  # type: ignore[import-untyped]
from sklearn.utils.extmath import randomized_svd  # type: ignore[import-untyped]
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

SEED = 20240601
VOCABULARY = 20_000
DIMENSIONS = 256
ARTICLES = 30_000
VOCABULARY_ARTICLES = 6_000
WINDOW = 8
PASSAGE_TOKENS = 130
BATCH = 512
STEPS = 3_600
LEARNING_RATE = 0.01
TEMPERATURE = 0.05
QUESTION_SHARE = 0.1
"""Part of each batch in which a question of the text has to find the words after it, so that question words weigh little."""
QUERY_STAYS = 0.8
"""How often the passage keeps the sentence that looks for it; without it the pair shares a topic and few words."""

logger = logging.getLogger("train_embedding")


@dataclass(frozen=True)
class Tokens:
    """All sentences of all articles as one run of token ids."""

    ids: np.ndarray
    sentence_starts: np.ndarray
    """Sentence i is `ids[sentence_starts[i]:sentence_starts[i + 1]]`."""
    article_starts: np.ndarray
    """Article i holds sentences `article_starts[i]` to `article_starts[i + 1] - 1`."""
    questions: np.ndarray
    """Indices of the sentences that end with a question mark and are followed by another one in their article."""

    def sentence(self, index: int) -> np.ndarray:
        """The token ids of one sentence."""
        return self.ids[self.sentence_starts[index] : self.sentence_starts[index + 1]]


def read_articles(folder: Path) -> list[str]:
    """Every line of every .txt and .txt.xz file of the folder is one article; a seeded sample of them."""
    lines: list[str] = []
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.txt.xz")]):
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
            lines.extend(line for line in file if len(line) > 50)
    random.Random(SEED).shuffle(lines)
    return lines[:ARTICLES]


def train_tokenizer(articles: list[str]) -> Tokenizer:
    """Words of at most four Han characters, whole Latin words, single digits; punctuation only separates."""
    tokenizer = Tokenizer(models.Unigram())
    outside = normalizers.Replace(Regex(r"[^\p{Han}a-z0-9]+"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase(), outside])
    runs = pre_tokenizers.Split(Regex(r"[a-z]+|[0-9]"), "isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), runs])
    trainer = trainers.UnigramTrainer(
        vocab_size=VOCABULARY, special_tokens=["[UNK]"], unk_token="[UNK]", max_piece_length=4, shrinking_factor=0.6, show_progress=False
    )
    tokenizer.train_from_iterator(articles, trainer)
    stored = json.loads(tokenizer.to_str())
    stored["model"]["vocab"] = [[piece, round(score, 3)] for piece, score in stored["model"]["vocab"]]
    return Tokenizer.from_str(json.dumps(stored))


def tokenize(tokenizer: Tokenizer, articles: list[str]) -> Tokens:
    """Split articles into sentences and sentences into token ids; unknown pieces are dropped."""
    unknown = tokenizer.token_to_id("[UNK]")
    ids: list[np.ndarray] = []
    article_starts, sentences = [0], 0
    questions: list[int] = []
    for article in articles:
        parts = [part for part in re.split(r"(?<=[。！？；])", article) if len(part) > 4]
        encoded = [np.array(one.ids, dtype=np.int32) for one in tokenizer.encode_batch_fast(parts)]
        ids.extend(one[one != unknown] for one in encoded)
        questions.extend(sentences + i for i, part in enumerate(parts[:-1]) if part.endswith("？"))
        sentences += len(parts)
        article_starts.append(sentences)
    starts = np.concatenate([[0], np.cumsum([len(one) for one in ids])])
    return Tokens(np.concatenate(ids), starts, np.array(article_starts), np.array(questions))


def cooccurrence_vectors(tokens: Tokens) -> np.ndarray:
    """Positive pointwise mutual information of words at most WINDOW apart in one article, reduced by a randomized SVD."""
    article = np.repeat(np.arange(len(tokens.article_starts) - 1), np.diff(tokens.sentence_starts[tokens.article_starts]))
    counts = csr_matrix((VOCABULARY, VOCABULARY), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        same = article[:-distance] == article[distance:]
        left, right = tokens.ids[:-distance][same], tokens.ids[distance:][same]
        weight = np.full(len(left), 1 / distance, dtype=np.float32)
        counts = counts + csr_matrix((weight, (left, right)), shape=counts.shape)
    counts = (counts + counts.T).tocsr()
    counts.data[counts.data < 1] = 0
    counts.eliminate_zeros()
    word = np.asarray(counts.sum(axis=1)).ravel() + 1e-9
    context = word**0.75
    information = (diags(1 / word) @ counts @ diags(context.sum() / context)).tocsr()
    information.data = np.maximum(np.log(information.data), 0)
    information.eliminate_zeros()
    left_vectors, values, _ = randomized_svd(information, DIMENSIONS, n_iter=2, random_state=SEED)
    vectors = left_vectors * np.sqrt(values)
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9), dtype=np.float32)


def frequency_weights(tokens: Tokens, smooth: float = 1e-3) -> np.ndarray:
    """The SIF weight a / (a + p): frequent words say little about what a passage is about."""
    share = np.bincount(tokens.ids, minlength=VOCABULARY) / len(tokens.ids)
    return np.asarray(smooth / (smooth + share), dtype=np.float32)


def draw_pair(tokens: Tokens, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray] | None:
    """A query and the passage it should find; None when the drawn sentence is too short to be a query."""
    if rng.random() < QUESTION_SHARE and len(tokens.questions):
        chosen = int(rng.choice(tokens.questions))
        first, keep = chosen + 1, False
    else:
        article = int(rng.integers(len(tokens.article_starts) - 1))
        begin, end = tokens.article_starts[article], tokens.article_starts[article + 1]
        if end - begin < 2:
            return None
        chosen = int(rng.integers(begin, end))
        first, keep = max(int(begin), chosen - int(rng.integers(0, 4))), bool(rng.random() < QUERY_STAYS)
    last = tokens.article_starts[np.searchsorted(tokens.article_starts, chosen, side="right")]
    stop = int(np.searchsorted(tokens.sentence_starts, tokens.sentence_starts[first] + PASSAGE_TOKENS))
    body = [tokens.sentence(i) for i in range(first, min(max(stop, chosen + 1), int(last))) if keep or i != chosen]
    query, passage = shorten(tokens.sentence(chosen), rng), np.concatenate(body) if body else np.empty(0, dtype=np.int32)
    return (query, passage[: 2 * PASSAGE_TOKENS]) if len(query) >= 3 and len(passage) >= 10 else None


def shorten(sentence: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A stretch of 4 to 16 tokens of the sentence with some tokens missing: as little as a person types."""
    length = int(rng.integers(4, 17))
    start = int(rng.integers(0, max(len(sentence) - length, 0) + 1))
    stretch = sentence[start : start + length]
    return stretch[rng.random(len(stretch)) < 0.8]


def batches(tokens: Tokens) -> Iterator[tuple[list[np.ndarray], list[np.ndarray]]]:
    """Endless seeded batches of queries and their passages."""
    rng = np.random.default_rng(SEED)
    while True:
        pairs: list[tuple[np.ndarray, np.ndarray]] = []
        while len(pairs) < BATCH:
            if (pair := draw_pair(tokens, rng)) is not None:
                pairs.append(pair)
        yield [query for query, _ in pairs], [passage for _, passage in pairs]


def bag(embedding: torch.nn.EmbeddingBag, texts: list[np.ndarray]) -> torch.Tensor:
    """The normalised mean vector of each text."""
    offsets = np.concatenate([[0], np.cumsum([len(text) for text in texts])[:-1]])
    ids = np.concatenate(texts).astype(np.int64)
    return torch.nn.functional.normalize(embedding(torch.from_numpy(ids), torch.from_numpy(offsets)))


def train_contrastive(tokens: Tokens, vectors: np.ndarray) -> np.ndarray:
    """Move the vectors until queries are nearer to their own passage than to the others of their batch."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    embedding = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(vectors), freeze=False, mode="mean")
    optimizer = torch.optim.Adam(embedding.parameters(), lr=LEARNING_RATE)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=1.0, end_factor=0.02, total_iters=STEPS)
    target = torch.arange(BATCH)
    for step, (queries, passages) in zip(range(STEPS), batches(tokens), strict=False):
        scores = bag(embedding, queries) @ bag(embedding, passages).T / TEMPERATURE
        loss = torch.nn.functional.cross_entropy(scores, target) + torch.nn.functional.cross_entropy(scores.T, target)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
        if step % 200 == 0:
            logger.info("step %d loss %.3f cpu %.0f s", step, loss.item() / 2, time.process_time())
    return embedding.weight.detach().numpy()


def main() -> None:
    """Train and save; the same corpus gives the same model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder with .txt or .txt.xz files, one article a line")
    parser.add_argument("output", type=Path, help="folder for model.safetensors, tokenizer.json and config.json")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    articles = read_articles(arguments.corpus)
    tokenizer = train_tokenizer(articles[:VOCABULARY_ARTICLES])
    logger.info("vocabulary %d, cpu %.0f s", tokenizer.get_vocab_size(), time.process_time())
    tokens = tokenize(tokenizer, articles)
    logger.info("%d tokens, %d questions, cpu %.0f s", len(tokens.ids), len(tokens.questions), time.process_time())
    start = cooccurrence_vectors(tokens) * frequency_weights(tokens)[:, None]
    logger.info("starting vectors, cpu %.0f s", time.process_time())
    vectors = train_contrastive(tokens, start)
    vectors[tokenizer.token_to_id("[UNK]")] = 0
    config = {"model_type": "model2vec", "normalize": True, "max_length": None, "seed": SEED}
    save_pretrained(arguments.output, vectors.astype(np.float16), tokenizer, config, create_model_card=False)
    logger.info("saved, cpu %.0f s", time.process_time())


if __name__ == "__main__":
    main()
