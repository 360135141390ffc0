"""The frozen types as JSON and back, exactly: fields by name, enums by value, tuples as lists."""

from __future__ import annotations

import zlib
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")


def encode(value: object) -> str:
    """JSON text of a frozen dataclass or of tuples of them."""
    return msgspec.json.encode(value).decode("utf-8")


def decode(kind: type[T], text: str) -> T:
    """The value that `encode` wrote; `kind` may be a dataclass or a tuple type such as `tuple[str, ...]`.

    Raises:
        msgspec.ValidationError: the text does not hold such a value.
    """
    return cast(T, _decoder(cast(Hashable, kind)).decode(text))


def pack(value: object) -> bytes:
    """`encode`, compressed."""
    return zlib.compress(msgspec.json.encode(value))


def unpack(kind: type[T], data: bytes) -> T:
    """`decode` of what `pack` wrote."""
    return cast(T, _decoder(cast(Hashable, kind)).decode(zlib.decompress(data)))


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    """Made once for each type, so that thousands of facts decode without looking at types again."""
    return msgspec.json.Decoder(kind)
