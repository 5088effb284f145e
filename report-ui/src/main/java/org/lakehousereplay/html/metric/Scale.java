package org.lakehousereplay.html.metric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Places values on a line of pixels.
 *
 * @param low the value at the start
 * @param high the value at the end, above the start
 * @param from the pixel of the start
 * @param to the pixel of the end
 */
record Scale(double low, double high, double from, double to) {

    /** Values between some ends, with 0 where it is near. */
    static Scale of(double low, double high, double from, double to) {
        double start = low > 0 && low < 0.6 * high ? 0 : low;
        double end = high < 0 && high > 0.6 * low ? 0 : high;
        if (end <= start) {
            double room = Math.max(Math.abs(start) * 0.1, Math.ulp(start) * 4);
            room = room < Double.MIN_NORMAL ? 1 : room;
            return new Scale(start - room, start + room, from, to);
        }
        return new Scale(start, end, from, to);
    }

    double at(double value) {
        // Halves first: the ends may be further apart than the largest number.
        double share = (value / 2 - low / 2) / (high / 2 - low / 2);
        return from + share * (to - from);
    }

    /** A place as attributes have it. */
    static String pixel(double place) {
        String text = String.format(Locale.ROOT, "%.1f", place);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** Some round values between the ends. */
    List<Double> ticks(int wanted) {
        double step = Math.pow(10, Math.floor(Math.log10((high - low) / wanted)));
        for (double factor : new double[] {1, 2, 5, 10}) {
            if ((high - low) / (step * factor) <= wanted) {
                step *= factor;
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        if (!(step > 0) || Double.isInfinite(step)) {
            return List.of(low, high);
        }
        double tick = Math.ceil(low / step) * step;
        for (int index = 0; index <= wanted && tick + index * step <= high + step * 1e-6; index++) {
            ticks.add(tick + index * step);
        }
        return ticks;
    }

    /** A value of an axis: a few digits. */
    static String label(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        if (rounded.signum() == 0 || Math.abs(value) < 1e-9) {
            return rounded.signum() == 0 ? "0" : rounded.toString();
        }
        return rounded.precision() - rounded.scale() > 9 ? rounded.toString() : rounded.toPlainString();
    }
}
