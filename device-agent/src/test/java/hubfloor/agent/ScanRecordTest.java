package hubfloor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification.Outcome;
import hubfloor.parcel.Identifier;
import hubfloor.reader.ReaderMessage.Code;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Missing;
import hubfloor.reader.ReaderMessage.Symbol;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All codes of one telegram lie on one parcel: what they make together. */
class ScanRecordTest {
    private static final String S10 = "RR473124829GB";
    private static final String OTHER_S10 = "LX241278845RW";
    private static final String PRODUCT = "4006381333931";
    private static final Identifier IDENTIFIER = new Identifier(Gs1Files.shipped());

    @Test
    void twoValidParcelNumbersInOneTelegramAreAConflictInEitherOrder() {
        for (ScanRecord scan : List.of(scan(code(S10), code(OTHER_S10)), scan(code(OTHER_S10), code(S10)))) {
            assertThat(scan.outcome()).isEqualTo(Outcome.CONFLICT);
            assertThat(scan.parcel()).isEmpty();
            assertThat(scan.readings()).hasSize(2);
        }
    }

    @Test
    void conflictIsNotTalkedAwayByAThirdLabelThatAgreesWithTheFirst() {
        assertThat(scan(code(S10), code(OTHER_S10), code(S10)).outcome()).isEqualTo(Outcome.CONFLICT);
    }

    @Test
    void sameLabelTwiceIsOneParcel() {
        ScanRecord scan = scan(code(S10), code(S10));
        assertThat(scan.outcome()).isEqualTo(Outcome.ONE);
        assertThat(scan.parcel().map(Candidate::value)).contains(S10);
        assertThat(scan.readings()).as("both readings are kept").hasSize(2);
    }

    @Test
    void productCodeBesideAParcelNumberDoesNotDisturb() {
        ScanRecord scan = scan(code(PRODUCT), code(S10), code("A SMUDGE"));
        assertThat(scan.outcome()).isEqualTo(Outcome.ONE);
        assertThat(scan.parcel().map(Candidate::value)).contains(S10);
    }

    @Test
    void missingLabelsAreCountedAndDoNotDisturbTheOneThatWasSeen() {
        ScanRecord scan = scan(new Missing(), code(S10), new Missing());
        assertThat(scan.outcome()).isEqualTo(Outcome.ONE);
        assertThat(scan.missing()).isEqualTo(2);
    }

    @Test
    void telegramOfMissingLabelsOnlyIsANoRead() {
        ScanRecord scan = scan(new Missing(), new Missing());
        assertThat(scan.outcome()).isEqualTo(Outcome.NO_READ);
        assertThat(scan.missing()).isEqualTo(2);
        assertThat(scan.parcel()).isEmpty();
    }

    @Test
    void onlyTextNobodyKnowsIsNoneAndIsKeptExactly() {
        ScanRecord scan = scan(code("rr 4731\u001d24829<b>"));
        assertThat(scan.outcome()).isEqualTo(Outcome.NONE);
        assertThat(scan.readings().getFirst().text()).isEqualTo("rr 4731\u001d24829<b>");
        assertThat(scan.parcel()).isEmpty();
    }

    private static Code code(String text) {
        return new Symbol(new Barcode("", text));
    }

    private static ScanRecord scan(Code... codes) {
        return ScanRecord.of("hand", new Codes(Arrays.asList(codes)), IDENTIFIER);
    }
}
