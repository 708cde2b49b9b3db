package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A made-up shop: five modules of Java with tests, settings, a README and a guide, small enough to be read and large enough to be planned. */
final class SampleRepository {
    private static final String[] NOUNS = {"Order", "Basket", "Price", "Parcel", "Customer", "Invoice", "Stock"};
    private static final List<String> MODULES = List.of("model", "store", "engine", "api", "cli");

    private final Map<SourcePath, String> texts = new TreeMap<>();
    private final Map<SourcePath, FileFacts> facts = new TreeMap<>();
    private String readme = "";

    /** Five modules in layers: each imports from the one below. */
    static SampleRepository shop() {
        SampleRepository shop = new SampleRepository();
        for (int level = 0; level < MODULES.size(); level++) {
            for (String noun : NOUNS) {
                shop.type(level, noun);
            }
        }
        for (String noun : NOUNS) {
            shop.test(noun);
        }
        shop.text(
                "pom.xml", "<project>\n  <groupId>shop</groupId>\n  <artifactId>shop-parent</artifactId>\n</project>");
        shop.text("config/shop.yaml", "listen: 8080\nstorage:\n  folder: /var/shop\nlimits:\n  orders: 100");
        shop.text("docs/guide.md", "# Guide\n\nA parcel leaves the shop once its invoice is paid and never before.\n");
        return shop.readme("""
                # Shop

                Shop keeps the orders of a small shop and sends its parcels. It is a sample.

                ## Start

                Run the main class with the folder of the orders as its argument.
                """);
    }

    SampleRepository readme(String text) {
        readme = text;
        return text("README.md", text);
    }

    /** A file without declarations. */
    SampleRepository text(String path, String text) {
        return file(path, text, FileOutline.EMPTY);
    }

    SampleRepository file(String path, String text, FileOutline outline) {
        SourcePath source = new SourcePath(path);
        texts.put(source, text);
        facts.put(
                source,
                new FileFacts(
                        source,
                        SourceLanguage.of(source),
                        FileKind.of(source, text),
                        (int) text.lines().count(),
                        outline));
        return this;
    }

    CodeMap map() {
        return CodeMap.of(List.copyOf(facts.values()), readme);
    }

    Map<SourcePath, String> texts() {
        return texts;
    }

    /** The text of a file; empty if there is no such file. */
    String text(SourcePath path) {
        return texts.getOrDefault(path, "");
    }

    /** Each file as one passage. */
    List<Excerpt> passages(Collection<SourcePath> paths) {
        return paths.stream()
                .filter(texts::containsKey)
                .map(path -> {
                    String text = text(path).stripTrailing();
                    LineRange all =
                            new LineRange(1, (int) Math.max(1, text.lines().count()));
                    return new Excerpt(path, all, "", text);
                })
                .toList();
    }

    private void type(int level, String noun) {
        String module = MODULES.get(level);
        String name = name(module, noun);
        Source source = new Source("shop." + module);
        if (level > 0) {
            String below = MODULES.get(level - 1);
            source.imports("shop." + below + "." + name(below, noun));
            source.imports("shop." + below + "." + name(below, "Order"));
        }
        source.type(name, "Keeps what the " + module + " knows of one " + noun.toLowerCase(Locale.ROOT) + ".");
        source.method("accept" + noun, "Takes the " + noun.toLowerCase(Locale.ROOT) + " over, e.g. after a restart.");
        source.method(level == 4 && noun.equals("Order") ? "main" : "drop" + noun, "");
        file("src/main/java/shop/" + module + "/" + name + ".java", source.text(), source.outline());
    }

    private void test(String noun) {
        Source source = new Source("shop.engine");
        source.imports("shop.engine." + name("engine", noun));
        source.type(name("engine", noun) + "Test", "");
        source.method("a_" + noun.toLowerCase(Locale.ROOT) + "_is_taken_over_once", "");
        file("src/test/java/shop/engine/" + name("engine", noun) + "Test.java", source.text(), source.outline());
    }

    private static String name(String module, String noun) {
        return noun + module.substring(0, 1).toUpperCase(Locale.ROOT) + module.substring(1);
    }

    /** Java as it is written, with what its syntax tells. */
    static final class Source {
        private final List<String> lines = new ArrayList<>();
        private final List<String> imports = new ArrayList<>();
        private final List<Symbol> symbols = new ArrayList<>();
        private final String packageName;
        private String type = "";
        private String doc = "";
        private int first;

        Source(String packageName) {
            this.packageName = packageName;
            lines.add("package " + packageName + ";");
        }

        void imports(String name) {
            if (!imports.contains(name)) {
                imports.add(name);
                lines.add("import " + name + ";");
            }
        }

        void type(String name, String sentence) {
            lines.add("");
            first = lines.size() + 1;
            comment(sentence, "");
            lines.add("public final class " + name + " {");
            type = name;
            doc = sentence;
        }

        void method(String name, String sentence) {
            int from = lines.size() + 1;
            comment(sentence, "    ");
            String head = "public void " + name + "(String key)";
            lines.add("    " + head + " {");
            lines.add("        keep(key);");
            lines.add("    }");
            symbols.add(new Symbol(SymbolKind.METHOD, name, type, head, sentence, new LineRange(from, lines.size())));
        }

        String text() {
            return String.join("\n", lines) + "\n}\n";
        }

        FileOutline outline() {
            List<Symbol> all = new ArrayList<>();
            all.add(new Symbol(
                    SymbolKind.TYPE,
                    type,
                    "",
                    "public final class " + type,
                    doc,
                    new LineRange(first, lines.size() + 1)));
            all.addAll(symbols);
            return new FileOutline(packageName, all, imports);
        }

        private void comment(String sentence, String indent) {
            if (!sentence.isEmpty()) {
                lines.add(indent + "/** " + sentence + " */");
            }
        }
    }
}
