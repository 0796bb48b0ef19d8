package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.JsonText;
import hubfloor.floor.Program;
import hubfloor.floor.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands a person types. The demo is started by {@code ./hubfloor} itself. */
class CommandsTest {
    private static final Pattern SUMMARY = Pattern.compile(
            "station: scanned (\\d+), stored (\\d+), published (\\d+), receipted (\\d+), lost (\\d+), duplicates (\\d+)");
    private static final Duration DEMO = Duration.ofSeconds(90);

    @TempDir
    Path dir;

    /** Ctrl-C must reach the demo even where the tests themselves run in the background, which ignores it. */
    private Program demo(String... options) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                "HUBFLOOR_JAVA_FLAGS=-Djava.io.tmpdir=" + dir,
                "JAVA_HOME=" + System.getProperty("java.home"),
                Program.checkout().resolve("hubfloor").toString(),
                "demo"));
        command.addAll(List.of(options));
        return Program.start(command);
    }

    private static Matcher summary(Program demo) {
        List<String> stations = demo.lines().stream()
                .filter(line -> line.startsWith("station: "))
                .toList();
        assertThat(stations).as(() -> String.join("\n", demo.lines())).hasSize(1);
        Matcher summary = SUMMARY.matcher(stations.getFirst());
        assertThat(summary.matches()).as(stations::getFirst).isTrue();
        return summary;
    }

    private static long number(Matcher summary, int group) {
        return Long.parseLong(summary.group(group));
    }

    private void assertNothingLeft() throws IOException {
        try (var left = Files.list(dir)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("hubfloor")))
                    .isEmpty();
        }
    }

    @Test
    void demoEndsByItselfWithNothingLost() throws IOException {
        try (Program demo = demo("--seconds", "5", "--rate", "20")) {
            assertThat(demo.exitCode(DEMO))
                    .as(() -> String.join("\n", demo.lines()))
                    .isZero();
            Matcher sum = summary(demo);
            assertThat(number(sum, 1)).as("a busy machine ends it late").isBetween(60L, 200L);
            assertThat(number(sum, 2)).as("stored").isEqualTo(number(sum, 1));
            assertThat(number(sum, 4)).as("receipted").isEqualTo(number(sum, 1));
            assertThat(number(sum, 5)).as("lost").isZero();
        }
        assertNothingLeft();
    }

    @Test
    void controlCEndsTheDemoWithItsSummary() throws IOException {
        try (Program demo = demo("--rate", "20")) {
            demo.awaitLine("Ctrl-C ends it.", DEMO);
            demo.awaitLine("receipted", Duration.ofSeconds(15));
            demo.signal("INT");
            assertThat(demo.exitCode(Duration.ofSeconds(20))).isEqualTo(130);
            assertThat(number(summary(demo), 5)).as("lost").isZero();
        }
        assertNothingLeft();
    }

    @Test
    void decodePrintsOneObjectForEachLine() {
        Result result = decode("""
                00106141412345678908
                ]C100106141412345678908{GS}
                ]C10112345678901231\\x1D10ABC
                RR123456785MY
                NOREAD

                hello
                """);
        assertThat(result.exit()).as(result.err()).isZero();
        List<Map<String, Object>> lines =
                result.lines().stream().map(JsonText::object).toList();
        assertThat(lines)
                .hasSize(7)
                .allSatisfy(line -> assertThat(line).containsKeys("input", "outcome", "candidates"));
        assertThat(lines.get(0)).containsEntry("input", "00106141412345678908");
        assertThat(lines)
                .extracting(line -> line.get("outcome"))
                .containsExactly("one", "one", "none", "one", "no-read", "none", "none");
        assertThat(candidates(lines.get(0)))
                .anySatisfy(c -> assertThat(c)
                        .containsEntry("scheme", "sscc")
                        .containsEntry("value", "106141412345678908")
                        .containsEntry("valid", true)
                        .containsKeys("reason", "confidence", "symbology", "elements"));
        assertThat(candidates(lines.get(2)))
                .anySatisfy(c -> assertThat(c)
                        .containsEntry("scheme", "gs1")
                        .containsEntry("elements", List.of(List.of("01", "12345678901231"), List.of("10", "ABC"))));
        assertThat(candidates(lines.get(3)))
                .anySatisfy(c -> assertThat(c).containsEntry("scheme", "s10").containsEntry("valid", true));
    }

    @Test
    void decodeTakesHexAndProfiles() throws IOException {
        Result hex = decode("5252313233343536373835 4D59\n".replace(" ", ""), "--hex");
        assertThat(hex.exit()).as(hex.err()).isZero();
        assertThat(candidates(JsonText.object(hex.out())))
                .anySatisfy(c -> assertThat(c).containsEntry("scheme", "s10").containsEntry("value", "RR123456785MY"));
        Path profile = dir.resolve("scanner.yaml");
        Files.writeString(profile, "like: zebra-aim\n");
        Result framed = decode("]C100106141412345678908\n", "--profile", profile.toString());
        assertThat(framed.exit()).as(framed.err()).isZero();
        assertThat(candidates(JsonText.object(framed.out())))
                .anySatisfy(c -> assertThat(c).containsEntry("value", "106141412345678908"));
        Files.writeString(profile, "like: no-such-scanner\n");
        assertThat(decode("x\n", "--profile", profile.toString()).exit()).isEqualTo(3);
    }

    @Test
    void checkTellsGoodFilesFromBadOnes() throws IOException {
        Path hubs = Program.checkout().resolve("firmware-config/src/main/resources/hubfloor/hubs");
        Path bad = dir.resolve("bad.yaml");
        Files.writeString(bad, "format: 1\nformat: 2\n");
        Path good = hubs.resolve("kgl/station.yaml");
        assertThat(check(good).exit()).isZero();
        Result both = check(good, bad);
        assertThat(both.exit()).isEqualTo(3);
        assertThat(both.out()).contains("station.yaml: good").containsPattern("bad\\.yaml:2:\\d+");
    }

    private static Result decode(String input, String... options) {
        List<String> arguments = new ArrayList<>(List.of("decode"));
        arguments.addAll(List.of(options));
        return Program.run(Program.hubfloor(List.of(), arguments.toArray(String[]::new)), input);
    }

    private static Result check(Path... files) {
        List<String> arguments = new ArrayList<>(List.of("check"));
        for (Path file : files) {
            arguments.add(file.toString());
        }
        return Program.run(Program.hubfloor(List.of(), arguments.toArray(String[]::new)), "");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> candidates(Map<String, Object> line) {
        return (List<Map<String, Object>>) line.getOrDefault("candidates", List.of());
    }
}
