package org.lakehousereplay.it.copying;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineSettings;
import org.lakehousereplay.spi.OutputRows;
import org.lakehousereplay.spi.OutputTable;
import org.lakehousereplay.spi.PipelineReading;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;
import org.lakehousereplay.spi.RowKinds;
import org.lakehousereplay.spi.Script;
import org.lakehousereplay.spi.SourceTable;
import org.lakehousereplay.spi.StatementPlace;
import org.lakehousereplay.spi.TableColumn;

/** Gives the rows of the table {@code orders} out as {@code orders_copy}. */
final class CopyingSession implements EngineSession {

    private static final List<TableColumn> COLUMNS = List.of(
            new TableColumn("order_id", "NUMBER", "BIGINT", false),
            new TableColumn("amount", "NUMBER", "DECIMAL(12,2)", true));

    private final EngineSettings settings;

    CopyingSession(EngineSettings settings) {
        this.settings = settings;
    }

    @Override
    public String version() {
        return "Copying 1.0";
    }

    @Override
    public PipelineReading read(PipelineScripts scripts) {
        Script script = scripts.scripts().get(0);
        String text = script.text();
        StatementPlace place = new StatementPlace(
                script.file(), 0, text.indexOf("COPY"), text.stripTrailing().length());
        return new PipelineReading(
                List.of(new SourceTable(
                        "orders", COLUMNS, List.of("order_id"), RowKinds.INSERT_ONLY, Optional.empty(), place)),
                List.of(new OutputTable(
                        "orders_copy",
                        COLUMNS,
                        List.of(),
                        RowKinds.INSERT_ONLY,
                        Map.of("orders", Set.of("order_id", "amount")),
                        Set.of(),
                        false,
                        "copy",
                        List.of(place))),
                List.of());
    }

    @Override
    public void replay(List<ReplayRequest> requests, Consumer<ReplayOutcome> finished) {
        for (ReplayRequest request : requests) {
            if (settings.configuration().containsKey("exit")) {
                System.exit(Integer.parseInt(settings.configuration().get("exit")));
            }
            finished.accept(copied(request));
        }
    }

    private static ReplayOutcome copied(ReplayRequest request) {
        try {
            List<String> rows = new ArrayList<>();
            for (String row : Files.readAllLines(request.inputs().get("orders"))) {
                rows.add(row.replaceFirst("\"i\":[0-9]+,", ""));
            }
            Path file = Files.write(request.directory().resolve("orders_copy.jsonl"), rows);
            return new ReplayOutcome(
                    request.id(),
                    Map.of("orders_copy", new OutputRows(file, Optional.empty())),
                    List.of(),
                    0,
                    List.of(),
                    Duration.ofMillis(1));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public void close() {
        System.out.println("the copying engine ends");
    }
}
