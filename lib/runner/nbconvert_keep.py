"""Configuration of nbconvert, which writes nothing when a cell fails: keeps the notebook as far as it was executed.

Written after each cell and at the end, whole or not at all, into the file that GRAFT_PARTLY names.
A runner that is killed takes nbconvert with it: the next command in its folder must find nobody at work there.
"""

import atexit
import os
import signal
import threading
import time

import nbformat

c = get_config()  # noqa: F821 (traitlets gives it)
executing = []
runner = os.getppid()


def end_with_runner():
    while os.getppid() == runner:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGINT)  # as Ctrl-C: the kernel is ended, the notebook kept


def begin(notebook):
    executing[:] = [notebook]
    threading.Thread(target=end_with_runner, daemon=True).start()
    atexit.register(keep)  # stopped, or its kernel dead: with what the running cell has said so far


def keep(**_):
    file = os.environ["GRAFT_PARTLY"]
    nbformat.write(executing[0], file + ".part")
    os.replace(file + ".part", file)


c.ExecutePreprocessor.on_notebook_start = begin
c.ExecutePreprocessor.on_cell_executed = keep
