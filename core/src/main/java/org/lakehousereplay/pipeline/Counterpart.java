package org.lakehousereplay.pipeline;

/**
 * The same pipeline on another engine or in another mode, whose output must agree.
 *
 * @param label tells it from the pipeline, such as {@code flink} or {@code batch}
 * @param pipeline the pipeline as it runs there; without counterparts of its own
 */
public record Counterpart(String label, Pipeline pipeline) {

    /** What names of metrics and files end in that are about it: {@code .flink} or {@code .flink.batch}. */
    public String suffix() {
        return suffix(label);
    }

    /** The same for a label. */
    public static String suffix(String label) {
        return "." + label.replace(' ', '.');
    }
}
