#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"
#include <curses.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include "state.h"

/* Not <term.h>: it defines macros named lines, columns, buttons, … */
extern int setupterm(const char *, int, int *);
extern void *set_curterm(void *);
extern int del_curterm(void *);

int cn_output = -1;
static SCREEN *screen;
static FILE *in, *out;
static bool color, described, cursor_visible, mouse;
static char title[520];                     /* what the window is called while it is ours */

static void send(const char *text) { (void)!write(cn_output, text, strlen(text)); }
static void modes(bool on) {
    send(on ? "\033[?2004h" : "\033[?2004l");
    if (mouse) send(on ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
}

static void name_window(void) {
    if (!*title) return;
    if (!cn->titled) { cn->titled = true; send("\033[22;2t"); }
    send(title);
}
static void unname_window(void) {
    if (cn->titled) send("\033[23;2t");
    cn->titled = false;
}

/* newterm() accepts terminals that cannot place the cursor and then draws on one line: look first. */
static enum cn_failure check(const char *term, int output) {
    int error;
    if (setupterm(term, output, &error) != OK) return CN_UNKNOWN_TERMINAL;
    char *place = tigetstr("cup");
    bool can_place = place && place != (char *)-1;
    if (can_place) cn_prepare_reset();      /* now: opening writes, and may be cut short */
    del_curterm(set_curterm(NULL));
    return can_place ? CN_OPENED : CN_POOR_TERMINAL;
}

static void fix_size(int rows, int columns) {
    char text[16];
    snprintf(text, sizeof text, "%d", rows); setenv("LINES", text, 1);
    snprintf(text, sizeof text, "%d", columns); setenv("COLUMNS", text, 1);
    use_env(TRUE); use_tioctl(FALSE);
}

static bool start(const char *term, int input, int output) {
    int read_end = fcntl(input, F_DUPFD_CLOEXEC, 3), write_end = fcntl(output, F_DUPFD_CLOEXEC, 3);
    if (!(in = fdopen(read_end, "r")) || !(out = fdopen(write_end, "w"))) return false;
    cn_output = write_end;
    cn->have_shell = !tcgetattr(write_end, &cn->shell);
    struct sigaction winch, tstp, interrupt, term_action;   /* newterm() would replace these */
    sigaction(SIGWINCH, NULL, &winch); sigaction(SIGTSTP, NULL, &tstp);
    sigaction(SIGINT, NULL, &interrupt); sigaction(SIGTERM, NULL, &term_action);
    screen = newterm(term, out, in);
    sigaction(SIGWINCH, &winch, NULL); sigaction(SIGTSTP, &tstp, NULL);
    sigaction(SIGINT, &interrupt, NULL); sigaction(SIGTERM, &term_action, NULL);
    return screen;
}

static void discard(void) {
    if (in) fclose(in);
    if (out) fclose(out);
    in = out = NULL; screen = NULL; cn_output = -1; cn->have_shell = cn->taken = cn->titled = false;
}

/* ncurses reads a description from a variable, if it is told to. Nobody else must see that. */
static bool start_with(const char *description, const char *term, int input, int output) {
    if (!description) return start(term, input, output);
    char *before = getenv("TERMINFO");
    if (before) before = strdup(before);
    setenv("TERMINFO", description, 1);
    bool started = start(term, input, output);
    if (before) setenv("TERMINFO", before, 1); else unsetenv("TERMINFO");
    free(before);
    return started;
}

/* Until a screen was left once, ncurses writes out each movement of the cursor by itself: a hundred writes where one
   would do. So it is left and taken again, out of the terminal's sight. */
static void leave_once(void) {
    int terminal = fcntl(cn_output, F_DUPFD_CLOEXEC, 3), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (terminal >= 0 && nowhere >= 0 && dup3(nowhere, cn_output, O_CLOEXEC) >= 0) {
        endwin();
        doupdate();
        dup3(terminal, cn_output, O_CLOEXEC);
        clearok(curscr, TRUE);              /* what doupdate() cleared was not the terminal */
    }
    close(terminal); close(nowhere);
}

enum cn_failure cn_open(
    const char *term, int input, int output, int rows, int columns, bool colored, const char *description) {
    if (screen) return CN_NO_RESOURCES;   /* ncurses is one per process */
    bool fixed = rows > 0 && columns > 0;
    if (!fixed && !(isatty(input) && isatty(output))) return CN_NOT_A_TERMINAL;
    if (!term) term = getenv("TERM");
    if (!term || !*term) return CN_UNKNOWN_TERMINAL;
    enum cn_failure failure = check(term, output);
    if (failure) return failure;
    if (!setlocale(LC_CTYPE, "") || MB_CUR_MAX < 4) setlocale(LC_CTYPE, "C.UTF-8");
    if (fixed) fix_size(rows, columns);
    bool started = start_with(description, term, input, output);
    if (fixed) { unsetenv("LINES"); unsetenv("COLUMNS"); use_tioctl(TRUE); }
    if (!started) { discard(); return CN_NO_RESOURCES; }
    color = colored && has_colors();
    described = description;
    if (color) { start_color(); use_default_colors(); }
    raw(); noecho(); nonl(); scrollok(stdscr, FALSE);
    typeahead(-1);                          /* else a waiting key would cut a frame in half */
    curs_set(0); cursor_visible = false; leaveok(stdscr, TRUE);
    leave_once();
    mouse = false; *title = 0;
    if (!fixed) cn_sync_size();             /* LINES and COLUMNS of the shell may be out of date */
    modes(true);
    return CN_OPENED;
}

void cn_close(void) {
    if (!screen) return;
    cn_forget_crash();
    modes(false);
    unname_window();
    curs_set(1); endwin(); delscreen(screen);
    discard();
}

void cn_size(int *rows, int *columns) { getmaxyx(stdscr, *rows, *columns); }
bool cn_sync_size(void) {
    struct winsize size; int rows, columns;
    getmaxyx(stdscr, rows, columns);
    if (ioctl(cn_output, TIOCGWINSZ, &size) || !size.ws_row || !size.ws_col) return false;
    if (size.ws_row == rows && size.ws_col == columns) return false;
    resize_term(size.ws_row, size.ws_col);  /* resizeterm() would queue a key besides */
    clearok(curscr, TRUE);  /* terminals reflow or crop what they show; what they did is unknown */
    return true;
}

/* Descriptions with direct colour of their own take numbers from 8 on for red, green and blue: use the eight. */
int cn_colors(void) { return !color ? 0 : COLORS > 256 && !described ? 8 : COLORS; }
int cn_pair(int foreground, int background) {
    int pair = color ? alloc_pair(foreground, background) : 0;
    return pair < 0 ? 0 : pair;
}
void cn_put(int row, int column, const wchar_t *text, int count, uint32_t a, int pair) {
    attr_t attributes = ((a & CN_BOLD) ? A_BOLD : 0) | ((a & CN_DIM) ? A_DIM : 0) | ((a & CN_ITALIC) ? A_ITALIC : 0) |
                        ((a & CN_UNDERLINE) ? A_UNDERLINE : 0) | ((a & CN_REVERSE) ? A_REVERSE : 0);
    wattr_set(stdscr, attributes, 0, &pair);   /* the last argument carries pairs above 32,767 */
    mvwaddnwstr(stdscr, row, column, text, count);
}
void cn_erase(void) { wattr_set(stdscr, 0, 0, NULL); werase(stdscr); }
void cn_invalidate(void) { clearok(curscr, TRUE); }
void cn_cursor(int row, int column, bool visible) {
    if (visible != cursor_visible) {
        cursor_visible = visible;
        curs_set(visible);
        leaveok(stdscr, !visible);          /* a hidden cursor need not be moved anywhere */
    }
    if (visible) wmove(stdscr, row, column);
}
void cn_flush(void) { wnoutrefresh(stdscr); doupdate(); }
void cn_bell(void) { beep(); }
void cn_title(const char *text) {
    snprintf(title, sizeof title, "\033]2;%.500s\007", text);
    name_window();
}
int cn_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
void cn_mouse(bool on) {
    if (on == mouse) return;
    if (on) mouse = true;
    send(on ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
    mouse = on;
}

static void take_again(void) {
    cn->taken = true;
    reset_prog_mode(); modes(true); name_window();
    cn_sync_size(); clearok(curscr, TRUE);
}
void cn_lend(void) {
    modes(false); unname_window();
    def_prog_mode(); endwin();
    cn->taken = false;
}
void cn_suspend(void) {
    struct sigaction mine, standard;
    memset(&standard, 0, sizeof standard); standard.sa_handler = SIG_DFL;
    cn_lend();
    sigaction(SIGTSTP, &standard, &mine);
    kill(0, SIGTSTP);                       /* all of the shell's job stops */
    poll(NULL, 0, 20);                      /* another thread may take the signal: do not run ahead of it */
    sigaction(SIGTSTP, &mine, NULL);
    take_again();
}
void cn_resume(void) { endwin(); take_again(); }
