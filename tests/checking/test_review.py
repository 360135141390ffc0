"""A text held against sources: what stands there is tied to its sentence, what was changed on the way is found where it stands."""

from __future__ import annotations

import pytest

from assistant.checking.basis import Basis
from assistant.checking.review import own_text, review
from assistant.facts.extract import extract
from assistant.reading.report import read_reports
from assistant.types import LOOK, MUST, Flaw, Review
from assistant.words.lexicon import load_lexicon

SOURCE = """青崖县2024年度生态环境保护督察整改落实情况报告

松陵市生态环境保护督察整改工作领导小组办公室：

2024年5月9日至6月8日，中央第四生态环境保护督察组进驻并向我县交办信访件86件。截至2024年11月30日，第二轮中央督察反馈的24项问题，已完成整改17项，其中已销号11项，达到序时进度5项，未达到序时进度2项；86件信访件已办结80件，阶段性办结6件。

一、主要做法
（一）压实责任。全年县委常委会会议研究整改议题12次，县级领导现场督导96次，印发督办单34份。
（二）严格执法。2024年，立案查处环境违法案件35件，罚款约287.9万元，其中县住房和城乡建设局移送6件。
（三）加快治理。云碛河截污管网建设由县水利局牵头，已铺设7.9公里，部分支流完成清淤，二期工程拟于2025年3月底前完工。

二、环境质量
2024年1—11月，县城空气优良天数比例为97.6%，同比上升0.6个百分点；PM2.5平均浓度为22微克/立方米，同比下降4.3%。

青崖县人民政府
2024年12月10日
"""
OTHER = "白苇县报告\n截至2024年11月30日，白苇县反馈问题31项，已完成整改20项。\n"


def read(text: str, name: str = "稿.txt") -> tuple[Review, str]:
    lexicon = load_lexicon()
    source = read_reports("资料.txt", SOURCE.encode())[0]
    basis = Basis({source.id: source}, extract(source, lexicon), frozenset({"白苇县"}), ("青崖县",))
    report = own_text(read_reports(name, text.encode())[0])
    return review(report, extract(report, lexicon), basis), report.clean


def flaws(text: str) -> list[Flaw]:
    return list(read(text)[0].flaws)


def edited(old: str, new: str) -> list[Flaw]:
    assert SOURCE.count(old) == 1
    return flaws(SOURCE.replace(old, new))


def test_a_text_stands_against_itself_with_every_figure_tied() -> None:
    found, clean = read(SOURCE)
    assert found.flaws == ()
    tied = {clean[tie.start : tie.end] for tie in found.ties}
    assert {"86件", "17项", "2024年11月30日", "287.9万元", "0.6个百分点"} <= tied


@pytest.mark.parametrize(
    ("old", "new", "kind", "says"),
    [
        ("34份", "43份", "数字", "34份"),
        ("约287.9万元", "约287.9亿元", "数字", "287.9万元"),
        ("约287.9万元", "287.9万元", "约数", "约287.9万元"),
        ("96次", "96场", "单位", "96次"),
        ("2025年3月底前", "2025年5月底前", "日期", "2025年3月"),
        ("县住房和城乡建设局", "县城市管理局", "名称", ""),
        ("云碛河截污", "沙棠河截污", "名称", "云碛"),
        ("拟于2025年3月底前完工", "已于2025年3月底前完工", "口径升级", ""),
        ("部分支流完成清淤", "全部支流完成清淤", "口径升级", ""),
        ("其中已销号11项", "其中已完成11项", "状态", ""),
        ("达到序时进度5项，未", "完成整改5项，未", "数字", ""),
        ("阶段性办结6件", "办结6件", "口径升级", ""),
        ("同比上升", "同比下降", "状态", ""),
        ("向我县交办", "向白苇县交办", "地名", "我县"),
    ],
)
def test_a_change_on_the_way_is_found_in_its_sentence(old: str, new: str, kind: str, says: str) -> None:
    found = edited(old, new)
    assert found
    hit = [flaw for flaw in found if new.strip("，未")[:4] in flaw.sentence.replace("\n", "")]
    assert hit, found
    assert any(flaw.strength == MUST for flaw in hit)
    assert any(flaw.kind == kind and says in flaw.says for flaw in hit), [(flaw.kind, flaw.says) for flaw in hit]
    assert all(flaw.quote in SOURCE for flaw in hit)


def test_a_sentence_of_its_own_making_is_tied_by_what_its_figures_count() -> None:
    text = "青崖县督察整改工作汇报\n截至2024年11月30日，青崖县第二轮中央督察反馈问题24项中尚有7项未完成，整改完成率为70.8%，"
    text += "信访件办结率为93.0%。\n"
    found, _ = read(text)
    assert found.flaws == ()
    assert {tie.formula for tie in found.ties} >= {"24−17=7", "17÷24≈70.8%", "80÷86≈93%"}


@pytest.mark.parametrize(("old", "new"), [("7项未", "6项未"), ("70.8%", "78.0%"), ("24项", "26项"), ("11月30日", "10月31日")])
def test_such_a_figure_that_the_lists_do_not_give_is_found(old: str, new: str) -> None:
    text = "青崖县督察整改工作汇报\n截至2024年11月30日，第二轮中央督察反馈问题24项中尚有7项未完成，整改完成率为70.8%。\n"
    assert any(flaw.written.startswith(new[:3]) or new in flaw.sentence for flaw in flaws(text.replace(old, new)) if flaw.strength == MUST)


def test_what_no_source_has_is_to_be_looked_at_and_never_passed() -> None:
    found = flaws("青崖县简报\n全县新增环保志愿者412人，建成科普馆3座。\n")
    assert {flaw.written for flaw in found} == {"412人", "3座"}
    assert all(flaw.strength == LOOK and "【待核】" in flaw.advice for flaw in found)


def test_the_text_alone_shows_gaps_masks_leftovers_private_names_and_days() -> None:
    text = (
        "青崖县整改销号公示\n该问题已完成整改【待补：验收意见，建议向牵头单位核实】，由××公司实施。\n"
        "公示期为2024年10月12日至10月17日，共五天。举报人王小棠，电话13900001234。\n督察组于2024年4月31日反馈意见，截止目前台帐已建立。\n"
    )
    kinds = {flaw.kind: flaw for flaw in flaws(text)}
    assert {"待补", "残留", "天数", "个人信息", "日期", "校对"} <= set(kinds)
    assert "13900001234" not in "".join(flaw.sentence + flaw.written for flaw in flaws(text))
    assert "6天" in kinds["天数"].says


def test_the_annex_of_an_earlier_proof_is_no_part_of_the_text() -> None:
    assert flaws(f"{SOURCE}\n附：核对表\n（仅供核稿，印发前删去）\n数字与出处\n9999项\n") == []


def test_what_does_not_add_up_is_found_without_any_source() -> None:
    lexicon = load_lexicon()
    text = "石岬县整改情况报告\n截至2024年6月30日，第二轮中央督察反馈问题30项，已完成整改12项，达到序时进度15项，未达到序时进度9项。\n"
    report = read_reports("稿.txt", text.encode())[0]
    other = read_reports("别处.txt", OTHER.encode())[0]
    found = review(report, extract(report, lexicon), Basis({other.id: other}, (), frozenset(), ()))
    assert any(flaw.kind == "合计" and "36" in flaw.says and flaw.strength == MUST for flaw in found.flaws)
