package org.lakehousereplay.pipeline;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.yaml.YamlDocument;
import org.lakehousereplay.yaml.YamlMapping;
import org.lakehousereplay.yaml.YamlText;

/**
 * What {@code pipeline.yaml} says.
 *
 * @param timeZone the zone of the pipeline
 * @param eventTimes the declared event-time columns
 * @param identities the declared identities of rows
 */
record PipelineSettings(ZoneId timeZone, List<EventTime> eventTimes, List<Identity> identities) {

    /** What holds where there is no {@code pipeline.yaml}. */
    static final PipelineSettings DEFAULT = new PipelineSettings(ZoneId.of("UTC"), List.of(), List.of());

    private static final List<String> ENGINES = List.of("duckdb");

    PipelineSettings {
        eventTimes = List.copyOf(eventTimes);
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

    static PipelineSettings read(Path file, List<Problem> problems) {
        YamlDocument document = YamlDocument.read(file);
        YamlMapping root = document.root();
        root.text("engine")
                .filter(engine -> !ENGINES.contains(engine.text()))
                .ifPresent(engine -> problems.add(unsupported(engine)));
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
        root.mapping("sources").ifPresent(sources -> {
            for (YamlText source : sources.keys()) {
                sources.mapping(source.text()).ifPresent(settings -> {
                    settings.text("eventTime").ifPresent(column -> eventTimes.add(new EventTime(source, column)));
                    settings.texts("identity").ifPresent(columns -> identities.add(new Identity(source, columns)));
                    settings.rejectUnknownKeys();
                });
            }
        });
        root.rejectUnknownKeys();
        problems.addAll(document.problems());
        return new PipelineSettings(timeZone, eventTimes, identities);
    }

    private static Problem unsupported(YamlText engine) {
        String guess = Spelling.didYouMean(engine.text(), ENGINES);
        return Problem.at(
                engine.location(),
                ErrorCode.CONFIGURATION_INVALID,
                "The engine `" + engine.text() + "` is not supported",
                (guess.isEmpty() ? "" : guess + " ") + "Supported engines: " + String.join(", ", ENGINES));
    }
}
