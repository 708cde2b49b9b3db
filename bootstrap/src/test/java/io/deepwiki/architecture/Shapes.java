package io.deepwiki.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** What types look like, and which way features look. */
final class Shapes {
    /** A feature may know those before it. */
    private static final List<String> FEATURES =
            List.of("access", "repository", "usage", "llm", "retrieval", "wiki", "chat", "research", "jobs");

    private static final List<String> FLOORS = List.of(
            "io.deepwiki.domain",
            "io.deepwiki.application",
            "io.deepwiki.adapters.http",
            "io.deepwiki.adapters.llm",
            "io.deepwiki.adapters.persistence",
            "io.deepwiki.adapters.source");

    /** Interfaces of the application that are neither ports nor sealed: the two ends of a stream. */
    private static final Set<String> VOCABULARY = Set.of("Feed", "TokenSink");

    static final ArchRule FEATURES_LOOK_ONE_WAY = featuresLookOneWay();

    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().assignedFrom(new EachPackage()).should().beFreeOfCycles();

    static final ArchRule PORTS_ARE_ROLES_AND_VALUES = classes()
            .that()
            .resideInAPackage("io.deepwiki.application..port..")
            .and()
            .doNotHaveSimpleName("package-info")
            .should(be(
                    "an interface, record, enum or exception",
                    type -> type.isInterface()
                            || type.isRecord()
                            || type.isEnum()
                            || type.isAssignableTo(RuntimeException.class)));

    static final ArchRule APPLICATION_TYPES_ARE_CLOSED = classes()
            .that()
            .resideInAPackage("io.deepwiki.application..")
            .and()
            .resideOutsideOfPackage("io.deepwiki.application..port..")
            .and(describe("can be seen from outside", Shapes::seenFromOutside))
            .should(be(
                    "final, a record, an enum, sealed, or of the vocabulary",
                    type -> type.getModifiers().contains(JavaModifier.FINAL)
                            || type.isEnum()
                            || type.reflect().isSealed()
                            || VOCABULARY.contains(type.getSimpleName())));

    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .should(be(
                    "in a package that is @NullMarked",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class)));

    private Shapes() {}

    private static boolean seenFromOutside(JavaClass type) {
        boolean open = type.getModifiers().contains(JavaModifier.PUBLIC);
        return open && type.getEnclosingClass().map(Shapes::seenFromOutside).orElse(true);
    }

    private static ArchRule featuresLookOneWay() {
        CompositeArchRule all = null;
        for (int i = 0; i < FEATURES.size() - 1; i++) {
            ArchRule rule = noClasses()
                    .that()
                    .resideInAnyPackage(packages(List.of(FEATURES.get(i))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(FEATURES.subList(i + 1, FEATURES.size())))
                    .allowEmptyShould(true);
            all = all == null ? CompositeArchRule.of(rule) : all.and(rule);
        }
        return java.util.Objects.requireNonNull(all);
    }

    private static String[] packages(List<String> features) {
        return FLOORS.stream()
                .flatMap(floor -> features.stream().map(feature -> floor + "." + feature + ".."))
                .toArray(String[]::new);
    }

    static ArchCondition<JavaClass> be(String description, Predicate<JavaClass> predicate) {
        return new ArchCondition<>("be " + description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!predicate.test(type)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is not " + description));
                }
            }
        };
    }

    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }
}
