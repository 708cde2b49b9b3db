package io.deepwiki.adapters.source.syntax;

import io.deepwiki.domain.repository.SourceLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.treesitter.TSLanguage;
import org.treesitter.TSQuery;
import org.treesitter.TreeSitterC;
import org.treesitter.TreeSitterCSharp;
import org.treesitter.TreeSitterCpp;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterKotlin;
import org.treesitter.TreeSitterPhp;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterRuby;
import org.treesitter.TreeSitterRust;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/** A language's grammar with the query that finds what we want to know. Both live as long as the process, and are shared by threads. */
record Grammar(TSLanguage language, TSQuery query) {
    private static final Map<SourceLanguage, Grammar> LOADED = new EnumMap<>(SourceLanguage.class);

    /** The grammar of a language; loaded when it is asked for first. */
    static Optional<Grammar> of(SourceLanguage language) {
        return switch (language) {
            case JAVA -> loaded(language, TreeSitterJava::new, "java");
            case PYTHON -> loaded(language, TreeSitterPython::new, "python");
            case JAVASCRIPT -> loaded(language, TreeSitterJavascript::new, "javascript");
            case TYPESCRIPT -> loaded(language, TreeSitterTypescript::new, "typescript");
            case TSX -> loaded(language, TreeSitterTsx::new, "typescript");
            case GO -> loaded(language, TreeSitterGo::new, "go");
            case RUST -> loaded(language, TreeSitterRust::new, "rust");
            case C -> loaded(language, TreeSitterC::new, "c");
            case CPP -> loaded(language, TreeSitterCpp::new, "cpp");
            case CSHARP -> loaded(language, TreeSitterCSharp::new, "csharp");
            case KOTLIN -> loaded(language, TreeSitterKotlin::new, "kotlin");
            case RUBY -> loaded(language, TreeSitterRuby::new, "ruby");
            case PHP -> loaded(language, TreeSitterPhp::new, "php");
            case MARKDOWN, OTHER -> Optional.empty();
        };
    }

    private static Optional<Grammar> loaded(SourceLanguage name, Supplier<TSLanguage> library, String query) {
        synchronized (LOADED) {
            return Optional.of(LOADED.computeIfAbsent(name, _ -> {
                TSLanguage language = library.get();
                return new Grammar(language, new TSQuery(language, text("/syntax/" + query + ".scm")));
            }));
        }
    }

    private static String text(String resource) {
        try (InputStream in = Grammar.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("this build has no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
