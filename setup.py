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
import sys
import sysconfig
import tomllib

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext


def asked(name, default="0"):
    return os.environ.get(name, default) not in ("", "0")


def version():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "pyproject.toml"), "rb") as file:
        return tomllib.load(file)["project"]["version"]


# The stable ABI from 3.12 on, where it has the slot for subinterpreters; 3.11 and free-threaded
# builds get the plain API.
ABI3 = (
    sys.implementation.name == "cpython"
    and sys.version_info >= (3, 12)
    and not sysconfig.get_config_var("Py_GIL_DISABLED")
    and asked("SMTPCODES_ABI3", "1")
)


class BuildExt(build_ext):
    """Adds the flags of the compiler that is really used."""

    def build_extension(self, ext):
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


macros = [("SMTPCODES_VERSION", f'"{version()}"')]
if ABI3:
    macros.append(("Py_LIMITED_API", "0x030C0000"))

setup(
    ext_modules=[
        Extension(
            "smtpcodes._core",
            sources=sorted(glob.glob("csrc/core/*.c") + glob.glob("csrc/ext/*.c")),
            depends=sorted(glob.glob("csrc/**/*.h", recursive=True) + glob.glob("csrc/**/*.def", recursive=True)),
            define_macros=macros,
            py_limited_api=ABI3,
        )
    ],
    cmdclass={"build_ext": BuildExt},
    options={"bdist_wheel": {"py_limited_api": "cp312"}} if ABI3 else {},
)
