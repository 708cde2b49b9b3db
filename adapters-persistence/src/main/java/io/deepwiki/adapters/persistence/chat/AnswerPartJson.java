package io.deepwiki.adapters.persistence.chat;

import io.deepwiki.adapters.persistence.database.Json;
import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.AnswerPart.Asked;
import io.deepwiki.application.streaming.AnswerPart.Done;
import io.deepwiki.application.streaming.AnswerPart.Failed;
import io.deepwiki.application.streaming.AnswerPart.Notice;
import io.deepwiki.application.streaming.AnswerPart.Opened;
import io.deepwiki.application.streaming.AnswerPart.Settled;
import io.deepwiki.application.streaming.AnswerPart.Source;
import io.deepwiki.application.streaming.AnswerPart.Sources;
import io.deepwiki.application.streaming.AnswerPart.Stage;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.application.streaming.AnswerPart.Used;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.usage.TokenUsage;
import java.util.List;

/** The parts of an answer as they are kept: text as it is, the others as documents. */
final class AnswerPartJson {
    private AnswerPartJson() {}

    private enum Kind {
        TEXT,
        OPENED,
        SOURCES,
        ASKED,
        SETTLED,
        STAGE,
        NOTICE,
        USED,
        DONE,
        FAILED
    }

    private record KeptCommit(String commit) {}

    private record KeptSources(List<KeptSource> passages) {}

    private record KeptSource(String path, int first, int last, String symbol) {
        KeptSource(Source source) {
            this(source.path().value(), source.lines().first(), source.lines().last(), source.symbol());
        }

        Source source() {
            return new Source(new SourcePath(path), new LineRange(first, last), symbol);
        }
    }

    private record KeptFailure(FailureJson failure, long bytes, String sha256) {}

    static String kind(AnswerPart part) {
        return kindOf(part).name();
    }

    private static Kind kindOf(AnswerPart part) {
        return switch (part) {
            case Text _ -> Kind.TEXT;
            case Opened _ -> Kind.OPENED;
            case Sources _ -> Kind.SOURCES;
            case Asked _ -> Kind.ASKED;
            case Settled _ -> Kind.SETTLED;
            case Stage _ -> Kind.STAGE;
            case Notice _ -> Kind.NOTICE;
            case Used _ -> Kind.USED;
            case Done _ -> Kind.DONE;
            case Failed _ -> Kind.FAILED;
        };
    }

    static String content(AnswerPart part) {
        return switch (part) {
            case Text(long _, String text) -> text;
            case Opened(Commit commit) -> Json.text(new KeptCommit(commit.id()));
            case Sources(List<Source> passages) ->
                Json.text(new KeptSources(passages.stream().map(KeptSource::new).toList()));
            case Failed failed ->
                Json.text(new KeptFailure(FailureJson.of(failed.failure()), failed.bytes(), failed.sha256()));
            case Used(TokenUsage usage) -> Json.text(usage);
            case Settled(TokenUsage usage) -> Json.text(usage);
            case Asked _, Stage _, Notice _, Done _ -> Json.text(part);
        };
    }

    /** @param offset where a text begins */
    static AnswerPart read(String kind, long offset, String content) {
        return switch (Kind.valueOf(kind)) {
            case TEXT -> new Text(offset, content);
            case OPENED -> new Opened(new Commit(Json.read(content, KeptCommit.class).commit));
            case SOURCES ->
                new Sources(Json.read(content, KeptSources.class).passages.stream()
                        .map(KeptSource::source)
                        .toList());
            case ASKED -> Json.read(content, Asked.class);
            case SETTLED -> new Settled(Json.read(content, TokenUsage.class));
            case STAGE -> Json.read(content, Stage.class);
            case NOTICE -> Json.read(content, Notice.class);
            case USED -> new Used(Json.read(content, TokenUsage.class));
            case DONE -> Json.read(content, Done.class);
            case FAILED -> {
                KeptFailure kept = Json.read(content, KeptFailure.class);
                yield new Failed(kept.failure.failure(), kept.bytes, kept.sha256);
            }
        };
    }
}
