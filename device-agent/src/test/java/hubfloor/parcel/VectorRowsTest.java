package hubfloor.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hubfloor.adapter.gs1.Gs1Files;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row of the vector files, against the rule itself and against the whole identification. */
class VectorRowsTest {
    private static final Gs1Dictionary DICTIONARY = Gs1Files.shipped();
    private static final Gs1Elements ELEMENTS = new Gs1Elements(DICTIONARY);
    private static final Identifier IDENTIFIER = new Identifier(DICTIONARY);

    @Test
    void noRowIsMissing() {
        assertThat(List.of("s10", "sscc", "gs1_elements", "carrier", "aim"))
                .extracting(file -> Vectors.rows(file + ".csv").size())
                .containsExactly(53, 49, 248, 148, 21);
    }

    @TestFactory
    Stream<DynamicTest> s10RowReadsAsPrinted() {
        return each("s10.csv", row -> {
            S10 s10 = S10.read(Vectors.cell(row, "input"));
            assertThat(s10.valid()).isEqualTo(Vectors.flag(row, "valid"));
            assertThat(s10.reason()).isEqualTo(row.get("reason"));
            assertThat(s10.value()).isEqualTo(row.get("normalized"));
            assertThat(List.of(
                            s10.serviceIndicator(), s10.serviceClass(), s10.serial(), s10.checkDigit(), s10.country()))
                    .containsExactly(
                            row.get("service_indicator"),
                            row.get("service_class"),
                            row.get("serial"),
                            row.get("check_digit"),
                            row.get("country"));
        });
    }

