#define _GNU_SOURCE
#include "CNcurses.h"
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "state.h"

/* Sent to the guard, because its number is the one that the shell knows, but meant for the dashboard. */
static const int handed_on[] = {
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGUSR1, SIGUSR2, SIGALRM, SIGTSTP,
    SIGCONT,
};

static bool has_threads(void) {
    DIR *tasks = opendir("/proc/self/task");
    if (!tasks) return true;
    int count = 0;
    for (struct dirent *entry; (entry = readdir(tasks));) if (entry->d_name[0] != '.') count++;
    closedir(tasks);
    return count != 1;
}

/* The shell sees the guard stop, and continues both. A group that no shell watches cannot be stopped so. */
static void stop(void) {
    sigset_t one, before;
    sigemptyset(&one); sigaddset(&one, SIGTSTP);
    signal(SIGTSTP, SIG_DFL);
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &one, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

static void end_like(int status) {
    if (WIFEXITED(status)) _exit(WEXITSTATUS(status));
    int number = WTERMSIG(status);
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);              /* the dashboard has written its own */
    sigset_t one;
    sigemptyset(&one); sigaddset(&one, number);
    signal(number, SIG_DFL);
    raise(number);
    sigprocmask(SIG_UNBLOCK, &one, NULL);
    _exit(128 + number);
}

static void look_after(pid_t child, int output) {
    int status;
    while (waitpid(child, &status, WNOHANG | WUNTRACED) == child) {
        cn_give_back(output);
        if (WIFSTOPPED(status)) stop(); else end_like(status);
    }
}

static void guard(pid_t child, int output, const sigset_t *set) {
    prctl(PR_SET_NAME, "greenroom-guard");
    cn_return_memory();
    for (;;) {
        siginfo_t info;
        int number = sigwaitinfo(set, &info);
        if (number == SIGCHLD) look_after(child, output);
        /* The kernel tells the whole group, and the dashboard stops the whole group: it knows already. */
        else if (number > 0 && info.si_pid != child && (info.si_code != SI_KERNEL || number == SIGHUP))
            kill(child, number);
    }
}

void cn_guard(int output) {
    if (has_threads()) return;
    struct cn_state *shared =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return;
    sigset_t set, before;
    sigemptyset(&set); sigaddset(&set, SIGCHLD);
    for (size_t i = 0; i < sizeof handed_on / sizeof *handed_on; i++) sigaddset(&set, handed_on[i]);
    sigprocmask(SIG_BLOCK, &set, &before);
    signal(SIGCHLD, SIG_DFL);
    fflush(NULL);
    pid_t self = getpid(), child = fork();
    if (child > 0) {
        cn = shared;
        sigset_t quiet = set;
        sigaddset(&quiet, SIGTTOU);             /* giving back from the background must not stop it */
        sigprocmask(SIG_BLOCK, &quiet, NULL);
        guard(child, output, &set);
    }
    if (child == 0) {
        cn = shared;
        prctl(PR_SET_PDEATHSIG, SIGTERM);       /* without a guard: give back and end */
        if (getppid() != self) raise(SIGTERM);
    } else {
        munmap(shared, sizeof *shared);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
}
