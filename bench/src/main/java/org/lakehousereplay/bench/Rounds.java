package org.lakehousereplay.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs contenders by turns, so that a change of the machine's mood hits all of them. */
final class Rounds {

    private final Map<Contender, List<Measurement>> measurements = new LinkedHashMap<>();

    private Rounds() {}

    /**
     * Measures.
     *
     * @param contenders who takes part
     * @param rounds how many measured runs each has, after one that is thrown away
     */
    static Rounds run(List<Contender> contenders, int rounds) throws IOException, InterruptedException {
        Rounds result = new Rounds();
        contenders.forEach(contender -> result.measurements.put(contender, new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            StringBuilder line = new StringBuilder(round == 0 ? "warm-up:" : "round " + round + ":");
            for (Contender contender : contenders) {
                Measurement measurement = contender.run();
                if (round > 0) {
                    result.measurements.get(contender).add(measurement);
                }
                line.append(String.format(Locale.ROOT, "  %s %.2f s", contender.name(), measurement.seconds()));
            }
            System.out.println(line + "  (load " + Machine.load() + ")");
        }
        return result;
    }

    /** The median time of a contender in seconds. */
    double seconds(Contender contender) {
        return Measurement.median(measurements.get(contender).stream()
                .mapToDouble(Measurement::seconds)
                .toArray());
    }

    /** The median of a number that a contender prints itself after a label, such as the time of an inner part. */
    double printed(Contender contender, String label) {
        return Measurement.median(measurements.get(contender).stream()
                .mapToDouble(measurement -> printed(measurement, label))
                .toArray());
    }

    private static double printed(Measurement measurement, String label) {
        return measurement
                .output()
                .lines()
                .filter(line -> line.startsWith(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(label.length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no line " + label + " in:\n" + measurement.output()));
    }

    /** The median of the ratios of the rounds. */
    double ratio(Contender numerator, Contender denominator) {
        List<Measurement> above = measurements.get(numerator);
        List<Measurement> below = measurements.get(denominator);
        double[] ratios = new double[above.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = above.get(round).seconds() / below.get(round).seconds();
        }
        return Measurement.median(ratios);
    }

    /** The median of the ratios of the processor time of the rounds. */
    double processorRatio(Contender numerator, Contender denominator) {
        List<Measurement> above = measurements.get(numerator);
        List<Measurement> below = measurements.get(denominator);
        double[] ratios = new double[above.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] =
                    above.get(round).processorSeconds() / below.get(round).processorSeconds();
        }
        return Measurement.median(ratios);
    }

    /** The median of the ratios of numbers that contenders print. */
    double printedRatio(Contender numerator, Contender denominator, String label) {
        List<Measurement> above = measurements.get(numerator);
        List<Measurement> below = measurements.get(denominator);
        double[] ratios = new double[above.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = printed(above.get(round), label) / printed(below.get(round), label);
        }
        return Measurement.median(ratios);
    }

    /** The median of the differences of the rounds in seconds. */
    double difference(Contender longer, Contender shorter) {
        List<Measurement> above = measurements.get(longer);
        List<Measurement> below = measurements.get(shorter);
        double[] differences = new double[above.size()];
        for (int round = 0; round < differences.length; round++) {
            differences[round] = above.get(round).seconds() - below.get(round).seconds();
        }
        return Measurement.median(differences);
    }

    /** Prints a line for each contender. */
    void printTable() {
        System.out.println();
        System.out.println("| program | median s | min s | max s | processor s | peak MB |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        measurements.forEach((contender, runs) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %.2f | %d |%n",
                contender.name(),
                seconds(contender),
                runs.stream().mapToDouble(Measurement::seconds).min().orElseThrow(),
                runs.stream().mapToDouble(Measurement::seconds).max().orElseThrow(),
                Measurement.median(
                        runs.stream().mapToDouble(Measurement::processorSeconds).toArray()),
                runs.stream().mapToLong(Measurement::peakMegabytes).max().orElseThrow()));
        System.out.println();
    }

    /** Prints a figure beside its target. */
    static void printVerdict(String what, double figure, double target, String unit) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f%s (target at most %.2f%s: %s)%n",
                what,
                figure,
                unit,
                target,
                unit,
                figure <= target ? "met" : "MISSED");
    }
}
