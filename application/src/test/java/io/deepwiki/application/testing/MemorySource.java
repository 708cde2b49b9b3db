package io.deepwiki.application.testing;

import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.OpenRepository;
import io.deepwiki.application.repository.port.RepositorySource;
import io.deepwiki.application.repository.port.SourceTree;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SourcePath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** One repository in memory. It counts what is asked of it, and may want a token. */
public final class MemorySource implements RepositorySource {
    /** When each commit was made. */
    public static final Instant COMMITTED = Instant.parse("2026-02-27T08:30:00Z");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> read = new ArrayList<>();
    private Optional<String> wantedToken = Optional.empty();
    private char commit = '1';
    private String branch = "main";
    private int looks;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** Puts a file in; every change is a new commit. */
    public MemorySource with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public MemorySource with(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    /** Takes a file out. */
    public MemorySource without(String path) {
        files.remove(path);
        return this;
    }

    public void commit() {
        commit++;
    }

    /** From now on HEAD stands at a commit alone. */
    public void detach() {
        branch = "HEAD";
    }

    public void wantToken(String token) {
        wantedToken = Optional.of(token);
    }

    /** Reading the repository goes on when the gate opens. */
    public void readOnceOpen(CountDownLatch gate) {
        this.gate = gate;
    }

    /** How often the head was looked at. */
    public int looks() {
        return looks;
    }

    /** Which files were read since this was asked for the last time. */
    public List<String> read() {
        List<String> since = List.copyOf(read);
        read.clear();
        return since;
    }

    @Override
    public Head head(RepositoryRef repository, Optional<String> wanted, Optional<Secret> token) {
        looks++;
        if (wantedToken.isPresent() && !token.map(Secret::reveal).equals(wantedToken)) {
            throw new FailureException(OpenRepository.notFound());
        }
        if (wanted.isPresent() && !wanted.get().equals("main")) {
            throw new FailureException(Invalid.field("no_such_branch", "branch", "There is none."));
        }
        return new Head(wanted.orElse(branch), new Commit(String.valueOf(commit).repeat(40)), false);
    }

    @Override
    public SourceTree open(RepositoryRef repository, Head head, Optional<Secret> token) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the gate opened", e);
        }
        return new Tree();
    }

    private final class Tree implements SourceTree {
        @Override
        public Optional<Instant> committedAt() {
            return Optional.of(COMMITTED);
        }

        @Override
        public List<Entry> entries() {
            return files.entrySet().stream()
                    .map(file -> new Entry(
                            new SourcePath(file.getKey()),
                            Integer.toHexString(new String(file.getValue(), StandardCharsets.ISO_8859_1).hashCode()),
                            file.getValue().length,
                            Type.FILE))
                    .toList();
        }

        @Override
        public byte[] read(Entry entry) {
            read.add(entry.path().value());
            return files.getOrDefault(entry.path().value(), new byte[0]);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
