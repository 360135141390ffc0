"""The frozen types as JSON and back, exactly: fields by name, enums by value, tuples as lists."""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any], Any]


def encode(value: object) -> str:
    """JSON text of a frozen dataclass or of tuples of them."""
    return json.dumps(value, default=_named_fields, ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """The value that `encode` wrote; `kind` may be a dataclass or a tuple type such as `tuple[str, ...]`."""
    return cast(T, _decoder(cast(Hashable, kind))(json.loads(text)))


def pack(value: object) -> bytes:
    """`encode`, compressed."""
    return zlib.compress(encode(value).encode("utf-8"))


def unpack(kind: type[T], data: bytes) -> T:
    """`decode` of what `pack` wrote."""
    return decode(kind, zlib.decompress(data).decode("utf-8"))


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _named_fields(value: Any) -> dict[str, object]:  # noqa: ANN401 - json hands over whatever it cannot write itself
    return {name: getattr(value, name) for name in _field_names(cast(Hashable, type(value)))}


@cache
def _decoder(kind: Hashable) -> Decoder:
    """A function made once for each type, so that thousands of facts decode without looking at types again."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _union(get_args(kind))
    if origin is tuple:
        return _tuple(get_args(kind))
    if is_dataclass(kind):
        return _dataclass(cast(type, kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if origin is Literal or kind in (str, int, float, bool):
        return _same
    raise TypeError(f"no JSON form is agreed for {kind!r}")


def _same(value: object) -> object:
    return value


def _union(members: tuple[object, ...]) -> Decoder:
    decoders = [decoder for member in members if member is not type(None) and (decoder := _decoder(member)) is not _same]
    if not decoders:
        return _same
    if len(decoders) > 1:
        raise TypeError(f"a union of several structured types cannot be told apart: {members!r}")
    inner = decoders[0]
    return lambda value: None if value is None else inner(value)


def _tuple(members: tuple[object, ...]) -> Decoder:
    if len(members) == 2 and members[1] is Ellipsis:
        inner = _decoder(members[0])
        return tuple if inner is _same else lambda values: tuple(map(inner, values))
    decoders = [_decoder(member) for member in members]
    return lambda values: tuple(decoder(value) for decoder, value in zip(decoders, values, strict=True))


def _dataclass(kind: type) -> Decoder:
    hints = get_type_hints(kind)
    structured = [(name, decoder) for name in _field_names(kind) if (decoder := _decoder(hints[name])) is not _same]

    def decode_fields(row: dict[str, Any]) -> object:
        for name, decoder in structured:
            if name in row:
                row[name] = decoder(row[name])
        return kind(**row)

    return decode_fields
