package org.lakehousereplay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file with what a worker prints. */
final class WorkerLogTest {

    @TempDir
    private Path directory;

    @Test
    void a_later_process_goes_on_where_an_earlier_one_ended() {
        Path file = directory.resolve("target/worker.log");
        new WorkerLog(file).takeAll(stream("first\n"));
        new WorkerLog(file).takeAll(stream("second\n"));

        assertThat(file).hasContent("first\nsecond\n");
    }

    @Test
    void a_full_file_is_kept_once_and_begun_anew() throws IOException {
        Path file = directory.resolve("worker.log");
        WorkerLog log = new WorkerLog(file, 10);

        log.takeAll(new SequenceInputStream(stream("0123456789-"), stream("next")));
        log.takeAll(new SequenceInputStream(stream("abcdefghijk"), stream("last")));

        assertThat(Files.size(file) + Files.size(directory.resolve("worker.log.1")))
                .isLessThan(40);
        assertThat(file).hasContent("last");
        assertThat(directory.resolve("worker.log.1")).hasContent("nextabcdefghijk");
    }

    @Test
    void a_file_that_cannot_be_written_holds_nobody_up() throws IOException {
        Path file = Files.createDirectory(directory.resolve("worker.log"));
        WorkerLog log = new WorkerLog(file);

        log.takeAll(stream("lost\n"));

        assertThat(log.beginning()).isEqualTo("lost");
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
