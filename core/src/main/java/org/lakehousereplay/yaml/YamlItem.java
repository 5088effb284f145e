package org.lakehousereplay.yaml;

import org.lakehousereplay.diagnostic.Location;

/** An entry of a list that holds scalars and mappings side by side. For readers of settings inside this library. */
public sealed interface YamlItem permits YamlText, YamlMapping {

    /** Where it stands. */
    Location location();
}
