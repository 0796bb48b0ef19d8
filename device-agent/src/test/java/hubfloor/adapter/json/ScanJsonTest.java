package hubfloor.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.agent.ScanRecord;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identifier;
import hubfloor.reader.ReaderMessage.Code;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Missing;
import hubfloor.reader.ReaderMessage.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScanJsonTest {
    private static final Identifier IDENTIFIER = new Identifier(Gs1Files.shipped());

    @Test
    void ssccIsNamedOnceAndTheTextStandsOnceAsRead() {
        assertThat(json(code("", "00106141412345678908")))
                .isEqualTo("{\"scanner\":\"hand\",\"outcome\":\"one\",\"codes\":[{\"text\":\"00106141412345678908\","
                        + "\"ids\":[{\"scheme\":\"sscc\",\"value\":\"106141412345678908\",\"confidence\":0.94}]}]}");
    }

    @Test
    void elementsBesideTheSsccAreKeptForCentral() {
        assertThat(json(code("]C1", "00106141412345678908420SW1A1AA")))
                .contains("\"aim\":\"]C1\"")
                .contains("\"elements\":{\"00\":\"106141412345678908\",\"420\":\"SW1A1AA\"}");
    }

    @Test
    void twoParcelsInOneTelegramAreAConflictWithBothNamed() {
        assertThat(json(code("", "RR473124829GB"), code("", "CP125622410SG")))
                .contains("\"outcome\":\"conflict\"")
                .contains("RR473124829GB")
                .contains("CP125622410SG");
    }

    @Test
    void wrongCheckDigitIsExplained() {
        assertThat(json(code("", "RB123456786US"))).contains("{\"scheme\":\"s10\",\"invalid\":\"check_digit\"}");
    }

    @Test
    void noReadHasNoCodesAndCountsTheMissing() {
        assertThat(json(new Missing()))
                .isEqualTo("{\"scanner\":\"hand\",\"outcome\":\"no-read\",\"codes\":[],\"missing\":1}");
    }

    private static Code code(String aim, String text) {
        return new Symbol(new Barcode(aim, text));
    }

    private static String json(Code... codes) {
        ScanRecord scan = ScanRecord.of("hand", new Codes(List.copyOf(Arrays.asList(codes))), IDENTIFIER);
        return new String(ScanJson.bytes(scan), StandardCharsets.UTF_8);
    }
}
