package io.deepwiki.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;

/** How a rule is tried out. */
final class Biting {
    private Biting() {}

    static void holds(ArchRule rule) {
        rule.check(Code.PRODUCTION);
    }

    /** The rule complains about the offender, and about nothing else; {@code others} are planted along, as what it offends against. */
    static void bites(ArchRule rule, Class<?> offender, Class<?>... others) {
        Class<?>[] planted = new Class<?>[others.length + 1];
        planted[0] = offender;
        System.arraycopy(others, 0, planted, 1, others.length);
        assertThat(rule.evaluate(Code.with(planted)).getFailureReport().getDetails())
                .isNotEmpty()
                .allSatisfy(complaint -> assertThat(complaint).contains(offender.getName()));
    }
}
