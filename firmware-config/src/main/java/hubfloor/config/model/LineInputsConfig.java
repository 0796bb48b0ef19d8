package hubfloor.config.model;

import java.util.Optional;

/**
 * Inputs about the line as a whole.
 *
 * @param beltRunning the motor's running contact; required without an encoder
 * @param emergencyStop a status contact of the hard-wired safety circuit: active = the circuit is open. Observed only
 * @param reset the button by which a person re-arms the line after a stop; active = pressed
 */
public record LineInputsConfig(Optional<InputPin> beltRunning, InputPin emergencyStop, InputPin reset) {}
