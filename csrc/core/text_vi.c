/* SPDX-License-Identifier: MIT
   Vietnamese. */

#define SC_LANGUAGE_FOLDER vi
#define SC_LANGUAGE_IS_WHOLE
#include "text_language.h"
