package hubfloor.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.parcel.Identification.Outcome;
import org.junit.jupiter.api.Test;

class IdentifierTest {
    private static final Identifier IDENTIFIER = new Identifier(Gs1Files.shipped());

    @Test
    void postNumberThatAlsoFitsACarriersShapeIsOnePostNumber() {
        Identification found = identify("LX126339200JP");
        assertThat(found.outcome()).isEqualTo(Outcome.ONE);
        assertThat(found.candidates()).extracting(Candidate::scheme).containsExactly("s10", "dhl");
    }

    @Test
    void bareSsccThatAlsoFitsFedexIsOneSscc() {
        Identification found = identify("000123450000000027");
        assertThat(found.outcome()).isEqualTo(Outcome.ONE);
        assertThat(found.candidates())
                .extracting(Candidate::scheme)
                .startsWith("sscc")
                .contains("fedex");
    }

    @Test
    void twelveDigitsValidForTwoCarriersAreAConflict() {
        String number = firstTwelveDigits("fedex", "purolator");
        assertThat(identify(number).outcome()).isEqualTo(Outcome.CONFLICT);
    }

    @Test
    void twelveDigitsValidForACarrierAndAsProductAreAConflict() {
        String number = firstTwelveDigits("fedex", "gtin");
        assertThat(identify(number).outcome()).isEqualTo(Outcome.CONFLICT);
    }

    @Test
    void fedexNumberAloneIsOne() {
        Identification found = identify("986578788855");
        assertThat(found.outcome()).isEqualTo(Outcome.ONE);
        assertThat(found.candidates().get(0).format()).isEqualTo("fedex_12");
    }

    @Test
    void productNumberIsADecoy() {
        assertThat(identify("]E02112345678900").outcome()).isEqualTo(Outcome.NONE);
        assertThat(identify("4006381333931").outcome()).isEqualTo(Outcome.NONE);
        assertThat(identify("]C10112345678901231").outcome()).isEqualTo(Outcome.NONE);
    }

    @Test
    void aimIdentifierConfirmsTheSsccAndNamesTheSymbol() {
        Identification marked = identify("]C100069012349679290810");
        assertThat(marked.candidates().get(0))
                .extracting(Candidate::scheme, Candidate::value, Candidate::symbology)
                .containsExactly("sscc", "069012349679290810", "GS1-128");
        assertThat(marked.candidates().get(0).confidence())
                .isGreaterThan(
                        identify("00069012349679290810").candidates().get(0).confidence());
        assertThat(IDENTIFIER.identify(new Barcode("]C1", "00069012349679290810")))
                .isEqualTo(marked);
    }

    @Test
    void code128WithoutFnc1IsNoElementString() {
        assertThat(identify("]C000069012349679290810").candidates())
                .extracting(Candidate::scheme)
                .doesNotContain("gs1", "sscc");
    }

    @Test
    void lonelyElementDoesNotSpoilTheSsccBesideIt() {
        Identification found = identify("(00)095211418602631179(4303)Suite%201");
        assertThat(found.outcome()).isEqualTo(Outcome.ONE);
        assertThat(found.candidates().get(0).scheme()).isEqualTo("sscc");
        assertThat(found.candidates().get(1).reason()).isEqualTo("association");
    }

    @Test
    void damagedSsccBehindItsAiIsListedWithItsReason() {
        Identification found = identify("]C100095211418602631172");
        assertThat(found.outcome()).isEqualTo(Outcome.NONE);
        assertThat(found.candidates())
                .anySatisfy(candidate -> assertThat(candidate)
                        .extracting(Candidate::scheme, Candidate::value, Candidate::valid, Candidate::reason)
                        .containsExactly("sscc", "095211418602631172", false, "check_digit"));
    }

    @Test
    void twoDifferentSsccInOneSymbolAreAConflict() {
        assertThat(identify("(00)106141412345678908(00)952012345678912345").outcome())
                .isEqualTo(Outcome.CONFLICT);
    }

    @Test
    void bagLabelHasOneNameAsLinkAndAsElementString() {
        Identification link = identify("https://id.gs1.org/8003/09521141156728BAG7");
        Identification symbol = identify("]d2800309521141156728BAG7");
        assertThat(link.outcome()).isEqualTo(Outcome.ONE);
        assertThat(symbol.outcome()).isEqualTo(Outcome.ONE);
        assertThat(link.candidates()).extracting(Candidate::value).contains("(8003)09521141156728BAG7");
        assertThat(symbol.candidates().get(0).value()).isEqualTo("(8003)09521141156728BAG7");
    }

    @Test
    void leadingSeparatorOfAReaderWithoutAimIsTolerated() {
        assertThat(identify("\u001D42077173\u001D00895201234471954060")
                        .candidates()
                        .get(0)
                        .value())
                .isEqualTo("895201234471954060");
    }

    @Test
    void postalCodeAndNumberInGs1SymbolAreStillTheCarriersNumber() {
        Identification found = identify("]C142078745\u001D9400111206206406260787");
        assertThat(found.outcome()).isEqualTo(Outcome.ONE);
        assertThat(found.candidates())
                .anySatisfy(candidate -> assertThat(candidate)
                        .extracting(Candidate::format, Candidate::value)
                        .containsExactly("usps_impb_n", "420787459400111206206406260787"));
    }

    @Test
    void cainiaoNumbersAreFoundByTheirBeginning() {
        assertThat(identify("LP00724622449605").candidates().get(0).format()).isEqualTo("cainiao_lp");
        assertThat(identify("CNUSUP00016597663").candidates().get(0).scheme()).isEqualTo("cainiao");
        assertThat(identify("CNUSUP00016597663").outcome()).isEqualTo(Outcome.ONE);
    }

    @Test
    void damagedUpsNumberIsListedWithItsReason() {
        assertThat(identify("1Z5R89390357567128").candidates().get(0).reason()).isEqualTo("check_digit");
        assertThat(identify("1Z5R8939035756712").candidates().get(0).reason()).isEqualTo("length");
        assertThat(identify("1Z5R8939035756712-").candidates().get(0).reason()).isEqualTo("charset");
    }

    @Test
    void textsBeyondTheLimitAndNothingAtAllAreNone() {
        assertThat(identify("0".repeat(Identifier.MAX_LENGTH + 1)).candidates()).isEmpty();
        assertThat(identify("").outcome()).isEqualTo(Outcome.NONE);
    }

    private static Identification identify(String text) {
        return IDENTIFIER.identify(new Barcode("", text));
    }

    /** The first number, counted up, that is valid in both schemes. */
    private static String firstTwelveDigits(String one, String other) {
        for (long number = 286_000_000_000L; number < 286_000_010_000L; number++) {
            String text = Long.toString(number);
            Identification found = identify(text);
            if (valid(found, one) && valid(found, other)) {
                return text;
            }
        }
        throw new AssertionError("none found");
    }

    private static boolean valid(Identification found, String scheme) {
        return found.candidates().stream().anyMatch(c -> c.valid() && c.scheme().equals(scheme));
    }
}
