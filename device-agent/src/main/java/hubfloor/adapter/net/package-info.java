/**
 * Readers on the network: TCP and TLS lines to them, and a reader that is played by this program.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.net;
