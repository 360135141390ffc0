"""The deployment files are there, say what the program really takes, and the bundle holds what each platform needs."""

import re
from configparser import ConfigParser

import pytest
import typer
import yaml

from assistant.cli import app, main
from assistant.config import Settings
from assistant.deploy_cli import _FILES
from assistant.resources import SHIPPED_KNOWLEDGE
from eval.bundle import PLATFORMS, needed

FOLDER = SHIPPED_KNOWLEDGE / "deployment"


@pytest.mark.parametrize("name", _FILES)
def test_each_file_is_printed(name, capsys):
    with pytest.raises(SystemExit) as end:
        main(["deploy", name])
    assert end.value.code == 0
    assert capsys.readouterr().out.strip() == (FOLDER / _FILES[name]).read_text("utf-8").strip()


def test_another_name_is_refused_in_one_sentence(capsys):
    with pytest.raises(SystemExit) as end:
        main(["deploy", "iis"])
    assert (end.value.code, capsys.readouterr().err) == (1, "没有“iis”，可以写：systemd、nginx、caddy、docker、compose。\n")


def test_the_files_start_the_program_with_options_and_settings_that_it_has():
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read_string((FOLDER / "assistant.service").read_text("utf-8"))
    docker, compose = (FOLDER / "Dockerfile").read_text("utf-8"), yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
    command = re.search(r"CMD \[(\"assistant\".*)\]", docker)[1].replace('"', "").replace(",", "")
    serve = typer.main.get_command(app).commands["serve"]
    known = {option for parameter in serve.params for option in parameter.opts}
    for line in (unit["Service"]["ExecStart"], command):
        assert re.search(r"assistant serve ", line)
        assert set(re.findall(r"--[a-z-]+", line)) <= known
    named = {
        unit["Service"]["Environment"].split("=")[0],
        *re.findall(r"ASSISTANT_\w+", docker),
        *compose["services"]["page"]["environment"],
    }
    assert named <= {f"ASSISTANT_{field.upper()}" for field in Settings.model_fields}
    assert all(ports.startswith("127.0.0.1:") for service in compose["services"].values() for ports in service.get("ports", ()))
    assert "/healthz" in docker


def test_every_platform_gets_what_it_needs_and_not_the_other_ones():
    linux, windows = (needed(PLATFORMS[name][0]) for name in ("linux", "windows"))
    names = [{line.split("==")[0] for line in one} for one in (linux, windows)]
    assert {"uvloop"} == {"uvloop"} & names[0] - names[1]
    assert {"colorama"} == {"colorama"} & names[1] - names[0]
    assert all({"gradio", "chromadb", "tantivy", "prometheus-client", "psycopg-binary"} <= one for one in names)
    assert not {"torch", "rapidocr", "pytest"} & (names[0] | names[1])
    assert all("==" in line for line in linux), "a package of this platform is not installed here"
