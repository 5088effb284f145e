package org.lakehousereplay.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/** Keeps what a goal logs, as level and text. */
final class RecordingLog implements Log {

    private final List<String> lines = new ArrayList<>();

    /** What was logged, such as {@code INFO text}. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public boolean isDebugEnabled() {
        return true;
    }

    @Override
    public void debug(CharSequence text) {
        lines.add("DEBUG " + text);
    }

    @Override
    public void debug(CharSequence text, Throwable error) {
        lines.add("DEBUG " + text + " " + error);
    }

    @Override
    public void debug(Throwable error) {
        lines.add("DEBUG " + error);
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public void info(CharSequence text) {
        lines.add("INFO " + text);
    }

    @Override
    public void info(CharSequence text, Throwable error) {
        lines.add("INFO " + text + " " + error);
    }

    @Override
    public void info(Throwable error) {
        lines.add("INFO " + error);
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public void warn(CharSequence text) {
        lines.add("WARN " + text);
    }

    @Override
    public void warn(CharSequence text, Throwable error) {
        lines.add("WARN " + text + " " + error);
    }

    @Override
    public void warn(Throwable error) {
        lines.add("WARN " + error);
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    public void error(CharSequence text) {
        lines.add("ERROR " + text);
    }

    @Override
    public void error(CharSequence text, Throwable error) {
        lines.add("ERROR " + text + " " + error);
    }

    @Override
    public void error(Throwable error) {
        lines.add("ERROR " + error);
    }
}
