package hubfloor.adapter.mqtt;

/**
 * What the broker's CONNACK says, read from its bytes, and the two limits this client library must not see: it would
 * use topic aliases of its own accord, and an alias registered by a publish that was never sent kills the connection;
 * and it counts QoS 0 against the receive maximum, which ends in the same trap. Both limits are therefore rewritten in
 * place (aliases to none, receive maximum to 32,767, above any window here); the real window is kept by the caller.
 *
 * @param reasonCode 0 when the broker accepts
 * @param receiveMax 65,535 when the broker names none
 * @param maxPacketBytes {@link Integer#MAX_VALUE} when the broker names none
 * @param maxQos 2 when the broker names none
 */
record BrokerTerms(int reasonCode, int receiveMax, int maxPacketBytes, int maxQos) {
    private static final int MAXIMUM_QOS = 0x24;
    private static final int RECEIVE_MAXIMUM = 0x21;
    private static final int TOPIC_ALIAS_MAXIMUM = 0x22;
    private static final int MAXIMUM_PACKET_SIZE = 0x27;

    /**
     * @param bytes holds a whole CONNACK
     * @param from the flags byte, just after the fixed header
     * @param to the packet's end
     * @return empty terms with the code alone when the packet has no properties, as a broker older than MQTT 5 sends it
     */
    static BrokerTerms readAndTame(byte[] bytes, int from, int to) {
        if (to - from < 2) {
            return new BrokerTerms(0x81, 65_535, Integer.MAX_VALUE, 2);
        }
        int code = bytes[from + 1] & 0xFF;
        int receiveMax = 65_535;
        long maxPacket = Integer.MAX_VALUE;
        int maxQos = 2;
        int[] at = {from + 2};
        long length = number(bytes, at, to);
        int end = (int) Math.min(to, at[0] + length);
        while (at[0] < end) {
            int id = bytes[at[0]++] & 0xFF;
            int value = at[0];
            int size = size(id, bytes, value, end);
            if (size < 0 || value + size > end) {
                break; // an unknown property: the library will judge it
            }
            switch (id) {
                case MAXIMUM_QOS -> maxQos = bytes[value];
                case RECEIVE_MAXIMUM -> {
                    receiveMax = pair(bytes, value);
                    setPair(bytes, value, 0x7FFF); // read by the library as a signed number
                }
                case TOPIC_ALIAS_MAXIMUM -> setPair(bytes, value, 0);
                case MAXIMUM_PACKET_SIZE -> maxPacket = ((long) pair(bytes, value) << 16) | pair(bytes, value + 2);
                default -> {}
            }
            at[0] = value + size;
        }
        return new BrokerTerms(
                code, Math.max(1, receiveMax), (int) Math.min(Integer.MAX_VALUE, Math.max(1, maxPacket)), maxQos);
    }

    /** MQTT 5, 2.2.2.2: how many bytes a property's value takes; -1 for one that no CONNACK carries. */
    private static int size(int id, byte[] bytes, int at, int end) {
        return switch (id) {
            case 0x24, 0x25, 0x28, 0x29, 0x2A -> 1;
            case 0x13, 0x21, 0x22 -> 2;
            case 0x11, 0x27 -> 4;
            case 0x12, 0x15, 0x16, 0x1A, 0x1C, 0x1F -> text(bytes, at, end);
            case 0x26 -> {
                int key = text(bytes, at, end);
                int value = key < 0 ? -1 : text(bytes, at + key, end);
                yield value < 0 ? -1 : key + value;
            }
            default -> -1;
        };
    }

    private static int text(byte[] bytes, int at, int end) {
        return at + 2 > end ? -1 : 2 + pair(bytes, at);
    }

    private static int pair(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    private static void setPair(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    private static long number(byte[] bytes, int[] at, int end) {
        long value = 0;
        for (int shift = 0; shift <= 21 && at[0] < end; shift += 7) {
            int b = bytes[at[0]++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                break;
            }
        }
        return value;
    }
}
