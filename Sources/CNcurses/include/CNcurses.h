#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

/*
 * All that Swift knows of ncurses. No ncurses type, macro or global crosses this header: most of them cannot be
 * imported, and the ones that can may be called from any thread by mistake. One thread calls what stands here.
 * Input is not read through ncurses: it cannot tell an unknown escape sequence from keys that were typed.
 */

enum cn_attribute { CN_BOLD = 1, CN_DIM = 2, CN_ITALIC = 4, CN_UNDERLINE = 8, CN_REVERSE = 16 };
enum cn_failure { CN_OPENED, CN_NOT_A_TERMINAL, CN_UNKNOWN_TERMINAL, CN_POOR_TERMINAL, CN_NO_RESOURCES };

/*
 * Opens the terminal behind two descriptors; term NULL means $TERM. rows, columns > 0 fix the size, and then a file
 * will do as well as a terminal. A description replaces the one of the terminal's name: `hex:` and its digits.
 */
enum cn_failure cn_open(
    const char *_Nullable term, int input, int output, int rows, int columns, bool color,
    const char *_Nullable description);
void cn_close(void);
void cn_size(int *_Nonnull rows, int *_Nonnull columns);
bool cn_sync_size(void);                            /* asks the terminal; true when it changed */
int cn_colors(void);                                /* 0 without colour */
int cn_pair(int foreground, int background);        /* finds or makes a pair; -1 is the terminal's own colour */
void cn_put(int row, int column, const wchar_t *_Nonnull text, int count, uint32_t attributes, int pair);
void cn_erase(void);
void cn_invalidate(void);                           /* the next flush repaints every cell */
void cn_cursor(int row, int column, bool visible);
void cn_flush(void);
void cn_bell(void);
void cn_title(const char *_Nonnull text);           /* must hold no control character; the old title comes back */
void cn_mouse(bool on);
void cn_suspend(void);                              /* gives the terminal back and stops; returns after `fg` */
void cn_lend(void);                                 /* gives the terminal back until cn_resume */
void cn_resume(void);                               /* takes the terminal again, also after someone else stopped us */
int cn_width(uint32_t scalar);                      /* columns: 0, 1, 2, or -1 for what cannot be shown */

int cn_signals(void);                               /* a descriptor that yields one byte, the number, per signal */
void cn_watch(int signal);                          /* leaves a signal alone that is ignored */
void cn_unwatch(void);                              /* all of them, as they were before */
void cn_restore_on_crash(void);                     /* after cn_open */
int cn_capture_stderr(const char *_Nonnull path);   /* descriptor 2 to a file; a crash repeats what was written there */
void cn_release_stderr(void);

/* For a second process that looks after the terminal: what it must know is shared from then on. */
bool cn_share_state(void);                          /* before the other process is made */
bool cn_is_taken(void);
void cn_give_back(int output, bool is_in_front);    /* as it was; who is not in front lets the shell's own modes be */

void cn_one_heap(void);                             /* for all threads; call it while there is one */
void cn_return_memory(void);                        /* what is free, and code; code comes again when it runs */
