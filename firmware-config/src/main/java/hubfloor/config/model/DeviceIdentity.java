package hubfloor.config.model;

/**
 * Where a device stands and what it is called: the three levels of every topic and event source.
 * Each part is {@code [a-z0-9-]{1,32}}; the device id is also its MQTT client id and its certificate's common name.
 */
public record DeviceIdentity(String hub, String zone, String device) {}
