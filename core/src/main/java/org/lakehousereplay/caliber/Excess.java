package org.lakehousereplay.caliber;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.caliber.DeclaredChange.Bounds;
import org.lakehousereplay.yaml.YamlFlow;

/** What an entry allows and nothing observed needs. */
final class Excess {

    private final DeclaredChange entry;
    private final Scope observed;
    private final List<String> phrases = new ArrayList<>();
    private final List<String> tight = new ArrayList<>();

    private Excess(DeclaredChange entry, Scope observed) {
        this.entry = entry;
        this.observed = observed;
    }

    /**
     * What is too much about an entry.
     *
     * @param entry the entry
     * @param parts the parts of changes that it is meant for
     */
    static Excess of(DeclaredChange entry, List<Shown> parts) {
        Excess excess = new Excess(entry, Scope.of(parts));
        excess.checkNames("fixture", entry.fixtures(), excess.observed.fixtures());
        excess.checkNames("column", entry.columns(), excess.observed.columns());
        excess.checkKeys();
        excess.checkDeltas();
        return excess;
    }

    /** What is too much, a phrase each; empty when the entry is tight. */
    List<String> phrases() {
        return List.copyOf(phrases);
    }

    /** How the entry would be tight, as YAML. */
    String remedy() {
        return String.join(", ", tight);
    }

    private void checkNames(String singular, List<String> listed, List<String> shown) {
        List<String> kept = listed.stream()
                .filter(name -> singular.equals("fixture") ? shown.contains(name) : Shown.contains(shown, name))
                .toList();
        listed.stream().filter(name -> !kept.contains(name)).forEach(name -> phrases.add(singular + " " + name));
        if (kept.size() < listed.size()) {
            tight.add(kept.isEmpty() ? "no " + singular + "s" : singular + "s: " + YamlFlow.list(kept));
        }
    }

    private void checkKeys() {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        boolean excessive = false;
        for (Map.Entry<String, List<String>> allowed : entry.keys().entrySet()) {
            List<String> values = Scope.find(observed.keys(), allowed.getKey()).orElse(allowed.getValue());
            List<String> needed =
                    allowed.getValue().stream().filter(values::contains).toList();
            for (String value : allowed.getValue()) {
                if (!needed.contains(value)) {
                    phrases.add(allowed.getKey() + " " + value);
                    excessive = true;
                }
            }
            if (!needed.isEmpty()) {
                kept.put(allowed.getKey(), needed);
            }
        }
        if (excessive) {
            tight.add(kept.isEmpty() ? "no keys" : "keys: " + Scope.keysText(kept));
        }
    }

    private void checkDeltas() {
        Map<String, Bounds> kept = new LinkedHashMap<>();
        boolean excessive = false;
        for (Map.Entry<String, Bounds> allowed : entry.deltas().entrySet()) {
            String column = allowed.getKey();
            Optional<Bounds> needed = Scope.find(observed.deltas(), column);
            if (needed.isEmpty()) {
                phrases.add("the bounds of " + column);
                excessive = true;
                continue;
            }
            Bounds bounds = allowed.getValue();
            boolean wideBelow = Amounts.less(bounds.from(), needed.get().from());
            boolean wideAbove = Amounts.less(needed.get().to(), bounds.to());
            if (wideBelow) {
                phrases.add(column + " from " + Amounts.signed(bounds.from()));
            }
            if (wideAbove) {
                phrases.add(column + " to " + Amounts.signed(bounds.to()));
            }
            excessive |= wideBelow || wideAbove;
            kept.put(column, wideBelow || wideAbove ? needed.get() : bounds);
        }
        if (excessive) {
            tight.add(kept.isEmpty() ? "no delta" : "delta: " + Scope.deltasText(kept));
        }
    }
}
