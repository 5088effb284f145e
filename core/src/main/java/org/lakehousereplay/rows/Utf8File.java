package org.lakehousereplay.rows;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.diagnostic.TextFile;

/** Opens text files strictly as UTF-8, with or without a byte order mark. */
final class Utf8File {

    private Utf8File() {}

    static Reader open(Path file) throws IOException {
        PushbackInputStream input = new PushbackInputStream(Files.newInputStream(file), 3);
        byte[] mark = input.readNBytes(3);
        boolean byteOrderMark =
                mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB && mark[2] == (byte) 0xBF;
        if (!byteOrderMark) {
            input.unread(mark);
        }
        CharsetDecoder strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return new InputStreamReader(input, strict);
    }

    /** What an exception of {@link #open} or of the reader means to the user. */
    static Problem problem(Path file, IOException exception) {
        if (exception instanceof CharacterCodingException) {
            return Problem.at(
                    new Location(file, lineOfBrokenText(file), 0),
                    ErrorCode.FILE_UNREADABLE,
                    "the file is not UTF-8 text",
                    "Save it as UTF-8");
        }
        if (exception instanceof NoSuchFileException) {
            return Problem.at(Location.of(file), ErrorCode.FILE_MISSING, "the file does not exist", "");
        }
        String reason = Files.isDirectory(file)
                ? "is a directory"
                : Files.isReadable(file) ? String.valueOf(exception.getMessage()) : "no permission to read it";
        return Problem.at(Location.of(file), ErrorCode.FILE_UNREADABLE, "the file cannot be read: " + reason, "");
    }

    /** Reads the file as a whole, which tells where it stops being text; a file too large for that is blamed whole. */
    private static int lineOfBrokenText(Path file) {
        try {
            TextFile.read(file);
        } catch (ProblemException broken) {
            return broken.problems().get(0).location().map(Location::line).orElse(0);
        } catch (OutOfMemoryError tooLarge) {
            return 0;
        }
        return 0;
    }
}
