"""The words of a Word paragraph as they stand after every change is accepted: runs, fields, hidden text, glosses, signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from assistant.reading.formats.raised import raised
from assistant.reading.formats.word_parts import OFF, W, child, is_on, value
from assistant.reading.formats.word_signs import drawn_by_field, symbol
from assistant.reading.formats.word_styles import Styles

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
REMOVED = (W + "del", W + "moveFrom")
CHANGES = (*REMOVED, W + "ins", W + "moveTo")
_PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr")
_SILENT = ("delText", "delInstrText", "fldData", "ffData", "softHyphen", "rt")
_SKIPPED = {W + name for name in _PROPERTIES + _SILENT} | {M + name for name in ("rPr", "fPr", "ctrlPr", "sSupPr")}
UNKNOWN_SIGN = "□"
_CONTENTS = ("TOC", "INDEX")
_PAGES = ("PAGE", "NUMPAGES", "SECTIONPAGES")


@dataclass
class Findings:
    """What was met while reading and does not show in the text."""

    changes: int = 0
    hidden: int = 0
    glosses: int = 0
    struck: int = 0
    signs: int = 0
    """Signs of unknown symbol fonts."""
    pictures: int = 0
    charts: int = 0
    contents: bool = False
    """A generated table of contents was left out."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind (footnotes, endnotes) and id of each note referred to, in text order."""


@dataclass(frozen=True)
class Words:
    """One paragraph: its text, the text boxes anchored in it, whether it runs on into the next paragraph."""

    text: str
    boxes: tuple[Any, ...] = ()
    runs_on: bool = False
    silent: bool = False
    """Something was left out of it, so that an empty text is no blank line of the source."""


@dataclass
class _Field:
    instruction: str = ""
    sign: str = ""
    """The check box that stands for the field."""
    result: bool = False
    """The part that is shown has begun."""

    def is_any_of(self, names: tuple[str, ...]) -> bool:
        return self.instruction.upper().split()[:1] in [[name] for name in names]


class Story:
    """One run of text with fields of its own: the body, a running head, a note, a text box."""

    def __init__(self, root: Any, styles: Styles, findings: Findings, name: str = "", *, pages: bool = True) -> None:  # noqa: ANN401 - lxml has no types
        self.name = name
        self._styles = styles
        self._findings = findings
        self._pages = pages
        """Whether page numbers are said."""
        self._fields: list[_Field] = []
        self._unclosed = _unclosed(root)
        self._out: list[str] = []
        self._boxes: list[Any] = []
        self._style = ""
        self._muted = self._left_out = self._in_hidden = self._marked = False

    def words(self, paragraph: Any) -> Words:  # noqa: ANN401
        """The text of a paragraph; asked once each, in order, because fields reach over paragraphs."""
        self._out, self._boxes = [], []
        self._left_out = any(one.is_any_of(_CONTENTS) for one in self._fields)
        self._style = self._styles.of_paragraph(paragraph)
        self._in_hidden = False
        self._walk(paragraph)
        return Words("".join(self._out).strip("\n"), tuple(self._boxes), self._runs_on(paragraph), self._left_out)

    def _runs_on(self, paragraph: Any) -> bool:  # noqa: ANN401
        """Whether the paragraph mark is deleted or hidden, or the paragraph is a large first letter in a frame."""
        properties = child(paragraph, "pPr")
        mark, frame = child(properties, "rPr"), child(properties, "framePr")
        if any(child(mark, name) is not None for name in ("del", "moveFrom")):
            self._findings.changes += 1
            return True
        dropped = frame is not None and frame.get(W + "dropCap", "none") != "none"
        return dropped or self._styles.hides(mark, self._style)

    def _walk(self, parent: Any) -> None:  # noqa: ANN401
        for element in parent:
            tag = element.tag
            if tag in CHANGES:
                self._findings.changes += element.getprevious() is None or element.getprevious().tag != tag
            if tag in REMOVED:
                self._left_out = True
            elif tag in _HANDLERS:
                _HANDLERS[tag](self, element)
            elif tag not in _SKIPPED:
                self._walk(element)

    def _say(self, text: str) -> None:
        if self._fields and not self._is_shown():
            return
        if self._muted:
            self._left_out = True
            self._findings.hidden += not self._in_hidden
            self._in_hidden = True
        else:
            self._in_hidden = False
            self._out.append(text)

    def _is_shown(self) -> bool:
        """Whether the fields around show their result here: none is a table of contents, nor a page number where none is asked for."""
        if any(not one.result for one in self._fields):
            return False
        if any(one.is_any_of(_CONTENTS) for one in self._fields):
            self._left_out = self._findings.contents = True
            return False
        return self._pages or not any(one.is_any_of(_PAGES) for one in self._fields)

    def _run(self, run: Any) -> None:  # noqa: ANN401
        properties = run.find(W + "rPr")
        muted, first = self._muted, len(self._out)
        self._muted = muted or self._styles.hides(properties, self._style)
        self._marked = False
        self._walk(run)
        self._muted = muted
        if properties is None or len(self._out) == first:
            return
        said = "".join(self._out[first:])
        if value(properties, "vertAlign") == "superscript":
            self._out[first:] = [raised(said)]
        self._findings.struck += bool(said.strip()) and bool(is_on(properties, "strike") or is_on(properties, "dstrike"))

    def _text(self, element: Any) -> None:  # noqa: ANN401
        if not self._marked:
            self._say((element.text or "").replace("\u00ad", "").replace("\n", " "))

    def _symbol(self, element: Any) -> None:  # noqa: ANN401
        sign = symbol(element.get(W + "font", ""), element.get(W + "char", ""))
        self._findings.signs += sign is None
        self._say(sign or UNKNOWN_SIGN)

    def _ruby(self, element: Any) -> None:  # noqa: ANN401
        self._findings.glosses += 1
        for base in element.iterfind(W + "rubyBase"):
            self._walk(base)

    def _note(self, element: Any) -> None:  # noqa: ANN401
        kind = "footnotes" if element.tag == W + "footnoteReference" else "endnotes"
        self._findings.notes.append((kind, element.get(W + "id", "")))
        self._marked = element.get(W + "customMarkFollows", "0") not in OFF

    def _control(self, element: Any) -> None:  # noqa: ANN401
        if control_is_text(element, self._findings):
            self._walk(element)

    def _alternative(self, element: Any) -> None:  # noqa: ANN401
        self._walk(alternative(element))

    def _drawing(self, element: Any) -> None:  # noqa: ANN401
        if not self._muted:
            self._boxes += text_boxes(element, self._findings)

    def _field_character(self, element: Any) -> None:  # noqa: ANN401
        kind = element.get(W + "fldCharType")
        if kind == "begin" and element not in self._unclosed:
            self._fields.append(_Field(sign=_check_box(element)))
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            drawn, glossed = ("", False) if ended.result else drawn_by_field(ended.instruction)
            self._findings.glosses += glossed
            self._say(drawn or ended.sign)

    def _instruction(self, element: Any) -> None:  # noqa: ANN401
        if self._fields and not self._fields[-1].result:
            self._fields[-1].instruction += element.text or ""

    def _simple_field(self, element: Any) -> None:  # noqa: ANN401
        self._fields.append(_Field(element.get(W + "instr", ""), result=True))
        self._walk(element)
        self._fields.pop()

    def _fraction(self, element: Any) -> None:  # noqa: ANN401
        for sign, name in (("", "num"), ("/", "den")):
            self._say(sign)
            for part in element.iterfind(M + name):
                first = len(self._out)
                self._walk(part)
                said = "".join(self._out[first:])
                self._out[first:] = [said if said.isalnum() else f"（{said}）"]

    def _power(self, element: Any) -> None:  # noqa: ANN401
        for part in element.iterfind(M + "e"):
            self._walk(part)
        first = len(self._out)
        for part in element.iterfind(M + "sup"):
            self._walk(part)
        said = "".join(self._out[first:])
        self._out[first:] = [raised(said) if raised(said) != said else f"^{said}"]


