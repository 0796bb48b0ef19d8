package hubfloor.adapter.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An output line as Pi4J sees it. It comes into being at its safe level, in the very request that makes it an output;
 * while its chip is gone, setting it does nothing, and when the chip is back it is at its safe level again.
 */
final class HeldOutput extends DigitalOutputBase {
    private static final Logger LOG = LoggerFactory.getLogger(HeldOutput.class);

    final LineRequest.Terms terms;
    private volatile @Nullable LineRequest request;
    private volatile boolean complained;

    HeldOutput(DigitalOutputProvider provider, DigitalOutputConfig config, LineRequest.Terms terms) {
        super(provider, config);
        this.terms = terms;
    }

    void held(LineRequest taken) {
        request = taken;
        complained = false;
    }

    void release() {
        LineRequest held = request;
        request = null;
        if (held != null) {
            held.close();
        }
    }

    /** Sets the level of the pin; any thread. */
    void set(boolean high) {
        LineRequest held = request;
        int result = held == null ? 0 : held.set(high);
        if (result < 0 && result != -Kernel.ENODEV && !complained) {
            complained = true;
            LOG.error("output {} cannot be set: {}", terms.name(), Kernel.word(-result));
        }
    }

    void safe() {
        set(terms.high());
    }

    /** The level is already there: the request made it. */
    @Override
    public DigitalOutput initialize(Context context) {
        state = terms.high() ? DigitalState.HIGH : DigitalState.LOW;
        return this;
    }

    @Override
    public DigitalOutput state(DigitalState wanted) {
        set(wanted == DigitalState.HIGH);
        return super.state(wanted);
    }

    @Override
    public DigitalOutput shutdownInternal(Context context) {
        safe();
        release();
        return this;
    }
}
