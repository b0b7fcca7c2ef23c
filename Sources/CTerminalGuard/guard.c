/*
 * Whatever ends the dashboard, the terminal is given back: also after SIGKILL, which no process can catch.
 *
 * The process that the shell started stays behind as the guard and does nothing but wait; its child is the program.
 * When the child has ended and the terminal is still taken, the guard gives it back, and then it ends as the child
 * did, so that the shell learns the same. Both are in one process group: what the terminal sends reaches both.
 */
#ifdef __linux__
#define _GNU_SOURCE
#include "CNcurses.h"
#include "CTerminalGuard.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* A first word that is neither an option nor one of these two is a command that never takes the terminal. */
static bool may_draw(int count, char **words) {
    return count < 2 || *words[1] == '-' || !strcmp(words[1], "dashboard") || !strcmp(words[1], "open");
}

static void unblock(int number) {
    sigset_t one;
    sigemptyset(&one); sigaddset(&one, number);
    sigprocmask(SIG_UNBLOCK, &one, NULL);
}

static void wake(int number) { (void)number; }

static void give_back(int status) {
    if (!cn_is_taken()) return;
    /* A terminal that takes no more bytes must not hold us: a timer without SA_RESTART cuts each write short. */
    struct sigaction action = {.sa_handler = wake};
    struct itimerval soon = {{0, 200000}, {0, 200000}};
    sigaction(SIGALRM, &action, NULL);
    unblock(SIGALRM);
    setitimer(ITIMER_REAL, &soon, NULL);
    /* In the background the line discipline is the shell's: it has set it to its own liking. */
    pid_t front = tcgetpgrp(STDOUT_FILENO);
    cn_give_back(STDOUT_FILENO, front < 0 || front == getpgrp());
    if (WIFSIGNALED(status))
        dprintf(STDERR_FILENO, "greenroom was ended by signal %d (%s). The terminal has been given back.\n",
            WTERMSIG(status), sigdescr_np(WTERMSIG(status)) ?: "?");
    memset(&soon, 0, sizeof soon);
    setitimer(ITIMER_REAL, &soon, NULL);
}

static void end_like(int status) {
    if (WIFEXITED(status)) _exit(WEXITSTATUS(status));
    int number = WTERMSIG(status);
    prctl(PR_SET_DUMPABLE, 0);                  /* if there is to be a core, the child has left it */
    signal(number, SIG_DFL);
    raise(number);
    unblock(number);
    _exit(128 + number);                        /* the first process of a container cannot end itself by a signal */
}

/* The shell sees its own child stop, not ours. Where no shell could wake us the kernel discards this: we watch on. */
static void stop_like(int number) {
    if (number == SIGSTOP) number = SIGTSTP;
    signal(number, SIG_DFL);
    raise(number);
    sigset_t before;
    sigprocmask(SIG_SETMASK, NULL, &before);
    unblock(number);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

/* The kernel tells the whole group, but for a lost terminal only the first process of the session. */
static bool is_for_child(const siginfo_t *info, pid_t child) {
    if (info->si_code == SI_KERNEL) return info->si_signo == SIGHUP;
    return info->si_signo != SIGCHLD && info->si_pid != child;
}

_Noreturn static void guard(pid_t child, const sigset_t *all) {
    const struct timespec patience = {0, 100000000};
    bool is_stop_due = false;
    prctl(PR_SET_NAME, "terminal-guard");       /* `killall -9 greenroom` must leave the one that cleans up */
    signal(SIGCHLD, SIG_DFL);                   /* ignored, it would have the kernel forget how the child ended */
    close_range(3, ~0U, 0);                     /* whoever waits for an end of file waits for the child's */
    for (;;) {
        int status;
        pid_t found = waitpid(child, &status, WNOHANG | WUNTRACED);
        if (found == child && WIFSTOPPED(status)) {
            is_stop_due = false;
            stop_like(WSTOPSIG(status));
            continue;
        }
        if (found < 0) status = 1 << 8;         /* nobody knows how it ended */
        if (found) { give_back(status); end_like(status); }

        siginfo_t info;
        int number = sigtimedwait(all, &info, is_stop_due ? &patience : NULL);
        if (number == SIGTSTP) {
            /* If the group was told, the child is about to stop; to be told twice would stop it twice. */
            is_stop_due = is_for_child(&info, child);
        } else if (number > 0) {
            if (is_for_child(&info, child)) kill(child, number);
        } else if (errno == EAGAIN) {
            is_stop_due = false;
            kill(child, SIGTSTP);
        }
    }
}

static void start(int count, char **words, char **variables) {
    (void)variables;
    if (!may_draw(count, words) || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !cn_share_state()) return;
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    pid_t self = getpid(), child = fork();
    if (child > 0) guard(child, &all);
    if (child == 0) {
        /* Without its guard the program gives the terminal back by itself. Not SIGHUP: nohup has that ignored. */
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != self) raise(SIGTERM);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
}

/*
 * Runs before any library's constructor. Later would be too late: Dispatch and the Swift runtime keep the number of
 * the thread that they were loaded by, and in a child that number is another one.
 */
__attribute__((section(".preinit_array"), used)) static void (*const at_start)(int, char **, char **) = start;
#endif
