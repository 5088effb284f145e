package org.lakehousereplay.sql.mutate;

import org.lakehousereplay.sql.edit.Trees;

/**
 * What it means for the metric that a condition is true of more or fewer rows.
 *
 * @param setting where the condition stands
 * @param negated whether a NOT around it turns its meaning round
 */
record Sense(Setting setting, boolean negated) {

    static Sense of(Site condition) {
        boolean negated = false;
        Site inside = condition;
        while (inside.around().isPresent() && !Trees.isQuery(inside.node())) {
            inside = inside.around().get();
            negated ^= Trees.type(inside.node()).equals("OPERATOR_NOT");
        }
        return new Sense(Setting.of(condition), negated);
    }

    /**
     * The clause about some rows.
     *
     * @param which which rows, such as {@code whose amount is exactly 5}
     * @param truer whether the condition is true of them now, and was not before
     */
    String words(String which, boolean truer) {
        boolean more = truer != negated;
        String rows = setting.chosen() + " " + which;
        if (setting.chooses()) {
            return rows + (more ? " would count" : " would no longer count") + setting.into();
        }
        return setting.clause() == Setting.Clause.WHEN
                ? rows
                        + (more ? " would fall under that case" : " would no longer fall under that case")
                        + setting.into()
                : rows + " would be judged otherwise" + setting.into();
    }
}
