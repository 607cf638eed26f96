# SPDX-License-Identifier: MIT
"""Runs the notebooks in this folder and saves what they show.

    python examples/run.py

Needs the installed package, nbclient and ipykernel.
"""

import tempfile
from pathlib import Path

import nbclient
import nbformat


def executed(path):
    """The notebook as it comes out of a fresh kernel, without timings, so that a run changes only what is shown."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        nbclient.NotebookClient(
            notebook, timeout=120, record_timing=False, resources={"metadata": {"path": folder}}
        ).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata.pop("language_info", None)  # it names the Python that happened to run
    return notebook


if __name__ == "__main__":
    for path in sorted(Path(__file__).parent.glob("*.ipynb")):
        nbformat.write(executed(path), path)