_HANDLERS: dict[str, Callable[[Story, Any], None]] = {
    W + "r": Story._run,
    W + "t": Story._text,
    M + "t": Story._text,
    W + "tab": lambda story, _: story._say("\t"),
    W + "ptab": lambda story, _: story._say("\t"),
    W + "br": lambda story, _: story._say("\n"),
    W + "cr": lambda story, _: story._say("\n"),
    W + "noBreakHyphen": lambda story, _: story._say("-"),
    W + "sym": Story._symbol,
    W + "ruby": Story._ruby,
    W + "footnoteReference": Story._note,
    W + "endnoteReference": Story._note,
    W + "sdt": Story._control,
    MC + "AlternateContent": Story._alternative,
    W + "drawing": Story._drawing,
    W + "pict": Story._drawing,
    W + "object": Story._drawing,
    W + "fldChar": Story._field_character,
    W + "instrText": Story._instruction,
    W + "fldSimple": Story._simple_field,
    M + "f": Story._fraction,
    M + "sSup": Story._power,
}


def _check_box(begin: Any) -> str:  # noqa: ANN401
    """The sign of a form's check box: Word stores its state beside the field and no result."""
    box = child(begin, "ffData", "checkBox")
    if box is None:
        return ""
    checked = is_on(box, "checked")
    return "☑" if (is_on(box, "default") if checked is None else checked) else "□"


def _unclosed(root: Any) -> set[Any]:  # noqa: ANN401
    """The field beginnings without an end: a damaged field must not swallow the rest of the text."""
    begun: list[Any] = []
    for element in root.iter(W + "fldChar"):
        kind = element.get(W + "fldCharType")
        if next(element.iterancestors(*REMOVED), None) is not None:
            continue
        if kind == "begin":
            begun.append(element)
        elif kind == "end" and begun:
            begun.pop()
    return set(begun)


def control_is_text(control: Any, findings: Findings) -> bool:  # noqa: ANN401
    """Whether a content control holds words of the document: not the hint of an empty one, nor a generated table of contents."""
    gallery = value(control, "sdtPr", "docPartObj", "docPartGallery") or ""
    if gallery.lower() == "table of contents":
        findings.contents = True
        return False
    return not is_on(control, "sdtPr", "showingPlcHdr")


def alternative(element: Any) -> Any:  # noqa: ANN401
    """The one form of an mc:AlternateContent that is read: the newest, or the older one where only that has words."""
    forms = [*element.iterfind(MC + "Choice"), *element.iterfind(MC + "Fallback")]
    worded = (form for form in forms if next(form.iter(W + "t", _A + "t", W + "tbl"), None) is not None)
    return next(worded, forms[0] if forms else element)


def text_boxes(element: Any, findings: Findings) -> list[Any]:  # noqa: ANN401
    """The text boxes of a drawing, groups and shapes included, in order; pictures and charts are counted."""
    found: list[Any] = []
    for inner in element:
        if inner.tag == MC + "AlternateContent":
            found += text_boxes(alternative(inner), findings)
        elif inner.tag == W + "txbxContent" or (inner.tag == _V + "textpath" and inner.get("string")):
            found.append(inner)
        elif isinstance(inner.tag, str):
            name = inner.tag.rpartition("}")[2]
            findings.pictures += name in ("blip", "imagedata")
            findings.charts += name in ("chart", "relIds")
            found += text_boxes(inner, findings)
    return found
