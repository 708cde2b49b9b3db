package io.deepwiki.adapters.http.wiki;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.CoreHtmlNodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** Shows a Mermaid block as its source in a figure of its own, marked for whoever can draw it, and all other code as usual. */
final class Diagrams implements NodeRenderer {
    private final HtmlNodeRendererContext context;
    private final NodeRenderer usual;

    Diagrams(HtmlNodeRendererContext context) {
        this.context = context;
        this.usual = new CoreHtmlNodeRenderer(context);
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(FencedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof FencedCodeBlock block && block.getInfo().strip().equals("mermaid")) {
            var html = context.getWriter();
            html.line();
            html.tag("figure");
            html.tag("pre", Map.of("class", "mermaid"));
            html.text(block.getLiteral());
            html.tag("/pre");
            html.tag("/figure");
            html.line();
        } else {
            usual.render(node);
        }
    }
}
