package hubfloor.config.model;

import java.nio.file.Path;

/**
 * Somebody with a role on this device's floor.
 *
 * @param badge its number, as the badge reader tells it
 * @param pinFile its first line is the PIN, 4 to 12 digits
 */
public record PersonConfig(String badge, FloorRole role, Path pinFile) {}
