/** How the files of the report come to lie in their folder: whole, or not at all. What they say is none of its business. */
package org.lakehousereplay.html.output;
