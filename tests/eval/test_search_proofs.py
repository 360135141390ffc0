"""The proofs `damage` and `crash` in small: the same code over a few damages and one kill."""

import sys
from pathlib import Path

import pytest

from eval.crashing import Left, _faults, measure
from eval.damaging import QUIET, cache_files, damages_of, judged, made
from eval.ground import SAMPLES

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damage") / "home"
    made(folder, [SAMPLES / "岫林县2022年整改落实情况报告.txt", SAMPLES / "澜川市2024年整改落实情况报告.txt"])
    return folder


def test_damage_is_noticed_answered_past_and_mended(home: Path) -> None:
    names = cache_files(home)
    terms = next(place for place, name in enumerate(names) if name.endswith(".term"))
    vectors = next(place for place, name in enumerate(names) if name.endswith("data_level0.bin"))
    rows = [damages_of(home, terms, ["cut"]), damages_of(home, vectors, [QUIET]), damages_of(home, 0, ["cut"])]
    proof = judged(rows, len(names))
    assert proof.holds, proof.found["faults"]
    assert proof.found["damages"] == 6 and proof.found["mended"] >= 2


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_a_kill_loses_nothing_and_mixes_nothing() -> None:
    found = measure(1, 3)
    assert found["faults"] == []
    assert found["counts"]["kills"] == 1


def test_what_the_kill_proof_would_say() -> None:
    state = {"held": {"1.txt": 1, "2.txt": 3}, "serving": True, "mixed": False, "damaged": False, "behind": False, "untrue": False}
    assert not _faults(Left({"1.txt": 1, "2.txt": 2, "3.txt": 0}, {"2.txt": 3}, "replace"), state)
    assert _faults(Left({"1.txt": 2, "3.txt": 1}, {}, "ingest"), state | {"mixed": True, "serving": False}) == [
        "mixed",
        "not serving",
        "1.txt: 1 where 2 was acknowledged",
        "3.txt: 0 where 1 was acknowledged",
    ]
