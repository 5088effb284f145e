/** What all pages of the report are made of: states, names in addresses, problems. Nothing of a single page may come in. */
package org.lakehousereplay.html.part;
