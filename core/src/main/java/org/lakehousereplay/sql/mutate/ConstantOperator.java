package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** A number in a condition or a computation is one more or one less, in its last digit. */
final class ConstantOperator implements Operator {

    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "//", "%");

    private final Tools tools;

    ConstantOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        Optional<BigDecimal> number = Literals.number(site.node());
        Optional<Site> owner = around(site);
        if (number.isEmpty() || owner.isEmpty()) {
            return List.of();
        }
        JsonNode around = owner.get().node();
        if (Trees.type(around).equals("LIMIT_MODIFIER")) {
            return site.field().equals("limit") ? limit(site, number.get()) : List.of();
        }
        if (Constancy.ofAll(around)) {
            return List.of();
        }
        boolean compared = Trees.isClass(around, "COMPARISON") || Trees.isClass(around, "BETWEEN");
        if (compared) {
            return compared(site, around, number.get());
        }
        boolean computed = Nodes.calls(around, ARITHMETIC) && !isTemporal(around);
        return computed ? List.of(moved(site, number.get(), BigInteger.ONE)) : List.of();
    }

    /** What a number is part of; version 2.0 keeps each argument of a call inside of an object of its own. */
    private static Optional<Site> around(Site site) {
        Optional<Site> owner = site.owner();
        boolean argument = owner.isPresent() && owner.get().node().has("name");
        return argument ? owner.get().owner() : owner;
    }

    private List<Change> compared(Site site, JsonNode around, BigDecimal number) {
        if (tools.names().limited(around).isPresent() && number.compareTo(BigDecimal.ONE) == 0) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        changes.add(moved(site, number, BigInteger.ONE));
        boolean equality =
                Trees.type(around).equals("COMPARE_EQUAL") || Trees.type(around).equals("COMPARE_NOTEQUAL");
        boolean counts = number.signum() == 0
                && Parts.any(around, node -> Nodes.function(node).startsWith("count"));
        if (!equality && !counts) {
            changes.add(moved(site, number, BigInteger.ONE.negate()));
        }
        return changes;
    }

    private List<Change> limit(Site site, BigDecimal number) {
        boolean more = number.compareTo(BigDecimal.ONE) <= 0;
        return List.of(moved(site, number, more ? BigInteger.ONE : BigInteger.ONE.negate()));
    }

    private static boolean isTemporal(JsonNode around) {
        return Nodes.arguments(around).stream()
                .anyMatch(argument -> Interval.of(argument).isPresent());
    }

    private Change moved(Site site, BigDecimal number, BigInteger by) {
        BigDecimal changed = new BigDecimal(number.unscaledValue().add(by), number.scale());
        JsonNode constant = tools.nodes().number(changed);
        String words = number.toPlainString() + " would be " + changed.toPlainString()
                + Setting.of(site).into();
        Site shown =
                around(site).filter(owner -> Trees.isExpression(owner.node())).orElse(site);
        JsonNode after = shown == site ? constant : site.replacedUpTo(shown, constant);
        return new Change(
                MutationOperator.CONSTANT,
                tools.tree(site, constant),
                site.node(),
                tools.prose().of(shown.node()),
                tools.prose().of(after),
                words);
    }
}
