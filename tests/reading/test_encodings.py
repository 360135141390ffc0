"""Bytes as text: the same text from every encoding, damage said, and nothing too long."""

from __future__ import annotations

import time
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import UnreadableReport
from assistant.reading.formats.encoding import LOST, decode
from assistant.reading.load import load
from assistant.reading.loaded import MOST_CHARACTERS
from assistant.resources import SHIPPED_KNOWLEDGE

NAME = Path("报告.txt")
SAMPLES = {path.name: path.read_text("utf-8") for path in sorted((SHIPPED_KNOWLEDGE / "samples/documents").glob("*.txt"))}
SENTENCES = sorted({line.strip() for text in SAMPLES.values() for line in text.splitlines() if 8 <= len(line.strip()) <= 400})
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
TRADITIONAL = opencc.OpenCC("s2t")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("encoding", [*UNICODE, "gb18030"])
def test_every_sample_comes_back_the_same(name, encoding):
    decoded = decode(NAME, SAMPLES[name].encode(encoding))
    assert decoded.text == SAMPLES[name].lstrip("\ufeff") and decoded.notices == ()


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "gbk"])
def test_every_sample_in_its_own_script_comes_back_the_same(name, encoding):
    text = SAMPLES[name] if encoding == "gbk" else TRADITIONAL.convert(SAMPLES[name])
    data = text.encode(encoding, "ignore")
    assert decode(NAME, data).text == data.decode(encoding)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SENTENCES), st.integers(0, 380), st.integers(20, 60), st.sampled_from(["gb18030", "big5"]))
def test_twenty_characters_are_enough_to_tell_the_charset(sentence, start, length, encoding):
    text = (sentence if encoding == "gb18030" else TRADITIONAL.convert(sentence))[start : start + length]
    han = [character for character in text if "\u4e00" <= character <= "\u9fff"]
    data = text.encode(encoding, "ignore")
    if len(han) < 12:
        return
    assert decode(NAME, data).text == data.decode(encoding)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(["utf-8", "gb18030", "utf-16"]), st.sampled_from(["\r\n", "\r", "\n"]))
def test_line_ends_become_newlines(sentence, encoding, end):
    assert decode(NAME, f"{sentence}{end}{sentence}{end}".encode(encoding)).text == f"{sentence}\n{sentence}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_a_character_cut_off_at_the_end_is_said(encoding):
    text = (
        "關於督察整改落實情況的報告，反饋問題十二項已經完成" if encoding == "big5" else "关于督察整改落实情况的报告，反馈问题12项已经完成"
    )
    decoded = decode(NAME, text.encode(encoding)[:-1])
    assert decoded.text == text[:-1] + LOST
    assert decoded.notices == (f"有1处文字已损坏，以“{LOST}”代替，请核对原件",)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_broken_bytes_cost_a_few_characters(encoding):
    text = SENTENCES[-1] + "".join(SENTENCES[:40])
    data = bytearray(text.encode(encoding))
    for place in (101, 303, 507):
        data[place] = 0xFF
    decoded = decode(NAME, bytes(data))
    assert 1 <= decoded.text.count(LOST) <= 8 and "请核对原件" in decoded.notices[0]
    assert decoded.text[-200:] == text[-200:]


def test_marks_and_zero_bytes_inside_are_left_out():
    assert decode(NAME, "督察\ufeff整改\x00情况的报告".encode()).text == "督察整改情况的报告"


@pytest.mark.parametrize("other", ["gb18030", "big5"])
def test_files_put_together_from_two_encodings_are_read_and_said(other):
    first = "关于督察整改情况的报告\n反馈问题12项已完成9项，其余3项达到序时进度。\n"
    second = "第二部分信访件办理情况\n交办信访件36件已办结35件，阶段性办结1件。\n"
    second = TRADITIONAL.convert(second) if other == "big5" else second
    for data in (first.encode() + second.encode(other), second.encode(other) + first.encode()):
        decoded = decode(NAME, data)
        assert first in decoded.text and second in decoded.text
        assert decoded.notices == ("文件里混有几种文字编码，已分段识别，请核对原件",)


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 20, b"\x7fELF\x02\x01\x01" + bytes(500), b"PK\x03\x04" + bytes(range(256)) * 9, b"\x89PNG\r\n\x1a\n" + bytes(900)],
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(UnreadableReport, match="不是文本文件"):
        decode(NAME, data)


@pytest.mark.parametrize(
    ("size", "name"),
    [
        (50_000_000, "一行.txt"),
        (50_000_000, "一行.md"),
        (50_000_000, "一行.html"),
        (MOST_CHARACTERS * 3 + 30, "长.txt"),
        (MOST_CHARACTERS * 3 + 30, "长.html"),
    ],
)
def test_too_much_text_is_refused_at_once(size, name):
    data = ("整改完成。" * (size // 15 + 1)).encode()
    start = time.monotonic()
    with pytest.raises(UnreadableReport, match="超过300万字，请拆分后再收入。$"):
        load(Path(name), data)
    assert time.monotonic() - start < 2
