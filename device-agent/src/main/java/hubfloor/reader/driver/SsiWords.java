package hubfloor.reader.driver;

/** The names of the Simple Serial Interface: operations, and code types as AIM symbology identifiers. */
final class SsiWords {
    private SsiWords() {}

    static String operation(int op) {
        return switch (op) {
            case 0x00 -> "WAKEUP";
            case 0x10 -> "FLUSH_MACRO_PDF";
            case 0x11 -> "ABORT_MACRO_PDF";
            case 0x12 -> "CUSTOM_DEFAULTS";
            case 0xA3 -> "REQUEST_REVISION";
            case 0xA4 -> "REPLY_REVISION";
            case 0xB1 -> "IMAGE_DATA";
            case 0xB4 -> "VIDEO_DATA";
            case 0xC0 -> "ILLUMINATION_OFF";
            case 0xC1 -> "ILLUMINATION_ON";
            case 0xC4 -> "AIM_OFF";
            case 0xC5 -> "AIM_ON";
            case 0xC6 -> "PARAM_SEND";
            case 0xC7 -> "PARAM_REQUEST";
            case 0xC8 -> "PARAM_DEFAULTS";
            case 0xC9 -> "CHANGE_ALL_CODE_TYPES";
            case 0xCA -> "PAGER_MOTOR_ACTIVATION";
            case 0xD0 -> "CMD_ACK";
            case 0xD1 -> "CMD_NAK";
            case 0xD2 -> "FLUSH_QUEUE";
            case 0xD3 -> "CAPABILITIES_REQUEST";
            case 0xD4 -> "CAPABILITIES_REPLY";
            case 0xD5 -> "BATCH_REQUEST";
            case 0xD6 -> "BATCH_DATA";
            case 0xD8 -> "CMD_ACK_ACTION";
            case 0xE4 -> "START_SESSION";
            case 0xE5 -> "STOP_SESSION";
            case 0xE6 -> "BEEP";
            case 0xE7 -> "LED_ON";
            case 0xE8 -> "LED_OFF";
            case 0xE9 -> "SCAN_ENABLE";
            case 0xEA -> "SCAN_DISABLE";
            case 0xEB -> "SLEEP";
            case 0xF3 -> "DECODE_DATA";
            case 0xF6 -> "EVENT";
            case 0xF7 -> "IMAGER_MODE";
            default -> Bytes.hex(op);
        };
    }

    /** Empty for a type that has no single identifier, or whose text is not what the identifier promises (UPC-A). */
    static String aim(int codeType) {
        return switch (codeType) {
            case 0x01 -> "]A0";
            case 0x03 -> "]C0";
            case 0x06 -> "]I0";
            case 0x07 -> "]G0";
            case 0x0A -> "]E4";
            case 0x0B -> "]E0";
            case 0x0F -> "]C1";
            case 0x11 -> "]L0";
            case 0x1B -> "]d1";
            case 0x1C -> "]Q1";
            case 0x30, 0x31, 0x32 -> "]e0";
            default -> "";
        };
    }
}
