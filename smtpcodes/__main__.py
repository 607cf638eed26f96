# SPDX-License-Identifier: MIT
"""``python -m smtpcodes``, and the script ``smtpcodes``."""

import sys

from ._cli import main

if __name__ == "__main__":
    sys.exit(main())
