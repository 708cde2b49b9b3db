package io.deepwiki.architecture;

import static io.deepwiki.architecture.Biting.bites;
import static io.deepwiki.architecture.Biting.holds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.lang.ArchRule;
import io.deepwiki.adapters.http.planted.CallsTheNeighbour;
import io.deepwiki.adapters.http.planted.ReachesForAPort;
import io.deepwiki.adapters.llm.ollama.planted.AsksAnotherProvider;
import io.deepwiki.adapters.llm.planted.Neighbour;
import io.deepwiki.adapters.llm.planted.ReachesForAUseCase;
import io.deepwiki.application.planted.MakesAThread;
import io.deepwiki.application.planted.OpenToAll;
import io.deepwiki.application.planted.ReachesForHttp;
import io.deepwiki.application.planted.port.KnowsAUseCase;
import io.deepwiki.application.planted.port.PortWithCode;
import io.deepwiki.cli.planted.SpeaksToTheStore;
import io.deepwiki.domain.access.planted.KnowsJobs;
import io.deepwiki.domain.planted.AsksTheClock;
import io.deepwiki.domain.planted.Prints;
import io.deepwiki.domain.planted.ReachesForSql;
import io.deepwiki.domain.planted.ReadsTheEnvironment;
import io.deepwiki.domain.planted.SharesAVariable;
import io.deepwiki.domain.planted.Sleeps;
import io.deepwiki.domain.planted.ThrowsAnything;
import io.deepwiki.domain.planted.UsesAnotherLog;
import io.deepwiki.domain.planted.one.First;
import io.deepwiki.domain.planted.two.Second;
import io.deepwiki.domain.planted.unmarked.Unmarked;
import io.deepwiki.planted.AsksAModel;
import io.deepwiki.planted.AsksTheDatabase;
import io.deepwiki.planted.OpensAServer;
import io.deepwiki.planted.ParsesSources;
import io.deepwiki.planted.ReadsConfiguration;
import io.deepwiki.planted.ReadsGit;
import io.deepwiki.planted.ReadsTables;
import io.deepwiki.planted.TakesACommand;
import io.deepwiki.planted.WritesJsonItself;
import io.deepwiki.planted.WritesSqlByHand;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final int FEWEST_PER_MODULE = 5;

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments(Layers.DOMAIN_NEEDS_ONLY_THE_LANGUAGE, ReachesForSql.class),
                arguments(Layers.APPLICATION_NEEDS_ONLY_THE_DOMAIN, ReachesForHttp.class),
                arguments(Layers.DRIVING_ADAPTERS_SEE_NO_PORT, ReachesForAPort.class),
                arguments(Layers.DRIVEN_ADAPTERS_SEE_NO_USE_CASE, ReachesForAUseCase.class),
                arguments(Layers.PORTS_SPEAK_THE_DOMAINS_WORDS, KnowsAUseCase.class),
                arguments(Layers.THE_COMMAND_LINE_SPEAKS_HTTP_ONLY, SpeaksToTheStore.class),
                arguments(Shapes.FEATURES_LOOK_ONE_WAY, KnowsJobs.class),
                arguments(Shapes.PORTS_ARE_ROLES_AND_VALUES, PortWithCode.class),
                arguments(Shapes.APPLICATION_TYPES_ARE_CLOSED, OpenToAll.class),
                arguments(Shapes.PACKAGES_ARE_NULL_MARKED, Unmarked.class),
                arguments(Libraries.JOOQ_STAYS_IN_PERSISTENCE, AsksTheDatabase.class),
                arguments(Libraries.TABLES_STAY_IN_PERSISTENCE, ReadsTables.class),
                arguments(Libraries.GIT_STAYS_IN_SOURCE, ReadsGit.class),
                arguments(Libraries.PARSERS_STAY_IN_SOURCE, ParsesSources.class),
                arguments(Libraries.MODELS_STAY_IN_LLM, AsksAModel.class),
                arguments(Libraries.WEB_SERVER_STAYS_IN_HTTP, OpensAServer.class),
                arguments(Libraries.CONFIGURATION_STAYS_IN_SETTINGS, ReadsConfiguration.class),
                arguments(Libraries.JSON_STAYS_IN_JSON_TYPES, WritesJsonItself.class),
                arguments(Libraries.COMMANDS_STAY_IN_THE_COMMAND_LINE, TakesACommand.class),
                arguments(Habits.TIME_AND_IDS_COME_IN, AsksTheClock.class),
                arguments(Habits.THE_ENVIRONMENT_COMES_IN, ReadsTheEnvironment.class),
                arguments(Habits.NOBODY_PRINTS, Prints.class),
                arguments(Habits.NOBODY_SLEEPS, Sleeps.class),
                arguments(Habits.THREADS_HAVE_AN_OWNER, MakesAThread.class),
                arguments(Habits.LOGS_GO_THROUGH_THE_PLATFORM, UsesAnotherLog.class),
                arguments(Habits.EXCEPTIONS_HAVE_A_NAME, ThrowsAnything.class),
                arguments(Habits.NOTHING_SHARED_CHANGES, SharesAVariable.class),
                arguments(Habits.SQL_AS_TEXT_IS_RARE, WritesSqlByHand.class));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_rule_holds(ArchRule rule, Class<?> offender) {
        assertThat(offender.getPackageName()).contains(".planted");
        holds(rule);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_rule_bites(ArchRule rule, Class<?> offender) {
        bites(rule, offender);
    }

    @Test
    void adapters_do_not_know_each_other() {
        holds(Layers.ADAPTERS_DO_NOT_KNOW_EACH_OTHER);
        bites(Layers.ADAPTERS_DO_NOT_KNOW_EACH_OTHER, CallsTheNeighbour.class, Neighbour.class);
    }

    @Test
    void providers_do_not_know_each_other() {
        holds(Layers.PROVIDERS_DO_NOT_KNOW_EACH_OTHER);
        bites(Layers.PROVIDERS_DO_NOT_KNOW_EACH_OTHER, AsksAnotherProvider.class);
    }

    @Test
    void packages_have_no_cycles() {
        holds(Shapes.PACKAGES_HAVE_NO_CYCLES);
        bites(Shapes.PACKAGES_HAVE_NO_CYCLES, First.class, Second.class);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void every_module_is_looked_at(String root) {
        long types = Code.PRODUCTION.stream()
                .filter(type -> type.getPackageName().equals(root)
                        || type.getPackageName().startsWith(root + "."))
                .count();
        assertThat(types).as("classes under " + root).isGreaterThanOrEqualTo(FEWEST_PER_MODULE);
    }

    static Stream<String> modules() {
        return Stream.of(
                "io.deepwiki.domain",
                "io.deepwiki.application",
                "io.deepwiki.db",
                "io.deepwiki.adapters.http",
                "io.deepwiki.adapters.llm",
                "io.deepwiki.adapters.persistence",
                "io.deepwiki.adapters.source",
                "io.deepwiki.cli",
                "io.deepwiki.folder",
                "io.deepwiki.settings");
    }

    @Test
    void most_of_the_product_is_looked_at() {
        assertThat(Code.PRODUCTION.size()).isGreaterThanOrEqualTo(300);
    }
}
