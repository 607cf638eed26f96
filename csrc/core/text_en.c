/* SPDX-License-Identifier: MIT
   English, in which every text must be there. */

#define SC_LANGUAGE_FOLDER en
#define SC_LANGUAGE_IS_WHOLE
#include "text_language.h"
