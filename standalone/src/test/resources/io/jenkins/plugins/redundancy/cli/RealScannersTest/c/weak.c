#include <stdlib.h>
#include <string.h>

void copy(const char *from) {
    char *to = malloc(10);
    if (to == NULL) {
        return;
    }
    strcpy(to, from);
    free(to);
    free(to);
}
