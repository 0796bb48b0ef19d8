package hubfloor.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.load.BadPlans.Bad;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.SortRule;
import hubfloor.config.model.SortRule.PostcodeRange;
import hubfloor.config.model.SortRule.Share;
import hubfloor.config.model.SortRule.SizeClass;
import hubfloor.config.model.SortRule.Wave;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanFileTest {
    static Stream<Bad> bad() {
        return BadPlans.all();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badPlanIsRefusedWithPlaceKeyAndReason(Bad bad) {
        assertThat(Yaml.sentences(Yaml.plan(bad.text(), null)))
                .anySatisfy(sentence -> assertThat(sentence).contains(bad.sentence()));
    }

    @Test
    void goodPlanBecomesRecords() {
        SortPlan plan = accepted(BadPlans.GOOD);
        assertThat(plan.version()).isEqualTo("p-1");
        assertThat(plan.validFrom()).isEqualTo(Instant.parse("2026-11-22T18:00:00Z"));
        assertThat(plan.zone().getId()).isEqualTo("Asia/Kuala_Lumpur");
        assertThat(plan.hash()).matches("[0-9a-f]{64}");
        SortRule north = plan.rules().get(0);
        assertThat(north.countries()).containsExactly("MY");
        assertThat(north.postcodes())
                .containsExactly(new PostcodeRange("05000", "14999"), new PostcodeRange("50000", "50000"));
        assertThat(north.chutes()).containsExactly("c1", "c2");
        assertThat(north.share()).isEqualTo(Share.FILL);
        assertThat(plan.rules().get(1).minGrams()).hasValue(20_000);
        SortRule posts = plan.rules().get(2);
        assertThat(posts.prefixes()).containsExactly("RR", "LX");
        assertThat(posts.wave()).contains(new Wave("night", LocalTime.of(22, 0), LocalTime.of(6, 0)));
        assertThat(posts.share()).isEqualTo(Share.BALANCE);
        SortRule held = plan.rules().get(3);
        assertThat(held.customs()).containsOnly(CustomsStatus.HOLD, CustomsStatus.DO_NOT_LOAD);
        assertThat(held.sizes()).containsOnly(SizeClass.LARGE);
        assertThat(held.weekdays()).containsOnly(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(plan.rules().get(4).minPriority()).hasValue(5);
        assertThat(plan.rules()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "countries: [MY]",
                "countries: [MY, TH], postcodes: [\"07000\"]",
                "countries: [MY], postcodes: [14000..15000]",
                "countries: [MY], postcodes: [\"0700\"]",
                "min-grams: 20000",
                "max-grams: 25000",
                "schemes: [s10], prefixes: [R], wave: night",
                "schemes: [s10], prefixes: [RR], wave: early",
                "schemes: [s10], prefixes: [RR]",
                "customs: [hold], sizes: [large]",
                "services: [express], min-priority: 4",
                "services: [express]",
                "services: [express, economy], min-priority: 5"
            })
    void ruleThatStillTakesSomethingIsNoUnreachableOne(String conditions) {
        accepted(BadPlans.with(
                "  - {name: rest", "  - {name: late, " + conditions + ", chutes: [c1]}\n  - {name: rest"));
    }

    @Test
    void chuteThatTheLineDoesNotHaveIsRefused() {
        LineConfig line =
                Yaml.accepted(Yaml.resource("/hubfloor/lines/demo.yaml")).line().orElseThrow();
        assertThat(Yaml.sentences(Yaml.plan(BadPlans.GOOD, line))).isEmpty();
        assertThat(Yaml.sentences(Yaml.plan(BadPlans.with("[c1, c2]", "[c1, c9]"), line)))
                .containsExactly("p.yaml:7:85: rules[0].chutes[1]: found 'c9', which no chute of this line is called,"
                        + " allowed 'c1' (did you mean that?), the name of a chute of this line: c1, c2, c3, c4, c5, c6,"
                        + " c7, c8, exception");
    }

    @Test
    void planMayComeAsJson() {
        accepted("""
                {"format": 1,
                 "plan": {"version": "j", "valid-from": "2026-01-01T00:00:00Z", "zone": "UTC"},
                 "rules": [{"name": "rest", "chutes": ["exception"]}]}
                """);
    }

    @Test
    void planThatBreaksOffIsNotSaidToLackItsLastRule() {
        assertThat(Yaml.sentences(
                        Yaml.plan(BadPlans.GOOD.replace("  - {name: rest, chutes: [exception]}", "  - {"), null)))
                .noneMatch(sentence -> sentence.contains("last rule"))
                .anyMatch(sentence -> sentence.contains("not YAML"));
    }

    @Test
    void planAndDeviceFilesAreToldApart(@TempDir Path directory) throws IOException {
        Path plan = Files.writeString(directory.resolve("a.yaml"), BadPlans.with("format: 1", "format: 7"));
        Path device = Files.writeString(directory.resolve("b.yaml"), Yaml.GOOD);
        assertThat(PlanFile.isMeant(plan)).isTrue();
        assertThat(PlanFile.isMeant(device)).isFalse();
        assertThat(PlanFile.isMeant(directory.resolve("absent.yaml"))).isFalse();
        assertThat(Yaml.sentences(PlanFile.load(plan))).containsExactly(plan + ":1:9: format: found 7, allowed 1");
    }

    private static SortPlan accepted(String text) {
        return switch (Yaml.plan(text, null)) {
            case Loaded.Accepted<SortPlan> accepted -> accepted.value();
            case Loaded.Refused<SortPlan> refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }
}
