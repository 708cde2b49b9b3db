package io.deepwiki;

import io.deepwiki.adapters.http.admin.AdminRoutes.AdminUses;
import io.deepwiki.adapters.http.admin.AdminRoutes.ShownSetting;
import io.deepwiki.adapters.llm.builtin.BuiltinModel;
import io.deepwiki.application.jobs.EngineControl;
import io.deepwiki.application.jobs.ForgetOldJobs;
import io.deepwiki.application.jobs.ForgetOldJobs.Kept;
import io.deepwiki.application.jobs.SurveyEngine;
import io.deepwiki.application.llm.ListModels;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.settings.JobSettings;
import io.deepwiki.settings.ServiceSettings;
import io.deepwiki.settings.WrittenSetting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Builds what operators see and steer, and what cleans up behind jobs. */
final class Administration {
    private Administration() {}

    static AdminUses of(ServiceSettings settings, Storage stores, ChatModels models, Stamps stamps) {
        return new AdminUses(
                new SurveyEngine(
                        stores.board(),
                        new ListModels(models),
                        caps(settings.jobs()),
                        settings.jobs().limits().queue()),
                new EngineControl(stores.board(), stores.jobs()),
                ProviderTrials.ofEach(settings, stamps.clock()),
                settings.written().stream().map(Administration::shown).toList());
    }

    private static ShownSetting shown(WrittenSetting setting) {
        return new ShownSetting(
                setting.key().key(),
                setting.key().variable(),
                setting.value(),
                setting.source().name().toLowerCase(Locale.ROOT),
                setting.key().secret());
    }

    /** The built-in provider is this process itself: the workers are its cap. */
    static Caps caps(JobSettings settings) {
        Map<String, Integer> named = new HashMap<>(settings.limits().providers().named());
        named.putIfAbsent(BuiltinModel.REF.provider(), Caps.MOST_PER_PROVIDER);
        return new Caps(
                settings.pageConcurrency(), settings.limits().providers().each(), named);
    }

    /** Says who this instance is, and begins to forget what is old. */
    static void begin(JobSettings.Limits limits, Storage stores, Parts parts, Stamps stamps) {
        stores.board()
                .introduce(
                        stores.instance(),
                        host() + "/" + ProcessHandle.current().pid());
        Kept kept = new Kept(days(limits.keepDays()), days(limits.keepEventsDays()));
        ForgetOldJobs forgetting =
                new ForgetOldJobs(stores.oldJobs(), stores.board(), stores.transactions(), kept, stamps.clock());
        parts.keep("forgetting", forgetting)
                .start(Thread.ofVirtual().name("forgetting-", 0).factory());
    }

    private static Optional<Duration> days(int days) {
        return days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
