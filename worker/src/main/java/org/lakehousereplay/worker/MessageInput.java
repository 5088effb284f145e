package org.lakehousereplay.worker;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Reads messages of the other process. For one thread. */
final class MessageInput {

    private final DataInputStream stream;

    MessageInput(InputStream stream) {
        this.stream = new DataInputStream(new BufferedInputStream(stream));
    }

    /**
     * Reads the next message.
     *
     * @throws EOFException when the other process has closed the stream
     * @throws IOException when it is not a message that may come
     */
    Object read() throws IOException {
        skipToMark();
        byte[] bytes = new byte[stream.readInt()];
        stream.readFully(bytes);
        try (ObjectInputStream objects = new Objects(new ByteArrayInputStream(bytes))) {
            objects.setObjectInputFilter(AdmittedClasses.INSTANCE);
            return objects.readObject();
        } catch (ClassNotFoundException exception) {
            throw new IOException(exception);
        }
    }

    /** A native library may have written to the standard output of the process, past everything that Java redirects. */
    private void skipToMark() throws IOException {
        long window = stream.readLong();
        while (window != MessageOutput.MARK) {
            window = window << Byte.SIZE | stream.readUnsignedByte();
        }
    }

    private static final class Objects extends ObjectInputStream {

        Objects(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, MessageInput.class.getClassLoader());
            } catch (ClassNotFoundException primitive) {
                return super.resolveClass(description);
            }
        }
    }
}
