#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>
#include "state.h"

extern int tputs(const char *, int, int (*)(int));   /* not <term.h>: it defines macros named lines, columns, … */

static int signals[2] = {-1, -1};
enum { watched_limit = 16 };
static struct { int number; struct sigaction before; } watched[watched_limit];
static int watched_count;

static void on_signal(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    (void)!write(signals[1], &byte, 1);
    errno = saved;
}
int cn_signals(void) { return signals[0] >= 0 || !pipe2(signals, O_NONBLOCK | O_CLOEXEC) ? signals[0] : -1; }
void cn_watch(int number) {
    struct sigaction action, before;
    if (watched_count == watched_limit || sigaction(number, NULL, &before)) return;
    if (before.sa_handler == on_signal) return;
    if (before.sa_handler == SIG_IGN) return;   /* whoever started us wants it so: nohup, for one */
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal; action.sa_flags = SA_RESTART;
    if (sigaction(number, &action, NULL)) return;
    watched[watched_count].number = number;
    watched[watched_count++].before = before;
}
void cn_unwatch(void) {
    while (watched_count > 0) {
        watched_count--;
        sigaction(watched[watched_count].number, &watched[watched_count].before, NULL);
    }
    char late[64];                              /* what came too late for this screen is nothing to the next one */
    while (signals[0] >= 0 && read(signals[0], late, sizeof late) > 0) {}
}

/* A crash: only write, tcsetattr, dup2, lseek, pread, sigaction and raise run, on bytes made ready beforehand. */
static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS};
enum { fatals = sizeof fatal / sizeof *fatal };
static struct sigaction before[fatals];
static bool installed;
static int crash_fd = -1, real_stderr = -1, log_fd = -1;
static off_t log_start;

static struct cn_state own_state;
struct cn_state *cn = &own_state;

bool cn_share_state(void) {
    void *page = mmap(NULL, sizeof *cn, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return false;
    cn = page;
    return true;
}
bool cn_is_taken(void) { return cn->taken || cn->titled; }

static int keep(int c) { if (cn->reset_count < sizeof cn->reset) cn->reset[cn->reset_count++] = (char)c; return c; }
void cn_prepare_reset(void) {
    const char *names[] = {"cnorm", "sgr0", "op", "rmcup", "rmkx"};
    cn->reset_count = 0;
    for (const char *p = "\033[?1006l\033[?1000l\033[?2004l"; *p; p++) keep(*p);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *text = tigetstr(names[i]);
        if (text && text != (char *)-1) tputs(text, 1, keep);
    }
    cn->taken = true;
}
void cn_give_back(int output, bool is_in_front) {
    bool was_taken = cn->taken, was_titled = cn->titled;
    cn->taken = cn->titled = false;
    if (was_taken) (void)!write(output, cn->reset, cn->reset_count);
    if (was_titled) (void)!write(output, "\033[23;2t", 7);
    if (was_taken && cn->have_shell && is_in_front) tcsetattr(output, TCSANOW, &cn->shell);
}
static void give_back(void) {
    if (crash_fd >= 0) cn_give_back(crash_fd, true);
    crash_fd = -1;
}
static void repeat_log(void) {
    if (real_stderr < 0) return;
    char text[4096];
    off_t end = lseek(log_fd, 0, SEEK_END), from = end - log_start > 4096 ? end - 4096 : log_start;
    dup2(real_stderr, 2);
    ssize_t count = pread(log_fd, text, sizeof text, from);
    if (count > 0) (void)!write(2, text, (size_t)count);
}
static void on_fatal(int number, siginfo_t *info, void *context) {
    (void)context;
    give_back();
    repeat_log();
    for (int i = 0; i < fatals; i++) if (fatal[i] == number) sigaction(number, &before[i], NULL);
    if (info->si_code <= 0) raise(number);      /* a raised signal must be raised again; a fault repeats itself */
}
void cn_restore_on_crash(void) {
    crash_fd = cn_output;
    if (installed) return;
    installed = true;
    atexit(give_back);                          /* exit() called from somewhere else than the loop */
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_fatal; action.sa_flags = SA_SIGINFO | SA_ONSTACK; sigfillset(&action.sa_mask);
    for (int i = 0; i < fatals; i++) sigaction(fatal[i], &action, &before[i]);
}
void cn_forget_crash(void) { crash_fd = -1; }

int cn_capture_stderr(const char *path) {
    if (real_stderr >= 0) return -1;
    if ((log_fd = open(path, O_CREAT | O_RDWR | O_APPEND | O_CLOEXEC, 0600)) < 0) return -1;
    log_start = lseek(log_fd, 0, SEEK_END);
    real_stderr = fcntl(2, F_DUPFD_CLOEXEC, 3);
    return dup2(log_fd, 2);
}
void cn_release_stderr(void) {
    if (real_stderr < 0) return;
    dup2(real_stderr, 2);
    close(real_stderr); close(log_fd);
    real_stderr = log_fd = -1;
}
