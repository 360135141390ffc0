"""The lexicon is data that staff may edit: every metric is usable, an edit changes the fingerprint, a broken file is one clear sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.errors import KnowledgeError
from assistant.resources import knowledge_file
from assistant.words.content import grams, residue
from assistant.words.lexicon import load_lexicon


def edited(home: Path, name: str, old: str, new: str) -> Path:
    target = home / "knowledge" / "lexicon" / f"{name}.toml"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(knowledge_file(f"lexicon/{name}.toml", None), target)
    text = target.read_text("utf-8")
    assert old in text
    target.write_text(text.replace(old, new, 1), "utf-8")
    return target


def test_every_negation_names_a_metric() -> None:
    metrics = load_lexicon().metrics
    assert {metric.negated for metric in metrics.values() if metric.negated} <= set(metrics)
    assert {metric.rate_of for metric in metrics.values() if metric.rate_of} <= set(metrics)


def test_no_wording_belongs_to_two_metrics() -> None:
    words = [word for metric in load_lexicon().metrics.values() for word in metric.words]
    assert len(words) == len(set(words))


def test_an_edit_changes_the_fingerprint_and_the_words(tmp_path: Path) -> None:
    edited(tmp_path, "metrics", '"整改见底"', '"整改见底", "画上句号"')
    lexicon = load_lexicon(tmp_path)
    assert "画上句号" in lexicon.metrics["完成"].words
    assert lexicon.fingerprint != load_lexicon().fingerprint


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    edited(tmp_path, "units", "[classes]", "[classes")
    with pytest.raises(KnowledgeError, match=r"units\.toml"):
        load_lexicon(tmp_path)


def test_synonyms_align_and_residue_keeps_what_is_asked() -> None:
    lexicon = load_lexicon()
    assert lexicon.canonical("督查组转办的举报件") == lexicon.canonical("督察组交办的信访件")
    assert "水污染" in residue("水污染信访件有多少件", lexicon)
    assert grams("噪音污染", lexicon) == grams("噪声污染", lexicon)
