package org.lakehousereplay.flink.run;

import java.util.List;
import java.util.Map;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.lakehousereplay.flink.connector.Blueprint;

/**
 * The scripts of a pipeline as streaming jobs.
 *
 * @param blueprint what they bind
 * @param plans the jobs
 * @param ranks how far each table is from the rows of the fixture
 */
record CompiledScripts(Blueprint blueprint, List<JobPlan> plans, Map<ObjectIdentifier, Integer> ranks) {

    CompiledScripts {
        plans = List.copyOf(plans);
        ranks = Map.copyOf(ranks);
    }
}
