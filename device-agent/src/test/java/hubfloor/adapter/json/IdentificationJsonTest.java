package hubfloor.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentificationJsonTest {
    @Test
    void everyKeyIsThereAndNoneIsNull() {
        Identification found = new Identification(
                Identification.Outcome.CONFLICT,
                List.of(
                        new Candidate("fedex", "fedex_12", "1", true, "", 0.65, "", List.of()),
                        new Candidate(
                                "gs1",
                                "(21)\"",
                                false,
                                "association",
                                0.05,
                                "GS1-128",
                                List.of(new Candidate.Element("21", "\"")))));
        assertThat(IdentificationJson.line("\u001D\"", found))
                .isEqualTo("{\"input\":\"\\u001D\\\"\",\"outcome\":\"conflict\",\"candidates\":["
                        + "{\"scheme\":\"fedex\",\"format\":\"fedex_12\",\"value\":\"1\",\"valid\":true,\"reason\":\"\","
                        + "\"confidence\":0.65,\"symbology\":\"\",\"elements\":[]},"
                        + "{\"scheme\":\"gs1\",\"value\":\"(21)\\\"\",\"valid\":false,\"reason\":\"association\","
                        + "\"confidence\":0.05,\"symbology\":\"GS1-128\",\"elements\":[[\"21\",\"\\\"\"]]}]}");
    }

    @Test
    void noReadHasItsOwnWord() {
        assertThat(IdentificationJson.line("", new Identification(Identification.Outcome.NO_READ, List.of())))
                .isEqualTo("{\"input\":\"\",\"outcome\":\"no-read\",\"candidates\":[]}");
    }
}
