"""`evolve completion`: scripts that know every command and option."""

from __future__ import annotations

import subprocess

import pytest

from evolve.cli import main
from evolve.cli.parser import parsers


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command_and_option(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for name, parser in parsers().items():
        assert name in script
        for option in parser._option_string_actions:
            assert option.lstrip("-") in script


def test_the_bash_script_completes_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    main(["completion", "bash"])
    script = capsys.readouterr().out
    ask = 'COMP_WORDS=(evolve report --f); COMP_CWORD=2; _evolve; echo "${COMPREPLY[@]}"'
    run = subprocess.run(["bash", "-c", f"{script}\n{ask}"], capture_output=True, text=True, check=True)
    assert run.stdout == "--format\n"
