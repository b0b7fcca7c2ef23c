// zlib, for one thing: the picture data of a PNG is a zlib stream (RFC 1950).
#include <zlib.h>
