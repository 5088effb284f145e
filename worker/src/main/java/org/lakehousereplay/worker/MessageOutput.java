package org.lakehousereplay.worker;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;

/** Writes messages to the other process. Any thread may write. */
final class MessageOutput implements AutoCloseable {

    /** Stands before each message, so that what anybody else writes into the stream can be told from it. */
    static final long MARK = 0x4c61_6b65_6852_7001L;

    private final DataOutputStream stream;

    MessageOutput(OutputStream stream) {
        this.stream = new DataOutputStream(new BufferedOutputStream(stream));
    }

    /**
     * Writes a message.
     *
     * @throws IOException when the other process is gone
     */
    void write(Serializable message) throws IOException {
        // Made whole before the first byte is sent: what cannot be serialized leaves the stream as it was.
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new Objects(bytes)) {
            objects.writeObject(message);
        }
        synchronized (stream) {
            stream.writeLong(MARK);
            stream.writeInt(bytes.size());
            bytes.writeTo(stream);
            stream.flush();
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private static final class Objects extends ObjectOutputStream {

        Objects(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            return StandIn.of(object);
        }
    }
}
