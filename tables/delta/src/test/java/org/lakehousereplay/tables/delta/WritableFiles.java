package org.lakehousereplay.tables.delta;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files that a test writes a table to, with what the format brings to read it and nothing more. */
final class WritableFiles implements FileIO {

    private static TableFiles reading() throws IOException {
        return new TableFiles(Path.of("/"));
    }

    private static Path local(String path) {
        return Path.of(path.replaceFirst("^file:/+", "/"));
    }

    @Override
    public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
        return reading().listFrom(path);
    }

    @Override
    public FileStatus getFileStatus(String path) throws IOException {
        return reading().getFileStatus(path);
    }

    @Override
    public String resolvePath(String path) {
        return DeltaTableFormat.location(local(path));
    }

    @Override
    public boolean mkdirs(String path) throws IOException {
        Files.createDirectories(local(path));
        return true;
    }

    @Override
    public InputFile newInputFile(String path, long size) {
        return new TableFile(path, local(path));
    }

    @Override
    public OutputFile newOutputFile(String path) {
        return new Output(path);
    }

    @Override
    public boolean delete(String path) throws IOException {
        return Files.deleteIfExists(local(path));
    }

    @Override
    public Optional<String> getConf(String name) {
        return Optional.empty();
    }

    @Override
    public void copyFileAtomically(String from, String to, boolean overwrite) throws IOException {
        Files.copy(local(from), local(to));
    }

    private record Output(String path) implements OutputFile {

        @Override
        public PositionOutputStream create(boolean overwrite) throws IOException {
            Files.createDirectories(local(path).getParent());
            OutputStream file = Files.newOutputStream(local(path));
            return new PositionOutputStream() {
                private long position;

                @Override
                public long getPos() {
                    return position;
                }

                @Override
                public void write(int value) throws IOException {
                    file.write(value);
                    position++;
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    file.write(bytes, offset, length);
                    position += length;
                }

                @Override
                public void close() throws IOException {
                    file.close();
                }
            };
        }

        @Override
        public void writeAtomically(CloseableIterator<String> lines, boolean overwrite) throws IOException {
            List<String> all = new ArrayList<>();
            while (lines.hasNext()) {
                all.add(lines.next());
            }
            Files.createDirectories(local(path).getParent());
            Files.write(local(path), all);
        }
    }
}
