/*
 * The C program beside ours, on the same kernel in the same run (linux/gpio.h, uAPI v2).
 *   pins hold CHIP LINE           holds a line as "another-program" until killed
 *   pins echo CHIP IN OUT EDGES   gives OUT the level of IN at each edge, then prints how long that took
 *   pins pulse CHIP LINE N H P    at a line on its input: N pulses, held for H us each, P us apart
 *   pins info CHIP LINE           prints what the kernel says the line is
 *   pins drive PULL EDGES MICROS  pulls a simulated line up and down in turn, one edge every MICROS; prints its pace
 *   pins freeze PID THREAD MS     stops one thread of a process for so long while it sleeps, by ptrace; prints when
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <linux/gpio.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int line(const char *chip, int offset, uint64_t flags, const char *who)
{
	struct gpio_v2_line_request request = { .offsets = { offset }, .num_lines = 1, .config.flags = flags };
	int fd = open(chip, O_RDWR);
	strcpy(request.consumer, who);
	if (fd < 0 || ioctl(fd, GPIO_V2_GET_LINE_IOCTL, &request) < 0) {
		perror(chip);
		exit(1);
	}
	return request.fd;
}

static int ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static void figures(const char *what, int64_t *nanos, int n)
{
	qsort(nanos, n, sizeof *nanos, ascending);
	printf("C     %s: p50 %lld us, p99 %lld us, max %lld us\n", what, (long long)nanos[n / 2] / 1000,
	       (long long)nanos[n * 99 / 100] / 1000, (long long)nanos[n - 1] / 1000);
}

static int echo(const char *chip, int in, int out, int edges)
{
	int from = line(chip, in, GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_EDGE_RISING | GPIO_V2_LINE_FLAG_EDGE_FALLING, "echo");
	int to = line(chip, out, GPIO_V2_LINE_FLAG_OUTPUT, "echo");
	int64_t *heard = calloc(edges, sizeof *heard), *done = calloc(edges, sizeof *done);
	struct gpio_v2_line_event event;
	puts("ready");
	fflush(stdout);
	for (int i = 0; i < edges; i++) {
		if (read(from, &event, sizeof event) != sizeof event)
			return 1;
		int64_t at = now();
		struct gpio_v2_line_values values = { .bits = event.id == GPIO_V2_LINE_EVENT_RISING_EDGE, .mask = 1 };
		ioctl(to, GPIO_V2_LINE_SET_VALUES_IOCTL, &values);
		done[i] = now() - at;
		heard[i] = at - (int64_t)event.timestamp_ns;
	}
	figures("edge to listener", heard, edges);
	figures("decision to pin ", done, edges);
	return 0;
}

static void sleep_until(int64_t due)
{
	struct timespec at = { due / 1000000000, due % 1000000000 };
	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL);
}

static void set(int fd, int high)
{
	struct gpio_v2_line_values values = { .bits = high, .mask = 1 };
	if (ioctl(fd, GPIO_V2_LINE_SET_VALUES_IOCTL, &values) < 0) {
		perror("set");
		exit(1);
	}
}

/* As the program does it: an absolute instant, slept until, then the pin. */
static int pulse(const char *chip, int offset, int pulses, int64_t hold, int64_t pause)
{
	int fd = line(chip, offset, GPIO_V2_LINE_FLAG_OUTPUT, "pulse");
	puts("ready");
	fflush(stdout);
	getchar();
	for (int i = 0; i < pulses; i++) {
		sleep_until(now() + pause);
		int64_t until = now() + hold;
		set(fd, 1);
		sleep_until(until);
		set(fd, 0);
	}
	return 0;
}

static int info(const char *chip, int offset)
{
	struct gpio_v2_line_info line = { .offset = offset };
	int fd = open(chip, O_RDWR);
	if (fd < 0 || ioctl(fd, GPIO_V2_GET_LINEINFO_IOCTL, &line) < 0)
		return perror(chip), 1;
	printf("%s%s%s%s held by \"%s\"\n", line.flags & GPIO_V2_LINE_FLAG_OUTPUT ? "output" : "input",
	       line.flags & GPIO_V2_LINE_FLAG_OPEN_DRAIN ? " open-drain" : "",
	       line.flags & GPIO_V2_LINE_FLAG_OPEN_SOURCE ? " open-source" : "",
	       line.flags & GPIO_V2_LINE_FLAG_ACTIVE_LOW ? " active-low" : "", line.consumer);
	return 0;
}

/*
 * A simulated chip keeps one edge of a line until the kernel's interrupt thread (irq/N-hubfloor..., FIFO 50) has taken
 * it. Thread and player are put on one processor, the player at a lower priority: it cannot make the next edge before
 * the last is in the line's buffer, however long the emulator's host lets that processor wait.
 */
