/**
 * TLS over a connection that is already open, for whichever adapter dialed it; certificates come as PEM files.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.tls;
