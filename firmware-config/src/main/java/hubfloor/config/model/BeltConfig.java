package hubfloor.config.model;

import java.util.Optional;

/**
 * The conveyor that carries parcels past eyes and gates.
 *
 * @param lengthMm from the induction eye to the belt's end
 * @param minMmPerS slowest speed at which the line may sort; slower than this counts as stopping
 * @param maxMmPerS fastest speed the motor can give; an encoder that claims more is faulty
 * @param encoder empty = declared degraded mode: position is time at {@code nominalMmPerS} while the belt-running input
 *     is on, with the wider tolerance that {@link TrackingConfig#toleranceMm} must then hold
 * @param nominalMmPerS the speed the line is set to
 * @param permit the output that lets the conveyor's own control run the belt, active = may run; empty = the line can
 *     only ask people to stop it
 */
public record BeltConfig(
        int lengthMm,
        int minMmPerS,
        int maxMmPerS,
        int nominalMmPerS,
        Optional<EncoderConfig> encoder,
        Optional<OutputPin> permit) {
    public BeltConfig(int lengthMm, int minMmPerS, int maxMmPerS, int nominalMmPerS, Optional<EncoderConfig> encoder) {
        this(lengthMm, minMmPerS, maxMmPerS, nominalMmPerS, encoder, Optional.empty());
    }

    /**
     * A wheel or shaft encoder on the belt.
     *
     * @param pulsesPerMetre counted pulses for one metre of belt, 100 to 10,000 (10 mm to 0.1 mm a pulse)
     * @param pin GPIO line of the pulse; one rising edge is one pulse
     */
    public record EncoderConfig(int pulsesPerMetre, PinRef pin) {
        public EncoderConfig(int pulsesPerMetre, int pin) {
            this(pulsesPerMetre, PinRef.of(pin));
        }
    }
}
