"""Which rank something holds (升幅居全国第三位): the one figure of its sentence, among those it is set beside."""

from __future__ import annotations

import re

from assistant.answering.arithmetic import difference, total
from assistant.answering.inquiry import Inquiry
from assistant.answering.measures import asked_measure, figures_of
from assistant.answering.places import place_name, strip_names
from assistant.answering.sentences import Found
from assistant.answering.stating import state
from assistant.types import Fact, Status
from assistant.words.content import grams
from assistant.words.numerals import show_number

_ASKS = re.compile(
    r"(?:排名?|位?居|位?列|名列)?(?:在|到)?第几(?![批轮次项条号季期类组]|生态|环境|督)(?:位|名)?|名次(?:是|为)?(?:多少)?|位次(?:是|为)?(?:多少)?|排名?(?:是|为|在)?(?:多少|如何|怎么样|情况|老几)?(?=[？?]?$)"
)
_AMONG = re.compile(r"全[国省市县区州旗]|自治区|长三角|珠三角|京津冀|汾渭平原|长江经济带|沿黄|全流域|\d+个[一-龥]{1,4}")
_AMONG_WHOLE = re.compile(r"全[国省市县区州旗]|自治区")
"""在全省 says no more than 在21个市州, but 全市 is another whole."""
_SPOKEN_AMONG = re.compile(r"([国省市县区州])[里内](?:头|面)?")
_CHANGE = re.compile(r"[升降增减]幅|幅度|改善率|变化率|改善程度|进位|前进|后退|上升|提升")
_SEGMENT = re.compile(r"[；;。]")
_MORE = re.compile(r"[，,；;]\s*[一-龥]")
_EMPTY = re.compile(r"[的了是吗呢在排居列？?]|请问|目前|现在|我们?|本|该|20\d\d年|去年|今年|上年")
_YEAR = re.compile(r"(?:19|20)\d\d年(?:度|全年)?")
_OF_AIR = "空气排名"
"""The measure of measures.toml: the air as a whole, no pollutant, month or part of the place."""
_ALWAYS = frozenset({"全国", "全省", "全市", "全区", "全县", "全州", "全旗"})
_ENOUGH = 0.6
"""From this share of the words of a question on, a rank is that of what it asks about."""
_WORDS = re.compile("首位|榜首|末位|垫底|前列|前茅|后列")
_OF_RANKS = frozenset({"位", "名"})
_RANKED = re.compile(r"(?:排名?|位居|位列|名列|居|列)(?:在|于)?(?:全[国省市县区州旗])?$")
"""Ahead of a rank that is printed without 第."""
_YEAR_BEFORE = re.compile(r"(?:去年|上年|前一年|上一年)同期(?!相?比)")
_PLACES, _SINCE = re.compile("个?(?:名次|位次|位|名)"), re.compile("去年|上年|同比|同期")
_ROSE, _FELL = re.compile("上升|前进|提升|前移|进位|提高"), re.compile("下降|后退|退后|下滑|后移|退位")
"""How a rank moved against the year before."""
_MOST, _NEAR = 3, 0.38
"""So many of the nearest sentences, from such a score on, may tell a rank in words."""
_EARLIER = 0.7
"""What a word counts that stands before another rank of the same segment."""


def asks_rank(inquiry: Inquiry) -> bool:
    """Whether a question asks which rank something holds, and nothing else."""
    found = _ASKS.search(inquiry.question.text)
    return found is not None and not _MORE.search(inquiry.question.text, found.end()) and len(inquiry.question.asks) <= 1


def ranked(inquiry: Inquiry) -> bool:
    """State the rank a question asks for; False where no one rank is told of just that."""
    text = inquiry.question.text
    asks = _ASKS.search(text)
    if asks is None:
        return False
    among = list(dict.fromkeys([*_AMONG.findall(text), *(f"全{level}" for level in _SPOKEN_AMONG.findall(text))]))
    if len(among) > 1:
        # 全国、全省各排第几: one after the other, all or none.
        return all([_ranked_among({name}, asks, inquiry) for name in among])
    return _ranked_among(set(among), asks, inquiry)


def _ranked_among(among: set[str], asks: re.Match[str], inquiry: Inquiry) -> bool:
    """State the rank among one whole, or the one that is told where the question names none."""
    text = inquiry.question.text
    prior = _YEAR_BEFORE.search(text) is not None
    topic = _SPOKEN_AMONG.sub(" ", _AMONG.sub(" ", _CHANGE.sub(" ", text[: asks.start()] + " " + text[asks.end() :])))
    topic = _YEAR_BEFORE.sub(" ", strip_names(topic, inquiry.named.names))
    wanted = grams(_EMPTY.sub(" ", topic), inquiry.lexicon)
    if not wanted:
        return False
    ranks = [fact for fact in inquiry.facts if _is_rank(fact) and fact.quantity.value is not None]
    words = _YEAR.sub(" ", strip_names(text, inquiry.named.names))
    if not _CHANGE.search(text) and asked_measure(words, "", frozenset({"排名"}), inquiry.lexicon, of_object=False) == _OF_AIR:
        told = _of_year(_of_air(ranks, among, inquiry), inquiry)
        if told and _told(told, inquiry, prior=prior):
            return True
    scored = [(score, fact) for fact in ranks if (score := _score(fact, ranks, wanted, among, text, inquiry)) >= _ENOUGH]
    best = max((score for score, _ in scored), default=0.0)
    return _told(_of_year([fact for score, fact in scored if score == best], inquiry), inquiry, prior=prior)


