package io.deepwiki.adapters.source.syntax;

import io.deepwiki.domain.repository.SourceLanguage;
import java.util.Optional;
import java.util.function.Supplier;
import org.treesitter.TSLanguage;
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

/** Which grammar reads a language, and which query finds its declarations. */
final class Grammars {
    private Grammars() {}

    /**
     * A grammar with the name of its query, a resource in {@code /syntax}.
     *
     * @param language loads the grammar's native library
     */
    record Grammar(Supplier<TSLanguage> language, String query) {}

    /** Empty for what is not code. */
    static Optional<Grammar> of(SourceLanguage language) {
        return switch (language) {
            case JAVA -> grammar(TreeSitterJava::new, "java");
            case PYTHON -> grammar(TreeSitterPython::new, "python");
            case JAVASCRIPT -> grammar(TreeSitterJavascript::new, "javascript");
            case TYPESCRIPT -> grammar(TreeSitterTypescript::new, "typescript");
            case TSX -> grammar(TreeSitterTsx::new, "typescript");
            case GO -> grammar(TreeSitterGo::new, "go");
            case RUST -> grammar(TreeSitterRust::new, "rust");
            case C -> grammar(TreeSitterC::new, "c");
            case CPP -> grammar(TreeSitterCpp::new, "cpp");
            case CSHARP -> grammar(TreeSitterCSharp::new, "csharp");
            case KOTLIN -> grammar(TreeSitterKotlin::new, "kotlin");
            case RUBY -> grammar(TreeSitterRuby::new, "ruby");
            case PHP -> grammar(TreeSitterPhp::new, "php");
            case MARKDOWN, OTHER -> Optional.empty();
        };
    }

    private static Optional<Grammar> grammar(Supplier<TSLanguage> language, String query) {
        return Optional.of(new Grammar(language, query));
    }
}
