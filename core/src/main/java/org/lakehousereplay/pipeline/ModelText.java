package org.lakehousereplay.pipeline;

import java.nio.file.Path;

/**
 * The text of a model that no file has, or not in this form.
 *
 * @param name the name by which others read it
 * @param layer the sub-folder of the model it is a variant of; empty at the top
 * @param file the file of that model, for messages
 * @param sql the text
 */
public record ModelText(String name, String layer, Path file, String sql) {

    /** The text of a model as it is. */
    public static ModelText of(Model model) {
        return new ModelText(model.name(), model.layer(), model.file(), model.sql());
    }
}
