"""The shipped embedding: small, quick, without torch or network, and meaningful; and the sentence-transformers path."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from assistant.config import Settings
from assistant.errors import KnowledgeError, SettingsError
from assistant.resources import knowledge_file
from assistant.search.embeddings import BuiltinEmbeddings, SentenceTransformerEmbeddings, load_embeddings

NOISE = [
    "会议传达学习了安全生产工作有关文件精神。",
    "县医院新增床位一百二十张。",
    "春节期间举办了文艺演出和龙舟比赛。",
    "新开通两条公交线路方便学生上学。",
    "粮食播种面积保持稳定，亩产再创新高。",
]
PARAPHRASES = [
    ("老百姓投诉了多少次", "督察组交办群众信访举报件三十六件。"),
    ("污水厂什么时候建好", "污水处理设施于六月竣工并投入运行。"),
    ("罚了哪些企业", "立案查处环境违法行为，处以罚款。"),
    ("养猪场臭味大", "畜禽养殖场恶臭扰民问题已整改到位。"),
    ("处分了几个干部", "给予党纪政务处分五人，约谈十二人。"),
    ("垃圾乱堆", "生活垃圾填埋场渗滤液处理不到位。"),
    ("河水发黑发臭怎么治", "黑臭水体截污纳管、清淤疏浚工程已完工。"),
    ("花了多少钱", "累计投入整治资金一千二百万元。"),
    ("厂子关了没有", "依法关停取缔散乱污企业十五家。"),
    ("空气变好了吗", "环境空气质量优良天数比例同比提升。"),
    ("谁来负责", "由市水利局牵头，各镇街为责任单位。"),
    ("矿山怎么恢复的", "废弃采石场覆土复绿，完成生态修复。"),
]


def given(**changes: object) -> Settings:
    return Settings(home=Path(), **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def builtin() -> BuiltinEmbeddings:
    return BuiltinEmbeddings()


def test_paraphrases_are_nearer_than_noise(builtin: BuiltinEmbeddings) -> None:
    noise = builtin.document_vectors(NOISE)
    nearer = [
        question
        for question, passage in PARAPHRASES
        if builtin.document_vectors([passage])[0] @ builtin.query_vector(question) > (noise @ builtin.query_vector(question)).max()
    ]
    assert len(nearer) >= 9, sorted(set(dict(PARAPHRASES)) - set(nearer))


def test_vectors_have_unit_length_and_unknown_text_has_none(builtin: BuiltinEmbeddings) -> None:
    rows = builtin.document_vectors(["清淤三公里", "COD超标", "，。？", ""])
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 0, 0], abs=1e-3)
    assert builtin.document_vectors([]).shape == (0, rows.shape[1])


def test_langchain_sees_the_same_vectors(builtin: BuiltinEmbeddings) -> None:
    assert builtin.embed_documents(["水库"]) == [builtin.embed_query("水库")]
    assert builtin.embed_query("水库") == pytest.approx(builtin.query_vector("水库").tolist())


def test_it_is_small_and_loads_within_a_second_without_torch() -> None:
    folder = knowledge_file("embedding")
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 12_000_000
    code = (
        "import sys; from assistant.search.embeddings import BuiltinEmbeddings; BuiltinEmbeddings().query_vector('水库');"
        "print([name for name in ('torch', 'chromadb', 'transformers', 'sentence_transformers') if name in sys.modules])"
    )
    before = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder.parents[1])
    assert done.stdout.strip() == "[]"
    assert time.perf_counter() - before < 10

    before = time.process_time()
    BuiltinEmbeddings().query_vector("水库")
    assert time.process_time() - before < 1


def test_the_fingerprint_follows_the_files(tmp_path: Path, builtin: BuiltinEmbeddings) -> None:
    for name, content in (("tokenizer.json", b"a"), ("model.safetensors", b"b")):
        (tmp_path / name).write_bytes(content)
    before = BuiltinEmbeddings(tmp_path).fingerprint()
    (tmp_path / "model.safetensors").write_bytes(b"c")
    assert len({before, BuiltinEmbeddings(tmp_path).fingerprint(), builtin.fingerprint()}) == 3
    assert builtin.fingerprint() == load_embeddings(given()).fingerprint()


def test_a_damaged_model_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="内置向量模型无法读取"):
        BuiltinEmbeddings(tmp_path).query_vector("水库")


@pytest.mark.heavy
@pytest.mark.models
def test_sentence_transformers_loads_the_same_folder(builtin: BuiltinEmbeddings) -> None:
    pytest.importorskip("sentence_transformers", reason="needs the models extra")
    texts = ["水库清淤治理", "三十三个问题完成整改十九个"]
    other = load_embeddings(given(embedder=str(knowledge_file("embedding"))))
    assert np.abs(other.document_vectors(texts) - builtin.document_vectors(texts)).max() < 1e-3
    assert np.abs(other.query_vector(texts[0]) - builtin.query_vector(texts[0])).max() < 1e-3
    assert other.fingerprint().startswith("sentence-transformers:embedding:")


@pytest.mark.heavy
@pytest.mark.models
def test_a_model_that_is_not_here_is_one_sentence_and_no_download(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers", reason="needs the models extra")
    with pytest.raises(SettingsError, match="本机没有可用的向量模型"):
        SentenceTransformerEmbeddings(given(embedder=str(tmp_path / "nothing"))).query_vector("水库")
