package hubfloor.sorter.line;

import hubfloor.parcel.Identification;
import hubfloor.sorter.decision.Advice;
import java.util.List;
import java.util.Optional;

/** What this device itself knows of announced parcels. Asked by the line's thread; must answer from memory. */
public interface ParcelTable {
    /** Nobody announced anything. */
    ParcelTable EMPTY = codes -> Optional.empty();

    Optional<Announced> find(List<Identification> codes);

    /** @param subject {@code s10/RR123456785MY} */
    record Announced(String subject, Advice advice) {}
}
