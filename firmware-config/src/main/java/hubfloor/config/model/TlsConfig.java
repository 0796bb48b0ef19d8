package hubfloor.config.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS to the broker, always with the server's name verified against this authority; PEM files.
 *
 * @param authority the certificate authority, never the machine's default set
 * @param certificate this device's certificate chain; present exactly when {@code key} is
 * @param key PKCS#8 private key, unencrypted, readable by the service's user only
 */
public record TlsConfig(Path authority, Optional<Path> certificate, Optional<Path> key) {}
