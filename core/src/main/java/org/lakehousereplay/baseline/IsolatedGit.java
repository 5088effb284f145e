package org.lakehousereplay.baseline;

import java.util.Set;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit to the repository: without this it starts the git program to ask where the configuration of the machine is,
 * reads that of the user, writes files into the repository for seconds to measure how exact the file system's times are,
 * and writes what it measured into the user's home.
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
        return new KnownFileSystem(parent, fileSystem);
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
    private static class EmptyConfig extends FileBasedConfig {

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

    /** Says of every file system what is safe on each of them, so that none is measured. */
    private static final class KnownFileSystem extends EmptyConfig {

        /** That of FAT, the coarsest there is: files that are younger are compared by their content. */
        private static final String COARSE = "2 seconds";

        private static final Set<String> TIMES =
                Set.of(ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION, ConfigConstants.CONFIG_KEY_MIN_RACY_THRESHOLD);

        KnownFileSystem(Config parent, FS fileSystem) {
            super(parent, fileSystem);
        }

        @Override
        public String getString(String section, String subsection, String name) {
            boolean asked = section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION) && TIMES.contains(name);
            return asked ? COARSE : super.getString(section, subsection, name);
        }
    }
}
