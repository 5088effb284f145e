package org.lakehousereplay.html.metric;

/** Takes the data of a metric, one chunk at a time. Implemented by whoever lays out the files of the report. */
@FunctionalInterface
public interface DataSink {

    /**
     * Takes a chunk.
     *
     * @param id its name, made of the metric's slug, a dot and a number from 0
     * @param gzipped JSON in gzip
     */
    void add(String id, byte[] gzipped);
}
