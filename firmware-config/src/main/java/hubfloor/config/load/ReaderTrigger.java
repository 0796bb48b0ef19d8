package hubfloor.config.load;

import hubfloor.config.model.ReaderProtocols;
import hubfloor.config.model.ScannerProfile;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which readers can be started and stopped while a line runs. Runs on whatever could be read. */
final class ReaderTrigger {
    /** They send by themselves, whatever they are told. */
    private static final Set<String> DEAF = Set.of("rdm6300", "toledo-continuous");

    private ReaderTrigger() {}

    /** True as well for what another rule refuses. */
    static boolean takenBy(Values scanner) {
        String protocol = scanner.textIfKnown("protocol").orElse("");
        if (!protocol.equals(ReaderProtocols.LINES)) {
            return !DEAF.contains(protocol);
        }
        Values own = scanner.groupIfGiven("profile").orElse(null);
        String name = (own == null ? scanner.textIfKnown("profile") : own.textIfKnown("like")).orElse("");
        ScannerProfile like = NamedProfiles.byName(name);
        return like == null
                || (given(own, "trigger-on", like.triggerOn()) && given(own, "trigger-off", like.triggerOff()));
    }

    private static boolean given(@Nullable Values own, String key, String otherwise) {
        if (own == null || !own.has(key)) {
            return !otherwise.isEmpty();
        }
        return own.textIfKnown(key).filter(hex -> !hex.isEmpty()).isPresent();
    }
}
