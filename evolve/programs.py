"""Other processes: nothing in the working folder is run, neither as a program nor as a Python module.

Texts come from strangers, and Python puts the working folder first on the path of modules for `python -m`, for `-c`,
and for an empty entry in PYTHONPATH. A file named `pickle.py` among the texts would be run by the first process that
imports pickle. Only modules that are loaded when every Python process starts are imported here, so that this module
can do its work before any other import.
"""

import os
import sys

_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

_earlier_environ: dict[str, str | None] = {}
"""The variables changed for child processes, with the values the user gave them; None for a variable not set."""


def leave_out_working_folder() -> None:
    """Remove the working folder from the path of modules, here and in every Python process started from here.

    If evolve itself is imported from the working folder, the folder becomes the last entry instead, so that modules of
    the standard library and of installed packages are found first.
    """
    here = _real(".")
    is_home = here == _real(_ROOT)
    sys.path[:] = [entry for entry in sys.path if _real(entry) != here] + ([_ROOT] if is_home else [])
    protect_children()


def protect_children() -> None:
    """Keep the working folder off the path of modules of every Python process started from here."""
    here = _real(".")
    if not _earlier_environ:
        _earlier_environ.update({name: os.environ.get(name) for name in ("PYTHONSAFEPATH", "PYTHONPATH")})
    os.environ["PYTHONSAFEPATH"] = "1"
    entries = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    safe = [entry for entry in entries if os.path.isabs(entry) and _real(entry) != here]
    if safe:
        os.environ["PYTHONPATH"] = os.pathsep.join(safe)
    else:
        os.environ.pop("PYTHONPATH", None)


def environ_of_user() -> dict[str, str]:
    """Return the environment for a program that the user names: as it was before evolve changed it."""
    environ = dict(os.environ)
    for name, value in _earlier_environ.items():
        if value is None:
            environ.pop(name, None)
        else:
            environ[name] = value
    return environ


def own_command() -> list[str]:
    """Return the words that start evolve in a new process, to be followed by its arguments."""
    return own_python("from evolve.cli import main; sys.exit(main())")


def own_python(code: str) -> list[str]:
    """Return the words that run a line of Python in a new process, to be followed by its arguments.

    The new process imports evolve from the same place as this one, and nothing from its working folder before that.
    """
    return [sys.executable, "-P", "-c", f"import sys; sys.path.append({_ROOT!r}); {code}"]


def program_path(word: str) -> str | None:
    """Return the path of a program by its name or path, None if there is none.

    A name is looked up in the absolute folders of PATH only: never in the working folder, even if PATH has it.
    """
    import shutil

    if os.path.basename(word) != word:
        return word if os.path.isfile(word) else None
    folders = [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(folder)]
    found = shutil.which(word, path=os.pathsep.join(folders))
    # On Windows the working folder is searched first.
    return found if found and os.path.isabs(found) else None


def _real(path: str) -> str:
    try:
        return os.path.realpath(path or ".")
    except OSError:
        # The working folder may be gone.
        return path
