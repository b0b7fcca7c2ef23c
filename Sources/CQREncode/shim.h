// libqrencode, for one thing: the squares of a guest link's QR code (ISO/IEC 18004).
#include <qrencode.h>
