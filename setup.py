# SPDX-License-Identifier: MIT
"""The extension module, which pyproject.toml cannot describe: its flags depend on the compiler and
on the interpreter. Everything else stands in pyproject.toml.

    SMTPCODES_WERROR=1      warnings are errors
    SMTPCODES_SANITIZE=1    with ASan and UBSan, unoptimized
    SMTPCODES_COVERAGE=1    counts lines for gcov, unoptimized
    SMTPCODES_ABI3=0        the plain API even where one wheel could serve many Pythons
"""

import glob
import os
import re
import sys
import sysconfig
from importlib.machinery import EXTENSION_SUFFIXES

if sys.version_info < (3, 11):  # noqa: UP036 -- pip asks for the metadata before it looks at requires-python
    sys.exit("smtpcodes needs Python 3.11 or newer, and this is " + sys.version.split()[0])

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext


def asked(name, default="0"):
    return os.environ.get(name, default) not in ("", "0")


# The stable ABI from 3.12 on, where it has the slot for subinterpreters; 3.11 and free-threaded
# builds get the plain API.
ABI3 = (
    sys.implementation.name == "cpython"
    and sys.version_info >= (3, 12)
    and not sysconfig.get_config_var("Py_GIL_DISABLED")
    and asked("SMTPCODES_ABI3", "1")
)


ENUM = """\
# SPDX-License-Identifier: MIT
# Written by setup.py, from the rows of csrc/tables/replies.def.
from enum import IntEnum

class SMTPStatus(IntEnum):
{members}
    @property
    def phrase(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def is_success(self) -> bool: ...
    @property
    def is_intermediate(self) -> bool: ...
    @property
    def is_transient(self) -> bool: ...
    @property
    def is_permanent(self) -> bool: ...
"""


def write_stub_of_enum(path):
    """The members of SMTPStatus for type checkers: each reply code that some document defines."""
    with open("csrc/tables/replies.def", encoding="utf-8") as file:
        rows = re.findall(r"^REPLY\((\d+), (\w+), (\w+),", file.read(), re.MULTILINE)
    members = [f"    {keyword} = {code}" for code, keyword, standing in rows if standing != "NONSTANDARD"]
    with open(path, "w", encoding="utf-8") as file:
        file.write(ENUM.format(members="\n".join(members)))


class BuildExt(build_ext):
    """Adds the flags of the compiler that is really used, writes the stub, and leaves nothing stale behind."""

    def run(self):
        super().run()
        write_stub_of_enum(os.path.join("." if self.inplace else self.build_lib, "smtpcodes", "_status.pyi"))

    def finalize_options(self):
        super().finalize_options()
        self.force = True  # the dates of files do not tell what the environment asked for; all of it takes seconds

    def copy_extensions_to_source(self):
        for suffix in EXTENSION_SUFFIXES:  # what was built for the other API, and would be found first
            for stale in glob.glob("smtpcodes/_core" + glob.escape(suffix)):
                os.remove(stale)
        super().copy_extensions_to_source()

    def build_extension(self, ext):
        ext.define_macros.append(("SMTPCODES_VERSION", f'"{self.distribution.get_version()}"'))
        if self.compiler.compiler_type == "msvc":
            ext.extra_compile_args += ["/std:c11", "/utf-8"]
        else:
            ext.extra_compile_args += ["-std=c11", "-fvisibility=hidden", "-Wall", "-Wextra"]
            if asked("SMTPCODES_WERROR"):
                ext.extra_compile_args += ["-Werror"]
            if not asked("SMTPCODES_SANITIZE") and not asked("SMTPCODES_COVERAGE"):
                ext.extra_compile_args += ["-g0"]  # some Pythons ask for debugging symbols, two fifths of the wheel
            if asked("SMTPCODES_SANITIZE"):
                flags = ["-fsanitize=address,undefined", "-fno-omit-frame-pointer", "-O1", "-g"]
                ext.extra_compile_args += [*flags, "-fno-sanitize-recover=undefined"]
                ext.extra_link_args += flags
            if asked("SMTPCODES_COVERAGE"):
                ext.extra_compile_args += ["--coverage", "-O0"]
                ext.extra_link_args += ["--coverage"]
        super().build_extension(ext)


setup(
    ext_modules=[
        Extension(
            "smtpcodes._core",
            sources=sorted(glob.glob("csrc/core/*.c") + glob.glob("csrc/ext/*.c")),
            depends=sorted(glob.glob("csrc/**/*.h", recursive=True) + glob.glob("csrc/**/*.def", recursive=True)),
            define_macros=[("Py_LIMITED_API", "0x030C0000")] if ABI3 else [],
            py_limited_api=ABI3,
        )
    ],
    cmdclass={"build_ext": BuildExt},
    options={"bdist_wheel": {"py_limited_api": "cp312"}} if ABI3 else {},
)
