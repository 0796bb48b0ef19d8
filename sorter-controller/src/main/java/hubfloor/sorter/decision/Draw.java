package hubfloor.sorter.decision;

import hubfloor.config.model.InspectionDraw;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The random inspection: which released parcels are looked at all the same. The number drawn, 0 to 9,999, is the first
 * four bytes of SHA-256 over {@code seed/subject/sequence}, taken as a whole number modulo 10,000: who knows the seed
 * can work out every draw again, and who does not cannot foresee one. A newer word of customs, such as the release after
 * an inspection, is a new draw.
 */
final class Draw {
    private static final int OF = 10_000;

    private final InspectionDraw config;

    Draw(InspectionDraw config) {
        this.config = config;
    }

    boolean takes(Facts facts) {
        return config.perTenThousand() > 0 && number(facts) < config.perTenThousand();
    }

    /** {@code 417<50}; empty where nothing is drawn. */
    String words(Facts facts) {
        return config.perTenThousand() > 0 ? number(facts) + "<" + config.perTenThousand() : "";
    }

    private int number(Facts facts) {
        String ticket = config.seed() + "/" + facts.identity().subject() + "/"
                + facts.customs().sequence();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
            long first = (hash[0] & 0xffL) << 24 | (hash[1] & 0xffL) << 16 | (hash[2] & 0xffL) << 8 | (hash[3] & 0xffL);
            return (int) (first % OF);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has it
        }
    }
}
