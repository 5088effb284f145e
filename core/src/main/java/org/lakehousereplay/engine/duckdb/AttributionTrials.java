package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.reduce.Block;

/**
 * Rows that can be left out while the differences of some cells stay what they are: what remains is what makes them.
 * Remembers what each block did to the cells that could not be left out.
 */
final class AttributionTrials extends SubsetParts {

    private final CellProbe probe;
    private final List<CellMeasure> measures;
    private final CellValues whole;
    private final Map<Stretch, Effect> effects = new LinkedHashMap<>();
    private CellValues present;
    private CellValues tried;

    /**
     * @param replay the versions
     * @param probe asks for the cells
     * @param measures how their differences are measured
     * @param whole the cells with all rows of the input
     */
    AttributionTrials(SubsetReplay replay, CellProbe probe, List<CellMeasure> measures, CellValues whole) {
        super(replay);
        this.probe = probe;
        this.measures = List.copyOf(measures);
        this.whole = whole;
        this.present = whole;
        this.tried = whole;
    }

    /**
     * What rows do.
     *
     * @param with the cells with them
     * @param without the cells without them
     */
    record Effect(CellValues with, CellValues without) {}

    /** What was last seen of stretches that could not be left out. */
    Map<Stretch, Effect> effects() {
        return Collections.unmodifiableMap(effects);
    }

    @Override
    boolean holdsWithout(Block block) throws SQLException {
        tried = replay().without(block, probe.query(), probe::read);
        boolean same = measures.stream().allMatch(measure -> measure.sameDifference(whole, tried));
        if (!same) {
            effects.put(replay().rows().stretch(block), new Effect(present, tried));
        }
        return same;
    }

    @Override
    public void remove(Block block) throws SQLException {
        super.remove(block);
        present = tried;
    }

    @Override
    public void arrange(int group, int arrangement) throws SQLException {
        super.arrange(group, arrangement);
        effects.keySet().removeIf(stretch -> stretch.source() == group);
    }
}
