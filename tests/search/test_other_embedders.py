"""Models besides the built-in embedder: a sentence-transformers model and a cross-encoder made on disk, an endpoint on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from assistant.config import Settings
from assistant.errors import SettingsError, StoreError
from assistant.search.building import IndexedPassage
from assistant.search.embeddings import load_embeddings
from assistant.search.hybrid import SearchIndex
from assistant.search.reranking import LOOKED_AT, Reranker
from assistant.service import Assistant
from assistant.types import Hit, Passage

pytestmark = pytest.mark.heavy
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"水库清淤矿山修复投诉信访件查询段落：问进展情况说明第"]


def settings(**changes: object) -> Settings:
    return Settings(home=Path(), **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two small layers with random weights, saved as any model from the hub is."""
    pytest.importorskip("sentence_transformers", reason="needs the models extra")
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32, max_position_embeddings=64
    )
    BertModel(config).save_pretrained(folder / "bert")
    BertTokenizerFast(vocab={word: at for at, word in enumerate(WORDS)}).save_pretrained(folder / "bert")
    bert = Transformer(str(folder / "bert"), max_seq_length=48)
    model = SentenceTransformer(modules=[bert, Pooling(16)], prompts={"query": "问：", "document": ""}, device="cpu")
    model.save(str(folder / "model"))
    return folder / "model"


@pytest.mark.models
def test_a_model_from_disk_marks_queries_reads_so_far_and_no_further(tiny: Path) -> None:
    plain = load_embeddings(settings(embedder=str(tiny)))
    rows = plain.document_vectors(["水库清淤", "矿山修复"])
    assert rows.shape == (2, 16)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.allclose(plain.query_vector("水库清淤"), plain.document_vectors(["问：水库清淤"])[0], atol=1e-5)
    assert not np.allclose(plain.query_vector("水库清淤"), rows[0], atol=1e-3)

    marked = load_embeddings(settings(embedder=str(tiny), embedder_query="查询：", embedder_passage="段落：", embedder_batch=1))
    assert np.allclose(marked.query_vector("水库"), plain.document_vectors(["查询：水库"])[0], atol=1e-5)
    assert np.allclose(marked.document_vectors(["水库"])[0], plain.document_vectors(["段落：水库"])[0], atol=1e-5)

    short = load_embeddings(settings(embedder=str(tiny), embedder_tokens=6, embedder_device="cpu"))
    long = short.document_vectors(["水库清淤矿山修复", "水库清淤投诉信访"])
    assert np.allclose(long[0], long[1], atol=1e-6)
    assert not np.allclose(*plain.document_vectors(["水库清淤矿山修复", "水库清淤投诉信访"]), atol=1e-3)
    assert len({plain.fingerprint(), marked.fingerprint(), short.fingerprint()}) == 3


class FakeEndpoint(BaseHTTPRequestHandler):
    """Answers /embeddings as OpenAI does: a vector that counts three characters, of no unit length."""

    asked: list[list[str]] = []  # noqa: RUF012 - shared on purpose: the test looks at it
    broken = False

    def do_POST(self) -> None:  # noqa: N802 - the name http.server calls
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append(body["input"])
        rows = [[3.0 * text.count("水") + 0.1, 3.0 * text.count("山"), 3.0 * text.count("信")] for text in body["input"]]
        data = [{"object": "embedding", "index": at, "embedding": row} for at, row in enumerate(rows)]
        answer = json.dumps({"object": "list", "model": body["model"], "data": data, "usage": {"prompt_tokens": 1, "total_tokens": 1}})
        self.send_response(500 if self.broken else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), FakeEndpoint)
    FakeEndpoint.asked, FakeEndpoint.broken = [], False
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    server.shutdown()
    server.server_close()


def test_an_endpoint_gives_unit_vectors_in_batches_and_its_faults_are_a_sentence(endpoint: str) -> None:
    at = {"embedder": "openai:bge", "openai_base_url": endpoint, "openai_api_key": "k", "model_retries": 0}
    embedder = load_embeddings(settings(**at, embedder_batch=2, embedder_passage="段落："))
    rows = embedder.document_vectors(["水库", "矿山", "", "信访"])
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 1, 0, 1], atol=1e-5)
    assert sorted(FakeEndpoint.asked) == [["段落：信访"], ["段落：水库", "段落：矿山"]]
    assert embedder.query_vector("水") @ rows[0] == pytest.approx(1, abs=1e-3)
    FakeEndpoint.broken = True
    with pytest.raises(SettingsError, match="向量模型服务“bge”没有给出向量.*。"):
        embedder.query_vector("水")
    with pytest.raises(SettingsError, match="OPENAI_BASE_URL 和 OPENAI_API_KEY"):
        load_embeddings(settings(embedder="openai:bge")).query_vector("水")


