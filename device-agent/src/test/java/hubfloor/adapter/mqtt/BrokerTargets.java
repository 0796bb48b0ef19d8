package hubfloor.adapter.mqtt;

import hubfloor.testing.FuzzTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** What a peer sends that says it is a broker: its CONNACK, PUBACKs and messages. */
public final class BrokerTargets {
    private BrokerTargets() {}

    /** The first byte tells how much the socket gives at once. */
    public static void bytes(byte[] bytes) {
        int most = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0xFF);
        ByteArrayInputStream socket = new ByteArrayInputStream(bytes, Math.min(1, bytes.length), bytes.length) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(most, length));
            }
        };
        byte[] left = new byte[512];
        try (BrokerInput input = new BrokerInput(socket, new Deaf(), () -> 0)) {
            int taken = 0;
            for (int n = input.read(left, 0, left.length); n >= 0; n = input.read(left, 0, left.length)) {
                taken += n;
            }
            if (taken > bytes.length) {
                throw new IllegalStateException("more was given on than came");
            }
        } catch (IOException refused) {
            FuzzTarget.requireWords(refused);
        }
    }

    private static final class Deaf implements BrokerInput.Ear {
        @Override
        public void terms(BrokerTerms terms) {
            if (terms.receiveMax() < 1 || terms.maxPacketBytes() < 1) {
                throw new IllegalStateException("limits that let nothing through: " + terms);
            }
        }

        @Override
        public void answered(int packetId, int reasonCode) {}

        @Override
        public void arrived(ArrivedPublish publish) {}

        @Override
        public void heard() {}
    }
}
