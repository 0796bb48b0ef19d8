package hubfloor.config.model;

/** A digital input: GPIO line number and whether low means active. */
public record InputPin(int pin, boolean activeLow) {}
