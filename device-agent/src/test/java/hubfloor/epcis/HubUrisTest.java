package hubfloor.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.EventSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubUrisTest {
    private static final String GLN = "9521141123454";
    private static final EventSource LINE =
            new EventSource(new DeviceIdentity("kul", "sorter", "ln-01"), "0123456789abcdef");
    private final HubUris uris = new HubUris("https://hub.example/epcis/", "");

    /** An SSCC with a wrong check digit, a GRAI without serial and a GTIN are no single thing's EPC: none is invented. */
    @ParameterizedTest
    @CsvSource({
        "sscc/106141412345678908, https://id.gs1.org/00/106141412345678908",
        "sscc/095201234567891235, https://id.gs1.org/00/095201234567891235",
        "sscc/106141412345678900, https://hub.example/epcis/parcel/sscc/106141412345678900",
        "gs1/(8003)095211411234541, https://id.gs1.org/8003/095211411234541",
        "gs1/(8003)09521141123454, https://hub.example/epcis/parcel/gs1/%288003%2909521141123454",
        "gs1/(8004)9521141AKE12/5XX, https://id.gs1.org/8004/9521141AKE12%2F5XX",
        "gs1/(8004)9521141A(21)7, https://hub.example/epcis/parcel/gs1/%288004%299521141A%2821%297",
        "gtin/09521141123454, https://hub.example/epcis/parcel/gtin/09521141123454",
        "s10/RR473124829GB, https://hub.example/epcis/parcel/s10/RR473124829GB",
        "ups/1Z999AA10123456784, https://hub.example/epcis/parcel/ups/1Z999AA10123456784",
        "'odd/a b/é?', https://hub.example/epcis/parcel/odd/a%20b%2F%C3%A9%3F"
    })
    void parcelHasGs1sNameOrTheHubsOwn(String subject, String uri) {
        assertThat(uris.parcel(subject)).isEqualTo(uri);
        assertThat(Uris.absolute(uri)).isTrue();
    }

    @Test
    void eventsAndUnreadParcelsAreNamedByWhatNeverChanges() {
        assertThat(uris.event(LINE, 17))
                .isEqualTo("https://hub.example/epcis/event/kul/sorter/ln-01/0123456789abcdef/17");
        assertThat(uris.lineParcel(LINE, "3f2a9c01-81234/17"))
                .isEqualTo("https://hub.example/epcis/parcel/line/kul/sorter/ln-01/3f2a9c01-81234/17");
    }

    @Test
    void placesAreNamedByTheGlnAsFarAsItsExtensionHasRoom() {
        assertThat(uris.place(LINE, "c3")).isEqualTo("https://hub.example/epcis/place/kul/sorter/ln-01/c3");
        assertThat(uris.hub(LINE)).isEqualTo("https://hub.example/epcis/place/kul");
        HubUris withGln = new HubUris("https://hub.example/epcis", GLN);
        assertThat(withGln.place(LINE, "c3")).isEqualTo("https://id.gs1.org/414/9521141123454/254/sorter.ln-01.c3");
        assertThat(withGln.place(LINE, "")).isEqualTo("https://id.gs1.org/414/9521141123454/254/sorter.ln-01");
        assertThat(withGln.place(LINE, "chute-12"))
                .isEqualTo("https://hub.example/epcis/place/kul/sorter/ln-01/chute-12");
        assertThat(withGln.hub(LINE)).isEqualTo("https://id.gs1.org/414/9521141123454");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hub.example",
                "hub.example",
                "https://",
                "https:///x",
                "https://hub.example/?a",
                "https://a b",
                "https://me@hub.example",
                "https://hub.example/#x",
                "urn:x:y",
                ""
            })
    void addressThatNamesNothingIsRefused(String url) {
        assertThatThrownBy(() -> new HubUris(url, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9521141123455", "952114112345", "95211411234540", "952114112345x"})
    void glnThatIsNoneIsRefused(String gln) {
        assertThatThrownBy(() -> new HubUris("https://hub.example", gln)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://hub.example/a%20b, true",
        "urn:uuid:1, true",
        "ni:///sha-256;x, true",
        "own:word, true",
        "sorting, false",
        "https://, false",
        "https:/x, false",
        "urn:x, false",
        "urn::x, false",
        "1a:b, false",
        "https://hub.example/a b, false",
        "https://hub.example/%2, false",
        "https://hub.example/é, false",
        ":x, false",
        "x:, false"
    })
    void absoluteUriIsTold(String text, boolean absolute) {
        assertThat(Uris.absolute(text)).isEqualTo(absolute);
    }
}
