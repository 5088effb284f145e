package org.lakehousereplay.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.spi.ReplayOutcome;

/**
 * One script, unchanged, twice: by plain Flink from the topics of a real broker, and replayed by the engine from the
 * same rows. What comes out must be the same, message by message.
 */
class BrokerReplayIT {

    private static final Path SHOP = Path.of("src", "test", "resources", "shop");
    /** The port that the script names. */
    private static final int PORT = 29592;

    private static final int CONTROLLER_PORT = 29593;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void replaysWhatABrokerDelivers(@TempDir Path directory) throws Exception {
        List<String> orders = Files.readAllLines(SHOP.resolve("input/orders.jsonl"));
        try (Broker broker = Broker.start(PORT, CONTROLLER_PORT, Files.createDirectory(directory.resolve("broker")));
                ReplayedShop shop = new ReplayedShop(directory, SHOP.resolve("gmv.sql"))) {
            broker.create("orders", "gmv-10min", "open-budgets");
            broker.send("orders", orders);
            PlainJobs.run(shop.statements());
            List<Message> windows = Messages.asTexts(broker.read("gmv-10min"));
            List<Message> budgets = Messages.asTexts(broker.read("open-budgets"));

            ReplayOutcome outcome = shop.replay(orders);

            assertThat(outcome.problems()).isEmpty();
            // Within a window, the order of the channels is up to the state.
            assertThat(shop.messages(outcome, "gmv_10min")).containsExactlyInAnyOrderElementsOf(windows);
            assertThat(shop.messages(outcome, "open_budgets")).containsExactlyElementsOf(budgets);
            assertThat(outcome.droppedLate()).isEqualTo(1);
            // What the broker got, so that two empty topics do not pass for two equal ones.
            assertThat(windows)
                    .hasSize(6)
                    .contains(new Message(
                            Optional.empty(),
                            Optional.of("{\"window_start\":\"2024-05-18 12:00:00\",\"channel\":\"app\","
                                    + "\"gmv\":\"60.55\",\"orders\":\"4\","
                                    + "\"first_paid_at\":\"2024-05-18 12:01:00\"}")));
            assertThat(budgets)
                    .contains(new Message(Optional.of("{\"channel\":\"app\"}"), Optional.empty()))
                    .endsWith(new Message(
                            Optional.of("{\"channel\":\"web\"}"),
                            Optional.of("{\"channel\":\"web\",\"spent\":\"17.5\",\"orders\":\"4\"}")));
        }
    }
}
