"""`evolve completion SHELL`: completion scripts, generated from the parsers so that they always match."""

from __future__ import annotations

import argparse
import re

from evolve.cli.console import put
from evolve.cli.parser import parsers

SUMMARY = "print a script for shell completion"
EXAMPLES = """\
examples:
  source <(evolve completion bash)
  evolve completion fish > ~/.config/fish/completions/evolve.fish
"""

SHELLS = ("bash", "zsh", "fish")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the shell."""
    parser.add_argument("shell", choices=SHELLS, help="the shell to write the script for")


def run(options: argparse.Namespace) -> int:
    """Print a completion script."""
    put(script(options.shell))
    return 0


def script(shell: str) -> str:
    """Return a script to be sourced by bash, zsh or fish."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell]()


def _words(command: str) -> list[str]:
    """Return the options of a command and the fixed values of its arguments, in order."""
    out: list[str] = []
    for action in parsers()[command]._actions:
        out += action.option_strings or [str(choice) for choice in action.choices or ()]
    return out


def _choices() -> dict[str, list[str]]:
    """Return the values of every option with fixed values, over all commands."""
    return {
        option: [str(choice) for choice in action.choices]
        for parser in parsers().values()
        for action in parser._actions
        for option in action.option_strings
        if action.choices
    }


def _bash() -> str:
    commands = [name for name in parsers() if name]
    values = "\n".join(
        f'        {option}) COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$word")); return ;;'
        for option, words in _choices().items()
    )
    options = "\n".join(f'        {name or "*"}) words="{" ".join(_words(name))}" ;;' for name in [*commands, ""])
    return f"""\
_evolve() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}" words
    COMPREPLY=()
    case "$previous" in
{values}
    esac
    case "${{COMP_WORDS[1]}}" in
{options}
    esac
    if [ "$COMP_CWORD" -eq 1 ]; then words="{" ".join(commands)} $words"; fi
    case "$word" in
        -*) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
        *) COMPREPLY=($(compgen -W "${{words//-[^ ]*/}}" -- "$word") $(compgen -f -- "$word")) ;;
    esac
}}
complete -o filenames -F _evolve evolve
"""


def _zsh() -> str:
    return f"#compdef evolve\nautoload -Uz compinit bashcompinit && compinit -u && bashcompinit\n{_bash()}"


def _fish() -> str:
    lines = []
    for name, parser in parsers().items():
        inside = f"__fish_seen_subcommand_from {name}" if name else "__fish_use_subcommand"
        if name:
            lines.append(f"complete -c evolve -n __fish_use_subcommand -a {name}")
        for action in parser._actions:
            if words := " ".join(str(choice) for choice in action.choices or ()):
                words = f" -x -a '{words}'" if action.option_strings else f" -a '{words}'"
            elif action.option_strings and action.nargs != 0:
                words = " -r"
            flags = "".join(_fish_flag(option) for option in action.option_strings)
            if flags or words:
                lines.append(f"complete -c evolve -n '{inside}'{flags}{words}{_fish_help(action)}")
    return "".join(line + "\n" for line in lines)


def _fish_flag(option: str) -> str:
    return f" -l {option[2:]}" if option.startswith("--") else f" -s {option[1:]}"


def _fish_help(action: argparse.Action) -> str:
    text = re.sub(r"[^\w\s.,;:-]", "", action.help or "")
    return f" -d '{text}'" if text else ""
