"""What is learned of figures comes of what the open texts say of them, and of nothing else."""

from assistant.facts.figure_marks import Figure
from eval import learn_figures
from eval.learn_figures import learn
from eval.worlds.strangers import MARKED, READ, UNREAD, marked_texts
from eval.worlds.telling import Fact
from eval.worlds.wordings import HELDOUT, Said


def fact(metric: str, value: int) -> Fact:
    return Fact("澜川市", "第二轮中央督察反馈问题", metric, "2023-06-30", value, "项")


def test_a_marked_text_tells_which_figures_are_of_the_list(tmp_path):
    marked = tmp_path / "one.txt"
    marked.write_text("{us}应改【25项|反馈问题/总数+反馈问题/完成】，另有热线8件，水方面【3项|分类】。\n", "utf-8")
    ((text, roles),) = marked_texts(marked)
    assert text == "澜川市应改25项，另有热线8件，水方面3项。"
    assert roles == {text.index("25"): {"反馈问题/总数", "反馈问题/完成"}, text.index("3项"): {"分类"}}


def test_the_facts_of_one_slot_are_told_one_after_the_other():
    text = "28项中完成9项，1项滞后、1项未动、17项正常。"
    starts = [text.index("28"), text.index("9项"), text.index("1项滞"), text.index("1项未"), text.index("17")]
    figures = [Figure(start, start + 2, value) for start, value in zip(starts, (28, 9, 1, 1, 17), strict=True)]
    slot = starts[2]
    places = ((starts[0], fact("总数", 28)), (starts[1], fact("完成", 9)), (slot, fact("滞后", 1)), (slot, fact("未启动", 1)))
    told = learn_figures._told(Said(text, places), 0, figures)
    assert told[starts[2]] == {"反馈问题/滞后"} and told[starts[3]] == {"反馈问题/未启动"} and starts[4] not in told


def test_a_fact_without_a_number_is_told_of_the_total():
    text = "25项均已完成。"
    told = learn_figures._told(Said(text, ((0, fact("总数", 25)), (0, fact("完成", 25)))), 1, [Figure(0, 3, 25)])
    assert told == {0: {"反馈问题/总数", "反馈问题/完成"}}


def test_no_hand_and_no_bank_held_out_is_learned_from():
    learned_from = learn_figures.speakers()
    assert HELDOUT not in learned_from and READ != UNREAD
    assert {path.name for path in READ.iterdir()} <= learned_from.keys()
    shared = {line for path in (MARKED / "unread").iterdir() for line in path.read_text("utf-8").splitlines()}
    assert not any(line in shared for path in (MARKED / "read").iterdir() for line in path.read_text("utf-8").splitlines())


def test_examples_teach_what_their_marks_have_in_common():
    done = [learn_figures.Example("甲", frozenset({"l$:完成", f"n={at % 3}"}), frozenset({"反馈问题/完成"})) for at in range(12)]
    late = [learn_figures.Example("乙", frozenset({"l$:滞后", f"n={at % 3}"}), frozenset({"反馈问题/滞后"})) for at in range(12)]
    likely = learn([*done, *late]).likely({"l$:完成"})
    assert likely["反馈问题/完成"] > 0.5 > likely["反馈问题/滞后"]
