"""The page that tells the interfaces: made here from their OpenAPI, nothing on it comes from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment

_TEMPLATE = Path(__file__).with_name("reference.html.j2")


def reference(described: dict[str, Any]) -> str:
    """The page of an OpenAPI description."""
    schemas: dict[str, Any] = described.get("components", {}).get("schemas", {})
    page = Environment(autoescape=True).from_string(_TEMPLATE.read_text("utf-8"))
    return page.render(told=described, operations=list(_operations(described, schemas)))


def _operations(described: dict[str, Any], schemas: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            reply = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema")
            found.append(
                {
                    "path": path,
                    "method": method.upper(),
                    "summary": operation.get("summary", ""),
                    "takes": _fields(body, schemas),
                    "gives": _fields(reply, schemas),
                    "fails": {code: one["description"] for code, one in operation["responses"].items() if code != "200"},
                }
            )
    return found


def _fields(schema: dict[str, Any] | None, schemas: dict[str, Any]) -> list[dict[str, Any]]:
    whole = schemas.get((schema or {}).get("$ref", "").rsplit("/", 1)[-1], {})
    needed = set(whole.get("required", ()))
    return [
        {"name": name, "type": _type(one), "needed": name in needed, "about": one.get("description", "")}
        for name, one in whole.get("properties", {}).items()
    ]


def _type(one: dict[str, Any]) -> str:
    if "$ref" in one:
        return str(one["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in one:
        return " | ".join(_type(part) for part in one["anyOf"])
    if one.get("type") == "array":
        return f"[{_type(one.get('items', {}))}]"
    return str(one.get("type") or " | ".join(map(str, one.get("enum", ()))) or one.get("const", "any"))
