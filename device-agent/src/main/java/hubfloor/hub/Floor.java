package hubfloor.hub;

import hubfloor.advice.Advice;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a device makes of what its hub tells. Called by the hub desk's threads; must not wait. */
public interface Floor {
    /** A station: it looks parcels up when it scans them, and has neither plan nor orders. */
    Floor STATION = new Floor() {
        @Override
        public void advised(String subject, Advice advice) {
            // asked at each scan
        }

        @Override
        public Verdict plan(byte[] text) {
            return new Verdict("", "", List.of("this device drives no line"));
        }

        @Override
        public boolean order(String verb, Map<String, Object> members, Consumer<String> answer) {
            return false;
        }
    };

    /** What is known of a parcel it asked about, or what became known since. */
    void advised(String subject, Advice advice);

    /** A plan came. It is checked completely, and taken whole or not at all. */
    Verdict plan(byte[] text);

    /**
     * An order came, for the first time.
     *
     * @param answer told once, by any thread: the reason for which it was refused, empty when it was applied
     * @return false when this device knows no such verb
     */
    boolean order(String verb, Map<String, Object> members, Consumer<String> answer);

    /**
     * What a plan's check said.
     *
     * @param version the plan's own, empty when it could not be read
     * @param problems empty = taken
     */
    record Verdict(String version, String validFrom, List<String> problems) {
        public Verdict {
            problems = List.copyOf(problems);
        }
    }
}
