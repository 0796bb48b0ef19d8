/**
 * Pseudo-terminals through the C library: a serial cable inside the machine.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.pty;
