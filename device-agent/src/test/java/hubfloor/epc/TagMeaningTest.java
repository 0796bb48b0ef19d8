package hubfloor.epc;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identification.Outcome;
import hubfloor.parcel.Identifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tag and a barcode of one parcel must name it alike, or every parcel with both would be a conflict. */
class TagMeaningTest {
    private final Identifier identifier = new Identifier(Gs1Files.shipped());

    private Identification tag(String hex) {
        return identifier.tag(EpcDecoder.decode(hex).elements());
    }

    private Candidate bestOf(String aim, String text) {
        return identifier.identify(new Barcode(aim, text)).candidates().getFirst();
    }

    @Test
    void ssccTagNamesTheParcelAsItsBarcodeDoes() {
        for (String hex : new String[] {"311BA1B300CE0A6A83000000", "F90095201234567891235"}) {
            Identification found = tag(hex);
            Candidate best = found.candidates().getFirst();
            Candidate barcode = bestOf("]C1", "00095201234567891235");
            assertThat(found.outcome()).isEqualTo(Outcome.ONE);
            assertThat(best.scheme() + "/" + best.value()).isEqualTo(barcode.scheme() + "/" + barcode.value());
            assertThat(best.symbology()).isEqualTo("epc");
            assertThat(best.confidence()).isEqualTo(barcode.confidence());
        }
    }

    @Test
    void bagAndCageAreNamedAsTheirBarcodesDo() {
        assertThat(tag("3776451FD40C0E59B2C2BF1000000000000000000000")
                        .candidates()
                        .getFirst()
                        .value())
                .isEqualTo(bestOf("]C1", "80030952114112345432a/b").value());
        assertThat(tag("3476451FD40000000000162E").candidates().getFirst().value())
                .isEqualTo(bestOf("]C1", "800495211415678").value());
    }

    /** A serial may hold a bracket; it must not be taken for the next application identifier. */
    @Test
    void bracketsInASerialAreData() {
        String hex = EpcEncoder.encode("urn:epc:tag:grai-170:0.9521141.12345.A(8004)B");
        Identification found = tag(hex);
        assertThat(found.outcome()).isEqualTo(Outcome.ONE);
        assertThat(found.candidates().getFirst().elements())
                .containsExactly(new Candidate.Element("8003", "09521141123454A(8004)B"));
    }

    @Test
    void productTagNamesNoParcelAndAWrongCheckDigitIsNoParcelEither() {
        assertThat(tag("3066C4409047E140075BCD15").outcome()).isEqualTo(Outcome.NONE);
        Identification wrong = tag("F90095201234567891230");
        assertThat(wrong.outcome()).isEqualTo(Outcome.NONE);
        assertThat(wrong.candidates()).anyMatch(candidate -> candidate.reason().equals("check_digit"));
    }

    @Test
    void tagOfAnotherNumberingSystemMeansNothing() {
        assertThat(tag("E28069454356128061920579")).isEqualTo(new Identification(Outcome.NONE, List.of()));
    }
}
