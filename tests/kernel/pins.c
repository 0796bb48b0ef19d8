/*
 * The C program beside ours, on the same kernel in the same run (linux/gpio.h, uAPI v2).
 *   pins hold CHIP LINE           holds a line as "another-program" until killed
 *   pins echo CHIP IN OUT EDGES   gives OUT the level of IN at each edge, then prints how long that took
 *   pins freeze PID THREAD MS     stops one thread of a process for so long, by ptrace; prints when it stood
 */
#include <dirent.h>
#include <fcntl.h>
#include <linux/gpio.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
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
		int tid = atoi(task->d_name), status;
		if (ptrace(PTRACE_SEIZE, tid, 0, 0) || ptrace(PTRACE_INTERRUPT, tid, 0, 0) || waitpid(tid, &status, __WALL) != tid)
			return perror("ptrace"), 1;
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
	if (argc == 5 && !strcmp(argv[1], "freeze"))
		return freeze(atoi(argv[2]), argv[3], atoi(argv[4]));
	return 2;
}
