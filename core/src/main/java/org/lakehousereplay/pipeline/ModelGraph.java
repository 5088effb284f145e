package org.lakehousereplay.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;

/** Puts models behind those they read. */
final class ModelGraph {

    private final Map<String, Node> nodes = new LinkedHashMap<>();

    /**
     * A model and where it reads other models.
     *
     * @param draft the model
     * @param reads the place of the first reference to each model that it reads, by folded name
     */
    record Node(ModelDraft draft, Map<String, Location> reads) {

        Node {
            reads = Collections.unmodifiableMap(new LinkedHashMap<>(reads));
        }
    }

    /** @param nodes the models by folded name */
    ModelGraph(Map<String, Node> nodes) {
        this.nodes.putAll(nodes);
    }

    /**
     * The models in dependency order; among those that are ready, by path. Models in a circle, and those that read
     * them, are left out; each circle is reported once.
     */
    List<ModelDraft> order(List<Problem> problems) {
        Map<String, Integer> open = new HashMap<>();
        Map<String, List<String>> readers = new HashMap<>();
        PriorityQueue<String> ready = new PriorityQueue<>(
                Comparator.comparing((String name) -> nodes.get(name).draft().path()));
        nodes.forEach((name, node) -> {
            open.put(name, node.reads().size());
            node.reads().keySet().forEach(read -> readers.computeIfAbsent(read, key -> new ArrayList<>())
                    .add(name));
            if (node.reads().isEmpty()) {
                ready.add(name);
            }
        });
        List<ModelDraft> order = new ArrayList<>();
        Set<String> left = new HashSet<>(nodes.keySet());
        while (!ready.isEmpty()) {
            String name = ready.remove();
            left.remove(name);
            order.add(nodes.get(name).draft());
            for (String reader : readers.getOrDefault(name, List.of())) {
                if (open.merge(reader, -1, Integer::sum) == 0) {
                    ready.add(reader);
                }
            }
        }
        reportCircles(left, problems);
        return order;
    }

    private void reportCircles(Set<String> left, List<Problem> problems) {
        Set<String> told = new HashSet<>();
        left.stream()
                .sorted(Comparator.comparing(name -> nodes.get(name).draft().path()))
                .forEach(name -> {
                    if (!told.contains(name)) {
                        circleThrough(name, left).ifPresent(circle -> {
                            told.addAll(circle);
                            problems.add(problem(circle));
                        });
                    }
                });
    }

    /** The shortest circle that a model is part of, by breadth-first search; it begins with the model. */
    private Optional<List<String>> circleThrough(String start, Set<String> left) {
        Map<String, String> from = new HashMap<>();
        Deque<String> pending = new ArrayDeque<>(List.of(start));
        while (!pending.isEmpty()) {
            String name = pending.remove();
            for (String read : nodes.get(name).reads().keySet()) {
                if (read.equals(start)) {
                    List<String> circle = new ArrayList<>(List.of(name));
                    for (String step = name; !step.equals(start); ) {
                        step = from.get(step);
                        circle.add(0, step);
                    }
                    return Optional.of(circle);
                }
                if (left.contains(read) && from.putIfAbsent(read, name) == null) {
                    pending.add(read);
                }
            }
        }
        return Optional.empty();
    }

    private Problem problem(List<String> circle) {
        List<String> closed = new ArrayList<>(circle);
        closed.add(circle.get(0));
        String names =
                closed.stream().map(name -> nodes.get(name).draft().name()).collect(Collectors.joining(" -> "));
        List<String> places = new ArrayList<>();
        for (int index = 0; index < circle.size(); index++) {
            places.add(String.valueOf(nodes.get(circle.get(index)).reads().get(closed.get(index + 1))));
        }
        Location first = nodes.get(circle.get(0)).reads().get(closed.get(1));
        return Problem.at(
                first,
                ErrorCode.MODEL_CYCLE,
                "Models read each other in a circle: " + names,
                "Remove one of the references at " + String.join(", ", places));
    }
}
