#pragma once
#include <stdbool.h>
#include <termios.h>

/* What the crash handler needs of the screen. */
struct cn_state {
    int out_fd;             /* -1 while no screen is open */
    struct termios shell;   /* as the terminal was before */
    bool have_shell;
    bool titled;            /* the terminal keeps an older title for us */
};
extern struct cn_state cn;
void cn_forget_crash(void);
