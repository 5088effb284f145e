package org.lakehousereplay.caliber;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Metric;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Window;

/**
 * Names the changes of a metric between two versions, from what its fixtures show, what it declares and what the edits
 * of its SQL tell. The same observations always get the same names. For the entry points of the library.
 */
public final class Classification {

    private static final int TOLD_EDITS = 3;

    private final ObservedMetric metric;
    private final List<CaliberChange> changes = new ArrayList<>();

    private Classification(ObservedMetric metric) {
        this.metric = metric;
    }

    /** The changes of a metric that both versions have; none when nothing differs. */
    public static List<CaliberChange> of(ObservedMetric metric) {
        Classification classification = new Classification(metric);
        classification.compareDeclarations();
        classification.compareColumns();
        classification.compareOutputs();
        return List.copyOf(classification.changes);
    }

    /** The change that a metric is new. */
    public static CaliberChange added(String pipeline, Model metric) {
        return new CaliberChange(
                pipeline, metric.name(), ChangeKind.METRIC_ADDED, description(metric), List.of(), List.of(), List.of());
    }

    /** The change that a metric is gone. */
    public static CaliberChange removed(String pipeline, Model metric) {
        return new CaliberChange(
                pipeline,
                metric.name(),
                ChangeKind.METRIC_REMOVED,
                description(metric),
                List.of(),
                List.of(),
                List.of());
    }

    private static String description(Model metric) {
        return metric.metric().map(Metric::description).orElse("");
    }

    private void compareDeclarations() {
        Metric before = metric.before().metric().orElseThrow();
        Metric after = metric.after().metric().orElseThrow();
        if (isReKeyed()) {
            declared(ChangeKind.RE_KEYED, "the key " + before.key() + " is " + after.key());
        }
        if (!before.unit().equals(after.unit())) {
            declared(ChangeKind.UNIT_CHANGED, "the unit " + quoted(before.unit()) + " is " + quoted(after.unit()));
        }
        if (!before.description().equals(after.description())) {
            declared(
                    ChangeKind.DESCRIPTION_CHANGED,
                    "the description " + quoted(before.description()) + " is " + quoted(after.description()));
        }
        if (!checks(before).equals(checks(after))) {
            declared(ChangeKind.CHECKS_CHANGED, "the checks " + checks(before) + " are " + checks(after));
        }
    }

