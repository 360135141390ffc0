"""What is whole stays as it is, byte for byte: 300 clean sentences, alone and in documents, and lists that look like page marks."""

from __future__ import annotations

import pytest

from assistant.reading.repair import repair
from tests.reading.tables import CASES
from tests.reading.test_repair import VOCABULARY

SENTENCES = (CASES / "never_touch.txt").read_text("utf-8").splitlines()
DOCUMENT = 20

LISTS = [
    "1、岫林县\n2、望棠区\n3、澜川市\n4、泊宁市",
    "1、建立周调度月通报工作机制并严格落实到位\n2、建立问题清单责任清单措施清单并动态更新\n3、建立现场核查资料审查群众回访并联合验收\n4、建立定期巡查随机抽查群众监督的长效机制",
    "1、完成老旧小区雨污分流改造工程三十六处。\n2、完成沿河截污管网建设工程二十八公里。\n3、完成城区黑臭水体清淤疏浚整治工程。",
    "1、责任单位：县水利局；时限：2023年底\n2、责任单位：县住建局；时限：2023年底\n3、责任单位：县农业局；时限：2023年底",
    "1. 2023年6月底前完成\n2. 2023年7月底前完成\n3. 2023年8月底前完成",
    "（1）污水处理厂扩建工程\n（2）垃圾填埋场封场工程\n（3）餐厨垃圾处理站工程",
    "第1批信访件12件\n第2批信访件15件\n第3批信访件11件",
    "水\n大气\n噪声\n土壤",
    "涉及以下乡镇：\n石檐乡\n葭浦镇\n樟洄镇\n桑洲镇\n鹭栖镇\n渔庄镇\n云碓镇",
    "第3页附图为现场照片，第4页附图为整改后照片。",
    "责任单位：县水利局\n整改时限：2023年12月底前\n验收单位：市水利局",
    "1/2的任务已经完成，\n其余1/2按序时推进。",
    "特此报告。\n\n中共岫林县委\n岫林县人民政府\n2023年12月20日",
]


def test_there_are_300_of_them():
    assert len(SENTENCES) == len(set(SENTENCES)) == 300


@pytest.mark.parametrize("text", SENTENCES)
def test_alone(text):
    tracked = repair(text, VOCABULARY)
    assert tracked.text == text
    assert not tracked.repairs


@pytest.mark.parametrize("step", [1, 7, 11, 23])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_in_documents(step, between):
    """Twenty sentences a document, taken at four different strides."""
    ordered = [SENTENCES[index * step % len(SENTENCES)] for index in range(len(SENTENCES))]
    for start in range(0, len(ordered), DOCUMENT):
        text = between.join(ordered[start : start + DOCUMENT])
        assert repair(text, VOCABULARY).text == text


@pytest.mark.parametrize("text", LISTS)
def test_lists_and_lines(text):
    assert repair(text, VOCABULARY).text == text