    @TestFactory
    Stream<DynamicTest> s10RowIsIdentified() {
        return each("s10.csv", row -> {
            Identification found = identify(Vectors.cell(row, "input"));
            if (Vectors.cell(row, "input").isEmpty()) {
                assertThat(found.outcome()).isEqualTo(Identification.Outcome.NONE);
                return;
            }
            Candidate candidate = first(found, "s10");
            assertThat(candidate.value()).isEqualTo(row.get("normalized"));
            assertThat(candidate.valid()).isEqualTo(Vectors.flag(row, "valid"));
            assertThat(candidate.reason()).isEqualTo(row.get("reason"));
            if (candidate.valid()) {
                assertThat(found.outcome()).isEqualTo(Identification.Outcome.ONE);
                assertThat(found.candidates().get(0)).isEqualTo(candidate);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> ssccRowIsIdentified() {
        return each("sscc.csv", row -> {
            Identification found = identify(Vectors.cell(row, "input"));
            Candidate candidate = first(found, "sscc");
            assertThat(candidate.valid()).isEqualTo(Vectors.flag(row, "valid"));
            assertThat(candidate.reason()).isEqualTo(row.get("reason"));
            if (candidate.valid()) {
                assertThat(candidate.value()).isEqualTo(row.get("sscc"));
                assertThat(found.candidates().get(0).scheme()).isEqualTo("sscc");
                assertThat(found.outcome()).isEqualTo(Identification.Outcome.ONE);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> bareSsccRowReadsItsDigits() {
        return Vectors.rows("sscc.csv").stream()
                .filter(row -> Vectors.cell(row, "form").equals("raw"))
                .map(row -> dynamicTest(Vectors.cell(row, "id"), () -> {
                    Sscc sscc = Sscc.read(Vectors.cell(row, "input"));
                    assertThat(sscc.reason()).isEqualTo(row.get("reason"));
                    if (sscc.valid()) {
                        assertThat(String.valueOf(sscc.extensionDigit())).isEqualTo(row.get("extension_digit"));
                        assertThat(String.valueOf(sscc.checkDigit())).isEqualTo(row.get("check_digit"));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> gs1RowIsTakenApart() {
        return each("gs1_elements.csv", row -> {
            String input = text(row);
            Gs1Reading reading = switch (Vectors.cell(row, "kind")) {
                case "scan" -> ELEMENTS.scan(input);
                case "bracketed" -> ELEMENTS.bracketed(input);
                case "raw" -> ELEMENTS.elementString(input);
                default -> ELEMENTS.digitalLink(input);
            };
            assertThat(reading.reason()).isEqualTo(row.get("reason"));
            assertThat(reading.wellFormed()).isEqualTo(Vectors.flag(row, "valid_syntax"));
            assertThat(reading.valid()).isEqualTo(Vectors.flag(row, "valid"));
            if (reading.wellFormed()) {
                assertThat(json(reading.elements())).isEqualTo(row.get("ais"));
                assertThat(reading.plain()).isEqualTo(row.get("plain"));
            }
            if (!Vectors.cell(row, "net_or_gross_kg").isEmpty()) {
                assertThat(reading.kilograms().orElseThrow())
                        .isEqualByComparingTo(new BigDecimal(Vectors.cell(row, "net_or_gross_kg")));
            }
            String symbology = Vectors.cell(row, "symbology").replace(" ", "");
            if (reading.wellFormed()) {
                assertThat(reading.symbology().replace(" ", "")).startsWith(symbology);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> gs1RowIsIdentified() {
        return each("gs1_elements.csv", row -> {
            String input = text(row);
            Identification found = identify(input);
            if (input.isEmpty() || Vectors.cell(row, "ais").equals("[]") || input.equals("ABC")) {
                assertThat(found.candidates())
                        .noneMatch(candidate -> candidate.scheme().startsWith("gs1"));
                return;
            }
            Candidate candidate = found.candidates().stream()
                    .filter(one ->
                            one.scheme().startsWith("gs1") || one.scheme().equals("gtin"))
                    .findFirst()
                    .orElseThrow();
            assertThat(candidate.valid()).isEqualTo(Vectors.flag(row, "valid"));
            assertThat(candidate.reason()).isEqualTo(row.get("reason"));
            if (Vectors.flag(row, "valid_syntax")) {
                assertThat(json(candidate.elements())).isEqualTo(row.get("ais"));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> carrierRowFitsItsFormat() {
        return each("carrier.csv", row -> {
            Identification found = identify(Vectors.cell(row, "input"));
            List<Candidate> valid = found.candidates().stream()
                    .filter(candidate -> candidate.format().equals(row.get("format")) && candidate.valid())
                    .toList();
            if (Vectors.flag(row, "valid")) {
                assertThat(valid).hasSize(1);
                assertThat(valid.get(0).value()).isEqualTo(row.get("normalized"));
            } else {
                assertThat(valid).isEmpty();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aimRowNamesTheSymbol() {
        return each("aim.csv", row -> {
            Aim aim = Aim.of(Vectors.cell(row, "aim_id"));
            assertThat(aim).isNotNull();
            assertThat(aim.symbology()).isEqualTo(row.get("symbology"));
            assertThat(aim.gs1Syntax()).isEqualTo(Vectors.flag(row, "gs1_syntax"));
        });
    }

    private static Stream<DynamicTest> each(String file, Consumer<Map<String, String>> check) {
        return Vectors.rows(file).stream().map(row -> dynamicTest(Vectors.cell(row, "id"), () -> check.accept(row)));
    }

    private static Identification identify(String text) {
        return IDENTIFIER.identify(new Barcode("", text));
    }

    private static Candidate first(Identification found, String scheme) {
        return found.candidates().stream()
                .filter(candidate -> candidate.scheme().equals(scheme))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + scheme + " in " + found));
    }

    private static String text(Map<String, String> row) {
        return new String(ScanText.hex(Vectors.cell(row, "input_hex")), StandardCharsets.ISO_8859_1);
    }

    private static String json(List<Candidate.Element> elements) {
        return elements.stream()
                .map(element -> "[\"" + element.ai() + "\",\"" + element.value() + "\"]")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
