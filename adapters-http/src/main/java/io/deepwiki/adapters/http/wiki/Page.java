package io.deepwiki.adapters.http.wiki;

/** The frame around a page for people. */
public final class Page {
    /** How pages look: one column on a phone, navigation beside the text on a desktop, light or dark as the reader has it. */
    public static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--paper:#fff;--line:#d9dee3;--tint:#f4f6f8;--link:#0b57b0}
            @media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--soft:#9aa4ae;--paper:#14171a;--line:#30363d;--tint:#1d2126;--link:#79b8ff}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,sans-serif;display:grid;grid-template-columns:18rem minmax(0,1fr)}
            nav{padding:1.5rem;border-right:1px solid var(--line);position:sticky;top:0;height:100vh;overflow:auto;font-size:.94rem}
            nav h1{font-size:1.1rem;margin:0 0 1rem}nav h2{font-size:.8rem;color:var(--soft);margin:1.25rem 0 .25rem;font-weight:600}
            nav ul{list-style:none;margin:0;padding:0}nav li{margin:.25rem 0}nav a[aria-current]{font-weight:600;color:var(--ink)}
            main{padding:2rem 1.5rem 4rem;max-width:52rem;min-width:0}
            a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
            h1,h2,h3{line-height:1.25;overflow-wrap:anywhere}article+article{border-top:1px solid var(--line);margin-top:3rem;padding-top:1rem}
            pre{background:var(--tint);border:1px solid var(--line);border-radius:6px;padding:.9rem;overflow:auto;font-size:.86rem;line-height:1.5}
            code{font-family:ui-monospace,monospace;font-size:.9em;overflow-wrap:anywhere}pre code{overflow-wrap:normal;font-size:1em}
            code.citation{font:normal .8em ui-monospace,monospace;color:var(--soft);background:var(--tint);border-radius:4px;padding:.1em .35em;overflow-wrap:anywhere}
            figure{margin:1rem 0}figure::before{content:"Diagram (Mermaid)";display:block;color:var(--soft);font-size:.8rem}
            table{border-collapse:collapse;display:block;overflow:auto}td,th{border:1px solid var(--line);padding:.35rem .6rem;text-align:left}
            .soft{color:var(--soft)}footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.9rem;overflow-wrap:anywhere}
            @media(max-width:50rem){body{display:block}nav{position:static;height:auto;border-right:0;border-bottom:1px solid var(--line)}main{padding:1rem}}
            """;

    private Page() {}

    /**
     * A whole document.
     *
     * @param body HTML that is safe already
     * @param style a style element or a link to one
     */
    public static String html(String title, String body, String style) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + "<title>" + Markdown.escaped(title) + "</title>" + style + "</head><body>" + body + "</body></html>";
    }
}
