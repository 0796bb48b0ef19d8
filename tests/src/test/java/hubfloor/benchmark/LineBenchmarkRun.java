package hubfloor.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks and holds them to the budgets. Not part of a build: takes a minute and a quiet machine. */
class LineBenchmarkRun {
    @Test
    void stepStaysUnderFiveMicrosecondsAndAnHourUnderThreeSeconds() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(LineBenchmark.class.getSimpleName())
                        .forks(1)
                        .jvmArgs("-Xmx1g")
                        .warmupIterations(4)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .build())
                .run();
        for (RunResult result : results) {
            double score = result.getPrimaryResult().getScore();
            if (result.getPrimaryResult().getLabel().startsWith("step")) {
                assertThat(score).as("mean step in microseconds").isLessThan(5);
            } else {
                System.out.printf("%.0f times real time%n", 3_600 / score);
                assertThat(3_600 / score).as("times real time").isGreaterThanOrEqualTo(1_000);
            }
        }
    }
}
