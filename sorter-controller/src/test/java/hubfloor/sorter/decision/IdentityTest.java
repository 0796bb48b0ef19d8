package hubfloor.sorter.decision;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identification.Outcome;
import hubfloor.sorter.event.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final Identification NO_READ = new Identification(Outcome.NO_READ, List.of());
    private static final Identification TEXT = new Identification(Outcome.NONE, List.of());
    private static final Identification CONFLICT = new Identification(Outcome.CONFLICT, List.of());

    private static Identification one(String value) {
        return new Identification(Outcome.ONE, List.of(new Candidate("s10", value, true, "", 0.95, "", List.of())));
    }

    @Test
    void oneReaderThatSawNothingDoesNotContradictAnother() {
        assertThat(Identity.of(List.of(NO_READ, one("A"), TEXT, one("A"))).subject())
                .isEqualTo("s10/A");
    }

    @Test
    void nothingReadIsANoReadAndMeaninglessTextIsNoData() {
        assertThat(Identity.of(List.of()).problem()).isEqualTo(Reason.NO_READ);
        assertThat(Identity.of(List.of(NO_READ)).problem()).isEqualTo(Reason.NO_READ);
        assertThat(Identity.of(List.of(TEXT, NO_READ)).problem()).isEqualTo(Reason.NO_DATA);
    }

    @Test
    void twoParcelsNamedAreNeverSettledHereWhateverTheOrder() {
        assertThat(Identity.of(List.of(one("A"), one("B"))).problem()).isEqualTo(Reason.MULTIPLE_READS);
        assertThat(Identity.of(List.of(one("A"), one("B"), one("A"))).problem()).isEqualTo(Reason.MULTIPLE_READS);
        assertThat(Identity.of(List.of(one("A"), one("B"), CONFLICT)).problem()).isEqualTo(Reason.CONFLICT);
        assertThat(Identity.of(List.of(CONFLICT, one("A"))).problem()).isEqualTo(Reason.CONFLICT);
        assertThat(Identity.of(List.of(one("A"), one("B"))).subject()).isEmpty();
    }
}
