package hubfloor.reader.llrp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of LLRP 1.1, clause 9 and 17.1: number, and how many bytes of fixed fields stand before the parameters.
 * All are known so that a stream is never lost over one this device has no use for.
 */
public enum LlrpType {
    GET_READER_CAPABILITIES(1, 1),
    GET_READER_CONFIG(2, 7),
    SET_READER_CONFIG(3, 1),
    CLOSE_CONNECTION_RESPONSE(4, 0),
    GET_READER_CAPABILITIES_RESPONSE(11, 0),
    GET_READER_CONFIG_RESPONSE(12, 0),
    SET_READER_CONFIG_RESPONSE(13, 0),
    CLOSE_CONNECTION(14, 0),
    ADD_ROSPEC(20, 0),
    DELETE_ROSPEC(21, 4),
    START_ROSPEC(22, 4),
    STOP_ROSPEC(23, 4),
    ENABLE_ROSPEC(24, 4),
    DISABLE_ROSPEC(25, 4),
    GET_ROSPECS(26, 0),
    ADD_ROSPEC_RESPONSE(30, 0),
    DELETE_ROSPEC_RESPONSE(31, 0),
    START_ROSPEC_RESPONSE(32, 0),
    STOP_ROSPEC_RESPONSE(33, 0),
    ENABLE_ROSPEC_RESPONSE(34, 0),
    DISABLE_ROSPEC_RESPONSE(35, 0),
    GET_ROSPECS_RESPONSE(36, 0),
    ADD_ACCESSSPEC(40, 0),
    DELETE_ACCESSSPEC(41, 4),
    ENABLE_ACCESSSPEC(42, 4),
    DISABLE_ACCESSSPEC(43, 4),
    GET_ACCESSSPECS(44, 0),
    CLIENT_REQUEST_OP(45, 0),
    GET_SUPPORTED_VERSION(46, 0),
    SET_PROTOCOL_VERSION(47, 1),
    ADD_ACCESSSPEC_RESPONSE(50, 0),
    DELETE_ACCESSSPEC_RESPONSE(51, 0),
    ENABLE_ACCESSSPEC_RESPONSE(52, 0),
    DISABLE_ACCESSSPEC_RESPONSE(53, 0),
    GET_ACCESSSPECS_RESPONSE(54, 0),
    CLIENT_REQUEST_OP_RESPONSE(55, 0),
    GET_SUPPORTED_VERSION_RESPONSE(56, 2),
    SET_PROTOCOL_VERSION_RESPONSE(57, 0),
    GET_REPORT(60, 0),
    RO_ACCESS_REPORT(61, 0),
    KEEPALIVE(62, 0),
    READER_EVENT_NOTIFICATION(63, 0),
    ENABLE_EVENTS_AND_REPORTS(64, 0),
    KEEPALIVE_ACK(72, 0),
    ERROR_MESSAGE(100, 0),
    /** What stands behind vendor and subtype is the vendor's; it is not walked. */
    CUSTOM_MESSAGE(1023, 5);

    private static final Map<Integer, LlrpType> BY_NUMBER = new HashMap<>();

    static {
        for (LlrpType type : values()) {
            BY_NUMBER.put(type.number, type);
        }
    }

    final int number;
    final int fixed;

    LlrpType(int number, int fixed) {
        this.number = number;
        this.fixed = fixed;
    }

    static @Nullable LlrpType of(int number) {
        return BY_NUMBER.get(number);
    }

    /** Whether a ROSpec's number is its whole content. */
    boolean namesRoSpec() {
        return number >= DELETE_ROSPEC.number && number <= DISABLE_ROSPEC.number;
    }
}
