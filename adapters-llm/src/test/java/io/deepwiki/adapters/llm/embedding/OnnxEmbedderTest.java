package io.deepwiki.adapters.llm.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepwiki.application.llm.port.ModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEmbedderTest {
    @TempDir
    static Path cache;

    private static OnnxEmbedder embedder;

    @BeforeAll
    static void load() {
        embedder = OnnxEmbedder.loading(cache, Runnable::run);
    }

    @Test
    void a_question_lies_closer_to_the_passage_that_answers_it() {
        List<float[]> passages = embedder.passages(List.of(
                "void lock(Job job) { lease.renew(job.id(), clock.now().plus(LEASE)); }",
                "body { background-color: #fff; font-family: sans-serif; }"));
        float[] question = embedder.question("How long does a worker keep its claim on a task?");
        assertThat(product(question, passages.get(0))).isGreaterThan(product(question, passages.get(1)) + 0.05);
    }

    @Test
    void vectors_have_the_dimension_of_the_space_and_length_one() {
        float[] vector = embedder.passages(List.of("x".repeat(9_000))).getFirst();
        assertThat(vector).hasSize(embedder.space().dimension());
        assertThat(product(vector, vector)).isCloseTo(1, within(1e-3));
    }

    @Test
    void what_goes_wrong_is_a_failure_of_the_model_and_not_a_defect() {
        OnnxEmbedder closed = OnnxEmbedder.loading(cache, new Executor() {
            private boolean loaded;

            @Override
            public void execute(Runnable work) {
                if (loaded) {
                    throw new RejectedExecutionException("closed");
                }
                loaded = true;
                work.run();
            }
        });
        assertThatThrownBy(() -> closed.question("what?")).isInstanceOf(ModelException.class);
    }

    @Test
    void nobody_is_told_that_it_is_used() {
        assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
        assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    }

    private static double product(float[] one, float[] other) {
        double product = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
        }
        return product;
    }
}
