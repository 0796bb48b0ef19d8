/**
 * The hubfloor command: one class per sub-command, and the wiring of each program.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.main;