def test_passages_that_must_stay_are_not_sent_and_still_found_by_their_words(endpoint: str, tmp_path: Path) -> None:
    at = settings(embedder="openai:bge", openai_base_url=endpoint, openai_api_key="k")
    index = SearchIndex(tmp_path, at)
    texts = [("水库清淤", None), ("信访件秘密材料", ""), ("信访件张三的山", "信访件张某某的山")]
    index.rebuild(IndexedPassage(f"r{at}", 0, "", "", "", (), text, told) for at, (text, told) in enumerate(texts))
    assert sorted(text for asked in FakeEndpoint.asked for text in asked) == sorted(["水库清淤", "信访件张某某的山"])
    assert [hit.report for hit in index.search("秘密材料", 1)] == ["r1"]
    assert [hit.report for hit in index.search("信访", 3, legs=("vector",))][0] == "r2"
    index.close()
    other = SearchIndex(tmp_path, settings(embedder="openai:another", openai_base_url=endpoint, openai_api_key="k"))
    with pytest.raises(StoreError, match="另一个向量模型.*assistant reindex"):
        other.search("信访")
    other.close()


@pytest.fixture(scope="module")
def tiny_reranker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one small layer with random weights and one output, saved as any cross-encoder of the hub is."""
    pytest.importorskip("sentence_transformers", reason="needs the models extra")
    import torch
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("reranker")
    torch.manual_seed(11)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32, num_labels=1
    )
    BertForSequenceClassification(config).save_pretrained(folder / "bert")
    BertTokenizerFast(vocab={word: at for at, word in enumerate(WORDS)}).save_pretrained(folder / "bert")
    CrossEncoder(str(folder / "bert"), device="cpu").save_pretrained(str(folder / "model"))
    return folder / "model"


def hit(number: int, text: str) -> Hit:
    return Hit(Passage(f"r{number}", (), 0, len(text), text), "题", "a.txt", 1 - number / 100)


@pytest.mark.models
def test_passages_come_in_the_order_of_the_model(tiny_reranker: Path) -> None:
    from sentence_transformers import CrossEncoder

    texts = ["水库清淤进展", "矿山修复情况说明", "投诉信访件", "水库第段"]
    scores = CrossEncoder(str(tiny_reranker), device="cpu").predict([("水库清淤", text) for text in texts]).tolist()
    found = Reranker(Settings(reranker=str(tiny_reranker))).reordered("水库清淤", [hit(*one) for one in enumerate(texts)])
    assert [one.passage.text for one in found] == [text for _, text in sorted(zip(scores, texts, strict=True), reverse=True)]
    assert [one.score for one in found] == pytest.approx(sorted(scores, reverse=True), abs=1e-5)
    many = Reranker(Settings(reranker=str(tiny_reranker))).reordered("水库", [hit(n, "水库") for n in range(LOOKED_AT + 3)])
    assert [one.passage.report for one in many[LOOKED_AT:]] == [f"r{n}" for n in range(LOOKED_AT, LOOKED_AT + 3)]
    assert Reranker(Settings(reranker=str(tiny_reranker))).reordered("水库", []) == []


@pytest.mark.models
def test_reranking_is_off_by_default_and_a_missing_model_is_a_sentence(tiny_reranker: Path, tmp_path: Path) -> None:
    document = tmp_path / "岫林县报告.txt"
    document.write_text("岫林县督察整改报告\n\n葭浦镇管网工程总投资800万元。\n石檐乡矿山修复进展情况说明如下，已完成三处。\n", "utf-8")
    settings = Settings(home=tmp_path / "home", workers=1)
    with Assistant(settings=settings) as assistant:
        assert [one.status for one in assistant.ingest([document])] == ["added"]
        plain = assistant.search("矿山修复情况")
    with Assistant(settings=settings.model_copy(update={"reranker": str(tiny_reranker)})) as assistant:
        ranked = assistant.search("矿山修复情况")
        assert {one.passage for one in ranked} == {one.passage for one in plain}
        assert [one.score for one in ranked] != [one.score for one in plain]
    with (
        Assistant(settings=settings.model_copy(update={"reranker": str(tmp_path / "none")})) as assistant,
        pytest.raises(SettingsError, match="ASSISTANT_RERANKER"),
    ):
        assistant.search("矿山修复情况")
