package hubfloor.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identification.Outcome;
import hubfloor.parcel.Identifier;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The demo's labels, judged by the same code that judges real ones. */
class ParcelLabelsTest {
    private static final int LABELS = 20_000;

    private final long seed = Long.getLong("hubfloor.seed", System.nanoTime());
    private final ParcelLabels labels = new ParcelLabels(new Random(seed)::nextInt);

    @Test
    void everyLabelNamesOneParcelButTheStatedFew() {
        Identifier identifier = new Identifier(Gs1Files.shipped());
        int few = 0;
        for (int i = 0; i < LABELS; i++) {
            String label = labels.next();
            Identification found = identifier.identify(new Barcode("", label));
            if (label.equals("NOREAD") || label.equals("4006381333931") || label.contains("?")) {
                few++;
                assertThat(found.outcome()).as("label %s, seed %d", label, seed).isEqualTo(Outcome.NONE);
            } else {
                assertThat(found.outcome())
                        .as("label %s, number %d, seed %d: %s", label, i, seed, found.candidates())
                        .isEqualTo(Outcome.ONE);
            }
        }
        assertThat(few * 100.0 / LABELS)
                .as("percent of labels that name no parcel, seed %d", seed)
                .isBetween(2.0, 4.0);
    }

    @Test
    void noTwoParcelNumbersAreAlike() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < LABELS; i++) {
            String label = labels.next();
            if (!label.equals("NOREAD") && !label.equals("4006381333931")) {
                assertThat(seen.add(label))
                        .as("%s is new, seed %d", label, seed)
                        .isTrue();
            }
        }
    }
}
