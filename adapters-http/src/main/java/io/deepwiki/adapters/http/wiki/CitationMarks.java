package io.deepwiki.adapters.http.wiki;

import io.deepwiki.domain.wiki.Citations;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** Takes {@code [path:1-2]} out of what Markdown reads further, to which {@code __init__} would be emphasis, and shows it as code. */
final class CitationMarks implements LinkProcessor {
    /** A citation, without its brackets. */
    private static final class Mark extends CustomNode {
        private final String text;

        private Mark(String text) {
            this.text = text;
        }
    }

    @Override
    public LinkResult process(LinkInfo link, Scanner scanner, InlineParserContext context) {
        if (link.destination() != null || link.label() != null || link.marker() != null) {
            return LinkResult.none();
        }
        String text = link.text(scanner);
        return Citations.find("[" + text + "]").size() == 1
                ? LinkResult.replaceWith(new Mark(text), link.afterTextBracket())
                : LinkResult.none();
    }

    static NodeRenderer renderer(HtmlNodeRendererContext context) {
        return new NodeRenderer() {
            @Override
            public Set<Class<? extends Node>> getNodeTypes() {
                return Set.of(Mark.class);
            }

            @Override
            public void render(Node node) {
                if (node instanceof Mark mark) {
                    context.getWriter().tag("code", Map.of("class", "citation"));
                    context.getWriter().text(mark.text);
                    context.getWriter().tag("/code");
                }
            }
        };
    }
}
