package org.lakehousereplay.flink.mutate;

import org.apache.calcite.sql.SqlKind;

/** What it means for the metric that a condition is true of more or fewer rows. */
final class Sense {

    private Sense() {}

    /**
     * The clause about some rows.
     *
     * @param which which rows, such as {@code whose amount is exactly 5}
     * @param truer whether the condition is true of them now, and was not before
     */
    static String words(Site site, String which, boolean truer) {
        long negations = 0;
        for (Site outer : site.outwards()) {
            negations += outer.node().getKind() == SqlKind.NOT ? 1 : 0;
            if (outer.clause() != Clause.INSIDE) {
                break;
            }
        }
        boolean more = truer == (negations % 2 == 0);
        String rows = site.chosen() + " " + which;
        if (site.chooses()) {
            return rows + (more ? " would count" : " would no longer count") + site.into();
        }
        return site.setting() == Clause.WHEN
                ? rows + (more ? " would fall under that case" : " would no longer fall under that case") + site.into()
                : rows + " would be judged otherwise" + site.into();
    }
}
