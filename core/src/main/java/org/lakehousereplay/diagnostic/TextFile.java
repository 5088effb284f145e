package org.lakehousereplay.diagnostic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads text strictly as UTF-8. Public API: used by every reader of files that people write. */
public final class TextFile {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFile() {}

    /**
     * The text of a file, without the byte order mark that some editors put in front.
     *
     * @throws ProblemException when the file cannot be read, is not UTF-8 or holds the character U+0000
     */
    public static String read(Path file) {
        return withoutMark(readWithMark(file));
    }

    /**
     * The text of a file as it is; for those who write it back with some changes.
     *
     * @throws ProblemException when the file cannot be read, is not UTF-8 or holds the character U+0000
     */
    public static String readWithMark(Path file) {
        ByteBuffer bytes = ByteBuffer.wrap(readBytes(file));
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer characters = CharBuffer.allocate(bytes.remaining());
        if (decoder.decode(bytes, characters, true).isError()) {
            throw new ProblemException(Problem.at(
                    Location.of(file, lineOf(bytes)),
                    ErrorCode.FILE_UNREADABLE,
                    "The file is not UTF-8 text: byte 0x%02X does not fit".formatted(bytes.get(bytes.position())),
                    "Save it in the encoding UTF-8"));
        }
        String text = characters.flip().toString();
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            // Native code takes it for the end of the text and would not see what stands behind it.
            int line = (int) text.substring(0, nul)
                            .chars()
                            .filter(character -> character == '\n')
                            .count()
                    + 1;
            throw new ProblemException(Problem.at(
                    Location.of(file, line),
                    ErrorCode.FILE_UNREADABLE,
                    "The file is not text: it holds the character U+0000",
                    "Remove the character, or save the file as UTF-8"));
        }
        return text;
    }

    /** A text without the byte order mark in front of it, if it has one. */
    public static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static byte[] readBytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw unreadable(ErrorCode.FILE_MISSING, file, "The file does not exist", "Create it");
        } catch (AccessDeniedException denied) {
            throw unreadable(
                    ErrorCode.FILE_UNREADABLE, file, "The file may not be read", "Grant the permission to read it");
        } catch (IOException | OutOfMemoryError failure) {
            String reason = Files.isDirectory(file) ? "it is a directory" : String.valueOf(failure.getMessage());
            throw unreadable(
                    ErrorCode.FILE_UNREADABLE, file, "The file cannot be read: " + reason, "Put a readable file there");
        }
    }

    private static ProblemException unreadable(ErrorCode code, Path file, String message, String remedy) {
        return new ProblemException(Problem.at(Location.of(file), code, message, remedy));
    }

    private static int lineOf(ByteBuffer stoppedAtError) {
        int line = 1;
        for (int index = 0; index < stoppedAtError.position(); index++) {
            if (stoppedAtError.get(index) == '\n') {
                line++;
            }
        }
        return line;
    }
}
