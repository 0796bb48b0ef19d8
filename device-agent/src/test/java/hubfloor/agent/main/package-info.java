/** Measures the station as it is wired. */
@org.jspecify.annotations.NullMarked
package hubfloor.agent.main;
