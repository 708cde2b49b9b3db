package io.deepwiki.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.Arrays;
import java.util.List;

/** The compiled code of all modules, with or without the offenders that the tests plant. */
final class Code {
    private static final JavaClasses EVERYTHING =
            new ClassFileImporter().withImportOption(Code::productionOrPlanted).importPackages("io.deepwiki");

    /** All that ships, without what is generated. */
    static final JavaClasses PRODUCTION = EVERYTHING.that(DescribedPredicate.not(planted()));

    private Code() {}

    /** All that ships, and these offenders. */
    static JavaClasses with(Class<?>... offenders) {
        List<String> names = Arrays.stream(offenders).map(Class::getName).toList();
        return EVERYTHING.that(DescribedPredicate.describe(
                "shipped or one of " + names,
                type -> !planted().test(type)
                        || names.stream()
                                .anyMatch(name -> type.getName().equals(name)
                                        || type.getName().startsWith(name + "$"))));
    }

    private static DescribedPredicate<JavaClass> planted() {
        return DescribedPredicate.describe(
                "planted", type -> type.getPackageName().contains(".planted"));
    }

    private static boolean productionOrPlanted(Location location) {
        boolean test = location.contains("/test-classes/") || location.contains("-tests.jar");
        boolean generated =
                location.contains("/io/deepwiki/db/tables/") || location.contains("/io/deepwiki/db/generated/");
        return !generated && (!test || location.contains("/planted/"));
    }
}
