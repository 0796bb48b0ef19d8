/** Coverage-guided fuzzing of everything that reads bytes from outside; see this module's README. */
@org.jspecify.annotations.NullMarked
package hubfloor.fuzz;
