package hubfloor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.advice.Advice;
import hubfloor.agent.ScanRecord.Reading;
import hubfloor.agent.StaffFeedback.Light;
import hubfloor.config.model.CustomsStatus;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identification.Outcome;
import hubfloor.port.EventStore.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What staff are told, and above all when it may be green. */
class StaffFeedbackTest {
    private static final Candidate PARCEL = new Candidate("s10", "RR473124829GB", true, "", 0.99, "", List.of());

    private final StaffFeedback feedback = new StaffFeedback(null);

    @Test
    void nothingIsGreenBeforeTheStoreHasSaidStored() {
        assertThat(feedback.last().light()).isEqualTo(Light.DARK);
        feedback.scanned();
        assertThat(feedback.last().light()).isEqualTo(Light.DARK);
        feedback.stored(scan(Outcome.ONE), 7);
        assertThat(feedback.last().light()).isEqualTo(Light.GREEN);
        assertThat(feedback.last().words()).isEqualTo("Recorded");
        assertThat(feedback.last().text()).isEqualTo("RR473124829GB");
        assertThat(feedback.last().seq()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, unknown, 'Not a parcel number. Scan the shipping label; if there is none, set the parcel aside'",
        "CONFLICT, conflict, 'This could be two different parcels. Set it aside for the supervisor'",
        "NO_READ, no-read, 'No code seen. Scan again'"
    })
    void storedScanThatNamesNoOneParcelIsRedWithWhatToDo(Outcome outcome, String reason, String words) {
        feedback.stored(scan(outcome), 8);
        assertThat(feedback.last().light()).isEqualTo(Light.RED);
        assertThat(feedback.last().reason()).isEqualTo(reason);
        assertThat(feedback.last().words()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "FULL, full, 'Not recorded, storage is full. Stop and call the technician'",
        "SHED, full, 'Not recorded, storage is full. Stop and call the technician'",
        "FAILED, failed, 'Not recorded, storage has failed. Stop and call the technician'",
        "CLOSED, closed, 'Not recorded, scan again: the station is restarting'"
    })
    void refusedScanIsRedSaysNotRecordedAndHasNoNumber(Refusal why, String reason, String words) {
        feedback.stored(scan(Outcome.ONE), 9);
        feedback.refused(scan(Outcome.ONE), why);
        assertThat(feedback.last().light()).isEqualTo(Light.RED);
        assertThat(feedback.last().reason()).isEqualTo(reason);
        assertThat(feedback.last().words()).isEqualTo(words);
        assertThat(feedback.last().text()).isEqualTo("RR473124829GB");
        assertThat(feedback.last().seq()).isZero();
        assertThat(feedback.refusedCount()).isEqualTo(1);
    }

    @Test
    void garbledTelegramIsRedAndForgetsTheCodeBefore() {
        feedback.stored(scan(Outcome.ONE), 10);
        feedback.garbled();
        assertThat(feedback.last().light()).isEqualTo(Light.RED);
        assertThat(feedback.last().words()).isEqualTo("Not recorded, scan again");
        assertThat(feedback.last().text()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void afterTheStoreHasFailedNothingEverTurnsGreen(Outcome outcome) {
        feedback.storeFailed();
        feedback.stored(scan(outcome), 11);
        feedback.garbled();
        assertThat(feedback.last().light()).isEqualTo(Light.RED);
        assertThat(feedback.last().reason()).isEqualTo("failed");
        assertThat(feedback.last().words()).startsWith("Nothing is recorded any more");
        feedback.refused(scan(outcome), Refusal.FAILED);
        feedback.stored(scan(outcome), 12);
        assertThat(feedback.last().light()).isEqualTo(Light.RED);
    }

    @Test
    void greenMeansStoredAndTheWordsSayWhatElseIsToDo() {
        Advice held = Advice.to("BE", "", "", 1_000, 0).heard(CustomsStatus.INSPECT, 1, Instant.EPOCH);
        feedback.stored(scan(Outcome.ONE).with(new ScanRecord.Advised(held, Optional.empty(), true, false)), 12);
        assertThat(feedback.last().light()).isEqualTo(Light.GREEN);
        assertThat(feedback.last().words()).isEqualTo("Recorded. Customs holds it: bonded side");
        Advice free = Advice.to("BE", "", "", 1_000, 0).heard(CustomsStatus.RELEASED, 1, Instant.EPOCH);
        feedback.stored(scan(Outcome.ONE).with(new ScanRecord.Advised(free, Optional.empty(), true, false)), 13);
        assertThat(feedback.last().reason()).isEqualTo("stored-weight-off");
        feedback.stored(scan(Outcome.ONE).with(new ScanRecord.Advised(free, Optional.empty(), false, false)), 14);
        assertThat(feedback.last().words()).isEqualTo("Recorded");
    }

    private static ScanRecord scan(Outcome outcome) {
        Reading reading = new Reading("", "raw text", new Identification(Outcome.NONE, List.of()));
        return new ScanRecord(
                "hand",
                outcome,
                outcome == Outcome.NO_READ ? List.of() : List.of(reading),
                0,
                outcome == Outcome.ONE ? Optional.of(PARCEL) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
