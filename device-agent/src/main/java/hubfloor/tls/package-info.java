/**
 * The PEM files of a device: certificates and keys as the link and the doctor read them.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.tls;
