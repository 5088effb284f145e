package org.lakehousereplay.html.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The texts of one language. Patterns are those of {@link MessageFormat}, so an apostrophe in a text is written twice;
 * arguments are texts that are fit to be shown, since numbers of a metric are exact and must not be rounded by a locale.
 */
public final class Texts {

    /** One for each part of the report. */
    static final List<String> BUNDLES = List.of("pages", "metric", "mutation", "ui");

    private static final Map<Locale, Texts> READ = new ConcurrentHashMap<>();

    private final Locale language;
    private final Map<String, String> patterns;

    private Texts(Locale language, Map<String, String> patterns) {
        this.language = language;
        this.patterns = patterns;
    }

    /**
     * The texts of a language: Chinese for any kind of Chinese, English for everything else.
     *
     * @param wanted the language of the reader
     */
    public static Texts of(Locale wanted) {
        Locale language =
                wanted.getLanguage().equals(Locale.CHINESE.getLanguage()) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        return READ.computeIfAbsent(language, Texts::read);
    }

    private static Texts read(Locale language) {
        Map<String, String> patterns = new TreeMap<>();
        for (String bundle : BUNDLES) {
            String name = bundle + "_" + language.getLanguage() + ".properties";
            Properties properties = new Properties();
            try (Reader reader = new InputStreamReader(Texts.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException damaged) {
                throw new UncheckedIOException(damaged);
            }
            properties.stringPropertyNames().forEach(key -> patterns.put(key, properties.getProperty(key)));
        }
        return new Texts(language, patterns);
    }

    /** The language, for the {@code lang} attribute and for formats. */
    public Locale language() {
        return language;
    }

    /**
     * A text.
     *
     * @param key its name
     * @param arguments what stands in its places
     */
    public String get(String key, Object... arguments) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no text is named " + key);
        }
        return new MessageFormat(pattern, language).format(arguments);
    }

    /** A text without places that may not be there, such as that of a kind of change that a later version brought. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(patterns.get(key)).map(pattern -> new MessageFormat(pattern, language).format(null));
    }

    /** A count with its thousands apart. Values of a metric are never written so: they are exact. */
    public String number(long count) {
        return NumberFormat.getIntegerInstance(language).format(count);
    }

    /** The texts whose names begin so, as patterns for the script. */
    public Map<String, String> startingWith(String prefix) {
        Map<String, String> chosen = new TreeMap<>(patterns);
        chosen.keySet().removeIf(key -> !key.startsWith(prefix));
        return chosen;
    }
}
