"""A question as staff type it becomes a Question: what is asked, about which list, of whom and as of when (domain.md 7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.answering.asked_scope import LETTER_BATCH, batch_named, inspection_named, years_named
from assistant.answering.rephrasing import in_chinese, plainly, rephrased, unread
from assistant.types import Inspection, Track
from assistant.words.dates import find_dates
from assistant.words.lexicon import Lexicon, alternatives
from assistant.words.numerals import parse_number, show_number

_QUANTITY = re.compile(
    r"百分之(?:几|多少)|(?:是|为|有|占|达)?多少|多大|多长|多高|第?(?<![哪这那好])几(?![年月号日天]|乎|次三番"
    r"|点(?:钟|半|[到至能可开上下结]|[？?，,。]|$))|(?<=[多少加])几(?=天)"
)
_TOGETHER = re.compile(r"[一-龥][和与及加、][^，。]{1,10}(?:一共|合计|总共|加起来|加一块|加在一起|合起来|拢共|统共)")
_HAN_COUNT = re.compile(r"[一二三四五六七八九十百千]{2,7}(?=[个件项家起处条])")
_QUALIFIED = re.compile(r"(?:按时|按期|及时|限时|如期)$")
_LAST_MONTH = {"上半年": "06", "前三季度": "09", "一季度": "03", "第一季度": "03"}
_SEPARATOR = re.compile(r"[，,；;。？?！!：:]|、(?![^（(]*[）)])")
_WATER_GRADE = re.compile(r"(?:水质|水体|断面|湖|河)[^，。]{0,16}几类")
"""几类 of a water body is a grade, not a number of classes."""
_COUNTED = re.compile(r"[家户人名起宗件处个笔份期篇卷次](?!月|百分点)")
"""处罚了多少家 counts firms, no money."""
_RATE = re.compile(r"(?:完成|销号|办结|整改)(?:率|比例|比率|占比)(?:是|呢|？|\?|$|怎么|如何)")
_EACH_COUNTED = re.compile(r"(.*?)((?:[^、，的和]{2,8}[、和])+[^、，的和]{2,8}?)(?:分别|各)(?:是|为|有)?(?:多少|几).*")
_EACH_AMOUNT = re.compile(r"(.*?)((?:[^、，的]{2,8}、)+[^、，的]{2,8}?)(?:分别|各)?(?:是|为|有)?多少.*")
_YEARLY = re.compile(r"环境信访(?!件|问题|案)(?:投诉)?量?|(?:自查|自行排查|自我排查|摸排)[^，。？]{0,6}问题(?:里|中)?")
"""What an office receives or finds by itself in a year is no list handed over by an inspection."""
_OF_INSPECTION = re.compile(r"督察|督查|交办|转办|移交|批|轮|央督|省督")
_FORM_PATTERNS = (
    ("yesno", re.compile(r"(?:完|结|号|成|位|实)了吧|是不是都|都.{0,10}了(?:吧|没)|\d[^，。？]{0,8}(?:吧|是吗|没错)[？?]?$")),
    ("sum", re.compile(r"共(?:有)?(?:几|多少)")),
    ("difference", re.compile(r"(?:^|[，,；;])(?:又|还)?(?:多|少|增|减|降|升|涨|差)(?:加|少)?(?:了|出|去)(?:几|多少)")),
    ("difference", re.compile(r"(?:比|较)[^，。？]{2,16}?(?:多|少|高|低|降|涨|升|大|小)[^，。？]{0,4}?(?:几|多少)")),
    ("compare", re.compile(r"(?:谁|哪[个家边地里])[^，。？]{0,16}?(?:率)?(?:更)?(?:高|低|多|少|快|慢)")),
    ("list", re.compile(r"哪[一二两三四五六七八九十几些\d]+(?:个|项|家|条|处|座|点|类|部)?")),
)
"""Forms of questions that no plain word list of questions.toml can tell."""
_WHICH_ITEMS = re.compile(r"(?:的|还)?(?:是|有)什么(?:问题|任务|事项)")
"""滞后的是什么问题 asks which ones, not what a word means."""
_ENGLISH = re.compile(r"(?i)(?:who|which|what|when|where|how|is|are|was|were|has|have|did|does|could|can|please|tell|as for)\b")
"""How an English question begins, however long the Chinese names in it are."""
_ENGLISH_FORMS = {
    "unfinished": "未完成",
    "not finished": "未完成",
    "not completed": "未完成",
    "remaining": "未完成",
    "outstanding": "未完成",
    "incomplete": "未完成",
    "not yet closed": "未销号",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked: a number when `unit_class` or `metric` says so, else a passage of the given form."""

    words: str
    """The words around this interrogative."""
    shared: str = ""
    """The words that introduce all asks of the question."""
    metrics: tuple[str, ...] = ()
    track: Track | None = None
    unit: str = ""
    unit_class: str = ""
    quantity: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed question; empty fields mean the question does not say."""

    text: str
    english: bool
    forms: frozenset[str]
    asks: tuple[Ask, ...]
    inspection: Inspection | None = None
    batch: str = ""
    batches: tuple[str, ...] = ()
    """All numbered batches the question names."""
    years: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    as_of: str | None = None
    track: Track | None = None
    metrics: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    """All numbers in the question that are no dates."""
    premise: tuple[str, ...] = ()
    """Numbers the question itself asserts (有24个问题没完成，对吗)."""
    places: tuple[str, ...] = field(default_factory=tuple)
    unread: tuple[str, ...] = ()
    """Words of an English question that are not understood, so that its total is not what is asked for."""
    overdue: bool = False
    """Whether it asks for what is past its deadline, which is more than 滞后."""
    typed: str = ""
    """The question before it was put plainly, which may drop a number (哪两个 becomes 哪些)."""

    @property
    def second_half(self) -> str:
        """The year in whose second half something was done, empty where the question speaks of none."""
        half = re.search(r"((?:19|20)\d{2})年下半年", self.text)
        return half[1] if half else ""

    @property
    def together(self) -> bool:
        """Whether several named things are to be added up (昆明、曲靖两市合计)."""
        return _TOGETHER.search(self.text) is not None

    @property
    def counts(self) -> bool:
        """Whether a number is asked for."""
        return any(ask.quantity for ask in self.asks)

    @property
    def assumed(self) -> tuple[str, ...]:
        """The counts of list members the question takes for granted (反馈了36项问题)."""
        return tuple(re.findall(r"(\d+)(?:件|个|项|条)", self.text))


class QuestionReader:
    """Parses questions with the words of knowledge/lexicon/questions.toml."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        data = lexicon.data["questions"]
        self._typos = data["typos"]
        self._typo_pattern = alternatives(list(self._typos))
        self._homophones, self._homophone_pattern = _mistyped(lexicon)
        self._forms: dict[str, list[str]] = data["forms"]
        self._money = alternatives(data["quantity"]["money"])
        self._overdue = alternatives(data["overdue"]["words"])
        self._english: dict[str, list[str]] = data["english"]
        self._asked = {word.lower(): metric.name for metric in lexicon.metrics.values() for word in metric.asked if metric.name != "总数"}
        self._asked_pattern = alternatives(list(self._asked))
        metrics = lexicon.data["metrics"]
        self._negation = re.compile(rf"(?:{alternatives(metrics['negations']).pattern}){metrics['negation_reaches']}$")

    def read(self, text: str, previous: Question | None = None) -> Question:
        """The question, completed by the previous one of the conversation where it leaves things out (那信访件呢？)."""
        text = self.normal(text)
        english = bool(_ENGLISH.match(text)) or len(re.findall(r"[A-Za-z]", text)) > 2 * len(re.findall(r"[一-龥]", text))
        unknown = self._unread(text) if english else ()
        text = in_chinese(text, self.lexicon.data["questions"]["english_terms"]) if english else text
        lowered = text.lower()
        forms = frozenset(name for name, words in self._forms.items() if any(word in lowered for word in words))
        forms |= {name for name, pattern in _FORM_PATTERNS if pattern.search(lowered)}
        if _WHICH_ITEMS.search(lowered):
            forms -= {"define"}
        dates = find_dates(text)
        question = Question(
            text=text,
            english=english,
            unread=unknown,
            forms=forms,
            asks=self._asks(text, lowered),
            inspection=inspection_named(text),
            batch=batch_named(text),
            batches=tuple(dict.fromkeys(LETTER_BATCH.findall(text))),
            years=years_named(text, [str(date.year) for date in dates if date.year], bool({"sum", "trend"} & forms)),
            dates=tuple(date.iso for date in dates if date.month),
            as_of=self._as_of(text),
            track=self.track_of(lowered),
            metrics=self.metrics_of(lowered),
            numbers=self._numbers(text),
            premise=self._numbers(text) if "yesno" in forms else (),
            overdue=self._overdue.search(text) is not None,
        )
        return self._continued(question, previous) if previous is not None else question

    def _unread(self, text: str) -> tuple[str, ...]:
        data = self.lexicon.data["questions"]
        return unread(text, data["english_terms"], data["english_idle"]["words"])

    def normal(self, text: str) -> str:
        """A question as spelled right and put plainly (knowledge/lexicon/spoken.toml)."""
        return plainly(self.spelled(text), self.lexicon)

    def spelled(self, text: str) -> str:
        """Typos, full-width digits, stray blanks and shortened dates put right; the words stay the user's."""
        text = self._typo_pattern.sub(lambda match: self._typos[match[0]], rephrased(text))
        return self._homophone_pattern.sub(lambda match: self._homophones.get(match[0], match[0]), text)

    def track_of(self, text: str) -> Track | None:
        """The list a text speaks of; the noun closest to its end wins where both stand."""
        if not _OF_INSPECTION.search(text):
            text = _YEARLY.sub(" ", text)
        ends = {
            track: max((m.end() for m in words.noun_pattern.finditer(text)), default=-1) for track, words in self.lexicon.tracks.items()
        }
        for name, words in self._english.items():
            for word in words:
                if re.search(rf"\b{word}\b", text):
                    ends[Track(name)] = max(ends[Track(name)], text.index(word))
        complaint, problem = ends[Track.COMPLAINT], ends[Track.PROBLEM]
        if complaint < 0 and problem < 0:
            return None
        if (
            complaint >= 0
            and (problem < 0 or re.search(r"信访|举报|投诉|交办件|转办件|complaint", text))
            and not re.search(r"反馈的?问题|整改任务", text)
        ):
            return Track.COMPLAINT
        return Track.COMPLAINT if complaint > problem else Track.PROBLEM

    def metrics_of(self, text: str) -> tuple[str, ...]:
        """The statuses a text asks about, in order; 没完成 is 未完成, not 完成."""
        for word, metric in _ENGLISH_FORMS.items():
            if word in text:
                return (metric,)
        found: list[tuple[int, str]] = []
        for match in self._asked_pattern.finditer(text):
            name = self._asked[match[0]]
            if name.endswith("率") and _QUALIFIED.search(text[: match.start()]):
                continue  # 按时办结率 is another rate than 办结率
            if self.lexicon.metrics[name].negated and self._negation.search(text[: match.start()]):
                name = self.lexicon.metrics[name].negated
            # 没有整改|完成: the negation reaches over to the status right behind it.
            if found and match.start() - found[-1][0] <= 1 and self.lexicon.metrics[name].negated == found[-1][1]:
                continue
            found.append((match.end(), name))
        return tuple(dict.fromkeys(name for _, name in found))

    def _asks(self, text: str, lowered: str) -> tuple[Ask, ...]:
        """One ask per interrogative, each with the words since the one before or the last separator."""
        matches = [] if _WATER_GRADE.search(text) else list(_QUANTITY.finditer(text))
        if not matches:
            return (self._unmarked_ask(text, lowered),)
        asks: list[Ask] = []
        begin = max((mark.end() for mark in _SEPARATOR.finditer(text, 0, matches[0].start())), default=0)
        for i, match in enumerate(matches):
            last = i + 1 == len(matches)
            unit, unit_class = self._unit(text, match)
            stop = _SEPARATOR.search(text, match.end(), len(text) if last else matches[i + 1].start())
            end = stop.start() if stop else len(text) if last else match.end() + len(unit)
            words = text[begin:end].strip("，,；;、。？?！!：: ")
            shared = text[: matches[0].start()] if i else text[: max(match.start() - len(words), 0)]
            ask = Ask(words, shared, self.metrics_of(words.lower()), self.track_of(words), unit, unit_class, True)
            asks += self._enumerated(ask, match[0], text[: match.start()]) or [ask]
            begin = end
        return tuple(asks)

    def _unmarked_ask(self, text: str, lowered: str) -> Ask:
        """The one ask of a question without an interrogative of number: a rate, an English count, or no number at all."""
        rate = bool(_RATE.search(lowered))
        metrics, track = self.metrics_of(lowered), self.track_of(lowered)
        if rate or re.search(r"how many|how much|number of", lowered):
            return Ask(lowered, "", metrics, track, "", "比例" if rate else "", True)
        return Ask(text, "", metrics, track)

    def _enumerated(self, ask: Ask, interrogative: str, lead: str) -> list[Ask]:
        """One ask per noun where one interrogative serves several (水、大气和噪声分别多少件); empty where it serves one."""
        counted = _EACH_COUNTED.fullmatch(ask.words) if ask.unit else None
        if counted:
            shared, track = counted[1] or lead, self.track_of(counted[1])
            nouns = re.split("[、和]", counted[2])
            return [replace(ask, words=f"{noun}{interrogative}{ask.unit}", shared=shared, track=track) for noun in nouns]
        amounts = _EACH_AMOUNT.fullmatch(ask.words) if not ask.unit else None
        if not amounts:
            return []
        return [Ask(f"{noun}多少", amounts[1], (), None, "", _noun_class(noun), True) for noun in amounts[2].split("、")]

    def _unit(self, text: str, match: re.Match[str]) -> tuple[str, str]:
        if "百分之" in match[0] or text.startswith("比例", match.end()):
            return "%", "比例"
        if match[0].startswith("第"):
            return "位", "排名"
        after = text[match.end() :]
        if self._money.search(text[max(0, match.start() - 4) : match.end() + 3]) and not _COUNTED.match(after):
            return "", "钱"
        if re.match(r"个人(?![^。，]*单位)", after):
            return "人", "人"
        best = max((unit for unit in self.lexicon.units.classes if after.startswith(unit)), key=len, default="")
        scaled = re.match(r"[万亿]+", after)
        if scaled and not best:
            rest = after[scaled.end() :]
            inner = max((unit for unit in self.lexicon.units.classes if rest.startswith(unit)), key=len, default="")
            return scaled[0] + inner, self.lexicon.units.unit_class(inner)
        if best == "个" and (longer := re.match(r"个(?:工作日|月|百分点|名次)", after)):
            best = longer[0]
        return best, self.lexicon.units.unit_class(best) if best else ""

    @staticmethod
    def _as_of(text: str) -> str | None:
        """The date after 截至 or before 底/末/时, or the end of 上半年/前三季度, when the year is stated."""
        part = re.search(r"((?:19|20)\d{2})年(上半年|前三季度|一季度|第一季度)", text)
        if part is not None:
            return f"{part[1]}-{_LAST_MONTH[part[2]]}"
        for date in find_dates(text):
            if date.year is None:
                continue
            before, after = text[: date.start], text[date.end :]
            if re.search(r"(?:截至|截止|到|至)\s*$", before) or re.match(r"年?[底末]|时|为止|那时|当时", after):
                return date.iso
        return None

    @staticmethod
    def _numbers(text: str) -> tuple[str, ...]:
        undated = re.sub(r"\d{4}年|\d{1,2}月|\d{1,2}日|第[一二三四五六七八九十\d]+|PM\s?[\d.]+", "", text)
        written = (parse_number(numeral) for numeral in _HAN_COUNT.findall(undated))
        return (*re.findall(r"\d+(?:\.\d+)?", undated), *(show_number(number) for number in written if number is not None))

    @staticmethod
    def _continued(question: Question, previous: Question) -> Question:
        elliptic = len(question.text) <= 18 and (
            re.match(r"(?:那|其中|呢|还有|它|这些|那些|上述|另外)", question.text) is not None
            or question.text.rstrip("？?").endswith("呢")
            or not question.places
        )
        if not elliptic:
            return question
        changes: dict[str, object] = {}
        if question.track is None:
            changes["track"] = previous.track
        if not question.metrics and not question.counts and "呢" in question.text:
            changes["metrics"] = previous.metrics
            changes["asks"] = tuple(replace(ask, words=question.text, track=question.track or previous.track) for ask in previous.asks)
            changes["forms"] = previous.forms
        if question.inspection is None:
            changes["inspection"] = previous.inspection
        if not question.years:
            changes.update(years=previous.years, as_of=previous.as_of)
        changes["places"] = previous.places
        return replace(question, **changes)  # type: ignore[arg-type]


@lru_cache(maxsize=4)
def _mistyped(lexicon: Lexicon) -> tuple[dict[str, str], re.Pattern[str]]:
    """The terms with one character typed as one that sounds alike, each with the term (督擦 is 督察), and what finds them.

    Every question is read several times, so they are made once.
    """
    data = lexicon.data["questions"]
    terms = {
        f"{term[:at]}{wrong}{term[at + 1 :]}": term
        for term, sounding in data["homophones"].items()
        for at, alike in enumerate(sounding)
        for wrong in alike
        if wrong != term[at]
    }
    return terms, alternatives([*data["spelled_right"]["words"], *terms])


def _noun_class(noun: str) -> str:
    """What the amount of a noun is measured in, as far as the noun says."""
    return "钱" if re.search(r"投资|罚款|金额|经费|资金", noun) else ""
