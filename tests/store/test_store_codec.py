from dataclasses import replace

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_factories import fact, report

from assistant.store.codec import decode, encode, pack, unpack
from assistant.types import Fact, IngestResult, Place, Quantity, Repair, Report, Section, Track

numbers = st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
quantities = st.builds(Quantity, value=numbers)
repairs = st.builds(Repair, confidence=st.floats(0, 1))


# Building a whole fact or report is slow on a busy machine; that is not a fault of the codec.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(st.builds(Fact, quantity=quantities))
def test_a_fact_comes_back_as_it_was(one):
    back = decode(Fact, encode(one))
    assert back == one
    assert type(back.quantity.value) is type(one.quantity.value)
    assert isinstance(back.track, Track)


@patient
@given(st.builds(Report, repairs=st.lists(repairs, max_size=3).map(tuple), sections=st.lists(st.builds(Section), max_size=3).map(tuple)))
def test_a_report_comes_back_as_it_was(one):
    assert unpack(Report, pack(one)) == one


def test_what_a_report_can_do_survives():
    one = report()
    back = unpack(Report, pack(one))
    assert back.original(3, 9) == one.original(3, 9)
    assert back.place is not None
    assert back.place.display == "甲市"


def test_a_masked_value_stays_none_and_a_whole_number_stays_whole():
    one = fact(report())
    masked = replace(one, quantity=Quantity(None, "个", "*个"))
    assert decode(Fact, encode(masked)).quantity.masked
    assert encode(one).count('"value":12,') == 1


def test_a_field_added_later_takes_its_default():
    assert decode(Place, '{"name":"甲市"}') == Place("甲市")
    assert decode(IngestResult, '{"path":"a","reports":["x"],"status":"added"}').reports == ("x",)


def test_what_is_no_such_value_is_refused():
    with pytest.raises(msgspec.ValidationError):
        decode(Place, '{"name":12}')
