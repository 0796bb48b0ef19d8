/**
 * A ledger's events in PostgreSQL, where several instances meet.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.postgres;
