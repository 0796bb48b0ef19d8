package hubfloor.adapter.mqtt;

/** MQTT 5 reason codes (2.4) as words for the person at the line. */
final class ReasonWords {
    private ReasonWords() {}

    static String of(int code) {
        String words = switch (code) {
            case 0x80 -> "unspecified error";
            case 0x81 -> "malformed packet";
            case 0x82 -> "protocol error";
            case 0x84, 0x01 -> "the broker does not speak MQTT 5";
            case 0x85, 0x02 -> "the broker does not accept this client id";
            case 0x86, 0x04 -> "bad user name or password";
            case 0x87, 0x05 -> "not authorized: check this device's user and the broker's access list";
            case 0x88, 0x03 -> "the broker is not available";
            case 0x89 -> "the broker is busy";
            case 0x8A -> "this device is banned by the broker";
            case 0x8B -> "the broker is shutting down";
            case 0x8D -> "the broker heard nothing from this device for too long";
            case 0x8E -> "another client connected with this device's id";
            case 0x90 -> "topic name refused";
            case 0x93 -> "more publishes in flight than the broker allows";
            case 0x94 -> "topic alias refused";
            case 0x95 -> "packet larger than the broker allows";
            case 0x97 -> "the broker's quota is used up";
            case 0x98 -> "closed by the broker's administrator";
            case 0x9C, 0x9D -> "the broker says to use another server";
            case 0x9F -> "connecting too often";
            default -> "reason code";
        };
        return words + " (0x%02X)".formatted(code);
    }
}
