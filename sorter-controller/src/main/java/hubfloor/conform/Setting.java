package hubfloor.conform;

import hubfloor.config.model.DeviceIdentity;
import hubfloor.contract.ContractFiles;
import hubfloor.port.BrokerConnector;
import hubfloor.port.Clock;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * What a trial is about, and what it works with.
 *
 * @param device the device under test, or the one that is played
 * @param gentle leave out everything that is not a message of the contract
 * @param randomBelow an evenly distributed number from 0 up to, not including, its argument
 */
public record Setting(
        String topicPrefix,
        DeviceIdentity device,
        boolean gentle,
        ContractFiles contract,
        JsonObjects json,
        WireFormat wire,
        BrokerConnector connector,
        Clock clock,
        LongUnaryOperator randomBelow) {

    /** Reads one JSON object of the wire as a tree, with bounds. */
    public interface JsonObjects {
        Map<String, Object> read(byte[] payload, int bytesMax) throws Malformed;
    }

    String device(String tail) {
        return device.hub() + "/" + device.zone() + "/" + device.device() + tail;
    }

    /** A name that no other run has. */
    String fresh(String before) {
        return before + "-" + Long.toHexString(randomBelow.applyAsLong(1L << 48));
    }

    /** 16 hex digits. */
    String freshEpoch() {
        return "%016x".formatted(randomBelow.applyAsLong(Long.MAX_VALUE));
    }
}
