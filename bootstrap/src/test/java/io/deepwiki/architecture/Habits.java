package io.deepwiki.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** What code does not do, but for the few classes whose task it is. */
final class Habits {
    /** The clock and chance of the machine. */
    static final ArchRule TIME_AND_IDS_COME_IN = nobodyBut(
            Set.of("io.deepwiki.db.embedded.EmbeddedPostgres"),
            "ask the machine for the time or for an id",
            access -> called(access, "java.time.Instant", "now")
                    || called(access, "java.time.LocalDate", "now")
                    || called(access, "java.time.LocalDateTime", "now")
                    || called(access, "java.time.ZonedDateTime", "now")
                    || called(access, "java.time.OffsetDateTime", "now")
                    || called(access, "java.lang.System", "currentTimeMillis")
                    || called(access, "java.util.UUID", "randomUUID")
                    || (owner(access).equals("java.time.Clock")
                            && access.getName().startsWith("system")));

    static final ArchRule THE_ENVIRONMENT_COMES_IN = nobodyBut(
            Set.of("io.deepwiki.Main", "io.deepwiki.cli.Terminal"),
            "read the environment",
            access -> called(access, "java.lang.System", "getenv"));

    static final ArchRule NOBODY_PRINTS = nobodyBut(
            Set.of("io.deepwiki.cli.Terminal"),
            "print to the process's output",
            access -> owner(access).equals("java.lang.System")
                    && Set.of("out", "err").contains(access.getName()));

    static final ArchRule NOBODY_SLEEPS =
            nobodyBut(Set.of(), "sleep", access -> called(access, "java.lang.Thread", "sleep"));

    static final ArchRule THREADS_HAVE_AN_OWNER = nobodyBut(
            Set.of("io.deepwiki.Wiring", "io.deepwiki.ProviderTrials"),
            "make threads or pools",
            access -> (owner(access).equals("java.lang.Thread")
                            && Set.of("<init>", "startVirtualThread").contains(access.getName()))
                    || owner(access).equals("java.util.concurrent.Executors"));

    static final ArchRule LOGS_GO_THROUGH_THE_PLATFORM = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..", "ch.qos.logback..");

    static final ArchRule EXCEPTIONS_HAVE_A_NAME = noClasses().should(THROW_GENERIC_EXCEPTIONS);

    static final ArchRule NOTHING_SHARED_CHANGES =
            fields().that().areStatic().should().beFinal();

    static final ArchRule SQL_AS_TEXT_IS_RARE = noClasses()
            .that()
            .doNotHaveSimpleName("Vectors")
            .and()
            .doNotHaveSimpleName("WorkQueueSql")
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "the target takes plain SQL",
                    (JavaMethodCall call) -> call.getTarget().isAnnotatedWith("org.jooq.PlainSQL")));

    private Habits() {}

    private static ArchRule nobodyBut(
            Set<String> allowed, String what, java.util.function.Predicate<JavaAccess<?>> doing) {
        DescribedPredicate<JavaClass> others =
                DescribedPredicate.describe("are not " + allowed, type -> !allowed.contains(outermost(type)));
        return noClasses().that(others).should().accessTargetWhere(DescribedPredicate.describe(what, doing));
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    private static String owner(JavaAccess<?> access) {
        return access.getTarget().getOwner().getName();
    }

    private static boolean called(JavaAccess<?> access, String type, String method) {
        return owner(access).equals(type) && access.getName().equals(method);
    }
}
