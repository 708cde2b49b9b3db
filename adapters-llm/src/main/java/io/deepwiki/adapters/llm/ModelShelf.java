package io.deepwiki.adapters.llm;

import io.deepwiki.adapters.llm.catalogue.CatalogueEntry;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModels.Model;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** A provider's models that were asked for: one object each, made once; of too many the one that was unused for longest goes. Thread-safe. */
final class ModelShelf implements Function<String, Optional<ChatModel>> {
    private static final float LOAD = 0.75f;

    private final CatalogueEntry entry;
    private final Function<Model, ChatModel> make;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ChatModel> made;

    /** @param most models that are kept */
    ModelShelf(CatalogueEntry entry, int most, Function<Model, ChatModel> make) {
        this.entry = entry;
        this.make = make;
        this.made = new LinkedHashMap<>(most, LOAD, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, ChatModel> eldest) {
                return size() > most;
            }
        };
    }

    @Override
    public Optional<ChatModel> apply(String id) {
        return entry.find(id).map(model -> {
            lock.lock();
            try {
                return made.computeIfAbsent(id, _ -> make.apply(model));
            } finally {
                lock.unlock();
            }
        });
    }
}
