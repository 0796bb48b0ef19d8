package hubfloor.kernel;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the guest's tests and tells each on a line of its own; exit code 1 when one failed or none ran. With the word
 * {@code warm-up}, outside of a guest, it only loads what they will need, for a class cache.
 */
final class GuestRun {
    private GuestRun() {}

    public static void main(String[] words) throws Exception {
        if (words.length == 1 && words[0].equals("warm-up")) {
            warmUp();
            return;
        }
        String wanted = words.length == 0 ? ".*Guest" : ".*(" + String.join("|", words) + ").*Guest";
        LauncherDiscoveryRequest request = guests(wanted);
        Telling telling = new Telling();
        Launcher launcher = LauncherFactory.create();
        System.out.printf("%5.1f s from power-on to the first test%n", upSeconds());
        launcher.execute(request, telling);
        System.out.printf("%d held, %d failed, %.1f s after power-on%n", telling.held, telling.failed, upSeconds());
        Files.writeString(Path.of(System.getProperty("hubfloor.out"), "failed"), String.join(" ", telling.failedIn));
        System.exit(telling.failed == 0 && telling.held > 0 ? 0 : 1);
    }

    private static LauncherDiscoveryRequest guests(String named) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("hubfloor.kernel"))
                .filters(includeClassNamePatterns(named))
                .build();
    }

    /** The pins in memory keep the contract that the kernel's keep: nearly all classes, and no pin. Then the line itself. */
    private static void warmUp() throws Exception {
        Class.forName("hubfloor.adapter.gpio.Kernel");
        Launcher launcher = LauncherFactory.create();
        launcher.discover(guests(".*Guest"));
        launcher.execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass("hubfloor.adapter.gpio.SimulatedPinsTest"))
                .build());
        SortingGuest.rehearse(Files.createTempDirectory("hubfloor-rehearsal"));
    }

    private static double upSeconds() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0]);
    }

    private static final class Telling implements TestExecutionListener {
        private int held;
        private int failed;
        private final Set<String> failedIn = new TreeSet<>();
        private long startedAt;

        @Override
        public void executionStarted(TestIdentifier test) {
            startedAt = System.nanoTime();
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            boolean good = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
            if (test.isTest() && good) {
                held++;
            } else if (!good) {
                failed++;
                test.getSource()
                        .filter(MethodSource.class::isInstance)
                        .map(source -> ((MethodSource) source).getJavaClass().getSimpleName())
                        .ifPresent(failedIn::add);
            }
            if (test.isTest() || !good) {
                System.out.printf(
                        "%s %5.1f s  %s%n",
                        good ? "  ok" : "FAIL", (System.nanoTime() - startedAt) / 1e9, test.getDisplayName());
            }
            result.getThrowable().ifPresent(Throwable::printStackTrace);
        }
    }
}
