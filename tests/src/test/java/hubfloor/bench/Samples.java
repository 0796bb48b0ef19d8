package hubfloor.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Times of one kind in nanoseconds, each kept as it came, at most {@value #SAMPLES_MAX}; more are a defect. One thread. */
final class Samples {
    static final int SAMPLES_MAX = 2_000_000;

    private final String name;
    private long[] nanos = new long[1_024];
    private int count;

    Samples(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(long sample) {
        if (count == SAMPLES_MAX) {
            throw new IllegalStateException("more than " + SAMPLES_MAX + " samples of " + name);
        }
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, Math.min(SAMPLES_MAX, count * 2));
        }
        nanos[count++] = sample;
    }

    int count() {
        return count;
    }

    /** What this share of all did not pass, in microseconds; 0 without any. */
    double micros(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.clamp((long) Math.ceil(count * share) - 1, 0, count - 1)] / 1e3;
    }

    /** {@code name=1,2,3}, as a child process tells its parent. */
    String told() {
        return name + "="
                + Arrays.stream(nanos, 0, count).mapToObj(Long::toString).collect(Collectors.joining(","));
    }

    static Samples heard(String told) {
        int end = told.indexOf('=');
        Samples samples = new Samples(told.substring(0, end));
        for (String sample : told.substring(end + 1).split(",", -1)) {
            if (!sample.isEmpty()) {
                samples.add(Long.parseLong(sample));
            }
        }
        return samples;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-44s %8d %9.1f %9.1f %9.1f %9.1f",
                name,
                count,
                micros(0.5),
                micros(0.99),
                micros(0.999),
                micros(1));
    }
}
