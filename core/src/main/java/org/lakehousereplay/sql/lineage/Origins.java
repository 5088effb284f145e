package org.lakehousereplay.sql.lineage;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** A set of declared columns, by their numbers in {@link TableColumns}. Never changes. */
final class Origins {

    static final Origins NONE = new Origins(new BitSet());

    private final BitSet numbers;

    private Origins(BitSet numbers) {
        this.numbers = numbers;
    }

    static Origins of(int number) {
        BitSet numbers = new BitSet();
        numbers.set(number);
        return new Origins(numbers);
    }

    static Origins union(Collection<Origins> all) {
        BitSet numbers = new BitSet();
        all.forEach(origins -> numbers.or(origins.numbers));
        return new Origins(numbers);
    }

    Origins and(Origins others) {
        // Most columns are handed on from one step of a plan to the next, so that sharing them pays.
        if (others.numbers.isEmpty()) {
            return this;
        }
        return numbers.isEmpty() ? others : union(List.of(this, others));
    }

    IntStream numbers() {
        return numbers.stream();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Origins origins && numbers.equals(origins.numbers);
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }

    @Override
    public String toString() {
        return numbers.toString();
    }
}
