"""Vectors for passages and questions: the shipped Chinese embedding (numpy only), or a sentence-transformers model on this machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.errors import KnowledgeError, SettingsError
from assistant.resources import knowledge_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUILTIN = "builtin"


class LocalEmbeddings(Embeddings):
    """An embedding model on this machine: LangChain's interface, and the same as arrays of unit length."""

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


class BuiltinEmbeddings(LocalEmbeddings):
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


class SentenceTransformerEmbeddings(LocalEmbeddings):
    """A sentence-transformers model by folder or by a name already downloaded; its own prompts mark queries and passages."""

    def __init__(self, name: str) -> None:
        self._name = name

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - torch types stay behind the models extra
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise SettingsError("使用其他向量模型需要先安装附加组件：pip install 'rectification-assistant[models]'。") from error
        try:
            return SentenceTransformer(self._name, local_files_only=True)
        except Exception as error:
            raise SettingsError(f"本机没有可用的向量模型“{self._name}”，请检查 ASSISTANT_EMBEDDER 填写的文件夹或名称。") from error

    def fingerprint(self) -> str:
        """Name and width of the model, with the hash of its description files when it is a folder."""
        folder = Path(self._name)
        described = sorted(folder.rglob("*.json")) if folder.is_dir() else []
        weights = sum(path.stat().st_size for path in folder.rglob("*.safetensors")) if folder.is_dir() else 0
        return f"sentence-transformers:{folder.name if described else self._name}:{_hash(described)}:{weights}"

    def document_vectors(self, texts: list[str]) -> NDArray[np.float32]:
        """One row a passage."""
        return np.asarray(self._model.encode_document(texts, normalize_embeddings=True, show_progress_bar=False), dtype=np.float32)

    def query_vector(self, text: str) -> NDArray[np.float32]:
        """The vector of a question, with the model's query prompt."""
        return np.asarray(self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False), dtype=np.float32)


def load_embeddings(name: str) -> LocalEmbeddings:
    """The embedder a setting names; nothing is read before the first vector is asked for."""
    return BuiltinEmbeddings() if name == BUILTIN else SentenceTransformerEmbeddings(name)


def _hash(paths: Iterable[Path]) -> str:
    """Sixteen hex digits over the contents of the files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
