package org.lakehousereplay.report;

/** Numbers with the right form of their noun, written the same in every locale. For renderers inside this library. */
public final class Quantity {

    private Quantity() {}

    /** {@code 1 row}, {@code 2 rows}. */
    public static String of(long count, String noun) {
        return count + " " + (count == 1 ? noun : noun + "s");
    }
}
