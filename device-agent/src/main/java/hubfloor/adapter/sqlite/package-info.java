/**
 * Durable stores in SQLite files.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.sqlite;