static void behind_interrupts(void)
{
	char path[300], comm[32];
	cpu_set_t one;
	struct sched_param below = { .sched_priority = 40 };
	DIR *processes = opendir("/proc");
	CPU_ZERO(&one);
	CPU_SET(sysconf(_SC_NPROCESSORS_ONLN) - 1, &one);
	for (struct dirent *each; processes && (each = readdir(processes));) {
		snprintf(path, sizeof path, "/proc/%s/comm", each->d_name);
		FILE *file = fopen(path, "r");
		if (file && fgets(comm, sizeof comm, file) && !strncmp(comm, "irq/", 4) && strstr(comm, "-hub"))
			if (sched_setaffinity(atoi(each->d_name), sizeof one, &one))
				perror(comm);
		if (file)
			fclose(file);
	}
	closedir(processes);
	if (sched_setaffinity(0, sizeof one, &one) || sched_setscheduler(0, SCHED_FIFO, &below))
		perror("player");
}

/* Late edges are made up for, each at least half a step after the last, so that the mean pace is the one asked for. */
static int drive(const char *pull, int edges, int micros)
{
	static const char *const to[] = { "pull-down", "pull-up" };
	int fd = open(pull, O_WRONLY);
	int64_t step = micros * 1000LL, late = 0;
	if (fd < 0)
		return perror(pull), 1;
	behind_interrupts();
	int64_t from = now(), last = from;
	for (int i = 1; i <= edges; i++) {
		int64_t due = from + i * step;
		if (due < last + step / 2)
			due = last + step / 2;
		sleep_until(due);
		last = now();
		if (last - due > late)
			late = last - due;
		if (pwrite(fd, to[i % 2], strlen(to[i % 2]), 0) < 0)
			return perror(pull), 1;
	}
	printf("%lld us an edge, the latest %lld us late\n", (long long)(now() - from) / edges / 1000, (long long)late / 1000);
	return 0;
}

static int freeze(int pid, const char *name, int ms)
{
	char path[64], comm[32];
	snprintf(path, sizeof path, "/proc/%d/task", pid);
	DIR *tasks = opendir(path);
	for (struct dirent *task; tasks && (task = readdir(tasks));) {
		snprintf(path, sizeof path, "/proc/%d/task/%.12s/comm", pid, task->d_name);
		FILE *file = fopen(path, "r");
		int found = file && fgets(comm, sizeof comm, file) && (comm[strcspn(comm, "\n")] = 0, !strcmp(comm, name));
		if (file)
			fclose(file);
		if (!found)
			continue;
		int tid = atoi(task->d_name), status, tries = 0;
		struct user_regs_struct at;
		if (ptrace(PTRACE_SEIZE, tid, 0, 0))
			return perror("ptrace"), 1;
		/* Stopped between two of its own instructions, it would hold up the whole JVM at the next safepoint: that is
		 * another fault, which no thread of the same JVM can help. Wanted is one that is stuck in the kernel. */
		do {
			if (tries++ && (ptrace(PTRACE_CONT, tid, 0, 0) || usleep(1000)))
				return perror("ptrace"), 1;
			if (tries > 5000)
				return fprintf(stderr, "thread %s never sleeps\n", name), 1;
			if (ptrace(PTRACE_INTERRUPT, tid, 0, 0) || waitpid(tid, &status, __WALL) != tid
				|| ptrace(PTRACE_GETREGS, tid, 0, &at))
				return perror("ptrace"), 1;
		} while ((long)at.orig_rax != SYS_futex);
		printf("%lld\n", (long long)now());
		fflush(stdout);
		usleep(ms * 1000);
		ptrace(PTRACE_DETACH, tid, 0, 0);
		return 0;
	}
	return fprintf(stderr, "no thread %s\n", name), 1;
}

int main(int argc, char **argv)
{
	if (argc == 4 && !strcmp(argv[1], "hold")) {
		line(argv[2], atoi(argv[3]), GPIO_V2_LINE_FLAG_OUTPUT, "another-program");
		puts("ready");
		fflush(stdout);
		pause();
		return 0;
	}
	if (argc == 6 && !strcmp(argv[1], "echo"))
		return echo(argv[2], atoi(argv[3]), atoi(argv[4]), atoi(argv[5]));
	if (argc == 7 && !strcmp(argv[1], "pulse"))
		return pulse(argv[2], atoi(argv[3]), atoi(argv[4]), atoll(argv[5]) * 1000, atoll(argv[6]) * 1000);
	if (argc == 4 && !strcmp(argv[1], "info"))
		return info(argv[2], atoi(argv[3]));
	if (argc == 5 && !strcmp(argv[1], "drive"))
		return drive(argv[2], atoi(argv[3]), atoi(argv[4]));
	if (argc == 5 && !strcmp(argv[1], "freeze"))
		return freeze(atoi(argv[2]), argv[3], atoi(argv[4]));
	return 2;
}
