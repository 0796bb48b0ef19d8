/**
 * The scan station: from a scanner's bytes to a green light and a stored event.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.agent;
