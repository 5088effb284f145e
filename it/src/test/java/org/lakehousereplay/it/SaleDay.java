package org.lakehousereplay.it;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Random;
import org.lakehousereplay.it.harness.MavenProject;

/** A day of orders and events as big as a real one, always the same, for fixtures that nobody wants to read row by row. */
public final class SaleDay {

    private static final LocalDateTime MORNING = LocalDateTime.parse("2024-05-18T10:00:00");
    private static final int SECONDS = 12 * 3600;
    private static final String[] CHANNELS = {"app", "app", "app", "mini", "mini", "h5"};

    private final Random random = new Random(20240518);
    private final StringBuilder orders = new StringBuilder("order_id,user_id,amount,channel,paid_at\n");
    private final StringBuilder refunds = new StringBuilder("refund_id,order_id,amount,refunded_at\n");
    private final StringBuilder events = new StringBuilder();

    private SaleDay() {}

    /** Adds a fixture of the pipeline weekend-coupon to a copy of the sample project. */
    public static MavenProject addTo(MavenProject project, String fixture) {
        SaleDay day = new SaleDay();
        for (int order = 1; order <= 1_500; order++) {
            day.order(order);
        }
        String directory = "src/test/lakehouse/weekend-coupon/" + fixture;
        return project.write(directory + "/fixture.yaml", "description: A day of the weekend sale, made up.\n")
                .write(directory + "/input/orders.csv", day.orders.toString())
                .write(directory + "/input/refunds.csv", day.refunds.toString())
                .write(directory + "/input/events.jsonl", day.events.toString());
    }

    private void order(int number) {
        // Most people buy around 13:00 and 20:00.
        double peak = number % 3 == 0 ? 0.25 : 0.82;
        double place = Math.min(0.999, Math.max(0, peak + random.nextGaussian() * 0.11));
        LocalDateTime paid = MORNING.plusSeconds((long) (place * SECONDS));
        String user = "u" + random.nextInt(900);
        String channel = CHANNELS[random.nextInt(CHANNELS.length)];
        BigDecimal amount = BigDecimal.valueOf(500 + random.nextInt(12_000) + (number % 97 == 0 ? 80_000 : 0), 2);
        orders.append(String.format(Locale.ROOT, "%d,%s,%s,%s,%s%n", number, user, amount, channel, paid)
                .replace(System.lineSeparator(), "\n"));
        for (int event = 0; event < 3; event++) {
            event(user, event == 2 ? "click" : "view", paid.minusSeconds(40L + random.nextInt(500)), channel);
        }
        if (number % 60 == 0) {
            refunds.append(number / 60)
                    .append(',')
                    .append(number)
                    .append(',')
                    .append(amount)
                    .append(',')
                    .append(paid.plusMinutes(25))
                    .append('\n');
        }
    }

    private void event(String user, String event, LocalDateTime time, String channel) {
        events.append("{\"user_id\": \"")
                .append(user)
                .append("\", \"event\": \"")
                .append(event)
                .append("\", \"ts\": \"")
                .append(time)
                .append("\", \"channel\": \"")
                .append(channel)
                .append("\"}\n");
    }
}
