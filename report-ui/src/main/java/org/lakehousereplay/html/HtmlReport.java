package org.lakehousereplay.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** x. */
public final class HtmlReport {
    private HtmlReport() {}

    static String render(String title) {
        TemplateEngine engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, HtmlReport.class.getClassLoader(), "org.lakehousereplay.html.template");
        StringOutput output = new StringOutput();
        engine.render("overview.jte", Map.of("title", title), output);
        return output.toString();
    }
}
