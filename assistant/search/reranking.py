"""A second look at the best passages by a cross-encoder, which reads question and passage together; off unless a model is set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.config import Settings
from assistant.errors import SettingsError

if TYPE_CHECKING:
    from assistant.types import Hit

LOOKED_AT = 30
"""So many passages are read again for each search: some tenths of a second for a small model on an office PC."""


class Reranker:
    """A cross-encoder of the models extra, by folder or by a name already downloaded; read in at the first search."""

    def __init__(self, settings: Settings) -> None:
        self._name = settings.reranker
        self._settings = settings

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - torch types stay behind the models extra
        try:
            from sentence_transformers import CrossEncoder
        except ImportError as error:
            raise SettingsError("使用重排模型需要先安装附加组件：pip install 'rectification-assistant[models]'。") from error
        try:
            return CrossEncoder(self._name, device=self._settings.embedder_device or None, local_files_only=True)
        except Exception as error:
            raise SettingsError(f"本机没有可用的重排模型“{self._name}”，请检查 ASSISTANT_RERANKER 填写的文件夹或名称。") from error

    def reordered(self, query: str, hits: Sequence[Hit]) -> list[Hit]:
        """The hits by what the model gives them, best first; those beyond `LOOKED_AT` stay behind in their order."""
        if not hits:
            return []
        seen = hits[:LOOKED_AT]
        scores = self._model.predict([(query, hit.passage.text) for hit in seen], show_progress_bar=False)
        scored = [replace(hit, score=float(score)) for hit, score in zip(seen, scores, strict=True)]
        lowest = min(hit.score for hit in scored)
        return sorted(scored, key=lambda hit: -hit.score) + [replace(hit, score=lowest) for hit in hits[LOOKED_AT:]]
