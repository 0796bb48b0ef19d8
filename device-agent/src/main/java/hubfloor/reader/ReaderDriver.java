package hubfloor.reader;

import java.util.Map;

/**
 * Makes drivers of one protocol. Those of the house are listed in {@code reader.driver.Drivers}; a vendor's own comes in
 * a jar, found by {@link java.util.ServiceLoader} under this interface's name.
 */
public interface ReaderDriver {
    /** What {@code protocol:} in the device file calls it, {@code [a-z0-9-]{1,32}}. */
    String protocol();

    /**
     * A driver for one reader, fresh: nothing is shared between two of them.
     *
     * @param options {@code options:} of the device file, as written; unknown ones must be refused
     * @throws IllegalArgumentException in words for the person who wrote the file, when an option does not fit
     */
    ReaderCodec codec(Map<String, String> options);
}
