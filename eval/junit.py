"""A run as JUnit XML, which build servers show: a suite for each set, a test for each case."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

from eval.report import reasons, said
from eval.results import Run

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_junit(run: Run, seconds: Mapping[str, float], rules: Sequence[str], path: Path) -> None:
    """Write failed cases as failures, broken ones as errors, and the rules that do not hold as a suite of their own."""
    root = ElementTree.Element("testsuites", name="评测")
    for name in run.sets:
        verdicts = [verdict for verdict in run.verdicts if verdict.set == name]
        errors = sum("出错" in verdict.failed for verdict in verdicts)
        failures = sum(not verdict.passed for verdict in verdicts) - errors
        suite = _suite(root, name, len(verdicts), failures, errors)
        for verdict in verdicts:
            took = f"{seconds.get(verdict.id, 0.0):.3f}"
            test = ElementTree.SubElement(suite, "testcase", classname=f"{name}.{verdict.type}", name=verdict.id, time=took)
            if not verdict.passed:
                kind = "error" if "出错" in verdict.failed else "failure"
                why = ElementTree.SubElement(test, kind, message=_clean(reasons(verdict)), type="、".join(verdict.failed))
                why.text = _clean(f"{verdict.question}\n{said(verdict)}")
    suite = _suite(root, "门槛", max(len(rules), 1), len(rules), 0)
    for number, rule in enumerate(rules, 1):
        test = ElementTree.SubElement(suite, "testcase", classname="门槛", name=f"门槛{number}")
        ElementTree.SubElement(test, "failure", message=_clean(rule))
    if not rules:
        ElementTree.SubElement(suite, "testcase", classname="门槛", name="全部达到")
    path.parent.mkdir(parents=True, exist_ok=True)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _suite(root: ElementTree.Element, name: str, tests: int, failures: int, errors: int) -> ElementTree.Element:
    return ElementTree.SubElement(root, "testsuite", name=name, tests=str(tests), failures=str(failures), errors=str(errors))


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
