package hubfloor.sorter.story;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.event.ClockQuality;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import hubfloor.port.WireFormat.Malformed;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.event.LineEvent.Step;
import hubfloor.sorter.event.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineStoryTest {
    private static final String S10 = "s10/RR123456785MY";
    private static final Instant FROM = Instant.parse("2026-11-22T00:00:00Z");
    private final JsonWireFormat wire = new JsonWireFormat();
    private final LineStory story = new LineStory(Events.line(), LineStory.run("3f2a9c01-77aa", 81_234));

    static Stream<Arguments> events() {
        String parcel = "{\"parcel\":\"3f2a9c01-81234/7\",";
        return Stream.of(
                row(
                        new LineEvent.Inducted(0, 7, 0, false, "p1"),
                        "sort.inducted.v1",
                        parcel + "\"eye\":\"entry\",\"unknown\":false,\"plan\":\"p1\"}",
                        "Inducted at eye entry under plan p1."),
                row(
                        new LineEvent.Inducted(0, 7, 1, true, "p1"),
                        "sort.inducted.v1",
                        parcel + "\"eye\":\"middle\",\"unknown\":true,\"plan\":\"p1\"}",
                        "Seen at eye middle where no parcel was expected; taken in as unknown."),
                row(
                        new LineEvent.Sized(0, 7, 300, -1),
                        "sort.sized.v1",
                        parcel + "\"lengthMm\":300,\"gapMm\":-1}",
                        "Is 300 mm long."),
                row(
                        new LineEvent.Joined(0, 7, 0, "cam-1", List.of(S10)),
                        "sort.read.v1",
                        parcel + "\"area\":\"tunnel\",\"scanner\":\"cam-1\",\"subjects\":[\"" + S10 + "\"]}",
                        "Read by scanner cam-1 in area tunnel as " + S10 + "."),
                row(
                        new LineEvent.Joined(0, 7, 0, "cam-1", List.of()),
                        "sort.read.v1",
                        parcel + "\"area\":\"tunnel\",\"scanner\":\"cam-1\",\"subjects\":[]}",
                        "Not read by scanner cam-1 in area tunnel."),
                row(
                        new LineEvent.Weighed(0, 7, 1, 2, 3, 4),
                        "sort.measured.v1",
                        parcel + "\"grams\":1,\"lengthMm\":2,\"widthMm\":3,\"heightMm\":4}",
                        "Measured: 1 g, 2 x 3 x 4 mm."),
                row(
                        Events.decided(0, 7, S10, 0, Step.PLAN, Reason.NONE),
                        "sort.decided.v1",
                        parcel + "\"chute\":\"north\",\"step\":\"plan\",\"reason\":\"none\",\"plan\":\"p1\","
                                + "\"planValidFrom\":\"2026-11-22T00:00:00Z\",\"rule\":\"asia\",\"customs\":\"released\","
                                + "\"clock\":\"customs\",\"leftS\":10800,\"stage\":\"half-used\","
                                + "\"inputs\":[\"read=s10\",\"country=MY\"]}",
                        "Decided: chute north, by plan rule asia; 180 min left to customs (read=s10 country=MY)."),
                row(
                        Events.decided(0, 7, S10, -1, Step.RECIRCULATE, Reason.CHUTE_FULL),
                        "sort.decided.v1",
                        "",
                        "Decided: no chute, it goes round, by recirculate rule asia, because of chute_full"
                                + "; 180 min left to customs (read=s10 country=MY)."),
                row(
                        new LineEvent.HostRefused(0, 7, Reason.HOST_LATE, 120, "north"),
                        "sort.host-refused.v1",
                        parcel + "\"reason\":\"host_late\",\"lateMs\":120,\"chute\":\"north\"}",
                        "The host's answer north was refused: host_late, 120 ms late."),
                row(
                        new LineEvent.Fired(0, 7, 0, 0, 5_120, -2),
                        "sort.fired.v1",
                        parcel + "\"gate\":\"push-1\",\"chute\":\"north\",\"duePulse\":5120,\"offsetPulses\":-2}",
                        "Gate push-1 fired for chute north, -2 pulses from its due count."),
                row(
                        new LineEvent.Aborted(0, 7, 0, 0, Reason.TOO_LATE),
                        "sort.aborted.v1",
                        parcel + "\"gate\":\"push-1\",\"chute\":\"north\",\"reason\":\"too_late\"}",
                        "Not diverted by gate push-1 to chute north: too_late."),
                row(
                        new LineEvent.Passed(0, 7, 1, -12),
                        "sort.passed.v1",
                        parcel + "\"eye\":\"middle\",\"offsetMm\":-12}",
                        "Passed eye middle, -12 mm from where it was expected."),
                row(
                        new LineEvent.Ended(0, 7, Outcome.CONFIRMED, 0, Reason.NONE),
                        "sort.ended.v1",
                        parcel + "\"outcome\":\"confirmed\",\"chute\":\"north\",\"reason\":\"none\"}",
                        "Confirmed at chute north."),
                row(
                        new LineEvent.Ended(0, 7, Outcome.LOST, -1, Reason.NOT_SEEN),
                        "sort.ended.v1",
                        parcel + "\"outcome\":\"lost\",\"chute\":\"\",\"reason\":\"not_seen\"}",
                        "Lost: not seen where it must have come by: not_seen."),
                row(
                        new LineEvent.Stray(0, 1),
                        "sort.stray.v1",
                        "{\"eye\":\"middle\"}",
                        "Eye middle saw something that fits no parcel."),
                row(
                        new LineEvent.StateChanged(0, "production", "execute", "held", Reason.JAM),
                        "device.line-state.v1",
                        "{\"mode\":\"production\",\"from\":\"execute\",\"to\":\"held\",\"reason\":\"jam\"}",
                        "Event device.line-state.v1: jam."),
                row(
                        new LineEvent.GateOutOfService(0, 0, Reason.MISSED_DIVERTS),
                        "alarm.gate-out-of-service.v1",
                        "{\"gate\":\"push-1\",\"reason\":\"missed_diverts\"}",
                        "Event alarm.gate-out-of-service.v1: missed_diverts."),
                row(
                        new LineEvent.ChuteChanged(0, 0, "full", Reason.CHUTE_FULL),
                        "chute.changed.v1",
                        "{\"chute\":\"north\",\"state\":\"full\",\"reason\":\"chute_full\"}",
                        "Event chute.changed.v1: chute_full."),
                row(
                        new LineEvent.PlanChanged(0, "p1", "p2", FROM),
                        "device.plan-changed.v1",
                        "{\"from\":\"p1\",\"to\":\"p2\",\"validFrom\":\"2026-11-22T00:00:00Z\"}",
                        "Event device.plan-changed.v1."),
                row(
                        new LineEvent.Alarm(0, Reason.EYE_FAULT, "middle", "blocked 9 s"),
                        "alarm.line.v1",
                        "{\"reason\":\"eye_fault\",\"about\":\"middle\",\"detail\":\"blocked 9 s\"}",
                        "Event alarm.line.v1: eye_fault."),
                row(
                        new LineEvent.OrderRefused(0, "start", Reason.NOT_ALLOWED_NOW),
                        "operator.order-refused.v1",
                        "{\"order\":\"start\",\"reason\":\"not_allowed_now\"}",
                        "Event operator.order-refused.v1: not_allowed_now."));
    }

    private static Arguments row(LineEvent event, String type, String json, String sentence) {
        return Arguments.of(event, type, json, sentence);
    }

    @ParameterizedTest
    @MethodSource("events")
    void eachEventHasItsTypeItsFieldsAndASentence(LineEvent event, String type, String json, String sentence)
            throws Malformed {
        LineEventRecord told = story.tell(event);
        assertThat(told.type()).isEqualTo(type);
        byte[] bytes = wire.flat(told.data());
        if (!json.isEmpty()) {
            assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(json);
        }
        assertThat(StoryTeller.sentence(type, wire.readFlat(bytes))).isEqualTo(sentence);
    }

    @Test
    void everyKindOfEventIsInTheTable() {
        List<String> kinds = new ArrayList<>();
        for (Class<?> kind : LineEvent.class.getPermittedSubclasses()) {
            if (kind.isInterface()) {
                Arrays.stream(kind.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .forEach(kinds::add);
            } else {
                kinds.add(kind.getSimpleName());
            }
        }
        assertThat(events().map(row -> row.get()[0].getClass().getSimpleName()).distinct())
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void subjectIsKnownFromTheReadToTheEndAndNotBeyond() {
        List<String> subjects = new ArrayList<>();
        for (LineEvent event : Events.goodParcel(7, S10, 0)) {
            subjects.add(story.tell(event).subject());
        }
        assertThat(subjects).containsExactly("", "", S10, S10, S10, S10, S10);
        assertThat(story.tell(new LineEvent.Stray(0, 1)).subject()).isEmpty();
        assertThat(story.tell(new LineEvent.Sized(0, 7, 1, 1)).subject()).isEmpty();
    }

    @Test
    void conflictTakesTheSubjectAwayAgain() {
        story.tell(new LineEvent.Joined(0, 7, 0, "cam-1", List.of(S10)));
        LineEvent decided = Events.decided(0, 7, "", 1, Step.EXCEPTION, Reason.MULTIPLE_READS);
        assertThat(story.tell(decided).subject()).isEmpty();
    }

    @Test
    void subjectsAreForgottenOldestFirstWhenParcelsNeverEnd() {
        for (long parcel = 1; parcel <= LineStory.PARCELS_MAX + 1; parcel++) {
            story.tell(new LineEvent.Joined(0, parcel, 0, "cam-1", List.of("s10/" + parcel)));
        }
        assertThat(story.tell(new LineEvent.Passed(0, 1, 1, 0)).subject()).isEmpty();
        assertThat(story.tell(new LineEvent.Passed(0, 2, 1, 0)).subject()).isEqualTo("s10/2");
    }

    @Test
    void sightingsAreTelemetryAlarmsAreAlarmsAndTheRestIsCustody() {
        assertThat(story.tell(new LineEvent.Passed(0, 7, 1, 0)).eventClass()).isEqualTo(EventClass.TELEMETRY);
        assertThat(story.tell(new LineEvent.Alarm(0, Reason.JAM, "", "")).eventClass())
                .isEqualTo(EventClass.ALARM);
        LineEventRecord ended = story.tell(new LineEvent.Ended(0, 7, Outcome.LOST, -1, Reason.NOT_SEEN));
        assertThat(ended.eventClass()).isEqualTo(EventClass.CUSTODY);
        assertThat(ended.family()).isEqualTo(EventFamily.SORT);
    }

    @Test
    void stampGoesBackToWhenItHappened() {
        Stamp now = new Stamp(Instant.ofEpochMilli(10_000), 5_000, "b", ClockQuality.SYNCED);
        Stamp then = LineEventRecord.at(1_000_000_000L, now, 1_250_000_000L);
        assertThat(then).isEqualTo(new Stamp(Instant.ofEpochMilli(9_750), 4_750, "b", ClockQuality.SYNCED));
    }

    @Test
    void strangeDataNeverStopsAStory() {
        for (String type : List.of("sort.decided.v1", "sort.ended.v1", "sort.read.v1", "scan.read.v1", "x")) {
            assertThat(StoryTeller.sentence(type, java.util.Map.of("chute", 5L, "inputs", "no list", "outcome", true)))
                    .isNotEmpty();
        }
    }
}
