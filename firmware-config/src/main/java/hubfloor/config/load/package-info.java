/**
 * Reads one device file strictly and reports every problem at once, each with file, line and column.
 * The only package that knows YAML.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.config.load;
