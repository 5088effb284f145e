package org.lakehousereplay.pipeline;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.yaml.YamlDocument;
import org.lakehousereplay.yaml.YamlMapping;
import org.lakehousereplay.yaml.YamlText;

/**
 * What {@code pipeline.yaml} says.
 *
 * @param timeZone the zone of the pipeline
 * @param eventTimes the declared event-time columns
 * @param rowKinds the declared columns with row kinds
 * @param identities the declared identities of rows
 * @param engines what executes the pipeline
 */
record PipelineSettings(
        ZoneId timeZone,
        List<EventTime> eventTimes,
        List<RowKindColumn> rowKinds,
        List<Identity> identities,
        EngineSettings engines) {

    /** What holds where there is no {@code pipeline.yaml}. */
    static final PipelineSettings DEFAULT =
            new PipelineSettings(ZoneId.of("UTC"), List.of(), List.of(), List.of(), EngineSettings.DEFAULT);

    PipelineSettings {
        eventTimes = List.copyOf(eventTimes);
        rowKinds = List.copyOf(rowKinds);
        identities = List.copyOf(identities);
    }

    /**
     * The declaration of an event-time column.
     *
     * @param source the name of the source, as written
     * @param column the name of the column, as written
     */
    record EventTime(YamlText source, YamlText column) {}

    /**
     * The declaration of what tells whether two deliveries are of one row.
     *
     * @param source the name of the source, as written
     * @param columns the names of the columns, as written
     */
    record Identity(YamlText source, List<YamlText> columns) {

        Identity {
            columns = List.copyOf(columns);
        }
    }

    /**
     * The declaration of a column with row kinds.
     *
     * @param source the name of the source, as written
     * @param column the name of the column of inputs, as written
     */
    record RowKindColumn(YamlText source, YamlText column) {}

    static PipelineSettings read(Path file, List<String> availableEngines, List<Problem> problems) {
        YamlDocument document = YamlDocument.read(file);
        YamlMapping root = document.root();
        EngineSettings engines = EngineSettings.read(root, availableEngines, problems);
        ZoneId timeZone = root.text("timeZone")
                .map(zone -> {
                    Optional<ZoneId> region = TimeZoneName.parse(zone.text());
                    if (region.isEmpty()) {
                        root.wrongValue(
                                "timeZone",
                                "must be the name of a time zone, not `" + zone.text() + "`",
                                "Write a region such as Asia/Shanghai, or UTC");
                    }
                    return region.orElse(DEFAULT.timeZone);
                })
                .orElse(DEFAULT.timeZone);
        List<EventTime> eventTimes = new ArrayList<>();
        List<Identity> identities = new ArrayList<>();
        List<RowKindColumn> rowKinds = new ArrayList<>();
        root.mapping("sources").ifPresent(sources -> {
            for (YamlText source : sources.keys()) {
                sources.mapping(source.text()).ifPresent(settings -> {
                    settings.text("eventTime").ifPresent(column -> eventTimes.add(new EventTime(source, column)));
                    settings.texts("identity").ifPresent(columns -> identities.add(new Identity(source, columns)));
                    settings.text("rowKind").ifPresent(column -> rowKinds.add(new RowKindColumn(source, column)));
                    settings.rejectUnknownKeys();
                });
            }
        });
        root.rejectUnknownKeys();
        problems.addAll(document.problems());
        return new PipelineSettings(timeZone, eventTimes, rowKinds, identities, engines);
    }
}
