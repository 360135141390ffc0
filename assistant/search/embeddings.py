"""Vectors for passages and questions: the shipped Chinese embedding (numpy only), a sentence-transformers model, or an endpoint."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.config import EMBEDDING_ENDPOINT as ENDPOINT
from assistant.config import Settings
from assistant.errors import AssistantError, KnowledgeError, SettingsError
from assistant.resources import knowledge_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUILTIN = "builtin"


class TextEmbeddings(Embeddings):
    """An embedding model: LangChain's interface, and the same as arrays of unit length."""

    sent_away = False
    """Whether the texts leave this machine: then no passage with a secrecy mark is given to it, and private persons are masked."""

    def fingerprint(self) -> str:
        """What tells this model from any other; vectors of two fingerprints are never mixed."""
        raise NotImplementedError

    def document_vectors(self, texts: list[str]) -> NDArray[np.float32]:
        """One row a passage, of length 1, or 0 when no part of the text is known."""
        raise NotImplementedError

    def query_vector(self, text: str) -> NDArray[np.float32]:
        """The vector of a question."""
        raise NotImplementedError

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for `document_vectors`."""
        return [[float(value) for value in row] for row in self.document_vectors(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for `query_vector`."""
        return [float(value) for value in self.query_vector(text)]


class BuiltinEmbeddings(TextEmbeddings):
    """The embedding in knowledge/embedding, read by model2vec without torch and without network."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or knowledge_file("embedding")

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - model2vec ships no types that mypy may follow here
        from model2vec import StaticModel

        try:
            return StaticModel.from_pretrained(self._folder, quantize_to="float32")
        except Exception as error:
            raise KnowledgeError(f"内置向量模型无法读取（{self._folder.name}），请重新安装本程序。") from error

    def fingerprint(self) -> str:
        """The hash of the two files that decide every vector."""
        return "builtin:" + _hash(self._folder / name for name in ("tokenizer.json", "model.safetensors"))

    def document_vectors(self, texts: list[str]) -> NDArray[np.float32]:
        """One row a passage."""
        if not texts:
            return np.zeros((0, int(self._model.dim)), dtype=np.float32)
        return np.asarray(self._model.encode(texts, use_multiprocessing=False), dtype=np.float32)

    def query_vector(self, text: str) -> NDArray[np.float32]:
        """The vector of a question: this model makes no difference between the two."""
        return np.asarray(self.document_vectors([text])[0], dtype=np.float32)


class SentenceTransformerEmbeddings(TextEmbeddings):
    """A sentence-transformers model by folder or by a name already downloaded; what marks queries and passages is its own or is set."""

    def __init__(self, settings: Settings) -> None:
        self._name = settings.embedder
        self._settings = settings

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - torch types stay behind the models extra
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise SettingsError("使用其他向量模型需要先安装附加组件：pip install 'rectification-assistant[models]'。") from error
        try:
            model = SentenceTransformer(self._name, device=self._settings.embedder_device or None, local_files_only=True)
        except Exception as error:
            raise SettingsError(
                f"本机没有可用的向量模型“{self._name}”，请检查 ASSISTANT_EMBEDDER 填写的文件夹或名称，以及 ASSISTANT_EMBEDDER_DEVICE。"
            ) from error
        if self._settings.embedder_tokens:
            model.max_seq_length = self._settings.embedder_tokens
        return model

    def fingerprint(self) -> str:
        """Name and width of the model, with the hash of its description files when it is a folder, and what is set for it."""
        folder = Path(self._name)
        described = sorted(folder.rglob("*.json")) if folder.is_dir() else []
        weights = sum(path.stat().st_size for path in folder.rglob("*.safetensors")) if folder.is_dir() else 0
        return f"sentence-transformers:{folder.name if described else self._name}:{_hash(described)}:{weights}{_set_for(self._settings)}"

    def document_vectors(self, texts: list[str]) -> NDArray[np.float32]:
        """One row a passage."""
        return self._vectors(self._model.encode_document, texts, self._settings.embedder_passage)

    def query_vector(self, text: str) -> NDArray[np.float32]:
        """The vector of a question."""
        return np.asarray(self._vectors(self._model.encode_query, [text], self._settings.embedder_query)[0], dtype=np.float32)

    def _vectors(self, encode: Callable[..., Any], texts: list[str], prompt: str) -> NDArray[np.float32]:
        """A prompt that is set stands in for the one the model names itself."""
        batch = self._settings.embedder_batch
        rows = encode(texts, prompt=prompt or None, batch_size=batch, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(rows, dtype=np.float32)


class EndpointEmbeddings(TextEmbeddings):
    """An embedding model at an OpenAI-compatible endpoint, through langchain."""

    sent_away = True

    def __init__(self, settings: Settings) -> None:
        self._name = settings.embedder.removeprefix(ENDPOINT)
        self._settings = settings

    @cached_property
    def _model(self) -> Embeddings:
        from assistant.language.client import open_embedder

        return open_embedder(self._settings, self._name)

    def fingerprint(self) -> str:
        """The name of the model and what is set for it; the same model may move to another address."""
        return f"{ENDPOINT}{self._name}{_set_for(self._settings)}"

    def document_vectors(self, texts: list[str]) -> NDArray[np.float32]:
        """One row a passage; an empty text is not sent and gets a row of zeros."""
        said = [text for text in texts if text]
        rows = self._asked([self._settings.embedder_passage + text for text in said]) if said else np.zeros((0, 1), np.float32)
        found = np.zeros((len(texts), rows.shape[1]), np.float32)
        found[[bool(text) for text in texts]] = rows
        return found

    def query_vector(self, text: str) -> NDArray[np.float32]:
        """The vector of a question."""
        return np.asarray(self._asked([self._settings.embedder_query + text])[0], dtype=np.float32)

    def _asked(self, texts: list[str]) -> NDArray[np.float32]:
        try:
            rows = np.asarray(self._model.embed_documents(texts), dtype=np.float32)
        except AssistantError:
            raise
        except Exception as error:
            raise SettingsError(
                f"向量模型服务“{self._name}”没有给出向量（{type(error).__name__}），请检查 OPENAI_BASE_URL、OPENAI_API_KEY 和服务是否正常。"
            ) from error
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def load_embeddings(settings: Settings) -> TextEmbeddings:
    """The embedder a setting names; nothing is read or sent before the first vector is asked for."""
    if settings.embedder == BUILTIN:
        return BuiltinEmbeddings()
    return EndpointEmbeddings(settings) if settings.embedder.startswith(ENDPOINT) else SentenceTransformerEmbeddings(settings)


def _set_for(settings: Settings) -> str:
    """What is set for a model and changes its vectors; nothing where nothing is set."""
    values = (settings.embedder_query, settings.embedder_passage, settings.embedder_tokens)
    return f":{hashlib.sha256(repr(values).encode()).hexdigest()[:8]}" if any(values) else ""


def _hash(paths: Iterable[Path]) -> str:
    """Sixteen hex digits over the contents of the files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
