package org.lakehousereplay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.LakeTableRequest;
import org.lakehousereplay.spi.LakeTableVersion;
import org.lakehousereplay.spi.LateRow;

/** What travels between the build and the worker, and what may not. */
final class MessagesTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final MessageOutput output = new MessageOutput(bytes);

    @Test
    void values_that_java_does_not_serialize_arrive_as_they_were() throws Exception {
        LakeTableRequest request = new LakeTableRequest(
                Path.of("lake", "订单"), Optional.of(new LakeTableVersion.Named("v1")), true, Path.of("/out.jsonl"));

        output.write(new Request.ReadTable(7, "delta", request));
        output.write(new Reply.Answer(8, (Serializable)
                Map.of("k", Set.of("a"), "l", List.of(OffsetDateTime.parse("2024-05-18T12:00:00+08:00")))));

        MessageInput input = input();
        assertThat(input.read()).isEqualTo(new Request.ReadTable(7, "delta", request));
        assertThat(input.read()).isEqualTo(new Reply.Answer(8, (Serializable)
                Map.of("k", Set.of("a"), "l", List.of(OffsetDateTime.parse("2024-05-18T12:00:00+08:00")))));
        assertThatExceptionOfType(EOFException.class).isThrownBy(input::read);
    }

    @Test
    void collections_of_libraries_arrive_as_those_of_java() throws Exception {
        List<String> ofLibrary = new OwnList();

        output.write(new Reply.Answer(1, (Serializable) ofLibrary));

        Object value = ((Reply.Answer) input().read()).value();
        assertThat(value).isEqualTo(List.of("one"));
        assertThat(value.getClass().getPackageName()).isEqualTo("java.util");
    }

    @Test
    void what_somebody_else_writes_between_messages_is_passed_over() throws Exception {
        bytes.write("WARNING: a native library says Lake\n".getBytes(StandardCharsets.UTF_8));
        output.write(new Reply.Ready(0));
        bytes.write(new byte[] {0x4c, 0x61, 0x6b});
        output.write(new Request.Stop(1));

        MessageInput input = input();
        assertThat(input.read()).isEqualTo(new Reply.Ready(0));
        assertThat(input.read()).isEqualTo(new Request.Stop(1));
    }

    @Test
    void no_other_class_comes_in() throws Exception {
        output.write(new Reply.Answer(1, new File("secret")));
        output.write(new Reply.Answer(2, new ArrayList<>(List.of(1L))));
        output.write(new Reply.Answer(3, StandardOpenOption.WRITE));

        MessageInput input = input();
        assertThatExceptionOfType(InvalidClassException.class).isThrownBy(input::read);
        assertThat(((Reply) input.read()).call()).isEqualTo(2);
        assertThatExceptionOfType(InvalidClassException.class).isThrownBy(input::read);
    }

    @Test
    void a_message_that_cannot_be_serialized_leaves_the_stream_as_it_was() throws Exception {
        EngineProblem problem = new EngineProblem(EngineProblem.Kind.FAILED, Optional.empty(), "m", "");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> output.write(new Reply.Answer(1, new Holder(new Object()))));
        output.write(new Reply.Answer(2, problem));
        output.write(new Reply.Answer(3, new LateRow("orders", 1, Instant.EPOCH, Instant.MAX)));

        MessageInput input = input();
        assertThat(input.read()).isEqualTo(new Reply.Answer(2, problem));
        assertThat(((Reply) input.read()).call()).isEqualTo(3);
    }

    private MessageInput input() {
        return new MessageInput(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private record Holder(Object content) implements Serializable {}

    private static final class OwnList extends AbstractList<String> implements Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public String get(int index) {
            return "one";
        }

        @Override
        public int size() {
            return 1;
        }
    }
}
