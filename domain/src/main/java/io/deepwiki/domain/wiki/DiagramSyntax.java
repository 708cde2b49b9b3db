package io.deepwiki.domain.wiki;

import java.util.Optional;
import java.util.regex.Pattern;

/** The grammar of one kind of diagram, fed with its statements line by line. */
sealed interface DiagramSyntax permits FlowchartSyntax, StatementSyntax {
    Pattern FLOWCHART = Pattern.compile("(graph|flowchart)(\\s+(TB|TD|BT|RL|LR))?");

    /** What is wrong with the next line, which is neither blank nor a comment. */
    Optional<String> problemWith(String line);

    /** What is missing when there are no more lines. */
    Optional<String> problemAtEnd();

    /** The grammar of the diagram that begins with this line. */
    static Optional<DiagramSyntax> announcedBy(String header) {
        String line =
                header.endsWith(";") ? header.substring(0, header.length() - 1).strip() : header;
        if (FLOWCHART.matcher(line).matches()) {
            return Optional.of(new FlowchartSyntax());
        }
        return switch (line) {
            case "sequenceDiagram" -> Optional.of(StatementSyntax.sequence());
            case "classDiagram", "classDiagram-v2" -> Optional.of(StatementSyntax.classes());
            case "stateDiagram", "stateDiagram-v2" -> Optional.of(StatementSyntax.states());
            case "erDiagram" -> Optional.of(StatementSyntax.entities());
            default -> Optional.empty();
        };
    }
}
