package hubfloor.adapter.sqlite;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults planted on purpose, to prove that the campaigns which guard the promises can fail. Chosen by the system
 * property {@code hubfloor.plant}; never set on a floor.
 */
enum PlantedFault {
    NONE,
    /** Opens with synchronous=NORMAL: a power cut takes acknowledged events. */
    NORMAL_SYNC,
    /** Takes the broker's PUBACK for a receipt and deletes the rows. */
    DELETE_ON_PUBACK,
    /** Says stored when the event is handed over, whatever the commit says later. */
    GREEN_BEFORE_COMMIT;

    private static final Logger LOG = LoggerFactory.getLogger(PlantedFault.class);

    static PlantedFault chosen() {
        String word = System.getProperty("hubfloor.plant", "");
        for (PlantedFault fault : values()) {
            if (fault != NONE
                    && fault.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                LOG.warn("PLANTED FAULT {}: THIS STORE LOSES EVENTS OR LIES; remove -Dhubfloor.plant", word);
                return fault;
            }
        }
        return NONE;
    }
}
