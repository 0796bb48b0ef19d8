/** How late a gate is moved on this machine, beside a bare JVM and cyclictest. Run by its own command, see the README. */
@org.jspecify.annotations.NullMarked
package hubfloor.bench;
