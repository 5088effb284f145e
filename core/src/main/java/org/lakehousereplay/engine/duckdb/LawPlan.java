package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.ReplayLaw;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.run.InputResult;

/** Says how the laws of a fixture are tested on it. */
final class LawPlan {

    /** How many orders by chance are tried beside those that are chosen. */
    private static final int SHUFFLES = 3;

    private static final String ORIGINAL = "original";

    private final Connection connection;
    private final FixtureState fixture;
    private final DimensionOrigins origins;

    /**
     * @param connection a connection in the time zone of the fixture
     * @param fixture a fixture that was replayed
     * @param origins knows what dimensions are computed from
     */
    LawPlan(Connection connection, FixtureState fixture, DimensionOrigins origins) {
        this.connection = connection;
        this.fixture = fixture;
        this.origins = origins;
    }

    /** The laws of a metric on a fixture: those of its header, and those that the fixture adds. */
    static List<ReplayLaw> laws(FixtureState fixture, Model metric) {
        List<ReplayLaw> laws = new ArrayList<>(metric.metric().orElseThrow().laws());
        for (ReplayLaw law : fixture.fixture().settings().laws(metric.name())) {
            if (laws.stream().noneMatch(law::same)) {
                laws.add(law);
            }
        }
        return laws;
    }

    /** The tests of all metrics that have an output. */
    List<LawTest> tests() throws SQLException {
        List<LawTest> tests = new ArrayList<>();
        for (Model metric : fixture.models()) {
            if (metric.isMetric() && fixture.metric(metric).failure().isEmpty()) {
                for (ReplayLaw law : laws(fixture, metric)) {
                    tests.add(test(law, metric));
                }
            }
        }
        return tests;
    }

    private LawTest test(ReplayLaw law, Model metric) throws SQLException {
        if (law instanceof ReplayLaw.OrderInsensitive && !inProcess()) {
            return ofStreamOrders(law, metric);
        }
        if (law instanceof ReplayLaw.Splittable && inProcess()) {
            return vacuous(law, metric, "DuckDB takes all of the input at once, in no increments");
        }
        if (law instanceof ReplayLaw.Splittable splittable) {
            return ofIncrements(splittable, metric);
        }
        if (law instanceof ReplayLaw.OrderInsensitive) {
            List<Delivery> orders = new ArrayList<>();
            orders.add(new Delivery.Reversed());
            IntStream.rangeClosed(1, SHUFFLES).mapToObj(Delivery.Shuffled::new).forEach(orders::add);
            return ofOrders(law, metric, orders, sources(metric));
        }
        if (law instanceof ReplayLaw.LateTolerant late) {
            List<Delivery> orders = IntStream.rangeClosed(1, Delivery.EXTREMES + 1)
                    .<Delivery>mapToObj(seed -> new Delivery.Delayed(seed, late.delay()))
                    .toList();
            List<Source> timed = sources(metric).stream()
                    .filter(source -> source.eventTime().isPresent())
                    .toList();
            return ofOrders(law, metric, orders, timed);
        }
        if (law instanceof ReplayLaw.Idempotent idempotent) {
            return ofDeliveries(idempotent, metric);
        }
        if (law instanceof ReplayLaw.Additive additive) {
            return new AdditivePlan(connection, fixture, metric, additive, origins).test();
        }
        throw new IllegalStateException("nobody tests " + law.text());
    }

    private boolean inProcess() {
        return fixture.workspace().pipeline().inProcess();
    }

    private LawTest ofStreamOrders(ReplayLaw law, Model metric) {
        List<Source> free =
                sources(metric).stream().filter(Delivery.ShuffledStream::allows).toList();
        if (free.isEmpty()) {
            return vacuous(
                    law, metric, "no source allows another order: a watermark waits for no row, or there is no key");
        }
        List<Delivery> orders = IntStream.rangeClosed(1, Delivery.EXTREMES + 1)
                .<Delivery>mapToObj(Delivery.ShuffledStream::new)
                .toList();
        return ofOrders(law, metric, orders, free);
    }

