"""A sample file becomes a template in HOME/knowledge/templates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.config import Settings
from assistant.errors import UsageError
from assistant.facts.extract import extract
from assistant.reading.report import read_reports
from assistant.reading.vocabulary import load_vocabulary
from assistant.readings import refuse_classified
from assistant.words.lexicon import load_lexicon

if TYPE_CHECKING:
    from assistant.drafting.genre import Genre


def learn_template(path: Path, name: str, settings: Settings, *, replace: bool = False) -> tuple[Path, Genre]:
    """Turn the first document of a sample file into a template called `name`; where it was written, and what it holds.

    Raises:
        UsageError: no such file, no usable name, or the name is taken and `replace` not said.
        ReportError: the file cannot be read, or is classified and such files are not allowed.
        KnowledgeError: the lexicon or another template cannot be used.
    """
    from assistant.drafting.learning import learn

    try:
        data = path.read_bytes()
    except OSError:
        raise UsageError(f"找不到或打不开样本“{path.name}”，请检查路径，或先在 Word 里关闭它。") from None
    reports = read_reports(path.name, data, home=settings.home)
    if settings.classified == "refuse":
        refuse_classified(path.name, reports, load_vocabulary(settings.home))
    sample = reports[0]
    return learn(sample, extract(sample, load_lexicon(settings.home)), name, settings.home, replace=replace)
