package org.lakehousereplay.baseline;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit to the repository: without this it starts the git program to ask where the configuration of the machine is,
 * reads that of the user, and writes what it measured about the file system into the user's home.
 */
final class IsolatedGit extends SystemReader.Delegate {

    private IsolatedGit(SystemReader system) {
        super(system);
    }

    /** Isolates JGit. Its settings are those of the whole class loader, so this is done once and for good. */
    static void ensure() {
        synchronized (IsolatedGit.class) {
            SystemReader current = SystemReader.getInstance();
            if (!(current instanceof IsolatedGit)) {
                SystemReader.setInstance(new IsolatedGit(current));
            }
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fileSystem) {
        return new EmptyConfig(parent, fileSystem);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fileSystem) {
        return new EmptyConfig(parent, fileSystem);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fileSystem) {
        return new EmptyConfig(parent, fileSystem);
    }

    /** A configuration that has no file: nothing is read, what is saved is forgotten. */
    private static final class EmptyConfig extends FileBasedConfig {

        EmptyConfig(Config parent, FS fileSystem) {
            super(parent, null, fileSystem);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
