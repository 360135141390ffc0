"""All settings in one place: the only reader of the environment, checked at start."""

from __future__ import annotations

import getpass
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Self

from platformdirs import user_data_path
from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

MAXIMUM_QUESTION = 1000
EMBEDDING_ENDPOINT = "openai:"
"""An embedder of this beginning is a model of the endpoint."""


def _cores() -> int:
    """The processor cores this process may use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, 64)


def _who() -> str:
    """The name of whoever is logged in, as far as the system knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


class Settings(BaseSettings):
    """Settings from `ASSISTANT_*` variables and the usual `OPENAI_*` ones; every field has a working default."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", extra="ignore", populate_by_name=True)

    home: Path = Field(default_factory=lambda: user_data_path("rectification-assistant"))
    """Where everything is kept (`ASSISTANT_HOME`)."""
    engine: str = "chroma"
    """The vector engine, a file of assistant/search/engines, and behind a colon the address of its server (`ASSISTANT_ENGINE`)."""
    embedder: str = "builtin"
    """`builtin`, a sentence-transformers model name or path, or `openai:NAME` of the endpoint (`ASSISTANT_EMBEDDER`)."""
    embedder_query: str = ""
    """What a model wants before a question, as `query: `; empty takes the prompt the model names (`ASSISTANT_EMBEDDER_QUERY`)."""
    embedder_passage: str = ""
    """The same before a passage (`ASSISTANT_EMBEDDER_PASSAGE`)."""
    embedder_batch: int = Field(default=32, ge=1, le=2048)
    """How many passages a model takes at a time (`ASSISTANT_EMBEDDER_BATCH`)."""
    embedder_device: str = ""
    """Where a sentence-transformers model runs: `cpu`, `cuda`; empty lets it choose (`ASSISTANT_EMBEDDER_DEVICE`)."""
    embedder_tokens: int = Field(default=0, ge=0)
    """After so many tokens a sentence-transformers model reads no further; 0 is its own limit (`ASSISTANT_EMBEDDER_TOKENS`)."""
    reranker: str = ""
    """A sentence-transformers cross-encoder, by name or path, that reads the best passages again; empty is none (`ASSISTANT_RERANKER`)."""
    database: str = ""
    """An SQLAlchemy URL instead of the SQLite file in home (`ASSISTANT_DATABASE`)."""
    lock_seconds: float = Field(default=10.0, gt=0)
    """How long a writer waits for another one (`ASSISTANT_LOCK_SECONDS`)."""
    maximum_megabytes: int = Field(default=50, gt=0)
    """Largest file accepted (`ASSISTANT_MAXIMUM_MEGABYTES`)."""
    workers: int = Field(default_factory=_cores, ge=1, le=64)
    """How many processes read files at the same time (`ASSISTANT_WORKERS`)."""
    read_seconds: float = Field(default=60.0, gt=0)
    """The longest the reading of one file may take; with OCR ten times that (`ASSISTANT_READ_SECONDS`)."""
    read_megabytes: int = Field(default=512, ge=128)
    """The memory a process that reads files may take; it needs 60 at rest, with OCR 480 of 1024 (`ASSISTANT_READ_MEGABYTES`)."""
    ocr: Literal["off", "on"] = "off"
    """Whether scanned pages and pictures are recognised; needs the `ocr` extra (`ASSISTANT_OCR`)."""
    classified: Literal["refuse", "allow"] = "refuse"
    """What becomes of a file marked 秘密, 机密 or 绝密 (`ASSISTANT_CLASSIFIED`)."""
    language: Literal["zh", "en"] = "zh"
    """What language the page speaks; documents, answers and drafts stay Chinese (`ASSISTANT_LANGUAGE`)."""
    user: str = Field(default_factory=_who)
    """Who is at work, for the log of corrections (`ASSISTANT_USER`)."""
    login_attempts: int = Field(default=5, ge=1, le=100)
    """So many logins may fail under one name before it waits (`ASSISTANT_LOGIN_ATTEMPTS`)."""
    login_minutes: int = Field(default=15, ge=1)
    """How long it then waits (`ASSISTANT_LOGIN_MINUTES`)."""
    session_idle_minutes: int = Field(default=60, ge=1)
    """A login ends when nothing was done for so long (`ASSISTANT_SESSION_IDLE_MINUTES`)."""
    session_hours: int = Field(default=12, ge=1)
    """A login ends after so long whatever is done (`ASSISTANT_SESSION_HOURS`)."""
    audit_questions: bool = False
    """Whether the log keeps the words of questions (`ASSISTANT_AUDIT_QUESTIONS`)."""
    api_kilobytes: int = Field(default=256, ge=1)
    """The largest request of another program (`ASSISTANT_API_KILOBYTES`)."""
    api_seconds: float = Field(default=120.0, gt=0)
    """The longest another program waits for an answer (`ASSISTANT_API_SECONDS`)."""
    model: str = ""
    """Name of the language model; empty means offline (`ASSISTANT_MODEL`)."""
    model_timeout: float = Field(default=60.0, gt=0)
    """Seconds for a request with all its retries (`ASSISTANT_MODEL_TIMEOUT`)."""
    model_retries: int = Field(default=2, ge=0, le=5)
    """How often a busy or broken endpoint is asked again within that time (`ASSISTANT_MODEL_RETRIES`)."""
    model_at_once: int = Field(default=4, ge=1, le=64)
    """How many requests may be at the endpoint at the same time (`ASSISTANT_MODEL_AT_ONCE`)."""
    model_context: int = Field(default=8192, ge=2048)
    """The model's window in tokens; what it is given is trimmed to fit (`ASSISTANT_MODEL_CONTEXT`)."""
    model_proxy: str = ""
    """Address of a proxy; empty takes the system's, `direct` none (`ASSISTANT_MODEL_PROXY`)."""
    model_ca: Path | None = None
    """A file of certificates to trust besides the usual ones (`ASSISTANT_MODEL_CA`)."""
    model_reports: str = "*"
    """Patterns of the file names whose words may go to the model, with 、 or a comma between them (`ASSISTANT_MODEL_REPORTS`)."""
    openai_base_url: str = Field(default="", validation_alias="OPENAI_BASE_URL")
    """Address of the OpenAI-compatible endpoint (`OPENAI_BASE_URL`)."""
    openai_api_key: str = Field(default="", validation_alias="OPENAI_API_KEY", repr=False)
    """Key for it (`OPENAI_API_KEY`)."""

    @model_validator(mode="after")
    def _room_for_ocr(self) -> Self:
        """A scanned page takes seconds and much memory: whoever recognises gets more of both, unless limits are set."""
        if self.ocr == "on":
            # Past pydantic's own setting, which would call this again and count the limits as given.
            for name, value in (("read_seconds", 600.0), ("read_megabytes", 1024)):
                if name not in self.model_fields_set:
                    self.__dict__[name] = value
        return self

    @property
    def engine_name(self) -> str:
        """The vector engine without the address of its server."""
        return self.engine.partition(":")[0]

    @property
    def engine_address(self) -> str:
        """Where the engine's server is; the database where nothing is said."""
        return self.engine.partition(":")[2] or self.database

    @property
    def uses_model(self) -> bool:
        """Whether an endpoint is configured: address, key and model name all given."""
        return bool(self.model and self.openai_base_url and self.openai_api_key)


def load_settings(home: Path | None = None) -> Settings:
    """Read the environment once; `home` given on the command line wins.

    Raises:
        SettingsError: a variable does not fit, named in the sentence, or what it asks for is not installed.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        names = "、".join(str(part["loc"][0]) for part in error.errors())
        raise SettingsError(f"设置项 {names} 的值不合要求，请检查对应的环境变量后重试。") from None
    if settings.ocr == "on" and find_spec("rapidocr") is None:
        raise SettingsError("文字识别（ASSISTANT_OCR=on）需要先安装附加组件：pip install 'rectification-assistant[ocr]'。")
    return settings if home is None else settings.model_copy(update={"home": home})
