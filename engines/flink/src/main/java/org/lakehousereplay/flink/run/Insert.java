package org.lakehousereplay.flink.run;

import java.util.Set;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.operations.ModifyOperation;
import org.lakehousereplay.flink.script.Statement;

/**
 * A statement that writes to a table, as Flink understood it.
 *
 * @param operation what it does
 * @param table the table that it writes to
 * @param reads the tables that it reads
 * @param statement the statement
 */
record Insert(ModifyOperation operation, ObjectIdentifier table, Set<ObjectIdentifier> reads, Statement statement) {

    Insert {
        reads = Set.copyOf(reads);
    }
}
