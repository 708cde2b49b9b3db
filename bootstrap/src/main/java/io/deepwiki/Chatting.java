package io.deepwiki;

import io.deepwiki.adapters.http.research.ConversationRoutes.ChatUses;
import io.deepwiki.application.chat.AnswerKeeper;
import io.deepwiki.application.chat.AskQuestion;
import io.deepwiki.application.chat.BeginAnswer;
import io.deepwiki.application.chat.BeginAnswer.Place;
import io.deepwiki.application.chat.ChatPrompt;
import io.deepwiki.application.chat.ChatStreams;
import io.deepwiki.application.chat.GroundedReply;
import io.deepwiki.application.chat.Keeping;
import io.deepwiki.application.chat.LiveAnswers;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.research.AskResearch;
import io.deepwiki.application.research.ReadResearch;
import io.deepwiki.application.research.RunResearch;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.usage.Price;
import io.deepwiki.domain.usage.RateLimit;
import io.deepwiki.settings.ChatSettings;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** Builds what answers questions. */
final class Chatting {
    private Chatting() {}

    /** What an answer stands on. */
    record Ground(GroundedReply replies, ModelChoice models, Function<ModelRef, Optional<Price>> prices) {
        static Ground of(Storage stores, Wiring.Reading reading, Searching searching, ChatModels models) {
            ChatPrompt prompts = new ChatPrompt(reading.maps(), stores.index());
            return new Ground(
                    new GroundedReply(reading.ready(), searching.passages(), prompts),
                    new ModelChoice(models),
                    models::price);
        }
    }

    static ChatUses started(
            Storage stores,
            Ground ground,
            ChatSettings.Streams settings,
            Parts parts,
            Stamps stamps,
            ExecutorService threads) {
        Keeping keeping = new Keeping(stores.streams(), stores.signs(), stores.transactions());
        LiveAnswers live = new LiveAnswers();
        ChatStreams streams = new ChatStreams(keeping, live, stamps.clock());
        InstanceId instance = stores.instance();
        RateLimit limit = new RateLimit(settings.perKey(), settings.requestsPerMinute());
        BeginAnswer beginning = new BeginAnswer(keeping, streams, live, new Place(instance, limit, threads), stamps);
        RunResearch research = new RunResearch(ground.models(), ground.replies(), beginning, stores.researches());
        AnswerKeeper keeper = new AnswerKeeper(
                keeping,
                live,
                new AnswerKeeper.Terms(instance, settings.lease(), settings.readerGrace(), ground.prices()),
                stamps.clock(),
                research::takeOver);
        parts.keep("answers", keeper).start();
        return new ChatUses(
                new AskQuestion(ground.models(), ground.replies(), beginning),
                new AskResearch(ground.models(), ground.replies(), beginning),
                research,
                streams,
                new ReadResearch(keeping, stores.snapshots()));
    }
}