    /** The checks as a set: their order changes nothing. */
    private static Set<String> checks(Metric declared) {
        return declared.checks().stream()
                .map(check -> check.threshold().signum() == 0
                        ? check.expression()
                        : check.expression() + " up to " + check.threshold().toPlainString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "(none)" : "\"" + text + "\"";
    }

    private boolean isReKeyed() {
        return !folded(metric.before().metric().orElseThrow().key())
                .equals(folded(metric.after().metric().orElseThrow().key()));
    }

    private static Set<String> folded(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
    }

    private void declared(ChangeKind kind, String detail) {
        add(kind, detail, List.of(), List.of());
    }

    private void add(ChangeKind kind, String detail, List<String> columns, List<OutputDifference> observed) {
        changes.add(new CaliberChange(
                metric.pipeline(),
                metric.after().name(),
                kind,
                detail,
                columns,
                observed.stream().map(OutputDifference::fixture).sorted().toList(),
                observed));
    }

    private void compareColumns() {
        List<String> added = missing(metric.after(), metric.before());
        if (!added.isEmpty()) {
            add(ChangeKind.COLUMN_ADDED, "new: " + String.join(", ", added), added, List.of());
        }
        List<String> removed = missing(metric.before(), metric.after());
        if (!removed.isEmpty()) {
            add(ChangeKind.COLUMN_REMOVED, "gone: " + String.join(", ", removed), removed, List.of());
        }
        List<String> retyped = new ArrayList<>();
        List<String> details = new ArrayList<>();
        for (Column now : metric.after().output()) {
            column(metric.before(), now.name())
                    .filter(before -> !before.type().equals(now.type()))
                    .ifPresent(before -> {
                        retyped.add(now.name());
                        details.add(now.name() + " " + before.type() + " is " + now.type());
                    });
        }
        if (!retyped.isEmpty()) {
            add(ChangeKind.RE_TYPED, String.join(", ", details), retyped, List.of());
        }
    }

    /** The columns of one version that another does not have. */
    private static List<String> missing(Model of, Model in) {
        return of.output().stream()
                .map(Column::name)
                .filter(name -> column(in, name).isEmpty())
                .toList();
    }

    private static Optional<Column> column(Model model, String name) {
        return model.output().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private void compareOutputs() {
        Optional<String> windows = windowChange();
        List<Evidence> differing = metric.evidence().stream()
                .filter(evidence -> evidence.difference().rows() > 0)
                .toList();
        List<OutputDifference> reordered = metric.evidence().stream()
                .map(Evidence::difference)
                .filter(difference -> difference.rows() == 0 && difference.reordered())
                .toList();
        boolean reTimed = isReTimed(differing);
        if (!differing.isEmpty()) {
            nameDifference(differing, reTimed, windows);
        }
        if (windows.isPresent() && !reTimed) {
            declared(ChangeKind.RE_TIMED, windows.get());
        }
        if (!reordered.isEmpty()) {
            add(ChangeKind.RE_ORDERED, "the rows come in another order", List.of(), reordered);
        }
        if (!metric.notComparable().isEmpty()) {
            notComparable();
        }
        if (metric.sqlDiffers() && changes.stream().noneMatch(Classification::showsInOutput) && !isReKeyed()) {
            declared(
                    ChangeKind.UNOBSERVED,
                    "the SQL differs, and no fixture shows a difference" + (edits().isEmpty() ? "" : ": " + edits()));
        }
    }

    private static boolean showsInOutput(CaliberChange change) {
        return switch (change.kind()) {
            case UNIT_CHANGED, DESCRIPTION_CHANGED, CHECKS_CHANGED, RE_KEYED -> false;
            default -> true;
        };
    }

    private void nameDifference(List<Evidence> differing, boolean reTimed, Optional<String> windows) {
        List<OutputDifference> observed =
                differing.stream().map(Evidence::difference).toList();
        List<String> columns = columns(observed);
        if (reTimed) {
            add(
                    ChangeKind.RE_TIMED,
                    windows.map(change -> change + ", ").orElse("") + "the same totals fall into other windows",
                    columns,
                    observed);
        } else if (isReScaled(differing)) {
            add(ChangeKind.RE_SCALED, "all values are multiplied by the same factor", columns, observed);
        } else {
            add(direction(observed), edits(), columns, observed);
        }
    }

    private String edits() {
        String first = metric.edits().stream().limit(TOLD_EDITS).collect(Collectors.joining(", "));
        int more = metric.edits().size() - TOLD_EDITS;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private ChangeKind direction(List<OutputDifference> observed) {
        boolean letsIn = metric.cause().equals(Optional.of(ObservedMetric.Cause.LETS_IN));
        boolean keepsOut = metric.cause().equals(Optional.of(ObservedMetric.Cause.KEEPS_OUT));
        boolean noneChanged = observed.stream().allMatch(difference -> difference.changedRows() == 0);
        if (letsIn || (noneChanged && observed.stream().allMatch(difference -> difference.removed() == 0))) {
            return ChangeKind.ROWS_LET_IN;
        }
        if (keepsOut || (noneChanged && observed.stream().allMatch(difference -> difference.added() == 0))) {
            return ChangeKind.ROWS_FILTERED_OUT;
        }
        return ChangeKind.VALUES_CHANGED;
    }

    /** The declared window, where the two versions declare different ones. */
    private Optional<String> windowChange() {
        Optional<Window> before = metric.before().metric().orElseThrow().window();
        Optional<Window> after = metric.after().metric().orElseThrow().window();
        if (before.equals(after)) {
            return Optional.empty();
        }
        return Optional.of("the window " + words(before) + " is " + words(after));
    }

    private static String words(Optional<Window> window) {
        return window.map(declared -> "of " + declared.size() + " on " + declared.column())
                .orElse("(none)");
    }

    /**
     * Whether totals only went to other windows. Numbers that cannot be added up, such as distinct counts and ratios,
     * need not keep their totals where the edits of the SQL move times and nothing else.
     */
    private boolean isReTimed(List<Evidence> differing) {
        boolean timeOnly = metric.cause().equals(Optional.of(ObservedMetric.Cause.TIME));
        return !differing.isEmpty()
                && differing.stream()
                        .allMatch(evidence -> !evidence.conserved().isEmpty()
                                && (timeOnly || evidence.conserved().equals(evidence.moved())));
    }

    private static boolean isReScaled(List<Evidence> differing) {
        return differing.stream()
                .allMatch(evidence -> !evidence.scaled().isEmpty()
                        && evidence.difference().columns().stream()
                                .allMatch(column -> evidence.scaled().contains(column.column())));
    }

    private List<String> columns(List<OutputDifference> observed) {
        Set<String> differing = new LinkedHashSet<>();
        for (Column column : metric.after().output()) {
            boolean differs = observed.stream()
                    .flatMap(difference -> difference.columns().stream())
                    .anyMatch(difference -> difference.column().equals(column.name()));
            if (differs) {
                differing.add(column.name());
            }
        }
        return List.copyOf(differing);
    }

    private void notComparable() {
        String reasons = metric.notComparable().stream()
                .map(NotComparable::reason)
                .distinct()
                .sorted()
                .limit(3)
                .collect(Collectors.joining("; "));
        changes.add(new CaliberChange(
                metric.pipeline(),
                metric.after().name(),
                ChangeKind.NOT_COMPARABLE,
                reasons,
                List.of(),
                metric.notComparable().stream()
                        .map(NotComparable::fixture)
                        .sorted()
                        .toList(),
                List.of()));
    }
}
