package io.deepwiki.domain.wiki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.deepwiki.domain.wiki.Mermaid.Problem;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MermaidTest {
    @ParameterizedTest
    @ValueSource(strings = {"""
        graph TD
            A["WorkQueue (jobs)"] --> B[Job store]
            B -->|reads| C[(Database)]
            A & B --- D{{six}}
            D -.-> E(("circle"))
            D -. maybe .-> E
            E ==> F{choose}
            E -- writes to --> G([stadium]):::hot
            H[/"a path"/] --o I[[sub]] --x J
            K~~~L
            %% a comment
            classDef hot fill:#f96,stroke:#333
            class A,B hot
            style C fill:#fff
            web-api.v2 <--> größe;
        """, """
                    flowchart LR;
                    subgraph core["The core"]
                        direction TB
                        subgraph inner
                            a --> b
                        end
                    end
                    subgraph "quoted title"
                        c
                    end
                    core --> c
                    """, """
                    sequenceDiagram
                        autonumber
                        participant W as Job Worker
                        actor User
                        User->>+W: submit(job)
                        W-->>-User: accepted #59; later
                        loop every 3 s
                            W->>W: heartbeat
                        end
                        alt alive
                            W-)User: done
                        else dead
                            W-xUser: lost
                        end
                        Note over W,User: both wait
                        note right of W: alone
                        activate W
                        deactivate W
                    """, """
                    classDiagram
                        direction LR
                        class WorkQueue {
                            +claim(int n) List~Job~
                            -lease Duration
                        }
                        class Job["A job"]
                        class Empty
                        <<interface>> WorkQueue
                        WorkQueue <|-- JooqWorkQueue
                        WorkQueue "1" --> "0..*" Job : hands out
                        Job ..> Lease
                        Job : +id UUID
                        note for Job "one row"
                        namespace jobs {
                            class Lease
                        }
                    """, """
                    stateDiagram-v2
                        [*] --> Waiting
                        Waiting --> Running : claimed
                        state "Taken away" as Lost
                        state Running {
                            [*] --> Indexing
                            Indexing --> [*]
                        }
                        state fork <<fork>>
                        note right of Lost
                            by another instance
                        end note
                        note left of Waiting : free
                        Waiting : waits
                        Running --> [*]
                    """, """
                    erDiagram
                        WIKI_JOB ||--o{ WORK_ITEM : has
                        WIKI_JOB {
                            uuid id PK
                            varchar(20) state
                            uuid wiki FK, UK "its wiki"
                        }
                        WORK_ITEM }|..|| LEASE : "is held by"
                        LEASE
                    """})
    void a_sound_diagram_has_no_problems(String diagram) {
        assertThat(Mermaid.check(diagram)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "graph TD\nA[open --> B",
                "graph TD\nA[\"open] --> B",
                "graph TD\nA --> ",
                "graph TD\nA -> B",
                "graph TD\nA[call(x)] --> B",
                "graph TD\nA[/api/x] --> B",
                "graph TD\nA B",
                "graph TD\nend --> B",
                "graph TD\nsubgraph x\nA --> B",
                "graph TD\nend",
                "graph TD\nclick A \"https://x\"",
                "graph TD\nclick A href \"x--y\"",
                "graph TD\n%%{init: {}}%%\nA",
                "---\ntitle: x\n---\ngraph TD\nA",
                "graph TD\nA[\"<script>\"]",
                "graph TD\nA[\"javascript:alert(1)\"]",
                "graph TD\nstyle --> B",
                "graph XX\nA",
                "pie\n\"a\": 1",
                "hello",
                "",
                "sequenceDiagram\nA->>B",
                "sequenceDiagram\nloop x\nA->>B: y",
                "sequenceDiagram\nend",
                "sequenceDiagram\nelse x",
                "sequenceDiagram\nA->>B: x; y",
                "classDiagram\nclass A {\n+x",
                "classDiagram\nA ==> B",
                "classDiagram\nclass A {\n{\n}",
                "stateDiagram-v2\nA -> B",
                "stateDiagram-v2\n}",
                "erDiagram\nA ||--o{ B",
                "erDiagram\nA {\nid\n}",
                "erDiagram\nA -- B : x"
            })
    void an_unsound_diagram_has_a_problem(String diagram) {
        assertThat(Mermaid.check(diagram)).isNotEmpty();
    }

    @Test
    void a_problem_tells_its_line() {
        assertThat(Mermaid.check("\ngraph TD\nA --> B\nA -> B\n"))
                .extracting(Problem::line)
                .containsExactly(4);
    }

    @Test
    void size_and_problems_are_bounded() {
        assertThat(Mermaid.check("graph TD\n" + "A --> B\n".repeat(500))).hasSize(1);
        assertThat(Mermaid.check("graph TD\n" + "A -> B\n".repeat(300))).hasSize(20);
        assertThat(Mermaid.check("graph TD\nA[\"" + "x".repeat(500) + "\"]")).hasSize(1);
    }

    @Test
    void hostile_diagrams_are_checked_in_bounded_time() {
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (String header :
                    List.of("graph TD", "sequenceDiagram", "classDiagram", "stateDiagram-v2", "erDiagram")) {
                for (String part : List.of("A ", "A--", "(", "\"", "-- a ", "a.", "A & ", "~", ": ", "#a;", "[")) {
                    String line = part.repeat(400 / part.length());
                    assertThat(Mermaid.check(header + "\n" + (line + "\n").repeat(20)))
                            .isNotNull();
                }
                assertThat(Mermaid.check(header + "x".repeat(10_000_000))).isNotEmpty();
            }
        });
    }

    @Test
    void blocks_are_found_where_they_stand() {
        String text = """
                # A

                ```mermaid
                graph TD
                A
                ```

                ```java
                // ```mermaid
                ```
                ~~~ Mermaid
                B
                ~~~
                ```mermaid
                ```
                ```mermaid
                open""";
        List<Mermaid.Block> blocks = Mermaid.blocks(text);
        assertThat(blocks).extracting(Mermaid.Block::code).containsExactly("graph TD\nA", "B", "", "open");
        assertThat(text.substring(blocks.getFirst().start(), blocks.getFirst().end()))
                .isEqualTo("```mermaid\ngraph TD\nA\n```");
        assertThat(blocks.getLast().end()).isEqualTo(text.length());
        assertThat(Mermaid.blocks("no diagram")).isEmpty();
    }

    @Test
    void a_label_means_nothing_to_mermaid() {
        assertThat(Mermaid.label(" say \"hi\"\n<b>#1; ")).isEqualTo("say #quot;hi#quot; #60;b#62;#35;1#59;");
        assertThat(Mermaid.label("List<Job> größe 日本")).isEqualTo("List#60;Job#62; größe 日本");
    }

    @Property(tries = 500)
    void any_text_makes_a_sound_label(@ForAll String text) {
        String label = Mermaid.label(text.length() > 20 ? text.substring(0, 20) : text);
        assertThat(Mermaid.check("graph TD\nA[\"" + label + "\"] -->|\"" + label + "\"| B"))
                .isEmpty();
    }

    @Test
    void a_broken_diagram_is_shown_as_its_source() {
        String sound = "```mermaid\ngraph TD\nA --> B\n```\n";
        assertThat(Mermaid.withoutBroken("x\n" + sound + "  ```` mermaid\ngraph TD\nA -> B\n  ````\n" + sound))
                .isEqualTo("x\n" + sound + "  ````text\ngraph TD\nA -> B\n  ````\n" + sound);
        assertThat(Mermaid.withoutBroken("~~~mermaid")).isEqualTo("~~~text");
        assertThat(Mermaid.withoutBroken(sound)).isEqualTo(sound);
    }
}
