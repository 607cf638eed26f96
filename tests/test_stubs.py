# SPDX-License-Identifier: MIT
"""Types: the stubs say what the module does, and what users write passes a strict check."""

import subprocess
import sys
from pathlib import Path

import smtpcodes

PACKAGE = Path(smtpcodes.__file__).parent


def mypy(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=cwd, capture_output=True, text=True, timeout=600, check=False
    )


def test_stubs_agree_with_the_module(tmp_path):
    (tmp_path / "mypy.ini").write_text("[mypy]\n")
    done = mypy("mypy.stubtest", "smtpcodes", "--mypy-config-file", tmp_path / "mypy.ini", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_package_is_strictly_typed(tmp_path):
    done = mypy("mypy", "--strict", "--config-file", "", "--cache-dir", tmp_path, "-p", "smtpcodes", cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_what_users_write_is_typed(tmp_path):
    example = Path(__file__).parent / "typing" / "usage.py"
    done = mypy("mypy", "--strict", "--config-file", "", "--cache-dir", tmp_path, example, cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_the_stub_of_the_enum_has_its_members():
    members = "".join(f"    {member.name} = {member.value}\n" for member in smtpcodes.SMTPStatus)
    assert members and members in (PACKAGE / "_status.pyi").read_text()
