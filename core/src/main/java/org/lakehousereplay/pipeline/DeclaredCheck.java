package org.lakehousereplay.pipeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.yaml.YamlItem;
import org.lakehousereplay.yaml.YamlMapping;
import org.lakehousereplay.yaml.YamlText;

/**
 * A check of a {@code @metric} comment, before its columns are looked up in the output.
 *
 * @param expression the text of the expression
 * @param threshold the largest share of anomalous rows that is still fine
 */
record DeclaredCheck(YamlText expression, BigDecimal threshold) {

    private static final String PERCENT = "%";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** More digits than the share of any number of rows needs, and few enough to be written out. */
    private static final int THRESHOLD_LENGTH = 20;

    private static final int THRESHOLD_PLACES = 15;

    /** The checks of a header; those that are not sound are reported and left out. */
    static List<DeclaredCheck> read(YamlMapping header, List<Problem> problems) {
        List<DeclaredCheck> checks = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (YamlItem item : header.items("checks").orElse(List.of())) {
            read(item, problems).ifPresent(check -> {
                String text = check.expression().text().strip();
                if (text.isEmpty()) {
                    invalid(problems, item.location(), "The check is empty", example());
                } else if (seen.add(text)) {
                    checks.add(check);
                } else {
                    invalid(
                            problems,
                            item.location(),
                            "The check `" + text + "` stands here a second time",
                            "Keep one of them");
                }
            });
        }
        return checks;
    }

    private static Optional<DeclaredCheck> read(YamlItem item, List<Problem> problems) {
        if (item instanceof YamlText text) {
            return Optional.of(new DeclaredCheck(text, BigDecimal.ZERO));
        }
        YamlMapping mapping = (YamlMapping) item;
        Optional<YamlText> expression = mapping.text("check");
        Optional<YamlText> share = mapping.text("threshold");
        mapping.rejectUnknownKeys();
        if (!mapping.has("check")) {
            invalid(problems, mapping.location(), "The entry has no `check`", example());
        }
        Optional<BigDecimal> threshold = share.flatMap(DeclaredCheck::threshold);
        if (share.isPresent() && threshold.isEmpty()) {
            invalid(
                    problems,
                    share.get().location(),
                    "The threshold `" + share.get().text() + "` is no share from 0 to 1",
                    "Write the largest share of rows that may break the check, such as 0.01 or 1 %");
            return Optional.empty();
        }
        return expression.map(text -> new DeclaredCheck(text, threshold.orElse(BigDecimal.ZERO)));
    }

    private static Optional<BigDecimal> threshold(YamlText share) {
        String text = share.text().strip();
        boolean percent = text.endsWith(PERCENT);
        String number =
                percent ? text.substring(0, text.length() - PERCENT.length()).strip() : text;
        if (number.length() > THRESHOLD_LENGTH) {
            return Optional.empty();
        }
        try {
            BigDecimal written = new BigDecimal(number);
            if (Math.abs(written.scale()) > THRESHOLD_PLACES) {
                return Optional.empty();
            }
            BigDecimal value = percent ? written.divide(HUNDRED) : written;
            boolean within = value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0;
            return within ? Optional.of(plain(value)) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** The same share whether it is written 0.01, 0.010, 1e-2 or 1 %. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** What a check looks like, for remedies. */
    static String example() {
        return "Write an expression over the output columns that is true for a sound row, such as \"conversion <= 1\"";
    }

    private static void invalid(List<Problem> problems, Location place, String message, String remedy) {
        problems.add(Problem.at(place, ErrorCode.METRIC_HEADER_INVALID, message, remedy));
    }
}