    private LawTest ofIncrements(ReplayLaw.Splittable law, Model metric) {
        if (sources(metric).stream().allMatch(source -> rows(source) < law.increments())) {
            return vacuous(law, metric, "no source has a row for each increment");
        }
        LawForm form = LawForm.rows(metric);
        List<LawTest.Trial> trials = Stream.of(
                        new Delivery.Split(1, false),
                        new Delivery.Split(law.increments(), false),
                        new Delivery.Split(law.increments(), true))
                .map(delivery -> new LawTest.Trial(delivery, form, ORIGINAL, "other increments"))
                .toList();
        return new LawTest(fixture, metric, law, trials, nothingComesOut(metric), Optional.empty());
    }

    private LawTest vacuous(ReplayLaw law, Model metric, String reason) {
        return new LawTest(fixture, metric, law, List.of(), Optional.of(reason), Optional.empty());
    }

    private LawTest ofOrders(ReplayLaw law, Model metric, List<Delivery> orders, List<Source> sources) {
        if (sources.stream().allMatch(source -> rows(source) < 2)) {
            return vacuous(law, metric, "no source has two rows, so that there is no other order");
        }
        LawForm form = LawForm.rows(metric);
        List<LawTest.Trial> trials = orders.stream()
                .map(delivery -> new LawTest.Trial(delivery, form, ORIGINAL, "reordered"))
                .toList();
        return new LawTest(fixture, metric, law, trials, nothingComesOut(metric), Optional.empty());
    }

    /** All sources at once, and each of several alone: two mistakes may make up for each other. */
    private LawTest ofDeliveries(ReplayLaw.Idempotent law, Model metric) {
        List<Source> sources = sources(metric).stream()
                .filter(source -> rows(source) > 0)
                .filter(source ->
                        law.sources().isEmpty() || law.sources().stream().anyMatch(source.name()::equalsIgnoreCase))
                .toList();
        if (sources.isEmpty()) {
            return vacuous(law, metric, "there is no row that could be delivered twice");
        }
        LawForm form = LawForm.rows(metric);
        List<List<Source>> choices = new ArrayList<>();
        choices.add(sources);
        if (sources.size() > 1) {
            sources.forEach(source -> choices.add(List.of(source)));
        }
        List<Delivery> deliveries = new ArrayList<>(
                choices.stream().map(choice -> redelivered(choice, false)).toList());
        if (!inProcess()) {
            deliveries.add(redelivered(sources, true));
        }
        List<LawTest.Trial> trials = deliveries.stream()
                .map(delivery -> new LawTest.Trial(delivery, form, ORIGINAL, "delivered twice"))
                .toList();
        return new LawTest(fixture, metric, law, trials, nothingComesOut(metric), Optional.empty());
    }

    private static Delivery redelivered(List<Source> sources, boolean beside) {
        return new Delivery.Redelivered(
                sources.stream().map(Source::name).toList(),
                sources.stream().map(LawPlan::identity).toList(),
                beside);
    }

    /** What makes two deliveries one row: what is declared, else the primary key. */
    private static String identity(Source source) {
        List<String> columns = source.identity().isEmpty() ? source.changes().primaryKey() : source.identity();
        return columns.isEmpty() ? "" : "same " + String.join(", ", columns);
    }

    private Optional<String> nothingComesOut(Model metric) {
        return fixture.metric(metric).actualRows() == 0 ? Optional.of("no row comes out at all") : Optional.empty();
    }

    private List<Source> sources(Model metric) {
        return sources(fixture.workspace().pipeline(), metric);
    }

    /** The sources that a metric is computed from. */
    static List<Source> sources(Pipeline pipeline, Model metric) {
        Set<String> read = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Stream.of(metric)
                .flatMap(model -> pipeline.closure(List.of(model)).stream())
                .forEach(model -> read.addAll(model.reads()));
        return pipeline.sources().stream()
                .filter(source -> read.contains(source.name()))
                .toList();
    }

    private long rows(Source source) {
        return Optional.ofNullable(fixture.inputs().get(source.name()))
                .map(InputResult::rows)
                .orElse(0L);
    }
}
