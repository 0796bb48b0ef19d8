package hubfloor.config.model;

/** The staff page: address and port it listens on; loopback unless the file says otherwise. Port 0 picks a free one. */
public record PageConfig(String host, int port) {}
