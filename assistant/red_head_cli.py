"""The options of commands that write a draft to a file: where to, and the red head of a formal document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.drafting.letterhead import Letterhead

DraftOutput = Annotated[Path | None, typer.Option("--output", help="写成 .docx、.pdf 或 .md 文件。")]
RedHead = Annotated[str, typer.Option("--red-head", help="加红头：发文机关标志，如 澜川市人民政府文件。")]
DocumentNumber = Annotated[str, typer.Option("--number", help="红头下的发文字号，如 澜政〔2024〕3号。")]
Signer = Annotated[str, typer.Option("--signer", help="上行文的签发人姓名。")]


def red_head(agency: str, number: str, signer: str) -> Letterhead | None:
    """The red head asked for; None when none of its options is given."""
    if not (agency or number or signer):
        return None
    from assistant.drafting.letterhead import letterhead

    return letterhead(agency, number, signer)