def _told(found: list[Fact], inquiry: Inquiry, *, prior: bool) -> bool:
    return _of_year_before(found, inquiry) if prior else _stated(found, inquiry)


def _of_year_before(found: list[Fact], inquiry: Inquiry) -> bool:
    """State the rank of the year before, from a rank and by how many places it rose or fell since (第5，较去年同期上升3个名次)."""
    composer = inquiry.composer
    pairs = [(fact, moved) for fact in found if (moved := _moved(fact, inquiry)) is not None]
    if len({(fact.quantity.value, moved.quantity.value) for fact, moved in pairs}) != 1:
        return False
    fact, moved = pairs[0]
    rank, places = fact.quantity.value or 0, moved.quantity.value or 0
    value, formula = total((rank, places)) if _ROSE.search(moved.context) else difference(rank, places)
    composer.figure(value, "位", "上年同期", composer.cite_facts((fact, moved)), formula)
    composer.lines.append(
        f"第{show_number(value)}位（上年同期，推算，材料没有直接写）。{fact.context}，{moved.context}。{composer.derivation(formula, '')}"
    )
    composer.statuses.append(Status.DERIVED)
    return value > 0


def _moved(rank: Fact, inquiry: Inquiry) -> Fact | None:
    """By how many places a rank changed against the year before, as told right behind it; None where it is not."""
    behind = [one for one in inquiry.facts if one.report == rank.report and rank.end <= one.start <= rank.passage.end]
    after = min(behind, key=lambda one: one.start, default=None)
    told = (
        after is not None and after.quantity.value is not None and _PLACES.fullmatch(after.quantity.unit) and _SINCE.search(after.context)
    )
    return after if told and after is not None and (_ROSE.search(after.context) or _FELL.search(after.context)) else None


def _is_rank(fact: Fact) -> bool:
    """Whether a figure is a rank, be it printed without 第 (排名全国13位)."""
    before = fact.passage.text[: fact.start - fact.passage.start]
    return fact.unit_class == "排名" or (fact.quantity.unit in _OF_RANKS and bool(_RANKED.search(before)))


def _of_air(ranks: list[Fact], among: set[str], inquiry: Inquiry) -> list[Fact]:
    """The ranks of the air as a whole, of the places it is compared with where the question names these."""
    found = figures_of(_OF_AIR, ranks, inquiry.lexicon, changes=False)
    wide = among & _ALWAYS
    return [fact for fact in found if not wide or not (others := _AMONG_WHOLE.findall(_clause(fact))) or wide & set(others)]


def _clause(fact: Fact) -> str:
    """The stretch of a rank's sentence that leads up to it."""
    before = fact.passage.text[: fact.start - fact.passage.start]
    return re.split(r"[，。；、]", before)[-1]


def _stated(found: list[Fact], inquiry: Inquiry) -> bool:
    """State of each place its newest rank; False where the newest report tells several."""
    places: dict[str, list[Fact]] = {}
    for fact in found:
        places.setdefault(place_name(fact.place) or fact.report, []).append(fact)
    told = [_newest(one, inquiry) for one in places.values()]
    if not told or any(len({fact.quantity.value for fact in one}) != 1 for one in told):
        return False
    for one in told:
        state(inquiry.composer, one[0])
    return True


def _of_year(found: list[Fact], inquiry: Inquiry) -> list[Fact]:
    """Those of the years a question names, all where it names none."""
    years = inquiry.question.years
    return [fact for fact in found if any(year in f"{fact.period}{fact.as_of or ''}" for year in years)] if years else found


def _newest(found: list[Fact], inquiry: Inquiry) -> list[Fact]:
    """Those of the newest report among some of one place."""
    days = {fact.report: inquiry.composer.report(fact.report).as_of or "" for fact in found}
    return [fact for fact in found if days[fact.report] == max(days.values())]


def told_in_words(inquiry: Inquiry) -> list[Found]:
    """The sentence that tells a rank without its number (居全市首位)."""
    near = inquiry.quoting.ranking.sentences[:_MOST]
    return [one for one in near if one.score >= _NEAR and _WORDS.search(one.text)][:1]


def _score(fact: Fact, ranks: list[Fact], wanted: frozenset[str], among: set[str], text: str, inquiry: Inquiry) -> float:
    """How much of what is asked stands before a rank; 0 where it is one among others, or of a change where a level is asked for."""
    whole = fact.passage.text
    at = fact.start - fact.passage.start
    begins = max((match.end() for match in _SEGMENT.finditer(whole, 0, at)), default=0)
    beside = [one.end - one.passage.start for one in ranks if one.passage.start == fact.passage.start and one.start < fact.start]
    turn = max([begins, *beside])
    earlier, own = whole[begins:turn], whole[turn:at]
    if among and not any(name in own for name in among) and (_AMONG_WHOLE.search(own) or not _AMONG.search(own)):
        return 0.0
    clause = own if _AMONG.sub("", own).strip("、，, 第") else earlier + own  # 全国第七位，长三角第二位
    if bool(_CHANGE.search(clause)) is not bool(_CHANGE.search(text)):
        return 0.0
    near, far = grams(own, inquiry.lexicon), grams(earlier, inquiry.lexicon)
    return sum(1.0 if gram in near else _EARLIER if gram in far else 0.0 for gram in wanted) / len(wanted)
