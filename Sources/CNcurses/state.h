#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/* What is needed to give the terminal back. */
struct cn_state {
    bool taken;             /* the terminal is not as it was */
    bool titled;            /* the terminal keeps an older title for us */
    bool have_shell;
    struct termios shell;   /* as the terminal was before */
    size_t reset_count;
    char reset[512];        /* what switches off all that we switch on */
};
extern struct cn_state *cn;
extern int cn_output;       /* -1 while no screen is open */
void cn_prepare_reset(void);
void cn_forget_crash(void);
