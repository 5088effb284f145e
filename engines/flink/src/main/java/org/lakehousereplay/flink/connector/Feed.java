package org.lakehousereplay.flink.connector;

import org.apache.flink.table.data.RowData;

/** Where a {@link StepSource} takes its rows from. Lives as long as the replay, also when the job is started again. */
interface Feed {

    /**
     * Hands out what belongs to an increment and was not handed out before.
     *
     * @param increment the number of the increment
     * @param rows takes each row
     * @return whether there was any row
     * @throws Exception when a row cannot be had
     */
    boolean emit(int increment, Rows rows) throws Exception;

    /** Takes rows, which may be reused afterwards. */
    interface Rows {

        /**
         * Takes a row.
         *
         * @param row the row, with its kind
         * @param number its number in the file of the source, from 1; 0 where there is no such file
         */
        void take(RowData row, long number) throws InterruptedException;
    }
}
