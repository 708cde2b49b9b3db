package io.deepwiki.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

/** Which library is at home where. */
final class Libraries {
    private static final DescribedPredicate<JavaClass> PERSISTENCE_OR_WIRING = resideInAnyPackage(
                    "io.deepwiki.adapters.persistence..", "io.deepwiki.db..")
            .or(named("io\\.deepwiki\\.Wiring(\\$.*)?"));

    static final ArchRule JOOQ_STAYS_IN_PERSISTENCE = home(PERSISTENCE_OR_WIRING, "org.jooq..");

    static final ArchRule TABLES_STAY_IN_PERSISTENCE = home(PERSISTENCE_OR_WIRING, "io.deepwiki.db..");

    static final ArchRule GIT_STAYS_IN_SOURCE =
            home(resideInAnyPackage("io.deepwiki.adapters.source.."), "org.eclipse.jgit..");

    static final ArchRule PARSERS_STAY_IN_SOURCE =
            home(resideInAnyPackage("io.deepwiki.adapters.source.."), "org.treesitter..");

    static final ArchRule MODELS_STAY_IN_LLM = home(
            resideInAnyPackage("io.deepwiki.adapters.llm..", "io.deepwiki.adapters.persistence.retrieval.."),
            "dev.langchain4j..");

    static final ArchRule WEB_SERVER_STAYS_IN_HTTP =
            home(resideInAnyPackage("io.deepwiki.adapters.http.."), "io.helidon.webserver..");

    static final ArchRule CONFIGURATION_STAYS_IN_SETTINGS =
            home(named("io\\.deepwiki\\.Settings(\\$.*)?"), "io.helidon.config..");

    static final ArchRule JSON_STAYS_IN_JSON_TYPES =
            home(named("io\\.deepwiki\\..*\\.\\w*Json(\\$.*)?"), "com.fasterxml.jackson..");

    static final ArchRule COMMANDS_STAY_IN_THE_COMMAND_LINE =
            home(resideInAnyPackage("io.deepwiki.cli.."), "picocli..");

    private Libraries() {}

    private static ArchRule home(DescribedPredicate<JavaClass> home, String library) {
        return noClasses()
                .that(not(home))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as(library + " is only used where it is " + home.getDescription());
    }

    private static DescribedPredicate<JavaClass> named(String expression) {
        return nameMatching(expression).forSubtype();
    }
}
