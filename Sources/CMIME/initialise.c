#include "CMIME.h"

#include <gmime/gmime.h>

void cmime_initialise(void) {
    g_mime_init();
}

void cmime_free(void *memory) {
    g_free(memory);
}
