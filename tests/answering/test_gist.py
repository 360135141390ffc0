"""Questions about a list in their plain form: whatever the order, tone and frame, and only where nothing else is said."""

import pytest

from assistant.answering.gist import gist
from assistant.words.lexicon import load_lexicon

LABELS = frozenset({"水污染", "县住房和城乡建设局"})


def plain(question: str) -> str | None:
    places = [name for name in ("青溪县", "澜川市") if name in question]
    return gist(question, places, LABELS, load_lexicon())


@pytest.mark.parametrize(
    "question",
    [
        "第二轮中央督察不是给青溪县反馈了24个问题吗？",
        "难道第二轮中央督察反馈青溪县的问题没有24个？",
        "领导说青溪县第二轮中央督察一共二十四个问题，我确认一下。",
        "我记得青溪县第二轮中央督察的问题应该是24个，没记错吧？",
    ],
)
def test_a_claim_is_the_same_in_every_frame(question):
    assert plain(question) == "青溪县第二轮中央督察反馈问题共24个，对吗？"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("我怎么听说青溪县第二轮中央督察的问题都改完19个了？", "青溪县第二轮中央督察反馈问题完成整改19个，对吗？"),
        (
            "既然第二轮中央督察给青溪县提了24项问题，那没完成的还有几项？",
            "青溪县第二轮中央督察反馈问题共24项，其中没有完成的有多少项？",
        ),
        ("青溪县离第二轮中央督察问题全部销号还差几个？", "青溪县第二轮中央督察反馈问题没有销号的有多少个？"),
        ("青溪县第二轮中央督察完成数跟销号数差多少？", "青溪县第二轮中央督察反馈问题已完成但未销号的有多少个？"),
        ("第二轮中央督察的信访件总数减去办结的，青溪县还剩多少件？", "青溪县第二轮中央督察交办信访件没有全部办结的有多少件？"),
        (
            "青溪县第二轮中央督察2023年12月10日比2023年6月30日多完成了几个？",
            "从2023年6月30日到2023年12月10日，青溪县第二轮中央督察反馈问题新完成整改了多少个？",
        ),
        ("青溪县跟澜川市，第二轮中央督察谁的完成率高呀？", "青溪县和澜川市第二轮中央督察反馈问题完成率哪个高？"),
        ("把青溪县和澜川市加起来，第二轮中央督察没改完的问题有几个？", "青溪县和澜川市第二轮中央督察反馈问题没有完成的一共多少个？"),
        ("第二轮中央督察反馈问题，青溪县总数与完成数的差额", "青溪县第二轮中央督察反馈问题没有完成的有多少个？"),
        ("第二轮中央督察的问题，青溪县已经了结的是几项", "青溪县第二轮中央督察反馈问题完成整改的有多少项？"),
        ("青溪县第二轮中央督察，没完成但进度正常的，多少", "青溪县第二轮中央督察反馈问题达到序时进度的有多少个？"),
        (
            "完成和销号是两码事，青溪县第二轮中央督察完成了但尚未销号的有几个？",
            "青溪县第二轮中央督察反馈问题已完成但未销号的有多少个？",
        ),
        ("青溪县第二轮中央督察整改完成数由多少增至多少，各期都列一下", "青溪县第二轮中央督察反馈问题完成数怎么变的？"),
        ("青溪县第二轮中央督察有没有没改完的", "青溪县第二轮中央督察反馈问题都完成整改了吗？"),
        ("第二轮中央督察，青溪县、澜川市，没改完的合计", "青溪县和澜川市第二轮中央督察反馈问题没有完成的一共多少个？"),
        ("帮我把青溪县第二轮中央督察滞后的问题列一下呗。", "青溪县第二轮中央督察反馈问题滞后的有哪些问题？"),
        ("到2023年6月30日，青溪县第二轮中央督察的信访件办完几件了？", "截至2023年6月30日，青溪县第二轮中央督察交办信访件办结的有多少件？"),
        ("青溪县环境罚款从2022年到2023年变了多少？", "青溪县2023年的环境罚款比2022年多多少？"),
        ("青溪县2023年都罚了45.5万元了？", "青溪县2023年罚45.5万元，对吗？"),
        (
            "青溪县第二轮中央督察信访件里，水污染跟县住房和城乡建设局的加一块儿几件？",
            "青溪县第二轮中央督察信访件中水污染和县住房和城乡建设局一共多少件？",
        ),
    ],
)
def test_what_is_asked_is_read_from_the_marks(question, expected):
    assert plain(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "青溪县第二轮中央督察反馈的矿山问题改完几个了？",
        "青溪县第二轮中央督察问题完成的不到20个吧？",
        "青溪县第二轮中央督察的问题由谁牵头？",
        "第12批给青溪县转了多少信访件？",
        "青溪县第二轮中央督察反馈问题和信访件分别完成多少？",
        "信访件呢，办结几件？",
        "24个问题都完成了吗？",
    ],
)
def test_a_question_that_says_more_or_less_stays_as_it_is(question):
    assert plain(question) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("上头盯得紧，青溪县中央督察反馈问题改完的有多少，别绕弯", "青溪县中央督察反馈问题完成整改的有多少个？"),
        ("把青溪县中央督察完成的问题数从头一回报的捋到最近一回", "青溪县中央督察反馈问题完成数怎么变的？"),
        ("青溪县中央督察信访件办得是个啥光景，随口讲讲", "青溪县中央督察交办信访件办理情况怎么样？"),
    ],
)
def test_words_nobody_thought_of_are_passed_over_where_they_are_idle(question, expected):
    assert plain(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "水利局扛的那几桩，青溪县中央督察反馈问题改完几个",
        "青溪县中央督察信访件和反馈问题拢在一块儿数是多少",
        "师傅搭把手，青溪县中央督察水污染的信访件办结了几件",
        "专项督查那回的，青溪县督察反馈问题改完几个",
        "青溪县那次省级督察派了几个督察组",
    ],
)
def test_words_nobody_thought_of_keep_their_question_where_they_may_matter(question):
    assert plain(question) is None
