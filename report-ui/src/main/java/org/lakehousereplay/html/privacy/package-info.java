/** Which raw values of the inputs may be read in the report. Nothing that renders may come in. */
package org.lakehousereplay.html.privacy;
