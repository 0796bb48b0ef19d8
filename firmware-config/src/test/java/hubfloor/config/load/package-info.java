/** Proves that device files are read strictly and that the schema, the reference file and the reader agree. */
@org.jspecify.annotations.NullMarked
package hubfloor.config.load;
