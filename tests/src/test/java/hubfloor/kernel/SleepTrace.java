package hubfloor.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a thread came from its sleep to its pin, as the kernel traced it in microseconds of its monotonic clock:
 *
 * <pre>
 *   timer due ------> fired -----------> runs --------------> ioctl entered ------> level set
 *            machine        scheduler         the program itself            driver
 * </pre>
 */
final class SleepTrace {
    private static final Pattern LINE =
            Pattern.compile("^.*?-(\\d+)\\s+\\[\\d+]\\s+\\S+\\s+(\\d+)\\.(\\d{6}): (\\w+)[:(](.*)$");
    private static final Pattern TIMER = Pattern.compile("hrtimer=(\\w+)");
    private static final Pattern EXPIRES = Pattern.compile(" expires=(\\d+)");
    private static final Pattern NEXT = Pattern.compile("next_pid=(\\d+)");
    private static final Pattern SET = Pattern.compile("\\s*(\\d+)\\s+set\\s+([01])");

    private SleepTrace() {}

    /** One level that a thread gave a line after a sleep; nanoseconds, each stage at its end. */
    record Way(int value, long dueNanos, long firedNanos, long runsNanos, long enteredNanos, long setNanos) {
        /** The timer fired so late: nobody's program can help it. */
        long machine() {
            return firedNanos - dueNanos;
        }

        /** It waited so long for a processor. */
        long scheduler() {
            return runsNanos - firedNanos;
        }

        /** It took so long from its first instruction to the kernel's door: the program's own share. */
        long program() {
            return enteredNanos - runsNanos;
        }

        long driver() {
            return setNanos - enteredNanos;
        }
    }

    /** Forgets all and begins anew, for these threads by their numbers. */
    static void start(long... threads) throws IOException {
        GpioTrace.start();
        List<String> own = new ArrayList<>();
        List<String> next = new ArrayList<>();
        for (long thread : threads) {
            own.add("common_pid == " + thread);
            next.add("next_pid == " + thread);
        }
        GpioTrace.also("timer/hrtimer_start", String.join(" || ", own));
        GpioTrace.also("timer/hrtimer_expire_entry", "function == 0x" + address("hrtimer_wakeup"));
        GpioTrace.also("sched/sched_switch", String.join(" || ", next));
        GpioTrace.also("syscalls/sys_enter_ioctl", String.join(" || ", own));
    }

    private static String address(String symbol) throws IOException {
        try (Stream<String> symbols = Files.lines(Path.of("/proc/kallsyms"), UTF_8)) {
            return symbols.filter(line -> line.endsWith(" " + symbol))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A thread of this program, by its name. */
    static long threadNamed(String name) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                if (Files.readString(task.resolve("comm")).strip().equals(name)) {
                    return Long.parseLong(task.getFileName().toString());
                }
            }
        }
        throw new IOException("no thread is named " + name);
    }

    /** Every level that this thread gave any line, in order. */
    static List<Way> ways(long thread) throws IOException {
        List<Way> ways = new ArrayList<>();
        String timer = "";
        long armedFor = 0;
        long due = 0;
        long fired = 0;
        long runs = 0;
        long entered = 0;
        for (String text : GpioTrace.text()) {
            Matcher line = LINE.matcher(text);
            if (!line.matches()) {
                continue;
            }
            boolean own = Long.parseLong(line.group(1)) == thread;
            long at = Long.parseLong(line.group(2)) * 1_000_000_000L + Long.parseLong(line.group(3)) * 1_000L;
            String what = line.group(5);
            switch (line.group(4)) {
                case "hrtimer_start" -> {
                    if (own) {
                        timer = found(TIMER, what);
                        armedFor = Long.parseLong(found(EXPIRES, what));
                    }
                }
                case "hrtimer_expire_entry" -> {
                    if (found(TIMER, what).equals(timer)) {
                        due = armedFor;
                        fired = at;
                    }
                }
                case "sched_switch" -> {
                    if (runs < fired && found(NEXT, what).equals(Long.toString(thread))) {
                        runs = at;
                    }
                }
                case "sys_ioctl" -> entered = own ? at : entered;
                case "gpio_value" -> {
                    Matcher set = SET.matcher(what);
                    if (own && set.lookingAt()) {
                        ways.add(new Way(Integer.parseInt(set.group(2)), due, fired, runs, entered, at));
                    }
                }
                default -> {}
            }
        }
        return ways;
    }

    private static String found(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }
}
