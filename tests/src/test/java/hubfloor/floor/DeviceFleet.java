package hubfloor.floor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * Many simulated devices at one broker, each committing so many events a second, evenly spread. What they send, send
 * again and forget is decided by the device's real delivery.
 */
public final class DeviceFleet implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;

    private final List<LeanDevice> devices = new ArrayList<>();
    private final Lags lags = new Lags();
    private final long every;
    private final Thread thread;
    private volatile boolean working = true;
    private volatile boolean closing;
    private volatile String failure = "";

    private DeviceFleet(int count, int perSecond, int brokerPort) {
        for (int number = 1; number <= count; number++) {
            devices.add(new LeanDevice(number, brokerPort, lags));
        }
        every = SECOND / perSecond;
        thread = Thread.ofPlatform().name("fleet").daemon().start(this::run);
    }

    public static DeviceFleet start(int count, int perSecond, int brokerPort) {
        return new DeviceFleet(count, perSecond, brokerPort);
    }

    private void run() {
        try {
            long[] due = new long[devices.size()];
            long begin = System.nanoTime() + 2 * SECOND;
            for (int i = 0; i < due.length; i++) {
                due[i] = begin + every * i / due.length;
            }
            while (!closing) {
                for (int i = 0; i < due.length; i++) {
                    LeanDevice device = devices.get(i);
                    long now = System.nanoTime();
                    device.onTime(now);
                    for (; working && now - due[i] >= 0; due[i] += every) {
                        device.commit(now);
                    }
                }
                LockSupport.parkNanos(SECOND / 500);
            }
        } catch (RuntimeException e) {
            failure = e.toString();
        }
    }

    /** No more events; what is stored goes on being delivered. */
    public void rest() {
        working = false;
    }

    /** Waits until every device has a receipt for all it stored. */
    public boolean drained(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (stored() > receipted() || working) {
            if (System.nanoTime() > end || !failure.isEmpty()) {
                return false;
            }
            LockSupport.parkNanos(SECOND / 50);
        }
        return true;
    }

    public long stored() {
        return sum(LeanDevice::stored);
    }

    public long receipted() {
        return sum(LeanDevice::receipted);
    }

    /** Publishes of events, first ones and others. */
    public long sent() {
        return sum(LeanDevice::sent);
    }

    public long replays() {
        return sum(LeanDevice::replays);
    }

    /** What came late, and what was asked for meanwhile. */
    public List<String> late() {
        return devices.stream().flatMap(device -> device.late().stream()).toList();
    }

    /** Highest number given out, by source. */
    public Map<String, Long> storedBySource() {
        Map<String, Long> stored = new HashMap<>();
        devices.forEach(device -> stored.put(device.source(), device.stored()));
        return stored;
    }

    public Lags lags() {
        return lags;
    }

    /** What ended the fleet before its time; empty when nothing did. */
    public String failure() {
        return failure;
    }

    private long sum(ToLongFunction<LeanDevice> figure) {
        return devices.stream().mapToLong(figure).sum();
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        devices.forEach(LeanDevice::stop);
    }
}
