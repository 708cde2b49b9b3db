package io.deepwiki.adapters.source.git;

import java.util.List;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportProtocol;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Cuts JGit off from what the machine and its user have configured for Git, and from every transport but HTTP. */
final class HermeticGit {
    private HermeticGit() {}

    static synchronized void prepare() {
        if (SystemReader.getInstance() instanceof Reader) {
            return;
        }
        SystemReader.setInstance(new Reader(SystemReader.getInstance()));
        for (TransportProtocol protocol : List.copyOf(Transport.getTransportProtocols())) {
            if (!protocol.getSchemes().contains("https")) {
                Transport.unregister(protocol);
            }
        }
    }

    private static final class Reader extends SystemReader.Delegate {
        private Reader(SystemReader platform) {
            super(platform);
        }

        @Override
        public FileBasedConfig openUserConfig(Config parent, FS fs) {
            return new Nothing(parent, fs);
        }

        @Override
        public FileBasedConfig openSystemConfig(Config parent, FS fs) {
            return new Nothing(parent, fs);
        }

        @Override
        public FileBasedConfig openJGitConfig(Config parent, FS fs) {
            return new Nothing(parent, fs);
        }

        @Override
        public String getenv(String variable) {
            return variable.startsWith("GIT_") ? null : super.getenv(variable);
        }
    }

    /** A configuration file that is empty, and stays so. */
    private static final class Nothing extends FileBasedConfig {
        private Nothing(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // there is nothing to load
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
