package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.wiki.Mermaid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** A Mermaid flowchart of named nodes; only what has an arrow is drawn. */
final class Diagram {
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final SequencedSet<Arrow> arrows = new LinkedHashSet<>();

    /**
     * An arrow from one node to another, by their keys.
     *
     * @param text on the arrow; may be empty
     */
    record Arrow(String from, String to, String text) {}

    Diagram node(String key, String label) {
        labels.putIfAbsent(key, label);
        return this;
    }

    Diagram arrow(String from, String to, String text) {
        if (!from.equals(to)) {
            arrows.add(new Arrow(from, to, text));
        }
        return this;
    }

    boolean isEmpty() {
        return arrows.isEmpty();
    }

    List<Arrow> arrows() {
        return List.copyOf(arrows);
    }

    String label(String key) {
        return labels.getOrDefault(key, key);
    }

    /** The diagram's text: wide ones run downwards. */
    String mermaid() {
        SequencedSet<String> used = new LinkedHashSet<>();
        arrows.forEach(arrow -> {
            used.add(arrow.from());
            used.add(arrow.to());
        });
        List<String> order = new ArrayList<>(labels.keySet());
        order.retainAll(used);
        StringBuilder text = new StringBuilder(order.size() > 6 ? "flowchart TD\n" : "flowchart LR\n");
        for (String key : order) {
            text.append("    n")
                    .append(order.indexOf(key))
                    .append("[\"")
                    .append(Mermaid.label(safe(label(key))))
                    .append("\"]\n");
        }
        for (Arrow arrow : arrows) {
            text.append("    n").append(order.indexOf(arrow.from())).append(" -->");
            text.append(arrow.text().isEmpty() ? "" : "|\"" + Mermaid.label(safe(arrow.text())) + "\"|");
            text.append(" n").append(order.indexOf(arrow.to())).append('\n');
        }
        return text.toString();
    }

    /** Without what the drawing library reads as markup even inside quotes. */
    private static String safe(String label) {
        String plain = Markdown.oneLine(label)
                .replaceAll("[\\\\#;{}%|]", " ")
                .replace("](", "] (")
                .replaceAll("(?i)javascript:", "javascript ");
        String bounded = plain.length() > 48 ? plain.substring(0, 47) + "…" : plain;
        return bounded.isBlank() ? "?" : bounded.replaceAll("\\s+", " ");
    }
}
