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
    """The vector engine, a file of assistant/search/engines (`ASSISTANT_ENGINE`)."""
    embedder: str = "builtin"
    """`builtin`, or a sentence-transformers model name or path (`ASSISTANT_EMBEDDER`)."""
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
    user: str = Field(default_factory=_who)
    """Who is at work, for the log of corrections (`ASSISTANT_USER`)."""
    model: str = ""
    """Name of the language model; empty means offline (`ASSISTANT_MODEL`)."""
    model_timeout: float = Field(default=60.0, gt=0)
    """Seconds to wait for the model (`ASSISTANT_MODEL_TIMEOUT`)."""
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
