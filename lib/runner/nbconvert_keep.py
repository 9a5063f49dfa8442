"""Configuration of nbconvert, which writes nothing when a cell fails: keeps the notebook as far as it was executed.

Written after each cell and at the end, whole or not at all, into the file that GRAFT_PARTLY names.
"""

import atexit
import os

import nbformat

c = get_config()  # noqa: F821 (traitlets gives it)
executing = []


def begin(notebook):
    executing[:] = [notebook]
    atexit.register(keep)  # stopped, or its kernel dead: with what the running cell has said so far


def keep(**_):
    file = os.environ["GRAFT_PARTLY"]
    nbformat.write(executing[0], file + ".part")
    os.replace(file + ".part", file)


c.ExecutePreprocessor.on_notebook_start = begin
c.ExecutePreprocessor.on_cell_executed = keep
