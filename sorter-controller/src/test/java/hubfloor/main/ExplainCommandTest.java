package hubfloor.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainCommandTest {
    private static final String LETTER = "RR123456785MY";
    private static final String MONDAY = "2026-11-23T03:00:00Z";
    private static final String PLAN = """
            format: 1
            plan: {version: p-1, valid-from: 2026-11-22T18:00:00Z, zone: Asia/Kuala_Lumpur}
            waves: [{name: night, from: 22:00, to: 06:00}]
            rules:
              - {name: looked-at, customs: [inspect, hold], chutes: [c4]}
              - {name: bags, schemes: [sscc], chutes: [c1]}
              - {name: heavy, min-grams: 20000, chutes: [c2]}
              - {name: weekend, weekdays: [sat, sun], chutes: [c2]}
              - {name: at-night, wave: night, chutes: [c2]}
              - {name: express, services: [express], min-priority: 5, chutes: [c3]}
              - {name: large, sizes: [large], chutes: [c2]}
              - {name: parcels, prefixes: [CP, CV], chutes: [c2]}
              - {name: north, countries: [MY], postcodes: [05000..14999], chutes: [c1, c2]}
              - {name: malaysia, countries: [MY, BN], chutes: [c1, c3], share: balance}
              - {name: rest, chutes: [exception]}
            """;

    @TempDir
    private Path dir;

    private Path plan;

    /** How it ended and what it printed. */
    private record Run(int exit, String out, String err) {}

    @BeforeEach
    void writePlan() throws IOException {
        plan = Files.writeString(dir.resolve("plan.yaml"), PLAN);
    }

    @Test
    void everyRuleBeforeTheMatchIsAnsweredInPlainWords() {
        Run run = explain(
                LETTER,
                "--at",
                MONDAY,
                "--country",
                "my",
                "--postcode",
                "50000",
                "--service",
                "economy",
                "--grams",
                "500",
                "--size",
                "300x200x90",
                "--customs",
                "released",
                "--priority",
                "2");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "Plan p-1, asked for 2026-11-23T03:00:00Z (Mon 11:00 in Asia/Kuala_Lumpur)",
                        "Parcel s10/RR123456785MY",
                        "   1  looked-at  no: customs is released, the rule wants hold or inspect",
                        "   2  bags       no: number is s10, the rule wants sscc",
                        "   3  heavy      no: weight is 500 g, the rule wants at least 20000 g",
                        "   4  weekend    no: weekday is monday, the rule wants saturday or sunday",
                        "   5  at-night   no: time is 11:00, the rule wants night 22:00-06:00",
                        "   6  express    no: service is economy, the rule wants express",
                        "   7  large      no: longest side is medium (300 mm), the rule wants large",
                        "   8  parcels    no: number is RR123456785MY, the rule wants one that begins with CP or CV",
                        "   9  north      no: postcode is 50000, the rule wants 05000-14999",
                        "  10  malaysia   MATCHES: chutes c1, c3 in turn");
    }

    @Test
    void whatIsNotToldIsNotKnown() {
        Run run = explain(LETTER, "--at", MONDAY);
        assertThat(run.out())
                .contains("customs is not known, the rule wants hold or inspect")
                .contains("weight is not known, the rule wants at least 20000 g")
                .contains("country is not known, the rule wants MY")
                .contains("rest       MATCHES (the rule for all the rest): chute exception");
    }

    @Test
    void instantDecidesAboutWavesAndAPlanThatIsNotYetInForce() {
        assertThat(explain(LETTER, "--at", "2026-11-23T15:00:00Z").out()).contains("at-night   MATCHES: chute c2");
        assertThat(explain(LETTER, "--at", "2026-11-22T17:59:59Z").out())
                .contains("not in force yet: valid from 2026-11-22T18:00:00Z");
    }

    @Test
    void textThatNamesNoParcelEndsInTheExceptionChute() {
        Run run = explain("hello", "--at", MONDAY);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("Parcel without a number: no data").contains("exception chute");
        assertThat(explain("NOREAD", "--at", MONDAY).out()).contains("without a number: no read");
    }

    @Test
    void jsonSaysTheSameForPrograms() {
        Run run = explain(LETTER, "--at", MONDAY, "--country", "BN", "--json");
        assertThat(run.out().lines().toList()).hasSize(1);
        assertThat(run.out())
                .startsWith("{\"plan\":\"p-1\",\"validFrom\":\"2026-11-22T18:00:00Z\",\"inForce\":true,")
                .contains(
                        "\"subject\":\"s10/RR123456785MY\",\"problem\":\"none\",\"rule\":\"malaysia\",\"ruleIndex\":9,"
                                + "\"chutes\":[\"c1\",\"c3\"],\"share\":\"balance\",\"misses\":[{\"rule\":\"looked-at\"")
                .contains("\"condition\":\"country\",\"wanted\":\"MY\",\"value\":\"BN\"");
    }

    @Test
    void onALineTheWholeLadderAnswers() throws IOException {
        Path line = shipped("hubs/lgg/line.yaml");
        Files.createDirectories(dir.resolve("lgg"));
        Path rules = shipped("hubs/lgg/plan.yaml");
        String on = line.toString();
        assertThat(run(rules, LETTER, "--line", on, "--country", "BE", "--customs", "released")
                        .out())
                .contains("benelux")
                .contains("On this line, every chute open, it goes to chute benelux (step plan)");
        assertThat(run(rules, LETTER, "--line", on, "--country", "BE", "--customs", "hold")
                        .out())
                .contains("goes to chute bonded (step customs, customs hold)");
        assertThat(run(rules, LETTER, "--line", on, "--country", "BE", "--json").out())
                .contains("\"chute\":\"bonded\",\"step\":\"customs\",\"reason\":\"customs_unknown\"");
    }

    @Test
    void planForAnotherLineIsRefusedWithThePlace() throws IOException {
        Run run = run(plan, LETTER, "--line", shipped("hubs/kgl/line.yaml").toString());
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err())
                .contains("plan.yaml:5:58: rules[0].chutes[0]: found 'c4', which no chute of this line is");
    }

    @Test
    void wrongUsageIsToldFromWrongFiles() throws IOException {
        assertThat(explain(LETTER, "--at", "yesterday").exit()).isEqualTo(2);
        assertThat(explain(LETTER, "--country", "Malaysia").exit()).isEqualTo(2);
        assertThat(explain(LETTER, "--size", "big").exit()).isEqualTo(2);
        assertThat(explain(LETTER, "--customs", "maybe").err()).contains("one of none, pre-advised");
        assertThat(explain(LETTER, "--priority", "10").exit()).isEqualTo(2);
        assertThat(explain("\\xZZ").exit()).isEqualTo(2);
        assertThat(run(dir.resolve("absent.yaml"), LETTER).exit()).isEqualTo(3);
        assertThat(run(plan, LETTER, "--line", shipped("hubs/kgl/station.yaml").toString())
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void checkTakesPlansAndLooksAtALinesPlanToo() throws IOException {
        assertThat(command("check", plan.toString()).out()).isEqualTo(plan + ": good\n");
        Path line = shipped("hubs/kgl/line.yaml");
        Run without = command("check", line.toString());
        assertThat(without.exit()).isEqualTo(3);
        assertThat(without.out()).contains(dir.resolve("hubs/kgl/plan.yaml") + ": found no such file");
        Path beside = shipped("hubs/kgl/plan.yaml");
        Run good = command("check", line.toString());
        assertThat(good.exit()).as(good.out()).isZero();
        assertThat(good.out()).isEqualTo(line + ": good\n" + beside + ": good\n");
        Files.writeString(beside, Files.readString(beside).replace("[kigali]", "[kigoma]"));
        Run bad = command("check", line.toString(), plan.toString());
        assertThat(bad.exit()).isEqualTo(3);
        assertThat(bad.out())
                .contains("found 'kigoma', which no chute of this line is called")
                .contains(plan + ": good");
        assertThat(bad.err()).contains("1 problem");
    }

    private Path shipped(String name) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        try (var in = ExplainCommandTest.class.getResourceAsStream("/hubfloor/" + name)) {
            assertThat(in).as(name).isNotNull();
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    private Run explain(String... arguments) {
        return run(plan, arguments);
    }

    private static Run run(Path plan, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "explain";
        all[1] = plan.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return command(all);
    }

    private static Run command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Hubfloor.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = command.execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }
}
