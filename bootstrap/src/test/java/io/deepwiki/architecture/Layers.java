package io.deepwiki.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which layer may know which. */
final class Layers {
    static final DescribedPredicate<JavaClass> IN_JAVA_BASE = describe(
            "in java.base",
            type -> type.isPrimitive()
                    || type.isArray()
                    || type.getSource()
                            .map(source -> source.getUri().toString().startsWith("jrt:/java.base/"))
                            .orElse(false));

    static final ArchRule DOMAIN_NEEDS_ONLY_THE_LANGUAGE = classes()
            .that()
            .resideInAPackage("io.deepwiki.domain..")
            .should()
            .onlyDependOnClassesThat(IN_JAVA_BASE.or(resideInAnyPackage("io.deepwiki.domain..", "org.jspecify..")));

    static final ArchRule APPLICATION_NEEDS_ONLY_THE_DOMAIN = classes()
            .that()
            .resideInAPackage("io.deepwiki.application..")
            .should()
            .onlyDependOnClassesThat(IN_JAVA_BASE.or(
                    resideInAnyPackage("io.deepwiki.application..", "io.deepwiki.domain..", "org.jspecify..")));

    static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("io.deepwiki.adapters.(*)..").should().notDependOnEachOther();

    /** What they share, OpenAI's dialect among it, lies in packages of its own. */
    static final ArchRule PROVIDERS_DO_NOT_KNOW_EACH_OTHER =
            slices().assignedFrom(new EachProvider()).should().notDependOnEachOther();

    static final ArchRule DRIVING_ADAPTERS_SEE_NO_PORT = noClasses()
            .that()
            .resideInAnyPackage("io.deepwiki.adapters.http..", "io.deepwiki.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.deepwiki.application..port..");

    private static final DescribedPredicate<JavaClass> FOR_DRIVEN_ADAPTERS = resideInAnyPackage(
            "io.deepwiki.application..port..",
            "io.deepwiki.application.failure..",
            "io.deepwiki.application.streaming..");

    static final ArchRule DRIVEN_ADAPTERS_SEE_NO_USE_CASE = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.deepwiki.adapters.persistence..", "io.deepwiki.adapters.llm..", "io.deepwiki.adapters.source..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.deepwiki.application..").and(DescribedPredicate.not(FOR_DRIVEN_ADAPTERS)));

    static final ArchRule PORTS_SPEAK_THE_DOMAINS_WORDS = noClasses()
            .that()
            .resideInAPackage("io.deepwiki.application..port..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.deepwiki.application..").and(DescribedPredicate.not(FOR_DRIVEN_ADAPTERS)));

    static final ArchRule THE_COMMAND_LINE_SPEAKS_HTTP_ONLY = noClasses()
            .that()
            .resideInAnyPackage("io.deepwiki.cli..", "io.deepwiki.folder..", "io.deepwiki.settings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.deepwiki.application..", "io.deepwiki.adapters..", "io.deepwiki.db..");

    private Layers() {}

    private static final class EachProvider implements SliceAssignment {
        private static final Pattern PACKAGE = Pattern.compile(
                "io\\.deepwiki\\.adapters\\.llm\\.(anthropic|azure|builtin|deepseek|embedding|gemini|ollama|openrouter)(\\..*)?");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            Matcher matcher = PACKAGE.matcher(type.getPackageName());
            return matcher.matches() ? SliceIdentifier.of(matcher.group(1)) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each provider of models";
        }
    }
}
